"""Cables as they are wired: side by side, with contacts, bi-wired, and what they turn into heat."""

import re
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from app.bench.measures import biwiring, differ, summarize
from app.bench.quantities import QUANTITIES
from app.bench.redraw import redraw, unpacked
from app.bench.response import curve_frequencies, ends_of, line_of, possible, respond, two_way_of
from app.bench.schematic import schematic
from app.bench.state import State, parse
from app.bench.sweep import sweep
from app.common.quantity import Number
from app.main import server
from physics.checks import QuantityError
from physics.circuit import Cable, chain_matrix, crosstalk, power_lost, shared_return, shunted_source
from physics.hearing import BANDS
from physics.line import given_line, side_by_side
from physics.loads import two_way_branches, two_way_impedance
from physics.network import Block, element, ladder_network, network_impedance

F = np.array([10.0, 300.0, 2.5e3, 20e3, 1e5])
MODELS = ("c-end", "c-mid", "line")


def state_of(query: str) -> State:
    state, problems = parse(parse_qsl(query, keep_blank_values=True))
    assert problems == []
    assert possible(state) is None
    return state


def level(query: str) -> np.ndarray:
    return respond(state_of(query), F).attenuation


def api(query: str) -> dict:
    answer = server.test_client().get(f"/api/v1/response?{query}&f=1000")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_pairs_of_a_network_cable_in_parallel() -> None:
    """24 AWG has 84.2 Ω/km (NBS Handbook 100), the cabling standard allows 94: a quarter of both wires, 5 m."""
    response = respond(state_of("preset=cat5-5m"), F)
    assert response.loop_resistance == pytest.approx(5 * 2 * 0.094 / 4)
    assert response.line.capacitance == pytest.approx(4 * 49e-12)


@pytest.mark.parametrize(
    ("cable", "ohms", "microhenries", "picofarads"), [("rg-58", 0.66, 2.7, 950), ("rg-59", 3.2, 3.7, 690)]
)
def test_coaxial_line_is_a_low_pass(cable: str, ohms: float, microhenries: float, picofarads: float) -> None:
    """R, L and C of 10 m at 100 kHz as one section from 1 kΩ into 10 kΩ: V falls by 1 − ω²LC + jωC·(R ∥ 10 kΩ)."""
    omega = 2e5 * np.pi
    r, c = 1 / (1 / (1e3 + ohms) + 1e-4), picofarads * 1e-12
    expected = -20 * np.log10(np.abs(1 - omega**2 * microhenries * 1e-6 * c + 1j * omega * c * r))
    ours = respond(state_of(f"preset={cable}-10m&rs=1000"), np.array([1e5])).ac_attenuation[0]
    assert ours == pytest.approx(expected, rel=0.02)


class TestSideBySide:
    @pytest.mark.parametrize("model", MODELS)
    def test_is_a_cable_of_so_much_more_copper(self, model: str) -> None:
        """Three of 24 mΩ/m, 0.9 µH/m and 40 pF/m are one of 8 mΩ/m, 0.3 µH/m and 120 pF/m."""
        of = f"preset=two-way-4m&skin=off&len=40&model={model}"
        one, three = f"{of}&rdc=8&lm=0.3&cm=120", f"{of}&rdc=24&lm=0.9&cm=40&runs=3"
        np.testing.assert_allclose(level(three), level(one), rtol=1e-12)

    def test_each_keeps_the_skin_effect_of_its_own_wire(self) -> None:
        state = state_of("preset=speaker-4m")
        four = line_of(state.with_values(runs="4"), F)
        np.testing.assert_allclose(four.resistance / four.dc_resistance, line_of(state, F).resistance / 0.05)

    def test_none_is_refused(self) -> None:
        line = given_line(
            F, conductor_resistance=1, inductance=1e-6, capacitance=1e-10, loss_tangent=0, skin_effect="off"
        )
        with pytest.raises(QuantityError, match="runs"):
            side_by_side(line, 0)


