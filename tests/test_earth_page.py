"""The earth page and its API: links read and written, the numbers, no nonsense that breaks it."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest

from app.common.text import fixed
from app.earth.state import PRESETS, keys, parse
from app.main import server
from physics.earth_note import ALONE

VECTOR = {"mains": "100", "hz": "50", "d1": "A~300~700~80", "d2": "B~2200~2200~50", "d3": "C~100~60~40", "to": "earth"}


def ask(path: str = "/api/v1/earth", **keys: str) -> Any:
    return server.test_client().get(f"{path}?{urlencode(keys)}")


def values(answer: Any, when: str, what: str = "potential_v") -> list[float]:
    return [device[when][what]["abs"] for device in answer["devices"]]


class TestNumbers:
    def test_vector(self) -> None:
        """V_L·C_H/(C_H + C_N + C_E), by hand."""
        answer = ask(**VECTOR, w="1-2,2-3").get_json()
        np.testing.assert_allclose(values(answer, "alone"), [27.78, 49.44, 50.00], atol=0.005)
        np.testing.assert_allclose(values(answer, "flipped_alone"), [64.81, 49.44, 30.00], atol=0.005)
        np.testing.assert_allclose(values(answer, "connected"), 45.375, atol=0.0005)
        group = answer["groups"][0]
        assert group["devices"] == [1, 2, 3]
        assert group["common_potential_v"]["abs"] == pytest.approx(100 * 2600 / 5730)
        assert [share["re"] for share in group["shares"]] == pytest.approx([1080 / 5730, 4450 / 5730, 200 / 5730])
        assert (group["dominant"], group["lowest_impedance_to_earth"]) == (2, 1)

    def test_ground_box(self) -> None:
        answer = ask(d1="A~300~700~80", d2="Box~0~0~100", w="1-2").get_json()
        assert values(answer, "connected") == pytest.approx([25.4237] * 2, abs=1e-4)
        box = answer["ground_boxes"][0]
        assert box["device"] == 2
        assert box["change_v"][0] == pytest.approx(30000 / 1180 - 30000 / 1080)
        assert box["change_percent"][0] == pytest.approx(-100 * 100 / 1180)

    @pytest.mark.parametrize(
        ("meter", "resistance", "capacitance"), [("dmm", 10e6, 100e-12), ("bench", 1e6, 100e-12), ("loz", 3e3, 0.0)]
    )
    def test_meter(self, meter: str, resistance: float, capacitance: float) -> None:
        """The meter's admittance beside the chassis' capacitances, a divider."""
        answer = ask(d1="A~300~700~80", meter=meter, to="earth", mains="230", hz="60").get_json()
        w = 2 * np.pi * 60
        reading = 230 * 300e-12 * w / abs(1j * w * (1080e-12 + capacitance) + 1 / resistance)
        assert values(answer, "alone", "reading_v") == pytest.approx([reading], rel=1e-9)

    def test_leakage_and_wire(self) -> None:
        answer = ask(**VECTOR, w="1-2").get_json()
        assert answer["devices"][0]["short_circuit_current_a"] == pytest.approx(
            100 * 2 * np.pi * 50 * 300e-12, rel=1e-9
        )
        # What flows through the wire is what the first chassis takes beyond its own share.
        common = 100 * 2500 / 5530
        current = 2 * np.pi * 50 * abs(300e-12 * (100 - common) - 780e-12 * common)
        wire = answer["wires"][0]
        assert wire["current_a"]["abs"] == pytest.approx(current, rel=1e-6)
        assert wire["hum_v"]["abs"] == pytest.approx(0.05 * current, rel=1e-6)

    def test_protective_earth(self) -> None:
        answer = ask(d1="A~300~700~80~pe", d2="B~2200~2200~50", w="1-2:0.1", mains="230").get_json()
        assert max(values(answer, "connected")) < 1e-4
        assert answer["devices"][0]["touch_limit"] == "62368-class-1"
        # As the standards measure it: with the protective earth open, and a person's kilohm is nothing beside 300 pF.
        assert answer["devices"][0]["touch_current_a"] == pytest.approx(230 * 2 * np.pi * 50 * 300e-12, rel=1e-3)
        only_earth = ask(d1="A~0~0~0~pe").get_json()["devices"][0]
        assert only_earth["touch_current_a"] == 0
        assert answer["devices"][1]["touch_limit"] == "62368-class-2"

    def test_touch_current_by_hand(self) -> None:
        """V_oc/(Z_Th + Z), Z of 1.5 kΩ ∥ 0.22 µF and 500 Ω; the standards open a protective earth for it."""
        w, farads = 2 * np.pi * 50, 22e-9
        network = 500 + 1 / (1 / 1500 + 1j * w * 0.22e-6)
        query = {"d1": "A~22000~22000~0~pe", "d2": "B~22000~22000~0", "mains": "230", "to": "earth"}
        answer = ask(**query).get_json()
        touch = abs(115 / (1 / (1j * w * 2 * farads) + network))
        for device in answer["devices"]:
            assert device["touch_current_a"] == pytest.approx(touch, rel=1e-9)
            assert device["short_circuit_current_a"] == pytest.approx(230 * w * farads, rel=1e-4)
        assert answer["devices"][0]["touch_current_connected_a"] < 1e-6

    def test_currents_add_when_wired(self) -> None:
        answer = ask(**VECTOR, w="1-2,2-3").get_json()
        each = [100 * 2 * np.pi * 50 * size * 1e-12 for size in (300, 2200, 100)]
        for device, alone in zip(answer["devices"], each, strict=True):
            assert device["short_circuit_current_a"] == pytest.approx(alone, rel=1e-9)
            assert device["short_circuit_current_connected_a"] == pytest.approx(sum(each), rel=1e-6)
            assert device["touch_current_connected_a"] == pytest.approx(sum(each), rel=1e-3)

    def test_too_much_current_is_said(self) -> None:
        """Two chassis of 0.36 mA each are within 0.5 mA alone, and beyond it together."""
        query = {"d1": "A~5000~5000~0", "d2": "B~5000~5000~0", "mains": "230"}
        assert "over the limit" not in ask("/earth/answers", **query).get_json()["html"]
        assert "over the limit" in ask("/earth/answers", **query, w="1-2").get_json()["html"]

    def test_nothing_hangs_on_earth(self) -> None:
        answer = ask(d1="A~300~700~0", d2="B~100~300~0", w="1-2").get_json()
        assert answer["groups"][0]["lowest_impedance_to_earth"] is None
        assert answer["groups"][0]["dominant"] == 1
        html = [ask("/earth/answers", d1=f"A~300~700~{e}", d2="B~1~3~0", w="1-2").get_json()["html"] for e in (0, 1)]
        assert ["earth note" in one for one in html] == [False, True]

    @staticmethod
    def sentences(**query: str) -> str:
        return "\n".join(re.findall("<li>(.*?)</li>", unescape(ask("/earth/answers", **query).get_json()["html"])))

    def test_the_plug_that_matters_most_is_told(self) -> None:
        """A laptop with leakage: ωC of 50 kΩ is that of 63.7 nF, from line, or with its plug turned from neutral."""
        devices = {"d1": "Laptop~2200~2200~150~r0.05", "d2": "DAC~100~300~50", "d3": "C~100~60~40"}
        leak, line, whole = 1 / (2 * np.pi * 50 * 50e3), 2400e-12, 5200e-12
        stands = 230 * abs(leak + 1j * line) / abs(leak + 1j * whole)
        turned = 230 * line / abs(leak + 1j * whole)
        told = self.sentences(mains="230", to="earth", w="1-2,2-3", **devices)
        assert f"the plug of Laptop changes its potential to earth from {stands:.0f} V to {turned:.2f} V" in told
        assert told.count("the plug of") == 1

    def test_what_changes_nothing_is_not_told(self) -> None:
        """A plug between equal capacitances, a box without a plug, an ideal meter."""
        told = self.sentences(d1="A~300~300~80", d2="B~0~0~50", to="earth", meter="ideal")
        assert "the plug of" not in told
        assert "The meter itself" not in told
        told = self.sentences(d1="A~300~310~80", d2="B~0~0~50", to="earth", meter="dmm")
        assert "the plug of A changes" in told
        assert "The meter itself changes A most" in told

    def test_stack_and_body(self) -> None:
        """Two chassis with a capacitor between them, and a body that divides the mains: by hand."""
        answer = ask(d1="A~300~700~80", d2="B~0~0~50", s="1-2:100", body="145", bodyh="5", to="body", meter="ideal")
        placed = answer.get_json()["devices"][0]["in_place"]["potential_v"]["abs"]
        second = 100 * 50 / 150  # pF in series
        assert placed == pytest.approx(100 * 300 / (1080 + second))
        assert answer.get_json()["devices"][1]["connected"]["potential_v"]["abs"] == pytest.approx(placed * 100 / 150)
        assert answer.get_json()["body"]["potential_v"]["re"] == pytest.approx(100 * 5 / 150)
        reading = answer.get_json()["devices"][0]["connected"]["reading_v"]["re"]
        assert reading == pytest.approx(placed - 100 * 5 / 150)

    def test_what_leaks_from_the_mains_is_no_ground_box(self) -> None:
        """Insulation alone is a plug as well: such a device brings the mains along."""
        answer = ask(d1="A~300~700~80", d2="Supply~0~0~50~r20", d3="Box~0~0~100", w="1-2,2-3").get_json()
        assert [box["device"] for box in answer["ground_boxes"]] == [3]

    def test_note_preset_reads_what_the_note_printed(self) -> None:
        answer = ask(preset="note").get_json()
        np.testing.assert_allclose(
            values(answer, "alone", "reading_v"), [1.17, 0.82, 9.75, 0.21, 0.17, 0.19], atol=0.005
        )

    def test_size_of_a_box(self) -> None:
        """A sphere of 10 cm: 11.1 pF."""
        answer = ask(d1="A~300~700~sphere10").get_json()
        assert answer["devices"][0]["earth_capacitance_f"] == pytest.approx(11.1265e-12, rel=1e-4)

    def test_csv(self) -> None:
        lines = ask("/api/v1/earth.csv", **VECTOR).text.splitlines()
        assert len(lines) == 4
        assert lines[0].lstrip("\ufeff").startswith("name,alone_potential_v")
        assert float(lines[1].split(",")[1]) == pytest.approx(27.7778, abs=1e-4)


class TestLinks:
    @pytest.mark.parametrize("language", ["en", "ja"])
    @pytest.mark.parametrize("preset", PRESETS)
    def test_preset_has_a_short_link(self, preset: str, language: Any) -> None:
        state, problems = parse([("preset", preset)], language)
        assert problems == []
        assert state.query == f"v=1&preset={preset}"

    @pytest.mark.parametrize(
        "query",
        [
            urlencode(VECTOR | {"w": "1-2,2-3:0.2", "s": "1-3:100", "bodyr": "10"}),
            "d1=プリ~300~700~80~flip~pe0.2~r10&d2=箱~0~0~box20x20x10@2&w=2-1",
            "preset=note&d3=&hz=60",
            "preset=three&w=",
        ],
    )
    def test_round_trip(self, query: str) -> None:
        state, problems = parse(parse_qsl(query, keep_blank_values=True), "en")
        assert problems == []
        again, problems = parse(parse_qsl(state.query, keep_blank_values=True), "ja")
        assert problems == []
        assert again.pairs == state.pairs

    def test_removed_device_takes_its_wires_along(self) -> None:
        state, problems = parse([("preset", "three"), ("d1", "")], "en")
        assert problems == []
        assert [entry.name for entry in state.devices] == ["B", "C"]
        assert [wire[:2] for wire in state.wires] == [(0, 1)]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("d1", "A"), ("d1", "A~1~2"), ("d1", "A~x~2~3"), ("d1", "A~-1~2~3"), ("d1", "A~1~2~3~what"),
            ("d1", "~1~2~3"), ("d1", "A~1~2~cube3"), ("d1", "A~1~2~box1x2"), ("d1", "A~1~2~sphere0"),
            ("d1", "A~1~2~3~pe0"), ("d1", "A~1e9~2~3"), ("d1", f"{'n' * 31}~1~2~3"), ("d1", "A~0~0~0"),
            ("d13", "A~1~2~3"), ("w", "1-1"), ("w", "1-9"), ("w", "1-2:0"), ("w", "x"), ("s", "1-2"), ("s", "1-2:-3"),
            ("mains", "0"), ("mains", "x"), ("hz", "1e9"), ("body", "-1"), ("meter", "x"), ("to", "moon"),
            ("preset", "x"), ("lang", "fr"), ("v", "2"), ("colour", "red"),
        ],
    )  # fmt: skip
    def test_nonsense_is_refused_by_name(self, key: str, value: str) -> None:
        answer = ask(**{"d1": "A~300~700~80", "d2": "B~1~2~3", key: value})
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert error["key"] == key
        assert len(error["message"]) > 10
        page = ask("/earth", **{key: value})
        assert page.status_code == 200
        assert f"{key} = " in page.text

    def test_a_key_given_twice_is_not_used_and_told(self) -> None:
        """Neither of two values, nor one that is there twice: which was meant cannot be known."""
        for pairs in (("hz", "50"), ("hz", "60")), (("d1", "A~1~2~3"), ("d1", "A~1~2~3")):
            query = [("d2", "B~300~700~80"), *pairs]
            state, problems = parse(query, "en")
            assert [problem.key for problem in problems] == [pairs[0][0]]
            assert (state.values["hz"], [entry.name for entry in state.devices]) == (50.0, ["B"])
            assert "none of its values was used" in problems[0].message.en

    @pytest.mark.parametrize(
        ("page", "api", "query"),
        [
            ("/", "/api/v1/response", "len=4&len=5"),
            ("/earth", "/api/v1/earth", "mains=100&mains=230"),
            ("/paper", "/api/v1/paper", "skin=chart&skin=exact"),
            ("/", "/api/v1/response", "lang=ja&lang=en"),
            ("/earth", "/api/v1/earth", "d1=A~1~2~3&d1=A~1~2~3"),
            ("/theory", "/api/v1/earth", "lang=ja&lang=ja"),
        ],
    )
    def test_the_rule_for_keys_given_twice_is_one(self, page: str, api: str, query: str) -> None:
        """The scripts' way refuses it, the page says it, in English or Japanese, and uses neither."""
        key = query.partition("=")[0]
        answer = server.test_client().get(f"{api}?{query}")
        assert answer.status_code == 400
        assert answer.get_json()["error"]["key"] == key
        for language, told in (("en", "none of its values was used"), ("ja", "どの値も使いません")):
            browser = {"Accept-Language": language}
            shown = server.test_client().get(f"{page}?{query}", headers=browser)
            assert shown.status_code == 200
            assert f'lang="{language}"' in shown.text
            assert re.search(rf"\b{key} = [^<]*{told}", unescape(shown.text))

    @pytest.mark.parametrize(
        ("text", "box", "understood"),
        [
            ("A~abc~700~80", "line", ["0.000001", "1000000 pF"]),
            ("A~300~-1~80", "neutral", ["0.000001", "1000000 pF"]),
            ("A~300~1e9~80", "neutral", ["0.000001", "1000000 pF"]),
            ("A~300~700~", "ground", ["1000000 pF", "sphere10", "box20x20x10"]),
            ("A~300~700~cube3", "ground", ["1000000 pF", "sphere10", "box20x20x10"]),
            ("~300~700~80", "name", ["30"]),
            (f"{'n' * 31}~300~700~80", "name", ["30"]),
            ("A~300~700~80~pemany", "pe", ["0.001", "1000000 Ω"]),
            ("A~300~700~80~flip~pe0.1~r0", "r", ["0.001", "1000000 MΩ"]),
            ("A~B~300~700~80", "name", ["~"]),
            ("A~~B~300~700~sphere10~flip", "name", ["~"]),
            ("A~1~300~700~80", "name", ["~"]),
        ],
    )
    def test_each_box_is_answered_in_words_of_its_own(self, text: str, box: str, understood: list[str]) -> None:
        """A link is told its grammar; a box what it takes."""
        for language in ("en", "ja"):
            (refusal,) = ask("/earth/answers", d1=text, lang=language).get_json()["refusals"]
            assert (refusal["key"], refusal["box"]) == ("d1", box)
            assert all(words in refusal["message"] for words in understood)
            assert "C_H~" not in refusal["message"]
            told = ask(d1=text, lang=language).get_json()["error"]["message"]
            assert told != refusal["message"]
            assert f"d1 = {text[:40]}" in unescape(ask("/earth", d1=text, lang=language).text)

    def test_wires_to_a_refused_device_are_not_at_fault(self) -> None:
        """What is wrong is told once, at its place; a device that was never there is another matter."""
        query = {"d1": "A~abc~1~2", "d2": "B~1~2~3", "d3": "C~1~2~3"}
        for links, told in ((("1-2,2-3", "1-2:100"), ["d1"]), (("1-4", "2-4:100"), ["d1", "w", "s"])):
            answer = ask("/earth/answers", **query, w=links[0], s=links[1]).get_json()
            assert [refusal["key"] for refusal in answer["refusals"]] == told
        state, _ = parse([*query.items(), ("w", "1-2,2-3")], "en")
        assert [wire[:2] for wire in state.wires] == [(0, 1)]
        assert [entry.name for entry in state.devices] == ["B", "C"]

    def test_a_name_with_the_separator_is_told_as_such(self) -> None:
        for text in ("A~B~300~700~80", "A~B~C~300~700~80~pe"):
            assert "A name must not contain ~" in ask(d1=text).get_json()["error"]["message"]

    @pytest.mark.parametrize("text", ["1-2，2-3", "1-2、2-3：0.05", "１－２，２ー３", "1–2, 2-3", "1-2;2-3"])
    def test_links_in_full_width_are_read(self, text: str) -> None:
        answer = ask(preset="three", w=text)
        assert answer.status_code == 200
        assert answer.get_json()["state"]["w"] == "1-2,2-3"
        assert ask(preset="three", s="1-2：１００").get_json()["state"]["s"] == "1-2:100"

    def test_other_boxes_keep_their_message(self) -> None:
        (refusal,) = ask("/earth/answers", mains="abc").get_json()["refusals"]
        assert (refusal["box"], refusal["message"]) == ("mains", ask(mains="abc").get_json()["error"]["message"])
        (refusal,) = ask("/earth/answers", d1="A~0~0~0").get_json()["refusals"]
        assert refusal["box"] == "d1"
        assert "Nothing holds" in refusal["message"]

    def test_nobody_to_measure_against(self) -> None:
        assert ask(body="0", to="body").get_json()["error"]["key"] == "body"
        assert ask(body="0", to="earth").get_json()["body"] is None

    def test_floating_device_is_named_whatever_the_others_are_called(self) -> None:
        answer = ask(d2="A~300~700~80", d3="A~0~0~0", w="2-3")
        assert answer.get_json()["error"]["key"] == "d3"
        assert "Nothing holds" in answer.get_json()["error"]["message"]

    @pytest.mark.parametrize("size", ["1e-320", "1e-300", "1e-30", "0.0000009"])
    def test_next_to_nothing_is_refused(self, size: str) -> None:
        for key, value in (("body", size), ("bodyh", size), ("bodyr", size), ("d1", f"A~{size}~0~0")):
            answer = ask(**{key: value})
            assert answer.status_code == 400
            assert "0.000001" in answer.get_json()["error"]["message"]

    def test_answers_are_numbers_at_the_ends_of_what_is_accepted(self) -> None:
        extremes = [
            {"d1": "A~0.000001~0~0", "body": "0.000001", "hz": "10"},
            {"d1": "A~0.000001~0~0~r1000000", "d2": "B~1000000~1000000~1000000~pe0.001", "w": "1-2:0.000001"},
            {"d1": "A~0~0~0~pe", "d2": "B~0~0~0~r0.001", "s": "1-2:1000000", "bodyh": "1000", "bodyr": "0.000001"},
            {"d1": "A~0~0~5", "d2": "B~0~0~5", "w": "1-2"},
        ]
        for query in extremes:
            for path in ("/api/v1/earth", "/api/v1/earth.csv", "/earth", "/earth/answers"):
                answer = ask(path, **query)
                assert answer.status_code == 200
                assert not re.search(r"\bnan\b|NaN|Infinity|\binf\b", answer.text)

    def test_name_is_no_formula_in_a_spreadsheet(self) -> None:
        name = "=HYPERLINK(1)"
        assert ask(d1=f"{name}~1~2~3").get_json()["devices"][0]["name"] == name
        assert ask("/api/v1/earth.csv", d1=f"{name}~1~2~3").text.splitlines()[1].startswith(f"'{name},")

    def test_random_text_never_breaks_it(self) -> None:
        random = np.random.default_rng(5)
        letters = list("019.-~,:x@eABpflispehr boxsphere±プ%<>&\"'")
        for _ in range(300):
            pairs = {
                key: "".join(random.choice(letters, random.integers(0, 14)))
                for key in random.choice(["d1", "d2", "d3", "w", "s", "mains", "body", "bodyr", "meter"], 4)
            }
            assert ask(**pairs).status_code in (200, 400)
            assert ask("/earth/answers", **pairs).status_code == 200

    def test_names_are_escaped(self) -> None:
        name = "<img src=x'\"onerror=1>"
        for path in ("/earth", "/earth/answers"):
            answer = ask(path, d1=f"{name}~300~700~80", d2="B~1~2~3", w="1-2")
            text = answer.text if path == "/earth" else answer.get_json()["html"] + answer.get_json()["picture"]
            assert "<img" not in text
            assert not re.search(r"""["']onerror""", text)


