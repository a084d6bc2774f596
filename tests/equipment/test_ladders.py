"""The ladder of an exercise at a place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.equipment import can_be_done, ladder
from overload.errors import DataError
from overload.model import Band, Dumbbell, DumbbellKind, Exercise, Gear, Ladder, Place
from overload.units import Load, Unit, load

Rungs = Callable[..., Ladder]


@pytest.fixture
def rungs(known: Catalog) -> Rungs:
    """Return the ladder of an exercise with these dumbbells of the catalogue."""

    def make(exercise: str, *dumbbells: str, unit: Unit = Unit.KG, **place: object) -> Ladder:
        return ladder(known.exercises[exercise], attrs.evolve(Place("home", dumbbells), **place), known, unit)

    return make


def amounts(one: Ladder) -> list[float]:
    """Return bare figures; exact for all that stand here."""
    return [float(rung.amount) for rung in one]


class TestCatalogue:
    """Known ladders of known dumbbells."""

    def test_every_dumbbell_serves_every_exercise(self, known: Catalog, rungs: Rungs) -> None:
        """All 40 give ladders that ascend strictly, above zero, in the unit of the hardware."""
        for name, dumbbell in known.dumbbells.items():
            for exercise in ("dumbbell-deadlift", "dumbbell-row", "reverse-dumbbell-fly"):
                one = rungs(exercise, name)
                assert list(one) == sorted(set(one))
                assert one.bottom.amount > 0
                assert {rung.unit for rung in one} == {dumbbell.unit}
                assert {rung.dumbbell for rung in one.rungs} == {name}

    def test_racks_and_dials_are_their_settings(self, known: Catalog, rungs: Rungs) -> None:
        """Every setting is a rung and nothing between them is, settings heavier at one end included."""
        for name, dumbbell in known.dumbbells.items():
            if dumbbell.kind is DumbbellKind.PLATE or name == "fixed-two-pairs":
                continue
            assert [rung.amount for rung in rungs("dumbbell-row", name)] == list(dumbbell.settings)

    @pytest.mark.parametrize(
        ("name", "loads"),
        [
            ("spinlock-2kg-owner", [2, 4.5, 5, 6, 7.5, 8.5, 9, 11.5]),
            ("spinlock-2kg-basic", [2, 3, 4.5, 5.5, 7, 8, 9.5, 10.5]),
            ("ironmaster-75-as-plates", list(range(10, 80, 5))),
        ],
    )
    def test_pairs_of_plate_handles(self, rungs: Rungs, name: str, loads: list[float]) -> None:
        """What a matching pair can be loaded to."""
        assert amounts(rungs("dumbbell-deadlift", name)) == loads

    def test_one_alone_reaches_further(self, rungs: Rungs) -> None:
        """A matching pair ends at 21 kg; one dumbbell alone goes on at 22 and reaches 52.5."""
        pair, one = rungs("dumbbell-shrug", "spinlock-2_5kg-full"), rungs("dumbbell-row", "spinlock-2_5kg-full")
        assert pair.top == load("21 kg")
        assert one.next_up(pair.top) == load("22 kg")
        assert one.top == load("52.5 kg")
        assert set(pair) <= set(one)

    def test_a_dial_has_a_label_only_where_it_prints_one(self, rungs: Rungs) -> None:
        """52.5 lb is 52.5 lb and nothing else, except at a place whose dials print kg: there it prints 24."""
        for name in ("bowflex-552", "powerblock-elite-exp-50", "bowflex-1090"):
            assert {rung.label for rung in rungs("dumbbell-row", name).rungs} == {""}
        printed = rungs("dumbbell-row", "bowflex-552", dials="kg")
        assert (str(printed.top), printed.rungs[-1].label) == ("52.5 lb", "24 kg")

    def test_own_labels_are_always_shown(self, known: Catalog) -> None:
        """Whoever describes their dumbbells with labels has them in front of their eyes."""
        own = attrs.evolve(known.dumbbells["bowflex-552"], id="mine", is_own=True)
        catalog = known.with_own(dumbbells=(own,))
        rungs = ladder(known.exercises["dumbbell-row"], Place("home", ("mine", "bowflex-552")), catalog, Unit.KG)
        assert [rung.label for rung in rungs.rungs][-3:] == ["20 kg", "23 kg", "24 kg"]

    def test_what_is_printed_leads_to_the_load(self, rungs: Rungs) -> None:
        """Each label of a kg dial is the load it stands at, with add-ons the one without; anything else is none."""
        one = rungs("dumbbell-row", "bowflex-552", dials="kg", micro=("platemate-0_625-lb",))
        dial = rungs("dumbbell-row", "bowflex-552", dials="kg")
        assert [one.as_printed(load(rung.label)) for rung in dial.rungs] == list(dial)
        assert one.as_printed(load("18 lb")) is None
        assert rungs("dumbbell-row", "bowflex-552").as_printed(load("18 kg")) is None

    def test_plates_come_with_their_builds(self, rungs: Rungs) -> None:
        """Each rung of a plate handle says which plates make it; a dial has none to put on."""
        assert all(rung.builds for rung in rungs("dumbbell-row", "spinlock-2kg-owner").rungs)
        assert not any(rung.builds for rung in rungs("dumbbell-row", "bowflex-552").rungs)


class TestTwoPairs:
    """One heavy and one light pair, and nothing else."""

    @pytest.mark.parametrize(
        ("exercise", "amount"),
        [
            ("dumbbell-deadlift", 16),
            ("dumbbell-row", 16),
            ("dumbbell-shrug", 16),
            ("bent-over-dumbbell-row", 16),
            ("reverse-dumbbell-fly", 6),
        ],
    )
    def test_heavy_serves_all_but_the_fly(self, rungs: Rungs, exercise: str, amount: int) -> None:
        """The heavy one serves deadlift, row and shrug, the light one the fly."""
        assert amounts(rungs(exercise, "fixed-two-pairs")) == [amount]

    @pytest.mark.parametrize(
        ("use", "loads"),
        [
            (("light",), [6]),
            (("heavy",), [16]),
            (("both",), [6, 16]),
            (("light", "heavy"), [6, 16]),
            (("fixed-two-pairs",), [6, 16]),
            (("fixed-two-pairs", "light"), [6]),
        ],
    )
    def test_unless_told_otherwise(self, rungs: Rungs, use: tuple[str, ...], loads: list[float]) -> None:
        """`use` says which of them serve an exercise."""
        assert amounts(rungs("dumbbell-row", "fixed-two-pairs", use={"dumbbell-row": use})) == loads
        assert amounts(rungs("dumbbell-shrug", "fixed-two-pairs", use={"dumbbell-row": use})) == [16]

    def test_two_sets_of_one_pair_each_are_the_same(self, known: Catalog) -> None:
        """Two own pairs of one weight each are a heavy and a light pair, in any order and unit."""
        own = [
            Dumbbell("a", "A", DumbbellKind.FIXED, Unit.KG, (Decimal(10),)),
            Dumbbell("b", "B", DumbbellKind.FIXED, Unit.LB, (Decimal(10),)),
        ]
        with_own = known.with_own(dumbbells=own)
        place = Place("home", ("a", "b"))
        assert [*ladder(known.exercises["dumbbell-row"], place, with_own, Unit.KG)] == [load("10 kg")]
        assert [*ladder(known.exercises["reverse-dumbbell-fly"], place, with_own, Unit.KG)] == [load("10 lb")]

    def test_add_ons_go_on_the_pair_that_serves(self, rungs: Rungs) -> None:
        """Magnets add rungs to the heavy pair; the light one does not come back with them."""
        assert amounts(rungs("dumbbell-row", "fixed-two-pairs", micro=("magnet-0_5-kg",))) == [16, 17]

    def test_with_anything_else_all_serve(self, rungs: Rungs) -> None:
        """A third pair or a dial beside them ends the roles."""
        one = rungs("dumbbell-row", "fixed-two-pairs", "nuobell-232-kg")
        assert {load("6 kg"), load("16 kg"), load("2 kg")} <= set(one)
        assert len(rungs("reverse-dumbbell-fly", "rack-kg-2")) == 20

    def test_one_pair_serves_everything(self, known: Catalog) -> None:
        """Who owns a single pair uses it for the fly too."""
        with_own = known.with_own(dumbbells=[Dumbbell("a", "A", DumbbellKind.FIXED, Unit.KG, (Decimal(10),))])
        assert amounts(ladder(known.exercises["reverse-dumbbell-fly"], Place("h", ("a",)), with_own, Unit.KG)) == [10]


class TestOneAlone:
    """A single dumbbell beside a pair, one handle, and handles that are not alike."""

    def test_a_single_dumbbell_beside_a_pair(self, known: Catalog) -> None:
        """What there is one of serves the exercises done with one, and no pair."""
        pairs = Dumbbell("pairs", "P", DumbbellKind.FIXED, Unit.KG, (Decimal(8), Decimal(10), Decimal(12)))
        single = Dumbbell("single", "S", DumbbellKind.FIXED, Unit.KG, (Decimal(24),), single=True)
        catalog, place = known.with_own(dumbbells=[pairs, single]), Place("home", ("pairs", "single"))
        assert amounts(ladder(known.exercises["dumbbell-row"], place, catalog, Unit.KG)) == [8, 10, 12, 24]
        assert amounts(ladder(known.exercises["dumbbell-shrug"], place, catalog, Unit.KG)) == [8, 10, 12]

    @pytest.mark.parametrize(
        ("handles", "said"),
        [
            ({"single": True}, "it takes a pair, and there is only one dumbbell"),
            ({"other_handle": Decimal("2.3")}, "it takes a pair, and no plates make handles of different weight equal"),
        ],
    )
    def test_no_pair_is_said(self, known: Catalog, handles: dict[str, object], said: str) -> None:
        """Where no pair can be made the problem says why, and what is done with one goes on."""
        plates = ((Decimal("1.25"), 8),)
        own = Dumbbell("own", "O", DumbbellKind.PLATE, Unit.KG, handle=Decimal(2), plates=plates, **handles)
        catalog, place = known.with_own(dumbbells=[own]), Place("home", ("own",))
        assert not can_be_done(known.exercises["dumbbell-shrug"], place, catalog)
        with pytest.raises(DataError, match=said):
            ladder(known.exercises["dumbbell-shrug"], place, catalog, Unit.KG)
        assert amounts(ladder(known.exercises["dumbbell-row"], place, catalog, Unit.KG)) == [2, 4.5, 7, 9.5, 12]

    def test_the_alternative_done_with_one_stands_in(self, known: Catalog) -> None:
        """A row with one dumbbell can be done where a row with two cannot."""
        own = Dumbbell("own", "O", DumbbellKind.FIXED, Unit.KG, (Decimal(20),), single=True)
        catalog, place = known.with_own(dumbbells=[own]), Place("home", ("own",))
        assert not can_be_done(known.exercises["bent-over-dumbbell-row"], place, catalog)
        assert can_be_done(known.exercises["dumbbell-row"], place, catalog)


class TestAddOns:
    """Magnets, caps and wrist weights add rungs."""

    def test_caps_make_the_advertised_settings(self, rungs: Rungs) -> None:
        """8 settings with 0, 1 or 2 caps an end are 24, never with three."""
        caps = ("snode-cap-1_25-lb", "snode-cap-1_25-lb-one-per-end")
        one = rungs("dumbbell-row", "snode-ad80", micro=caps)
        assert len(one) == 24
        assert amounts(one)[:5] == [10, 12.5, 15, 20, 22.5]
        assert one.top == load("85 lb")

    def test_all_pieces_count(self, rungs: Rungs) -> None:
        """A magnet on each end adds twice its weight; a wrist weight adds it once."""
        assert rungs("dumbbell-row", "nuobell-550", micro=("platemate-0_625-lb",)).top == load("51.25 lb")
        assert rungs("dumbbell-row", "nuobell-550", micro=("wrist-weight-2_5-lb",)).top == load("52.5 lb")

    def test_different_add_ons_go_on_together(self, rungs: Rungs) -> None:
        """Magnets of 0.625 and 1.25 lb add 1.25, 2.5 or 3.75."""
        one = rungs("dumbbell-row", "nuobell-550", micro=("platemate-0_625-lb", "platemate-1_25-lb"))
        assert amounts(one)[:5] == [5, 6.25, 7.5, 8.75, 10]

    def test_another_unit_is_left_out(self, rungs: Rungs) -> None:
        """A magnet in kg adds nothing to a dumbbell in lb: nothing is converted in silence."""
        assert list(rungs("dumbbell-row", "nuobell-550", micro=("magnet-0_5-kg",))) == list(
            rungs("dumbbell-row", "nuobell-550")
        )

    def test_what_goes_without_goes_without(self, rungs: Rungs) -> None:
        """A load that can be set is not made with add-ons."""
        one = rungs("dumbbell-row", "nuobell-550", micro=("platemate-2_5-lb",))
        rung = one.rung(load("10 lb"))
        assert rung is not None
        assert not rung.builds
        assert one.top == load("55 lb")

    def test_the_dial_still_says_what_it_says(self, rungs: Rungs) -> None:
        """With add-ons on, the label is what the dial stands at."""
        top = rungs("dumbbell-row", "bowflex-552", micro=("platemate-0_625-lb",), dials="kg").rungs[-1]
        assert (str(top.load), top.label) == ("53.75 lb", "24 kg")
        plain = rungs("dumbbell-row", "snode-ad80", micro=("snode-cap-1_25-lb",)).rungs[-1]
        assert (str(plain.load), plain.label) == ("85 lb", "80 lb")

    def test_plates_and_add_ons(self, rungs: Rungs) -> None:
        """A plate handle takes them too, and each build says so."""
        one = rungs("dumbbell-deadlift", "spinlock-2kg-owner", micro=("magnet-0_5-kg",))
        rung = one.rung(load("3 kg"))
        assert rung is not None
        assert [build.micro for build in rung.builds] == [(Decimal("0.5"),) * 2]
        assert one.top == load("12.5 kg")

    def test_unknown_add_ons_are_refused(self, rungs: Rungs) -> None:
        """A name that is no add-on gets the nearest."""
        with pytest.raises(
            DataError, match=r"places.home.micro: no micro 'magnet-0_5kg'; did you mean 'magnet-0_5-kg'"
        ):
            rungs("dumbbell-row", "nuobell-550", micro=("magnet-0_5kg",))


class TestSeveralSets:
    """Everything at a place makes one ladder."""

    def test_the_union_in_exact_order(self, rungs: Rungs) -> None:
        """Loads in kg and lb stand side by side by their exact weight, each from its own dumbbell."""
        one = rungs("dumbbell-row", "nuobell-232-kg", "nuobell-550")
        assert [str(rung) for rung in one][:5] == ["2 kg", "5 lb", "4 kg", "10 lb", "6 kg"]
        assert [rung.dumbbell for rung in one.rungs][:2] == ["nuobell-232-kg", "nuobell-550"]
        assert len(one) == 26

    def test_of_equal_loads_the_first_listed_wins(self, rungs: Rungs) -> None:
        """10 lb of two dials is one rung, made by the one named first."""
        for names in (("nuobell-550", "rep-quickdraw-60"), ("rep-quickdraw-60", "nuobell-550")):
            one = rungs("dumbbell-row", *names)
            assert len(one) == 12
            assert one.rungs[1].dumbbell == names[0]

    def test_the_first_listed_wins_even_with_add_ons(self, rungs: Rungs) -> None:
        """A load the first makes with a magnet is still the first's."""
        one = rungs("dumbbell-row", "mx-select-evo-mx100", "nuobell-550", micro=("platemate-2_5-lb",))
        rung = one.rung(load("15 lb"))
        assert rung is not None
        assert rung.dumbbell == "mx-select-evo-mx100"

    def test_use_names_the_dumbbells_of_an_exercise(self, rungs: Rungs) -> None:
        """Only those named serve it; other exercises have them all."""
        use = {"dumbbell-row": ("nuobell-550",)}
        assert len(rungs("dumbbell-row", "nuobell-232-kg", "nuobell-550", use=use)) == 10
        assert len(rungs("dumbbell-shrug", "nuobell-232-kg", "nuobell-550", use=use)) == 26


