"""Files as measuring programs write them, and those that cannot be read."""

import time

import numpy as np
import pytest

from app.common.quantity import CurveKind
from app.files.reader import MAX_BYTES, MAX_ROWS, FileError, read_curve

GOOD: dict[str, tuple[CurveKind, bytes]] = {
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
def test_good(kind: CurveKind, content: bytes) -> None:
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
        (b"20 8 1\n30 9 1\nend of data\n40 9 1", 3, "not numbers"),
        (b"20 8 1\n30 9 1\n40 oops", 3, "not numbers"),
        (b"Freq Z\n20 Hz 8 ohm\n30 Hz 9 ohm", 2, "not numbers"),
        (b"20\n30", 1, "one number"),
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


# Frequencies [Hz], magnitudes [Ω] and phases [°] that every file of IMPEDANCES holds.
HERTZ, OHMS, DEGREES = [20, 1000, 20000], [8, 1250, 16], [40, 0, -30]
R = [6.128355544951824, 1250, 13.856406460551018]  # 8·cos 40°, 1250, 16·cos 30°
X = [5.142300877492314, 0, -8]
IMPEDANCES = {
    "REW": "* Impedance data\n* Freq(Hz) Z(ohms) Phase(degrees)\n20.0 8.0 40.0\n1000.0 1250.0 0.0\n20000.0 16.0 -30.0",
    "five columns, parts after": "Freq,|Z|,Phase,R,X\n"
    + "\n".join(f"{f},{z},{p},{r},{x}" for f, z, p, r, x in zip(HERTZ, OHMS, DEGREES, R, X, strict=True)),
    "five columns, parts first": "Frequency(Hz),Real(Ohm),Imaginary(Ohm),Magnitude(Ohm),Phase(Degrees)\n"
    + "\n".join(f"{f},{r},{x},{z},{p}" for f, z, p, r, x in zip(HERTZ, OHMS, DEGREES, R, X, strict=True)),
    "parts and magnitude": "Freq;|Z|;R;X\n"
    + "\n".join(f"{f};{z};{r};{x}" for f, z, r, x in zip(HERTZ, OHMS, R, X, strict=True)),
    "minus the imaginary part": "freq (Hz)\tZ' (ohm)\t-Z'' (ohm)\n"
    + "\n".join(f"{f}\t{r}\t{-x}" for f, r, x in zip(HERTZ, R, X, strict=True)),
    "network analyser": "#Digilent WaveForms\n#Date: 2024-05-01 12:00:00\n\n"
    "Frequency (Hz),Trace |Z| (Ohm),Trace th (*)\n20,8,40\n1000,1250,0\n20000,16,-30",
    "impedance analyser": '"4294A"\nTRACE: A\nFrequency(Hz), |Z|(Ohm)-data, theta-z(deg)-data\n20, 8.0, 40.0\n'
    "1000, 1250.0, 0\n20000, 16.0, -30\nEND",
    "CLIO": "Freq[Hz]     CHA[Ohm]     Phase[Deg]\n"
    " 20.00   8.00   40.00\n 1000.00 1250.00   0.00\n 20000.00  16.00 -30.00",
    "kHz, kΩ, radians": "f [kHz];Z [kΩ];φ [rad]\n0,02;0,008;0,6981317007977318\n1;1,25;0\n20;0,016;-0,5235987755982988",
    "MHz, mΩ": "Freq(MHz),Z(mOhm),Phase(deg)\n0.00002,8000,40\n0.001,1250000,0\n0.02,16000,-30",
    "phase twice": "Freq,Magnitude (ohm),Phase (rad),Phase (deg)\n20,8,0.69813170079773,40.\n1000,1250,0,0\n"
    "20000,16,-0.5235987755982988,-30",
    "names, then units": "Frequency\tImpedance\tPhase\nkHz\tOhm\trad\n0.02\t8\t0.6981317007977318\n1\t1250\t0\n"
    "20\t16\t-0.5235987755982988",
    "row number named": "No,Freq(Hz),Z(ohm),Phase(deg)\n1,20,8,40\n2,1000,1250,0\n3,20000,16,-30",
    "row number without a name": "Freq(Hz)\tZ(ohm)\tPhase(deg)\n1\t20\t8\t40\n2\t1000\t1250\t0\n3\t20000\t16\t-30",
    "row number, no header": "1 20.0 8 40\n2 1000.0 1250 0\n3 20000.0 16 -30",
    "frequency last": "Phase (deg);|Z| (ohm);Freq (Hz)\n40;8;20\n0;1250;1000\n-30;16;20000",
    "inductance beside": "f(Hz)\tLs(mH)\tZ(ohm)\tPh(deg)\n20\t9\t8\t40\n1000\t9\t1250\t0\n20000\t9\t16\t-30",
    "title that sounds like columns": "R of the box x 2\n* measured at 1 kHz, 2.83 V, 3 times\n"
    "20,8.0,40\n1000,1250.0,0\n20000,16.0,-30",
    "thousands, points": '"Freq","Z","Phase"\n"20","8.0","40"\n"1,000","1,250.0","0"\n"20,000","16.0","-30"',
    "thousands, semicolons": "20;8.0;40\n1,000;1,250.0;0\n20,000;16.0;-30",
    "thousands with points": "20;8,0;40\n1.000;1.250,0;0\n20.000;16,0;-30",
    "thousands with spaces": "20;8,0;40\n1 000;1\u202f250,0;0\n20\u00a0000;16,0;-30",
    "three decimals, commas": "20,000\t8,000\t40,000\n1000,000\t1250,000\t0,000\n20000,000\t16,000\t-30,000",
    "three decimals, points": "20.000 8.000 40.000\n1000.000 1250.000 0.000\n20000.000 16.000 -30.000",
    "decimal commas, comma and space": "* Freq(Hz), Z(ohms), Phase(degrees)\n20,0, 8,0, 40,0\n1000,0, 1250,0, 0,0\n"
    "20000,0, 16,0, -30,0",
    "decimal commas quoted": 'Freq,Z,Phase\n"20,0","8,0","40,0"\n"1000,0","1250,0","0,0"\n"20000,0","16,0","-30,0"',
    "end of a DOS text": "20 8 40\r\n1000 1250 0\r\n20000 16 -30\r\n\x1a",
    "footer": "20 8 40\n1000 1250 0\n20000 16 -30\n\nEnd of data\n(3 points)",
    "long exponents": "2.0E+0001 8.0E+0000 4.0E+0001\n1.0E+0003 1.25E+0003 0\n2.0D+04 1.6d1 -3.0E+0001",
    "minus sign as printed": "20;8;40\n1000;1250;0\n20000;16;\N{MINUS SIGN}30",
    "Japanese": "周波数[Hz],インピーダンス[Ω],位相[°]\n20,8,40\n1000,1250,0\n20000,16,-30",
    "empty column": "Freq(Hz)\t\tZ(ohm)\tPhase\n20\t\t8\t40\n1000\t\t1250\t0\n20000\t\t16\t-30",
}


@pytest.mark.parametrize("text", IMPEDANCES.values(), ids=IMPEDANCES)
def test_one_impedance_in_many_files(text: str) -> None:
    curve, has_phase = read_curve(text.encode(), "impedance")
    assert has_phase
    assert curve.kind == "impedance"
    assert curve.frequency == pytest.approx(HERTZ)
    assert 10 ** (curve.level / 20) == pytest.approx(OHMS)
    assert curve.phase == pytest.approx(DEGREES, abs=1e-9)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "cp932"])
