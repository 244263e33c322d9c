"""Reflection: prompts for each characteristic, what members write for themselves, and the plans that follow."""
