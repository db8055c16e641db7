"""Results as files for other programs: FRD, ZMA, Touchstone, SPICE, SVG.  Pure text from arrays and states."""

from html import escape

import numpy as np

from app.bench import Response, controls_of
from app.state import State
from app.text import Language, Text, engineering, plain
from physics.checks import Real
from physics.circuit import input_impedance, log_transfer, output_impedance

__all__ = ["caption", "frd", "spice", "svg", "touchstone", "zma"]

REFERENCE = 50.0  # impedance of the S-parameters [Ω]


def caption(state: State, language: Language) -> str:
    """What a result is of, in one line."""
    changed = [
        f"{key}={value}"
        for key, value in state.given.items()
        if key not in ("preset", "lang", "zma", "frd") and state.values.get(key) != state.base.get(key)
    ]
    return " · ".join([f"Cablescope: {state.preset.name(language)}", *changed])


def _head(mark: str, lines: list[str]) -> str:
    return "".join(f"{mark} {line}\n" for line in lines)


def _rows(*columns: Real) -> str:
    return "".join("\t".join(f"{value:.6g}" for value in row) + "\n" for row in zip(*columns, strict=True))


def frd(response: Response, title: list[str]) -> str:
    """Frequency [Hz], 20·log₁₀|V_load/EMF| [dB] and phase [°], negative where the load lags."""
    head = _head("*", [*title, "Freq(Hz)\tSPL(dB)\tPhase(degrees)"])
    return head + _rows(response.frequency, response.attenuation, -response.phase_lag)


def zma(response: Response, title: list[str]) -> str:
    """Frequency [Hz], magnitude [Ω] and phase [°] of the load."""
    z = response.ends.load_impedance
    return _head("*", [*title, "Freq(Hz)\tZ(ohm)\tPhase(degrees)"]) + _rows(
        response.frequency, np.abs(z), np.degrees(np.angle(z))
    )


def touchstone(response: Response, title: list[str]) -> str:
    """S-parameters of the cable alone, in 50 Ω, real and imaginary parts.

    Notes
    -----
    S₂₁ is twice the transfer from 50 Ω into 50 Ω; S₁₁ and S₂₂ are the reflection at one end with 50 Ω at the other
    (D. M. Pozar, *Microwave Engineering*, 4.3).  The cable is reciprocal.
    """
    length, line, model = response.state.si("len"), response.line, response.state.circuit
    z, y = line.series_impedance * length, line.shunt_admittance * length
    s21 = 2 * np.exp(log_transfer(model, REFERENCE, REFERENCE, z, y))
    ends = (input_impedance(model, REFERENCE, z, y), output_impedance(model, REFERENCE, z, y))
    s11, s22 = ((end - REFERENCE) / (end + REFERENCE) for end in ends)
    columns = [part for s in (s11, s21, s21, s22) for part in (s.real, s.imag)]
    head = _head("!", title) + f"# Hz S RI R {REFERENCE:g}\n"
    rows = zip(response.frequency, *columns, strict=True)
    return head + "".join(" ".join(f"{value:.12g}" for value in row) + "\n" for row in rows)


