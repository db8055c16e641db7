"""How sure a state is: the band against a plain loop, the effects against the API's own separate answers."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench import tolerance
from app.bench.curves import frequencies_shown
from app.bench.measures import summarize
from app.bench.quantities import QUANTITIES
from app.bench.response import curve_frequencies, line_of, possible, respond
from app.bench.state import State, parse
from app.bench.tolerance import Sensitivity, Spread, band_of, sensitivities, tolerances, uncertain
from app.bench.typical import TYPICAL
from app.common.quantity import Number
from app.main import server
from physics.circuit import decibels, log_magnitude
from physics.hearing import SMALLEST_LIMEN

STATES = (
    "preset=speaker-4m",
    "preset=speaker-30m&model=line&tol=5",
    "preset=pin-30m&model=c-mid&skin=table",
    "preset=line-10m&att=abs",
    "preset=stratocaster&vol=7&bleed=150",
    "preset=guitar-10m&tols=load:50,len:0",
    "preset=two-way-4m&df=8",
    "cable=canare-4s6&tand=0.02&len=100",
    "preset=zip-5m&awg=16",
    "preset=quad-100m&formula=paper&strands=7&strand=0.3",
    "cable=coax&skin=off&len=50",
)
"""Each kind of source, load, cable, circuit and of what levels are drawn over."""


def state_of(query: str) -> State:
    pairs = parse_qsl(query)
    state, problems = parse(pairs if "tol" in dict(pairs) else [*pairs, ("tol", "1")])
    assert problems == []
    return state


def answer(query: str, **more: str) -> Any:
    response = server.test_client().get("/api/v1/response", query_string=dict(parse_qsl(query)) | more)
    assert response.status_code == 200, response.text
    return response.get_json()


def first(count: int, spread: Spread) -> Spread:
    """The first of many states."""
    return replace(spread, columns={key: column[:count] for key, column in spread.columns.items()})


class TestTable:
    def test_what_a_response_depends_on_has_a_tolerance_or_a_reason_to_have_none(self) -> None:
        exact = {"vol", "tone", "temp", "strands", "coil", "awg", "power", "esn", "f0", "cycles"}
        numbers = {
            key
            for key, one in QUANTITIES.items()
            if isinstance(one, Number) and one.group not in ("display", "field", "matters", "views")
        }
        assert set(TYPICAL) == numbers - exact

    def test_of_the_table(self) -> None:
        percent = {key: one.percent for key, one in TYPICAL.items()}
        told = {
            "len": 1,
            "rdc": 5,
            "lm": 10,
            "cm": 10,
            "eps": 10,
            "vpot": 20,
            "ctone": 10,
            "lp": 10,
            "qes": 10,
            "df": 20,
        }
        assert percent | told == percent
        assert percent["mm2"] == 2 * percent["dia"] == 2 * percent["strand"] == percent["rdc"]

    def test_listed_has_it(self) -> None:
        listed = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
        rows = [line for line in listed.splitlines() if " % | `" in line]
        found = {key: row for row in rows for key in TYPICAL if f"`{key}`" in row}
        for key, one in TYPICAL.items():
            assert found[key].startswith(f"| {one.percent:g} % | ")
            assert found[key].endswith(f"| {one.reason.en} |")


class TestUncertain:
    def test_ends(self) -> None:
        found = uncertain(state_of("preset=speaker-4m&tol=2&tols=len:5,cm:0"))
        assert found["len"] == (4, pytest.approx(3.6), pytest.approx(4.4))
        assert found["cm"] == (45, 45, 45)
        assert found["df"] == (100, pytest.approx(60), pytest.approx(140))
        assert list(found) == ["len", "rdc", "lm", "cm", "df", "load"]

    def test_no_value_vanishes_or_leaves_its_range(self) -> None:
        found = uncertain(state_of("preset=stratocaster&tol=5&cp=1000&tols=vpot:100"))
        assert found["vpot"] == (250, 25, pytest.approx(1500))
        assert found["cp"] == (1000, pytest.approx(500), 1000)
        assert uncertain(state_of("preset=speaker-4m&tol=5&tols=len:100"))["len"] == (4, pytest.approx(0.4), 24)

    @pytest.mark.parametrize(
        ("query", "there", "away"),
        [
            ("cable=pair&dia=1", "dia", "mm2"),
            ("cable=pair&awg=18", "mm2", "dia"),
            ("cable=pair&strands=7&strand=0.3", "strand", "strands"),
            ("rs=0.1", "rs", "df"),
            ("df=10", "df", "rs"),
            ("zl=driver", "re", "load"),
            ("preset=two-way-4m&xcz=0", "xc1", "xcz"),
            ("cable=pair", "eps", "cm"),
        ],
    )
    def test_of_several_ways_the_one_given(self, query: str, there: str, away: str) -> None:
        found = uncertain(state_of(query))
        assert there in found
        assert away not in found

    def test_own_tolerances(self) -> None:
        found = tolerances(state_of("tols=gap:12,len:0"))
        assert (found["gap"], found["len"], found["cm"]) == (12, 0, 10)


class TestBand:
    @pytest.mark.parametrize("query", STATES)
    def test_is_that_of_a_plain_loop(self, query: str) -> None:
        state = state_of(query)
        frequency, spread = curve_frequencies(state)[::7], first(64, Spread.of(state))
        responses = [respond(one, frequency) for one in spread.states]
        level, drawn = (
            np.percentile(one, [5, 95], axis=0)
            for one in ([each.attenuation for each in responses], [decibels(each.drawn) for each in responses])
        )
        band = spread.attenuation_band(frequency)
        np.testing.assert_allclose([band.low, band.high], level, rtol=1e-12, atol=1e-13)
        picture = spread.drawn_band(curve_frequencies(state))
        np.testing.assert_allclose([picture.low[::7], picture.high[::7]], drawn, rtol=0, atol=0.01)
        grades = [summarize(one).grade for one in spread.states]
        for grade, share in spread.grade_shares().items():
            assert share == pytest.approx(grades.count(grade) / 64, abs=1.01 / 64)

    @pytest.mark.parametrize("query", STATES)
    def test_of_few_is_that_of_these(self, query: str) -> None:
        """Of as many as none is told by others."""
        state = state_of(query)
        frequency, spread = curve_frequencies(state), first(4, Spread.of(state))
        some = frequency[[0, 150, 300, 450, -1]]
        responses = [respond(one, some) for one in spread.states]
        band, picture = spread.attenuation_band(some), spread.drawn_band(frequency)
        level, drawn = (
            np.sort(one, axis=0)
            for one in ([each.attenuation for each in responses], [decibels(each.drawn) for each in responses])
        )
        # Of four, percentiles 5 and 95 are 15 % of the way to the next.
        for ends, (low, next_low, next_high, high), near in (
            ((band.low, band.high), level, 1e-12),
            ((picture.low[[0, 150, 300, 450, -1]], picture.high[[0, 150, 300, 450, -1]]), drawn, 0.005),
        ):
            np.testing.assert_allclose(ends[0], 0.85 * low + 0.15 * next_low, rtol=near, atol=near)
            np.testing.assert_allclose(ends[1], 0.85 * high + 0.15 * next_high, rtol=near, atol=near)

    @pytest.mark.parametrize(
        "query",
        [
            "preset=three-way-4m&model=line&fmax=100000000&tol=5",  # loads with many corners, then waves
            "preset=stratocaster&range=ear&tol=5",
            "cable=quad&skin=off&dia=1.2&gap=1.3&tol=2&model=line&len=100",  # wires that nearly touch, or would
            "cable=pair&metal=cca&clad=15&wall=0.6&tand=0.02&skin=table&tol=3&len=30",  # many measures
            "cable=coax&dia=1&bore=5&skin=table&tol=5&model=line&len=100&fmax=30000000",
        ],
    )
    def test_what_is_not_computed_lies_where_it_would(self, query: str) -> None:
        """Both ways over each state's own levels, which are those of the attenuation where it is absolute."""
        state = state_of(f"{query}&att=abs")
        spread, frequency = Spread.of(state), frequencies_shown(state)
        drawn, exact = spread.drawn_band(frequency), spread.attenuation_band(frequency[::5])
        np.testing.assert_allclose([drawn.low[::5], drawn.high[::5]], [exact.low, exact.high], rtol=0, atol=0.01)

    def test_few_levels_and_cross_sections_are_computed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """At all 600 frequencies these levels would be 460,800; and 256 states have as many lines."""
        counts = {"levels": 0, "lines": 0}

        def level(transfer: np.ndarray) -> object:
            counts["levels"] += transfer.size
            return log_magnitude(transfer)

        def line(state: State, frequency: np.ndarray) -> object:
            counts["lines"] += frequency.size > 0
            return line_of(state, frequency)

        monkeypatch.setattr(tolerance, "log_magnitude", level)
        monkeypatch.setattr(tolerance, "line_of", line)
        band_of(state_of("preset=speaker-4m&model=line&fmax=100000000&range=all&tol=1"))
        assert 0 < counts["levels"] < 200_000
        band_of(state_of("preset=speaker-4m&lm=0.25&cm=45&tol=2"))  # many of which cannot be
        assert counts["lines"] == 2  # all in one, for each of the two states
        for query, most in (
            ("preset=zip-5m&tol=5", 33),
            ("preset=zip-5m&tol=5&gap=2.1", 45),  # wires that nearly touch
            ("preset=pair-100m&tol=1&dia=2&gap=2.3", 33),
            ("preset=pair-100m&tol=5&strands=19&strand=0.3&gap=2.5", 33),
            ("preset=gs-6-5m&tol=3&dia=1.6&bore=2", 74),
        ):
            counts["lines"] = 0
            band_of(state_of(query))
            assert 10 < counts["lines"] <= most
        counts["lines"] = 0
        band_of(state_of("preset=zip-5m&tols=mm2:0,gap:0"))  # all alike but for the insulation's permittivity
        assert counts["lines"] == 2 + 6  # as a constant needs, and to see

    def test_a_link_always_gives_the_same(self) -> None:
        """The figures that it gave at first: another sequence or seed would change what every link shows."""
        one = answer("preset=stratocaster&tol=1", f="1000,4000")["tolerance"]
        assert one == answer("preset=stratocaster&tol=1", f="1000,4000")["tolerance"]
        assert one["low_db"] == pytest.approx([-0.17135719307961111, 3.185706225578425], rel=1e-9)
        assert one["high_db"] == pytest.approx([0.01580321113888827, 4.938035404893299], rel=1e-9)

    def test_verdicts_part_where_the_bend_is_a_threshold(self) -> None:
        """Of the standard cable without skin effect, 1 % longer or shorter, at the length at which half are beyond."""

        def bend(length: float) -> float:
            s, series = 2j * np.pi * 20e3, 0.08 + 0.05 * length
            with_all = 1 / (1 + (series + s * length * 1e-6) * (1 / 8 + s * length * 45e-12))
            return float(-20 * np.log10(abs(with_all) * (8 + series) / 8))

        lengths = np.linspace(4, 40, 36_001)
        others = ",".join(f"{key}:0" for key in TYPICAL if key != "len")
        for threshold, below, above in ((0.1, "none", "below"), (SMALLEST_LIMEN, "below", "possible")):
            length = lengths[np.searchsorted([bend(one) for one in lengths], threshold)]
            query = f"preset=speaker-4m&skin=off&len={length:.6g}&tol=1&tols=len:1,{others}"
            shares = Spread.of(state_of(query)).grade_shares()
            assert shares[below] == pytest.approx(0.5, abs=0.02)  # type: ignore[index]
            assert shares[above] == pytest.approx(0.5, abs=0.02)  # type: ignore[index]

    def test_a_nothing_of_a_tolerance_is_the_curve(self) -> None:
        everything = ",".join(f"{key}:0" for key in TYPICAL)
        sure = answer(f"preset=pin-10m&tol=5&tols={everything}", f="0,10,20000,1000000")
        np.testing.assert_allclose(sure["tolerance"]["low_db"], sure["attenuation_db"], atol=1e-13)
        np.testing.assert_allclose(sure["tolerance"]["high_db"], sure["attenuation_db"], atol=1e-13)
        assert sure["tolerance"]["grade_share"] == {"none": 1, "below": 0, "possible": 0, "likely": 0}

    def test_of_the_length_alone_it_ends_at_its_percentiles(self) -> None:
        """Attenuation falls with the length, so that its percentiles are those of the length: ±0.9 of the tolerance."""
        others = ",".join(f"{key}:0" for key in TYPICAL if key != "len")
        band = answer(f"preset=speaker-30m&tol=1&tols=len:10,{others}", f="20000")["tolerance"]
        low, high = (
            answer("preset=speaker-30m", len=length, f="20000")["attenuation_db"] for length in ("32.7", "27.3")
        )
        assert band["low_db"] == pytest.approx(low, abs=0.003)
        assert band["high_db"] == pytest.approx(high, abs=0.003)

    def test_it_widens_with_the_factor(self) -> None:
        widths = [
            np.subtract(sure["high_db"], sure["low_db"])
            for sure in (
                answer("preset=speaker-30m", tol=tol, f="1000,20000")["tolerance"] for tol in ("0.1", "1", "5")
            )
        ]
        assert np.all(np.diff(widths, axis=0) > 0)

    def test_states_that_cannot_be_are_left_out(self) -> None:
        """The conductors of half of them would touch, or their waves would be faster than light."""
        for query in (
            "cable=pair&dia=2&gap=2.02&skin=off",
            "preset=speaker-4m&lm=0.25&cm=45",
            "cable=coax&dia=3.9&bore=4",
        ):
            found = Spread.of(state_of(query)).states
            assert 20 < len(found) < 240
            assert not any(map(possible, found))
            sure = answer(f"{query}&tol=1", f="20000")
            assert sure["tolerance"]["low_db"][0] <= sure["tolerance"]["high_db"][0]

    def test_passive(self) -> None:
        """Between resistors no cable raises the level."""
        assert np.max(answer("preset=pin-30m&tol=5")["tolerance"]["high_db"]) < 0

    def test_csv_has_it(self) -> None:
        text = server.test_client().get("/api/v1/response.csv?tol=1&f=20000").text
        head, row = (line.split(",") for line in text.split())
        found = dict(zip(head, row, strict=True))
        sure = answer("tol=1", f="20000")["tolerance"]
        assert [float(found[name]) for name in ("low_db", "high_db")] == [sure["low_db"][0], sure["high_db"][0]]


