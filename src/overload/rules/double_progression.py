"""Double progression: the climb that `overload` gives every author, as it is."""

from overload import DoubleProgression

__all__ = ["DoubleProgression"]
