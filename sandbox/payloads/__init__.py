"""Payloads: what the app is sent, by which way, and what comes of its answer."""
