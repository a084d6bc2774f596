"""A camera without perspective: points in space -> points on the picture, and which is nearer."""

from __future__ import annotations

from math import cos, radians, sin

import attrs

from overload.figures.space import Point, Vec, dot


@attrs.frozen
class Camera:
    """Where from something is seen, how large, and where the middle of the picture lies."""

    right: Vec
    up: Vec
    near: Vec
    scale: float = 1
    middle: Point = (0, 0)

    @classmethod
    def at(cls, view: tuple[float, float]) -> Camera:
        """Return the camera turned by and raised by degrees: (0, 0) sees the right side, (90, 0) the front."""
        turn, rise = map(radians, view)
        near = (sin(turn) * cos(rise), -cos(turn) * cos(rise), sin(rise))
        up = (-sin(turn) * sin(rise), cos(turn) * sin(rise), cos(rise))
        return cls((cos(turn), sin(turn), 0.0), up, near)

    def sees(self, a: Vec) -> Point:
        """Return where a point is on the picture, downwards being positive."""
        return (self.middle[0] + self.scale * dot(a, self.right), self.middle[1] - self.scale * dot(a, self.up))

    def nearness(self, a: Vec) -> float:
        """Return how near a point is; of two the greater stands before the other."""
        return dot(a, self.near)
