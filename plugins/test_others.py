"""What the other plugins that ship beside the program add, in a training folder that has them."""

from __future__ import annotations

import ast
import json
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import overload
import overload.testing
from overload import run

HERE = Path(__file__).parent
FILES = sorted(one for one in HERE.rglob("*.py"))
PLUGINS = [one for one in FILES if one.parent == HERE and not one.name.startswith("test_")]
SHORT = (
    "bad_night",
    "bands_bar_cable",
    "density",
    "hang_and_carry",
    "heavy_medium_light",
    "rest_pause",
    "reverse_pyramid",
    "shrug_after_deadlift",
)
NOW = ["--now", "2026-11-23T05:00"]


@pytest.fixture
def folder(tmp_path, capsys):
    """Make a training folder with some of these plugins and more in its plan.toml."""

    def make(*names: str, plan: str = "", calendar: str = "back-only") -> Path:
        path = tmp_path / "kim"
        assert run([*NOW, "init", str(path), "--yes", "--zone", "UTC", "--calendar", calendar]) == 0
        for name in names:
            shutil.copy(HERE / f"{name}.py", path / "plugins")
        with (path / "plan.toml").open("a") as file:
            file.write(plan)
        capsys.readouterr()
        return path

    return make


@pytest.fixture
def told():
    """Listen on this machine; yields the address and what was sent there: path and text."""
    heard: list[tuple[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            heard.append((self.path, self.rfile.read(length).decode()))
            self.send_response(200)
            self.end_headers()

        do_GET = do_POST = _answer  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_nothing_is_imported_but_the_public_api(file) -> None:
    """Of this program a plugin and its test know `overload` and `overload.testing`, and what is public in them."""
    known = {"overload", "overload.testing"}
    for node in ast.walk(ast.parse(file.read_text())):
        imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        imported += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        assert {one for one in imported if one.partition(".")[0] == "overload"} <= known
        if isinstance(node, ast.ImportFrom) and node.module in known:
            public = overload.__all__ if node.module == "overload" else dir(overload.testing)
            assert {one.name for one in node.names} <= {*public}
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "overload":
            assert node.attr in {*overload.__all__, "testing", "__all__"}


@pytest.mark.parametrize("file", PLUGINS, ids=lambda one: one.stem)
def test_a_plugin_needs_nothing_else_installed(file) -> None:
    """Whoever copies the file into a training folder has all that it imports: Python's own modules, and attrs."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            top = (node.module or "").partition(".")[0]
            assert top in {"overload", "attrs", "click"} | sys.stdlib_module_names | {"__future__"}


@pytest.mark.parametrize("file", PLUGINS, ids=lambda one: one.stem)
def test_a_plugin_has_its_line_in_the_readme(file) -> None:
    """plugins/README.md names every plugin."""
    assert f"`{file.name}`" in (HERE / "README.md").read_text()


@pytest.mark.parametrize("name", SHORT)
def test_a_kind_of_training_is_short(name) -> None:
    """A plugin for one way to train and its test come to fewer than sixty lines, blank ones left out."""
    lines = "".join((HERE / file).read_text() for file in (f"{name}.py", f"test_{name}.py")).splitlines()
    assert len([line for line in lines if line.strip()]) < 60


def test_all_of_them_load_together(folder, capsys) -> None:
    """Side by side every one is active, and none takes another's names."""
    address = 'url = "http://127.0.0.1:9/kim"'
    plan = "".join(f"\n[plugins.{name}]\n{address}\n" for name in ("ping", "notify"))
    path = folder(*(one.stem for one in PLUGINS), plan=plan)
    assert run(["-C", str(path), "plugins", "--json"]) == 0
    states = {one["name"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert set(states) >= {one.stem for one in PLUGINS}
    assert set(states.values()) == {"active"}


def test_every_fourth_week_is_easy(folder, capsys) -> None:
    """The fourth session of back-only has half the sets, says so, and the others do not."""
    path = folder("deload_weeks", plan="\n[plugins.deload_weeks]\nsince = 2026-11-23\nevery = 4\n")
    assert run([*NOW, "-C", str(path), "week", "--weeks", "5", "--json"]) == 0
    sessions = [one for one in json.loads(capsys.readouterr().out) if one["slots"]]
    easy = [all("Easy week" in slot["why"] for slot in one["slots"]) for one in sessions]
    assert easy[:5] == [False, False, False, True, False]
    counts = [len(one["slots"][0]["sets"]) for one in sessions]
    assert counts[3] < counts[2] == counts[4]


def test_curls_can_be_trained(folder) -> None:
    """The biceps workout can be a day's, and the pullover can take the pull-up's place."""
    plan = '\n[workouts.home-back.pull-up]\ninstead = "dumbbell-pullover"\n\n[days.push]\nworkout = "biceps"\n'
    path = folder("more_back_and_biceps", plan=plan, calendar="ppl")
    assert run([*NOW, "-C", str(path), "update"]) == 0
    feed = (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")
    assert "Dumbbell curl" in feed
    assert "Dumbbell pullover" in feed


def test_kettlebells_load_their_own_exercises(folder, capsys) -> None:
    """A rack of bells beside the dumbbells loads the swing, and the row stays with the dumbbells."""
    path = folder("kettlebells", plan='\n[workouts.home-back.dumbbell-shrug]\ninstead = "kettlebell-swing"\n')
    plan = path / "plan.toml"
    before = loads_of(path, capsys)
    plan.write_text(plan.read_text().replace("dumbbells = [", 'gear = ["kettlebells"]\ndumbbells = [', 1))
    after = loads_of(path, capsys)
    assert after.pop("kettlebell-swing") <= {f"{one} kg" for one in (8, 12, 16, 20, 24, 28, 32)}
    assert "kettlebell-swing" not in before
    assert after == before


def test_bells_can_stand_in_for_dumbbells(folder, capsys) -> None:
    """Who has only bells says which exercises of the dumbbells they serve."""
    path = folder("kettlebells")
    plan = path / "plan.toml"
    served = ("dumbbell-deadlift", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")
    use = "{ " + ", ".join(f'{one} = "kettlebells"' for one in served) + " }"
    lines = plan.read_text().splitlines()
    mine = f'gear = ["kettlebells"]\nuse = {use}'
    plan.write_text("\n".join(mine if one.startswith("dumbbells =") else one for one in lines))
    loads = loads_of(path, capsys)
    # The lightest is too heavy for a first reverse fly: another exercise takes its place.
    assert served[-1] not in loads
    assert set().union(*(loads[one] for one in served[:-1])) <= {f"{one} kg" for one in (8, 12, 16, 20, 24, 28, 32)}


def loads_of(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, set[str]]:
    """Return the loads `next` asks for, by exercise; what cannot be loaded there is not among them."""
    assert run([*NOW, "-C", str(path), "next", "--json"]) in {0, 3}
    slots = json.loads(capsys.readouterr().out)["slots"]
    return {slot["exercise"]: {one["load"] for one in slot["sets"]} for slot in slots}


def test_a_monitor_is_told(folder, told) -> None:
    """All well is a request for the address, trouble one for /fail with the problems."""
    url, heard = told
    path = folder("ping", plan=f'\n[plugins.ping]\nurl = "{url}/abc"\n')
    assert run([*NOW, "-C", str(path), "update"]) == 0
    (path / "plugins" / "broken.py").write_text("import nothing_of_that_name\n")
    assert run([*NOW, "-C", str(path), "update"]) == 3
    assert heard[0] == ("/abc", "")
    assert heard[1][0] == "/abc/fail"
    assert "broken.py:1" in heard[1][1]


def test_changes_are_sent(folder, told) -> None:
    """What has changed is posted in lines; an update that changes nothing sends nothing."""
    url, heard = told
    path = folder("notify", plan=f'\n[plugins.notify]\nurl = "{url}/kim"\n')
    assert run([*NOW, "-C", str(path), "update"]) == 0
    known = len(heard)
    assert run([*NOW, "-C", str(path), "skip", "s1"]) == 0
    assert len(heard) == known + 1
    assert heard[-1][0] == "/kim"
    assert "s1" in heard[-1][1]


@pytest.mark.parametrize("name", ["ping", "notify"])
def test_an_address_that_is_none_is_refused(name, folder, capsys) -> None:
    """It is a mistake in plan.toml like any other."""
    path = folder(name, plan=f'\n[plugins.{name}]\nurl = "ntfy.sh/kim"\n')
    assert run([*NOW, "-C", str(path), "update"]) == 78
    assert f"plan.toml: plugins.{name}.url: 'ntfy.sh/kim' is no web address" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ping", "notify"])
def test_a_dead_address_undoes_nothing(name, folder, capsys) -> None:
    """A session is skipped though nobody can be told, and that is a line on standard error."""
    path = folder(name, plan=f'\n[plugins.{name}]\nurl = "http://127.0.0.1:9/kim"\n')
    assert run([*NOW, "-C", str(path), "skip", "s1"]) == 0
    assert f"plugin '{name}', overload_after_update: raised URLError" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ping", "notify"])
def test_without_an_address_it_says_what_to_write(name, folder, capsys) -> None:
    """The update is done, and the problem names the key that is missing."""
    path = folder(name)
    assert run([*NOW, "-C", str(path), "update"]) == 3
    assert f"under [plugins.{name}] in plan.toml" in capsys.readouterr().err


def test_the_template_is_what_new_writes(tmp_path) -> None:
    """plugins/overload-template is the package that `overload plugins new template --package` writes."""
    assert run(["plugins", "new", "template", "--package", "--into", str(tmp_path)]) == 0
    for file in (one for one in (tmp_path / "overload-template").rglob("*") if one.is_file()):
        shipped = HERE / file.relative_to(tmp_path)
        assert shipped.read_text() == file.read_text(), f"copy {file} here"
