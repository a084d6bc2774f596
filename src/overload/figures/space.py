"""Arithmetic of points and directions in space."""

from __future__ import annotations

from math import acos, cos, hypot, radians, sin

import attrs

Vec = tuple[float, float, float]
Point = tuple[float, float]


def plus(a: Vec, b: Vec, times: float = 1) -> Vec:
    """Return `a + b * times`."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def minus(a: Vec, b: Vec) -> Vec:
    """Return `a - b`."""
    return plus(a, b, -1)


def scaled(a: Vec, times: float) -> Vec:
    """Return `a * times`."""
    return (a[0] * times, a[1] * times, a[2] * times)


def dot(a: Vec, b: Vec) -> float:
    """Return the inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the outer product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Return how long a vector is."""
    return hypot(*a)


def unit(a: Vec) -> Vec:
    """Return the direction of a vector; of none, up."""
    size = length(a)
    return scaled(a, 1 / size) if size > 1e-9 else (0.0, 0.0, 1.0)


def between(a: Vec, b: Vec, part: float) -> Vec:
    """Return the point `part` of the way from `a` to `b`."""
    return plus(a, minus(b, a), part)


def across(a: Vec, axis: Vec) -> Vec:
    """Return the direction of what of `a` stands square to `axis`."""
    return unit(plus(a, axis, -dot(a, axis)))


def turned(a: Vec, axis: Vec, degrees: float) -> Vec:
    """Return `a` turned about `axis`, which is a direction, by the right hand."""
    turn = radians(degrees)
    aside = scaled(cross(axis, a), sin(turn))
    return plus(plus(scaled(a, cos(turn)), aside), axis, dot(axis, a) * (1 - cos(turn)))


def on_the_way(a: Vec, b: Vec, part: float) -> Vec:
    """Return the direction `part` of the way from `a` to `b`, along the shortest arc."""
    a, b = unit(a), unit(b)
    angle = acos(max(-1.0, min(1.0, dot(a, b))))
    if angle < 1e-6:
        return a
    return unit(plus(scaled(a, sin((1 - part) * angle)), b, sin(part * angle)))


@attrs.frozen
class Axes:
    """Three directions that stand square to each other: a part of the body's own forward, left and up."""

    forward: Vec = (1.0, 0.0, 0.0)
    left: Vec = (0.0, 1.0, 0.0)
    up: Vec = (0.0, 0.0, 1.0)

    def turned(self, axis: Vec, degrees: float) -> Axes:
        """Return the axes turned about a direction of the world."""
        return Axes(*(turned(one, axis, degrees) for one in (self.forward, self.left, self.up)))

    def out(self, a: Vec) -> Vec:
        """Return in the world what `a` is along these axes."""
        return plus(plus(scaled(self.forward, a[0]), self.left, a[1]), self.up, a[2])
