"""The desk: questions come in, answers go out, and what was learned on the way is kept."""
