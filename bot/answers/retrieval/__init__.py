"""Finds the items that fit a question best, by meaning and by words, and says how sure it is."""
