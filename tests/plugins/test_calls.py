"""What plugins return is looked at: that of others in every run, that of the program's own here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args, get_origin

from overload.plugins import load_all
from overload.plugins.calls import returned
from overload.plugins.gather import KINDS
from overload.plugins.host import is_ours
from overload.plugins.shapes import misfit


def test_what_is_built_in_is_what_the_hooks_say() -> None:
    """No run looks at it again, so every value of every hook is looked at here, all the way down."""
    found = [one for one in load_all().all if is_ours(one)]
    looked_at = []
    for plugin in found:
        for name, hook in plugin.hooks.items():
            kind = returned(name)
            assert get_origin(kind) is Sequence
            values = tuple(hook.call())
            assert [misfit(one, get_args(kind)[0]) for one in values] == [""] * len(values)
            looked_at.append(name)
    assert set(looked_at) >= {"overload_rules", "overload_exercises", "overload_dumbbells"}
    assert set(looked_at) <= set(KINDS)
