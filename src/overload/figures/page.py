"""One exercise as a page of its own, for a browser without a server: the figure, the muscles, how it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from overload.figures.drawing import figure_svg, print_svg
from overload.figures.muscles import muscles_svg
from overload.figures.poses import figure_of
from overload.model import MUSCLES, Exercise

PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{name}</title>
<style>
:root{{color-scheme:light dark}}
body{{font:17px/1.5 system-ui,sans-serif;max-width:48rem;margin:0 auto;padding:1rem;background:#eef1f4;color:#1b2430}}
@media(prefers-color-scheme:dark){{body{{background:#0d1116;color:#dde5ee}}.print{{display:none}}}}
.pictures{{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1rem}}
img{{width:100%;height:auto;display:block}}
.still,#stop:checked~.pictures .moving{{display:none}}
#stop:checked~.pictures .still{{display:block}}
#stop{{width:1.2rem;height:1.2rem;vertical-align:middle}}
.print{{max-width:24rem}}
@media print{{.pictures,#stop,.stop{{display:none}}.print{{display:block}}}}
</style>
<h1>{name}</h1>
{pictures}
<p>{how}</p>
<ul>{cues}</ul>
<p>Works {direct}{indirect}.</p>
{prints}</html>
"""
STOP: Final = '<input type="checkbox" id="stop"> <label class="stop" for="stop">Let the picture stand still</label>'


def exercise_page(exercise: Exercise) -> Mapping[str, str]:
    """Return the files of an exercise's page by name; `index.html` shows the others, which lie beside it."""
    files = {"muscles.svg": muscles_svg(exercise.direct, exercise.indirect)}
    shown = picture("muscles.svg", f"Muscles worked: {_words(exercise.direct)}")
    figure = figure_of(exercise)
    stop = prints = ""
    if figure is not None:
        files["figure.svg"] = figure_svg(figure, exercise.name)
        files["print.svg"] = print_svg(figure, exercise.name)
        alt = f"{exercise.name}: {figure.words}"
        prints = f'<p class="print"><img src="print.svg" alt="{escape(alt)}"></p>\n'
        if figure.is_still:
            shown = picture("figure.svg", alt) + shown
        else:
            stop = STOP
            shown = f'<label for="stop">{picture("figure.svg", alt, moves=True)}</label>{shown}'
    files["index.html"] = PAGE.format(
        name=escape(exercise.name),
        pictures=f'{stop}\n<div class="pictures">{shown}</div>',
        how=escape(exercise.instructions),
        cues="".join(f"<li>{escape(one)}</li>" for one in exercise.cues),
        direct=escape(_words(exercise.direct)),
        indirect=f"; also {escape(_words(exercise.indirect))}" if exercise.indirect else "",
        prints=prints,
    )
    return files


def picture(address: str, alt: str, *, moves: bool = False) -> str:
    """Return the markup of a picture that is dark, and still, where the reader's browser says so.

    What a page knows of its reader some browsers do not tell the pictures in it, so the page picks by the fragment. One
    that moves comes twice, so that a page can let it stand by showing the other; that has a query, since Chromium shows
    one address in both places as it was shown first.
    """
    words = escape(alt)
    dark = f'<source media="(prefers-color-scheme:dark)" srcset="{address}#d">'
    if not moves:
        return f'<picture>{dark}<img src="{address}" alt="{words}" loading="lazy"></picture>'
    reduce, night = "(prefers-reduced-motion:reduce)", "(prefers-color-scheme:dark)"
    still = f'<source media="{reduce} and {night}" srcset="{address}#ds"><source media="{reduce}" srcset="{address}#s">'
    moving = f'<picture class="moving">{still}{dark}<img src="{address}" alt="{words}" loading="lazy"></picture>'
    return moving + standing(address, alt)


def standing(address: str, alt: str) -> str:
    """Return the markup of a figure that stands still, dark where the reader's browser says so."""
    dark = f'<source media="(prefers-color-scheme:dark)" srcset="{address}?still#ds">'
    image = f'<img src="{address}?still#s" alt="{escape(alt)}" loading="lazy">'
    return f'<picture class="still">{dark}{image}</picture>'


def _words(muscles: Sequence[str]) -> str:
    return ", ".join(MUSCLES.get(one, one) for one in muscles)
