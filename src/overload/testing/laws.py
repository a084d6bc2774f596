"""All checks of a rule: as a function that returns violations, and as a class for pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from overload.errors import did_you_mean
from overload.guard import Limit, limited
from overload.model import Rule
from overload.progression import home_of
from overload.testing import checks, manners, recoveries
from overload.testing.violation import Violation


def exempts_itself_with_reason(rule: Rule) -> Violation | None:
    """What it declares itself exempt from are checks that there are, each with a reason."""
    said = next(_unfounded(type(rule)), "")
    return Violation("exempts itself with reason", said, home_of(rule)[1]) if said else None


def _unfounded(rule: type[Rule]) -> Iterator[str]:
    said = getattr(rule, "exempt_from", {})
    if not isinstance(said, Mapping):
        yield "has an exempt_from that is no mapping; write exempt_from: ClassVar = {'CHECK': 'why it does not apply'}"
        return
    for name, reason in said.items():
        if name not in CHECKS:
            yield f"is exempt from {name!r}, which is no check; {did_you_mean(str(name), CHECKS)}"
        elif not isinstance(reason, str) or not reason.strip():
            yield f"is exempt from {name!r} without a reason; write why it does not apply"


Check = Callable[[Rule], Violation | None]
CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        one.__name__.replace("_", " "): one
        for one in (
            manners.is_documented,
            exempts_itself_with_reason,
            manners.can_be_set,
            checks.total,
            checks.on_the_ladder,
            checks.deterministic,
            manners.same_anywhere,
            checks.touches_nothing,
            checks.starts_where_told,
            checks.bounded_jumps,
            checks.monotone,
            checks.makes_progress,
            checks.failure_never_raises,
            recoveries.recovers,
            recoveries.comes_down,
            recoveries.comes_back,
            recoveries.takes_another_load,
            recoveries.leaves_out_what_was_left_out,
            recoveries.forgives_days_unwell,
            recoveries.effort_never_freezes,
            recoveries.finds_a_heavier_load,
            recoveries.finds_a_lighter_load,
            recoveries.never_the_same_for_ever,
            checks.changes_nothing,
            checks.explains_itself,
            manners.is_quick,
        )
    }
)
"""What every rule must satisfy, by name, in an order in which the first violation explains the others."""


def exempt_from(rule: Rule) -> Mapping[str, str]:
    """Return the checks that a rule's class declares not to apply to it, each with its reason: `exempt_from`."""
    said = getattr(type(rule), "exempt_from", {})
    return said if isinstance(said, Mapping) else {}


def conformance(rule: Rule) -> Iterator[Violation]:
    """Yield what a rule violates, each in its smallest form; nothing if it is as a rule must be."""
    return (found for name in CHECKS if (found := check(name, rule)))


def check(name: str, rule: Rule) -> Violation | None:
    """Look at one thing that every rule must satisfy, by its name among CHECKS.

    A check that the rule is `exempt_from`, with a reason, finds nothing.
    """
    if exempt_from(rule).get(name):
        return None
    with limited(Limit()):
        return CHECKS[name](rule)


class RuleConformance:
    """Tests that a rule is as a rule must be: derive from it, and give it the rule.

    class TestMine(RuleConformance):
        rule = Mine()
    """

    rule: ClassVar[Rule]

    def _look(self, name: str) -> None:
        import pytest  # noqa: PLC0415 - only in a test

        __tracebackhide__ = True
        if reason := exempt_from(self.rule).get(name):
            pytest.skip(f"does not apply: {reason}")
        found = check(name, self.rule)
        if found is not None:
            pytest.fail(str(found), pytrace=False)


def _add_tests() -> None:
    """Give the class a test per check, so that each is reported by itself."""
    for name, one in CHECKS.items():

        def test(self: RuleConformance, name: str = name) -> None:
            self._look(name)

        test.__doc__ = one.__doc__
        test.__name__ = f"test_{one.__name__}"
        test.__qualname__ = f"RuleConformance.{test.__name__}"
        setattr(RuleConformance, test.__name__, test)


_add_tests()
