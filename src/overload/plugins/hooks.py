"""The hooks of a plugin, found in its module and looked over one by one: what is wrong with one costs that one."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs
import pluggy

from overload import hookspecs
from overload.errors import did_you_mean

PREFIX: Final = "overload_"
SETTINGS: Final = "overload_settings"
_REST: Final = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


@attrs.frozen
class Hook:
    """A plugin's implementation of a hook: the function, the arguments it takes, and where it is written.

    `rank` is -1 for one that asked to be tried first, 1 for one to be tried last.
    """

    name: str
    call: Callable[..., object]
    arguments: tuple[str, ...]
    place: str
    rank: int = 0


@attrs.frozen
class Mistake:
    """What is wrong with a hook, and where."""

    message: str
    place: str = ""
    hook: str = ""


def _specs() -> Mapping[str, tuple[str, ...]]:
    """Return the hooks there are with the arguments they offer."""
    marked = {name: spec for name, spec in vars(hookspecs).items() if hasattr(spec, "overload_spec")}
    return {name: tuple(inspect.signature(spec).parameters) for name, spec in marked.items()}


SPECS: Final = _specs()


def look_over(found: object) -> tuple[dict[str, Hook], tuple[Mistake, ...]]:
    """Return the hooks of a module (or object), and what is wrong with those that are left out."""
    hooks: dict[str, Hook] = {}
    mistakes: list[Mistake] = []
    manager = pluggy.PluginManager("overload")
    for name in sorted(dir(found)):
        options = manager.parse_hookimpl_opts(found, name)
        call: Any = getattr(found, name) if options or name.startswith(PREFIX) else None
        if options is None:
            said = _unmarked(found, name, call)
        elif _is_of_another_version(name, options):
            continue
        else:
            hook = options.get("specname") or name
            said = next(_mistakes(hook, call, options), "") or _doubled(hooks.get(hook))
            if not said:
                rank = int(options.get("trylast", False)) - int(options.get("tryfirst", False))
                hooks[hook] = Hook(hook, call, _arguments(hook, call), written(call), rank)
                _warn(hooks[hook])
        if said:
            mistakes.append(Mistake(said, written(call), name))
    if not hooks and not mistakes:
        mistakes.append(Mistake("implements no hook"))
    return hooks, tuple(mistakes)


def _unmarked(found: object, name: str, call: Any) -> str:
    """Say that a function was meant as a hook and is not marked; one that is only brought in from elsewhere is not."""
    if not inspect.isroutine(call):
        return ""
    if inspect.ismodule(found) and not str(getattr(call, "__module__", "")).startswith(found.__name__):
        return ""
    mark = "is not marked with @hookimpl, so it would never be called"
    if name in SPECS:
        return mark
    # Their beginning is the same in all of them, and says nothing of how near they are.
    import difflib  # noqa: PLC0415 - only where somebody mistyped

    near = difflib.get_close_matches(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in SPECS], 1, 0.75)
    return f"{mark}, and there is no hook of that name; did you mean '{PREFIX}{near[0]}'?" if near else ""


def _is_of_another_version(name: str, options: Mapping[str, Any]) -> bool:
    return bool(options.get("optionalhook")) and (options.get("specname") or name) not in SPECS


def _mistakes(hook: str, call: Any, options: Mapping[str, Any]) -> Iterator[str]:
    if hook not in SPECS:
        yield f"there is no hook of that name; {did_you_mean(hook, SPECS)}"
        return
    if options.get("wrapper") or options.get("hookwrapper"):
        yield "wraps the other plugins, which is not done here; return a value"
    if inspect.iscoroutinefunction(call) or inspect.isasyncgenfunction(call):
        yield "is a coroutine; write a plain function"
    for one in inspect.signature(call).parameters.values():
        if one.kind is one.POSITIONAL_ONLY:
            yield f"takes '{one.name}' by position only; hooks are called by name, so leave out the '/'"
        elif one.name not in SPECS[hook] and one.default is one.empty and one.kind not in _REST:
            offered = ", ".join(SPECS[hook]) or "no arguments"
            hint = f"if a newer version of the program has it, write {one.name}=None"
            yield f"takes '{one.name}', which this hook does not offer; it offers {offered}; {hint}"


def _doubled(before: Hook | None) -> str:
    return f"is implemented already, at {before.place}; make them one function" if before else ""


def _arguments(hook: str, call: Any) -> tuple[str, ...]:
    """Return the arguments an implementation is given: those it names, with a default or not, or all for `**more`."""
    parameters = inspect.signature(call).parameters.values()
    if any(one.kind is one.VAR_KEYWORD for one in parameters):
        return SPECS[hook]
    return tuple(one.name for one in parameters if one.name in SPECS[hook])


def _warn(hook: Hook) -> None:
    """Warn its author of a hook, or an argument of one, that is to go: as the specification of the hook says."""
    options = getattr(hookspecs, hook.name).overload_spec
    file, _, line = hook.place.rpartition(":")
    found = [options.get("warn_on_impl")]
    found += [said for name, said in (options.get("warn_on_impl_args") or {}).items() if name in hook.arguments]
    for warning in filter(None, found):
        warnings.warn_explicit(warning, type(warning), file, int(line or 1))


def written(call: Any) -> str:
    """Return `file:line` of a function; empty where that cannot be told."""
    code = getattr(inspect.unwrap(call), "__code__", None) if callable(call) else None
    return f"{code.co_filename}:{code.co_firstlineno}" if code else ""
