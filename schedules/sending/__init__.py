"""Sending: what is owed is put into words at the moment that it leaves, and leaves once."""