def spice(response: Response, title: list[str]) -> str:
    """Circuit of source, cable and load, with an AC analysis that ngspice and LTspice run.

    The cable has its values at DC: the skin effect is left out, and said to be.
    """
    state, line, length = response.state, response.line, response.state.si("len")
    notes = ["R and L of the cable at DC: without skin effect"]
    r, ind, cap = line.dc_resistance * length, line.dc_inductance * length, line.capacitance * length
    model = state.choice("model")
    if line.loss_tangent:
        notes.append("without the loss of the insulation")
    cable = {
        "c-end": [f"R1 in n1 {r:.9g}", f"L1 n1 out {ind:.9g}", f"C1 out gnd {cap:.9g}"],
        "c-mid": [
            f"R1 in n1 {r / 2:.9g}",
            f"L1 n1 n2 {ind / 2:.9g}",
            f"C1 n2 gnd {cap:.9g}",
            f"R2 n2 n3 {r / 2:.9g}",
            f"L2 n3 out {ind / 2:.9g}",
        ],
        "line": [
            "O1 in gnd out gnd line",
            f".model line ltra r={line.dc_resistance:.9g} l={line.dc_inductance:.9g} g=0 c={line.capacitance:.9g} "
            f"len={length:.9g}",
        ],
    }[model]
    source, load = _spice_source(state), _spice_load(state, notes)
    low, high = state.si("fmin"), state.si("fmax")
    return "\n".join(
        [
            *(f"* {line}" for line in (*title, *notes)),
            ".subckt cable in out gnd",
            *cable,
            ".ends",
            "Vemf emf 0 DC 0 AC 1",
            *source,
            "Xcable jack load 0 cable",
            *load,
            f".ac dec 50 {plain(low)} {plain(high)}",
            ".print ac vdb(load) vp(load)",
            ".end",
            "",
        ]
    )


def _spice_source(state: State) -> list[str]:
    si, kind = state.si, state.choice("zs")
    if kind == "amp":
        if not si("ls"):
            return [f"Rs emf jack {si('rs'):.9g}"]
        return [f"Rs emf s1 {si('rs'):.9g}", f"Ls s1 jack {si('ls'):.9g}"]
    if kind == "line":
        # The large resistor gives the far side of the capacitor a potential at DC.
        return [f"Rs emf s1 {si('rs'):.9g}", f"Cs s1 jack {si('cs'):.9g}", "Rdc jack 0 1e12"]
    tone, upper, lower = controls_of(state).tracks
    bleed = [f"Cbleed coil jack {si('bleed'):.9g}"] if si("bleed") else []
    return [
        f"Rp emf p1 {si('rp'):.9g}",
        f"Lp p1 coil {si('lp'):.9g}",
        f"Cp coil 0 {si('cp'):.9g}",
        f"Rtone coil t1 {max(tone, 1e-3):.9g}",
        f"Ctone t1 0 {si('ctone'):.9g}",
        f"Rupper coil jack {max(upper, 1e-3):.9g}",
        f"Rlower jack 0 {lower:.9g}",
        *bleed,
    ]


def _spice_load(state: State, notes: list[str]) -> list[str]:
    si, kind = state.si, state.choice("zl")
    if kind in ("driver", "twoway") and state.choice("semi") == "1":
        notes.append("the semi-inductor of the voice coil as an inductor")
    if kind == "file":
        notes.append("the measured impedance as a resistor of the load impedance")
    if kind == "driver":
        return _spice_driver("w", "load", "0", *(si(key) for key in ("re", "le", "fs", "qms", "qes")))
    if kind == "twoway":
        equaliser = [f"Rz w r1 {si('xrz'):.9g}", f"Cz r1 0 {si('xcz'):.9g}"] if si("xcz") else []
        return [
            f"Lx1 load w {si('xl1'):.9g}",
            f"Cx1 w 0 {si('xc1'):.9g}",
            *equaliser,
            *_spice_driver("w", "w", "0", *(si(key) for key in ("re", "le", "fs", "qms", "qes"))),
            f"Cx2 load h {si('xc2'):.9g}",
            f"Lx2 h 0 {si('xl2'):.9g}",
            f"Rpad h t {max(si('xrs'), 1e-6):.9g}",
            f"Rpar t 0 {si('xrp'):.9g}",
            *_spice_driver("t", "t", "0", *(si(key) for key in ("tre", "tle", "tfs", "tqms", "tqes"))),
        ]
    capacitor = [f"Cin load 0 {si('ci'):.9g}"] if kind == "input" and si("ci") else []
    return [f"Rload load 0 {si('load'):.9g}", *capacitor]


