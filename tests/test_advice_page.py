"""The advice page and its live answers: words, links, refusals, and the cables of the catalogue with their prices."""

import re
from html import unescape
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode

import pytest

from app.advice.cables import candidates_of, read_prices
from app.advice.limits import LIMITS
from app.advice.page import LIMIT_SENTENCES, OFFERED, SPANS, STARTS, USUAL
from app.advice.state import read_question
from app.advice.tables import situation_of
from app.advice.words import digits, safe
from app.bench.catalogue import CABLES
from app.bench.quantities import QUANTITIES
from app.bench.state import parse
from app.main import server


def get(path: str, **keys: str) -> Any:
    answer = server.test_client().get(f"{path}?{urlencode(keys)}")
    assert answer.status_code == 200, answer.text
    return answer


def live(**keys: str) -> Any:
    return get("/advice/answers", **keys).get_json()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


class TestPage:
    @pytest.mark.parametrize("situation", STARTS)
    def test_each_situation_begins_with_a_question_that_has_an_answer(self, situation: Any) -> None:
        question, problems = read_question(STARTS[situation].items())
        assert problems == []
        assert situation_of(question.state) == situation
        page = get("/advice", **STARTS[situation]).text
        assert 'class="panel messages"' not in page
        assert "Nothing in the range" not in page

    def test_the_address_alone_is_the_speakers(self) -> None:
        bare, whole = (get("/advice", **keys).text.partition("<main")[2] for keys in ({}, STARTS["speaker"]))
        assert bare == whole

    def test_the_large_answer(self) -> None:
        """30 m of copper of 1.293 mm² take 0.4 Ω."""
        page = words(get("/advice").text)
        assert f"{QUANTITIES['mm2'].label.en} at least 1.30 mm²" in page
        assert "Next size sold: 1.5 mm² / AWG 16" in page

    def test_what_cannot_be_used_is_named(self) -> None:
        page = words(get("/advice", len="x", solve="awg", limits="percent:-1", price="nothing:1", colour="red").text)
        for part in (
            "len = x: Not a number",
            "solve = awg: This makes no difference",
            "colour = red: There is no such",
        ):
            assert part in page
        assert "limits = percent:-1: A limit must be above 0" in page
        assert "price = nothing:1: Give each price" in page

    def test_values_that_cannot_be_together_are_left_out(self) -> None:
        page = words(get("/advice", cable="pair", gap="0.5", solve="len", limits="percent:5").text)
        assert "gap = 0.5: The conductors would touch" in page

    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_links_lead_to_the_bench_in_that_state(self, language: str) -> None:
        html = get("/advice", preset="speaker-4m", solve="len", limits="percent:5", lang=language).text
        link = unescape(re.search(r'<a class="button" href="\./\?([^"]*)"', html)[1])  # type: ignore[index]
        state, problems = parse(parse_qsl(link))
        assert problems == []
        assert state.shown["len"] == pytest.approx(8, rel=1e-6)
        assert state.language == language

    def test_the_limits_of_a_link_are_there_though_not_usual(self) -> None:
        html = get("/advice", preset="speaker-4m", limits="resonance:3000").text
        assert re.search(r'data-limit="resonance"[^>]* checked', html)

    def test_tables_hold_each_limit(self) -> None:
        assert set(LIMITS) == set(LIMIT_SENTENCES) == set(SPANS) == set(USUAL)
        assert {name for names in OFFERED.values() for name in names} == set(LIMITS)
        for name, (low, high) in SPANS.items():
            assert low < USUAL[name] < high


