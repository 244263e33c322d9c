"""Delivery: what came from Slack and what is owed to people, each exactly once."""