class TestNothingToLift:
    """A place that cannot serve an exercise says so."""

    def test_no_dumbbells(self, rungs: Rungs) -> None:
        """The problem names the place, the exercise and what to do."""
        with pytest.raises(
            DataError, match=r"places.home.dumbbells: nothing there can load the dumbbell row; name the"
        ):
            rungs("dumbbell-row")

    def test_unknown_dumbbells(self, rungs: Rungs) -> None:
        """An id that is not known gets the nearest."""
        with pytest.raises(DataError, match="no dumbbells 'nuobel-550'; did you mean 'nuobell-550'"):
            rungs("dumbbell-row", "nuobel-550")


class TestBodyweight:
    """The pull-up: help, bodyweight, added load."""

    def test_from_a_chair_to_added_load(self, rungs: Rungs) -> None:
        """Help without a figure is below every band, then bands, bodyweight, and what is hung on."""
        one = rungs(
            "pull-up",
            help="chair",
            bands=(Band(load("-15 kg")), Band(load("-30 kg"))),
            added=(load("10 kg"), load("5 kg")),
        )
        assert [str(rung) for rung in one] == ["chair", "-30 kg", "-15 kg", "0 kg", "5 kg", "10 kg"]

    def test_bodyweight_is_always_there(self, rungs: Rungs) -> None:
        """With nothing at all there is one rung, in the athlete's unit, whatever dumbbells there are."""
        one = rungs("pull-up", "nuobell-550", unit=Unit.LB)
        assert [str(rung) for rung in one] == ["0 lb"]

    def test_loads_are_hung_on_one_at_a_time(self, rungs: Rungs) -> None:
        """Nobody said that 5 and 10 kg go on together."""
        assert load("15 kg") not in rungs("pull-up", added=(load("5 kg"), load("10 kg")))

    def test_a_partner_is_a_rung_of_its_own(self, rungs: Rungs) -> None:
        """A partner's help has no figure."""
        one = rungs("pull-up", help="partner", bands=(Band(load("-20 lb")),))
        assert one.bottom == Load(Decimal(0), Unit.KG, "partner")
        assert one.next_up(one.bottom) == load("-20 lb")

    def test_the_same_band_twice_is_one_rung(self, rungs: Rungs) -> None:
        """Equal loads are one rung, and a band given without its minus still helps."""
        twice = (Band(load("-15 kg")), Band(load("15 kg")))
        assert [str(one) for one in rungs("pull-up", bands=twice)] == ["-15 kg", "0 kg"]


