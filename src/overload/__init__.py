"""Progression and scheduling for strength training at home."""

__version__ = "0.1.0"
