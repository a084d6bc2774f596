"""Plan, render, replace: what every change of the log or a decision ends with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from overload import ical
from overload.errors import FileError, OverloadError, Problem
from overload.hookspecs import UpdateReport
from overload.model import EventExtras, FeedChoice, Published, Revision, Status
from overload.moments import moment_words
from overload.plan import Inputs, Plan, build, once_shown
from overload.plan.past import REST_WAITS
from overload.plugins import Plugins, current
from overload.report.words import asking
from overload.settled import FEED_MEMO, settle, unsettle
from overload.store.files import file_error
from overload.update.answers import prepared
from overload.update.begun import told_once
from overload.update.behind import said_once
from overload.update.folder import Folder
from overload.update.givers import remember_givers
from overload.update.last_plan import remember_plan
from overload.update.lost import published_revisions, with_lost
from overload.update.remarks import remark
from overload.update.shrinking import CHOICES_MEMO, choices, nothing_to_show, objection, published_feed

if TYPE_CHECKING:
    from overload.ical.differences import Difference


@attrs.frozen
class Feed:
    """A feed as it is to be written: its choice, its revisions before and now, and a digest of all that it says.

    `was` also holds the events that are shown no more: one that comes back goes on where its SEQUENCE ended.
    """

    choice: FeedChoice
    contents: tuple[ical.EventContent, ...]
    was: dict[int, Revision]
    revisions: tuple[Revision, ...]
    digest: str

    @property
    def remembered(self) -> tuple[Revision, ...]:
        """The revisions to keep: those now, and the last ones of events that are not shown."""
        shown = {one.ordinal for one in self.revisions}
        return (*self.revisions, *(one for ordinal, one in self.was.items() if ordinal not in shown))

    @property
    def changed(self) -> tuple[int, ...]:
        """The ordinals of events that are new or say something else than before."""
        return tuple(one.ordinal for one in self.revisions if self.was.get(one.ordinal) != one)


@attrs.frozen
class Updated:
    """What an update did (or would do): the plan, what was published before, the feeds, and the files written.

    `noticed` is what subscribers would notice, by feed; a dry run has it. `unheard` is what went wrong where plugins
    tell somebody of it: all is done as it was asked, but for an update, whose work includes the telling. `told` is what
    is said this once.
    """

    plan: Plan
    before: tuple[Published, ...]
    feeds: tuple[Feed, ...]
    written: tuple[Path, ...] = ()
    afterwards: tuple[Problem, ...] = ()
    noticed: Mapping[str, tuple[Difference, ...]] = attrs.field(factory=dict)
    unheard: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that went wrong without stopping the update; `afterwards` is what the plan does not know of."""
        return (*self.plan.problems, *self.afterwards)


SAVED: Final = Problem(
    "", "what you wrote down is saved, and only the calendar is behind", "do not enter it again; run 'overload update'"
)
"""What is told beside what stopped the publishing of something that was written down or decided."""


def publish(
    folder: Folder,
    now: datetime,
    weeks: int | None = None,
    problems: tuple[Problem, ...] = (),
    *,
    dry_run: bool = False,
    force: bool = False,
) -> Updated:
    """Publish as `_publish` does; what stops it says so where something was written down before, and is saved."""
    try:
        return _publish(folder, now, weeks, problems, dry_run=dry_run, force=force)
    except (OverloadError, OSError) as error:
        # Who is told of the calendar alone would write it down once more.
        if not folder.has_news:
            raise
        if isinstance(error, OverloadError):
            raise type(error)(*error.problems, SAVED) from error
        found = file_error(error, Path(error.filename or folder.path))
        raise FileError(*found.problems, SAVED) from error


def _publish(
    folder: Folder,
    now: datetime,
    weeks: int | None = None,
    problems: tuple[Problem, ...] = (),
    *,
    dry_run: bool = False,
    force: bool = False,
) -> Updated:
    """Build the plan and replace each feed that says something new. `problems` are those of before.

    What is to be written is remembered before the file is replaced: a run killed in between is finished by the next,
    with the same bytes. Where much would vanish from a feed and nothing explains it, all stays as subscribers know it,
    unless `force` is given. Raises PluginError where problems are to be refused.
    """
    folder.write_once()
    before = folder.store.published()
    inputs = with_lost(folder, folder.inputs(now, weeks))
    plan = build(inputs)
    context = folder.context(now, plan)
    besides = _besides(folder, plan, make=not dry_run)
    feeds = tuple(_feed(folder, plan, choice, besides) for choice in plan.feeds)
    folder.plugins.refuse(plan.problems)
    fit, held = (feeds, ()) if force else _fit_to_show(folder, plan, feeds)
    if dry_run:
        noticed = {feed.choice.name: _noticed(folder, plan, feed) for feed in feeds}
        return Updated(plan, before, feeds, afterwards=(*folder.plugins.ledger, *held), noticed=noticed)
    remember_givers(folder.store, folder.plugins)
    remember_plan(folder.store, folder.text)
    older = said_once(folder, [feed.was for feed in feeds])
    written = _replace(folder, plan, fit)
    late = (*held, *_deliver(folder, feeds))
    changes = moved(before, plan) if fit else ()
    report = UpdateReport(plan, changes, written, (*plan.problems, *folder.plugins.ledger, *late))
    unheard = folder.plugins.after_update(report, context)
    told = (*older, *told_once(folder.asked_for, plan.calendar, folder.catalog, folder.store))
    done = Updated(plan, before, feeds, written, (*problems, *folder.plugins.ledger, *late), unheard=unheard, told=told)
    _settle(folder, done, inputs if weeks is None else None)
    return done