class TestContacts:
    @pytest.mark.parametrize("model", MODELS)
    def test_are_the_product_of_three_chain_matrices(self, model) -> None:
        z, y, rc, zs, zl = 0.3 + 2.0j, 1e-3 + 0.2j, 0.7, 1.1 - 0.4j, 6.0 + 3.0j
        a, b, c, d = (complex(one) for one in chain_matrix(model, z, y))
        contact = np.array([[1, rc], [0, 1]])
        (a, b), (c, d) = contact @ np.array([[a, b], [c, d]]) @ contact
        cable = Cable(model, z, y, rc)
        assert np.exp(cable.log_transfer(zs, zl)) == pytest.approx(1 / (a + b / zl + zs * (c + d / zl)))
        assert cable.input_admittance(zl) == pytest.approx((c * zl + d) / (a * zl + b))
        assert cable.output_impedance(zs) == pytest.approx((b + zs * d) / (a + zs * c))
        assert cable.input_admittance(np.inf) == pytest.approx(c / a)
        assert np.exp(cable.log_transfer(zs, np.inf)) == pytest.approx(1 / (a + zs * c))

    def test_divide_the_voltage_at_dc(self) -> None:
        """0.08 Ω, 2 × 0.5 Ω of contacts and 0.2 Ω of cable before 8 Ω."""
        state = state_of("preset=speaker-4m&rcontact=500")
        at_dc = respond(state, np.zeros(1))
        assert at_dc.attenuation[0] == pytest.approx(20 * np.log10(8 / 9.28))
        assert at_dc.without_cable[0].real == pytest.approx(np.log(8 / 8.08))
        assert summarize(state).effective_damping_factor == pytest.approx(8 / 1.28)
        assert at_dc.seen_from_load[0] == pytest.approx(1.28)


