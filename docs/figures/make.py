"""Makes the pictures of docs/exercises.md and the page itself: `make figures`, or `python docs/figures/make.py DIR`.

Every figure there is stands on it, also those of exercises that no workout asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from overload.catalog.exercises import EXERCISES
from overload.figures import FIGURES, figure_svg, muscles_svg

HERE = Path(__file__).parent
COLUMNS = 4
WIDTH = 180
HEAD = """# Exercises in pictures

Each moves three times there and back, then stands; `overload exercises show NAME --open` shows one large, with the
muscles it works and two key poses for paper. The mannequin is our own: a few lines of description for each exercise
([what they are made of](plugins/reference.md#figure)), solved and drawn by the program. A plugin's exercise brings its
own in the same way. This page is written by `make figures`.
"""
MUSCLES = """
## The map of the muscles

What an exercise works is dark, what helps is light; here the dumbbell row.

![The dumbbell row works lats, mid traps and rhomboids; rear delts, biceps and forearms help](figures/muscles.svg)
"""


def named(exercise: str) -> str:
    """Return an exercise's id as words: `Push-up`, `Dead bug`."""
    return (
        exercise.replace("-", " ")
        .replace(" up", "-up")
        .replace("one arm", "one-arm")
        .capitalize()
        .replace("Ez ", "EZ ")
    )


def pictures() -> dict[str, str]:
    """Return every picture of the page by the name of its file."""
    row = next(one for one in EXERCISES if one.id == "dumbbell-row")
    drawn = {f"{exercise}.svg": figure_svg(figure, named(exercise)) for exercise, figure in FIGURES.items()}
    return {**drawn, "muscles.svg": muscles_svg(row.direct, row.indirect)}


def page() -> str:
    """Return docs/exercises.md: a contact sheet of all figures, by name."""
    return "\n".join([HEAD, *_rows(sorted(FIGURES, key=named)), MUSCLES])


def _rows(exercises: list[str]) -> Iterator[str]:
    yield "| " * COLUMNS + "|"
    yield "|---" * COLUMNS + "|"
    for first in range(0, len(exercises), COLUMNS):
        yield "| " + " | ".join(_cell(one) for one in exercises[first : first + COLUMNS]) + " |"


def _cell(exercise: str) -> str:
    words = f"{named(exercise)}: {FIGURES[exercise].words}"
    return f'<img src="figures/{exercise}.svg" width="{WIDTH}" alt="{words}"><br>{named(exercise)}'


def main(target: Path) -> None:
    """Write exercises.md into `target` and the pictures into a folder `figures` in it."""
    (target / "figures").mkdir(exist_ok=True)
    for name, text in pictures().items():
        (target / "figures" / name).write_text(text, encoding="utf-8")
    (target / "exercises.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent)
