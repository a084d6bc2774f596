"""What `overload import` asks, what it shows before it writes, and what it says afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import click

from overload.cli.call import Call
from overload.cli.file_questions import Told
from overload.cli.output import progress_bar, show_json
from overload.errors import OverloadError, Problem, UsageError
from overload.importing.comparing import Compared, What
from overload.importing.entries import LEFT_OUT
from overload.importing.matching import own_id
from overload.model import Imported
from overload.model.notation import write_sets
from overload.units import Unit
from overload.update import calendar_changes
from overload.update.history import Answers, Import, Survey, bring, compared_with, survey, surveyed

LONG = 2000
"""So many sets take long enough for a bar."""
MOST_NAMES = 12


@attrs.frozen
class Flags:
    """What the command line says, and whether there is somebody to ask."""

    unit: Unit | None
    per: tuple[str, ...]
    maps: tuple[str, ...]
    told: Told
    asks: bool
    says_yes: bool
    dry_run: bool
    as_json: bool
    adds_alike: bool = False


def bring_in(call: Call, file: Path, found: Imported, flags: Flags) -> tuple[Problem, ...]:
    """Settle what is open, show it, write it, and say what changed; returns the problems of the update."""
    known = surveyed(found, call.catalog()) if flags.dry_run else survey(call.path, found)
    answers = _Answering(known, flags, file).answers()
    if not flags.as_json:
        for line in _summary(known, answers):
            click.echo(line)
        for line in compared_lines(_beside_log(call, found, answers), adds_alike=flags.adds_alike):
            click.echo(line)
    if flags.dry_run:
        return ()
    if flags.asks:
        click.confirm("Write this to the log?", default=True, abort=True, err=True)
    is_long = not flags.as_json and sum(len(one.sets) for one in found.sessions) > LONG
    with progress_bar("writing", is_wanted=is_long) as told:
        done = bring(
            call.path, found, answers, call.now, lambda done, total: told(done, total, ""), adds_alike=flags.adds_alike
        )
    if flags.as_json:
        show_json(_data(file, done))
    else:
        for line in _said(done):
            click.echo(line)
    return done.updated.problems if done.updated else ()


def compared_data(call: Call, file: Path, found: Imported, flags: Flags) -> dict[str, object]:
    """Return what a dry run would do with each entry, where there is a folder to compare it with."""
    try:
        answers = _Answering(survey(call.path, found), flags, file).answers()
        compared = compared_with(call.path, found, answers, call.now)
    except OverloadError:
        return {}
    entries = [
        {
            "date": one.brought.entry.on.isoformat(),
            "exercise": one.brought.entry.exercise,
            "sets": write_sets(one.brought.entry.sets),
            "what": one.what.value,
        }
        for one in compared
    ]
    return {"entries": entries}


def _beside_log(call: Call, found: Imported, answers: Answers) -> tuple[Compared, ...]:
    try:
        return compared_with(call.path, found, answers, call.now)
    except OverloadError:  # a dry run needs no folder, and what is wrong with it is told when it is written to
        return ()


def compared_lines(compared: Sequence[Compared], *, adds_alike: bool) -> Iterator[str]:
    """Say how the entries of a file stand to the log, and name those that correct or look like one there."""
    counts = Counter(one.what for one in compared)
    if set(counts) <= {What.NEW}:
        return
    said = ", ".join(f"{counts[what]} {what.value}" for what in What if counts[what])
    yield f"  beside the log: {said}"
    for what, does in ((What.CORRECTED, "corrects"), (What.ALIKE, "looks like your own entry")):
        for one in [each for each in compared if each.what is what and each.before][:MOST_NAMES]:
            before, entry = one.before, one.brought.entry
            if before is not None:
                was = f"{does} {write_sets(before.sets)}"
                yield f"    {entry.on} {entry.exercise}: {write_sets(entry.sets)} {was}"
    if counts[What.ALIKE] and not adds_alike:
        yield "    what looks like your own is left out; --add-alike adds it"


@attrs.frozen
class _Answering:
    """Takes each answer from the flags, else from the last import, else asks for it."""

    known: Survey
    flags: Flags
    file: Path

    def answers(self) -> Answers:
        names = self._names()
        told = self.flags.told
        return Answers(names, self._together(names), self._unit(), told.kind, told.said)

    def _names(self) -> dict[str, str]:
        given = dict(map(self._mapped, self.flags.maps))
        absent = [name for name in given if name not in self.known.matches]
        if absent:
            names = ", ".join(f"'{one}'" for one in list(self.known.matches)[:MOST_NAMES])
            raise UsageError(Problem(f"--map {absent[0]}", "the file has no exercise of that name", f"it has {names}"))
        return {name: given.get(name, self._meaning(name)) for name in self.known.matches}

    def _mapped(self, text: str) -> tuple[str, str]:
        name, equals, exercise = text.rpartition("=")
        if not equals or not name.strip() or not exercise.strip():
            raise UsageError(
                Problem(f"--map {text}", "does not name an exercise", "write it like --map 'Row=dumbbell-row'")
            )
        return name.strip(), self._exercise(exercise)

    def _exercise(self, text: str) -> str:
        word = text.strip()
        return LEFT_OUT if word == "-" else self.known.catalog.find_exercise(word).id

    def _meaning(self, name: str) -> str:
        remembered = self.known.remembered.names.get(name)
        if remembered is not None:
            return remembered
        match = self.known.matches[name]
        if match.is_certain or not (self.flags.asks and match.exercise):
            return self.known.meaning(name)
        question = f"'{name}': which exercise is it (+ keeps it as its own, - leaves it out)"
        return click.prompt(question, default=match.exercise, value_proc=lambda text: self._typed(text, name), err=True)

    def _typed(self, text: str, name: str) -> str:
        try:
            return own_id(name) if text.strip() == "+" else self._exercise(text)
        except UsageError as error:
            raise click.UsageError(str(error)) from None

    def _unit(self) -> Unit | None:
        unit = self.flags.unit or self.known.remembered.unit
        if unit or self.known.found.is_unit_stated:
            return unit
        if self.flags.asks:
            choice = click.Choice([one.value for one in Unit])
            question = f"{self.file.name} does not say which unit its loads are in"
            return Unit(click.prompt(question, type=choice, default=self.known.unit.value, err=True))
        if self.flags.dry_run:
            return None
        message = "it does not say whether its loads are in kg or lb"
        raise UsageError(Problem(self.file.name, message, "add --unit kg or --unit lb"))

    def _together(self, names: Mapping[str, str]) -> dict[str, bool]:
        """Return for each exercise with a pair of dumbbells whether its loads are of both together."""
        default, given = self._per()
        open_ones = [
            name for name, exercise in names.items() if self.known.is_paired(exercise) and self.known.is_loaded(name)
        ]
        found: dict[str, bool] = {}
        for name in open_ones:
            remembered = self.known.remembered.together.get(name)
            if name in given:
                found[name] = given[name]
            elif default is not None or remembered is not None or self.known.found.is_per_dumbbell:
                found[name] = default if default is not None else bool(remembered)
            else:
                found[name] = self._asked(name)
        return found

    def _per(self) -> tuple[bool | None, dict[str, bool]]:
        default: bool | None = None
        given: dict[str, bool] = {}
        for text in self.flags.per:
            name, equals, word = text.rpartition("=")
            if word not in {"dumbbell", "both"} or (equals and name not in self.known.matches):
                hint = "write --per dumbbell, --per both, or --per 'NAME=both' with a name of the file"
                raise UsageError(Problem(f"--per {text}", "is neither 'dumbbell' nor 'both'", hint))
            if equals:
                given[name] = word == "both"
            else:
                default = word == "both"
        return default, given

    def _asked(self, name: str) -> bool:
        if self.flags.asks:
            question = f"'{name}': are its loads for one dumbbell, or for both together"
            choice = click.Choice(["dumbbell", "both"])
            return bool(click.prompt(question, type=choice, default="dumbbell", err=True) == "both")
        if self.flags.says_yes or self.flags.dry_run:
            return False
        message = f"it does not say whether the loads of '{name}' are for one dumbbell or for both together"
        raise UsageError(Problem(self.file.name, message, "add --per dumbbell or --per both"))


def _summary(known: Survey, answers: Answers) -> Iterator[str]:
    found = known.found
    days = [one.start.date() if one.start else one.on for one in found.sessions]
    dated = sorted(day for day in days if day)
    span = f", {dated[0]} to {dated[-1]}" if dated else ""
    sets = Counter(one.exercise for session in found.sessions for one in session.sets)
    yield f"{found.app} ({found.variant}): {_many(len(found.sessions), 'workout')}, {_many(sets.total(), 'set')}{span}"
    for name, exercise in answers.names.items():
        yield f"  {name}: {_many(sets[name], 'set')} -> {_becomes(known, answers, name, exercise)}"
    if not found.is_unit_stated:
        unknown = "it does not say which unit its loads are in: --unit kg or --unit lb"
        yield f"  loads without a unit are in {answers.unit}" if answers.unit else f"  {unknown}"
    if found.skipped:
        reasons = ", ".join(f"{count} x {why}" for why, count in found.skipped.items())
        yield f"  not sets: {_many(found.skipped_rows, 'row')} ({reasons})"
    if found.account and found.account.unused:
        yield f"  columns not used: {', '.join(found.account.unused)}"


def _becomes(known: Survey, answers: Answers, name: str, exercise: str) -> str:
    if exercise == LEFT_OUT:
        return "left out"
    if exercise not in known.catalog.exercises:
        near = known.matches[name].exercise
        mapped = f"--map '{name}={near or 'EXERCISE'}'"
        hint = f"; if it is the {near}: {mapped}" if near else f"; say which: {mapped}" if name.isdecimal() else ""
        return f"kept as '{exercise}', an exercise overload does not know{hint}"
    if name in answers.together:
        return f"{exercise}, loads of {'both dumbbells together, halved' if answers.together[name] else 'one dumbbell'}"
    return exercise


def _said(done: Import) -> Iterator[str]:
    if done.added:
        yield f"imported {_many(done.added, 'entry')} with {_many(done.sets, 'set')}"
    else:
        yield "nothing new: everything in it is already in the log"
    if done.mended:
        yield f"{_many(done.mended, 'entry')} had changed since the last import"
    for what, count in done.sorted.beside.items():
        yield f"kept in notes only: {count} x {what}"
    for why, count in done.sorted.left_out.items():
        yield f"left out: {count} x {why}"
    if done.updated:
        yield from calendar_changes(done.updated)


def _data(file: Path, done: Import) -> dict[str, object]:
    changes = calendar_changes(done.updated) if done.updated else ()
    return {
        "file": file.name,
        "entries": done.added,
        "sets": done.sets,
        "grown": done.mended,
        "compared": dict(Counter(one.what.value for one in done.compared)),
        "left_out": dict(done.sorted.left_out),
        "changes": list(changes),
    }


def _many(count: int, thing: str) -> str:
    if count == 1:
        return f"1 {thing}"
    return f"{count:,} {thing[:-1]}ies" if thing.endswith("y") else f"{count:,} {thing}s"