def _links(folder: Folder, plan: Plan, *, make: bool) -> Mapping[int, str]:
    """Return the addresses that events bear, by ordinal."""
    if not folder.config.base_url:
        return {}
    from overload.update.links import session_links  # noqa: PLC0415 - only where there is a page to link to

    return session_links(folder.home.key(make=make), plan, folder.config.base_url)


def _noticed(folder: Folder, plan: Plan, feed: Feed) -> tuple[Difference, ...]:
    """Return how a feed differs from its published file."""
    new = ical.seen_as(plan, feed.choice, feed.contents)
    from overload.ical.differences import differences  # noqa: PLC0415 - only for a dry run

    return differences(published_feed(folder, feed.choice.name), new, plan.now.tzinfo)


def _fit_to_show(folder: Folder, plan: Plan, feeds: tuple[Feed, ...]) -> tuple[tuple[Feed, ...], tuple[Problem, ...]]:
    """Return the feeds that may be written, and why the others may not.

    An empty one stays behind alone. Where one would shrink, none is written and nothing remembered: what is remembered
    is what subscribers know.
    """
    empty = tuple(nothing_to_show(folder, feed.choice) for feed in feeds if not feed.contents)
    filled = tuple(feed for feed in feeds if feed.contents)
    shrunken = tuple(filter(None, (_objection(folder, plan, feed) for feed in filled)))
    return (() if shrunken else filled), (*shrunken, *empty)


def _objection(folder: Folder, plan: Plan, feed: Feed) -> Problem | None:
    """Return why the file of before stays, if it has to; a file that says just this already is not looked at."""
    if _is_written(folder, feed) or (_is_ours(folder, feed) and _shows_all(feed)):
        return None
    return objection(folder, plan, feed.choice, ical.seen_as(plan, feed.choice, feed.contents))


def _replace(folder: Folder, plan: Plan, feeds: Sequence[Feed]) -> tuple[Path, ...]:
    """Remember and write; return the files that are new."""
    if not feeds:
        return ()
    folder.store.remember(plan.published, {feed.choice.name: feed.remembered for feed in feeds})
    folder.store.decisions_are_published()
    written = tuple(filter(None, (_write(folder, plan, feed) for feed in feeds)))
    for feed in feeds:
        folder.store.set(CHOICES_MEMO + feed.choice.name, choices(folder, plan, feed.choice))
    return written


def _deliver(folder: Folder, feeds: Sequence[Feed]) -> tuple[Problem, ...]:
    """Run what brings each feed to where it is published; return what went wrong."""
    wanted = [feed for feed in feeds if feed.choice.publish_command]
    if not wanted:
        return ()
    from overload.update.delivery import deliver  # noqa: PLC0415 - only where a feed is brought somewhere

    tried = (deliver(folder.store, feed.choice, folder.feed_file(feed.choice.name).path) for feed in wanted)
    return tuple(filter(None, tried))


def _settle(folder: Folder, done: Updated, inputs: Inputs | None) -> None:
    """Leave a note for the next update, unless it has something to try again or somebody to tell.

    With the inputs of the plan, answers are left beside it.
    """
    if done.problems or not current().is_wanted:
        unsettle(folder.store)
        return
    answers: Mapping[str, str] = {}
    if inputs and folder.home.keeps_answers:
        answers = prepared(folder, _as_shown_now(folder, done.plan, inputs))
    if folder.plugins.ledger or _has_to_come_again(folder.plugins):
        unsettle(folder.store)
        return
    moments = [moment for one in done.plan.sessions for moment in (one.start, one.end, one.start + REST_WAITS)]
    moments += folder.busy(done.plan.now).again
    today = done.plan.now.date()
    moments += [moment for moment, _ in folder.zones.switches(today, today + timedelta(days=2))]
    modes = {one.choice.name: mode_of(one.choice) for one in done.feeds}
    settle(folder.sources, done.plan.now, moments, modes, answers)


