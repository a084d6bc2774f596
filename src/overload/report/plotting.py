"""Looking back as a picture, with matplotlib (extra `plots`), good on light and on dark paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from overload.model import MUSCLES
from overload.plan.volume import BAND
from overload.report.progress import LookingBack, Progress

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLORS: Final = ("#2a9d78", "#d9773a", "#5b7fd1", "#b9578f", "#93883a", "#4a9fb5")
_INK: Final = "#808580"
_STYLE: Final[dict[str, Any]] = {
    "svg.hashsalt": "overload",
    "svg.fonttype": "path",
    "font.size": 9.5,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": _INK,
    "grid.alpha": 0.22,
    "axes.axisbelow": True,
}


def picture(found: LookingBack, form: str) -> bytes:
    """Return a picture of what lies behind, as `svg` or `png`; ImportError where matplotlib is missing.

    The paper is clear and the ink in between, so that it can be read on light and on dark.
    """
    import matplotlib as mpl  # noqa: PLC0415 - the extra `plots`
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type] # its stubs name every key
        figure = Figure(figsize=(8, 7.5 if found.volume else 4.2), layout="constrained")
        FigureCanvasAgg(figure)
        rows = figure.subplots(
            2 if found.volume else 1, 1, squeeze=False, height_ratios=[3, 2] if found.volume else [1]
        )
        _strength(rows[0][0], found.exercises)
        if found.volume:
            _volume(rows[1][0], found)
        out = io.BytesIO()
        about = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, transparent=True, dpi=160, metadata=about)
    return out.getvalue()


def _strength(axes: Axes, exercises: tuple[Progress, ...]) -> None:
    """Draw the estimated maximum of one exercise, or how those of several changed, each named at its line's end."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415

    is_alone = len(exercises) == 1
    ends = []
    for place, one in enumerate(exercises[: len(COLORS)]):
        known = [(point.day, point.estimate) for point in one.points if point.estimate]
        if not known:
            continue
        color = COLORS[place]
        first, latest = known[0][1], known[-1][1]
        known = known if is_alone else [(day, 100 * (value / first - 1)) for day, value in known]
        axes.plot(*zip(*known, strict=True), color=color, lw=2, marker="o", ms=3.5)
        recorded = {point.day for point in one.points if point.record}
        best = [(day, value) for day, value in known if day in recorded]
        if best:
            axes.plot(*zip(*best, strict=True), ls="", marker="*", ms=9, color=color)
        ends.append((known[-1][1], known[-1][0], f"{one.exercise.name}, {latest:.0f} kg", color))
    _name_lines(axes, ends)
    what = "Estimated one-rep maximum, kg" if is_alone else "Estimated one-rep maximum, change in %"
    axes.set_title(f"{what} (stars: records)", loc="left", fontsize=11)
    axes.grid(axis="y")
    locator = AutoDateLocator(maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def _name_lines(axes: Axes, ends: list[tuple[float, Any, str, str]]) -> None:
    """Write names beside the last points, apart from each other."""
    low, high = axes.get_ylim()
    apart, last = (high - low) * 0.055, float("-inf")
    for value, day, name, color in sorted(ends):
        last = max(value, last + apart)
        axes.annotate(
            f" {name}", (day, value), (8, 0), textcoords="offset points", color=color, va="center",
            annotation_clip=False,
        ).xyann = (8, (last - value) / (high - low) * axes.bbox.height * 72 / axes.figure.dpi)  # fmt: skip


def _volume(axes: Axes, found: LookingBack) -> None:
    """Draw the sets of the last weeks per muscle, in the mean, against the band."""
    weeks = found.volume[-4:]
    mean = {muscle: sum(week.sets.get(muscle, 0) for week in weeks) / len(weeks) for muscle in MUSCLES}
    shown = sorted((count, MUSCLES[muscle]) for muscle, count in mean.items() if count)
    axes.axvspan(*BAND, color=COLORS[0], alpha=0.18, lw=0)
    axes.barh([name for _, name in shown], [count for count, _ in shown], color=COLORS[2], height=0.62)
    axes.set_title(
        f"Weekly sets per muscle, last {len(weeks)} weeks (band: {BAND[0]}-{BAND[1]})", loc="left", fontsize=11
    )
    axes.set_xlim(0, max(BAND[1] + 2, *(count for count, _ in shown)) if shown else BAND[1])
    axes.grid(axis="x")
