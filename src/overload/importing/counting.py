"""What a set of a file counts and is: reps, seconds or metres; work, a warm-up, a drop set, a negative."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

import attrs

from overload.importing.words import folded
from overload.model import ImportedSet, Measure, SetKind
from overload.units import plain

# The international yard and mile of 1959: a foot is 0.3048 m to the last digit.
METRES: Final[Mapping[str, Decimal]] = {
    "m": Decimal(1),
    "km": Decimal(1000),
    "cm": Decimal("0.01"),
    "mi": Decimal("1609.344"),
    "yd": Decimal("0.9144"),
    "ft": Decimal("0.3048"),
    "in": Decimal("0.0254"),
}
_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("", "n", "normal", "normal set", "work", "working", "work set", "standard", "regular"), "normal"),
    **dict.fromkeys(("w", "warmup", "warm up", "warm-up", "warm up set", "warmup set"), "warmup"),
    **dict.fromkeys(("d", "drop", "drop set", "dropset"), "drop"),
    **dict.fromkeys(("f", "failure", "fail", "to failure", "tofailure", "failure set"), "failure"),
    **dict.fromkeys(("negative", "negatives", "negative set", "eccentric"), "negative"),
    **dict.fromkeys(("backoff", "back off", "back-off", "back off set", "backoff set"), "backoff"),
    **dict.fromkeys(("mini", "mini set", "myo", "myo rep", "myo reps", "myoreps", "rest pause", "rest-pause"), "mini"),
    **dict.fromkeys(("amrap", "max"), "amrap"),
}
_OURS: Final[Mapping[str, SetKind]] = {
    "warmup": SetKind.WARM_UP,
    "drop": SetKind.DROP,
    "negative": SetKind.NEGATIVE,
    "backoff": SetKind.BACK_OFF,
    "mini": SetKind.MINI,
}


@attrs.frozen
class Counted:
    """How a set counts, and what of it is told beside: the time a set of reps took, a distance that was rounded."""

    count: int
    measure: Measure
    beside: str = ""


def kind_said(word: str) -> str | None:
    """Return the kind of `ImportedSet` that an app's word for the type of a set means; None for an unknown word."""
    return _KINDS.get(folded(word.replace("_", " ")))


def kind_of(one: ImportedSet) -> SetKind:
    """Return what a set is. One to failure, or of as many as went, is work: how near failure it was is its effort."""
    return SetKind.WARM_UP if one.warmup else _OURS.get(one.kind, SetKind.WORK)


def counted(one: ImportedSet) -> Counted | str:
    """Return how a set counts, or why it cannot.

    Reps come first: the time or the distance they took is told beside. A distance in a time without a load is a run or
    a ride, and no set; with one it is a carry, counted in metres.
    """
    if one.reps:
        return Counted(one.reps, Measure.REPS, _beside(one, one.seconds, one.distance))
    if one.distance is not None:
        return _carried(one, *one.distance)
    if one.seconds:
        is_long = one.seconds > Measure.SECONDS.most
        return "set of more than an hour" if is_long else Counted(one.seconds, Measure.SECONDS)
    return "set with neither reps, time nor distance"


def _carried(one: ImportedSet, amount: Decimal, unit: str) -> Counted | str:
    if one.seconds and not (one.load or one.added):
        return "distance in a time without a load (cardio)"
    if unit not in METRES:
        return f"distance in a unit that is not known ({unit})" if unit not in {"", "?"} else "distance without a unit"
    exact = amount * METRES[unit]
    count = int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))
    if not 1 <= count <= Measure.METRES.most:
        return "distance of less than a metre" if count < 1 else f"distance of more than {Measure.METRES.most} m"
    return Counted(count, Measure.METRES, _beside(one, one.seconds, None if count == exact else one.distance))


def _beside(one: ImportedSet, seconds: int | None, distance: tuple[Decimal, str] | None) -> str:
    """Say in words what a set does not count."""
    said = (f"{seconds} s" if seconds else "", f"{plain(distance[0])} {distance[1]}" if distance else "")
    words = ", ".join(filter(None, said))
    return f"{one.reps} reps in {words}" if words and one.reps else words
