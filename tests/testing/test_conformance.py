"""What every rule must satisfy: the built-in ones do, and a violation can be seen with one command."""

from __future__ import annotations

import gc
import shlex
import subprocess
import sys
import textwrap
import time

import attrs
import pytest

from overload import Prescription, SetTarget, first_session, parameter
from overload.plugins.running import run
from overload.rules import overload_rules
from overload.testing import CHECKS, RuleConformance, check, parse_history, write_history
from overload.testing.situations import LADDERS, make_ladder
from overload.testing.watching import deeds
from overload.units import Unit


@pytest.mark.slow
@pytest.mark.parametrize("check_name", CHECKS)
@pytest.mark.parametrize("rule", overload_rules(), ids=lambda rule: rule.name)
def test_built_in_rules_are_as_a_rule_must_be(rule, check_name) -> None:
    """No built-in rule violates anything."""
    assert check(check_name, rule()) is None


@attrs.frozen
class Eager:
    """Goes up after every session, whatever was done."""

    name = "eager"

    def propose(self, slot, history, ladder):
        """Go up."""
        first = first_session(slot, ladder)
        if not history:
            return first
        load = ladder.next_up(history[-1].sets[0].load) or ladder.top
        return Prescription((SetTarget(slot.reps.low, load),) * slot.sets, f"Up to {load}.")


def test_a_violation_comes_with_the_smallest_history() -> None:
    """One failed session is enough to see that a rule goes up after a failure, and the command says so."""
    found = check("failure never raises", Eager())
    assert found is not None
    assert found.place.startswith(__file__)
    words = shlex.split(found.command)
    assert words[:4] == ["overload", "rules", "try", "eager"]
    history = next(word for word in words if word.startswith("--history="))
    assert len(parse_history(history.removeprefix("--history="), Unit.KG)) == 1


@pytest.mark.parametrize("check_name", ["on the ladder", "total", "starts where told", "is quick"])
def test_the_command_of_a_violation_runs(check_name, overload, with_rule) -> None:
    """What is printed can be pasted: the command line asks that very rule with that very history."""
    path, rule = with_rule(
        """
        @attrs.frozen
        class Mine:
            \"\"\"Asks for a load nobody can make.\"\"\"

            name = "mine"

            def propose(self, slot, history, ladder):
                first = first_session(slot, ladder)
                if len(history) < 1:
                    return first
                return ask((8,), load("999 kg"), "Because.")
        """
    )
    found = check(check_name, rule)
    if found is None:
        return
    done = overload(path, *shlex.split(found.command)[1:])
    assert done.code == 0, done.err
    assert "999 kg" in done.out or not found.command


@pytest.fixture
def with_rule(folder, tmp_path):
    """Write a rule into plugins/ of a training folder; return the folder and the rule."""

    def make(code: str):
        path = folder()
        file = path / "plugins" / "mine.py"
        head = "import attrs\nfrom overload import ask, first_session, hookimpl, load\n"
        tail = "\n\n@hookimpl\ndef overload_rules():\n    return [Mine]\n"
        file.write_text(head + textwrap.dedent(code) + tail)
        return path, run(file).Mine()

    return make


class TestEarnest(RuleConformance):
    """The class for pytest, with the quickest rule there is."""

    rule = overload_rules()[0]()


def test_the_class_has_a_test_per_check() -> None:
    """Each check is reported by itself, under its own name and words."""
    tests = [name for name in dir(RuleConformance) if name.startswith("test_")]
    assert len(tests) == len(CHECKS)
    assert all(getattr(RuleConformance, name).__doc__ for name in tests)


def test_a_failing_check_fails_in_words() -> None:
    """What pytest prints is the violation, not a traceback."""

    class Mine(RuleConformance):
        rule = Eager()

    with pytest.raises(pytest.fail.Exception, match=r"asks for .* after .* had failed") as raised:
        Mine().test_failure_never_raises()
    assert raised.value.pytrace is False


@attrs.frozen
class Odd:
    """Has parameters that are not what they should be."""

    name = "odd"
    quiet: int = parameter(1, help="")

    def propose(self, slot, history, ladder):
        """Begin anew."""
        return first_session(slot, ladder)


@attrs.frozen
class Stubborn:
    """Keeps what it is given as something else."""

    name = "stubborn"
    size: int = attrs.field(default=1, converter=lambda value: 1, metadata={"help": "what is ignored"})

    def propose(self, slot, history, ladder):
        """Begin anew."""
        return first_session(slot, ladder)


