"""Which loads the plates of a handle make, and with which plates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import attrs

from overload.equipment.counting import Kind, ends, halved, less, limits_of, without
from overload.model import Build, Dumbbell, Marked

_TENTH: Final = Decimal("0.1")


def plate_loads(dumbbell: Dumbbell, *, pair: bool) -> Mapping[Decimal, tuple[Build, ...]]:
    """Return every load a plate handle can be given -> its minimal builds (fewest plates).

    Both ends carry the same, so a count shared by two handles serves one dumbbell alone with half of it an end and a
    matching pair with a quarter. Where the ends need not match, one more plate of the lightest kind may go on one of
    them; a load that can be made in balance is never made without. The two of a pair weigh exactly the same, whatever
    their handles do: where no plates make up for the difference, there is no such pair.

    What holds plates of the other unit is called by the nearest tenth in the dumbbell's own; of two such loads that
    would be called alike the one nearest to its name is kept.
    """
    if pair and dumbbell.single:
        return {}
    unlike = dumbbell.other_handle is not None and dumbbell.other_handle != dumbbell.handle
    loads = _of_unlike_handles(dumbbell) if pair and unlike else _alike(dumbbell, pair=pair)
    return _by_name(loads) if dumbbell.foreign_plates else loads


def _of_unlike_handles(dumbbell: Dumbbell) -> Mapping[Decimal, tuple[Build, ...]]:
    from overload.equipment.unlike import unlike_pair  # noqa: PLC0415 - few own two handles of different weight

    return unlike_pair(dumbbell)


def _alike(dumbbell: Dumbbell, *, pair: bool) -> Mapping[Decimal, tuple[Build, ...]]:
    kinds = available(dumbbell, pair=pair)
    limits = limits_of(dumbbell)
    loads = {dumbbell.handle + 2 * end: builds for end, builds in ends(halved(kinds), limits).items()}
    if dumbbell.symmetric or not kinds:
        return loads
    lightest = min(weight for weight, _ in kinds)
    for end, builds in ends(halved(without(kinds, lightest, 1)), less(limits, lightest, 1)).items():
        extra = tuple(attrs.evolve(build, extra=(lightest,)) for build in builds)
        loads.setdefault(dumbbell.handle + 2 * end + lightest, extra)
    return loads


def _by_name(loads: Mapping[Decimal, tuple[Build, ...]]) -> Mapping[Decimal, tuple[Build, ...]]:
    """Call the loads that hold plates of the other unit by the nearest tenth, each name once."""
    kept: dict[Decimal, tuple[Decimal, tuple[Build, ...]]] = {}
    for exact, builds in loads.items():
        is_mixed = any(isinstance(plate, Marked) for plate in (*builds[0].plates, *builds[0].extra))
        name = exact.quantize(_TENTH) if is_mixed else exact
        if name not in kept or abs(exact - name) < abs(kept[name][0] - name):
            kept[name] = exact, builds
    return {name: builds for name, (_, builds) in sorted(kept.items())}


def available(dumbbell: Dumbbell, *, pair: bool) -> list[Kind]:
    """Return the plates there are for one dumbbell, alone or one of a matching pair."""
    share = 2 if pair and dumbbell.plates_for == "pair" else 1
    return [(weight, count // share) for weight, count in dumbbell.inventory if count >= share]
