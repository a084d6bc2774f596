"""Looking back as a picture, with matplotlib (extra `plots`), good on light and on dark paper.

A row of small charts per exercise, a column per figure: what is asked of a chart is to be compared with the one beside
and the one below it, so they share their dates.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from overload.model import MUSCLES, LoadedWith, Measure
from overload.plan.volume import BAND
from overload.report.progress import MEAN_OF, LookingBack, Point, Progress, in_unit, mean_sets
from overload.units import Unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

MOST_ROWS: Final = 12
"""Exercises in one picture, those trained most; a title says how many are left out."""
ADHERENCE_SHOWN: Final = 26
FEWEST_WEEKS: Final = 8
"""Weeks the charts of weeks have room for at least, so that one week is no wall."""
STRENGTH, LOAD, REPS, WEEKLY = "#2a9d78", "#5b7fd1", "#d9773a", "#5b7fd1"
INK: Final = "#808580"
STYLE: Final[dict[str, Any]] = {
    # Ids in an SVG are random without a salt, and the same picture would be other bytes.
    "svg.hashsalt": "overload",
    "svg.fonttype": "path",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": INK,
    "grid.alpha": 0.22,
    "axes.axisbelow": True,
}

Column = tuple[str, str, Callable[[Point], float | None]]
"""What a column is called, its colour, and its figure for a day (None: there is none)."""


def columns(unit: Unit) -> tuple[Column, ...]:
    """Return what is drawn of each exercise, loads in a unit."""
    return (
        (f"Estimated one-rep maximum, {unit}", STRENGTH, lambda point: in_unit(point.estimate, unit) or None),
        (f"Heaviest load, {unit}", LOAD, lambda point: None if point.load.aid else float(point.load.to(unit).amount)),
        ("Reps in all sets", REPS, lambda point: float(point.total)),
    )


def picture(found: LookingBack, form: str, unit: Unit) -> bytes:
    """Return a picture of what lies behind, as `svg` or `png`; ImportError where matplotlib is missing.

    Per exercise its strength, loads and reps over time, with records as stars; below, unless it is one exercise alone,
    weekly sets per muscle against the band, and how much of the plan was done. The paper is clear and the ink in
    between, so that it can be read on light and on dark.
    """
    import matplotlib as mpl  # noqa: PLC0415 - the extra `plots`
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - the extra `plots`
    from matplotlib.figure import Figure  # noqa: PLC0415 - the extra `plots`

    exercises = found.exercises[:MOST_ROWS]
    is_alone = len(exercises) == 1
    with mpl.rc_context(STYLE):  # type: ignore[arg-type] # its stubs name every key
        upper, lower = (7.0, 0.0) if is_alone else (1.35 * len(exercises) + 0.7, 3.6)
        figure = Figure(figsize=(8.5 if is_alone else 10.5, upper + lower), layout="constrained")
        FigureCanvasAgg(figure)  # without pyplot, which keeps every figure and may look for a screen
        if is_alone:
            _alone(figure, exercises[0], columns(unit))
        else:
            parts: Any = figure.subfigures(2, 1, height_ratios=[upper, lower], hspace=0.04)
            _side_by_side(parts[0], exercises, columns(unit), len(found.exercises) - len(exercises))
            _weeks(parts[1], found)
        out = io.BytesIO()
        # Neither the hour nor the version of matplotlib: the same log gives the same file.
        about = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, transparent=True, dpi=160, metadata=about)
    return out.getvalue()


def _alone(figure: Figure, one: Progress, shown: Sequence[Column]) -> None:
    """Draw one exercise: its figures below each other, over the same dates."""
    figure.suptitle(one.name, fontsize=12)
    charts = figure.subplots(len(shown), 1, sharex=True, height_ratios=[3, 2, 2])
    for axes, column in zip(charts, shown, strict=True):
        axes.set_title(_title(column, one))
        _line(axes, one, column)
    _dates(charts[-1])


def _side_by_side(figure: SubFigure, exercises: Sequence[Progress], shown: Sequence[Column], left_out: int) -> None:
    """Draw a row of small charts for each exercise."""
    more = f" (and {left_out} more, trained less often)" if left_out else ""
    figure.suptitle(f"Exercises over time; stars are records{more}", fontsize=11)
    grid = figure.subplots(len(exercises), len(shown), sharex=True, squeeze=False)
    for row, one in zip(grid, exercises, strict=True):
        for axes, column in zip(row, shown, strict=True):
            _line(axes, one, column)
        row[0].set_ylabel(_in_lines(one.name), rotation=0, ha="right", va="center", color=STRENGTH)
    for axes, column in zip(grid[0], shown, strict=True):
        axes.set_title(column[0])
    for axes in grid[-1]:
        _dates(axes)


def _title(column: Column, one: Progress) -> str:
    name = column[0]
    if one.exercise.loaded_with is LoadedWith.BODYWEIGHT and column[1] == STRENGTH:
        name += ", the body included"
    return f"{name} (stars: records)" if column[1] == STRENGTH else name


def _in_lines(name: str) -> str:
    """Write a name in lines of about twelve letters."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= 12 or not lines[-1] else [*lines, word]
    return "\n".join(lines)


