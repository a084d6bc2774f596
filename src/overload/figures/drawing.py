"""A scene -> one SVG that moves: dark where the reader's is, still where somebody wants it still.

`#d` shows it dark, `#s` still, `#ds` both: for pages whose pictures are not told what the reader prefers. Opened by
itself, a tap stops it. The colours are held to contrast by a test; the card lies inside, so that they hold on any page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from overload.figures.motion import Matrix
from overload.figures.scene import SIZE, Scene, Shape, scene
from overload.model.figure import Figure

LIGHT: Final[Mapping[str, str]] = {
    "n": "#3d4f66", "t": "#2f7d87", "f": "#8796a8", "g": "#d9661f", "w": "#96876c", "l": "#e6eaee", "c": "#fff",
}  # fmt: skip
DARK: Final[Mapping[str, str]] = {
    "n": "#dde5ee", "t": "#4fb3bd", "f": "#7d8b9b", "g": "#ff9650", "w": "#8f806a", "l": "#262e37", "c": "#161b21",
}  # fmt: skip
"""Near limbs, trunk, far limbs, gear, things, floor and card."""
ONE_WAY_S: Final = 1.7
ROUNDS: Final = 3


def figure_svg(figure: Figure, name: str) -> str:
    """Return the picture of an exercise: it starts and ends at the end pose, and stops after three rounds."""
    seen = scene(figure)
    body, rules = _moving(seen.shapes)
    title = f"<title>{escape(name)}: {escape(figure.words)}</title>"
    style = _style(set(_tones_in(seen)), moves=bool(rules), marked=bool(figure.marks)) + rules
    drawn = f"{_card(seen)}{body}{_marks(figure, seen)}"
    inside = f'<g id="s"><g id="ds"><a href="#s">{drawn}</a></g></g>' if rules else f'<g id="ds">{drawn}</g>'
    return f"{_HEAD}{title}<style>{style}</style>{inside}</svg>"


_HEAD: Final = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" id="d">'


def print_svg(figure: Figure, name: str) -> str:
    """Return the two key poses side by side, light and still, for paper and mail."""
    seen = scene(figure)
    poses = [_still(seen.shapes, when) for when in ([100] if figure.is_still else [0, 100])]
    wide = SIZE * len(poses)
    style = "path{stroke:#fff;stroke-width:3;paint-order:stroke}" + _fills(set(_tones_in(seen)), LIGHT)
    card = _card(seen)
    drawn = "".join(
        f'<g transform="translate({SIZE * number})">{card}{pose}{_marks(figure, seen)}</g>'
        for number, pose in enumerate(poses)
    )
    drawn = drawn.replace(' class="c"', ' fill="#fff"').replace(' class="l"', f' fill="{LIGHT["l"]}"')
    if figure.marks:
        style += f".m{{fill:none;stroke:{LIGHT['g']};stroke-width:6}}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {SIZE}" role="img">'
    return f"{head}<title>{escape(name)}: {escape(figure.words)}</title><style>{style}</style>{drawn}</svg>"


def _tones_in(seen: Scene) -> list[str]:
    return [one.tone.value for one in seen.shapes]


def _fills(tones: set[str], colours: Mapping[str, str]) -> str:
    return "".join(f".{tone}{{fill:{colours[tone]}}}" for tone in sorted(tones))


def _style(tones: set[str], *, moves: bool, marked: bool) -> str:
    used = sorted(tones | {"l", "c"} | ({"g"} if marked else set()))

    def colours(of: Mapping[str, str]) -> str:
        return ";".join(f"--{tone}:{of[tone]}" for tone in used)

    dark = colours(DARK)
    fills = "".join(f".{tone}{{fill:var(--{tone})}}" for tone in used)
    still = f"@media(prefers-reduced-motion:reduce){{{_STILL}}}#s:target path,#ds:target path{{animation:none}}"
    motion = f";animation:{ONE_WAY_S}s linear {2 * ROUNDS} alternate-reverse"
    return (
        f"svg{{{colours(LIGHT)}}}@media(prefers-color-scheme:dark){{svg{{{dark}}}}}#d:target,#ds:target{{{dark}}}"
        f"{fills}path{{stroke:var(--c);stroke-width:3;paint-order:stroke{motion if moves else ''}}}"
        + (".m{fill:none;stroke:var(--g);stroke-width:6}" if marked else "")
        + (still if moves else "")
    )


_STILL: Final = "path{animation:none!important}"


def _card(seen: Scene) -> str:
    (x, y), (wide, high) = seen.shadow
    floor = f'<ellipse class="l" cx="{x:.0f}" cy="{y:.0f}" rx="{wide:.0f}" ry="{high:.0f}"/>'
    return f'<rect class="c" width="{SIZE}" height="{SIZE}" rx="24"/>{floor}'


def _moving(shapes: Sequence[Shape]) -> tuple[str, str]:
    """Return the paths in the order in which they are drawn, and the key frames; what moves alike shares them."""
    names: dict[tuple[tuple[int, Matrix], ...], str] = {}
    drawn = ""
    for shape in shapes:
        place = shape.frames[100].attribute
        where = "" if place == "translate(0,0)" else f' transform="{place}"'
        moves = len(shape.frames) > 1
        name = names.setdefault(tuple(shape.frames.items()), _NAMES[len(names)]) if moves else ""
        known = f'"{shape.tone} {name}"' if name else f'"{shape.tone}"'
        drawn += f'<path class={known}{where} d="{shape.path}"/>'
    rules = "".join(f".{name}{{animation-name:{name}}}{_key_frames(name, frames)}" for frames, name in names.items())
    return drawn, rules


_NAMES: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _key_frames(name: str, frames: tuple[tuple[int, Matrix], ...]) -> str:
    steps = "".join(f"{when}%{{transform:{matrix}}}" for when, matrix in frames if when != 100)
    return f"@keyframes {name}{{{steps}}}"


def _still(shapes: Sequence[Shape], when: int) -> str:
    drawn = ""
    for shape in shapes:
        place = shape.frames.get(when, shape.frames[100]).attribute
        drawn += f'<path class="{shape.tone}" transform="{place}" d="{shape.path}"/>'
    return drawn


def _marks(figure: Figure, seen: Scene) -> str:
    drawn = ""
    for mark in figure.marks:
        x, y = seen.camera.sees(mark.place)
        right, up = seen.camera.right, seen.camera.up
        to_x = sum(p * q for p, q in zip(mark.points, right, strict=True))
        to_y = -sum(p * q for p, q in zip(mark.points, up, strict=True))
        size = (to_x**2 + to_y**2) ** 0.5 or 1
        to_x, to_y = 11 * to_x / size, 11 * to_y / size
        first = (round(x - to_x + to_y * 1.3), round(y - to_y - to_x * 1.3))
        last = (round(x - to_x - to_y * 1.3), round(y - to_y + to_x * 1.3))
        drawn += f"M{first[0]} {first[1]}L{x:.0f} {y:.0f} {last[0]} {last[1]}"
    return f'<path class="m" d="{drawn}"/>' if drawn else ""
