"""`overload log list|show|edit|undo|remove|verify|export`: looking into the log and correcting it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import entries, exercises, offers
from overload.cli.output import show_json, show_table
from overload.cli.syncing import sync_after
from overload.cli.words import past_day
from overload.importing.export import as_csv, entry_data, log_data
from overload.model import Bodyweights, Entry, Exercise
from overload.model.notation import write_entry
from overload.moments import full_day_words, full_moment_words
from overload.report.effort import asked_words
from overload.report.example import example_line
from overload.report.words import done_words
from overload.store import replace_file
from overload.update import calendar_changes, opened
from overload.update.correct import Corrected, edit, remove, story, undo
from overload.update.doubted import doubts_of
from overload.update.doubts import doubt_data, keep, told


@click.command("list", short_help="List your log, with the numbers of its entries.")
@click.argument("exercise", default="", shell_complete=offers(exercises))
@click.option("--since", metavar="DATE", help="From this day on, like mon or '1 sep'.")
@click.option("--last", type=Whole(1), default=20, show_default=True, help="How many of the newest.")
@click.option("--all", "with_history", is_flag=True, help="All of it, including corrected and removed entries.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(call: Call, exercise: str, since: str | None, last: int, with_history: bool, as_json: bool) -> int:
    """List your log, newest last, with the numbers to correct entries by."""
    begin = past_day(call, since, "--since")
    with opened(call.path, to_write_down=True) as folder:
        wanted = folder.catalog.find_exercise(exercise).id if exercise else None
        if with_history:
            found = tuple(one for one in folder.store.all_entries() if wanted in {None, one.exercise})
        else:
            found = folder.store.entries(begin, wanted)[-last:]
        replaced = {one.replaces for one in found}
        found = folder.marked(found)
        example = "" if found or as_json else example_line(folder.plan(folder.now(call.now)))
    if as_json:
        show_json([entry_data(one) for one in found])
    elif not found:
        click.echo(f"nothing is logged yet; start with: {example}")
    else:
        from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

        rows = [_row(one, is_corrected=with_history and one.id in replaced) for one in found]
        show_table(plain_table(("Entry", "Date", "Exercise", "Sets", "Session", "Note"), rows))
    return report(folder.passed_over)


def _row(one: Entry, *, is_corrected: bool) -> tuple[str, ...]:
    state = "removal" if one.removed else "corrected" if is_corrected else ""
    unwell = "not well" if one.unwell else ""
    note = ", ".join(filter(None, (state, unwell, one.note)))
    session = f"s{one.session}" if one.session else ""
    return str(one.id), full_day_words(one.on), one.exercise, write_entry(one), session, note


@click.command("show")
@click.argument("number", metavar="ENTRY", type=int, shell_complete=offers(entries))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show_command(call: Call, number: int, as_json: bool) -> int:
    """Show all there is to know about an entry, and its corrections."""
    with opened(call.path) as folder:
        versions, known = folder.marked(story(folder, number)), folder.catalog.exercises
        weights = folder.bodyweights
    if as_json:
        show_json([entry_data(one) for one in versions])
        return 0
    for place, one in enumerate(versions):
        exercise = known.get(one.exercise) or Exercise(one.exercise, one.exercise, ())
        for line in _told(one, exercise, weights, "" if not place else "removed" if one.removed else "corrected"):
            click.echo(line)
    return 0


def _told(one: Entry, exercise: Exercise, weights: Bodyweights, change: str) -> Iterator[str]:
    recorded = f"{full_moment_words(one.recorded)} UTC"
    yield f"entry {one.id}, {change or 'written down'} {recorded}"
    if one.removed:
        return
    where = f", session s{one.session}" if one.session else ""
    yield f"  {one.exercise} on {full_day_words(one.on)}{where}"
    yield f"  done:  {done_words(one, exercise)}"
    if one.asked is not None:
        yield f"  asked: {asked_words(one.asked, exercise) or 'nothing'} ({one.asked.why})"
    weight = weights.on(one.on, one.bodyweight)
    if weight is not None:
        noted = f" ({one.bodyweight} when it was written down)" if one.bodyweight not in {None, weight} else ""
        yield f"  bodyweight: {weight}{noted}"
    if one.unwell:
        yield "  not feeling well"
    if one.note:
        yield f"  note: {one.note}"


@click.command("edit", context_settings={"ignore_unknown_options": True})
@click.argument("number", metavar="ENTRY", type=int, shell_complete=offers(entries))
@click.argument("sets", nargs=-1)
@click.option("--on", metavar="DATE", help="The day you did it.")
@click.option("--note", metavar="TEXT", help="A new note; '' for none.")
@click.pass_obj
def edit_command(call: Call, number: int, sets: tuple[str, ...], on: str | None, note: str | None) -> int:
    """Correct an entry: `overload log edit 12 22.5x10,10,8`.

    What it said before stays in its history.
    """
    done = edit(call.path, call.now, number, " ".join(sets), past_day(call, on, "--on"), note)
    if done.was == done.now:
        click.echo(f"entry {number} already says that")
        return report(done.updated.problems)
    return tell_change(call, done, f"corrected {number}")


@click.command("remove")
@click.argument("number", metavar="ENTRY", type=int, shell_complete=offers(entries))
@click.pass_obj
def remove_command(call: Call, number: int) -> int:
    """Remove an entry; `overload undo` brings it back."""
    return tell_change(call, remove(call.path, call.now, number), f"removed {number}")


@click.command("undo", short_help="Undo the last change to the log.")
@click.pass_obj
def undo_command(call: Call) -> int:
    """Undo the last change to the log: an entry, a correction, a bodyweight.

    Run it again to undo the one before.
    """
    return tell_change(call, undo(call.path, call.now), "undone")


def tell_change(call: Call, done: Corrected, did: str) -> int:
    """Print what became of an entry and of the calendar, and let that follow; return the exit code."""
    click.echo(f"{did}: {_change(done)}")
    for line in calendar_changes(done.updated):
        click.echo(line)
    return max(report(done.updated.problems), sync_after(call))


def _change(done: Corrected) -> str:
    """Say what there was and what there is now; what reads alike on both sides is told by what else differs."""
    was, now = done.was, done.now
    if was is None or now is None:
        return done.words or f"{_short(was or now)}{' (no longer counts)' if now is None else ''}"
    if _short(was) != _short(now):
        return f"{_short(was)} -> {_short(now)}"
    return f"{_short(was)}, {_beside(was)} -> {_beside(now)}"


def _short(entry: Entry | None) -> str:
    return f"{entry.exercise} {write_entry(entry)} on {full_day_words(entry.on)}" if entry else ""


def _beside(entry: Entry) -> str:
    """Say what an entry holds beside its sets."""
    session = f"of s{entry.session}" if entry.session else "of no session"
    note = f"note '{entry.note}'" if entry.note else "no note"
    return ", ".join((session, "not well" if entry.unwell else "well", note))


@click.command("keep")
@click.argument("number", metavar="ENTRY", type=int, shell_complete=offers(entries))
@click.pass_obj
def keep_command(call: Call, number: int) -> int:
    """Keep a doubtful entry as it is; from now on it counts."""
    done = keep(call.path, call.now, number)
    if done.was == done.now:
        click.echo(f"entry {number} is not in doubt")
        return report(done.updated.problems)
    click.echo(f"kept {_short(done.now)}: it counts from now on")
    for line in calendar_changes(done.updated):
        click.echo(line)
    return max(report(done.updated.problems), sync_after(call))


@click.command("doubts", short_help="List entries that look like slips.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def doubts_command(call: Call, as_json: bool) -> int:
    """List entries that look like slips, each with the line to correct it."""
    with opened(call.path) as folder:
        found = doubts_of(folder)
    if as_json:
        show_json([doubt_data(doubt) for doubt in found])
        return 0
    for doubt in found:
        click.echo(str(told(doubt)))
    if not found:
        click.echo("nothing is in doubt")
    return 0


@click.command("verify")
@click.pass_obj
def verify_command(call: Call) -> int:
    """Check that the database is sound: every value is read back.

    Exit code 65 if something is wrong.
    """
    with opened(call.path) as folder:
        wrong = folder.store.verify()
        entries = sum(len(some) for some in folder.store.portions()) if not wrong else 0
    if not wrong:
        click.echo(f"the log is sound: {entries} {'entry' if entries == 1 else 'entries'}")
        return 0
    report(wrong)
    return 65


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"]), help="Default: by the name of the file, else csv."
)
@click.option("--all", "with_history", is_flag=True, help="With corrected and removed entries (JSON only).")
@click.pass_obj
def export_command(call: Call, file: Path | None, form: str | None, with_history: bool) -> int:
    """Export the log to FILE, or print it.

    As CSV with a row for each set, or as JSON; `overload import` reads both.
    """
    kind = form or ("json" if file and file.suffix.lower() == ".json" else "csv")
    with opened(call.path) as folder:
        every_version = with_history and kind == "json"
        entries = folder.marked(folder.store.all_entries() if every_version else folder.store.entries())
        weighings = folder.store.weighings()
    if kind == "csv":
        text = as_csv(entries, weighings)
    else:
        import json  # noqa: PLC0415 - only for --json

        text = json.dumps(log_data(entries, weighings), ensure_ascii=False, indent=1) + "\n"
    if file is None:
        click.echo(text.replace("\r\n", "\n"), nl=False)
        return 0
    replace_file(file.absolute(), text.encode())
    beside = f" and {len(weighings)} bodyweight{'s' if len(weighings) > 1 else ''}" if weighings else ""
    click.echo(f"wrote {len(entries)} {'entry' if len(entries) == 1 else 'entries'}{beside} to {file}")
    return 0
