"""All checks of a rule: as a function that returns violations, and as a class for pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from overload.guard import Limit, limited
from overload.model import Rule
from overload.testing import checks, manners
from overload.testing.violation import Violation

Check = Callable[[Rule], Violation | None]
CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        one.__name__.replace("_", " "): one
        for one in (
            manners.is_documented,
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
            checks.changes_nothing,
            checks.explains_itself,
            manners.is_quick,
        )
    }
)
"""What every rule must satisfy, by name, in an order in which the first violation explains the others."""


def conformance(rule: Rule) -> Iterator[Violation]:
    """Yield what a rule violates, each in its smallest form; nothing if it is as a rule must be."""
    return (found for name in CHECKS if (found := check(name, rule)))


def check(name: str, rule: Rule) -> Violation | None:
    """Look at one thing that every rule must satisfy, by its name among CHECKS."""
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