def test_encodings(encoding: str) -> None:
    text = "周波数[kHz];インピーダンス[Ω];位相[rad]\n0,02;8;0\n1;1250;0\n20;16;0\n"
    curve, _ = read_curve(text.encode(encoding), "impedance")
    assert curve.frequency == pytest.approx(HERTZ)


RESPONSES = {
    "REW": "* Freq(Hz), SPL(dB), Phase(degrees)\n20.0, 75.5, 10.0\n200.0, 76.0, 20\n2000, 74.0, 30\n",
    "CLIO": "Freq[Hz]\tCHB[dBSPL]\tPhase[Deg]\tTHD[%]\n20.0\t75.5\t1\t2\n200.0\t76.0\t1\t2\n2000\t74.0\t1\t2",
    "level after the phase": "Frequency (Hz),Phase (deg),Magnitude (dB)\n20,1,75.5\n200,1,76.0\n2000,1,74.0",
    "headphone data base": "error,frequency,raw\n0,20,75.5\n0,200,76.0\n0,2000,74.0",
    "kilohertz": "kHz;dB\n0,02;75,5\n0,2;76,0\n2;74,0",
    "name of the loudspeaker": "Freq;SB17NRX\n20;75,5\n200;76,0\n2000;74,0",
    "header for more columns": "* Freq(Hz) SPL(dB) Phase(degrees)\n20.0 75.5\n200.0 76.0\n2000.0 74.0",
}


