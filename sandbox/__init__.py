"""A strict stand-in Slack workspace on one's own machine, for trying and testing a Slack app with no account."""