class TestBands:
    """Bands by name, one at a time or several."""

    def test_bands_are_taken_one_at_a_time_unless_told(self, rungs: Rungs) -> None:
        """Nobody said that two bands go on together."""
        bands = (Band(load("-15 kg"), "red"), Band(load("-30 kg"), "black"))
        assert [(str(rung.load), rung.label) for rung in rungs("pull-up", bands=bands).rungs] == [
            ("-30 kg", "black band"),
            ("-15 kg", "red band"),
            ("0 kg", "bodyweight"),
        ]

    def test_stacked_bands_add_up(self, rungs: Rungs) -> None:
        """-30 and -15 make -45 where two go on at once, and it is said which."""
        bands = (Band(load("-15 kg"), "red"), Band(load("-30 kg")), Band(load("-10 lb"), "thin"))
        one = rungs("pull-up", bands=bands, bands_at_once=2)
        assert [(str(rung.load), rung.label) for rung in one.rungs][:3] == [
            ("-45 kg", "red + 30 kg bands"),
            ("-30 kg", "band"),
            ("-15 kg", "red band"),
        ]
        assert len(one) == 5, "bands of different units are not added up"

    def test_one_band_is_taken_before_two(self, rungs: Rungs) -> None:
        """A load that one band makes is made with one."""
        bands = (Band(load("-15 kg"), "red"), Band(load("-15 kg"), "blue"), Band(load("-30 kg"), "black"))
        assert rungs("pull-up", bands=bands, bands_at_once=2).rung(load("-30 kg")).label == "black band"

    @given(pulls=st.lists(st.integers(1, 40), min_size=1, max_size=5).map(sorted), at_once=st.integers(1, 3))
    def test_every_choice_of_bands_is_a_rung_and_nothing_else(
        self, known: Catalog, pulls: list[int], at_once: int
    ) -> None:
        """The loads of bands are the sums of up to so many of them, counted by hand over all subsets."""
        own = Dumbbell("b", "B", DumbbellKind.BAND, Unit.KG, tuple(map(Decimal, pulls)), at_once=at_once)
        pull = Exercise("pull-apart", "Pull-apart", ("rear-delts",), gear=Gear.BAND)
        one = ladder(pull, Place("home", gear=("b",)), known.with_own(dumbbells=[own]), Unit.KG)
        picks = [pick for pick in range(1, 2 ** len(pulls)) if pick.bit_count() <= at_once]
        sums = {sum(pull for place, pull in enumerate(pulls) if pick >> place & 1) for pick in picks}
        assert {int(load.amount) for load in one} == sums

    def test_names_are_on_the_rungs(self, known: Catalog) -> None:
        """What is pulled is called by its colours; a kettlebell or a pin may have a name as well."""
        settings, names = (Decimal(5), Decimal(10)), ("yellow", "red")
        own = Dumbbell("b", "B", DumbbellKind.BAND, Unit.KG, settings, names=names, at_once=2)
        bells = Dumbbell("k", "K", DumbbellKind.FIXED, Unit.KG, settings, names=names, gear=Gear.KETTLEBELL)
        catalog, place = known.with_own(dumbbells=[own, bells]), Place("home", gear=("b", "k"))
        labels = {
            gear: [
                rung.label for rung in ladder(Exercise("x", "X", ("lats",), gear=gear), place, catalog, Unit.KG).rungs
            ]
            for gear in (Gear.BAND, Gear.KETTLEBELL)
        }
        assert labels[Gear.BAND] == ["yellow band", "red band", "yellow + red bands"]
        assert labels[Gear.KETTLEBELL] == ["yellow", "red"]