@pytest.mark.parametrize("text", RESPONSES.values(), ids=RESPONSES)
def test_one_response_in_many_files(text: str) -> None:
    curve, _ = read_curve(text.encode(), "level")
    assert curve.kind == "level"
    assert curve.frequency == pytest.approx([20, 200, 2000])
    assert curve.level == pytest.approx([75.5, 76, 74])


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("* Freq(Hz) Z(ohms) Phase(degrees)", "impedance"),
        ("Freq,R,X", "impedance"),
        ("Frequency (Hz);|Z|;Phase", "impedance"),
        ("* Freq(Hz), SPL(dB), Phase(degrees)", "level"),
        ("Frequency;Level;Phase", "level"),
        ("Frequency;Magnitude;Phase", None),
        ("", None),
    ],
)
def test_a_header_tells_which_kind_it_is(header: str, kind: CurveKind | None) -> None:
    rows = "\n20;8.5;0\n200;9.5;0" if ";" in header else "\n20,8.5,0\n200,9.5,0"
    for asked in ("level", "impedance"):
        curve, _ = read_curve((header + rows).encode(), asked)  # type: ignore[arg-type]
        assert curve.kind == (kind or asked)


@pytest.mark.parametrize(
    ("content", "kind", "line", "part"),
    [
        ("Freq(Hz);L(mH)\n20;9\n30;9", "impedance", 1, "no impedance"),
        ("Frequency(Hz), Ls(H)-data, Rs(Ohm)-data\n20,.1,8\n30,.1,8", "impedance", 1, "no impedance"),
        ("Freq;Inductance;Q\n20;9;1\n30;9;1", "impedance", 1, "no impedance"),
        ("Freq(Hz);Amplitude(V)\n20;9\n30;9", "level", 1, "level in dB"),
        ("Time(s);Level(dB)\n20;9\n30;9", "level", 1, "no column is a frequency"),
        ("Freq(mHz);Level(dB)\n20;9\n30;9", "level", 1, "no column is a frequency"),
        ("Freq;Left(dB);Right(dB)\n20;9;9\n30;9;9", "level", 1, "More than one column"),
        ("freq;reTrc1;imTrc1;\n20;.5;.1;\n30;.5;.1;", "impedance", 1, "no impedance"),
        ("Freq(Hz);|Z|;Phase;R;X\n20;9;9\n30;9;9", "impedance", 1, "names 5 columns"),
        ("Freq(Hz),SPL(dB)\n20,5,103,4\n25,5,103,4", "level", 1, "names 2 columns"),
        ("1,000,8\n2,000,9", "level", 1, "group thousands"),
        ("500,8\n1,000,8\n2,000,9", "level", 2, "group thousands"),
        ("1,250,8\n2,500,9", "impedance", 1, "group thousands"),
        ("1,050.5,8.1\n1,060.5,8.1", "impedance", 1, "group thousands"),
        ("20,5,8,2\n30,5,8,2", "impedance", 1, "group thousands"),
        ("500;8\n1,000;8\n2,000;9", "level", 2, "thousands or decimals"),
        ("500;8\n1.000;8\n2.000;9", "level", 2, "thousands or decimals"),
        ("20 8,5\n30 8.5", "level", 2, "used otherwise"),
        ("20 8\n30 1.2.3", "level", 2, "not numbers"),
        ("1 20 6.1\n2 21 6.2\n3 22 6.3", "impedance", 1, "number the rows"),
        ("Freq;Z;Phase\n20;8;0\n30;;1", "impedance", 3, "fewer columns"),
        ("Freq;Z;Phase\n20;n/a;0\n30;8;1\n40;8;1", "impedance", 2, "not numbers"),
        ("20;8\n30;9\nsecond trace\n20;8\n30;9", "level", 3, "not numbers"),
    ],
)
def test_what_is_unclear_is_refused_by_its_line(content: str, kind: CurveKind, line: int, part: str) -> None:
    with pytest.raises(FileError) as refusal:
        read_curve(content.encode(), kind)
    assert refusal.value.line == line
    assert refusal.value.text == content.split("\n")[line - 1]
    assert part in refusal.value.why.en