class TestReadings:
    EUROPE = "mains=230&to=earth&d1=Laptop~1100~1100~50&d2=DAC~100~50~30&d3=Box~0~0~20&body=150&bodyh=3&"

    def fit(self, read: str, path: str = "/api/v1/earth/fit", lang: str = "en") -> Any:
        return server.test_client().get(f"{path}?{self.EUROPE}{urlencode({'read': read, 'lang': lang})}")

    def test_capacitances_read_what_was_read(self) -> None:
        """The answer's own link, asked again by the page's meter: 10 MΩ ∥ 100 pF, each device alone, to earth."""
        answer = self.fit("1:80,2:100").get_json()
        state, problems = parse(parse_qsl(answer["query"]), "en")
        assert problems == []
        again = server.test_client().get(f"/api/v1/earth?{answer['query']}").get_json()
        assert values(again, "alone", "reading_v")[:2] == pytest.approx([80, 100], rel=1e-3)
        assert state.pairs["read"] == "1:80,2:100"
        assert [one["model_v"] for one in answer["readings"]] == pytest.approx([80, 100], rel=1e-3)
        assert [one["voltage_v"] for one in again["readings"]] == [80, 100]
        touch = [device["touch_current_worst_a"] for device in again["devices"]]
        ranges = answer["touch_current_range_a"]
        assert ranges[2] is None
        assert all(low <= current <= high for (low, high), current in zip(ranges[:2], touch[:2], strict=True))

    def test_every_kind_of_reading(self) -> None:
        answer = self.fit("1:0.3@loz, 1-2:40;3-body:1.1，2：9０@scope-10").get_json()
        typed = [(one["device"], one["against"], one["meter"]) for one in answer["readings"]]
        assert typed == [(1, "earth", "loz"), (1, 2, "dmm"), (3, "body", "dmm"), (2, "earth", "scope-10")]
        read = [one["model_v"] for one in answer["readings"]]
        assert read == pytest.approx([0.3, 40, 1.1, 90], rel=5e-3)
        assert answer["state"]["read"] == "1:0.3@loz,1-2:40,3-body:1.1,2:90@scope-10"

    @pytest.mark.parametrize(
        ("read", "told"),
        [
            ("1:240", "cannot stand at more than the mains voltage"),
            ("1:-5", "device, colon, volts"), ("1:x", "volts as a number, 0 or above"), ("9:5", "device, colon, volts"),
            ("1-1:5", "device, colon, volts"), ("1:5@ohm", "device, colon, volts"), ("1", "device, colon, volts"),
            ("1:1,000", "device, colon, volts"), (",".join(["1:80"] * 25), "at most 24"),
            ("3:5", "has no voltage of its own"),
            ("1:20,1:200", "No plausible capacitances give these readings. The nearest: Laptop – earth "),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_told(self, read: str, told: str) -> None:
        answer = self.fit(read)
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert error["key"] == "read"
        assert told in error["message"]
        for language in ("en", "ja"):
            (refusal,) = self.fit(read, "/earth/fit", language).get_json()["refusals"]
            assert (refusal["key"], refusal["box"]) == ("read", "read")
            assert (told in refusal["message"]) == (language == "en")

    def test_a_decimal_comma_is_no_separator(self) -> None:
        state, problems = parse([("read", "1:2,5,2:3"), ("preset", "three")], "en")
        assert (problems, state.pairs["read"]) == ([], "1:2.5,2:3")

    def test_nobody_and_nothing(self) -> None:
        assert "nobody" in ask(d1="A~300~700~80", body="0", read="1-body:3").get_json()["error"]["message"]
        assert "read=1:115" in self.fit("").get_json()["error"]["message"]

    def test_an_earth_that_does_not_hold(self) -> None:
        """A class I device that reads 60 V has no earth."""
        error = ask("/api/v1/earth/fit", d1="PC~2200~2200~80~pe", mains="230", read="1:60").get_json()["error"]
        assert "its protective earth is broken: unplug it" in error["message"]

    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_the_page_says_how_far_it_is_determined(self, language: str) -> None:
        """One reading to earth leaves the touch current open over more than its limit; 3 kΩ beside it does not."""
        one = unescape(self.fit("1:110", "/earth/fit", language).get_json()["html"])
        both = unescape(self.fit("1:110,1:0.2@loz", "/earth/fit", language).get_json()["html"])
        assert ("LoZ" in one, "LoZ" in both) == (True, False)
        assert ("500 µA" in one.split("LoZ")[0], "500 µA" in both) == (True, False)
        assert "−" not in re.sub(r"C_.*?C_E \S+ pF", "", one)  # nothing of it is negative
        assert (("Assumed:" in one) and ("Assumed:" in both)) == (language == "en")
        assert len(re.findall(r"\d (?:µA|mA)", one)) >= 3
        told = ask("/earth/answers", d1="A~300~700~80", read="1:20").get_json()["verdict"]
        assert "volts alone do not prove it" in told
        near = unescape(self.fit("1:222", "/earth/fit", "en").get_json()["html"])
        assert "insulation may be damaged" in near
        assert "insulation" not in one

    @pytest.mark.parametrize(("volts", "least", "most"), [("0.025", 1.5, 2), ("0.03", 2, 3)])
    def test_more_than_twice_is_no_longer_one_answer(self, volts: str, least: float, most: float) -> None:
        read = f"1:70,1:{volts}@loz"
        (low, high), *_ = self.fit(read).get_json()["touch_current_range_a"]
        assert least < high / low < most
        told = unescape(self.fit(read, "/earth/fit").get_json()["html"])
        assert ("LoZ" in told) == (most > 2)
        assert f"anywhere from {low * 1e6:#.2g} µA to {high * 1e6:.0f} µA." in told

    def test_a_link_brings_back_what_was_found(self) -> None:
        """Once the values give the readings; not where they do not."""
        found = self.fit("1:80").get_json()["query"]
        for query, told in ((found, True), (self.EUROPE + "read=1:80", False)):
            page = server.test_client().get(f"/earth?{query}&lang=en").text
            assert ("Assumed:" in page) == told
            assert 'id="earth-readings"' in page

    @pytest.mark.parametrize("part", [0.995, 1.005])
    def test_readings_are_met_to_a_hundredth_and_a_digit(self, part: float) -> None:
        """100 and 300 pF at 100 V: 100 pF × 100 V over all 400 pF and the meter's 100 pF and 10 MΩ."""
        volts = 100 * 100e-12 / abs(500e-12 + 1 / (1j * 2 * np.pi * 50 * 1e7))
        typed = (volts - 0.01 * part) / (1 + 0.01 * part)
        read = f"1:{typed:.6f}@dmm"
        page = server.test_client().get(f"/earth?mains=100&hz=50&body=0&d1=A~100~300~0&read={read}&lang=en").text
        assert ("Assumed:" in page) == (part < 1)

    def test_a_reading_of_a_device_that_is_refused_is_not_at_fault(self) -> None:
        refusals = ask("/earth/answers", d1="A~x~1~2", d2="B~1~2~3", read="1:5,2:3").get_json()["refusals"]
        assert [refusal["key"] for refusal in refusals] == ["d1"]


class TestPage:
    @pytest.mark.parametrize("language", ["en", "ja"])
    @pytest.mark.parametrize("preset", PRESETS)
    def test_answers(self, preset: str, language: str) -> None:
        answer = ask("/earth", preset=preset, lang=language)
        assert answer.status_code == 200
        assert len(re.findall("data-device", answer.text)) >= 2

    def test_twelve_devices(self) -> None:
        pairs = {f"d{n}": f"Device {n}~{100 * n}~200~50" for n in range(1, 13)}
        wires = ",".join(f"{a}-{b}" for a in range(1, 13) for b in range(a + 1, 13))
        assert ask("/earth", **pairs, w=wires).status_code == 200
        answer = ask(**pairs, w=wires).get_json()
        expected = 100 * sum(100 * n for n in range(1, 13)) / sum(100 * n + 250 for n in range(1, 13))
        assert values(answer, "connected") == pytest.approx([expected] * 12, rel=1e-6)

    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_each_reading_of_the_note_opens_as_a_state_that_gives_it(self, language: str) -> None:
        """The predictions 3.30, 1.16, 0.46 and 0.00 V of physics/README.md, and the fits that meet the note's 1.1 V."""
        links = re.findall(r'<a href="earth\?([^"]+)">([^<]+)</a></td>', ask("/earth", lang=language).text)
        together = []
        for query, shown in links:
            answer = server.test_client().get(f"/api/v1/earth?{unescape(query)}").get_json()
            readings = values(answer, "connected", "reading_v")
            together.append(round(readings[0], 2))
            assert fixed(readings[0], 2) == shown
            np.testing.assert_allclose(values(answer, "alone", "reading_v"), list(ALONE.values()), rtol=0.05)
        assert together[::2] == [3.3, 1.16, 0.46, 0.0]
        assert together[3::2] == [1.1, 1.1, 1.1]

    def test_every_key_is_documented(self) -> None:
        text = ask("/earth").text
        for key, _, _ in keys():
            assert f"<code>{key}</code>" in text

    def test_picture_shows_every_part(self) -> None:
        """What the numbers rest on is drawn: capacitors, resistors, stacks, wires, earths and the body."""
        query = {"d1": "A~300~700~80~r10", "d2": "B~0~0~50~r20", "d3": "C~100~60~0~pe", "w": "1-2", "s": "2-3:120"}
        picture = ask("/earth/answers", **query, body="150", bodyh="4", bodyr="30").get_json()["picture"]
        values = re.findall(r'<text class="note"[^>]*>([^<]*[FΩ])</text>', picture)
        drawn = ["300 pF", "∥ 10.0 MΩ", "700 pF", "80.0 pF", "20.0 MΩ", "50.0 pF", "100 pF", "60.0 pF"]
        assert sorted(values) == sorted([*drawn, "120 pF", "150 pF", "∥ 30.0 MΩ", "4.00 pF"])
        assert len(re.findall('class="wire"', picture)) == len(re.findall('class="protective"', picture)) == 1
        assert re.findall(r'data-flip="(\d)"', picture) == ["1", "2", "3"]


FAULT = {"mains": "230", "to": "earth", "d1": "Laptop~2200~2200~150~r0.05", "d2": "DAC~100~300~50", "d3": "C~100~60~40"}


class TestDanger:
    LAPTOP = "2200~2200~150"  # 50 kΩ of damaged insulation to line: 230 V / 52 kΩ through the model of a person

    def ask(self, plug: str, wires: str = "1-2,2-3") -> Any:
        query = {"mains": "230", "to": "earth", "d1": f"Laptop~{self.LAPTOP}{plug}~r0.05", "d2": "DAC~100~300~50"}
        return server.test_client().get("/api/v1/earth", query_string=query | {"d3": "C~100~60~40", "w": wires})

    @pytest.mark.parametrize("plug", ["", "~flip"])
    def test_a_fault_is_told_whichever_way_the_plug_is(self, plug: str) -> None:
        """Turned, the damaged side lies at neutral and nothing flows; the fault is there all the same."""
        laptop, dac, other = self.ask(plug).get_json()["devices"]
        assert laptop["touch_current_worst_a"] == pytest.approx(230 / 52e3, rel=0.02)
        assert (laptop["over_limit"], laptop["over_limit_alone"]) == (True, True)
        for innocent in (dac, other):
            assert innocent["touch_current_worst_a"] < 50e-6
            assert innocent["over_limit_alone"] is False
        assert (laptop["touch_current_a"] > 4e-3) == (plug == "")

    @pytest.mark.parametrize("path", ["/earth", "/earth/answers"])
    def test_is_the_first_that_the_page_says(self, path: str) -> None:
        """230 V over 50 kΩ and the person's 2 kΩ, with 2.2 nF beside the former: 4.43 mA."""
        answer = ask(path, **FAULT, w="1-2,2-3", lang="en")
        text = unescape(answer.text if path == "/earth" else answer.get_json()["verdict"])
        at = text.index("Danger: 4.43 mA can flow through a person who touches Laptop.")
        assert 'data-grade="over"' in text
        assert text.index("8.9 times the limit of 500 µA (IEC 62368-1") > at  # ES1
        assert "unplug it and have it checked" in text
        assert "wired to them: DAC, C." in text
        if path == "/earth":
            assert at < text.index("<nav", text.index("<main"))

    def test_is_drawn_by_shape(self) -> None:
        """A warning sign on each chassis that is dangerous, and none on those that are not."""
        for wires, signs, alarms in (
            ("1-2,2-3", 3, [": danger", "via wires", "via wires"]),
            ("", 1, [": danger"]),
        ):
            answer = ask("/earth/answers", **FAULT, w=wires, lang="en").get_json()
            assert len(re.findall('class="sign"', answer["picture"])) == signs
            told = re.findall('class="alarm"[^>]*>([^<]*)<', answer["picture"])
            assert [words.endswith(end) for words, end in zip(told, alarms, strict=True)] == [True] * signs
            assert answer["plots"].count("▲") == signs

    def test_a_reader_hears_the_same(self) -> None:
        answer = ask("/earth/answers", **FAULT, lang="ja").get_json()
        assert answer["said"] == "危険：Laptopに触れた人に 4.43 mA 流れるおそれがあります。"
        assert answer["said"] in unescape(answer["verdict"])
        assert 'role="status"' in re.search('<p id="said"[^>]*>', ask("/earth").text)[0]
