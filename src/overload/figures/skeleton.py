"""A pose -> the joints of the mannequin, by inverse kinematics; and what lies between two poses.

Lengths are per cent of stature, after the segment fractions of Drillis and Contini; the breadths are those of joint
centres, which are narrower than the body is.
"""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin, sqrt
from typing import Final

import attrs

from overload.figures.space import Axes, Vec, across, between, cross, dot, length, minus, on_the_way, plus, scaled, unit
from overload.model.figure import Figure, Foot, Origin, Pose, Reach

UPPER_ARM: Final = 18.6
FOREARM: Final = 19.0
"""To the middle of what the hand holds."""
THIGH: Final = 24.5
SHANK: Final = 24.6
ANKLE: Final = 3.9
WAIST: Final = 11.0
CHEST: Final = 17.8
SHOULDERS: Final = 11.2
HIPS: Final = 6.2
BALL: Final = 7.6
RIGHT, LEFT = -1, 1


@attrs.frozen
class Arm:
    """A shoulder, an elbow and the middle of a hand; how far the hand was asked to reach beyond what it can."""

    shoulder: Vec
    elbow: Vec
    hand: Vec
    missed: float = 0

    @property
    def flexion(self) -> float:
        """The angle by which the elbow is bent."""
        return _bent(self.shoulder, self.elbow, self.hand)


@attrs.frozen
class Leg:
    """A hip, a knee, an ankle and the ball of a foot, with the foot's own up; how far it fell short."""

    hip: Vec
    knee: Vec
    ankle: Vec
    ball: Vec
    sole: Axes
    front: Vec
    missed: float = 0
    toes_flat: bool = False

    @property
    def flexion(self) -> float:
        """The angle by which the knee is bent."""
        return _bent(self.hip, self.knee, self.ankle)


@attrs.frozen
class Skeleton:
    """Where everything is in one moment; limbs by side, RIGHT and LEFT."""

    pelvis: Axes
    thorax: Axes
    face: Axes
    hip: Vec
    waist: Vec
    neck: Vec
    arms: dict[int, Arm]
    legs: dict[int, Leg]
    grips: dict[int, Vec]


def solve(figure: Figure, part: float) -> Skeleton:
    """Return the skeleton `part` of the way, 0 to 1, from the start of a figure to its end.

    What is told in the world goes straight, and stays where it is told alike; hands and free feet go by the direction
    from their joint and how far the limb is bent, so that an arc stays an arc.
    """
    first, last = figure.start, figure.end
    trunk = _Trunk.of(_blend(first, last, part, figure.pivot))
    begin, finish = _Trunk.of(first), _Trunk.of(last)
    arms = {side: _arm(side, (first, last), (begin, finish, trunk), part) for side in (RIGHT, LEFT)}
    legs = {side: _leg(side, (first, last), trunk, part) for side in (RIGHT, LEFT)}
    grip = {side: on_the_way(_outward(first.grip, side), _outward(last.grip, side), part) for side in (RIGHT, LEFT)}
    return Skeleton(trunk.pelvis, trunk.thorax, trunk.face, trunk.hip, trunk.waist, trunk.neck, arms, legs, grip)


@attrs.frozen
class _Trunk:
    pelvis: Axes
    thorax: Axes
    face: Axes
    hip: Vec
    waist: Vec
    neck: Vec

    @classmethod
    def of(cls, pose: Pose) -> _Trunk:
        upright = Axes()
        pelvis = upright.turned(upright.up, pose.roll).turned((1, 0, 0), -pose.tilt).turned((0, 1, 0), pose.lean)
        thorax = pelvis.turned(pelvis.forward, -pose.side)
        thorax = thorax.turned(thorax.left, pose.bend)
        face = thorax.turned(thorax.left, pose.head)
        hip = (pose.hip[0], pose.sway, pose.hip[1])
        waist = plus(hip, pelvis.up, WAIST)
        return cls(pelvis, thorax, face, hip, waist, plus(waist, thorax.up, CHEST))

    def shoulder(self, side: int, shrug: float) -> Vec:
        return plus(plus(self.neck, self.thorax.left, side * SHOULDERS), self.thorax.up, shrug)

    def socket(self, side: int) -> Vec:
        return plus(self.hip, self.pelvis.left, side * HIPS)