def test_a_sweep_in_steps_of_one_hertz_is_no_count_of_rows() -> None:
    curve, _ = read_curve(b"1 8.0 1\n2 8.5 2\n3 8.2 3", "impedance")
    assert curve.frequency.tolist() == [1, 2, 3]


PIECES = [
    b"20", b" ", b"\n", b",", b";", b"\t", b"1e5", b"1E+9999", b"-", b"x", b"\xff", b"*", b"8,5", b".", b'"', b"'",
    b"\0", b"\x1a", b"\r", b"Freq(Hz)", b"Z(ohm)", b"dB", b"R", b"X", b"[", b"(", b"1,000", b"1.000,5", b"0", b"nan",
    b"\xe2\x88\x92", b"\xe2\x80\xa8", b"1e300", b"1e-300", b"\nFreq(Hz);Z(ohm);Phase\n", b"\n20;8;1\n",
    b"\n30,9,1\n", b"\n1 20 8\n2 2000 9\n",
]  # fmt: skip


def test_random_bytes_never_break_it() -> None:
    """No exception but FileError, and what is read is a curve."""
    random = np.random.default_rng(11)
    read = 0
    for turn in range(1500):
        content = b"".join(random.choice(PIECES, random.integers(1, 40)))
        if turn % 4 == 0:
            content = random.bytes(random.integers(1, 200))
        try:
            curve, _ = read_curve(content, "impedance" if turn % 2 else "level")
        except FileError:
            continue
        read += 1
        assert np.all(np.diff(curve.frequency) > 0)
        assert np.all(np.isfinite([curve.frequency, curve.level, curve.phase]))
    assert read > 20


@pytest.mark.parametrize(
    "piece", [b"9", b"(", b" ", b",", b"1 ", b"1,", b'"', b"a\n", b"1\n", b"\x00", b"1, ", b"Freq(Hz) ", b"\t", b"-"]
)
def test_a_large_file_is_refused_in_time(piece: bytes) -> None:
    start = time.process_time()
    with pytest.raises(FileError):
        read_curve((b"20 8\n" + piece * MAX_BYTES)[:MAX_BYTES], "impedance")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n", b"PK\x03\x04\x14\x00", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1"]
)
def test_a_picture_or_workbook_is_told_to_be_one(start: bytes) -> None:
    with pytest.raises(FileError) as refused:
        read_curve(start + b"\n20 1\n30 2\n", "level")
    assert "not a text file" in refused.value.why.en
    assert "テキスト" in refused.value.why.ja
