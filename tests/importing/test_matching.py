"""Which exercise a name of another app means, by what it is done with."""

from __future__ import annotations

import pytest

from overload.catalog import Catalog
from overload.importing.matching import Match, matches
from overload.model import Exercise, Gear

EZ_CURL = Exercise("ez-curl", "EZ bar curl", ("biceps",), aliases=("curl",), gear=Gear.EZ_BAR)
CURL = Exercise("dumbbell-curl", "Dumbbell curl", ("biceps",), aliases=("curl",))
SWING = Exercise("kettlebell-swing", "Kettlebell swing", ("glutes",), aliases=("swing",), gear=Gear.KETTLEBELL)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Curl (EZ Bar)", Match("ez-curl", is_certain=True)),
        ("Bicep Curl (Barbell)", Match("")),
        ("Curl (Dumbbell)", Match("dumbbell-curl", is_certain=True)),
        ("Swing (Kettlebell)", Match("kettlebell-swing", is_certain=True)),
        ("Swing (Dumbbell)", Match("")),
    ],
)
def test_an_alias_is_short_for_what_it_is_done_with(name: str, meant: Match) -> None:
    """Two curls may share a short name: which of them a name means is told by the gear in it."""
    catalog = Catalog().with_own(exercises=[EZ_CURL, CURL, SWING])
    assert matches([name], catalog)[name] == meant
