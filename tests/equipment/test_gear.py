"""What an exercise is done with makes its ladder, and nothing else does."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.equipment import can_be_done, changed_by, ladder, loaded_by
from overload.errors import DataError
from overload.model import Band, Dumbbell, DumbbellKind, Exercise, Gear, LoadedWith, Place
from overload.units import Load, Unit, load

OWNED = [gear for gear in Gear if gear not in {Gear.BAR, Gear.NOTHING}]


def rack(gear: Gear, *settings: str, name: str = "") -> Dumbbell:
    """Return something of this gear that has these loads in kg."""
    loads = tuple(map(Decimal, settings))
    return Dumbbell(name or f"my-{gear}", "Mine", DumbbellKind.FIXED, Unit.KG, loads, gear=gear)


def exercise(gear: Gear, loaded_with: LoadedWith | None = None) -> Exercise:
    """Return an exercise that is done with this gear."""
    if loaded_with is None:
        return Exercise(f"with-{gear}", f"With {gear}", ("biceps",), gear=gear)
    return Exercise(f"with-{gear}", f"With {gear}", ("biceps",), loaded_with=loaded_with, gear=gear)


def loads(one: Exercise, place: Place, known: Catalog) -> list[Load]:
    """Return what can be made, nothing where nothing can."""
    try:
        return list(ladder(one, place, known, Unit.KG))
    except DataError:
        return []


@st.composite
def packs(draw: st.DrawFn, gear: Gear) -> list[Dumbbell]:
    """Return several things of one gear: racks, dials and plates."""
    weights = st.lists(st.integers(1, 120), min_size=1, max_size=5, unique=True).map(sorted)
    pack = []
    for number in range(draw(st.integers(1, 3))):
        settings_ = [str(weight) for weight in draw(weights)]
        one = rack(gear, *settings_, name=f"pack-{number}")
        if draw(st.booleans()) and gear is not Gear.VEST:
            plates = tuple((Decimal(weight), 4) for weight in settings_)
            one = attrs.evolve(one, kind=DumbbellKind.PLATE, settings=(), handle=Decimal(2), plates=plates)
        pack.append(one)
    return pack


class TestLaw:
    """A pack of gear, of a plugin or of plan.toml, serves the exercises done with it."""

    @settings(deadline=None)
    @given(data=st.data(), of=st.sampled_from(OWNED), done_with=st.sampled_from(list(Gear)))
    def test_a_pack_changes_no_exercise_of_other_gear(
        self, known: Catalog, data: st.DataObject, of: Gear, done_with: Gear
    ) -> None:
        """What cannot be loaded with a pack has the same ladder, rung for rung, whether the pack is there or not.

        Only a vest is worn over bodyweight whatever else the exercise is done with.
        """
        pack, one = data.draw(packs(of)), exercise(done_with)
        if of is done_with or (of is Gear.VEST and one.loaded_with is LoadedWith.BODYWEIGHT):
            return
        mine = rack(done_with if done_with in OWNED else Gear.DUMBBELLS, "3", "7", name="mine")
        catalog = known.with_own(dumbbells=[mine, *pack])
        alone = Place("home", ("mine",), bands=(Band(load("-15 kg")),), added=(load("5 kg"),))
        ids = tuple(each.id for each in pack)
        for beside in (attrs.evolve(alone, gear=ids), attrs.evolve(alone, dumbbells=(*ids, "mine"))):
            assert ladder(one, beside, catalog, Unit.KG) == ladder(one, alone, catalog, Unit.KG)

    def test_a_barbell_a_cable_and_bands_leave_the_row_alone(self, known: Catalog) -> None:
        """What a home gym gains beside its dumbbells is no load of the dumbbell row."""
        more = [rack(Gear.BARBELL, "20", "60", "135"), rack(Gear.CABLE, "5", "10"), rack(Gear.BAND, "16")]
        catalog = known.with_own(dumbbells=more)
        place = Place("home", ("rack-kg-2",))
        row = known.exercises["dumbbell-row"]
        beside = attrs.evolve(place, gear=("my-barbell", "my-cable", "my-band"))
        assert ladder(row, beside, catalog, Unit.KG) == ladder(row, place, known, Unit.KG)
        assert loads(exercise(Gear.BARBELL), beside, catalog) == [load("20 kg"), load("60 kg"), load("135 kg")]
        assert loads(exercise(Gear.BAND), beside, catalog) == [load("16 kg")]


class TestServing:
    """What loads an exercise."""

    @pytest.mark.parametrize("gear", OWNED)
    def test_each_gear_loads_its_own(self, known: Catalog, gear: Gear) -> None:
        """An exercise has the loads of what is of its gear, over bodyweight where it is worn."""
        catalog = known.with_own(dumbbells=[rack(gear, "4", "6", "8")])
        found = loads(exercise(gear), Place("home", gear=(f"my-{gear}",)), catalog)
        assert found == [*([load("0 kg")] if gear is Gear.VEST else []), load("4 kg"), load("6 kg"), load("8 kg")]

    def test_what_use_names_serves_whatever_it_is(self, known: Catalog) -> None:
        """Somebody with bells alone may row them, by saying so."""
        catalog = known.with_own(dumbbells=[rack(Gear.KETTLEBELL, "12", "16")])
        row = known.exercises["dumbbell-row"]
        place = Place("home", gear=("my-kettlebell",))
        assert loads(row, place, catalog) == []
        told = attrs.evolve(place, use={"dumbbell-row": ("my-kettlebell",)})
        assert loads(row, told, catalog) == [load("12 kg"), load("16 kg")]

    def test_with_nothing_it_is_bodyweight(self, known: Catalog) -> None:
        """A plank has bodyweight and what can be hung on or worn; bands and a chair are for the bar."""
        plank = exercise(Gear.NOTHING)
        place = Place("home", bands=(Band(load("-15 kg")),), help="chair")
        assert loads(plank, place, known) == [load("0 kg")]
        catalog = known.with_own(dumbbells=[rack(Gear.VEST, "10")])
        more = attrs.evolve(place, added=(load("5 kg"),), gear=("my-vest",))
        assert loads(plank, more, catalog) == [load("0 kg"), load("5 kg"), load("10 kg")]
        assert loads(known.exercises["pull-up"], more, catalog)[-1] == load("10 kg")

    def test_two_kettlebells_are_no_heavy_and_light_pair(self, known: Catalog) -> None:
        """The roles of two fixed pairs are the dumbbells'; of two bells both are on the ladder."""
        catalog = known.with_own(dumbbells=[rack(Gear.KETTLEBELL, "12", "20")])
        place = Place("home", gear=("my-kettlebell",))
        assert loads(exercise(Gear.KETTLEBELL), place, catalog) == [load("12 kg"), load("20 kg")]

    def test_magnets_stick_to_iron(self, known: Catalog) -> None:
        """Add-ons go on what is held in the hands, and neither on a stack nor on a band."""
        things = [rack(gear, "10") for gear in (Gear.EZ_BAR, Gear.CABLE, Gear.BAND)]
        catalog = known.with_own(dumbbells=things)
        place = Place("home", gear=tuple(one.id for one in things), micro=("magnet-0_5-kg",))
        assert len(loads(exercise(Gear.EZ_BAR), place, catalog)) == 2
        assert loads(exercise(Gear.CABLE), place, catalog) == [load("10 kg")]
        assert loads(exercise(Gear.BAND), place, catalog) == [load("10 kg")]

    @pytest.mark.parametrize(
        ("gear", "said"),
        [
            (Gear.EZ_BAR, "nothing there can load the with ez-bar, which is done with an EZ bar"),
            (Gear.VEST, "nothing there can load the with vest, which is done with a weight vest"),
        ],
    )
    def test_what_is_missing_is_said(self, known: Catalog, gear: Gear, said: str) -> None:
        """Where there is none of its gear the problem names it and the key to write."""
        with pytest.raises(DataError) as error:
            ladder(exercise(gear), Place("home", ("rack-kg-2",)), known, Unit.KG)
        problem = error.value.problems[0]
        assert problem.message == said
        assert problem.place == "plan.toml: places.home.gear"


