"""The theory's page: every equation has a source and is right, every example opens."""

import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from app.bench.response import opened, respond
from app.common.text import Language
from app.main import server
from app.theory.page import SECTIONS, Equation, Example, content

EQUATIONS = [block for section in SECTIONS for block in section.blocks if isinstance(block, Equation)]
EXAMPLES = [block for section in SECTIONS for block in section.blocks if isinstance(block, Example)]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_page_answers(language: str) -> None:
    answer = server.test_client().get(f"/theory?lang={language}")
    assert answer.status_code == 200
    assert answer.text.count('class="equation"') == len(EQUATIONS) > 20


def test_unknown_keys_are_told() -> None:
    assert "colour = red" in server.test_client().get("/theory?colour=red").text


def test_equations_are_numbered_in_order() -> None:
    assert [equation.number for equation in EQUATIONS] == [str(n + 1) for n in range(len(EQUATIONS))]


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: equation.number)
def test_equation_is_whole(equation: Equation) -> None:
    assert equation.latex.count("{") == equation.latex.count("}")
    assert equation.latex.count(r"\left") == equation.latex.count(r"\right")
    starts, ends = (re.findall(rf"\\{word}\{{(\w+)\}}", equation.latex) for word in ("begin", "end"))
    assert sorted(starts) == sorted(ends)
    assert equation.source.en
    assert equation.source.ja


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.query)
def test_example_opens(example: Example) -> None:
    assert opened(parse_qsl(example.query))[1] == []


def test_corrected_equations_2_and_3_are_the_circuit() -> None:
    """As they stand on the page, against nodal arithmetic, for values at which every term counts."""
    w, r1, rsp, ind, cap = 2 * np.pi * 1e4, 5.0, 8.0, 1e-4, 2e-6
    below = (r1 + rsp - w**2 * ind * cap * rsp) ** 2 + w**2 * (cap * r1 * rsp + ind) ** 2
    re_i = (r1 + rsp + w**2 * cap**2 * r1 * rsp**2) / below
    im_i = w * (cap * rsp**2 * (1 - w**2 * ind * cap) - ind) / below
    v = complex(1 - r1 * re_i + w * ind * im_i, -r1 * im_i - w * ind * re_i)
    load = 1 / (1 / rsp + 1j * w * cap)
    assert v == pytest.approx(load / (r1 + 1j * w * ind + load), rel=1e-12)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_lumped_against_distributed(language: Language) -> None:
    """10 m, C at the end, 1 MHz: against the exponentials of the line, written out."""
    curve = content(language)["drawn"]["lumped"]["data"][0]
    w, f = 2 * np.pi * 1e6, curve["x"][-1]
    assert f == pytest.approx(1e6)
    x = 1.5853309 * np.sqrt(1e6 / 25000)
    resistance = 0.05 * (x / 2**1.5 + 0.25 + 3 * 2**0.5 / (32 * x))
    z, y = 10 * (resistance + 1j * w * 1e-6), 10 * 1j * w * 45e-12
    gamma, z0 = np.sqrt(z * y), np.sqrt(z / y)
    plus, minus = (np.exp(gamma) + np.exp(-gamma)) / 2, (np.exp(gamma) - np.exp(-gamma)) / 2
    distributed = 1 / (plus + z0 * minus / 8 + 0.08 * (minus / z0 + plus / 8))
    lumped = 1 / (1 + z * y + z / 8 + 0.08 * (y + 1 / 8))
    assert curve["y"][-1] == pytest.approx(20 * np.log10(abs(lumped / distributed)), abs=1e-4)


def test_effective_damping_factor() -> None:
    curves = content("en")["drawn"]["damping"]["data"]
    for curve, length in zip(curves, (1, 4, 15, 30), strict=True):
        np.testing.assert_allclose(curve["y"], 8 / (8 / np.array(curve["x"]) + 0.05 * length))


def test_table_of_causes() -> None:
    """C alone behind 250 kΩ into 20 kΩ is a first-order low-pass; L alone into 8 Ω is one, too."""
    blocks = [block for _, _, blocks in content("en")["sections"] for block in blocks]
    rows = next(block for block in blocks if block["kind"] == "table")["rows"]
    guitar = -10 * np.log10(1 + (2 * np.pi * 20e3 * 700e-12 / (1 / 250003.5 + 1 / 20e3)) ** 2)
    speaker = -10 * np.log10(1 + (2 * np.pi * 20e3 * 30e-6 / 9.58) ** 2)
    assert float(rows[3][2][1].replace("−", "-")) == pytest.approx(guitar, abs=1e-4)
    assert float(rows[1][2][0].replace("−", "-")) == pytest.approx(speaker, abs=1e-4)


def test_lumped_circuits_differ_by_thousandths_at_100_m() -> None:
    """What the page says of the audible band."""
    for curve in content("en")["drawn"]["lumped"]["data"]:
        if curve["name"].startswith("100 m"):
            level = np.interp(np.log(20e3), np.log(curve["x"]), curve["y"])
            assert 0.001 < abs(level) < 0.01


def losses(query: str) -> dict[str, float]:
    """Attenuation at 20 kHz by each circuit, a loss positive [dB]."""
    levels = {}
    for model in ("c-end", "c-mid", "line"):
        state, problems = opened(parse_qsl(f"{query}&model={model}"))
        assert not problems
        levels[model] = -float(respond(state, np.array([20e3])).attenuation[0])
    return levels


def test_capacitance_at_the_load_is_not_always_the_worst_case() -> None:
    """What the page says of figure 2 (c) beside (a) and (b)."""
    short, long, guitar = (losses(f"preset={name}") for name in ("speaker-4m", "speaker-100m", "guitar-10m"))
    assert min(short, key=short.__getitem__) == "c-end"
    assert 0 < max(short.values()) - short["c-end"] < 1e-4
    assert max(long, key=long.__getitem__) == "c-end"
    assert max(guitar, key=guitar.__getitem__) == "c-mid"


@pytest.mark.parametrize(("source", "load"), [(0.08, 8.0), (250e3, 20e3), (10.0, 15.2), (10.0, 14.8)])
def test_capacitance_alone_is_worst_where_it_sees_the_most_resistance(source: float, load: float) -> None:
    """R = 10 Ω, no L: at the load if R_sp > R_amp + R/2, in the middle otherwise; by the divider, written out."""
    y = 2j * np.pi * 20e3 * 1e-6
    end = abs(1 / (1 + (source + 10) * (y + 1 / load)))
    middle = 1 / (1 / (load + 5) + y)
    mid = abs(middle / (middle + source + 5) * load / (load + 5))
    assert (end < mid) == (load > source + 10 / 2)


def test_what_a_capacitance_sees_differs_by_tens_of_thousands() -> None:
    """R1 ∥ R_load of 10 m behind a volume control, over that of 4 m behind an amplifier."""
    guitar, speaker = 1 / (1 / 250003.5 + 1 / 20e3), 1 / (1 / 0.28 + 1 / 8)
    assert speaker < 1
    assert 1e4 < guitar < 1e5
    assert 2e4 < guitar / speaker < 1e5
