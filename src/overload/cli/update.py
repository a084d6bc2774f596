"""`overload update`: plan and replace the feeds, of one training folder or of all below a root."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from overload.cli.bounds import Figure, Whole
from overload.cli.call import Call, cannot_be_loaded, may_be_connected, report, tell
from overload.cli.entering import enter, has_usual_plugins
from overload.cli.output import progress_bar
from overload.errors import OverloadError, Problem, UsageError
from overload.settled import still_stands

if TYPE_CHECKING:
    from overload.update import Updated
    from overload.update.many import Outcome


def stopwatch() -> Callable[[], float]:
    """Return what tells the seconds since now."""
    began = time.perf_counter()
    return lambda: time.perf_counter() - began


@click.command("update")
@click.option("--weeks", type=Whole(1, 52), help="How many weeks (default: 4, or as in plan.toml).")
@click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
@click.option("--force", is_flag=True, help="Even if much would vanish from a feed.")
@click.option(
    "--wait",
    "wait_s",
    type=Figure(0, 3600),
    default=10.0,
    metavar="SECONDS",
    help="Wait for another run (default: 10).",
)
@click.option(
    "--all", "root", type=click.Path(path_type=Path), metavar="ROOT", help="Every training folder at or below ROOT."
)
@click.option("--offline", is_flag=True, help="Leave your own calendar (caldav) alone.")
@click.option("--jobs", type=Whole(1, 256), help="With --all: how many at once (default: all cores).")
@click.pass_obj
def update_command(
    call: Call,
    weeks: int | None,
    dry_run: bool,
    force: bool,
    wait_s: float,
    root: Path | None,
    offline: bool,
    jobs: int | None,
) -> int:
    """Plan the coming weeks and write calendars/training.ics.

    Run it as often as you like: if nothing changed, nothing is written. Off a terminal it is silent when all is well.

    \b
    Exit codes: 0 done or nothing to do · 2 wrong usage · 3 done, with problems
    65 bad data · 70 our bug · 74 disk or file · 75 locked · 78 bad plan
    """  # noqa: D301 - click reads the character, not the letters
    if root is not None:
        if dry_run or force or call.folder is not None:
            raise UsageError(Problem("--all", "goes with none of -C, --dry-run and --force", "name the root only"))
        enter()
        return _update_all(call, root, weeks, wait_s, jobs, offline=offline)
    as_usual = weeks is None and not dry_run and not force and has_usual_plugins()
    seconds = stopwatch()
    if as_usual and still_stands(call.path, call.now, seconds):
        _say(("nothing to change",))
        return _synced(call, offline=offline)
    enter()
    from overload.update import update  # noqa: PLC0415 - the planner, which is not needed above

    done = update(call.path, call.now, weeks, dry_run=dry_run, force=force, wait_s=wait_s, seconds=seconds)
    if dry_run:
        _say_what_would_change(done)
    else:
        _say(_what_changed(done))
    for line in done.told:
        click.echo(line)
    return max(report((*done.problems, *done.unheard)), 0 if dry_run else _synced(call, offline=offline))


def _synced(call: Call, *, offline: bool) -> int:
    """Let the athlete's own calendar follow, where one is connected."""
    if offline or not may_be_connected(call.path):
        return 0
    enter()
    from overload.cli.syncing import sync_after  # noqa: PLC0415 - only where a calendar is connected

    return sync_after(call)


def switched(call: Call) -> int:
    """Take the weekly calendar of today in a folder that goes on with the one of before, and plan with it."""
    enter()
    from overload.update import adopt, opened, update  # noqa: PLC0415 - the planner

    with opened(call.path, clock=call.now) as folder:
        adopt(folder.asked_for, folder.catalog.calendars[folder.config.calendar.use], folder.store)
    done = update(call.path, call.now)
    click.echo(f"{done.plan.calendar.id}: {' / '.join(day.name for day in done.plan.calendar.days)}")
    for line in _what_changed(done):
        click.echo(line)
    return max(report((*done.problems, *done.unheard)), _synced(call, offline=False))


def levelled(call: Call, word: str | None) -> int:
    """Say which level of the workouts a folder trains, or train another one from now on."""
    from overload.setup.typed import experience  # noqa: PLC0415 - only here
    from overload.update.leveling import level_of, set_level  # noqa: PLC0415 - the planner

    if word is None:
        click.echo(f"{level_of(call.path)}; another one: overload workouts level intermediate")
        return 0
    enter()
    level = experience(word)
    done = set_level(call.path, call.now, level)
    if done.updated is None:
        click.echo(f"{level}, as before")
        return 0
    click.echo(f"{level} from now on; plan.toml says so")
    for line in _what_changed(done.updated):
        click.echo(line)
    return max(report((*done.updated.problems, *done.updated.unheard)), _synced(call, offline=False))