class TestWhatIsNotSaid:
    """How an exercise is loaded follows from what it is done with, and the other way round."""

    @pytest.mark.parametrize(
        ("said", "gear", "loaded_with", "needs_bar"),
        [
            ({}, Gear.DUMBBELLS, LoadedWith.PAIR, False),
            ({"loaded_with": LoadedWith.ONE}, Gear.DUMBBELLS, LoadedWith.ONE, False),
            ({"loaded_with": LoadedWith.BODYWEIGHT}, Gear.NOTHING, LoadedWith.BODYWEIGHT, False),
            (
                {"loaded_with": LoadedWith.BODYWEIGHT, "needs_bar": True},
                Gear.BAR,
                LoadedWith.BODYWEIGHT,
                True,
            ),
            ({"gear": Gear.BAR}, Gear.BAR, LoadedWith.BODYWEIGHT, True),
            ({"gear": Gear.CABLE}, Gear.CABLE, LoadedWith.ONE, False),
            ({"gear": Gear.NOTHING}, Gear.NOTHING, LoadedWith.BODYWEIGHT, False),
            ({"gear": Gear.KETTLEBELL, "loaded_with": LoadedWith.PAIR}, Gear.KETTLEBELL, LoadedWith.PAIR, False),
        ],
    )
    def test_it_follows(self, said: dict[str, object], gear: Gear, loaded_with: LoadedWith, needs_bar: bool) -> None:
        """Old exercises mean what they meant; a gear is enough to say."""
        one = Exercise("x", "X", ("lats",), **said)
        assert (one.gear, one.loaded_with, one.needs_bar) == (gear, loaded_with, needs_bar)