FIGURES = {
    "loss": "loss_20k_db",
    "bend": "bend_db",
    "corner": "minus_3_db_hz",
    "resonance": "resonance_hz",
    "damping": "effective_damping_factor",
}


class TestSensitivities:
    @pytest.mark.parametrize(
        "query",
        [
            "preset=speaker-30m&of=loss",
            "preset=speaker-30m&of=damping&tol=3",
            "preset=zip-5m&of=bend",
            "preset=pin-30m&of=corner",
            "preset=stratocaster&of=resonance",
            "preset=two-way-4m&of=bend",
        ],
    )
    def test_are_differences_of_separate_answers(self, query: str) -> None:
        base = dict(parse_qsl(query)) | ({} if "tol" in query else {"tol": "1"})
        name = FIGURES[base["of"]]
        sure = answer(query, **base, f="1000")
        found, figure = sure["tolerance"], sure["summary"][name]
        assert found["figure"] == figure
        assert len(found["sensitivities"]) >= 5

        def moved(key: str, value: float) -> float:
            return float(answer(query, **{key: repr(value)}, f="1000")["summary"][name]) - figure

        for one in found["sensitivities"]:
            key, value = one["key"], one["value"]
            near = {"rel": 1e-9, "abs": 1e-9 * abs(figure)}
            assert one["low"] == pytest.approx(moved(key, one["low_value"]), **near)
            assert one["high"] == pytest.approx(moved(key, one["high_value"]), **near)
            assert one["per_percent"] == pytest.approx(moved(key, 1.01 * value), **near)

    def test_the_damping_factor_in_closed_form(self) -> None:
        """R over R_source + R_cable, of which 0.08 and 0.2 Ω: what 1 % of each quantity does to its logarithm."""
        found = {one.key: one for one in sensitivities(state_of("preset=speaker-4m&of=damping"))}
        factor = 8 / 0.28
        parts = {"len": -0.2 / 0.28, "rdc": -0.2 / 0.28, "df": 0.08 / 0.28, "load": 0.2 / 0.28, "lm": 0, "cm": 0}
        assert set(found) == set(parts)
        for key, part in parts.items():
            assert found[key].per_percent == pytest.approx(0.01 * part * factor, rel=0.011, abs=1e-12)
        assert found["rdc"].low == pytest.approx(8 / 0.27 - factor)
        assert found["rdc"].high == pytest.approx(8 / 0.29 - factor)

    @pytest.mark.parametrize(
        ("low", "high", "per_percent", "effect"),
        [
            (-0.3, 0.2, 7.0, 0.3),
            (-0.2, 0.3, 7.0, 0.3),
            (0.2, None, 7.0, 0.2),
            (None, -0.003, 7.0, 0.003),
            (None, None, 7.0, 0.0),
        ],
    )
    def test_effect_is_the_larger_change(
        self, low: float | None, high: float | None, per_percent: float, effect: float
    ) -> None:
        assert Sensitivity("len", 4.0, 3.9, 4.1, low, high, per_percent).effect == effect
        assert Sensitivity("len", 4.0, 4.0, 4.0, low, high, -per_percent).effect == per_percent
        assert Sensitivity("len", 4.0, 4.0, 4.0, low, high, None).effect == 0

    def test_the_largest_comes_first(self) -> None:
        effects = [max(abs(one.low or 0), abs(one.high or 0)) for one in sensitivities(state_of("preset=speaker-30m"))]
        assert effects == sorted(effects, reverse=True)

    def test_without_tolerances_by_one_percent(self) -> None:
        found = sensitivities(state_of("preset=speaker-30m&tol=0"))
        assert {(one.low, one.high) for one in found} == {(0, 0)}
        effects = [abs(one.per_percent or 0) for one in found]
        assert effects == sorted(effects, reverse=True)
        assert effects[0] > 0

    @pytest.mark.parametrize("query", ["preset=speaker-4m&of=resonance", "preset=stratocaster&of=damping"])
    def test_what_does_not_exist_does_not_change(self, query: str) -> None:
        found = answer(query, tol="1", f="1000")["tolerance"]
        assert found["figure"] is None
        assert {one[end] for one in found["sensitivities"] for end in ("low", "high", "per_percent")} == {None}

    @pytest.mark.parametrize("there", [(4.0,), (3.96, 4.04)])
    def test_what_comes_or_goes_does_not_change(
        self, there: tuple[float, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A figure that exists at the value alone, or at the ends of its tolerance alone."""
        monkeypatch.setattr(
            tolerance, "figure_of", lambda state: 1.0 if pytest.approx(state.shown["len"]) in there else None
        )
        found = {one.key: one for one in sensitivities(state_of("preset=speaker-4m"))}["len"]
        assert (found.low, found.high) == (None, None)

    def test_a_value_that_cannot_be_has_no_effect(self) -> None:
        found = {one.key: one for one in sensitivities(state_of("cable=pair&dia=2&gap=2.02&skin=off"))}
        assert found["gap"].low is None
        assert found["gap"].high is not None


class TestApi:
    def test_null_without(self) -> None:
        assert answer("preset=speaker-4m", f="1000")["tolerance"] is None

    def test_numbers_are_of_json(self) -> None:
        sure = answer("preset=zip-5m", tol="1", f="1000")["tolerance"]
        assert json.loads(json.dumps(sure)) == sure
        assert sum(sure["grade_share"].values()) == 1
        assert sure["unit"] == "dB"
        assert [asdict(one) for one in sensitivities(state_of("preset=zip-5m"))] == sure["sensitivities"]

    def test_as_many_frequencies_as_allowed(self) -> None:
        client = server.test_client()
        for count, status in ((602, 200), (603, 400)):
            response = client.get(f"/api/v1/response?tol=1&f={','.join(['1000'] * count)}")
            assert response.status_code == status
        assert response.get_json()["error"]["key"] == "f"
        assert "602" in response.get_json()["error"]["message"]

    @pytest.mark.parametrize(
        "tols", ["len", "len:", "len:x", "len:-1", "len:101", "vol:5", "len:1,len:2", "len:1:2", ":5", "len:nan", "５"]
    )
    def test_what_cannot_be_read_is_refused(self, tols: str) -> None:
        response = server.test_client().get("/api/v1/response", query_string={"tols": tols, "tol": "1"})
        assert response.status_code == 400
        assert response.get_json()["error"]["key"] == "tols"
        assert "len:10,rdc:10" in response.get_json()["error"]["message"]

    @pytest.mark.parametrize("tols", ["gap:2, len:0.5", "len:0.5;gap:2", "len:0.50 gap:2"])
    def test_what_people_write_is_read(self, tols: str) -> None:
        assert answer("", tols=tols, f="1")["state"]["tols"] == "len:0.5,gap:2"


@pytest.mark.parametrize(
    "query",
    [
        "preset=measured-gibson-490r&tone=5&vol=5&bleed=1000&rbleed=100&bleedmode=parallel",
        "preset=stratocaster&rloss=300&bleed=1000&rbleed=100&vol=5&wiring=50s",
        "preset=at-vm95&coil=2",
    ],
)
def test_losses_and_coils_are_uncertain_too(query: str) -> None:
    """The band lies about the curve."""
    asked = {"f": "100,4000"} | dict(parse_qsl(query))
    plainly, unsure = (
        server.test_client().get("/api/v1/response", query_string=one).get_json()
        for one in (asked, asked | {"tol": "1"})
    )
    low, high = (np.array(unsure["tolerance"][end]) for end in ("low_db", "high_db"))
    assert np.all((low < plainly["attenuation_db"]) & (plainly["attenuation_db"] < high))