class TestAnswers:
    def test_why(self) -> None:
        """0.32 Ω of 0.4 Ω, and what each limit alone would allow."""
        why = words(live(preset="speaker-4m", solve="len", limits="percent:5,damping:20,resonance:3000")["why"])
        assert "Resistance, share of the load 4.00 % ≤ 5 % 8.00 m" in why
        assert "Damping factor decides 20.0 ≥ 20 6.40 m" in why
        assert "Resonance of the pickup or cartridge – ≥ 3.00 kHz any" in why

    def test_nothing_will_do(self) -> None:
        reply = live(preset="speaker-4m", solve="len", limits="damping:200")
        assert "Nothing in the range will do" in words(reply["answer"])
        assert "no value in the range meets 200. The nearest is 94.1, at 0.100 m." in words(reply["answer"])
        assert "Open in the bench" not in words(reply["answer"])

    def test_anything_will_do(self) -> None:
        answer = words(live(preset="speaker-4m", solve="cm", limits="percent:5")["answer"])
        assert "Anything in the range will do" in answer

    def test_a_spacing_is_an_interval(self) -> None:
        answer = words(live(cable="pair", len="30", solve="gap", limits="bend:0.7")["answer"])
        assert re.search(r"Spacing 1\.\d+ mm to \d+\.\d+ mm", answer)

    def test_the_query_asks_the_same_again(self) -> None:
        keys = {"preset": "speaker-4m", "len": "15", "solve": "rdc", "limits": "percent:5,bend:0.5"}
        reply = live(**keys)
        question, problems = read_question(parse_qsl(reply["query"]))
        assert problems == []
        assert (question.solve, question.limits) == ("rdc", {"percent": 5, "bend": 0.5})
        assert question.state.shown["len"] == 15
        assert live(**dict(parse_qsl(reply["query"]))) == reply

    @pytest.mark.parametrize(
        ("key", "query"),
        [
            ("len", {"len": "x"}),
            ("limits", {"limits": "percent:"}),
            ("solve", {"solve": "dia"}),
            ("price", {"price": "canare-4s6:x"}),
            ("gap", {"cable": "pair", "gap": "0.5"}),
            ("price", {"price": "x:1"}),
        ],
    )
    def test_a_refusal_names_its_box(self, key: str, query: dict[str, str]) -> None:
        refusals = live(**query)["refusals"]
        assert [one["key"] for one in refusals] == [key]
        assert live(**query, lang="ja")["refusals"][0]["message"] != refusals[0]["message"]

    def test_the_price_that_is_refused_is_named(self) -> None:
        assert live(price="canare-4s6:2,scp-16-2:x")["refusals"][0]["beside"] == ["scp-16-2"]

    def test_sentences_that_do_not_matter_are_told(self) -> None:
        assert {"rdc", "cm", "bore"} <= set(live(cable="pair")["unused"])
        assert {"mm2", "gap", "bore", "solve-awg"} <= set(live(cable="rlc")["unused"])

    @pytest.mark.parametrize(
        "query",
        [
            "solve=&limits=", "limits=:::,,:", "limits=percent:1e400", "solve=%00&limits=%F0", "price=:,:,", "len=1e9",
            "solve=gap&cable=pair&dia=10&gap=0.1&limits=bend:1e-9", "solve=load&limits=corner:1e300,resonance:1e300",
            "preset=stratocaster&limits=damping:3", "zl=file&solve=len&limits=bend:1",
            "solve=strands&cable=quad&limits=loop:1",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("path", ["/advice", "/advice/answers", "/advice/table", "/api/v1/advice"])
    def test_nothing_breaks_it(self, path: str, query: str) -> None:
        assert server.test_client().get(f"{path}?{query}").status_code in (200, 400)


class TestFeet:
    """The run that R. Russell prints as 48 feet, 49.8 by its own rule: 16 AWG into 8 Ω, 5 %."""

    ASKED: ClassVar = {
        "cable": "pair",
        "awg": "16",
        "metal": "copper",
        "load": "8",
        "units": "imperial",
        "limits": "percent:5",
    }

    def test_answers(self) -> None:
        reply = live(**self.ASKED, solve="len")
        assert "at most 49.8 ft" in words(reply["answer"])
        assert "49.8 ft" in words(reply["why"])
        assert "units=imperial" in reply["query"]
        assert reply["fields"]["awg"] == "16"
        assert "mm2" not in reply["fields"]
        assert "at most 15.1 m" in words(live(**self.ASKED | {"units": "metric"}, solve="len")["answer"])

    def test_boxes(self) -> None:
        page = get("/advice", **self.ASKED, solve="len", len="15.24").get_data(as_text=True)
        box = re.search(r'<input data-field="len"[^>]*>', page)
        assert box is not None
        assert 'value="50"' in box[0]  # 15.24 m
        assert 'data-factor="3.28' in box[0]
        assert "{awg}" not in page
        assert re.search(r'id="units"[^>]*data-units="metric"', page)
        assert 'data-units="imperial"' in get("/advice").get_data(as_text=True)

    @pytest.mark.parametrize(
        ("asked", "solve"),
        [
            ({}, "awg"),
            (STARTS["speaker"] | {"limits": "percent:3,loop:1"}, "awg"),
            (STARTS["speaker"] | {"solve": "awg", "units": "imperial"}, "mm2"),
            (STARTS["guitar"] | {"units": "imperial"}, "len"),
            (STARTS["phono"], "ci"),
        ],
    )
    def test_a_button_asks_the_same_in_the_other_units(self, asked: dict[str, str], solve: str) -> None:
        """The same limits, and the same quantity sought: of a size, as it is called there."""
        page = get("/advice", **asked).text
        button = re.search(r'<a id="units"[^>]*href="advice\?([^"]*)"', page)
        assert button is not None
        turned = dict(parse_qsl(unescape(button[1])))
        asked = asked or STARTS["speaker"]
        assert (turned["solve"], turned["limits"]) == (solve, asked["limits"])
        assert turned.get("units") == (None if "units" in asked else "imperial")
        assert dict(parse_qsl(live(**asked)["turned"])) == turned
        assert "lang" not in turned
        assert 'class="panel messages"' not in get("/advice", **turned).text

    def test_the_first_answer_in_gauges(self) -> None:
        """0.4 Ω over 30 m, of copper of 0.017241 Ω·mm²/m: 1.283 mm, which is AWG 36 − 39 log₉₂(1.283/0.127) = 16.05."""
        page = get("/advice").text
        button = re.search(r'<a id="units"[^>]*href="advice\?([^"]*)"', page)
        assert button is not None
        assert "at most 16.0 AWG" in words(get("/advice", **dict(parse_qsl(unescape(button[1])))).text)

    @pytest.mark.parametrize("units", ["imperial", "metric"])
    def test_what_is_connected_keeps_the_units(self, units: str) -> None:
        for keys in ({"volts": "70.7"}, STARTS["line"]):
            page = get("/advice", **keys | {"units": units}).text
            queries = re.findall(r'<a class="button" href="advice\?([^"]*)"', page)
            assert len(queries) == len(STARTS) + 1
            assert all(("units=imperial" in query) == (units == "imperial") for query in queries)

    def test_table(self) -> None:
        found = words(get("/advice/table", **self.ASKED).get_data(as_text=True))
        assert "Longest cable [ft]" in found
        assert re.search(r"AWG 16 .*?49\.8", found)

    def test_refused_length_tells_what_would_work_in_feet(self) -> None:
        refusal = live(**self.ASKED, solve="mm2", len="400")["refusals"][0]
        assert "984" in refusal["message"]  # 300 m


class TestTable:
    def test_each_cell_leads_to_its_state(self) -> None:
        html = get("/advice/table", metal="copper", limits="percent:5,bend:0.5").text
        cells = re.findall(r'<td data-binds="(\w+)"><a href="\./\?([^"]*)"[^>]*>([\d.]+)', html)
        assert len(cells) == 16 * 5
        assert {binding for binding, _, _ in cells} == {"percent", "bend"}
        _, link, length = cells[-2]  # 10 mm² into 8 Ω
        shown = parse(parse_qsl(unescape(link)))[0].shown
        assert (shown["mm2"], shown["load"]) == (10, 8)
        assert shown["len"] == pytest.approx(float(length), rel=5e-3)
        assert shown["len"] >= float(length)

    def test_the_legend_says_what_its_marks_are(self) -> None:
        html = get("/advice/table", preset="line-10m", limits="bend:0.5").text
        marks = set(re.findall(r'class="binds">(.)<', html.partition("binding-marks")[0]))
        assert marks == {"B", "∞"}
        assert "no limit up to 300 m" in html

    def test_guitar_columns_tell_the_share_of_the_resonance(self) -> None:
        """Where there is a resonance without the cable."""
        head = words(get("/advice/table", preset="humbucker", limits="loop:1000").text.partition("<tbody>")[0])
        assert re.search(r"3\.00 kHz \(\d+ %\)", head)


class TestCables:
    def test_metal(self) -> None:
        """GS-6: 18 and 25 mΩ/m of copper are 0.958 and 0.690 mm²."""
        state = parse([("preset", "stratocaster"), ("len", "10")])[0]
        found = {one.cable.id: one for one in candidates_of(state, {}, {"canare-gs6": 4.5})}
        metal = found["canare-gs6"].metal
        assert metal == pytest.approx(8890 * (1 / 58 / 18e-3 + 1 / 58 / 25e-3) * 1e-6)
        assert found["canare-gs6"].weight == pytest.approx(10 * metal)
        assert found["canare-gs6"].cost == 45
        assert found["canare-gs6"].capacitance == pytest.approx(1600e-12)
        assert found["mogami-2524"].metal is found["mogami-2524"].cost is None  # its shield is not published

    def test_each_is_itself(self) -> None:
        """Whatever cable the state has."""
        for query in ({"rdc": "100", "cm": "500", "lm": "1"}, {"cable": "pair"}, {"cable": "canare-4s6", "cm": "20"}):
            state = parse(query.items())[0]
            for one in candidates_of(state, {}, {}):
                assert {key: one.state.shown[key] for key in ("rdc", "lm", "cm")} == one.cable.values

    @pytest.mark.parametrize(
        ("limits", "sentence"),
        [
            (
                "bend:10",
                "All 14 speaker cables of the catalogue pass at 15.0 m: buy the cheapest that fits your terminals.",
            ),
            ("percent:5", "8 of the 14 speaker cables in the catalogue pass at 15.0 m."),
            ("percent:0.001", "None of the 14 speaker cables in the catalogue passes at 15.0 m"),
        ],
    )
    def test_the_verdict_is_plain(self, limits: str, sentence: str) -> None:
        assert sentence in words(live(len="15", solve="len", limits=limits)["cables"])

    def test_what_fails_is_said(self) -> None:
        """15 m of 2 · 18.5 mΩ are 6.9 % of 8 Ω."""
        html = live(len="15", solve="len", limits="percent:5")["cables"]
        row = re.search(r'<tr data-use="speaker" data-failed>.*?</tr>', html, re.DOTALL)[0]  # type: ignore[index]
        assert "Canare 4S6" in row
        assert "✗ Resistance, share of the load" in words(row)

    def test_cost_is_told_of_what_passes(self) -> None:
        html = live(len="15", solve="len", limits="percent:5", price="canare-4s11:3.5,canare-4s6:1")["cables"]
        rows = {name: words(row) for name in ("4S11", "4S6 ") for row in html.split("<tr")[1:] if name in words(row)}
        assert rows["4S11"].endswith("52.50")
        assert rows["4S6 "].endswith("–")

    def test_prices_are_read_strictly(self) -> None:
        assert read_prices("") == ({}, [])
        assert read_prices("canare-4s6:3.2,scp-16-2:0")[0] == {"canare-4s6": 3.2, "scp-16-2": 0}
        for text in ("canare-4s6", "canare-4s6:-1", "canare-4s6:1e7", "x:1", "canare-4s6:1,canare-4s6:2", ","):
            assert read_prices(text)[1], text

    def test_every_cable_has_a_row(self) -> None:
        assert live()["cables"].count("data-price=") == len(CABLES)


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "told"),
        [(8, "8.00"), (0.0999, "0.0999"), (99.96, "100"), (1234.4, "1234"), (0, "0.00"), (-0.43, "−0.430")],
    )
    def test_three_digits(self, value: float, told: str) -> None:
        assert digits(value) == told

    def test_rounded_to_the_safe_side(self) -> None:
        """But for the last part in a million, which is no reason to say 7.99."""
        assert safe(7.3060, "low") == pytest.approx(7.30)
        assert safe(7.3001, "high") == pytest.approx(7.31)
        assert safe(7.9999999, "low") == pytest.approx(8)
        assert safe(1.2930001, "high") == pytest.approx(1.30)
        assert safe(0, "low") == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Flattest with 1.20 m of this cable: 120 pF in all, 0 pF at the input"),
        ("ja", "このケーブル 1.20 m で最も平坦になるのは合計 120 pF（入力容量 0 pF）"),
    ],
)
def test_tells_what_is_flattest_for_a_record_player(lang: str, words: str) -> None:
    for sought in ("ci", "len", "cm", "load"):
        assert words in get("/advice", preset="mm-generic", solve=sought, limits="flat:3", lang=lang).text
    assert words not in get("/advice", preset="stratocaster", solve="len", limits="bend:3", lang=lang).text


