"""Loading plugins: each is imported and its hooks looked over under guard; what fails is a value with its reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs
import pluggy

from overload import hookspecs
from overload.errors import Problem, did_you_mean
from overload.guard import Failure, guarded
from overload.plugins.choice import Choice
from overload.plugins.sources import Origin, RefusedError, Source

PREFIX: Final = "overload_"
_REST: Final = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


class State(StrEnum):
    """What has become of a plugin."""

    ACTIVE = "active"
    OFF = "off"
    FAILED = "FAILED"


@attrs.frozen
class Hook:
    """A plugin's implementation of a hook: the function, the arguments it takes, and where it is written."""

    name: str
    call: Callable[..., object]
    arguments: tuple[str, ...]
    place: str


@attrs.frozen
class Plugin:
    """A plugin of a run: where from, what has become of it and why, its hooks, and its own table of plan.toml."""

    source: Source
    state: State
    home: str = ""
    hooks: Mapping[str, Hook] = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    reason: str = ""
    settings: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def name(self) -> str:
        """Its name: of its entry point, or its file's."""
        return self.source.name

    def problem(self, message: str, place: str = "", hook: str = "") -> Problem:
        """Return what is wrong with this plugin, named with its file, line and hook."""
        where = f"plugin '{self.name}'" + (f", {hook}" if hook else "")
        hint = f'fix it, or write disable = ["{self.name}"] under [plugins] in plan.toml'
        return Problem(place or self.home or self.source.where, f"{where}: {message}", hint)


@attrs.frozen
class _Mistake:
    """What is wrong with a hook, and where."""

    message: str
    place: str = ""
    hook: str = ""


def _specs() -> Mapping[str, tuple[str, ...]]:
    """Return the hooks there are with the arguments they offer."""
    marked = {name: spec for name, spec in vars(hookspecs).items() if hasattr(spec, "overload_spec")}
    return {name: tuple(inspect.signature(spec).parameters) for name, spec in marked.items()}


SPECS: Final = _specs()


def load(source: Source, choice: Choice) -> Plugin:
    """Import a plugin, unless it is not wanted, and find its hooks; never raises for what it does."""
    settings = choice.settings.get(source.name, {})
    why_not = "" if source.origin is Origin.BUILT_IN else choice.why_not(source.name)
    if why_not:
        return Plugin(source, State.OFF, reason=why_not, settings=settings)
    plugin = Plugin(source, State.ACTIVE, source.home(), settings=settings)
    outcome = guarded(source.load, plugin.home)
    if isinstance(outcome, Failure):
        return failed(plugin, _import_failure(outcome), outcome.place)
    looked = guarded(lambda: _look_over(outcome), plugin.home)
    if isinstance(looked, Failure):
        return failed(plugin, looked.message, looked.place)
    hooks, mistake = looked
    if mistake is not None:
        return failed(plugin, mistake.message, mistake.place, mistake.hook)
    return attrs.evolve(plugin, hooks=hooks)


def failed(plugin: Plugin, message: str, place: str = "", hook: str = "") -> Plugin:
    """Return the plugin as one that failed: it adds nothing."""
    problem = plugin.problem(message, place, hook)
    reason = f"{hook}: {message}" if hook else message
    return attrs.evolve(plugin, state=State.FAILED, problems=(*plugin.problems, problem), reason=reason)


def _import_failure(failure: Failure) -> str:
    refused = f"raised {RefusedError.__name__}: "
    if failure.message.startswith(refused):
        return f"refused: {failure.message.removeprefix(refused)}"
    return f"cannot be imported: it {failure.message}"


def _look_over(found: object) -> tuple[dict[str, Hook], _Mistake | None]:
    """Return the hooks of a module (or object), or the first mistake in them."""
    hooks: dict[str, Hook] = {}
    manager = pluggy.PluginManager("overload")
    for name in sorted(dir(found)):
        options = manager.parse_hookimpl_opts(found, name)
        if options is None:
            if name in SPECS and inspect.isroutine(getattr(found, name)):
                mark = "is not marked with @hookimpl, so it would never be called"
                return {}, _Mistake(mark, _written(getattr(found, name)), name)
            continue
        call = getattr(found, name)
        hook = options.get("specname") or name
        mistake = next(_mistakes(hook, call, options), None)
        if mistake is not None:
            return {}, _Mistake(mistake, _written(call), name)
        hooks[hook] = Hook(hook, call, _arguments(hook, call), _written(call))
    if not hooks:
        return {}, _Mistake("implements no hook", "")
    return hooks, None


def _mistakes(hook: str, call: Callable[..., object], options: Mapping[str, Any]) -> Iterator[str]:
    if hook not in SPECS:
        yield f"there is no hook of that name; {did_you_mean(hook, SPECS)}"
        return
    if options.get("wrapper") or options.get("hookwrapper"):
        yield "wraps the other plugins, which is not done here; return a value"
    if inspect.iscoroutinefunction(call):
        yield "is a coroutine; write a plain function"
    for one in inspect.signature(call).parameters.values():
        if one.kind is one.POSITIONAL_ONLY:
            yield f"takes '{one.name}' by position only; hooks are called by name, so leave out the '/'"
        elif one.name not in SPECS[hook] and one.default is one.empty and one.kind not in _REST:
            hint = f"if a newer version of the program has it, write {one.name}=None"
            yield f"takes '{one.name}', which this hook does not offer; it offers {', '.join(SPECS[hook])}; {hint}"


def _arguments(hook: str, call: Callable[..., object]) -> tuple[str, ...]:
    """Return the arguments an implementation is given: those it names, with a default or not, or all for `**more`."""
    parameters = inspect.signature(call).parameters.values()
    if any(one.kind is one.VAR_KEYWORD for one in parameters):
        return SPECS[hook]
    return tuple(one.name for one in parameters if one.name in SPECS[hook])


def _written(call: Callable[..., object]) -> str:
    code = getattr(inspect.unwrap(call), "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else ""