def _line(axes: Axes, one: Progress, column: Column) -> None:
    """Draw a figure over time: a load holds until the next day, the others go from day to day."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - the extra `plots`

    _, color, figure = column
    known = [(point.day, value) for point in one.points for value in [figure(point)] if value is not None]
    if not known:
        axes.set_yticks([])
        said = "no bodyweight, no estimate" if one.measure is Measure.REPS else f"best: {one.best.count}"
        axes.text(0.5, 0.5, said, ha="center", va="center", transform=axes.transAxes, alpha=0.8)
    else:
        days: list[Any] = [day for day, _ in known]
        values = [value for _, value in known]
        marker = "o" if len(known) <= 60 else ""
        drawstyle = "steps-post" if color == LOAD else "default"
        axes.plot(days, values, color=color, lw=1.6, marker=marker, ms=3, drawstyle=drawstyle)
        if color == STRENGTH:
            _band(axes, one, scale=next(value / point.estimate for point in one.points if (value := figure(point))))
        _stars(axes, one, known, color)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=color == REPS, min_n_ticks=2))
    if len({value for _, value in known}) < 2:
        axes.margins(y=0.4)


def _band(axes: Axes, one: Progress, scale: float) -> None:
    """Shade where the maximum most likely was; `scale` is what a kilogram is in the unit drawn."""
    known = [point for point in one.points if point.estimate]
    days: list[Any] = [point.day for point in known]
    low, high = ([point.band[side] * scale for point in known] for side in (0, 1))
    axes.fill_between(days, low, high, color=STRENGTH, alpha=0.18, lw=0)


def _stars(axes: Axes, one: Progress, known: Sequence[tuple[date, float]], color: str) -> None:
    recorded = {point.day for point in one.points if point.record}
    best = [(day, value) for day, value in known if day in recorded]
    if best and color == STRENGTH:
        days: list[Any] = [day for day, _ in best]
        axes.plot(days, [value for _, value in best], ls="", marker="*", ms=8, color=color)


def _dates(axes: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415 - the extra `plots`

    locator = AutoDateLocator(minticks=2, maxticks=6)  # type: ignore[no-untyped-call]  # matplotlib has no types for it
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]  # matplotlib has no types for it


def _weeks(figure: SubFigure, found: LookingBack) -> None:
    """Draw the sets per muscle and, where sessions were planned, how many of them were done each week."""
    charts = figure.subplots(1, 2 if found.adherence else 1, squeeze=False)[0]
    _volume(charts[0], found)
    if found.adherence:
        _adherence(charts[1], found)


def _volume(axes: Axes, found: LookingBack) -> None:
    """Draw the sets of the last weeks per muscle, in the mean, against the band."""
    weeks = found.volume[-MEAN_OF:]
    shown = sorted((count, MUSCLES[muscle]) for muscle, count in mean_sets(weeks).items())
    axes.axvspan(*BAND, color=STRENGTH, alpha=0.18, lw=0)
    axes.barh([name for _, name in shown], [count for count, _ in shown], color=WEEKLY, height=0.62)
    said = "the last week" if len(weeks) == 1 else f"the last {len(weeks)} weeks"
    axes.set_title(f"Weekly sets per muscle, {said} of training (band: {BAND[0]}-{BAND[1]})")
    axes.set_xlabel("sets a week: direct 1, indirect 0.5")
    axes.set_xlim(0, max(BAND[1] + 2, *(count for count, _ in shown)) if shown else BAND[1])
    axes.grid(visible=False, axis="y")


def _adherence(axes: Axes, found: LookingBack) -> None:
    """Draw how many sessions of each week were done, before how many there were."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - the extra `plots`

    weeks = found.adherence[-ADHERENCE_SHOWN:]
    mondays: list[Any] = [one.monday for one in weeks]
    axes.bar(mondays, [one.planned for one in weeks], width=5, color=INK, alpha=0.3)
    axes.bar(mondays, [one.done for one in weeks], width=5, color=STRENGTH)
    done, planned = sum(one.done for one in weeks), sum(one.planned for one in weeks)
    axes.set_title(f"Sessions done: {done} of {planned} ({done / planned:.0%})")
    axes.set_ylabel("sessions a week")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    begin = min(weeks[0].monday, weeks[-1].monday - timedelta(weeks=FEWEST_WEEKS))
    bounds: list[Any] = [begin - timedelta(days=4), weeks[-1].monday + timedelta(days=4)]
    axes.set_xlim(*bounds)
    axes.grid(visible=False, axis="x")
    _dates(axes)
