"""Block Kit: what Slack takes as blocks, forms and views, and how people see them."""