def _spice_driver(
    name: str, top: str, bottom: str, re: float, le: float, fs: float, qms: float, qes: float
) -> list[str]:
    """Re, Le and the motion as a parallel circuit: R = Re·Qms/Qes, L = R/(ωs·Qms), C = Qms/(ωs·R)."""
    w, motion = 2 * np.pi * fs, re * qms / qes
    inner = f"{name}2" if le else f"{name}1"
    return [
        f"Re{name} {top} {name}1 {re:.9g}",
        *([f"Lc{name} {name}1 {inner} {le:.9g}"] if le else []),
        f"Rm{name} {inner} {bottom} {motion:.9g}",
        f"Lm{name} {inner} {bottom} {motion / (w * qms):.9g}",
        f"Cm{name} {inner} {bottom} {qms / (w * motion):.9g}",
    ]


_WIDTH, _HEIGHT = 900, 560
_BOX = (70, 60, 800, 400)  # left, top, width, height of the axes
_COLOURS = (
    "#1864ab",
    "#c2410c",
    "#237a35",
    "#862e9c",
    "#0b7285",
    "#a61e4d",
    "#5c4b00",
    "#495057",
    "#d6336c",
    "#3b5bdb",
)
_ATTENUATION = Text("Attenuation [dB]", "減衰率 [dB]")
_FREQUENCY = Text("Frequency", "周波数")


def svg(
    frequency: Real,
    curves: list[Real],
    names: list[str],
    span: tuple[float, float],
    title: list[str],
    language: Language,
) -> str:
    """The attenuation graph with caption and link, as a picture that stands alone."""
    left, top, width, height = _BOX
    low, high = np.log10(frequency[[0, -1]])
    bottom, ceiling = span

    def across(f: Real) -> Real:
        return np.asarray(left + width * (np.log10(f) - low) / (high - low))

    def down(y: Real) -> Real:
        return np.asarray(top + height * (ceiling - np.clip(y, bottom, ceiling)) / (ceiling - bottom))

    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>']
    for decade in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        x = float(across(np.array(10.0**decade)))
        parts.append(f'<path d="M{x:.1f} {top}v{height}" stroke="#d5dae1"/>')
        parts.append(_text(x, top + height + 18, engineering(10.0**decade, "Hz", 1)))
    step = _round_step((ceiling - bottom) / 6)
    for n in range(int(np.ceil(bottom / step)), int(np.floor(ceiling / step)) + 1):
        y = float(down(np.array(n * step)))
        parts.append(f'<path d="M{left} {y:.1f}h{width}" stroke="#d5dae1"/>')
        parts.append(_text(left - 8, y + 4, f"{n * step:g}".replace("-", "\N{MINUS SIGN}"), "end"))
    for n, (curve, name) in enumerate(zip(curves, names, strict=True)):
        points = " ".join(f"{x:.1f},{y:.2f}" for x, y in zip(across(frequency), down(curve), strict=True))
        colour = _COLOURS[n % len(_COLOURS)]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<path d="M{left + 110 * (n % 7)} {44 + 14 * (n // 7)}h22" stroke="{colour}" stroke-width="2.5"/>'
        )
        parts.append(_text(left + 110 * (n % 7) + 28, 48 + 14 * (n // 7), name, "start"))
    parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#55606e"/>')
    parts.append(_text(left + width / 2, top + height + 40, _FREQUENCY(language)))
    parts.append(
        f'<g transform="rotate(-90 18 {top + height / 2})">{_text(18, top + height / 2, _ATTENUATION(language))}</g>'
    )
    parts += [_text(left, 24, title[0], "start", 15)]
    parts += [_text(left, top + height + 66 + 16 * n, line, "start", 11) for n, line in enumerate(_wrapped(title[1:]))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif">{"".join(parts)}</svg>\n'
    )


def _wrapped(lines: list[str]) -> list[str]:
    """At most five lines of 130 characters: a long link is cut, and says so."""
    pieces = [line[n : n + 130] for line in lines for n in range(0, len(line), 130)]
    return pieces if len(pieces) <= 5 else [*pieces[:4], "…"]


def _round_step(rough: float) -> float:
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * next(step for step in (1, 2, 5, 10) if step * power >= rough))


def _text(x: float, y: float, words: str, anchor: str = "middle", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="#1b2430">{escape(words)}</text>'
    )
