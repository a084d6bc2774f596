"""What stands in a picture: bars, benches, chairs, steps and walls, in per cent of stature."""

from __future__ import annotations

from overload.model.figure import Solid, Triple


def bar(z: float, x: float = 0, half: float = 30) -> tuple[Solid, ...]:
    """Return a pull-up bar across the picture."""
    return (Solid(((x, -half, z), (x, half, z)), 1.3),)


def block(low: Triple, high: Triple, radius: float = 1.0) -> Solid:
    """Return a block between two corners."""
    xs, ys, zs = ((one + radius, other - radius) for one, other in zip(low, high, strict=True))
    return Solid(tuple((x, y, z) for x in xs for y in ys for z in zs), radius)


def bench(low: tuple[float, float], high: tuple[float, float], top: float) -> tuple[Solid, ...]:
    """Return a bench: a seat between two corners on the floor plan, and its four legs."""
    (x0, y0), (x1, y1) = low, high
    legs = tuple(Solid(((x, y, 1.2), (x, y, top - 3)), 1.2) for x in (x0 + 2.5, x1 - 2.5) for y in (y0 + 2, y1 - 2))
    return (block((x0, y0, top - 3.6), (x1, y1, top)), *legs)


def chair(low: tuple[float, float], high: tuple[float, float], top: float, *, back: float) -> tuple[Solid, ...]:
    """Return a chair: a bench with a back rest along the edge at x = `back`."""
    (_, y0), (_, y1) = low, high
    return (*bench(low, high, top), block((back - 1.2, y0, top - 2), (back + 1.2, y1, top + 24)))


def wall(x: float, half: float = 24, top: float = 96) -> tuple[Solid, ...]:
    """Return a wall whose face is at x, seen from its edge."""
    return (block((x - 1.6, -half, 0), (x + 1.6, half, top), 0.8),)
