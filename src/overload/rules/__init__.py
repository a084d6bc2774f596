"""The built-in rules, one file each, written and found as any plugin's: they import nothing but the public API."""

from __future__ import annotations

from overload import Rule, hookimpl
from overload.rules.amrap import Amrap
from overload.rules.autoregulation import Autoregulation
from overload.rules.double_progression import DoubleProgression
from overload.rules.dumbbell_increments import DumbbellIncrements
from overload.rules.dynamic_double_progression import DynamicDoubleProgression
from overload.rules.linear import Linear
from overload.rules.pull_up_ladder import PullUpLadder
from overload.rules.rep_target import RepTarget
from overload.rules.rir import Rir
from overload.rules.triple_progression import TripleProgression
from overload.rules.two_for_two import TwoForTwo
from overload.rules.wave import Wave


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Return every rule that is built in."""
    return [
        Autoregulation,
        DoubleProgression,
        DumbbellIncrements,
        PullUpLadder,
        RepTarget,
        DynamicDoubleProgression,
        TripleProgression,
        TwoForTwo,
        Linear,
        Amrap,
        Rir,
        Wave,
    ]
