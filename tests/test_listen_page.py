"""The listening page: what its address chooses to compare, and what of that cannot be used."""

import json
import re
from urllib.parse import urlencode

import pytest

from app.main import server

client = server.test_client()
PINNED = urlencode({"preset": "zip-5m", "a": "preset=speaker-30m&name=Long", "lang": "en"})


def page(more: str) -> str:
    answer = client.get(f"/listen?{PINNED}&{more}")
    assert answer.status_code == 200
    return answer.text


def chosen(text: str) -> dict[str, str]:
    """The options chosen, by select."""
    selects = re.findall(r'<select id="(\w+)".*?</select>', text)
    found = {}
    for name in selects:
        options = re.search(rf'<select id="{name}".*?</select>', text)
        assert options
        selected = re.search(r'value="([^"]*)" selected', options[0])
        found[name] = selected[1] if selected else ""
    return found


@pytest.mark.parametrize(
    ("more", "a", "b", "sound", "level"),
    [
        ("", "none", "this", "pink", "1k"),
        ("sides=a,this", "a", "this", "pink", "1k"),
        ("sides=this,a&sound=castanets&match=as-is", "this", "a", "castanets", "as-is"),
        ("match=energy", "none", "this", "pink", "energy"),
    ],
)
def test_opens_with_what_the_link_chooses(more: str, a: str, b: str, sound: str, level: str) -> None:
    text = page(more)
    assert {"a": a, "b": b, "sound": sound, "level": level}.items() <= chosen(text).items()
    assert "panel messages" not in text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("sides=b,this", "sides = b,this: Use two of none, this, a, with a comma"),
        ("sides=none", "sides = none: Use two of"),
        ("sides=none,this,a", "sides = none,this,a: Use two of"),
        ("sides=", "sides = : Use two of"),
        ("sound=trumpet", "sound = trumpet: Use one of: pink, string, cymbal, castanets, sweep"),
        ("sound=file", "sound = file: A link cannot hold a sound file"),
        ("match=loud", "match = loud: Use one of: 1k, energy, as-is"),
        ("sound=string&sound=sweep", "sound = string: "),
        ("sounds=string", "sounds = string: "),
    ],
)
def test_tells_what_it_cannot_use_and_opens_as_usual(more: str, told: str) -> None:
    text = page(more)
    assert told in text
    assert {"a": "none", "b": "this", "sound": "pink", "level": "1k"}.items() <= chosen(text).items()


@pytest.mark.parametrize(
    "preset", ["zip-5m", "humbucker", "strat-coiled", "measured-squier-affinity-strat", "mc-generic"]
)
def test_the_search_begins_where_it_may(preset: str) -> None:
    """The largest exaggeration is one that is given at the sampling rates that devices have."""
    told = re.search(r'<script id="told"[^>]*>(.*?)</script>', client.get(f"/listen?preset={preset}").text)
    assert told
    most = json.loads(told[1])["most"]
    for rate in (44_100, 48_000, 96_000, 192_000):
        answer = client.get(f"/api/v1/impulse?preset={preset}&rate={rate}&times={most:.4g}")
        assert answer.status_code == 200, (rate, answer.text)


def test_its_keys_reach_neither_bench_nor_impulse() -> None:
    text = page("sides=a,this&sound=string&match=energy")
    back = re.search(r'href="[^"]*\?([^"]*)">Back to this cable', text)
    assert back
    assert not {"sides", "sound", "match"} & {pair.partition("=")[0] for pair in back[1].split("&amp;")}