def test_tells_the_capacitance_that_a_cartridge_may_see_in_all() -> None:
    """The longest cable, and the largest input beside the cable that there is, come to the same."""
    said = {}
    for sought in ("len", "ci"):
        answer = words(live(preset="at-vm95", solve=sought, limits="flat:3")["answer"])
        found = re.search(r"At most (\d+) pF in all", answer)
        assert found is not None, answer
        said[sought] = float(found[1])
    api = get("/api/v1/advice", preset="at-vm95", solve="ci", limits="flat:3").get_json()
    shown = api["state"]
    assert said["ci"] == pytest.approx(shown["len"] * shown["cm"] + api["value"], abs=1)
    assert said["len"] == pytest.approx(said["ci"], rel=0.01)


def test_a_record_players_list_opens_on_the_cables_that_its_verdict_counts() -> None:
    page = get("/advice", preset="at-vm95").text
    count = re.search(r"of the (\d+) line cables", words(page))
    assert count is not None
    assert page.count('data-use="line"') == int(count[1])
    assert '<option value="line" selected>' in page


class TestSideBySide:
    """Two cords of 0.75 mm² in parallel keep 5 % of 8 Ω over twice the length of one, and cost twice as much."""

    LINK: ClassVar = {
        "v": "1",
        "preset": "zip-5m",
        "cable": "zip-075",
        "len": "15",
        "solve": "len",
        "limits": "percent:5",
    }
    LENGTH: ClassVar = 0.4 / (2 * 1e-3 * CABLES["zip-075"].values["rdc"])

    def test_the_question_says_so_and_has_a_way_back(self) -> None:
        page = get("/advice", **self.LINK, runs="2").text
        assert "Cables side by side:" in words(page)
        assert re.search(r'<button[^>]* data-back="runs" data-to="1">Set to 1</button>', page)
        assert "Cables side by side:" not in words(get("/advice", **self.LINK).text)
        assert "並列にするケーブルの本数：" in words(get("/advice", **self.LINK, runs="3", lang="ja").text)

    def test_the_answer_and_the_verdict_say_so(self) -> None:
        reply = live(**self.LINK, runs="2")
        assert f"Length (2 side by side) at most {digits(safe(2 * self.LENGTH, 'low'))} m" in words(reply["answer"])
        assert "pass at 15.0 m (2 side by side)" in words(reply["cables"])
        one = live(**self.LINK)
        assert f"Length at most {digits(safe(self.LENGTH, 'low'))} m" in words(one["answer"])
        assert "side by side" not in words(one["answer"] + one["cables"])

    @pytest.mark.parametrize(
        ("more", "n"),
        [({"runs": "3"}, 3), ({"zl": "twoway", "biwire": "1"}, 2), ({"zl": "twoway", "biwire": "1", "runs": "2"}, 4)],
    )
    def test_copper_capacitance_and_cost_count_them(self, more: dict[str, str], n: int) -> None:
        def scp(**keys: str) -> Any:
            state = parse((self.LINK | keys).items() - {("solve", "len"), ("limits", "percent:5")})[0]
            return next(one for one in candidates_of(state, {}, {"scp-16-2": 2.0}) if one.cable.id == "scp-16-2")

        one, several = scp(), scp(**more)
        assert one.cost == 30
        assert several.cost == 30 * n
        assert several.weight == pytest.approx(n * one.weight)
        assert several.capacitance == pytest.approx(n * one.capacitance)
        assert several.metal == one.metal
        assert f"count {n} cables" in words(live(**self.LINK, **more)["cables"])

    def test_the_table_says_what_it_is_for(self) -> None:
        table = words(get("/advice/table", **self.LINK, runs="2").text)
        assert "Parallel pair (2 side by side)" in table
        biwired = words(get("/advice/table", **self.LINK, zl="twoway", biwire="1").text)
        assert "for one cable to the whole loudspeaker" in biwired
        assert "of one cable into 8 Ω" in words(get("/advice", **self.LINK, runs="2").text)

    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("rcontact", "30", "The contacts at each end have"),
            ("coil", "2", "Coiled, with"),
            ("biwire", "1", "The loudspeaker’s wiring:"),
        ],
    )
    def test_all_else_that_matters_is_told(self, key: str, value: str, told: str) -> None:
        page = get("/advice", **self.LINK, zl="twoway", **{key: value}).text
        assert told in words(page)
        assert f'data-back="{key}"' in page
        assert told not in words(get("/advice", **self.LINK, zl="twoway").text)

    def test_what_has_no_sentence_is_listed(self) -> None:
        rest = live(preset="zip-5m", cable="pair", metal="aluminium", ls="2", tol="1")["rest"]
        assert rest == "All else is as in “Zip cord 5 m, 2.5 mm²”, but for: Metal Al, Output inductor 2 µH."
        assert live(preset="zip-5m", rs="0.1")["rest"] == "All else is as in “Zip cord 5 m, 2.5 mm²”."


