"""A map of the muscles, front and back: a pale body, what is worked in full colour, what helps in a lighter one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

import attrs

from overload.figures.body import parts
from overload.figures.camera import Camera
from overload.figures.hull import Circle, outline
from overload.figures.scene import SIZE, seen
from overload.figures.skeleton import LEFT, RIGHT, Skeleton, solve
from overload.figures.space import between
from overload.model import MUSCLES
from overload.model.figure import Figure, Foot, Pose, Reach

LIGHT: Final[Mapping[str, str]] = {"b": "#cbd3dc", "p": "#c4510c", "q": "#ee9f6b", "c": "#fff"}
DARK: Final[Mapping[str, str]] = {"b": "#3b4653", "p": "#ff9650", "q": "#a8623a", "c": "#161b21"}
"""Body, worked, helping, and the card."""

Spot = tuple[float, float, float]
"""A circle of a muscle: on the trunk how far out, how high and how large; on a limb how far along it, how far out and
how large."""


@attrs.frozen
class Patch:
    """One hull of a muscle on one side: on the trunk, or along a limb."""

    spots: tuple[Spot, ...]
    along: str = ""


FRONT: Final[Mapping[str, tuple[Patch, ...]]] = {
    "upper-traps": (Patch(((3.2, 84.4, 1.0), (8.4, 82.6, 1.0))),),
    "chest": (Patch(((2.9, 77.6, 2.4), (8.6, 78, 2.4), (7.6, 74.4, 2.4), (2.9, 73.6, 2.2))),),
    "front-delts": (Patch(((10.2, 80.6, 2.4), (11.4, 77.4, 1.8))),),
    "side-delts": (Patch(((13.2, 80.2, 1.6), (14.2, 75.4, 1.2))),),
    "biceps": (Patch(((0.48, 0.2, 2.4), (0.82, 0.1, 1.7)), "upper arm"),),
    "forearms": (Patch(((0.12, 0, 2.2), (0.5, 0, 1.6)), "forearm"),),
    "abs": (Patch(((1.7, 70, 1.7), (1.7, 57, 1.5))),),
    "obliques": (Patch(((5.6, 68.4, 1.3), (5.3, 59, 1.7))),),
    "hip-flexors": (Patch(((3.6, 56, 1.2), (5.8, 51, 1.5))),),
    "quads": (Patch(((0.22, 1.0, 3.6), (0.8, 0.2, 2.5)), "thigh"),),
    "adductors": (Patch(((0.2, -3.6, 1.4), (0.5, -2.7, 1.3)), "thigh"),),
}
BACK: Final[Mapping[str, tuple[Patch, ...]]] = {
    "upper-traps": (Patch(((1.2, 87, 1.0), (8.6, 82.6, 1.2), (1.3, 79.4, 1.2))),),
    "mid-back": (Patch(((1.6, 76.6, 1.4), (6.4, 76.2, 2.2), (1.6, 70, 1.4))),),
    "rear-delts": (Patch(((9.9, 80.4, 2.3), (11.6, 77.4, 1.8))),),
    "side-delts": (Patch(((13.2, 80.2, 1.6), (14.2, 75.4, 1.2))),),
    "lats": (Patch(((9.2, 71.6, 1.5), (5.6, 70.4, 1.5), (3.7, 63.4, 1.2), (6, 65, 1.4))),),
    "erectors": (Patch(((1.6, 66.4, 1.4), (1.8, 56.4, 1.7))),),
    "triceps": (Patch(((0.4, 0, 2.5), (0.8, 0, 1.8)), "upper arm"),),
    "forearms": (Patch(((0.12, 0, 2.2), (0.5, 0, 1.6)), "forearm"),),
    "glutes": (Patch(((4.7, 53.4, 4.1), (5.6, 50.4, 3.6))),),
    "hamstrings": (Patch(((0.34, 0.2, 3.6), (0.84, 0, 2.3)), "thigh"),),
    "adductors": (Patch(((0.3, -3.6, 1.2), (0.55, -2.7, 1.1)), "thigh"),),
    "calves": (Patch(((0.16, 0, 2.7), (0.42, 0, 2.0)), "shank"),),
}
MAPPED: Final = frozenset({*FRONT, *BACK})
"""Muscles that have a place on the map."""

_STANDING: Final = Figure("", (90, 0), Pose(hands=Reach(0, 9, -36), feet=Foot(0, 9, toeout=25)), Pose())
_SCALE: Final = 4.1
_FLOOR: Final = 450


def muscles_svg(direct: Iterable[str], indirect: Iterable[str] = ()) -> str:
    """Return the map with the muscles of an exercise, by their ids; one that has no place is left out."""
    body = solve(_STANDING, 0)
    worked = list(direct)
    drawn = _side(body, FRONT, SIZE // 4, worked, list(indirect)) + _side(
        body, BACK, SIZE * 3 // 4, worked, list(indirect)
    )
    title = "; ".join(
        f"{word} {', '.join(MUSCLES.get(one, one) for one in muscles)}"
        for word, muscles in (("works", worked), ("also works", list(indirect)))
        if muscles
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" id="d">'
        f"<title>Muscles, front and back: {escape(title)}</title><style>{_style()}</style>"
        f'<rect class="c" width="{SIZE}" height="{SIZE}" rx="24"/>{drawn}</svg>'
    )


def _style() -> str:
    def colours(of: Mapping[str, str]) -> str:
        return ";".join(f"--{tone}:{value}" for tone, value in of.items())

    fills = "".join(f".{tone}{{fill:var(--{tone})}}" for tone in LIGHT)
    dark = colours(DARK)
    return (
        f"svg{{{colours(LIGHT)}}}@media(prefers-color-scheme:dark){{svg{{{dark}}}}}#d:target{{{dark}}}{fills}"
        ".p,.q{stroke:var(--c);stroke-width:2;paint-order:stroke}"
    )


def _side(
    body: Skeleton, muscles: Mapping[str, tuple[Patch, ...]], middle: int, direct: list[str], indirect: list[str]
) -> str:
    camera = attrs.evolve(Camera.at((90, 0)), scale=_SCALE, middle=(middle, _FLOOR))
    whole = "".join(outline(seen(camera, hull)) for part in parts(_STANDING, body) for hull in part.hulls)
    drawn = f'<path class="b" d="{whole}"/>'
    for tone, ids in (("q", indirect), ("p", direct)):
        for one in ids:
            path = "".join(_outlines(body, camera, muscles.get(one, ())))
            drawn += f'<path class="{tone}" d="{path}"/>' if path else ""
    return drawn


def _outlines(body: Skeleton, camera: Camera, patches: Iterable[Patch]) -> Iterator[str]:
    """Yield the outline of every patch of a muscle, on both sides."""
    for patch in patches:
        for side in (RIGHT, LEFT):
            yield outline([_circle(body, camera, patch, spot, side) for spot in patch.spots])


def _circle(body: Skeleton, camera: Camera, patch: Patch, spot: Spot, side: int) -> Circle:
    first, second, radius = spot
    if not patch.along:
        x, y = camera.sees((0, side * first, second))
        return Circle(x, y, radius * camera.scale)
    arm, leg = body.arms[side], body.legs[side]
    ends = {
        "upper arm": (arm.shoulder, arm.elbow),
        "forearm": (arm.elbow, arm.hand),
        "thigh": (leg.hip, leg.knee),
        "shank": (leg.knee, leg.ankle),
    }[patch.along]
    place = between(*ends, first)
    x, y = camera.sees((place[0], place[1] + side * second, place[2]))
    return Circle(x, y, radius * camera.scale)
