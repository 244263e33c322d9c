"""Measured figures: each benchmark prints one JSON object a line, with its target and whether it was reached."""