def _as_shown_now(folder: Folder, plan: Plan, inputs: Inputs) -> Plan:
    """Return the plan as readers will find it: one made from what was shown before says what has moved since then."""
    shown = tuple(folder.published())
    return plan if shown == inputs.published else once_shown(inputs, plan, shown)


def _has_to_come_again(plugins: Plugins) -> bool:
    """Tell whether somebody is told of every update, or what a plugin read has changed meanwhile."""
    return any(plugins.with_hook("overload_after_update")) or not plugins.outside.is_as_read


def mode_of(choice: FeedChoice) -> int:
    """Return the permissions of a feed's file."""
    return 0o644 if choice.publish else 0o600


@attrs.frozen
class Besides:
    """What events say besides their sessions: links, what plugins add, and what went wrong."""

    links: Mapping[int, str]
    extras: Mapping[int, EventExtras]
    note: str


def _besides(folder: Folder, plan: Plan, *, make: bool) -> Besides:
    """Gather what events say besides their sessions."""
    extras = folder.plugins.event_extras(plan.sessions, folder.context(plan.now, plan))
    return Besides(_links(folder, plan, make=make), extras, remark(folder, plan))


def event_contents(folder: Folder, plan: Plan, choice: FeedChoice) -> tuple[ical.EventContent, ...]:
    """Return what the events of a plan say, as a feed chosen like this would say it."""
    besides = _besides(folder, plan, make=True)
    return ical.events(plan, choice, besides.links, besides.extras, besides.note)


def _feed(folder: Folder, plan: Plan, choice: FeedChoice, besides: Besides) -> Feed:
    was = ical.never_below(folder.store.revisions(choice.name), published_revisions(folder, choice))
    told = ical.events(plan, choice, besides.links, besides.extras, besides.note)
    contents = tuple(one for one in told if one.ordinal in was or not one.is_cancelled)
    revisions = ical.revise(contents, was, choice.name, plan.now)
    return Feed(choice, contents, was, revisions, ical.digest(choice, plan, revisions))


def _is_written(folder: Folder, feed: Feed) -> bool:
    """Tell whether a feed's file is the one that was written for this very content."""
    name = feed.choice.name
    return folder.store.get(f"{FEED_MEMO}{name}") == f"{feed.digest} {folder.feed_file(name).digest()}"


def _is_ours(folder: Folder, feed: Feed) -> bool:
    """Tell whether a feed's file is the one that was last written, for whatever content."""
    name = feed.choice.name
    return (folder.store.get(f"{FEED_MEMO}{name}") or "").endswith(f" {folder.feed_file(name).digest()}")


def _shows_all(feed: Feed) -> bool:
    """Tell whether all that its file shows is still shown, so that nothing can vanish with it."""
    shown = {one.ordinal for one in feed.contents if not one.is_cancelled}
    return shown.issuperset(feed.was)


def _write(folder: Folder, plan: Plan, feed: Feed) -> Path | None:
    """Render and replace a feed's file unless the file is the one written for this very content."""
    file, memo = folder.feed_file(feed.choice.name), f"{FEED_MEMO}{feed.choice.name}"
    if _is_written(folder, feed) and file.mode == mode_of(feed.choice):
        return None
    data = ical.render(feed.contents, feed.revisions, feed.choice, plan)
    written = file.replace(data, mode_of(feed.choice))
    folder.store.set(memo, f"{feed.digest} {hashlib.sha256(data).hexdigest()}")
    return file.path if written else None


def calendar_changes(done: Updated) -> tuple[str, ...]:
    """Say what an update changed in the calendar: a line per session that is not where it was, one for all events."""
    events = len({ordinal for feed in done.feeds for ordinal in feed.changed})
    said = (f"the calendar has {events} changed {'event' if events == 1 else 'events'}",) if events else ()
    return (*moved(done.before, done.plan), *said)


def moved(before: Sequence[Published], plan: Plan) -> tuple[str, ...]:
    """Say in one line each what happened to sessions: new, moved, done, missed, not known, cancelled."""
    old = {one.ordinal: one for one in before}
    names = {one.ordinal: one.day.name for one in plan.sessions}
    told = [
        (f"s{one.ordinal} {names.get(one.ordinal, one.day)}", _what_happened(old.get(one.ordinal), one))
        for one in plan.published
        if one.ordinal
    ]
    return tuple(f"{name}: {what}" for name, what in told if what)


def _what_happened(old: Published | None, new: Published) -> str:
    if old is None:
        return f"new, {moment_words(new.start)}"
    if old.start != new.start:
        return f"moved from {moment_words(old.start)} to {moment_words(new.start)}"
    if old.status is new.status:
        return ""
    # It becomes so once, and so it is asked about once.
    return asking(f"s{new.ordinal}") if new.status is Status.UNKNOWN else new.status.value