def _say(lines: Iterator[str] | tuple[str, ...]) -> None:
    """Print for who is looking; cron wants silence."""
    if sys.stdout.isatty():
        for line in lines:
            click.echo(line)


def _say_what_would_change(done: Updated) -> None:
    from overload.cli.feed import difference_lines  # noqa: PLC0415 - only for --dry-run

    for line in difference_lines(done.noticed):
        click.echo(line)


def _what_changed(done: Updated) -> Iterator[str]:
    from overload.update import moved  # noqa: PLC0415 - not where there is nothing to do

    yield from moved(done.before, done.plan)
    yield from (f"wrote {path}" for path in done.written)
    if not done.written:
        yield "nothing to change"


def _update_all(call: Call, root: Path, weeks: int | None, wait_s: float, jobs: int | None, *, offline: bool) -> int:
    """Update each folder in a child; a line on stderr per problem, a summary for who is looking.

    Code that does not come with the program is loaded for one athlete, and so has a process for that folder alone.
    """
    from overload.plugins import has_foreign  # noqa: PLC0415 - only where there is something to do
    from overload.update.children import PATIENCE_S, work_on_each  # noqa: PLC0415 - as above
    from overload.update.many import find_folders, warm_up  # noqa: PLC0415 - as above

    folders = find_folders(root.absolute())
    warm_up(call.now)
    at_once = jobs or len(os.sched_getaffinity(0))
    outcomes = []
    worker = _worker(call, weeks, wait_s, offline=offline)
    for done in _with_progress(work_on_each(folders, worker, at_once, PATIENCE_S, has_foreign), len(folders)):
        for line in done.problems:
            tell(f"overload: {done.path}: {line}")
        outcomes.append((done.code, done.changed))
    failed = sum(code not in {0, 3} for code, _ in outcomes)
    troubled = sum(code == 3 for code, _ in outcomes)
    changed = sum(is_changed for _, is_changed in outcomes)
    _say((f"{len(folders)} folders: {changed} changed, {troubled} with problems, {failed} failed",))
    return 3 if failed or troubled else 0


def _worker(call: Call, weeks: int | None, wait_s: float, *, offline: bool) -> Callable[[Path], Outcome]:
    """Return what is done in each child; what it needs is imported once, before they fork."""
    from overload import plugins  # noqa: PLC0415 - only where there is something to do
    from overload.update import update  # noqa: PLC0415 - as above
    from overload.update.many import Outcome  # noqa: PLC0415 - as above

    def work(path: Path) -> Outcome:
        seconds = stopwatch()
        try:
            if weeks is None and still_stands(path, call.now, seconds):
                return _outcome_of_sync(call, path, offline=offline)
            with plugins.in_force(plugins.anew()):  # what was noted of one folder is not for the next
                done = update(path, call.now, weeks, wait_s=wait_s, seconds=seconds)
        except OverloadError as error:
            return Outcome(path, error.exit_code, tuple(str(one) for one in error.problems))
        except MemoryError:
            return Outcome(path, 74, ("there is not enough memory; free some, or take fewer at once with --jobs",))
        except ImportError as error:
            return Outcome(path, 74, (cannot_be_loaded(error),))
        except Exception as error:  # noqa: BLE001 - a bug in one folder stays there
            return Outcome(path, 70, (f"this is a bug: {type(error).__name__}: {error}; please report it",))
        synced = _outcome_of_sync(call, path, offline=offline)
        problems = (*(str(one) for one in (*done.problems, *done.unheard)), *synced.problems)
        return Outcome(path, 3 if problems else 0, problems, bool(done.written) or synced.changed)

    return work


def _outcome_of_sync(call: Call, path: Path, *, offline: bool) -> Outcome:
    """Let the calendar of one of many folders follow."""
    from overload.update.many import Outcome  # noqa: PLC0415 - only where there is something to do

    if offline or not may_be_connected(path):
        return Outcome(path, 0)
    from overload.cli.syncing import synced  # noqa: PLC0415 - only where a calendar is connected

    problems, told = synced(path, call.now)
    return Outcome(path, 3 if problems else 0, tuple(map(str, problems)), bool(told))


def _with_progress(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Show a bar on a terminal while they come."""
    with progress_bar("updating") as told:
        for number, one in enumerate(outcomes, 1):
            yield one
            told(number, total, "")
