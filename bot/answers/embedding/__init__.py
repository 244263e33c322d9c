"""Turns text into vectors whose nearness is nearness of meaning, on this machine and without any network."""

from bot.answers.embedding.encoder import Encoder, Mode, Vectors, current, use

__all__ = ["Encoder", "Mode", "Vectors", "current", "use"]
