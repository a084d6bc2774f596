"""How an exercise looks: two key poses of a mannequin, in a few lines, for `figures/` to draw.

All lengths are per cent of the mannequin's stature. X is forward, Y to its left, Z up, and the floor is at Z = 0. What
belongs to a limb (hands, feet, elbows, knees) is told for the right one with Y *outward*, so that one triple serves
both sides; a `left_` field tells the left one apart. Angles are degrees.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from overload.model.training import Drawn

Triple = tuple[float, float, float]


class Origin(StrEnum):
    """From where the place of a hand or foot is measured."""

    FLOOR = "floor"
    """In the world: on a bar, on a bench, on the floor. What is told alike in both poses does not move at all."""
    BODY = "body"
    """From its shoulder or hip, along the world's axes."""
    TRUNK = "trunk"
    """From its shoulder or hip, along the trunk's own axes: forward, outward, towards the head."""


@attrs.frozen
class Reach:
    """Where a hand holds."""

    x: float
    y: float
    z: float
    origin: Origin = Origin.BODY

    @classmethod
    def at(cls, x: float, y: float, z: float) -> Reach:
        """Return a hold that stays where it is in the world."""
        return cls(x, y, z, Origin.FLOOR)

    @classmethod
    def trunk(cls, x: float, y: float, z: float) -> Reach:
        """Return a hold along the trunk's own axes."""
        return cls(x, y, z, Origin.TRUNK)


@attrs.frozen
class Foot:
    """Where a foot is, and how it is held.

    Of `floor`, the place is the floor below the ankle of a foot that stands flat; `heel` lifts the heel about the ball,
    which stays put. Of `body` and `trunk`, the place is the ankle itself, and `heel` is how far the toes point away
    from the shin: 0 is a right angle, 60 pointed.
    """

    x: float
    y: float
    z: float = 0
    heel: float = 0
    toeout: float = 8
    origin: Origin = Origin.FLOOR


@attrs.frozen
class Pose:
    """A key pose: where the hips are, how the trunk is held, and what hands and feet reach for.

    `lean` pitches the trunk from upright: 90 lies face down, -90 on the back. `tilt` leans it over sideways, to the
    left; `roll` turns it about its own length. `bend` and `side` bend the thorax at the waist forward and to the left,
    `head` nods against the thorax, `shrug` lifts the shoulders. `elbow` and `knee` are the directions in which these
    joints point, `grip` the direction of a dumbbell's handle.
    """

    hip: tuple[float, float] = (0, 52.7)
    sway: float = 0
    lean: float = 0
    tilt: float = 0
    roll: float = 0
    bend: float = 0
    side: float = 0
    head: float = 0
    shrug: float = 0
    hands: Reach = Reach(1, 2.5, -37.3)
    left_hand: Reach | None = None
    elbow: Triple = (-1, 0.25, 0)
    left_elbow: Triple | None = None
    feet: Foot = Foot(0, 8)
    left_foot: Foot | None = None
    knee: Triple = (1, 0.12, 0)
    left_knee: Triple | None = None
    grip: Triple = (1, 0, 0)


class Hold(StrEnum):
    """Where a dumbbell is, or what else goes along with the body."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    """Between the hands: one dumbbell in both."""
    HIPS = "hips"
    """On the hips, across them."""
    BARBELL = "barbell"
    """A bar across both hands, with plates at its ends."""
    CABLE = "cable"
    """No dumbbell, but a cable or a band from the place `offset` to between the hands."""
    STRETCHED = "stretched"
    """No dumbbell, but a band from hand to hand."""
    BAND = "band"
    """No dumbbell, but a band from the place `offset` to both knees."""
    TOWEL = "towel"
    """No dumbbell, but a towel under both heels."""
    ARMS = "arms"
    """No dumbbell, but a partner's arms from the place `offset` to both ankles."""


@attrs.frozen
class Held:
    """A dumbbell of the figure, moved by `offset` from where it is held along the world's axes; or a band, or help."""

    hold: Hold
    offset: Triple = (0, 0, 0)


@attrs.frozen
class Solid:
    """A thing that stands there: the smooth hull of balls of one radius around some points."""

    points: tuple[Triple, ...]
    radius: float = 1.2


@attrs.frozen
class Mark:
    """An arrow head in the accent colour where the movement is small: a place, and where it points."""

    place: Triple
    points: Triple


@attrs.frozen
class Figure(Drawn):
    """An exercise as a picture that moves: seen from `view` (turned by, from above by), from `start` to `end` and back.

    Turned by 0 shows the right side, 90 the front. `end` is the pose that tells most, and the one that is shown where
    nothing may move. `words` say what moves, to who does not see it: "from the shins to standing". A hold has the same
    pose twice. The hips go straight from one pose to the other, or around `pivot` (its x and z), where the body turns
    about knees that stay on the floor.
    """

    view: tuple[float, float]
    start: Pose
    end: Pose
    held: tuple[Held, ...] = ()
    solids: tuple[Solid, ...] = ()
    marks: tuple[Mark, ...] = ()
    pivot: tuple[float, float] | None = None

    @property
    def is_still(self) -> bool:
        """Tell whether nothing moves: a hold."""
        return self.start == self.end


PAIR: tuple[Held, ...] = (Held(Hold.RIGHT), Held(Hold.LEFT))
"""A dumbbell in each hand."""
