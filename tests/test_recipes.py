"""What the recipes for adding things (docs/architecture.md) would leave half done is noticed here."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from app.bench.exports import EXPORTS
from app.bench.quantities import LoadKind, SourceKind, ViewKind
from app.bench.redraw import redraw
from app.bench.response import respond
from app.bench.schematic import schematic
from app.bench.state import parse
from app.common.frame import PAGES
from app.common.text import LANGUAGES
from app.main import server

ROOT = Path(__file__).parents[1]
LISTED = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", get_args(ViewKind))
def test_a_tab_is_hidden_under_the_others(kind: str) -> None:
    style = (ROOT / "assets" / "style.css").read_text(encoding="utf-8")
    assert f'body:not([data-view="{kind}"]) .only-{kind}' in style, "a line in assets/style.css is missing"


@pytest.mark.parametrize("key", ["zs", "zl"])
def test_a_kind_of_source_or_load_is_drawn(key: str) -> None:
    for kind in get_args(SourceKind if key == "zs" else LoadKind):
        state, _ = parse([(key, kind)])
        response = respond(state, np.array([1e3]))
        for language in LANGUAGES:
            assert "<svg" in schematic(state, response, language)


@pytest.mark.parametrize("preset", ["speaker-4m", "stratocaster"])
@pytest.mark.parametrize("view", get_args(ViewKind))
def test_each_text_has_its_element(preset: str, view: str) -> None:
    """In the page, or in the layout that Dash puts into it."""
    client = server.test_client()
    page = client.get("/").text
    places = set(re.findall(r'id="([\w-]+)"', page)) | set(
        re.findall(r'"id":\s*"([\w-]+)"', client.get("/_dash-layout").text)
    )
    texts = redraw(parse([("preset", preset), ("view", view)])[0], "en")["texts"]
    assert set(texts) <= places, "a headline is missing in HEADLINES, or an element in the page"


def test_no_two_elements_have_one_id() -> None:
    """Of those in the page and those in the layout that Dash puts into it."""
    client = server.test_client()
    ids = re.findall(r'\sid="([\w-]+)"', client.get("/").text)
    ids += re.findall(r'"id":\s*"([\w-]+)"', client.get("/_dash-layout").text)
    assert len(ids) > 200
    assert sorted(one for one, count in Counter(ids).items() if count > 1) == []


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_is_listed_and_has_its_button(name: str) -> None:
    assert f"/api/v1/{name}" in LISTED
    assert f'href="api/v1/{name}?' in server.test_client().get("/").text


def test_a_page_is_in_the_navigation_and_listed() -> None:
    """Every address that answers with a page: neither the API nor a fragment nor what Dash serves."""
    rules = {rule.rule.lstrip("/") for rule in server.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages = {path for path in rules if re.fullmatch(r"[a-z]+", path)} - {"health", "metrics", "oembed", "sheet"}
    assert pages <= set(PAGES), "the page's path and name are missing in PAGES"
    for path in PAGES:
        assert f"- `/{path}` " in LISTED
