"""What a place lacks beside the usual one, and what is done instead there: said when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from overload.equipment import can_be_done
from overload.model import Place
from overload.plan.away import Away, lent
from overload.plan.inputs import Inputs
from overload.plan.split import slots_of


def what_is_missing(inputs: Inputs, away: Away) -> Iterator[str]:
    """Yield lines of what is not there while away, of what takes its place, and of what is left out."""
    home = inputs.config.places[0]
    there = away.place(home)
    if there is None:
        return
    missing = list(_missing(home, there))
    if missing:
        yield f"not there: {', '.join(missing)}"
    catalog = inputs.catalog.with_own(dumbbells=lent([away]))
    instead: dict[str, str] = {}
    for day in inputs.days:
        here, away_from_it = (slots_of(day, place, inputs.config, catalog) for place in (home, there))
        for usual, other in zip(here, away_from_it, strict=True):
            name = catalog.exercises[other.exercise].name.lower()
            if not can_be_done(catalog.exercises[other.exercise], there, catalog):
                instead.setdefault(usual.exercise, "nothing: it is left out")
            elif usual.exercise != other.exercise:
                instead.setdefault(usual.exercise, name)
    for exercise, done in instead.items():
        yield f"instead of {catalog.exercises[exercise].name.lower()}: {done}"


def _missing(home: Place, there: Place) -> Iterator[str]:
    """Yield what one trains with at home and not there, but for the dumbbells, which the athlete has just named."""
    if home.pull_up_bar and not there.pull_up_bar:
        yield "the pull-up bar"
    if home.bands and not there.bands:
        yield "your bands"
    if home.added and not there.added:
        yield "what you hang on yourself"
    if home.gear and not there.gear:
        yield "your other gear"
    if home.help and not there.help:
        yield f"your {home.help}"