@attrs.define
class Changing:
    """Counts how often it was asked."""

    name = "changing"
    asked: int = parameter(0, help="how often it was asked")

    def propose(self, slot, history, ladder):
        """Begin anew, and count."""
        self.asked += 1
        return first_session(slot, ladder)


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("is documented", Odd(), "'quiet' has no help"),
        ("can be set", Stubborn(), "is not 2 after 2 was written"),
        ("changes nothing", Changing(), "changed itself"),
        ("makes progress", Odd(), "the same 12 times in a row"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_other_violations(name: str, rule: object, words: str) -> None:
    """What is wrong is said in words that help."""
    found = check(name, rule)
    assert found is not None
    assert words in found.message


@attrs.frozen
class Slow:
    """Counts to a number once the log is long."""

    name = "slow"
    upto: int = parameter(0, help="the number")

    def propose(self, slot, history, ladder):
        """Count, and begin anew."""
        count = 0
        while count < self.upto and len(history) > 100:
            count += 1
        return first_session(slot, ladder)


def test_how_quick_a_rule_is_is_counted() -> None:
    """Lines of Python are counted, not seconds: the same rule gets the same answer to the line, on any machine."""
    first, second = check("is quick", Slow(200_000)), check("is quick", Slow(200_000))
    assert first == second
    assert first is not None
    assert "runs 400," in first.message
    assert check("is quick", Slow(100_000)) is None


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("open('/dev/null').close()", "a file"),
        ("import time; time.time()", "the clock"),
        ("import datetime; datetime.datetime.now()", "the clock"),
        ("import datetime; datetime.date.today()", "the clock"),
        ("import random; random.random()", "a random number"),
        ("import random; random.Random(3).randint(1, 2)", "a random number"),
        ("import os; os.environ.get('HOME')", "the system"),
        ("import os; os.urandom(3)", "the system"),
        ("import uuid; uuid.uuid4()", "a random number"),
        ("import socket; socket.socket().close()", "the network"),
        ("import subprocess; subprocess.run(['true'])", "a program"),
        ("from pathlib import Path; Path('/').exists()", "the system"),
    ],
)
def test_what_is_reached_for_is_noticed(code: str, what: str) -> None:
    """Files, clock, random numbers, environment, network and programs are noticed, with the line."""
    program = compile(code, "somewhere.py", "exec")
    found = deeds(lambda: exec(program))  # noqa: S102 - what a rule must not do
    assert what in [one for one, _ in found]


def test_what_others_do_when_garbage_is_collected_is_not_noticed() -> None:
    """Whoever looks at the clock whenever garbage is collected, as some test tools do, is no deed of the rule."""
    gc.callbacks.append(lambda *_: time.perf_counter())  # noqa: TID251 - what such tools do; nothing hangs on it
    try:
        found = deeds(lambda: [[number] for number in range(100_000)])
    finally:
        gc.callbacks.pop()
    assert found == []


def test_counting_is_not_noticed() -> None:
    """Decimals, dates given as arguments, and imports on the way are no deeds."""
    code = "from decimal import Decimal; import colorsys, datetime; datetime.date(2026, 1, 5).isoweekday(); sorted([3])"
    assert deeds(lambda: exec(code)) == []  # noqa: S102 - what a rule must not do


def test_a_history_survives_being_written() -> None:
    """What is written of a history, unwell days and sessions nobody asked for included, is read again as it was."""
    text = "20kgx12,-,11 | ~20kgx8 | []>chairx5@rir2 | [-20kgx8,8]>bwx4 22.5lbx3"
    sessions = parse_history(text, Unit.KG)
    assert [(one.unwell, one.is_unasked) for one in sessions] == [
        (False, False),
        (True, False),
        (False, True),
        (False, False),
    ]
    assert parse_history(write_history(sessions), Unit.KG) == sessions


def test_replaying_needs_no_hypothesis() -> None:
    """`overload rules try` works without the extra for testing."""
    code = "import sys, overload.testing, overload.cli.rules; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("loads", LADDERS, ids=str)
def test_ladders_to_try_are_ladders(loads) -> None:
    """What situations are drawn from ascends."""
    assert list(make_ladder(loads)) == sorted(make_ladder(loads))
