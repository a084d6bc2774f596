"""Writing down a bodyweight: what a day's is now, and until which day it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path

import attrs

from overload.errors import Problem, UsageError
from overload.model import Bodyweights, Weighing, bodyweights
from overload.moments import full_day_words
from overload.units import Load, Unit
from overload.update.folder import Clock, opened
from overload.update.home import Home
from overload.update.publish import Updated, publish


@attrs.frozen
class Weighed:
    """A day's bodyweight, what it was taken for `before`, the weighing that `follows` on a later day, the update."""

    on: date
    weight: Load
    before: Load | None
    follows: tuple[date, Load] | None
    updated: Updated


def weigh(path: Path | Home, clock: Clock, read: Callable[[Unit], Load], on: date | None = None) -> Weighed:
    """Write down the bodyweight of a day, today if none is named; `read` gets the athlete's unit.

    What is there already is not written twice. Raises what `read` does, and UsageError for a day to come.
    """
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        day, weight = on or now.date(), read(folder.config.athlete.unit)
        if day > now.date():
            raise UsageError(Problem("--on", f"{full_day_words(day)} is in the future", "weigh yourself first"))
        known = folder.bodyweights
        if dict(known.said).get(day) != weight:
            folder.store.weigh(Weighing(0, now.astimezone(UTC), day, weight))
        follows = next((said for said in known.said if said[0] > day), None)
        return Weighed(day, weight, known.on(day), follows, publish(folder, now))


def weights(path: Path | Home) -> tuple[Bodyweights, tuple[Weighing, ...]]:
    """Return what the athlete weighs by day, and all that was ever said of it and counts, in that order."""
    with opened(path) as folder:
        said = folder.store.weighings()
        return bodyweights(said, folder.config.athlete.bodyweight), said


def unweigh_last(path: Path | Home, clock: Clock) -> Updated:
    """Take back the bodyweight that was said last. Raises UsageError where none was."""
    with opened(path) as folder:
        now, said = folder.now(clock), folder.store.weighings()
        if not said:
            raise UsageError(Problem("", "no bodyweight is written down"))
        folder.store.unweigh(said[-1], now.astimezone(UTC))
        return publish(folder, now)


def weights_data(known: Bodyweights) -> list[dict[str, str]]:
    """Return what was weighed by day, oldest first, as JSON-ready data."""
    return [{"date": day.isoformat(), "bodyweight": str(weight)} for day, weight in known.said]


def described(one: Weighing) -> str:
    """Return a weighing in words: `bodyweight 81.5 kg on Mon 23 Nov 2026`."""
    return f"bodyweight {one.weight} on {full_day_words(one.on)}"
