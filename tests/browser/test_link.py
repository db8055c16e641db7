"""The address holds the state: it follows, restores, goes back and forward, and may be wrong."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from .conftest import Visits

pytestmark = pytest.mark.browser


def test_address_follows_and_opens_the_same_picture(visit: Visits) -> None:
    bench = visit()
    bench.preset("Pin (RCA) cable 10 m")
    bench.press("len", "ArrowRight", "ArrowRight")
    bench.type("rs", "47")
    bench.choose("cable", "coax")
    bench.choose("model", "line")
    bench.choose("parts", "1")
    bench.type("fmax", "5e6")
    query = bench.query()
    assert (query["rs"], query["cable"], query["model"], query["parts"], query["fmax"]) == (
        *("47", "coax", "line", "1"),
        "5000000",
    )
    other = visit(bench.page.url.split("?")[1])
    assert other.picture() == bench.picture()
    assert [other.curve(trace=n) for n in range(4)] == [bench.curve(trace=n) for n in range(4)]
    assert other.query() == query


def test_moving_a_slider_is_one_step_of_history(visit: Visits) -> None:
    bench = visit()
    before = bench.page.evaluate("history.length")
    bench.drag("len", 30)
    bench.settle()
    bench.address_is_current()
    bench.page.wait_for_timeout(300)
    assert bench.page.evaluate("history.length") == before + 1


def test_back_and_forward_restore_what_a_preset_replaced(visit: Visits) -> None:
    bench = visit()
    bench.type("len", "7")
    bench.address_is_current()
    pictures = [bench.picture()]
    for name in ("Speaker cable 30 m, DF 100", "Guitar cable 10 m into 20 kΩ"):
        bench.preset(name)
        bench.address_is_current()
        pictures.append(bench.picture())
    assert len({picture["words"]["headline-loss"] for picture in pictures}) == 3
    for step, picture in (("back", pictures[1]), ("back", pictures[0]), ("forward", pictures[1])):
        getattr(bench.page, f"go_{step}")()
        bench.settle()
        assert bench.picture() == picture


def test_wrong_link_opens_with_what_was_right_and_names_the_rest(visit: Visits) -> None:
    bench = visit("preset=speaker-30m&len=abc&rdc=30&colour=red&load=16&model=x&df=1e9")
    said = bench.text("messages")
    for key, value in (("len", "abc"), ("colour", "red"), ("model", "x"), ("df", "1e9")):
        assert f"{key} = {value}" in said
    values = bench.values()
    assert (values["len"], values["rdc"], values["load"], values["df"]) == ("30", "30", "16", "100")
    assert values["model"] == "c-end"
    bench.page.locator("#messages-close").click()
    assert not bench.page.locator("#messages").is_visible()
    bench.press("lm", "End")
    assert set(bench.query()) == {"v", "preset", "rdc", "load", "lm"}


def test_link_that_cannot_be_is_told(visit: Visits) -> None:
    bench = visit("cable=pair&dia=5&gap=3&len=9")
    said, values = bench.text("messages"), bench.values()
    assert "gap = 3" in said
    assert "touch" in said
    assert (values["cable"], values["len"]) == ("pair", "9")
    assert bench.curve() == visit(f"cable=pair&len=9&dia={values['dia']}&gap={values['gap']}").curve()
    for key, asked in (("dia", "5"), ("gap", "3")):  # what is not obeyed is named
        assert values[key] == asked or f"{key} = {asked}" in said


def test_hostile_link_is_shown_as_text(visit: Visits) -> None:
    bench = visit("len=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&%3Cb%3E=1")
    assert "<img src=x" in bench.text("messages")
    assert bench.page.locator("#messages img, #messages b").count() == 0


@pytest.mark.parametrize(
    ("query", "df", "rs"), [("df=10&rs=2", 4, 2), ("rs=2&df=10", 10, 0.8), ("rs=2", 4, 2), ("df=10", 10, 0.8)]
)
def test_of_damping_factor_and_impedance_the_later_in_the_link_rules(
    visit: Visits, query: str, df: float, rs: float
) -> None:
    values = visit(query).values()
    assert (float(values["df"]), float(values["rs"])) == (df, rs)


def test_reset_goes_back_to_the_preset(visit: Visits) -> None:
    bench = visit("preset=guitar-10m")
    first = bench.picture()
    bench.press("len", "End")
    bench.choose("skin", "off")
    bench.type_in_vain("cm", "nonsense")
    bench.page.locator("#reset").click()
    bench.settle()
    assert bench.picture() == first
    assert bench.message("cm") == ""
    assert bench.query() == {"v": "1", "preset": "guitar-10m"}
    bench.page.go_back()
    bench.settle()
    assert (bench.values()["len"], bench.values()["skin"]) == ("300", "off")


def test_copy_button_copies_the_address(visit: Visits) -> None:
    bench = visit()
    bench.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bench.type("len", "7.5")
    bench.page.locator("#copy").click()
    bench.page.locator("#link-status", has_text="Copied").wait_for()
    copied = bench.page.evaluate("navigator.clipboard.readText()")
    assert copied == bench.page.url
    assert "len=7.5" in copied


def test_numbers_as_json_and_csv_are_of_the_state_shown(visit: Visits) -> None:
    bench = visit()
    bench.type("len", "7.5")
    for id_ in ("api-json", "api-csv"):
        assert "len=7.5" in bench.page.locator(f"#{id_}").get_attribute("href")


@pytest.mark.parametrize(("locale", "told"), [("ja-JP", "ja"), ("en-US", None)])
def test_what_is_taken_away_speaks_as_the_page_does(visit: Visits, locale: str, told: str | None) -> None:
    """Though the link leaves the language to the browser."""
    bench = visit(locale=locale)
    bench.type("len", "7.5")
    link = bench.page.locator("#png").get_attribute("href") or ""
    given = dict(parse_qsl(urlsplit(link).query))
    assert (given["len"], given.get("lang")) == ("7.5", told)
    assert "lang" not in bench.query()


def test_preset_of_the_menu_is_that_of_its_link(visit: Visits) -> None:
    """Whatever was looked at before: nothing of the view stays, so that the picture is the one that a link gives."""
    bench = visit("preset=pin-2m&att=abs&fmax=30000000&parts=1&lens=4,15")
    for name, key in (
        ("Speaker cable 4 m, a two-way loudspeaker", "two-way-4m"),
        ("Stratocaster pickup", "stratocaster"),
    ):
        bench.preset(name)
        assert bench.query() == {"v": "1", "preset": key}


def test_band_is_shaded_in_every_graph(visit: Visits) -> None:
    shaded = """(graph) => {
        const plot = document.querySelector(`#${graph} .js-plotly-plot, #${graph}.js-plotly-plot`);
        return [plot.layout.shapes[0].x0, plot.layout.shapes[0].x1];
    }"""
    bench = visit("preset=speaker-4m")
    for band, ends in (("guitar", [80, 6e3]), ("adult", [20, 15e3]), ("full", [20, 20e3])):
        bench.choose("band", band)
        for graph in ("attenuation", "phase"):
            assert bench.page.evaluate(shaded, graph) == ends
    bench.choose("band", "guitar")
    bench.choose("view", "line")
    assert bench.page.evaluate(shaded, "resistance") == [80, 6e3]


def test_load_that_does_not_belong_to_its_source_is_named_where_the_verdict_stands(visit: Visits) -> None:
    bench = visit("preset=stratocaster&lang=en")
    assert not bench.page.locator("#mismatch").is_visible()
    bench.choose("zl", "resistor")
    bench.type("load", "8")
    assert "do not belong together" in bench.text("mismatch")


def test_undo_is_there_when_the_page_is_loaded_anew(visit: Visits) -> None:
    """As it is by keys: a finger has none."""
    bench = visit()
    bench.type("len", "7.5")
    bench.address_is_current()
    bench.page.reload()
    bench.settle()
    bench.page.locator("#undo").click()
    bench.settle()
    assert bench.values()["len"] == "4"
    assert bench.page.locator("#redo").is_enabled()
