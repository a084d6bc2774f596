"""What must hold of every figure; each law returns what breaks it, in words, so that a test can show all of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from math import hypot
from typing import Final

from overload.figures import scene as scenes
from overload.figures.body import furniture, parts
from overload.figures.motion import Matrix, moment
from overload.figures.scene import STEPS, bounds
from overload.figures.skeleton import FOREARM, LEFT, RIGHT, SHANK, THIGH, UPPER_ARM, Skeleton, solve
from overload.figures.space import Vec, cross, dot, length, minus, plus, scaled
from overload.model.figure import Figure, Foot, Hold, Origin, Pose, Reach

SIZE: Final = 480
scene, framed = cache(scenes.scene), cache(scenes.framed)
SIDES: Final = (RIGHT, LEFT)


@cache
def moments(figure: Figure) -> list[Skeleton]:
    """Return the skeleton in seventeen moments."""
    return [solve(figure, step / (STEPS - 1)) for step in range(STEPS)]


def out_of_reach(figure: Figure) -> Iterator[str]:
    """No hand and no foot is asked to be where its limb cannot reach."""
    for number, body in enumerate(moments(figure)):
        for side in SIDES:
            for name, limb in (("arm", body.arms[side]), ("leg", body.legs[side])):
                if limb.missed > 0.01:
                    yield f"step {number}: {name} {side} misses by {limb.missed:.2f}"


def limbs_of_other_lengths(figure: Figure) -> Iterator[str]:
    """A limb is as long in every moment as it is."""
    for number, body in enumerate(moments(figure)):
        for side in SIDES:
            arm, leg = body.arms[side], body.legs[side]
            bones = (
                (arm.shoulder, arm.elbow, UPPER_ARM),
                (arm.elbow, arm.hand, FOREARM),
                (leg.hip, leg.knee, THIGH),
                (leg.knee, leg.ankle, SHANK),
            )
            for one, other, long in bones:
                if abs(length(minus(other, one)) - long) > 0.05:
                    yield f"step {number}: {length(minus(other, one)):.2f} instead of {long}"


def joints_bent_too_far(figure: Figure) -> Iterator[str]:
    """An elbow bends to 152 degrees, a knee to 150."""
    for number, body in enumerate(moments(figure)):
        for side in SIDES:
            for name, limb, most in (("elbow", body.arms[side], 152), ("knee", body.legs[side], 150)):
                if limb.flexion > most:
                    yield f"step {number}: {name} {side} bent by {limb.flexion:.0f}"


def below_the_floor(figure: Figure) -> Iterator[str]:
    """Nothing reaches more than 1 % of stature into the floor."""
    for number, body in enumerate(moments(figure)):
        for part in [*parts(figure, body), *furniture(figure)]:
            low = min(ball.place[2] - ball.radius for ball in part.balls)
            if low < -1.0:
                yield f"step {number}: {part.name} at {low:.1f}"


def outside_the_picture(figure: Figure) -> Iterator[str]:
    """Everything keeps 8 of 480 from the edge."""
    camera, moving = framed(figure)
    left, top, right, bottom = bounds(camera, [*moving, furniture(figure)])
    if min(left, top) < 8 or max(right, bottom) > SIZE - 8:
        yield f"{left:.0f} {top:.0f} {right:.0f} {bottom:.0f}"
    (x, y), (wide, high) = scene(figure).shadow
    if x - wide < 0 or x + wide > SIZE or y + high > SIZE:
        yield f"shadow {x:.0f} {y:.0f} {wide:.0f} {high:.0f}"


def held_places(first: Pose, last: Pose, side: int) -> Iterator[tuple[str, Reach | Foot]]:
    """Yield which of a side's hand and foot are told alike in the world in both poses."""
    hands = [pose.left_hand or pose.hands if side == LEFT else pose.hands for pose in (first, last)]
    feet = [pose.left_foot or pose.feet if side == LEFT else pose.feet for pose in (first, last)]
    if hands[0] == hands[1] and hands[0].origin is Origin.FLOOR:
        yield "hand", hands[0]
    if (feet[0].x, feet[0].y, feet[0].z) == (feet[1].x, feet[1].y, feet[1].z) and feet[0].origin is Origin.FLOOR:
        yield "foot", feet[0]


def slipping(figure: Figure) -> Iterator[str]:
    """A hand on a bar and a planted foot do not move; a foot may turn about its ball."""
    bodies = moments(figure)
    for side in SIDES:
        for name, _ in held_places(figure.start, figure.end, side):
            places = [body.arms[side].hand if name == "hand" else body.legs[side].ball for body in bodies]
            moved = max(length(minus(one, places[0])) for one in places)
            if moved > 0.05:
                yield f"{name} {side} slips by {moved:.2f}"


CHAINS: Final = [
    *((f"upper arm {side}", f"forearm {side}") for side in SIDES),
    *((f"thigh {side}", f"shank {side}") for side in SIDES),
    *((f"shank {side}", f"foot {side}") for side in SIDES),
    *((f"forearm {side}", f"dumbbell {hold}") for side, hold in zip(SIDES, (Hold.RIGHT, Hold.LEFT), strict=True)),
    ("pelvis", "thorax"),
    ("thorax", "head"),
    ("trunk", "head"),
]


