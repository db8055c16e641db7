"""Files as measuring programs write them, and those that cannot be read."""

import numpy as np
import pytest

from app.carried import Kind
from app.curvefile import MAX_BYTES, MAX_ROWS, FileError, read_curve

GOOD: dict[str, tuple[Kind, bytes]] = {
    "frd, spaces": ("level", b"20 -1.5 10\n200 -2.25 20\n2000 -3 30\n"),
    "frd, tabs, comments": ("level", b"* made by X\n# more\n; and more\n20\t-1.5\t10\n200\t-2.25\t20\n2000\t-3\t30"),
    "REW": (
        "level",
        b"* Measurement data\n* Freq(Hz), SPL(dB), Phase(degrees)\n20.0, -1.5, 10.0\n200.0, -2.25, 20\n2000,-3,30\n",
    ),
    "csv, header": ("level", b'"Frequency","Level"\r\n20,-1.5\r\n200,-2.25\r\n2000,-3\r\n'),
    "decimal commas, semicolons": ("level", b"Frequenz;Pegel\n20,0;-1,5\n200,0;-2,25\n2000;-3\n"),
    "decimal commas, spaces": ("level", b"20 -1,5 10\n200 -2,25 20\n2000 -3,0 30"),
    "decimal commas, tabs": ("level", b"20,0\t-1,5\n200\t-2,25\n2000\t-3"),
    "exponents": ("level", b"2.0e+01 -1.5E0\n2E2 -2.25\n+2.0e3 -.3e1"),
    "bom": ("level", b"\xef\xbb\xbf20 -1.5\n200 -2.25\n2000 -3"),
    "utf-16": ("level", "20 -1.5\n200 -2.25\n2000 -3".encode("utf-16")),
    "unsorted, twice, DC": ("level", b"0 9\n200 -2.25\n20 -1.5\n200 7\n2000 -3"),
    "trailing separators": ("level", b"20,-1.5,\n200,-2.25,\n2000,-3,"),
}


@pytest.mark.parametrize(("kind", "content"), GOOD.values(), ids=GOOD)
def test_good(kind: Kind, content: bytes) -> None:
    curve, _ = read_curve(content, kind)
    assert curve.frequency.tolist() == [20, 200, 2000]
    assert curve.level.tolist() == [-1.5, -2.25, -3]


@pytest.mark.parametrize(
    "content",
    [
        b"* DATS\n* Freq Z Phase\n20 8 45\n200 16 -30\n",
        b"Freq(Hz);|Z|;phase\n20;8,0;45\n200;16,0;-30,0",
        f"f,R,X\n20,{8 * np.cos(np.pi / 4)},{8 * np.sin(np.pi / 4)}\n200,{16 * np.cos(np.pi / 6)},{-8.0}\n".encode(),
        f"* Freq(Hz)\tRe(ohm)\tIm(ohm)\n20\t{2**2.5}\t{2**2.5}\n200\t{8 * 3**0.5}\t-8\n".encode(),
    ],
)
def test_impedance(content: bytes) -> None:
    curve, has_phase = read_curve(content, "impedance")
    assert has_phase
    assert 10 ** (curve.level / 20) == pytest.approx([8, 16])
    assert curve.phase == pytest.approx([45, -30])


def test_impedance_without_phase_says_so() -> None:
    curve, has_phase = read_curve(b"20 8\n200 16", "impedance")
    assert not has_phase
    assert curve.phase.tolist() == [0, 0]


def test_phase_is_unwrapped() -> None:
    curve, _ = read_curve(b"20 8 170\n200 8 -170\n2000 8 -90", "impedance")
    assert curve.phase == pytest.approx([170, 190, 270])


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        (b"", 0, "at least two rows"),
        (b"hello\nworld", 0, "at least two rows"),
        (b"20 8 1", 0, "at least two rows"),
        (b"20 8 1\n20 9 1", 0, "at least two rows"),
        (b"20 8 1\n30 9 1\nend of data", 3, "not numbers"),
        (b"20 8 1\n30", 2, "one number"),
        (b"20 8 1\n30 9", 2, "fewer columns"),
        (b"20 8 1\n-30 9 1", 2, "0 to 1000000000"),
        (b"20 8 1\n30 0 1", 2, "above 0"),
        (b"20 8 1\n30 8 1e9", 2, "degrees"),
        (b"\x00\xff\x13binary", 0, "at least two rows"),
        (b"1 1 1\n" * (MAX_ROWS + 1), MAX_ROWS + 1, "rows"),
        (b"#" * (MAX_BYTES + 1), 0, "too long"),
    ],
)
def test_bad(content: bytes, line: int, part: str) -> None:
    with pytest.raises(FileError) as refusal:
        read_curve(content, "impedance")
    assert refusal.value.line == line
    assert part in refusal.value.why.en
    assert refusal.value.why.ja


def test_random_bytes_never_break_it() -> None:
    random = np.random.default_rng(11)
    for _ in range(500):
        pieces = random.choice(
            [b"20", b" ", b"\n", b",", b";", b"\t", b"1e5", b"-", b"x", b"\xff", b"*", b"8,5", b"."], 40
        )
        try:
            read_curve(b"".join(pieces), "impedance")
        except FileError:
            continue
