"""How a flat shape follows a part of the body: the matrices of key frames, and what a browser makes of them.

A part is drawn once, at its longest, around its own joint. In every other moment it is moved, turned and shortened
along its length: what foreshortening does to a limb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, cos, hypot, pi, sin
from typing import Final

import attrs

from overload.figures.space import Point

KNOTS: Final[Mapping[int, float]] = {0: 0.0, 34: 0.25, 66: 0.75, 100: 1.0}
"""Per cent of the time -> how far the movement is, evenly in between: slow at both ends. Every part has them."""
NEAR_ENOUGH: Final = 2.2
"""Pixels of 480 by which a joint may stray between key frames; two parts of a limb then come apart by twice as much."""


def _progress(when: float) -> float:
    """Return how far the movement is at a per cent of the time."""
    times = sorted(KNOTS)
    after = next(one for one in times if one >= when)
    if after == 0:
        return 0.0
    before = max(one for one in times if one < when)
    return KNOTS[before] + (KNOTS[after] - KNOTS[before]) * (when - before) / (after - before)


MOMENTS: Final[Mapping[int, float]] = {
    when: _progress(when) for when in sorted({*KNOTS, *(round(step * 100 / 24) for step in range(25))})
}
"""Where a part may have a key frame, and where it is looked at how far it strays."""


@attrs.frozen
class Stance:
    """Where a part is on the picture in one moment: its joint, its direction, its length and its breadth."""

    root: Point
    angle: float
    length: float
    breadth: float = 1


@attrs.frozen
class Matrix:
    """A placement of a shape, as `matrix(a,b,c,d,e,f)` has it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def between(cls, drawn: Stance, shown: Stance) -> Matrix:
        """Return what brings a shape drawn around its joint in one stance to another."""
        long = shown.length / drawn.length if drawn.length > 1e-6 else 1.0
        broad = shown.breadth / drawn.breadth if drawn.breadth > 1e-6 else 1.0
        c0, s0, c1, s1 = cos(drawn.angle), sin(drawn.angle), cos(shown.angle), sin(shown.angle)
        return cls(
            round(c1 * long * c0 + s1 * broad * s0, 2),
            round(s1 * long * c0 - c1 * broad * s0, 2),
            round(c1 * long * s0 - s1 * broad * c0, 2),
            round(s1 * long * s0 + c1 * broad * c0, 2),
            round(shown.root[0]),
            round(shown.root[1]),
        )

    def __str__(self) -> str:
        values = (self.a, self.b, self.c, self.d, self.e, self.f)
        return f"matrix({','.join(map(short, values))})"

    @property
    def attribute(self) -> str:
        """As the attribute of a shape, which may be shorter."""
        if (self.a, self.b, self.c, self.d) == (1, 0, 0, 1):
            return f"translate({short(self.e)},{short(self.f)})"
        return str(self)

    def at(self, point: Point) -> Point:
        """Return where a point of the shape comes to lie."""
        x, y = point
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def towards(self, other: Matrix, part: float) -> Matrix:
        """Return what a browser shows between two matrices: both taken apart, and each share blended."""
        one, two = _taken_apart(self), _taken_apart(other)
        x1, y1, angle1, *rest1 = one
        x2, y2, angle2, *rest2 = two
        if (x1 < 0 and y2 < 0) or (y1 < 0 and x2 < 0):
            x1, y1, angle1 = -x1, -y1, angle1 + (pi if angle1 < 0 else -pi)
        if abs(angle1 - angle2) > pi:
            angle1, angle2 = (angle1 - 2 * pi, angle2) if angle1 > angle2 else (angle1, angle2 - 2 * pi)
        mixed = [p + (q - p) * part for p, q in zip((x1, y1, angle1, *rest1), (x2, y2, angle2, *rest2), strict=True)]
        return _put_together(*mixed)


def _taken_apart(matrix: Matrix) -> tuple[float, ...]:
    """Return scales, angle, place and what is left of skew, as CSS Transforms has it."""
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    wide, high = hypot(a, b), hypot(c, d)
    if a * d - b * c < 0:
        wide, high = (-wide, high) if a < d else (wide, -high)
    if wide:
        a, b = a / wide, b / wide
    if high:
        c, d = c / high, d / high
    angle = atan2(b, a)
    co, si = cos(angle), sin(angle)
    return (wide, high, angle, matrix.e, matrix.f, a * co + b * si, c * co + d * si, b * co - a * si, d * co - c * si)


def _put_together(wide: float, high: float, angle: float, e: float, f: float, *rest: float) -> Matrix:
    m11, m21, m12, m22 = rest
    co, si = cos(angle), sin(angle)
    a, b = co * m11 - si * m12, si * m11 + co * m12
    c, d = co * m21 - si * m22, si * m21 + co * m22
    return Matrix(a * wide, b * wide, c * high, d * high, e, f)


def short(value: float) -> str:
    """Return a number without what nobody needs: `.5`, `-.25`, `12`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in {"-0", ""} else text


def key_frames(drawn: Stance, shown: Sequence[Stance]) -> dict[int, Matrix]:
    """Return the matrices of a part by per cent of the time, from its stances at all MOMENTS: as few as do.

    To those of the knots the moment is added in which the part strays most, until nothing strays. What never moves has
    one matrix.
    """
    exact = {when: Matrix.between(drawn, one) for when, one in zip(MOMENTS, shown, strict=True)}
    if len(set(exact.values())) == 1:
        return {100: exact[100]}
    tip = (cos(drawn.angle) * drawn.length, sin(drawn.angle) * drawn.length)
    kept = {when: exact[when] for when in KNOTS}
    while True:
        strays = {when: _strays(moment(kept, when), one, tip) for when, one in exact.items()}
        worst = max(strays, key=lambda when: strays[when])
        if strays[worst] <= NEAR_ENOUGH:
            return dict(sorted(kept.items()))
        kept[worst] = exact[worst]


def _strays(shown: Matrix, exact: Matrix, tip: Point) -> float:
    return max(_apart(shown.at(point), exact.at(point)) for point in ((0.0, 0.0), tip))


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def moment(frames: Mapping[int, Matrix], when: float) -> Matrix:
    """Return what is shown at a per cent of the time."""
    times = sorted(frames)
    before = max((one for one in times if one <= when), default=times[0])
    after = min((one for one in times if one >= when), default=times[-1])
    if before == after:
        return frames[before]
    return frames[before].towards(frames[after], (when - before) / (after - before))