class TestBiWiring:
    @pytest.mark.parametrize("branch", ["woofer", "tweeter"])
    def test_is_the_solution_of_its_three_nodes(self, branch: str) -> None:
        """Kirchhoff's law at the amplifier and at both pairs of terminals, C at the far ends."""
        state = state_of(f"preset=biwire-4m&len=20&df=10&branch={branch}&model=c-end")
        line = line_of(state, F)
        z, y = 20 * line.series_impedance, 20 * line.shunt_admittance
        ends = ends_of(state.with_values(branch="woofer"), F)
        assert ends.branches is not None
        expected = []
        for n in range(F.size):
            woofer, tweeter = (1 / one[n] for one in ends.branches)
            nodes = np.array(
                [
                    [1 / 0.8 + 2 / z[n], -1 / z[n], -1 / z[n]],
                    [-1 / z[n], 1 / z[n] + y[n] + woofer, 0],
                    [-1 / z[n], 0, 1 / z[n] + y[n] + tweeter],
                ]
            )
            expected.append(np.linalg.solve(nodes, [1 / 0.8, 0, 0])[1 if branch == "woofer" else 2])
        np.testing.assert_allclose(np.exp(respond(state, F).log_transfer), expected, rtol=1e-10)

    def test_without_cable_there_is_nothing_to_tell(self) -> None:
        for branch in ("woofer", "tweeter"):
            bare = respond(state_of(f"preset=biwire-4m&branch={branch}"), F).without_cable
            np.testing.assert_allclose(bare, respond(state_of("preset=two-way-4m"), F).without_cable, rtol=1e-12)

    def test_halves_are_the_whole(self) -> None:
        system = two_way_of(state_of("preset=two-way-4m"))
        woofer, tweeter = two_way_branches(F, system)
        np.testing.assert_allclose(1 / (1 / woofer + 1 / tweeter), two_way_impedance(F, system), rtol=1e-12)
        assert two_way_branches(0.0, system)[1] == np.inf

    def test_changes_are_those_of_the_responses(self) -> None:
        state = state_of("preset=biwire-4m&len=10")
        found = biwiring(state)
        assert found is not None
        for branch, change, where in (
            ("woofer", found.woofer_db, found.woofer_hz),
            ("tweeter", found.tweeter_db, found.tweeter_hz),
        ):
            at = np.array([where])
            own = respond(state.with_values(branch=branch), at).attenuation[0]
            assert change == pytest.approx(own - respond(state.with_values(biwire="0"), at).attenuation[0], abs=1e-9)
        alone = np.array([50.0])  # the tweeter draws nothing there
        low = respond(state.with_values(branch="woofer"), alone).attenuation
        np.testing.assert_allclose(low, respond(state.with_values(biwire="0"), alone).attenuation, atol=1e-3)
        assert biwiring(state_of("preset=two-way-4m")) is None

    def test_side_by_side_are_twice_as_many_with_half_the_contacts(self) -> None:
        of = "preset=biwire-4m&len=20"
        found = biwiring(state_of(f"{of}&runs=2&rcontact=60"))
        assert found is not None
        one, both = (state_of(f"{of}&biwire=0&runs={runs}") for runs in ("2&rcontact=60", "4&rcontact=30"))
        at = np.array([found.woofer_hz, found.tweeter_hz])
        change = respond(both, at).attenuation - respond(one, at).attenuation
        assert [found.woofer_parallel_db, found.tweeter_parallel_db] == pytest.approx(change, abs=1e-9)

    @pytest.mark.parametrize("branch", ["woofer", "tweeter"])
    def test_verdict_is_on_each_driver_where_it_plays(self, branch: str) -> None:
        """Whichever half is looked at: the woofer's terminals at 20 kHz, where it is silent, do not count."""
        frequency = np.append(1e-3, np.geomspace(20, 20e3, 20001))
        states = (state_of(f"preset=biwire-4m&len=20&branch={one}") for one in ("woofer", "tweeter"))
        halves = [respond(state, frequency) for state in states]
        low, high = (20 * np.log10(abs(np.exp(half.cable_log_transfer))) for half in halves)
        woofer, tweeter = (abs(1 / half.ends.branches[0]) ** 2 for half in halves if half.ends.branches)
        summary = summarize(state_of(f"preset=biwire-4m&len=20&branch={branch}"))
        power = (woofer * 10 ** (low / 10) + tweeter * 10 ** (high / 10)) / (woofer + tweeter)
        change = 10 * np.log10(power[1:]) - low[0]
        assert summary.cable_reference_db == pytest.approx(low[0], abs=1e-6)  # at DC the tweeter draws nothing
        assert summary.bend_db == pytest.approx(max(change, key=abs), abs=0.001)
        assert abs(summary.bend_db) < abs(low - low[0]).max() - 0.05

    @pytest.mark.parametrize("branch", ["woofer", "tweeter"])
    def test_difference_from_one_cable_is_no_more_than_what_is_told(self, branch: str) -> None:
        """Where both draw alike it is between the two."""
        state = state_of(f"preset=biwire-4m&len=20&branch={branch}")
        found = biwiring(state)
        assert found is not None
        most = max(abs(found.woofer_db), abs(found.tweeter_db))
        assert 0.3 * most < abs(differ(state, state.with_values(biwire="0")).most_db) < most + 1e-3

    @pytest.mark.parametrize(
        ("query", "woofer_first", "turns"),
        [
            ("len=20", True, 1),
            ("len=20&band=guitar&xl1=0.01&xc2=200", True, 2),
            ("xc2=200&runs=2&rcontact=60", True, 3),
            ("len=30&le=5&xl2=20&xc2=200", True, 5),
            ("len=20&xl1=0.0239", True, 0),  # the tweeter draws more nowhere
            ("len=20&xc2=200&re=20", False, 0),
            ("len=20&re=86.1&xl2=3.1&xc2=33.5", False, 4),
        ],
    )
    def test_is_the_most_where_each_draws_more(self, query: str, woofer_first: bool, turns: int) -> None:
        """On 4001 points, and where both draw alike; at the place that is told, from the response there."""
        state = state_of(f"preset=biwire-4m&{query}")
        one, system = state.with_values(biwire="0"), two_way_of(state)
        found = biwiring(state)
        assert found is not None

        def lead(x: np.ndarray) -> np.ndarray:
            woofer, tweeter = np.abs(two_way_branches(np.exp(x), system))
            return np.log(tweeter / woofer)

        x = np.linspace(*np.log(BANDS[state.band]), 4001)
        leads = lead(x)
        at = [brentq(lead, *x[n : n + 2], xtol=1e-12) for n in np.flatnonzero(np.diff(leads > 0))]
        assert (leads[0] > 0, len(at)) == (woofer_first, turns)
        f, leads = np.exp(np.append(x, at)), np.append(leads, np.zeros(turns))
        for branch, rules, most, where, both in (
            ("woofer", leads >= 0, found.woofer_db, found.woofer_hz, found.woofer_parallel_db),
            ("tweeter", leads <= 0, found.tweeter_db, found.tweeter_hz, found.tweeter_parallel_db),
        ):
            half = state.with_values(branch=branch)
            if rules.any():
                change = np.abs(respond(half, f).attenuation - respond(one, f).attenuation)[rules]
                assert abs(most) == pytest.approx(change.max(), rel=2e-5)
                near = f[rules][change > change.max() * (1 - 1e-5)]
                assert near.min() * (1 - 1e-3) < where < near.max() * (1 + 1e-3)
                there = np.array([where])
                own = respond(half, there).attenuation - respond(one, there).attenuation
                assert most == pytest.approx(own.item(), rel=1e-5)
            else:
                assert (most, where) == (0, BANDS[state.band][0])
            sides = one.with_values(
                runs=str(2 * int(state.choice("runs"))), rcontact=float(state.shown["rcontact"]) / 2
            )
            there = np.array([where])
            change = respond(sides, there).attenuation - respond(one, there).attenuation
            assert both == pytest.approx(change.item(), abs=1e-9)

    @pytest.mark.parametrize(("lang", "word"), [("en", "Bi-wiring against one"), ("ja", "同じケーブル1本のときとの差")])
    def test_is_told(self, lang: str, word: str) -> None:
        page = server.test_client().get(f"/?preset=biwire-4m&lang={lang}").text
        assert word in page
        assert api("preset=two-way-4m")["biwiring"] is None
        assert set(api("preset=biwire-4m")["biwiring"]) >= {"woofer_db", "tweeter_db"}

    @pytest.mark.parametrize(("length", "heard"), [(4, False), (30, True)])
    def test_is_told_as_it_is(self, length: int, heard: bool) -> None:
        """By Kirchhoff's law at the amplifier, 0.8 Ω; both cables side by side have half of R and L, and twice C."""
        state = state_of(f"preset=biwire-4m&len={length}&rs=0.8&model=c-end&skin=off")

        def changes(f: np.ndarray, branch: int) -> tuple[np.ndarray, np.ndarray]:
            line, ends = line_of(state, f), ends_of(state.with_values(branch="woofer"), f)
            assert ends.branches is not None
            z, y, halves = length * line.series_impedance, length * line.shunt_admittance, ends.branches
            drawn = sum(1 / (z + 1 / (1 / half + y)) for half in halves)
            both = sum(1 / half for half in halves)
            one, two = 1 / (1 + (0.8 + z) * (both + y)), 1 / (1 + (0.8 + z / 2) * (both + 2 * y))
            own = 1 / (1 + 0.8 * drawn) / (1 + z * (1 / halves[branch] + y))
            rules = np.abs(halves[branch]) <= np.abs(halves[1 - branch])
            return 20 * np.log10(np.abs(own / one)) * rules, 20 * np.log10(np.abs(two / one))

        text = redraw(state, "en")["texts"]["corners"]
        found = re.findall(r"([+−]?)(\d[\d.]*)\s(k?)(?:dB|Hz)", text)[:6]
        told = [float(number) * (1e3 if kilo else 1) * (-1 if sign == "−" else 1) for sign, number, kilo in found]
        for branch in (0, 1):
            change, where, both = told[2 * branch], told[2 * branch + 1], told[4 + branch]
            most = np.abs(changes(np.geomspace(20, 20e3, 100001), branch)[0]).max()
            assert abs(change) == pytest.approx(most, rel=1e-3, abs=1e-3)
            there = changes(np.geomspace(0.994 * where, 1.006 * where, 101), branch)
            assert np.abs(there[0] - change).min() < 2e-3
            assert both == pytest.approx(there[1][50], abs=1.5e-3)
        signs = [sign for n, (sign, _, _) in enumerate(found) if n not in (1, 3)]
        assert "+−" not in text
        assert signs == ["+" if told[n] > 0 else "−" for n in (0, 2, 4, 5)]
        assert (max(abs(told[0]), abs(told[2])) > 0.1) is heard
        assert re.search(r"there\. (As a difference heard: |That is less than)", text)
        assert ("you will not hear it" in text, "As a difference heard" in text) == (not heard, heard)

    def test_of_other_loads_is_none(self) -> None:
        """The key alone, without a two-way loudspeaker, changes nothing."""
        np.testing.assert_array_equal(level("preset=speaker-4m&biwire=1"), level("preset=speaker-4m"))

    @pytest.mark.parametrize("model", MODELS)
    def test_is_drawn(self, model: str) -> None:
        state = state_of(f"preset=biwire-4m&model={model}&rcontact=20&runs=2")
        drawn = schematic(state, respond(state, F), "en")
        assert "to the woofer" in drawn
        assert ">tweeter<" in drawn
        assert "× 2" in drawn
        assert "20.0 mΩ" in drawn

    def test_the_link_gives_it_back(self) -> None:
        state = state_of("preset=two-way-4m&biwire=1&branch=tweeter&runs=2&rcontact=12&power=40")
        assert parse(parse_qsl(state.query))[0].shown == state.shown
        assert parse(parse_qsl(urlencode(state.given)))[0].shown == state.shown


