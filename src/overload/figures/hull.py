"""The outline around some circles, as a path of arcs and lines: the silhouette of a limb from any side."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, hypot, pi, sin

import attrs

from overload.figures.space import Point

_TURN = 2 * pi


@attrs.frozen
class Circle:
    """A circle on the picture."""

    x: float
    y: float
    radius: float

    def reach(self, angle: float) -> float:
        """Return how far it reaches in a direction."""
        return self.x * cos(angle) + self.y * sin(angle) + self.radius

    def edge(self, angle: float) -> Point:
        """Return the point of its edge in a direction."""
        return (self.x + self.radius * cos(angle), self.y + self.radius * sin(angle))


def outline(circles: Sequence[Circle]) -> str:
    """Return the path around circles, in whole numbers and always wound the same way."""
    corners = sorted(_tangents(circles))
    if not corners:
        return _round(max(circles, key=lambda one: one.radius))
    path = _Pen()
    for (angle, _, onto), (later, _, _) in zip(corners, [*corners[1:], corners[0]], strict=True):
        circle = circles[onto]
        path.line(circle.edge(angle))
        path.arc(circle.edge(later), circle.radius, (later - angle) % _TURN > pi)
    return path.text + "z"


def breadth(circles: Sequence[Circle], angle: float) -> float:
    """Return how broad the outline is, measured in a direction."""
    return max(one.reach(angle) for one in circles) + max(one.reach(angle + pi) for one in circles)


def _tangents(circles: Sequence[Circle]) -> list[tuple[float, int, int]]:
    """Return where the outline leaves one circle for another: the direction, from which and to which."""
    found = []
    for i, one in enumerate(circles):
        for j, other in enumerate(circles):
            angle = _tangent(one, other) if i != j else None
            if angle is not None and all(each.reach(angle) <= one.reach(angle) + 1e-7 for each in circles):
                found.append((angle % _TURN, i, j))
    return _thinned(found, circles)


def _tangent(one: Circle, other: Circle) -> float | None:
    """Return the direction in which both reach alike, and the second further just after it."""
    x, y = one.x - other.x, one.y - other.y
    far = hypot(x, y)
    if far <= abs(one.radius - other.radius) + 1e-9:
        return None
    return atan2(y, x) + acos(max(-1.0, min(1.0, (other.radius - one.radius) / far)))


def _thinned(found: list[tuple[float, int, int]], circles: Sequence[Circle]) -> list[tuple[float, int, int]]:
    """Of tangents in one direction, along which three circles lie, keep the longest."""
    kept: dict[float, tuple[float, int, int]] = {}

    def long(one: tuple[float, int, int]) -> float:
        return hypot(circles[one[1]].x - circles[one[2]].x, circles[one[1]].y - circles[one[2]].y)

    for one in found:
        key = round(one[0], 5)
        if key not in kept or long(one) > long(kept[key]):
            kept[key] = one
    return list(kept.values())


def _round(circle: Circle) -> str:
    pen = _Pen()
    pen.line((circle.x - circle.radius, circle.y))
    pen.arc((circle.x + circle.radius, circle.y), circle.radius, large=False)
    pen.arc((circle.x - circle.radius, circle.y), circle.radius, large=False)
    return pen.text + "z"


class _Pen:
    """Writes relative steps between whole points, so that roundings do not add up."""

    def __init__(self) -> None:
        self.text = ""
        self.here = (0, 0)

    def line(self, to: Point) -> None:
        place = (round(to[0]), round(to[1]))
        if not self.text:
            self.text = f"M{numbers(*place)}"
        elif place != self.here:
            self.text += f"l{numbers(*self._difference(place))}"
        self.here = place

    def arc(self, to: Point, radius: float, large: bool) -> None:
        place = (round(to[0]), round(to[1]))
        if not self._is_near(place):
            size = round(radius)
            self.text += f"a{size} {size} 0 {int(large)}1{numbers(*self._difference(place))}"
        self.here = place

    def _is_near(self, place: tuple[int, int]) -> bool:
        """Tell whether nobody would see if the next line began here already."""
        return max(map(abs, self._difference(place))) <= 2

    def _difference(self, place: tuple[int, int]) -> tuple[int, int]:
        return (place[0] - self.here[0], place[1] - self.here[1])


def numbers(x: int, y: int) -> str:
    """Return two whole numbers as a path has them, as short as it goes."""
    return f"{x}{y}" if y < 0 else f"{x} {y}"
