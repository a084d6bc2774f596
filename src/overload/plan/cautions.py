"""What to look out for in an exercise: at home, with this load, on this body; told in its first three sessions.

The limits are those of BODY: what two hands can get up safely, what can be brought to the shoulders, and what makers
of doorway bars allow. A caution that a load brings with it is told in the first three sessions with such a load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from overload.model import Exercise, Gear, LoadedWith, Performed, SetDone, SetTarget
from overload.units import Load

SESSIONS: Final = 3
"""So many sessions tell a caution."""
TWO_HANDS: Final = 0.35
"""The share of bodyweight past which a dumbbell in both hands cannot be got up safely (an estimate of ours)."""
PRESSED: Final = 0.25
"""The share of bodyweight a hand past which dumbbells are hard to bring to the shoulders (an estimate of ours)."""
BAR_KG: Final = 100
"""What the weakest doorway bars are rated for, load included (by their makers: 100 to 136 kg)."""
PRESSES: Final[Mapping[str, str]] = {
    "overhead": "dumbbell-press-one-arm",
    "chest-press": "dumbbell-floor-press-one-arm",
}
"""Swap groups in which a pair is brought to the shoulders, and what asks for one dumbbell instead."""
OF_THINGS: Final[Mapping[str, str]] = {
    "chair": "chair against a wall, no wheels, no folding chair",
    "sofa": "sofa against a wall, so that it cannot slide",
    "towel": "towel or socks only on a smooth floor",
}
_ON_A_BAR: Final = "hang still and do not swing; doorway bars may hold only 100 kg"


def cautions(
    exercise: Exercise, sets: Sequence[SetTarget], bodyweight: Load | None, before: Sequence[Performed]
) -> tuple[str, ...]:
    """Return what to look out for in these sets; `before` is every session of the exercise until then, oldest first.

    What a load brings with it is not told where nobody said what the body weighs.
    """
    said = list(_always(exercise)) if len(before) < SESSIONS else []
    if bodyweight is not None and sets:
        said += _of_the_load(exercise, sets, float(bodyweight.kg), before)
    return tuple(dict.fromkeys(said))


def _always(exercise: Exercise) -> Iterator[str]:
    yield from exercise.cautions
    if exercise.needs_bar:
        yield _ON_A_BAR
    yield from (OF_THINGS[need] for need in exercise.needs if need in OF_THINGS)


def _of_the_load(
    exercise: Exercise, sets: Sequence[SetTarget], body_kg: float, before: Sequence[Performed]
) -> Iterator[str]:
    limit = limit_kg(exercise, body_kg)
    load = _heaviest(sets)
    if limit is None or load <= limit or sum(_heaviest(one.sets) > limit for one in before) >= SESSIONS:
        return
    if exercise.needs_bar:
        yield f"you and what you hang on are {body_kg + load:.0f} kg: read what your bar is rated for"
    elif exercise.loaded_with is LoadedWith.PAIR:
        one_arm = PRESSES[exercise.swap].replace("-", " ")
        yield f"over a quarter of you in each hand: get them up from your thighs, or do the {one_arm}"
    else:
        instead = "; split squats go on with less" if exercise.swap == "squat" else ""
        yield f"over a third of you in two hands: get it up from a chair{instead}"


def limit_kg(exercise: Exercise, body_kg: float) -> float | None:
    """Return the load in kg past which an exercise has a caution on somebody of this weight; None: it has none."""
    if exercise.needs_bar:
        return BAR_KG - body_kg
    if exercise.gear is not Gear.DUMBBELLS:
        return None
    if exercise.loaded_with is LoadedWith.PAIR and exercise.swap in PRESSES:
        return PRESSED * body_kg
    return TWO_HANDS * body_kg if is_in_two_hands(exercise) else None


def is_in_two_hands(exercise: Exercise) -> bool:
    """Tell whether one dumbbell is held in both hands; on the hips it lies."""
    is_one = exercise.loaded_with is LoadedWith.ONE and exercise.gear is Gear.DUMBBELLS
    return is_one and (exercise.swap == "adductors" or (exercise.sides == 1 and exercise.swap != "bridge"))


def _heaviest(sets: Iterable[SetTarget | SetDone]) -> float:
    return max((float(one.load.kg) for one in sets), default=0.0)