def _blend(a: Pose, b: Pose, part: float, pivot: tuple[float, float] | None) -> Pose:
    def mixed(one: float, other: float) -> float:
        return one + (other - one) * part

    return attrs.evolve(
        a,
        hip=_around(a.hip, b.hip, part, pivot),
        sway=mixed(a.sway, b.sway),
        lean=mixed(a.lean, b.lean),
        tilt=mixed(a.tilt, b.tilt),
        roll=mixed(a.roll, b.roll),
        bend=mixed(a.bend, b.bend),
        side=mixed(a.side, b.side),
        head=mixed(a.head, b.head),
    )


def _around(
    a: tuple[float, float], b: tuple[float, float], part: float, pivot: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the point between two, on the straight line or on the arc around a pivot."""
    if pivot is None:
        return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
    ways = [(one[0] - pivot[0], 0.0, one[1] - pivot[1]) for one in (a, b)]
    far = length(ways[0]) + (length(ways[1]) - length(ways[0])) * part
    way = on_the_way(ways[0], ways[1], part)
    return (pivot[0] + way[0] * far, pivot[1] + way[2] * far)


def _outward(a: Vec, side: int) -> Vec:
    return (a[0], a[1] * side, a[2])


def _hand(pose: Pose, side: int) -> Reach:
    return pose.left_hand if side == LEFT and pose.left_hand else pose.hands


def _elbow(pose: Pose, side: int) -> Vec:
    return _outward(pose.left_elbow if side == LEFT and pose.left_elbow else pose.elbow, side)


def _foot(pose: Pose, side: int) -> Foot:
    return pose.left_foot if side == LEFT and pose.left_foot else pose.feet


def _knee(pose: Pose, side: int) -> Vec:
    return _outward(pose.left_knee if side == LEFT and pose.left_knee else pose.knee, side)


def _arm(side: int, poses: tuple[Pose, Pose], trunks: tuple[_Trunk, _Trunk, _Trunk], part: float) -> Arm:
    first, last = poses
    here = trunks[2]
    shoulder = here.shoulder(side, first.shrug + (last.shrug - first.shrug) * part)
    holds = [_hand(one, side) for one in poses]
    pole = on_the_way(_elbow(first, side), _elbow(last, side), part)
    if all(one.origin is Origin.FLOOR for one in holds):
        places = [_outward((one.x, one.y, one.z), side) for one in holds]
        target = between(places[0], places[1], part)
    else:
        own = all(one.origin is Origin.TRUNK for one in holds)
        aims = [
            _from_joint(one, trunk, trunk.shoulder(side, pose.shrug), side, own=own)
            for one, pose, trunk in zip(holds, poses, trunks[:2], strict=True)
        ]
        aim = _swung(aims[0], aims[1], part, (UPPER_ARM, FOREARM))
        target = plus(shoulder, here.thorax.out(aim) if own else aim)
    elbow, hand, missed = _two_bones(shoulder, target, pole, (UPPER_ARM, FOREARM))
    return Arm(shoulder, elbow, hand, missed)


def _from_joint(one: Reach, trunk: _Trunk, joint: Vec, side: int, *, own: bool) -> Vec:
    """Return the way from a joint to where its hand holds, in the trunk's own axes or in the world's."""
    place = _outward((one.x, one.y, one.z), side)
    if one.origin is Origin.FLOOR:
        return minus(place, joint)
    return trunk.thorax.out(place) if one.origin is Origin.TRUNK and not own else place


def _swung(a: Vec, b: Vec, part: float, bones: tuple[float, float]) -> Vec:
    """Return the way between two ways of a limb: the direction by the arc, the limb bent evenly."""
    bent = [_bend_for(length(one), bones) for one in (a, b)]
    angle = radians(bent[0] + (bent[1] - bent[0]) * part)
    upper, lower = bones
    far = sqrt(max(0.0, upper**2 + lower**2 + 2 * upper * lower * cos(angle)))
    beyond = between((length(a), 0, 0), (length(b), 0, 0), part)[0] - (upper + lower)
    return scaled(on_the_way(a, b, part), far + max(0.0, beyond))


def _bend_for(far: float, bones: tuple[float, float]) -> float:
    upper, lower = bones
    return degrees(acos(max(-1.0, min(1.0, (far**2 - upper**2 - lower**2) / (2 * upper * lower)))))


def _two_bones(joint: Vec, target: Vec, pole: Vec, bones: tuple[float, float]) -> tuple[Vec, Vec, float]:
    """Return the middle joint and the end of two bones that reach for `target`, and by how much they fall short."""
    upper, lower = bones
    way = minus(target, joint)
    far = length(way)
    reached = min(max(far, abs(upper - lower) + 0.01), upper + lower - 0.001)
    along = unit(way)
    forth = (upper**2 - lower**2 + reached**2) / (2 * reached)
    aside = sqrt(max(0.0, upper**2 - forth**2))
    middle = plus(plus(joint, along, forth), across(pole, along), aside)
    return middle, plus(joint, along, reached), abs(far - reached) if abs(far - reached) > 0.002 else 0.0


def _leg(side: int, poses: tuple[Pose, Pose], trunk: _Trunk, part: float) -> Leg:
    feet = [_foot(one, side) for one in poses]
    pole = on_the_way(_knee(poses[0], side), _knee(poses[1], side), part)
    hip = trunk.socket(side)
    heel = feet[0].heel + (feet[1].heel - feet[0].heel) * part
    if all(one.origin is Origin.FLOOR for one in feet):
        ankle, ball, sole = planted(feet[0], feet[1], side, part)
        knee, reached, missed = _two_bones(hip, ankle, pole, (THIGH, SHANK))
        flat = 0 < heel <= 100 and feet[0].z < 40
        return Leg(hip, knee, reached, ball, sole, _front(hip, knee, reached, pole), missed, flat)
    aims = [_outward((one.x, one.y, one.z), side) for one in feet]
    own = all(one.origin is Origin.TRUNK for one in feet)
    aim = _swung(aims[0], aims[1], part, (THIGH, SHANK))
    target = plus(hip, trunk.pelvis.out(aim) if own else aim)
    knee, ankle, missed = _two_bones(hip, target, pole, (THIGH, SHANK))
    front = _front(hip, knee, ankle, pole)
    shin = unit(minus(ankle, knee))
    toes = unit(plus(scaled(front, cos(radians(heel))), shin, sin(radians(heel))))
    sole = Axes(toes, cross(minus((0, 0, 0), shin), toes), across(scaled(shin, -1), toes))
    ball = plus(plus(ankle, toes, BALL), sole.up, 1.7 - ANKLE)
    return Leg(hip, knee, ankle, ball, sole, front, missed)


def _front(hip: Vec, knee: Vec, ankle: Vec, pole: Vec) -> Vec:
    """Return where the front of the shin looks."""
    return across(pole, unit(minus(ankle, knee))) if dot(pole, pole) else unit(minus(knee, between(hip, ankle, 0.5)))


def planted(first: Foot, last: Foot, side: int, part: float) -> tuple[Vec, Vec, Axes]:
    """Return ankle, ball and own axes of a foot told in the world; a foot that steps is lifted on its way."""
    heel = first.heel + (last.heel - first.heel) * part
    toeout = first.toeout + (last.toeout - first.toeout) * part
    place = _outward(between((first.x, first.y, first.z), (last.x, last.y, last.z), part), side)
    moved = length(minus((last.x, last.y, last.z), (first.x, first.y, first.z)))
    if max(first.z, last.z) < 1 and moved > 8:
        place = plus(place, (0, 0, 1), 4 * part * (1 - part) * min(6.0, moved * 0.2))
    flat = Axes().turned((0, 0, 1), side * toeout)
    ball = plus(place, plus(scaled(flat.forward, BALL), (0, 0, 1.7)))
    sole = flat.turned(flat.left, heel)
    ankle = plus(plus(ball, sole.forward, -BALL), sole.up, ANKLE - 1.7)
    return ankle, ball, sole


def _bent(a: Vec, b: Vec, c: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, dot(unit(minus(b, a)), unit(minus(c, b)))))))
