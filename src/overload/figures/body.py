"""The mannequin's flesh: a skeleton -> parts, each the hull of a few balls, which is right from every side.

Radii are ours, a little large on purpose: at 120 pixels an arm has to be an arm.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from overload.figures.skeleton import LEFT, RIGHT, Arm, Leg, Skeleton
from overload.figures.space import Vec, across, between, cross, minus, plus, scaled, unit
from overload.model.figure import Figure, Held, Hold, Solid

SIDES: Final = (RIGHT, LEFT)


class Tone(StrEnum):
    """What a part is coloured by; limbs are near or far once it is known from where they are seen."""

    LIMB = "n"
    FAR = "f"
    TRUNK = "t"
    GEAR = "g"
    SOLID = "w"


@attrs.frozen
class Ball:
    """A ball of the body."""

    place: Vec
    radius: float


@attrs.frozen
class Part:
    """A rigid piece: hulls of balls, from the joint it starts at to the one it ends at.

    `broad` says that its breadth changes with the side it is seen from, as a trunk's does and a limb's does not.
    """

    name: str
    tone: Tone
    hulls: tuple[tuple[Ball, ...], ...]
    root: Vec
    tip: Vec
    side: int = 0
    broad: bool = False
    forward: float = 0

    @property
    def balls(self) -> Iterator[Ball]:
        """Every ball of every hull."""
        return (ball for hull in self.hulls for ball in hull)

    @property
    def centre(self) -> Vec:
        """Where the part is, as far as it matters what stands before what."""
        return between(self.root, self.tip, 0.5)


DUMBBELL: Final = (9.0, 4.6, 4.3)
"""Half its length, where the plates begin, and their radius."""


def parts(figure: Figure, body: Skeleton) -> list[Part]:
    """Return every part of a figure in one moment, always in the same order."""
    found = [*_trunk(figure, body), _head(body)]
    for side in SIDES:
        found += _arm(body.arms[side], side)
        found += _leg(body.legs[side], side)
    found += [_held(held, body) for held in figure.held]
    return found


def furniture(figure: Figure) -> list[Part]:
    """Return what stands there."""
    return [_solid(number, one) for number, one in enumerate(figure.solids)]


def _trunk(figure: Figure, body: Skeleton) -> Iterator[Part]:
    """Yield pelvis and thorax: one part where the waist does not move."""
    first, last = figure.start, figure.end
    pelvis, thorax = _pelvis(body), _thorax(body)
    if (first.bend, first.side, first.shrug) == (last.bend, last.side, last.shrug):
        yield Part("trunk", Tone.TRUNK, (*pelvis.hulls, *thorax.hulls), pelvis.root, thorax.tip, broad=True)
    else:
        yield from (pelvis, thorax)


def _pelvis(body: Skeleton) -> Part:
    axes = body.pelvis
    low = [Ball(plus(body.hip, axes.left, aside), 5.4) for aside in (-4.4, 4.4)]
    high = [Ball(plus(body.waist, axes.left, aside), 5.0) for aside in (-2.6, 2.6)]
    return Part("pelvis", Tone.TRUNK, ((*low, *high),), body.hip, body.waist, broad=True)


def _thorax(body: Skeleton) -> Part:
    axes = body.thorax
    low = [Ball(plus(body.waist, axes.left, aside), 5.0) for aside in (-2.6, 2.6)]
    middle = plus(plus(body.waist, axes.up, 11), axes.forward, 0.6)
    chest = [Ball(plus(middle, axes.left, aside), 6.2) for aside in (-5.6, 5.6)]
    shoulders = [body.arms[side].shoulder for side in SIDES]
    corners = [Ball(plus(one, axes.left, -side * 0.8), 3.6) for one, side in zip(shoulders, SIDES, strict=True)]
    slope = [Ball(plus(one.place, axes.left, -side * 1.2), 2.2) for one, side in zip(corners, SIDES, strict=True)]
    slope = [Ball(plus(one.place, axes.up, 1.2), one.radius) for one in slope]
    nape = Ball(plus(body.neck, axes.up, 4.6), 2.8)
    return Part("thorax", Tone.TRUNK, ((*low, *chest, *corners), (*slope, nape)), body.waist, body.neck, broad=True)


def _head(body: Skeleton) -> Part:
    axes = body.face
    root = plus(body.neck, body.thorax.up, 1.5)
    skull = plus(plus(root, axes.up, 10.9), axes.forward, 0.6)
    jaw = plus(plus(skull, axes.forward, 2.3), axes.up, -3.2)
    nose = plus(plus(skull, axes.forward, 6.2), axes.up, -1.4)
    throat = (Ball(root, 3.0), Ball(skull, 2.9))
    face = (Ball(skull, 5.8), Ball(jaw, 3.6))
    tip = (Ball(plus(nose, axes.forward, -2.4), 2.0), Ball(nose, 1.1))
    return Part("head", Tone.LIMB, (throat, face, tip), root, skull)


def _arm(arm: Arm, side: int) -> Iterator[Part]:
    upper = (Ball(arm.shoulder, 4.0), Ball(between(arm.shoulder, arm.elbow, 0.45), 3.4), Ball(arm.elbow, 2.6))
    yield Part(f"upper arm {side}", Tone.LIMB, (upper,), arm.shoulder, arm.elbow, side)
    wrist = between(arm.elbow, arm.hand, 0.77)
    lower = (Ball(arm.elbow, 2.6), Ball(between(arm.elbow, wrist, 0.3), 2.8), Ball(wrist, 1.8))
    yield Part(
        f"forearm {side}", Tone.LIMB, (lower, (Ball(wrist, 1.8), Ball(arm.hand, 2.6))), arm.elbow, arm.hand, side
    )


def _leg(leg: Leg, side: int) -> Iterator[Part]:
    thigh = (Ball(leg.hip, 5.9), Ball(between(leg.hip, leg.knee, 0.4), 5.3), Ball(leg.knee, 3.5))
    yield Part(f"thigh {side}", Tone.LIMB, (thigh,), leg.hip, leg.knee, side)
    calf = plus(between(leg.knee, leg.ankle, 0.3), leg.front, -0.9)
    shank = (Ball(leg.knee, 3.4), Ball(calf, 3.4), Ball(leg.ankle, 2.0))
    yield Part(f"shank {side}", Tone.LIMB, (shank,), leg.knee, leg.ankle, side)
    sole = leg.sole
    heel = plus(plus(leg.ankle, sole.forward, -3.2), sole.up, 2.1 - 3.9)
    ahead = across(sole.forward, (0, 0, 1)) if leg.toes_flat else sole.forward
    toe = plus(leg.ball, ahead, 2.6)
    toe = plus(toe, (0, 0, -1) if leg.toes_flat else sole.up, 0.5 if leg.toes_flat else -0.5)
    foot = (Ball(heel, 2.1), Ball(leg.ankle, 2.0), Ball(leg.ball, 1.7), Ball(toe, 1.2))
    yield Part(f"foot {side}", Tone.LIMB, (foot,), leg.ankle, leg.ball, side, forward=-0.5)


def _held(held: Held, body: Skeleton) -> Part:
    right, left = (body.arms[side].hand for side in SIDES)
    if held.hold is Hold.CABLE:
        return _strand("cable", Tone.GEAR, (0.8, 0.8), (held.offset, between(right, left, 0.5)), forward=-1)
    if held.hold is Hold.STRETCHED:
        return _strand("band", Tone.GEAR, (0.9, 0.9), (right, left), forward=9)
    if held.hold is Hold.BARBELL:
        return _barbell(right, left)
    return _at_the_legs(held, body) or _dumbbell(held, body)


def _at_the_legs(held: Held, body: Skeleton) -> Part | None:
    """Return what goes along with the legs."""
    legs = [body.legs[side] for side in SIDES]
    if held.hold is Hold.BAND:
        return _strand("band", Tone.GEAR, (0.9, 0.9), (held.offset, between(legs[0].knee, legs[1].knee, 0.5)))
    if held.hold is Hold.ARMS:
        return _strand("arms", Tone.SOLID, (3.2, 2.4), (held.offset, between(legs[0].ankle, legs[1].ankle, 0.5)))
    if held.hold is Hold.TOWEL:
        heels = [(leg.ankle[0], leg.ankle[1], 0.8) for leg in legs]
        towel = tuple(Ball(plus(heel, (aside, 0, 0)), 0.8) for heel in heels for aside in (-6, 4))
        return Part("towel", Tone.GEAR, (towel,), towel[0].place, plus(towel[0].place, (10, 0, 0)), forward=-9)
    return None


def _strand(name: str, tone: Tone, radii: tuple[float, float], ends: tuple[Vec, Vec], *, forward: float = 0) -> Part:
    """Return what goes straight from one place to another, and gets as long as it has to."""
    balls = tuple(Ball(end, radius) for end, radius in zip(ends, radii, strict=True))
    return Part(name, tone, (balls,), *ends, forward=forward)


def _dumbbell(held: Held, body: Skeleton) -> Part:
    hands = {side: body.arms[side].hand for side in SIDES}
    if held.hold in {Hold.RIGHT, Hold.LEFT}:
        side = RIGHT if held.hold is Hold.RIGHT else LEFT
        centre, axis = hands[side], body.grips[side]
    else:
        side = 0
        centre, axis = between(hands[RIGHT], hands[LEFT], 0.5), unit(plus(body.grips[RIGHT], body.grips[LEFT]))
        if held.hold is Hold.HIPS:
            centre, axis = plus(body.hip, body.pelvis.forward, 7.5), body.pelvis.left
    centre = plus(centre, held.offset)
    end, inner, radius = DUMBBELL
    handle = (Ball(plus(centre, axis, -end), 1.1), Ball(plus(centre, axis, end), 1.1))
    plates = [_plate(centre, axis, sign, (inner, end, radius)) for sign in (-1, 1)]
    name = f"dumbbell {held.hold}"
    forward = 14.0 if held.hold is Hold.HIPS else -1.5
    return Part(name, Tone.GEAR, (handle, *plates), centre, plus(centre, axis, end), side, forward=forward)


def _barbell(right: Vec, left: Vec) -> Part:
    centre, axis = between(right, left, 0.5), unit(minus(left, right))
    bar = (Ball(plus(centre, axis, -30), 0.9), Ball(plus(centre, axis, 30), 0.9))
    plates = [_plate(centre, axis, sign, (22, 27, 6.0)) for sign in (-1, 1)]
    return Part("barbell", Tone.GEAR, (bar, *plates), centre, plus(centre, axis, 30), forward=1)


def _plate(centre: Vec, axis: Vec, sign: int, sizes: tuple[float, float, float]) -> tuple[Ball, ...]:
    """Return a stack of plates: an angular slab square to the handle, as the hull of balls at its corners."""
    inner, end, radius = sizes
    one = across((0.31, 0.17, 0.93), axis)
    other = cross(axis, one)
    rim = [scaled(spoke, sign_of) for spoke in (one, other) for sign_of in (-1, 1)]
    return tuple(
        Ball(plus(plus(centre, axis, sign * along), spoke, radius - 1.4), 1.4)
        for along in (inner + 1.4, end - 1.4)
        for spoke in rim
    )


def _solid(number: int, one: Solid) -> Part:
    balls = tuple(Ball(point, one.radius) for point in one.points)
    middle = scaled(_sum(one.points), 1 / len(one.points))
    return Part(f"solid {number}", Tone.SOLID, (balls,), middle, middle)


def _sum(points: tuple[Vec, ...]) -> Vec:
    total: Vec = (0, 0, 0)
    for point in points:
        total = plus(total, point)
    return total