class TestSharedReturn:
    def test_is_that_of_two_loops(self) -> None:
        """Kirchhoff's voltage law round both channels, solved as it stands; 60 pF are left out of it."""
        state = state_of("preset=headphones-3m&cm=20&rcommon=800&rcontact=40")
        line, ends = line_of(state, F), ends_of(state, F)
        response = respond(state, F)
        assert response.crosstalk is not None
        for n in range(F.size):
            channel = 1 + 0.08 + 3 * line.series_impedance[n] + ends.load_impedance[n]
            driven, silent = np.linalg.solve([[channel + 0.8, 0.8], [0.8, channel + 0.8]], [1, 0])
            assert response.crosstalk[n] == pytest.approx(silent / driven, rel=1e-9)
            through = driven * ends.load_impedance[n]
            assert np.exp(response.log_transfer[n]) == pytest.approx(through, rel=3e-3)

    def test_what_sharing_changes_is_that_of_two_loops(self) -> None:
        """The same equations with the other channel silent and with it playing the same; each over E/Z."""
        state = state_of("preset=headphones-3m&rcommon=800&rcontact=40")
        line, ends, response = line_of(state, F), ends_of(state, F), respond(state, F)
        for n in range(F.size):
            z = 1 + 0.08 + 3 * line.series_impedance[n] + ends.load_impedance[n]
            loops = np.array([[z + 0.8, 0.8], [0.8, z + 0.8]])
            wanted = [np.linalg.solve(loops, both)[0] * z for both in ([1, 0], [1, 1])]
            assert [gain[n] for gain in response.shared_gains] == pytest.approx(wanted, rel=1e-12)
            assert np.linalg.solve(loops, [1, -1])[0] * z == pytest.approx(1)  # the side signal stays as it is

    @pytest.mark.parametrize("load", ["zl=driver", "zl=resistor", "zl=file"])
    def test_its_spectrum_is_drawn(self, load: str) -> None:
        """The curve drawn is that of the API, with a driver's impedance, a resistor and a measured load."""
        if load == "zl=file":
            rows = b"".join(b"%d %d 20\n" % (f, 30 + 40 * (f == 160)) for f in (20, 80, 160, 320, 1000, 20000))
            load = "zl=file&zma=" + server.test_client().post("/api/v1/curve?kind=zma", data=rows).get_json()["code"]
        query = f"preset=headphones-3m&{load}&view=crosstalk"
        state = state_of(query)
        drawn = redraw(state, "en")
        f = ",".join(repr(one) for one in curve_frequencies(state)[[0, 200, 599]].tolist())
        answer = server.test_client().get(f"/api/v1/response?{query}&f={f}").get_json()
        graphs = drawn["graphs"]
        assert unpacked(graphs["crosstalk"][0])[[0, 200, 599]] == pytest.approx(answer["crosstalk_db"], abs=1e-4)
        for curve, name in zip(graphs["sharing"], ("shared_alone_db", "shared_alike_db"), strict=True):
            assert unpacked(curve)[[0, 200, 599]] == pytest.approx(answer["sharing"][name], abs=1e-4)
        assert max(answer["crosstalk_db"]) - min(answer["crosstalk_db"]) > (0.2 if "resistor" not in load else -1)

    def test_separate_returns_are_drawn_at_the_bottom_and_said_so(self) -> None:
        drawn = redraw(state_of("preset=headphones-3m&rcommon=0&view=crosstalk"), "en")
        assert set(unpacked(drawn["graphs"]["crosstalk"][0])) == {-160}
        assert set(unpacked(drawn["graphs"]["sharing"][1])) == {0}
        assert "return of its own" in drawn["texts"]["crosstalk-answer"]

    @pytest.mark.parametrize(
        ("shared", "en", "ja"),
        [
            (30, "The shared return does not change the stereo image", "ステレオ感は変わりません"),  # −61 dB
            (3000, "comes near to changing the stereo image", "に近い値です"),  # 20·log 3/(3 + 34) = −22 dB
            (5000, "The stereo image changes audibly", "ステレオ感の変化は聞こえます"),  # into 8 Ω: −9 dB
        ],
    )
    def test_the_verdict_says_what_it_does_to_the_image(self, shared: int, en: str, ja: str) -> None:
        """Against the −15 dB of Adkins and Sorkin and 10 dB to spare; the grade is that of the tone."""
        more = "&load=8&re=7.5" if shared == 5000 else ""
        for language, words in (("en", en), ("ja", ja)):
            state = state_of(f"preset=headphones-3m&rcommon={shared}{more}")
            assert words in redraw(state, language)["texts"]["verdict"]  # type: ignore[arg-type]
        assert "stereo" not in redraw(state_of("preset=headphones-3m&rcommon=0"), "en")["texts"]["verdict"]

    def test_a_drag_stays_with_the_curve(self) -> None:
        """But for the shared return itself, whose decibels have no end at 0: those come one request at a time."""
        state = state_of("preset=headphones-3m&view=crosstalk")
        for key in ("rcontact", "len"):
            number = QUANTITIES[key]
            assert isinstance(number, Number)
            assert sweep(state, number, "en")["window"] is not None, key

    def test_its_files(self) -> None:
        client = server.test_client()
        picture = client.get("/api/v1/crosstalk.svg?preset=headphones-3m&a=preset%3Dheadphones-3m%26rcommon%3D100").text
        assert picture.count("<polyline") == 5  # crosstalk, and what sharing changes, alone and in mono; a pin in each
        assert "Crosstalk [dB]" in picture
        assert client.get("/api/v1/crosstalk.png?preset=headphones-3m").data.startswith(b"\x89PNG")
        table = client.get("/api/v1/response.csv?preset=headphones-3m&f=1000").text
        assert "crosstalk_db,shared_alone_db,shared_alike_db" in table
        assert "crosstalk_db" not in client.get("/api/v1/response.csv?preset=zip-5m&f=1000").text

    def test_known_answer(self) -> None:
        """−20·log₁₀(1 + 32/0.05) dB from an ideal source through nothing."""
        assert 20 * np.log10(abs(crosstalk(0.05, 32.0))) == pytest.approx(-20 * np.log10(1 + 32 / 0.05))
        near = summarize(state_of("preset=speaker-4m&load=32&rs=0.001&len=0.1&rcommon=50&rdc=0.1"))
        assert near.crosstalk_1k_db == pytest.approx(-20 * np.log10(1 + 32 / 0.05), abs=0.01)
        assert shared_return(2.0, 2.0) == pytest.approx(1)

    def test_is_least_where_the_driver_resonates(self) -> None:
        answer = server.test_client().get("/api/v1/response?preset=headphones-3m&f=90,1000").get_json()
        assert answer["crosstalk_db"][0] < answer["crosstalk_db"][1] == answer["summary"]["crosstalk_1k_db"]
        assert answer["summary"]["crosstalk_most_db"] >= answer["crosstalk_db"][1]

    def test_is_told_as_it_is(self) -> None:
        """The share of the other channel over the audible band, of the loop that both share."""
        state, f = state_of("preset=headphones-3m&rcommon=800"), np.geomspace(20, 20e3, 4001)
        silent = respond(state, np.append(f, 1e3)).crosstalk
        assert silent is not None
        level = 20 * np.log10(np.abs(silent))
        text = redraw(state, "en")["texts"]["corners"].replace("−", "-")
        at_1k, most, where = re.findall(r"at (-[\d.]+) dB \(1 kHz\), at most (-[\d.]+) dB \(([\d.]+ k?Hz)\)", text)[0]
        assert (float(at_1k), float(most)) == (pytest.approx(level[-1], abs=0.06), pytest.approx(level.max(), abs=0.06))
        assert float(at_1k) < float(most)
        number, unit = where.split()
        assert float(number) * (1e3 if unit == "kHz" else 1) == pytest.approx(f[np.argmax(level[:-1])], rel=0.02)

    @pytest.mark.parametrize("query", ["rcommon=800", "rcommon=30&fs=90&qms=9&le=1", "rcommon=200&band=guitar&fs=60"])
    def test_most_is_where_the_loop_is_least(self, query: str) -> None:
        """R_c/|R_c + Z| of the channel's own loop, contacts and all, sought by other means."""
        state = state_of(f"preset=headphones-3m&rcontact=40&{query}")
        common, low, high = state.si("rcommon"), *BANDS[state.band]

        def leak(x: np.ndarray | float) -> np.ndarray:
            at = np.exp(np.atleast_1d(x))
            line, ends = line_of(state, at), ends_of(state, at)
            z = ends.source_impedance + 0.08 + 3 * line.series_impedance + ends.load_impedance
            return 20 * np.log10(common / np.abs(common + z))

        grid = np.linspace(np.log(low), np.log(high), 400)
        top = int(np.argmax(leak(grid)))
        assert 0 < top < 399
        best = minimize_scalar(lambda x: -leak(x).item(), bounds=grid[[top - 1, top + 1]], options={"xatol": 1e-9})
        found = summarize(state)
        assert found.crosstalk_most_hz == pytest.approx(np.exp(best.x), rel=1e-4)
        assert found.crosstalk_most_db == pytest.approx(leak(best.x).item(), abs=1e-6)
        assert found.crosstalk_1k_db == pytest.approx(leak(np.log(1e3)).item(), abs=1e-9)

    def test_separate_returns_leak_nothing(self) -> None:
        answer = api("preset=headphones-3m&rcommon=0")
        assert answer["crosstalk_db"] is answer["summary"]["crosstalk_1k_db"] is None
        assert api("preset=stratocaster&rcommon=500")["crosstalk_db"] is None

    @pytest.mark.parametrize(("lang", "word"), [("en", "with separate returns"), ("ja", "帰路を別々に")])
    def test_is_told_and_drawn(self, lang: str, word: str) -> None:
        page = server.test_client().get(f"/?preset=headphones-3m&lang={lang}").text
        assert word in page
        assert "30.0 mΩ" in page


