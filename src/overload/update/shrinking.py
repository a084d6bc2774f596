"""Never an empty or shrunken feed: what would vanish for subscribers, and whether anybody meant it to."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import attrs

from overload.errors import Problem
from overload.ical.seen import SeenEvent, SeenFeed, seen_in
from overload.model import FeedChoice
from overload.moments import day_words
from overload.plan import Plan
from overload.plan.decided import Decided, decided
from overload.update.folder import Folder

CHOICES_MEMO: Final = "feed-choices."
"""The name under which the database remembers what was chosen in plan.toml when a feed was last written."""

_NUMBER: Final = re.compile(r"s?(\d+)@")
"""How the UID of a session begins; marks of whole days are named otherwise."""
# What brings a feed somewhere says nothing of what is in it.
_DELIVERY: Final = frozenset({"publish", "publish_command", "publish_within"})


def objection(folder: Folder, plan: Plan, choice: FeedChoice, new: SeenFeed) -> Problem | None:
    """Return why the published file of a feed stays as it is, None if it may be replaced by what is seen in `new`.

    It stays where more than half of the sessions ahead would vanish from it, and neither plan.toml nor a decision by
    hand says so.
    """
    old = published_feed(folder, choice.name)
    if old is None or has_other_choices(folder, plan, choice):
        return None
    total, vanished = _ahead(old, new, plan.now, decided(folder.store.decisions()))
    return _problem(choice, total, vanished, plan.now) if 2 * len(vanished) > total else None


def nothing_to_show(folder: Folder, choice: FeedChoice) -> Problem:
    """Return what to say of a feed without a single event: a client that reads it would drop all it showed."""
    held = "the old feed stays" if folder.feed_file(choice.name).digest() else "no feed is written"
    return Problem(_place(choice), f"there is nothing to show; {held}", "see 'overload week' for what is planned")


def published_feed(folder: Folder, name: str) -> SeenFeed | None:
    """Return what is seen in the published file of a feed, None where there is none that can be read."""
    try:
        return seen_in(folder.feed_file(name).read())
    except OSError:
        return None


def _place(choice: FeedChoice) -> str:
    return f"calendars/{choice.name}.ics"


def _problem(choice: FeedChoice, total: int, vanished: Sequence[SeenEvent], now: datetime) -> Problem:
    first = min(vanished, key=lambda one: one.instant)
    day = day_words(first.first_day(now.tzinfo), now.date())
    count = f"{len(vanished)} of {total} upcoming sessions would disappear, the first on {day}"
    hint = "see 'overload feed diff' and your busy calendars; if you meant it: 'overload update --force'"
    return Problem(_place(choice), f"{count}, and nothing in plan.toml explains it; the old feed stays", hint)


def _ahead(old: SeenFeed, new: SeenFeed, now: datetime, by_hand: Decided) -> tuple[int, list[SeenEvent]]:
    """Return how many sessions were shown ahead, and those of them that would vanish without anybody having said so.

    A session whose day has another one now has not vanished: it is what a missed session does that is shifted.
    """
    ahead = _shown(one for one in old.events if one.instant > now and _NUMBER.match(one.uid))
    there = {one.uid for one in _shown(new.events)}
    known_already = {one.uid for one in ahead}
    days = {one.first_day(now.tzinfo) for one in _shown(new.events) if one.uid not in known_already}
    vanished = [one for one in ahead if one.uid not in there and one.first_day(now.tzinfo) not in days]
    return len(ahead), [one for one in vanished if not _is_decided(one, now, by_hand)]


def _is_decided(one: SeenEvent, now: datetime, known: Decided) -> bool:
    """Tell whether the athlete skipped a session or is away on its day."""
    number = _NUMBER.match(one.uid)
    away = known.away_on(one.first_day(now.tzinfo))
    return bool(number and int(number[1]) in known.skipped) or (away is not None and away.is_idle)


def _shown(events: Iterable[SeenEvent]) -> list[SeenEvent]:
    return [one for one in events if not one.is_cancelled]


def has_other_choices(folder: Folder, plan: Plan, choice: FeedChoice) -> bool:
    """Tell whether plan.toml says something else of when to train, or of this feed, than when it was last written."""
    before = folder.store.get(CHOICES_MEMO + choice.name)
    return before is not None and before != choices(folder, plan, choice)


def choices(folder: Folder, plan: Plan, choice: FeedChoice) -> str:
    """Return a digest of all that plan.toml says of when to train and of this feed."""
    config = folder.config
    shown = attrs.asdict(choice, filter=lambda field, _: field.name not in _DELIVERY)
    said = {
        "id": plan.plan_id,
        "zone": config.athlete.zone,
        "zones": [attrs.asdict(one) for one in config.athlete.zones],
        "shares": [attrs.asdict(one) for one in config.shares],
        "experience": config.athlete.experience,
        "calendar": attrs.asdict(config.calendar),
        "calendars": [attrs.asdict(one) for one in config.calendars if one.id == config.calendar.use],
        "busy": [attrs.asdict(one) for one in config.busy],
        "feed": shown,
    }
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()
