"""`overload simulate`: a rule judged from the command line, by name or from a file, as a table, JSON or a picture."""

from __future__ import annotations

import json

import pytest

FEW = ("--lifters", "3", "--weeks", "12")


@pytest.mark.slow
def test_a_rule_is_judged_beside_another(overload, tmp_path, folder) -> None:
    """A row a measure, a column a rule, both models in each cell; the same seed gives the same table."""
    words = ("simulate", *FEW, "--against", "double-progression", "--dumbbells", "bowflex-552")
    path = folder()
    done = overload(path, *words)
    assert done.code == 0, done.err
    head, who, _, titles, *_ = done.out.splitlines()
    assert head == "Dumbbell row, 3 x 8-12 on bowflex-552; first load: right"
    assert who == "3 x novice (in the first year, once a week), 12 weeks, seed 1"
    assert titles.split() == ["autoregulation", "double-progression"]
    assert "Share of the oracle's gain" in done.out
    assert overload(path, *words).out == done.out
    assert overload(path, *words, "--seed", "2").out != done.out


@pytest.mark.slow
def test_it_is_told_as_json(overload, tmp_path, folder) -> None:
    """An entry for each rule and model, every figure in it."""
    done = overload(folder(), "simulate", *FEW, "--exercise", "pull-up", "--athlete", "no-pull-up-yet", "--json")
    found = json.loads(done.out)
    assert [one["model"] for one in found] == ["dose-response", "fitness-fatigue"]
    assert {one["rule"] for one in found} == {"autoregulation"}
    assert all(len(one["regained"]) == 3 and one["lifters"] == 3 for one in found)


@pytest.mark.slow
def test_a_plugins_rule_is_judged_by_its_file(overload, tmp_path, folder) -> None:
    """Nothing needs to be installed, and no training folder is needed."""
    file = tmp_path / "flat.py"
    file.write_text(
        "import attrs\n"
        "from typing import ClassVar\n"
        "from overload import first_session, hookimpl\n\n\n"
        "@attrs.frozen\n"
        "class Flat:\n"
        '    """Asks for the first session for ever."""\n\n'
        '    name: ClassVar[str] = "flat"\n\n'
        "    def propose(self, slot, history, ladder):\n"
        '        """Ask for the same."""\n'
        "        return first_session(slot, ladder)\n\n\n"
        "@hookimpl\n"
        "def overload_rules():\n"
        "    return [Flat]\n"
    )
    words = ("simulate", *FEW, "--rule", "flat", "--plugin", str(file), "--against", "double-progression", "--json")
    done = overload(folder(), *words)
    assert done.code == 0, done.err
    flat, double, *_ = json.loads(done.out)
    assert flat["rule"] == "flat"
    assert flat["freeze"] >= 8 > double["freeze"]
    assert flat["share"] < double["share"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_life_is_drawn(overload, tmp_path, folder, form) -> None:
    """The picture is written, and is one; the same seed draws the same."""
    pytest.importorskip("matplotlib")
    pictures = [tmp_path / f"{name}.{form}" for name in ("one", "again")]
    path = folder()
    for picture in pictures:
        done = overload(path, "simulate", *FEW, "--plot", str(picture), "--json")
        assert done.code == 0, done.err
    one, again = (picture.read_bytes() for picture in pictures)
    assert one.startswith(b"<?xml" if form == "svg" else b"\x89PNG")
    assert one == again


@pytest.mark.slow
def test_the_plan_of_a_folder_is_lived(overload, folder) -> None:
    """Its own exercises, sessions done and weekly sets are told."""
    done = overload(folder(), "simulate", "--plan", "--lifters", "2", "--weeks", "4")
    assert done.code == 0, done.err
    assert done.out.startswith("your plan, lived by 2 x novice")
    assert "dumbbell-" in done.out
    assert "sessions done: " in done.out
    assert "weeks with 10-20 sets: " in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--athlete", "novise"), "did you mean 'novice'?"),
        (("--rule", "double-progresion"), "did you mean 'double-progression'?"),
        (("--dumbbells", "bowflx-552"), "did you mean 'bowflex-552'?"),
        (("--exercise", "no-such-thing"), "there is no exercise 'no-such-thing'"),
        (("--plot", "picture.jpg"), "is neither .svg nor .png"),
    ],
)
def test_what_is_not_known_is_said(overload, folder, words, said) -> None:
    """Each is wrong usage, with what may have been meant."""
    done = overload(folder(), "simulate", *FEW, *words)
    assert done.code == 2
    assert said in done.err