class TestPower:
    def test_goes_with_the_resistance(self) -> None:
        """50 W in 8 Ω are 6.25 A²; 4 m of 50 mΩ/m and 2 × 10 mΩ of contacts are 0.22 Ω."""
        summary = summarize(state_of("preset=speaker-4m&power=50&rcontact=10"))
        assert summary.cable_power_w == pytest.approx(6.25 * 0.22)
        assert summary.cable_power_percent == pytest.approx(2.75)
        assert power_lost(50, 8, 0.22) == pytest.approx(1.375)

    @pytest.mark.parametrize("query", ["preset=speaker-4m", "preset=stratocaster&power=50", "preset=line-10m&power=5"])
    def test_is_not_told_unasked(self, query: str) -> None:
        assert summarize(state_of(query)).cable_power_w is None

    def test_is_told_in_words(self) -> None:
        """50 W in 8 Ω and in 6 Ω, 0.22 Ω: I²R and R over the load."""
        for load, words in (("8", "With 50.0 W in 8.00 Ω, the cable turns 1.38 W into heat, 2.8 %"),
                            ("6", "With 50.0 W in 6.00 Ω, the cable turns 1.83 W into heat, 3.7 %")):  # fmt: skip
            texts = redraw(state_of(f"preset=speaker-4m&power=50&rcontact=10&load={load}"), "en")["texts"]
            assert texts["corners"].startswith(f"{words} of that.")


