"""Figures within bounds, as options take them and help shows them."""

from __future__ import annotations

import click


def _said(low: float | None, high: float | None) -> str:
    """Say bounds as people write them: click would say 1<=x<=52."""
    if low is None:
        return f"up to {high:g}"
    return f"from {low:g}" if high is None else f"{low:g}-{high:g}"


class Whole(click.IntRange):
    """A whole number from `min` to `max`, both included."""

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what stands for it in help."""
        return param.human_readable_name.upper() if isinstance(param, click.Argument) else "N"

    def _describe_range(self) -> str:
        return _said(self.min, self.max)


class Figure(click.FloatRange):
    """A number from `min` to `max`, both included, which may have decimals."""

    def _describe_range(self) -> str:
        return _said(self.min, self.max)