def coming_apart(figure: Figure) -> Iterator[str]:
    """On the picture a lower part begins where its upper part ends, between the key frames as well: within 4 of 480.

    The head sits a little above where the trunk ends; a hand is broad enough for a dumbbell that strays by 5.
    """
    seen = {shape.name: shape for shape in scene(figure).shapes}
    apart = {"head": 8.0, "dumbbell right": 5.0, "dumbbell left": 5.0}
    for upper, lower in CHAINS:
        if upper in seen and lower in seen and not any(one.offset != (0, 0, 0) for one in figure.held):
            worst = 0.0
            for step in range(65):
                when = step * 100 / 64
                above, below = moment(seen[upper].frames, when), moment(seen[lower].frames, when)
                x, y = above.at(seen[upper].tip)
                worst = max(worst, hypot(x - below.e, y - below.f))
            if worst > apart.get(lower, 4.0):
                yield f"{upper} and {lower}: {worst:.1f}"


def end_on(figure: Figure) -> Iterator[str]:
    """A dumbbell is seen from its side: of its handle at least 0.65 in both key poses, half of it across the hips."""
    camera, _ = framed(figure)
    for part in (0.0, 1.0):
        body = solve(figure, part)
        for part_here in parts(figure, body):
            if part_here.name.startswith("dumbbell"):
                axis = scaled(minus(part_here.tip, part_here.root), 1 / 9.0)
                shown = hypot(dot(axis, camera.right), dot(axis, camera.up))
                if shown < (0.5 if Hold.HIPS in part_here.name else 0.65):
                    yield f"{part_here.name} at {part}: {shown:.2f}"


def twisting(figure: Figure) -> Iterator[str]:
    """No elbow, knee or foot jumps from one side of its limb to the other: none turns by 30 degrees in a step."""
    bodies = moments(figure)
    for number, (one, other) in enumerate(itertools.pairwise(bodies)):
        for side in SIDES:
            toes = dot(one.legs[side].sole.forward, other.legs[side].sole.forward)
            if toes < 0.87:
                yield f"step {number}: foot {side}"
            for name, place, later in (
                ("elbow", one.arms[side].elbow, other.arms[side].elbow),
                ("knee", one.legs[side].knee, other.legs[side].knee),
            ):
                if length(minus(later, place)) > 8:
                    yield f"step {number}: {name} {side}"


MASSES: Final = (("trunk", 0.58), ("head", 0.08), ("thigh", 0.10), ("shank", 0.06), ("arm", 0.05))
"""Shares of bodyweight of the trunk, the head, and each thigh, shank with foot, and arm: rounded after Winter."""


def falling_over(figure: Figure) -> Iterator[str]:
    """Who stands on both feet and holds on to nothing has the middle of mass over the feet."""
    if not stands_free(figure):
        return
    for number, body in enumerate(moments(figure)):
        centre = centre_of_mass(body)
        legs = body.legs.values()
        low = min(leg.ankle[0] for leg in legs) - 5
        high = max(leg.ball[0] for leg in legs) + 3
        aside = max(abs(leg.ankle[1]) for leg in legs) + 5
        if not low <= centre[0] <= high or abs(centre[1]) > aside:
            yield f"step {number}: {centre[0]:.1f} {centre[1]:.1f}, feet {low:.1f} to {high:.1f}"


def stands_free(figure: Figure) -> bool:
    """Tell whether somebody stands on both feet, with nothing to hold on to."""
    poses = (figure.start, figure.end)
    feet = [foot for pose in poses for foot in (pose.feet, pose.left_foot or pose.feet)]
    hands = [hand for pose in poses for hand in (pose.hands, pose.left_hand or pose.hands)]
    return (
        all(foot.origin is Origin.FLOOR and foot.z == 0 and foot.heel < 20 for foot in feet)
        and all(hand.origin is not Origin.FLOOR for hand in hands)
        and all(abs(pose.lean) < 80 and pose.hip[1] > 20 for pose in poses)
        and not figure.solids
    )


def centre_of_mass(body: Skeleton) -> Vec:
    """Return the middle of mass of a skeleton, without what it holds."""
    places = [("trunk", scaled(plus(body.hip, body.neck), 0.5)), ("head", plus(body.neck, body.face.up, 12))]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        places += [("thigh", scaled(plus(leg.hip, leg.knee), 0.5)), ("shank", scaled(plus(leg.knee, leg.ankle), 0.5))]
        places += [("arm", arm.elbow)]
    share = dict(MASSES)
    total = sum(share[name] for name, _ in places)
    centre: Vec = (0, 0, 0)
    for name, place in places:
        centre = plus(centre, place, share[name] / total)
    return centre


def turned_inside_out(figure: Figure) -> Iterator[str]:
    """No shape is mirrored or flattened to nothing by a key frame."""
    for shape in scene(figure).shapes:
        for when, matrix in shape.frames.items():
            if area(matrix) < 0.02:
                yield f"{shape.name} at {when}: {matrix}"


def area(matrix: Matrix) -> float:
    """Return by how much a matrix blows up an area."""
    return cross((matrix.a, matrix.b, 0), (matrix.c, matrix.d, 0))[2]


LAWS: Final[tuple[Callable[[Figure], Iterator[str]], ...]] = (
    out_of_reach,
    limbs_of_other_lengths,
    joints_bent_too_far,
    below_the_floor,
    outside_the_picture,
    slipping,
    coming_apart,
    end_on,
    twisting,
    falling_over,
    turned_inside_out,
)