def test_a_source_with_something_across_it() -> None:
    """2 Ω with 2 Ω across: 1 Ω and half the voltage."""
    impedance, log_open = shunted_source(2.0, 0.5)
    assert impedance == pytest.approx(1)
    assert np.exp(log_open) == pytest.approx(0.5)


def test_a_ladder_is_a_network() -> None:
    """1 Ω, then 2 Ω across, then 1 Ω, twice, into 1 Ω: by hand 1 + 2∥(1 + 1) = 2, and again 1 + 2∥(1 + 2) = 2.2 Ω."""
    arms = (("series", element("R", 1)), ("shunt", element("R", 2)), ("series", element("R", 1)))
    once, twice = (ladder_network(Block("t", arms, times), element("R", 1)) for times in (1, 2))
    assert network_impedance(once, 1.0) == pytest.approx(2)
    assert network_impedance(twice, 1.0) == pytest.approx(2.2)


class TestGuitarControls:
    @pytest.mark.parametrize(("mode", "sign"), [("series", "+"), ("parallel", "∥")])
    def test_are_drawn_as_they_are(self, mode: str, sign: str) -> None:
        state = state_of(f"preset=stratocaster&bleed=680&rbleed=150&bleedmode={mode}&wiring=50s")
        drawn = schematic(state, respond(state, F), "en")
        for words in (
            "680 pF",
            f"{sign} 150 kΩ",
            "treble bleed",
            "50s tone",
            'data-keys="bleed"',
            'data-keys="wiring"',
        ):
            assert words in drawn

    def test_are_not_drawn_where_there_are_none(self) -> None:
        state = state_of("preset=stratocaster")
        drawn = schematic(state, respond(state, F), "en")
        assert "treble bleed" not in drawn
        assert "50s" not in drawn
