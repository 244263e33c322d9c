"""The community: who is here, how each wants to be treated, and what they come together for."""
