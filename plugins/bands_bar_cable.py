"""Bands, an EZ bar and a cable stack, and a curl, a pushdown and a pull-apart to do with them."""

from decimal import Decimal

from overload import Dumbbell, DumbbellKind, Exercise, Gear, Unit, hookimpl


@hookimpl
def overload_dumbbells() -> list[Dumbbell]:
    """Add three things to own: name those you have under `gear` of a place."""
    pulls, pins = tuple(map(Decimal, (3, 7, 12, 20))), tuple(map(Decimal, range(5, 51, 5)))
    colours = ("yellow", "red", "black", "purple")
    plates = ((Decimal("1.25"), 4), (Decimal("2.5"), 4), (Decimal(5), 4))
    return [
        Dumbbell("loop-bands", "Loop bands", DumbbellKind.BAND, Unit.KG, pulls, names=colours, at_once=2),
        Dumbbell("ez-bar-7", "EZ bar, 7 kg", DumbbellKind.PLATE, Unit.KG, handle=Decimal(7), plates=plates,
                 gear=Gear.EZ_BAR),
        Dumbbell("cable-50", "Cable stack to 50 kg", DumbbellKind.DIAL, Unit.KG, pins, gear=Gear.CABLE),
    ]  # fmt: skip


@hookimpl
def overload_exercises() -> list[Exercise]:
    """Add one exercise for each of them; without the bar the curl is done at the cable, without both with bands."""
    return [
        Exercise("ez-curl", "EZ bar curl", ("biceps",), ("forearms",), gear=Gear.EZ_BAR, start_share=0.15,
                 alternatives=("cable-curl", "band-curl")),
        Exercise("cable-curl", "Cable curl", ("biceps",), ("forearms",), gear=Gear.CABLE, start_share=0.15),
        Exercise("band-curl", "Band curl", ("biceps",), ("forearms",), gear=Gear.BAND, start_share=0.1),
        Exercise("pushdown", "Cable pushdown", ("triceps",), gear=Gear.CABLE, start_share=0.2),
        Exercise("pull-apart", "Band pull-apart", ("rear-delts",), ("mid-back",), gear=Gear.BAND, start_share=0.05),
    ]  # fmt: skip
