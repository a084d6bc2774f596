"""Poses of a straight body between feet and hands: planks and push-ups of every height."""

from __future__ import annotations

from math import atan2, degrees, hypot, sqrt

import attrs

from overload.figures.skeleton import CHEST, RIGHT, SHOULDERS, THIGH, WAIST, planted
from overload.model.figure import Foot, Pose, Reach

LEGS = 48.6
"""From hip to ankle, a hair less than the bones are long."""


def straight(pose: Pose, hands: Reach, foot: Foot, reach: float) -> Pose:
    """Return `pose` on straight legs, its shoulders `reach` away from hands that stay where they are."""
    ankle, _, _ = planted(foot, foot, RIGHT, 0)
    return _between(attrs.evolve(pose, feet=foot), hands, (ankle[0], ankle[2]), LEGS, reach)


def on_knees(pose: Pose, hands: Reach, knee: float, reach: float) -> Pose:
    """Return `pose` on its knees, straight from there on, the shins lifted behind them."""
    foot = Foot(knee - 32.8, 6, 22.3, heel=200)
    return _between(attrs.evolve(pose, feet=foot, knee=(0.6, 0, -1)), hands, (knee, 3.8), THIGH, reach)


def _between(pose: Pose, hands: Reach, low: tuple[float, float], legs: float, reach: float) -> Pose:
    """Return `pose` turned about its lower end until its shoulders are as far from the hands as they should be."""
    long = legs + WAIST + CHEST
    aside = hands.y - SHOULDERS
    near = sqrt(reach**2 - aside**2)
    x, z = hands.x - low[0], hands.z - low[1]
    far = hypot(x, z)
    forth = (long**2 - near**2 + far**2) / (2 * far)
    up = sqrt(max(0.0, long**2 - forth**2))
    direction = ((x * forth - z * up) / far / long, (z * forth + x * up) / far / long)
    hip = (low[0] + legs * direction[0], low[1] + legs * direction[1])
    return attrs.evolve(pose, hip=hip, lean=degrees(atan2(*direction)), hands=hands)