class TestHeadphones:
    def test_are_called_so(self) -> None:
        page = words(get("/advice", preset="headphones-3m").text)
        assert "My headphones have" in page
        assert "My speakers have" not in page
        assert "Left and right share a return of" in page
        assert "ヘッドホンは" in words(get("/advice", preset="headphones-3m", lang="ja").text)
        assert "My speakers have" in words(get("/advice", preset="speaker-4m", load="16").text)

    @pytest.mark.parametrize(("preset", "load"), [("headphones-3m", "55"), ("speaker-4m", "5"), ("speaker-4m", "8")])
    def test_the_table_covers_the_load_in_question(self, preset: str, load: str) -> None:
        head = get("/advice/table", preset=preset, load=load, limits="loop:1").text.partition("<tbody>")[0]
        columns = [float(one) for one in re.findall(r"([\d.]+) Ω", head)]
        assert columns == sorted(set(columns))
        assert float(load) in columns

    def test_lengths(self) -> None:
        """Copper of 0.5 mm² behind 1 Ω: 32 Ω over 8 leave 3 Ω there and back, of which the shared return takes 0.03."""
        keys = {"preset": "headphones-3m", "metal": "copper", "rs": "1", "limits": "damping:8"}
        table = get("/api/v1/advice/table", **keys).get_json()
        assert table["situation"] == "headphones"
        row = next(one for one in table["rows"] if one["key"] == "mm2" and one["value"] == 0.5)
        loads = [one["value"] for one in table["columns"]]
        per_metre = 2 / 58 / 0.5
        for load, cell in zip(loads, row["cells"], strict=True):
            assert cell["length_m"] == pytest.approx(min((load / 8 - 1 - 0.03) / per_metre, 300), rel=3e-3)


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "box", "message"),
        [
            ({"load": "4x"}, "load", "Load impedance: Not a number."),
            ({"limits": "percent:x"}, "percent", "Resistance, share of the load: Use a number above 0, "),
            ({"limits": "bend:-1"}, "bend", "Change of tone: Use a number above 0, "),
            ({"limits": ""}, "", "Tick at least one limit."),
            ({"price": "canare-4s6:x"}, "price", "price a metre, Canare 4S6 (star quad): A price is a number"),
            ({"preset": "stratocaster", "limits": "damping:3"}, "damping", "A pickup or a cartridge has no damping"),
        ],
    )
    def test_name_the_field(self, query: dict[str, str], box: str, message: str) -> None:
        (refusal,) = live(**query)["refusals"]
        assert refusal["box"] == box
        assert refusal["message"].startswith(message)

    def test_on_a_line_as_well(self) -> None:
        (refusal,) = get("/advice/line", volts="100", tap="x").get_json()["refusals"]
        assert refusal["message"].startswith(f"{refusal['name']}: Not a number")
        assert refusal["box"] == "tap"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("situation", STARTS)
def test_a_mark_stays_with_the_box_before_it(language: str, situation: Any) -> None:
    """Browsers break lines behind a box, so that one could begin with a full stop."""
    page = get("/advice", lang=language, **STARTS[situation]).text
    question = re.sub(r"<option.*?</option>", "", page[page.index('id="question"') : page.index('id="sought"')])
    assert question.count('<span class="blank">') > 5
    assert not re.search(r"(</select>|<input [^>]*>)\s*</span>\s*[.,。、]", question)
