"""`overload simulate --plan`: the training folder's own plan, lived by simulated lifters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median

import attrs
import click

from overload.cli.output import show_json, show_table
from overload.model import MUSCLES
from overload.plan import Inputs
from overload.plan.volume import BAND
from overload.simulation.athletes import Model, lifters
from overload.simulation.judging import Each
from overload.simulation.measures import Figures, figures, worst_tenth
from overload.simulation.planned import Season, season


@attrs.frozen
class Lived:
    """What a plan comes to with many lifters of one model."""

    model: Model
    seasons: tuple[Season, ...]

    def figures(self) -> Mapping[str, Sequence[Figures]]:
        """Return the figures of every lifter, by exercise."""
        found: dict[str, list[Figures]] = defaultdict(list)
        for one in self.seasons:
            for name, (slot, trace) in one.traces.items():
                found[name].append(figures(trace, one.oracle[name], slot))
        return found

    def in_band(self) -> Mapping[str, float]:
        """Return per muscle the share of weeks of training with as many sets as is usually advised."""
        weeks = [week for one in self.seasons for week in one.weeks if week]
        return {
            muscle: mean(BAND[0] <= week.get(muscle, 0) <= BAND[1] for week in weeks)
            for muscle in MUSCLES
            if any(muscle in week for week in weeks)
        }


def live(inputs: Inputs, athlete: str, weeks: int, count: int, seed: int, each: Each) -> list[Lived]:
    """Let so many lifters of a kind live a plan, under each model."""
    return [
        Lived(model, tuple(each(lambda lifter: season(inputs, lifter, weeks), lifters(athlete, model, count, seed))))
        for model in Model
    ]


_COLUMNS: Sequence[tuple[str, Callable[[Sequence[Figures]], str]]] = (
    ("Share", lambda those: f"{median(one.share for one in those):.2f}"),
    ("Worst", lambda those: f"{worst_tenth([one.share for one in those]):.2f}"),
    ("Short", lambda those: f"{mean(one.failed for one in those):.0%}"),
    ("Same", lambda those: str(max(one.freeze for one in those))),
    ("Left", lambda those: f"{mean(one.reserve for one in those):.1f}"),
    ("Most reps", lambda those: str(max(one.most_reps for one in those))),
)


def show_lived(found: Sequence[Lived]) -> None:
    """Print what a plan comes to: a row per exercise, then sessions, minutes and weekly sets."""
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    by_model = [one.figures() for one in found]
    rows = [
        (name, *(" / ".join(said(those[name]) for those in by_model if name in those) for _, said in _COLUMNS))
        for name in by_model[0]
    ]
    show_table(plain_table(("Exercise", *(title for title, _ in _COLUMNS)), rows))
    click.echo("two figures: dose-response / fitness-fatigue; Share: of the oracle's gain; Worst: its worst tenth;")
    click.echo("Short: sets that fell short; Same: longest run of one ask; Left: reps left at the end of a set\n")
    every = [one for those in found for one in those.seasons]
    done, planned = sum(one.done for one in every), sum(one.planned for one in every)
    minutes = [minute for one in every for minute in one.minutes]
    if minutes:
        click.echo(f"sessions done: {done / planned:.0%}, {mean(minutes):.0f} minutes each")
    band = ", ".join(f"{MUSCLES[muscle]} {share:.0%}" for muscle, share in found[0].in_band().items())
    click.echo(f"weeks with {BAND[0]}-{BAND[1]} sets: {band}")


def show_lived_json(found: Sequence[Lived]) -> None:
    """Print the same as JSON."""
    show_json(
        [
            {
                "model": one.model,
                "sessions": {"planned": sum(s.planned for s in one.seasons), "done": sum(s.done for s in one.seasons)},
                "exercises": {name: [attrs.asdict(each) for each in those] for name, those in one.figures().items()},
                "weeks_in_band": dict(one.in_band()),
            }
            for one in found
        ]
    )
