"""A figure seen by its camera: what is drawn, in which order, and how it moves on the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, hypot, pi, radians, sin
from typing import Final

import attrs

from overload.figures.body import Ball, Part, Tone, furniture, parts
from overload.figures.camera import Camera
from overload.figures.hull import Circle, breadth, outline
from overload.figures.motion import MOMENTS, Matrix, Stance, key_frames
from overload.figures.skeleton import LEFT, RIGHT, solve
from overload.figures.space import Point
from overload.model.figure import Figure

SIZE: Final = 480
MARGIN: Final = 26
LARGEST: Final = 3.9
"""Pixels per cent of stature: who stands is as large as in every other picture, if there is room."""
SIDEWAYS: Final = 0.72


@attrs.frozen
class Shape:
    """A part as it is drawn: one path around its joint, and where that is by per cent of the time."""

    name: str
    tone: Tone
    path: str
    frames: dict[int, Matrix]
    tip: Point
    nearness: float


@attrs.frozen
class Scene:
    """All shapes of a figure, the furthest first, and the shadow on the floor: its middle and half its sizes."""

    camera: Camera
    shapes: tuple[Shape, ...]
    shadow: tuple[Point, Point]


STEPS: Final = 17
"""In how many moments it is looked whether everything is on the picture."""


def scene(figure: Figure) -> Scene:
    """Return a figure as its camera sees it."""
    camera, moving = framed(figure)
    moments = [parts(figure, solve(figure, part)) for part in MOMENTS.values()]
    tones = _tones(figure, camera, moving[-1])
    shapes = [_shape(camera, stages, tones) for stages in zip(*moments, strict=True)]
    shapes += [_standing(camera, one) for one in furniture(figure)]
    return Scene(camera, tuple(sorted(shapes, key=lambda one: one.nearness)), _shadow(camera, figure, moving))


def framed(figure: Figure) -> tuple[Camera, list[list[Part]]]:
    """Return the camera that has all of a figure in its picture, and the parts in STEPS moments."""
    camera = Camera.at(figure.view)
    moving = [parts(figure, solve(figure, step / (STEPS - 1))) for step in range(STEPS)]
    left, top, right, bottom = bounds(camera, [*moving, furniture(figure)])
    bottom = max(bottom, camera.sees((0, 0, 0))[1] + 3)
    scale = min(LARGEST, (SIZE - 2 * MARGIN) / max(right - left, bottom - top))
    middle = (SIZE / 2 - scale * (left + right) / 2, SIZE / 2 - scale * (top + bottom) / 2)
    return attrs.evolve(camera, scale=scale, middle=middle), moving


def bounds(camera: Camera, moments: Sequence[Sequence[Part]]) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of all parts on the picture."""
    circles = [one for stage in moments for part in stage for one in seen(camera, part.balls)]
    return (
        min(one.x - one.radius for one in circles),
        min(one.y - one.radius for one in circles),
        max(one.x + one.radius for one in circles),
        max(one.y + one.radius for one in circles),
    )


def seen(camera: Camera, balls: Iterator[Ball] | Sequence[Ball]) -> list[Circle]:
    """Return balls as circles on the picture."""
    return [Circle(*camera.sees(ball.place), ball.radius * camera.scale) for ball in balls]


def _tones(figure: Figure, camera: Camera, last: Sequence[Part]) -> dict[int, Tone]:
    """Return which side's limbs are far: none where both are seen alike."""
    if abs(sin(radians(figure.view[0]))) > SIDEWAYS:
        return {}
    thighs = {one.side: camera.nearness(one.root) for one in last if one.name.startswith("thigh")}
    return {RIGHT if thighs[RIGHT] < thighs[LEFT] else LEFT: Tone.FAR}


def _shape(camera: Camera, stages: Sequence[Part], tones: dict[int, Tone]) -> Shape:
    stances = [_stance(camera, one) for one in stages]
    stances = _unwrapped(stances)
    last = len(stances) - 1
    longest = max(range(last + 1), key=lambda one: stances[one].length)
    drawn = last if stances[last].length > 0.9 * stances[longest].length else longest
    stance, part = stances[drawn], stages[drawn]
    camera_here = attrs.evolve(camera, middle=(camera.middle[0] - stance.root[0], camera.middle[1] - stance.root[1]))
    path = "".join(outline(seen(camera_here, hull)) for hull in part.hulls)
    tone = tones.get(part.side, part.tone) if part.tone is Tone.LIMB else part.tone
    tip = camera_here.sees(part.tip)
    nearness = sum(camera.nearness(one.centre) for one in stages) / len(stages) + part.forward
    return Shape(part.name, tone, path, key_frames(stance, stances), tip, nearness)


def _stance(camera: Camera, part: Part) -> Stance:
    root, tip = camera.sees(part.root), camera.sees(part.tip)
    x, y = tip[0] - root[0], tip[1] - root[1]
    angle, length = atan2(y, x), hypot(x, y)
    rigid = part.name == "head"
    broad = breadth(seen(camera, part.hulls[0]), angle + pi / 2) if part.broad else 1
    return Stance(root, angle, 1 if rigid else length, broad)


def _unwrapped(stances: list[Stance]) -> list[Stance]:
    found = stances[:1]
    for one in stances[1:]:
        turns = round((one.angle - found[-1].angle) / (2 * pi))
        found.append(attrs.evolve(one, angle=one.angle - turns * 2 * pi))
    return found


def _standing(camera: Camera, part: Part) -> Shape:
    path = outline(seen(camera, part.hulls[0]))
    frames = {100: Matrix(1, 0, 0, 1, 0, 0)}
    return Shape(part.name, part.tone, path, frames, (0, 0), camera.nearness(part.centre))


def _shadow(camera: Camera, figure: Figure, moving: Sequence[Sequence[Part]]) -> tuple[Point, Point]:
    """Return the shadow under what touches the floor, or under the hips of who hangs."""
    everything = [ball for stage in [*moving, furniture(figure)] for part in stage for ball in part.balls]
    low = [ball for ball in everything if ball.place[2] - ball.radius < 3] or everything
    feet = [camera.sees((ball.place[0], ball.place[1], 0)) for ball in low]
    left, right = min(x for x, _ in feet), max(x for x, _ in feet)
    top, bottom = min(y for _, y in feet), max(y for _, y in feet)
    return ((left + right) / 2, (top + bottom) / 2), ((right - left) / 2 + 34, (bottom - top) / 2 + 9)
