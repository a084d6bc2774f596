"""Half the sets after a bad night: hours of sleep by date in a JSON file, `{"2026-11-23": 4.5}`.

[plugins.bad_night]
file = "sleep.json"    # from the training folder, or a whole path
hours = 6              # fewer is a bad night
"""

import json

import attrs

from overload import Context, Prescription, Session, hookimpl, parameter


@attrs.frozen
class BadNight:
    """Where the hours of sleep are, and how few are too few."""

    file: str = parameter("sleep.json", help="a JSON file: hours of sleep by date")
    hours: float = parameter(6.0, help="fewer hours of sleep halve the sets", at_least=0, at_most=24)


@hookimpl
def overload_settings() -> type:
    """Return the class of what stands in plan.toml."""
    return BadNight


@hookimpl
def overload_adjust_session(session: Session, settings: BadNight, context: Context) -> dict[str, Prescription] | None:
    """Return half the sets of today's session, where the night before it was short."""
    file = context.depends_on(settings.file)
    today = context.now.date()
    if session.start.date() != today or not file.exists():
        return None
    slept = json.loads(file.read_text(encoding="utf-8")).get(f"{today}", settings.hours)
    if slept >= settings.hours:
        return None
    return {slot.key: _halved(slot.prescription, slept) for slot in session.slots if slot.done is None}


def _halved(asked: Prescription, slept: float) -> Prescription:
    half = asked.sets[: -(-len(asked.sets) // 2)]
    return attrs.evolve(asked, sets=half, why=f"Half the sets after {slept:g} hours of sleep.", is_deload=True)