class TestWhatCanBeDone:
    """Whether a place has what an exercise needs."""

    def test_the_bar_is_asked_of_the_place(self, known: Catalog) -> None:
        """Without a bar no pull-up, with or without a vest."""
        place = Place("home", pull_up_bar=False)
        assert not can_be_done(known.exercises["pull-up"], place, known)
        assert can_be_done(known.exercises["pull-up"], Place("home"), known)

    @given(gear=st.sampled_from(list(Gear)), there=st.sampled_from(OWNED))
    def test_it_agrees_with_the_ladder(self, known: Catalog, gear: Gear, there: Gear) -> None:
        """What can be done has a ladder, and what cannot has none, where there is a bar."""
        catalog = known.with_own(dumbbells=[rack(there, "4")])
        place, one = Place("home", gear=(f"my-{there}",)), exercise(gear)
        assert can_be_done(one, place, catalog) == bool(loads(one, place, catalog))


class TestPacks:
    """What authors of gear, and who owns it, can ask of it."""

    def test_a_thing_loads_what_is_done_with_it(self, known: Catalog) -> None:
        """Each exercise of its gear is there with its ladder, and no other; what needs a pair is not loaded by one."""
        catalog = known.with_own(exercises=[exercise(Gear.CABLE)])
        assert list(loaded_by(rack(Gear.CABLE, "5", "10"), catalog)) == ["with-cable"]
        assert loaded_by(rack(Gear.CABLE, "5", "10"), known) == {}
        single = attrs.evolve(rack(Gear.DUMBBELLS, "20"), single=True)
        loaded = {name: list(one) for name, one in loaded_by(single, known).items()}
        assert loaded["dumbbell-row"] == [load("20 kg")]
        assert loaded["chair-dip"] == [load("0 kg"), load("20 kg")]
        assert not any(known.exercises[name].loaded_with is LoadedWith.PAIR for name in loaded)
        worn = loaded_by(rack(Gear.VEST, "10"), known)
        assert set(worn) == {one.id for one in known.exercises.values() if one.loaded_with is LoadedWith.BODYWEIGHT}

    @given(gear=st.sampled_from(OWNED))
    def test_a_thing_changes_only_what_it_serves(self, known: Catalog, gear: Gear) -> None:
        """At a place with dumbbells another gear changes only what is done with it, or what it is worn over."""
        catalog = known.with_own(exercises=[exercise(one) for one in Gear])
        changed = changed_by(rack(gear, "4.1", "9.3"), Place("home", ("rack-kg-2",)), catalog)
        assert changed
        assert set(changed) <= set(loaded_by(rack(gear, "4.1", "9.3"), catalog))
