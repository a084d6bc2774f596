"""A simulated life as a picture, with matplotlib (extra `plots`): what was true, what was believed, what was asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from overload.report.plotting import INK, LOAD, REPS, STRENGTH, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MISSED: Final = "#c0392b"


@attrs.frozen
class Lived:
    """What is drawn of a life under one rule, a figure per session: `weeks` since the first, the rest as drawn.

    `true` and `believed` are strengths in kg, `load` in kg, `reps` asked in all sets, `short` whether a set fell short.
    `away` are weeks without a session where there should have been one: from, to.
    """

    title: str
    weeks: Sequence[float]
    true: Sequence[float]
    believed: Sequence[float]
    load: Sequence[float]
    reps: Sequence[int]
    short: Sequence[bool]
    away: Sequence[tuple[float, float]] = ()


def judged_picture(lives: Sequence[Lived], form: str) -> bytes:
    """Return a picture of the same life under each rule, as `svg` or `png`; ImportError where matplotlib is missing.

    A column per rule: strength above, what was asked for below it, all on the same scales. The paper is clear.
    """
    import matplotlib as mpl  # noqa: PLC0415 - the extra `plots`
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - the extra `plots`
    from matplotlib.figure import Figure  # noqa: PLC0415 - the extra `plots`

    with mpl.rc_context(STYLE):  # type: ignore[arg-type] # its stubs name every key
        figure = Figure(figsize=(max(7.0, 4.6 * len(lives)), 6.6), layout="constrained")
        FigureCanvasAgg(figure)
        charts = figure.subplots(3, len(lives), sharex=True, sharey="row", squeeze=False, height_ratios=[3, 2, 2])
        for column, lived in enumerate(lives):
            _strength(charts[0][column], lived, is_first=column == 0)
            _asked(charts[1][column], lived, lived.load, LOAD, drawstyle="steps-post")
            _asked(charts[2][column], lived, lived.reps, REPS, drawstyle="default")
            charts[2][column].set_xlabel("weeks")
        for row, title in enumerate(("strength, kg", "load asked for, kg", "reps asked for, all sets")):
            charts[row][0].set_ylabel(title)
        out = io.BytesIO()
        about = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, transparent=True, dpi=160, metadata=about)
    return out.getvalue()


def _strength(axes: Axes, lived: Lived, *, is_first: bool) -> None:
    axes.set_title(lived.title)
    axes.plot(lived.weeks, lived.true, color=STRENGTH, lw=2, label="true one-rep maximum")
    axes.plot(lived.weeks, lived.believed, color=INK, lw=1.1, ls="--", label="what the ask takes it for")
    _away(axes, lived)
    if is_first:
        axes.plot([], [], ls="", marker="x", ms=5, color=MISSED, label="a set fell short")
        axes.fill_between([], [], color=INK, alpha=0.15, lw=0, label="away, ill or missed")
        axes.figure.legend(loc="outside lower center", ncols=4, fontsize=8, frameon=False)


def _asked(axes: Axes, lived: Lived, figures: Sequence[float], color: str, drawstyle: Any) -> None:
    axes.plot(lived.weeks, figures, color=color, lw=1.6, drawstyle=drawstyle)
    short = [(week, value) for week, value, fell in zip(lived.weeks, figures, lived.short, strict=True) if fell]
    if short:
        axes.plot(*zip(*short, strict=True), ls="", marker="x", ms=5, color=MISSED)
    _away(axes, lived)


def _away(axes: Axes, lived: Lived) -> None:
    for start, end in lived.away:
        axes.axvspan(start, end, color=INK, alpha=0.15, lw=0)
