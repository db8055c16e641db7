"""The theory behind the bench: text, equations and computed examples, section by section."""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import numpy as np
from flask import Blueprint, render_template, request
from numpy.typing import NDArray

from app.bench.response import respond
from app.bench.state import State, parse
from app.common.figures import axes_figure
from app.common.frame import frame_of, language_of_request, problem_words
from app.common.query import given_once
from app.common.text import Language, Text, fixed
from physics import circuit

__all__ = ["SECTIONS", "WORDS", "Equation", "Example", "Paragraph", "Plot", "Section", "Table", "blueprint", "content"]

Real = NDArray[np.float64]

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: the theory", "Cablescope：理論"),
    "description": Text(
        "The equations behind the bench, each with its source, and what they say about speaker and guitar cables.",
        "シミュレーターの計算に用いる式とその出典、"
        "スピーカーケーブルやギターケーブルについてそこからわかることを説明します。",
    ),
    "heading": Text("Theory", "理論"),
    "intro": Text(
        "What the bench computes, from the paper's equivalent circuit to the exact field in the conductors. "
        "Units are SI; the time factor is exp(+jωt).",
        "論文の等価回路から導体の厳密解まで、シミュレーターが計算している内容です。"
        "単位は SI、時間因子は exp(+jωt) です。",
    ),
    "contents": Text("Contents", "目次"),
    "source": Text("Source", "出典"),
    "equation": Text("Equation", "式"),
    "open": Text("open in the bench", "シミュレーターで開く"),
}


class Paragraph(NamedTuple):
    """Running text; formulas within it stand in \\( … \\)."""

    text: Text


class Equation(NamedTuple):
    """A displayed equation, as LaTeX, its number, and where it comes from."""

    latex: str
    number: str
    source: Text


class Example(NamedTuple):
    """A link into the bench, and what it shows."""

    text: Text
    query: str


class Table(NamedTuple):
    """A computed table: its id and what it shows."""

    id: str
    title: Text


class Plot(NamedTuple):
    """A computed graph: its id and what it shows."""

    id: str
    title: Text


Block = Paragraph | Equation | Example | Table | Plot


class Section(NamedTuple):
    """A section of the page."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


def _paper(number: str, note: Text | None = None) -> Text:
    en, ja = f"the paper, section 3, equation {number}", f"論文3節 式{number}"
    return Text(f"{en}; {note.en}", f"{ja}。{note.ja}") if note else Text(en, ja)


def _book(en: str) -> Text:
    return Text(en, f"{en}（英語文献）")


SECTIONS: tuple[Section, ...] = (
    Section(
        "circuit",
        Text("The paper's circuit", "論文の等価回路"),
        (
            Paragraph(
                Text(
                    "A cable much shorter than the wavelength acts as a resistance R and an inductance L in series, "
                    "each for go and return together, with a capacitance C across the line. "
                    "The paper puts all of C at the load (figure 2 c). "
                    "With \\(R_1 = R_\\mathrm{amp} + R\\), the source sees the impedance",
                    "波長に比べて十分短いケーブルは、往復を合わせた直列の抵抗 R と自己インダクタンス L、"
                    "並列の線間静電容量 C で表せます。"
                    "論文は C をすべて負荷端に置きます（図2 c）。"
                    "\\(R_1 = R_\\mathrm{amp} + R\\) とすると、電源から見たインピーダンスは",
                )
            ),
            Equation(r"Z = R_1 + j\omega L + \frac{R_\mathrm{sp}}{1 + j\omega C R_\mathrm{sp}}", "1", _paper("1")),
            Paragraph(Text("The real and imaginary parts of the current are then", "したがって電流の実部と虚部は")),
            Equation(
                r"\begin{aligned}"
                r"\operatorname{Re} I &= \frac{R_1 + R_\mathrm{sp} + \omega^2 C^2 R_1 R_\mathrm{sp}^2}{D}\,V_0, \qquad "
                r"\operatorname{Im} I = \omega\,\frac{C R_\mathrm{sp}^2 (1 - \omega^2 L C) - L}{D}\,V_0, \\"
                r"D &= (R_1 + R_\mathrm{sp} - \omega^2 L C R_\mathrm{sp})^2 + \omega^2 (C R_1 R_\mathrm{sp} + L)^2"
                r"\end{aligned}",
                "2",
                _paper(
                    "2",
                    Text(
                        "corrected: the printed Im I subtracts \\(C R_1 R_\\mathrm{sp}\\) as well as L",
                        "訂正済み：論文では Im I で L とともに \\(C R_1 R_\\mathrm{sp}\\) も引かれています",
                    ),
                ),
            ),
            Equation(
                r"\begin{aligned}"
                r"\operatorname{Re} V_\mathrm{out} &= V_0 - R_1 \operatorname{Re} I + \omega L \operatorname{Im} I, \\"
                r"\operatorname{Im} V_\mathrm{out} &= -R_1 \operatorname{Im} I - \omega L \operatorname{Re} I"
                r"\end{aligned}",
                "3",
                _paper(
                    "3",
                    Text("corrected: the printed Im V has the wrong sign", "訂正済み：論文では Im V の符号が逆です"),
                ),
            ),
            Equation(
                r"|V_\mathrm{out}| = \sqrt{(\operatorname{Re} V_\mathrm{out})^2"
                r" + (\operatorname{Im} V_\mathrm{out})^2}",
                "4",
                _paper("4"),
            ),
            Equation(
                r"e = \frac{|V_\mathrm{out}|}{V_0}, \qquad \mathrm{dB}(e) = 20 \log_{10} e, \qquad "
                r"\mathrm{dB}(\Delta e) = 20 \log_{10} \frac{e(f)}{e(0)}",
                "5",
                _paper("5"),
            ),
            Equation(
                r"\phi = \tan^{-1}\!\left(-\frac{\operatorname{Im} V_\mathrm{out}}"
                r"{\operatorname{Re} V_\mathrm{out}}\right)",
                "6",
                _paper("6"),
            ),
            Paragraph(
                Text(
                    "The bench's AC attenuation is \\(\\mathrm{dB}(\\Delta e)\\). "
                    "Its phase lag is \\(\\phi\\), positive when the load lags; "
                    "at 90°, where the arc tangent would jump, it continues smoothly.",
                    "シミュレーターの交流減衰率は \\(\\mathrm{dB}(\\Delta e)\\) です。"
                    "位相の遅れは \\(\\phi\\) で、負荷が遅れるとき正です。"
                    "逆正接が跳ぶ 90° を超えても連続になるように計算しています。",
                )
            ),
        ),
    ),
    Section(
        "two-port",
        Text("The same circuit as a two-port", "四端子回路として"),
        (
            Paragraph(
                Text(
                    "Any cable, lumped or distributed, is a two-port between its ends:",
                    "集中定数でも分布定数でも、ケーブルは両端の間の四端子回路です。",
                )
            ),
            Equation(
                r"\begin{pmatrix} V_1 \\ I_1 \end{pmatrix} = \begin{pmatrix} A & B \\ C & D \end{pmatrix}"
                r"\begin{pmatrix} V_2 \\ I_2 \end{pmatrix}, \qquad AD - BC = 1",
                "7",
                _book("Pozar, Microwave Engineering, 4.4"),
            ),
            Equation(
                r"\frac{V_\mathrm{load}}{\mathrm{EMF}} = \frac{1}{A + B/Z_L + Z_s\,(C + D/Z_L)}",
                "8",
                _book("Pozar, Microwave Engineering, 4.4"),
            ),
            Paragraph(
                Text(
                    "\\(Z_s\\) and \\(Z_L\\) may be any impedances. "
                    "With the impedance \\(Z = Z'l\\) and the admittance \\(Y = Y'l\\) of the whole length, "
                    "figure 2 (c) of the paper is",
                    "\\(Z_s\\) と \\(Z_L\\) は任意のインピーダンスでかまいません。"
                    "全長のインピーダンスを \\(Z = Z'l\\)、アドミタンスを \\(Y = Y'l\\) とすると、"
                    "論文の図2 (c) は",
                )
            ),
            Equation(
                r"A = 1 + ZY, \quad B = Z, \quad C = Y, \quad D = 1",
                "9",
                Text("the paper, figure 2 (c)", "論文 図2 (c)"),
            ),
            Paragraph(Text("with C in the middle (figure 2 b)", "C を中央に置いた図2 (b) は")),
            Equation(
                r"A = D = 1 + \tfrac12 ZY, \quad B = Z + \tfrac14 Z^2 Y, \quad C = Y",
                "10",
                Text("the paper, figure 2 (b)", "論文 図2 (b)"),
            ),
            Paragraph(Text("and spread over the length (figure 2 a)", "全長に分布させた図2 (a) は")),
            Equation(
                r"A = D = \cosh \gamma l, \quad B = Z_0 \sinh \gamma l, \quad C = \frac{\sinh \gamma l}{Z_0}, \qquad "
                r"\gamma = \sqrt{Z' Y'}, \quad Z_0 = \sqrt{Z'/Y'}",
                "11",
                _book("Pozar, Microwave Engineering, 2.1"),
            ),
            Equation(
                r"Z' = R'(f) + j\omega L'(f), \qquad Y' = \omega C' \tan\delta + j\omega C'",
                "12",
                _book("Pozar, Microwave Engineering, 2.1"),
            ),
            Plot(
                "lumped",
                Text(
                    "How much the lumped circuits differ from the distributed line: standard cable, 8 Ω, DF 100",
                    "集中定数回路と分布定数線路の差：標準ケーブル、8Ω、DF 100",
                ),
            ),
            Paragraph(
                Text(
                    "For a speaker cable of any length used at home, the difference in the audible band is negligible: "
                    "a few thousandths of a decibel even at 100 m. "
                    "Above that band it grows steeply with frequency and with length.",
                    "家庭で使う長さのスピーカーケーブルでは、可聴帯域での差は 100m でも1000分の数dBにすぎません。"
                    "それより上では、差は周波数と長さとともに急に大きくなります。",
                )
            ),
            Paragraph(
                Text(
                    "The paper takes (c) as the upper limit of the loss. "
                    "For C alone, between resistances, that is right if \\(R_\\mathrm{sp} > R_\\mathrm{amp} + R/2\\): "
                    "C then sees more resistance at the load than in the middle. "
                    "Together with L, however, C can raise the level. "
                    "At 20 kHz, 4 m of speaker cable lose the least with (c), by less than 0.0001 dB; "
                    "100 m lose the most with (c), "
                    "and the paper's guitar cable (250 kΩ into 20 kΩ) with (b).",
                    "論文は (c) を減衰の上限としています。"
                    "抵抗だけの間で C のみを考えれば、\\(R_\\mathrm{sp} > R_\\mathrm{amp} + R/2\\) のとき、"
                    "C から見た抵抗は中央より負荷端で大きいので、その通りです。"
                    "しかし L があると、C がレベルを持ち上げることもあります。"
                    "20kHz での減衰は、スピーカーケーブル 4m では (c) が最小（差は 0.0001dB 未満）、"
                    "100m では (c) が最大、論文のギターケーブル（250kΩ から 20kΩ へ）では (b) が最大です。",
                )
            ),
            Example(
                Text("100 m as a distributed line", "100m を分布定数で"), "preset=speaker-100m&model=line&fmax=10000000"
            ),
        ),
    ),
    Section(
        "line",
        Text("R, L and C per metre", "1m当りの R・L・C"),
        (
            Paragraph(
                Text(
                    "One conductor of radius a has the DC resistance",
                    "半径 a の導体1本の直流抵抗は",
                )
            ),
            Equation(
                r"R_\mathrm{dc} = \frac{\rho}{\pi a^2}",
                "13",
                Text("the paper, section 1 (i); the loop has twice that", "論文1節 (i)。往復ではこの2倍"),
            ),
            Paragraph(
                Text(
                    "For two wires at a spacing d the paper's formulas are approximations: "
                    "thin wires far apart, with the current on their surfaces.",
                    "間隔 d の2本の導線についての論文の式は、細い線が離れていて、電流が表面を流れる場合の近似です。",
                )
            ),
            Equation(
                r"C = \frac{\pi \varepsilon}{\ln(d/a)}, \qquad L = \frac{\mu_0}{\pi} \ln\frac{d}{a}",
                "14",
                Text("the paper, section 1 (ii), (iii)", "論文1節 (ii)、(iii)"),
            ),
            Paragraph(
                Text("For perfect conductors at any spacing, exactly,", "完全導体について、任意の間隔で厳密な式は")
            ),
            Equation(
                r"C = \frac{\pi \varepsilon}{\operatorname{arcosh}(d/2a)}, \qquad L_\infty = \frac{\mu_0}{\pi}"
                r"\operatorname{arcosh}\frac{d}{2a}, \qquad L_\infty C = \mu_0 \varepsilon",
                "15",
                _book("S. Ramo, J. R. Whinnery, T. Van Duzer, Fields and Waves in Communication Electronics"),
            ),
            Paragraph(
                Text(
                    "and for a current spread evenly over the wires (DC), with their internal inductance,",
                    "一様な電流（直流）では、内部インダクタンスを含めて",
                )
            ),
            Equation(
                r"L_0 = \frac{\mu_0}{\pi} \left( \ln\frac{d}{a} + \frac14 \right)",
                "16",
                _book("F. W. Grover, Inductance Calculations, 1946"),
            ),
            Paragraph(
                Text(
                    "These are the two ends of one curve, "
                    "so internal inductance must never be added to the arcosh formula. "
                    "For a star quad of side s with its diagonals joined, "
                    "and for a coaxial cable whose shield has the inner diameter 2b,",
                    "この2つは一つの曲線の両極限なので、arcosh の式に内部インダクタンスを足してはいけません。"
                    "対角どうしを結線した一辺 s のスターカッドと、内径 2b の同軸では",
                )
            ),
            Equation(
                r"L_0 = \frac{\mu_0}{2\pi} \left( \ln\frac{s}{\sqrt2\,a} + \frac14 \right), \qquad "
                r"L_\mathrm{coax} = \frac{\mu_0}{2\pi} \ln\frac{b}{a}, \qquad "
                r"C_\mathrm{coax} = \frac{2\pi\varepsilon}{\ln(b/a)}",
                "17",
                Text("Grover 1946; the paper, section 7.1, equation 7", "Grover（1946）、論文7.1節 式7"),
            ),
            Paragraph(
                Text(
                    "No line carries waves faster than light, so the bench refuses cable data with \\(LCc^2 < 1\\).",
                    "光より速い波を運ぶ線路はないため、\\(LCc^2 < 1\\) となるデータは受け付けません。",
                )
            ),
            Example(Text("Pair, 100 m", "平行2芯 100m"), "preset=pair-100m"),
            Example(
                Text("Star quad with the same metal area, 100 m", "同じ断面積のスターカッド 100m"), "preset=quad-100m"
            ),
        ),
    ),
    Section(
        "skin",
        Text("Skin effect", "表皮効果"),
        (
            Paragraph(
                Text(
                    "A high-frequency current stays near the surface, within about the skin depth",
                    "高周波の電流は、表面から表皮厚さ程度の範囲に集まります。",
                )
            ),
            Equation(
                r"\delta = \sqrt{\frac{2\rho}{\omega\mu_0}}",
                "18",
                Text(
                    "the paper, section 3, skin effect (there also numbered 6)",
                    "論文3節 表皮効果（論文では式6）",
                ),
            ),
            Paragraph(
                Text(
                    "For a round wire far from other conductors the internal impedance is exactly",
                    "他の導体から離れた円形導線の内部インピーダンスは、厳密に",
                )
            ),
            Equation(
                r"\frac{Z_i}{R_\mathrm{dc}} = \frac{z}{2}\,\frac{I_0(z)}{I_1(z)}, \qquad z = x\,e^{j\pi/4}, \qquad "
                r"x = a\sqrt{\frac{\omega\mu_0}{\rho}} = \frac{\sqrt2\,a}{\delta}",
                "19",
                _book("NBS Circular 74, 1924"),
            ),
            Equation(
                r"\frac{R_\mathrm{ac}}{R_\mathrm{dc}} \approx 1 + \frac{x^4}{192} \ (x \to 0), \qquad "
                r"\approx \frac{x}{2\sqrt2} + \frac14 + \frac{3\sqrt2}{32\,x} \ (x \to \infty)",
                "20",
                _book("NBS Circular 74, 1924"),
            ),
            Paragraph(
                Text(
                    "The paper reads a handbook's chart over \\(\\sqrt{f/R_\\mathrm{dc}}\\), "
                    "with \\(R_\\mathrm{dc}\\) of one conductor in µΩ/m; this is \\(x/1.5853\\). "
                    "Where only the resistance changes, the level follows",
                    "論文が引く便覧の横軸 \\(\\sqrt{f/R_\\mathrm{dc}}\\) は、"
                    "\\(R_\\mathrm{dc}\\) を導体1本の値（µΩ/m）として、\\(x/1.5853\\) にあたります。"
                    "抵抗だけが変わるときの透過率は",
                )
            ),
            Equation(
                r"e = \frac{R_\mathrm{amp} + R_\mathrm{sp} + l R_\mathrm{DC}}"
                r"{R_\mathrm{amp} + R_\mathrm{sp} + l R_\mathrm{AC}}",
                "21",
                Text(
                    "the paper, section 3, equation 7; either l counts both ways, or R is that of the loop",
                    "論文3節 式7。l は往復の長さ（または R を往復分とする）",
                ),
            ),
            Example(
                Text("R′ and L′ of a pair against frequency", "平行2芯の R′ と L′ の周波数特性"),
                "preset=pair-100m&view=line",
            ),
        ),
    ),
    Section(
        "proximity",
        Text("Proximity effect", "近接効果"),
        (
            Paragraph(
                Text(
                    "Wires close together also push each other's currents aside. "
                    "Outside the wires, the field of each is a sum of cylindrical harmonics; "
                    "inside, it obeys the diffusion equation. "
                    "Matching the two on every surface gives a system of linear equations, "
                    "whose coefficients depend only on x and on the ratio of spacing to diameter. "
                    "Opposite currents crowd to the sides that face each other: "
                    "R′ rises more than by skin effect alone, "
                    "and L′ falls from \\(L_0\\) to \\(L_\\infty\\).",
                    "導線どうしが近いと、互いの磁界によっても電流が偏ります。"
                    "導線の外の磁界は円筒調和関数の和で表され、内部では拡散方程式に従います。"
                    "すべての表面で両者をつなぐと、x と「間隔と直径の比」だけで決まる連立一次方程式になります。"
                    "逆向きの電流は向かい合う側に寄り、R′ は表皮効果だけの場合より増え、"
                    "L′ は \\(L_0\\) から \\(L_\\infty\\) へ下がります。",
                )
            ),
            Equation(
                r"\frac{R'}{R_\mathrm{dc}} = F_R\!\left(x, \frac{d}{2a}\right), \qquad "
                r"\frac{L'}{\mu_0/\pi} = F_L\!\left(x, \frac{d}{2a}\right)",
                "22",
                _book("J. R. Carson, Phil. Mag. (6) 41, 607, 1921; G. S. Smith, J. Appl. Phys. 43, 2196, 1972"),
            ),
            Paragraph(
                Text(
                    "For a coaxial shield of finite thickness the bench uses Schelkunoff's formulas "
                    "(Bell Syst. Tech. J. 13, 532, 1934).",
                    "厚さのある同軸のシールドは Schelkunoff の式で計算します（Bell Syst. Tech. J. 13, 532, 1934）。",
                )
            ),
            Example(
                Text("Where the current flows in two wires close together", "接近した2芯の電流分布"),
                "preset=pair-100m&gap=1.2&view=field&fj=50000",
            ),
        ),
    ),
    Section(
        "capacitance",
        Text(
            "Why C hardly matters with a loudspeaker, but a great deal with a guitar",
            "C がスピーカーではほとんど効かず、ギターでは大きく効く理由",
        ),
        (
            Paragraph(
                Text(
                    "C acts against the resistances on its two sides in parallel, "
                    "L against those at its two ends in series:",
                    "C に対しては両側の抵抗の並列、L に対しては両端の抵抗の直列が効きます。",
                )
            ),
            Equation(
                r"\omega_C = \frac{1}{C\,(R_1 \parallel R_\mathrm{load})}, \qquad "
                r"\omega_L = \frac{R_1 + R_\mathrm{load}}{L}",
                "23",
                Text("from equation 8 with L = 0 and with C = 0", "式8で L = 0、C = 0 とした場合"),
            ),
            Table("causes", Text("Change at 20 kHz relative to DC, by cause", "20kHzでの要因別の減衰（直流比）")),
            Paragraph(
                Text(
                    "Between an amplifier and a loudspeaker, C sees a fraction of an ohm. "
                    "Behind a guitar's volume control it sees tens of kilohms, tens of thousands of times as much. "
                    "For L it is the other way round.",
                    "アンプとスピーカーの間では、C から見た抵抗は1Ωにも満ちません。"
                    "ギターのボリュームの後では数十kΩ、つまり数万倍になります。"
                    "L についてはその逆です。",
                )
            ),
            Example(Text("Guitar cable, with the parts", "ギターケーブル（要因別）"), "preset=guitar-10m&parts=1"),
            Example(
                Text("Speaker cable, with the parts", "スピーカーケーブル（要因別）"), "preset=speaker-30m&parts=1"
            ),
        ),
    ),
    Section(
        "damping",
        Text("What the damping factor does", "ダンピングファクターの働き"),
        (
            Paragraph(
                Text(
                    "The damping factor is the load's nominal impedance divided by the source's impedance. "
                    "For the loudspeaker, the loop resistance of the cable is part of the source:",
                    "ダンピングファクターは負荷の公称インピーダンスと出力インピーダンスの比です。"
                    "スピーカーから見た実効値には、ケーブルの往復の抵抗が加わります。",
                )
            ),
            Equation(
                r"\mathrm{DF} = \frac{R_\mathrm{load}}{R_\mathrm{source}}, \qquad "
                r"\mathrm{DF}_\mathrm{eff} = \frac{R_\mathrm{load}}{R_\mathrm{source} + 2 R_\mathrm{dc} l}",
                "24",
                Text("definition; the paper, section 2", "定義。論文2節"),
            ),
            Plot(
                "damping",
                Text(
                    "Effective damping factor over the amplifier's own: standard cable, 8 Ω",
                    "アンプのダンピングファクターに対する実効ダンピングファクター：標準ケーブル、8Ω",
                ),
            ),
            Paragraph(
                Text(
                    "Above a few tens it is the cable that sets the limit, not the amplifier.",
                    "数十を超えると、上限を決めるのはアンプではなくケーブルです。",
                )
            ),
            Example(Text("4 m at DF 10", "4m・DF 10"), "preset=speaker-4m-df10"),
        ),
    ),
    Section(
        "words",
        Text("What the figures mean", "数値の意味"),
        (
            Equation(
                r"\tau_g = \frac{\mathrm{d}\phi}{\mathrm{d}\omega}",
                "25",
                Text("definition, with the phase lag of equation 6", "定義。位相の遅れは式6"),
            ),
            Paragraph(
                Text(
                    "Parts: skin effect alone (only R′ rises; no L, no C), L–R alone (no C, no skin effect) "
                    "and C–R alone (no L, no skin effect). "
                    "Each is computed by itself, so they need not add up to the total. "
                    "Verdict: the largest change of level, relative to DC, "
                    "that the cable alone makes from 20 Hz to 20 kHz, compared with two thresholds: "
                    "0.5 dB, about the smallest difference that listeners can tell under the best conditions "
                    "(Florentine, Buus and Mason, 1987), "
                    "and 0.1 dB, the accuracy to which levels are matched in careful blind comparisons "
                    "(Lipshitz and Vanderkooy, 1981).",
                    "要因別の値は、表皮効果のみ（R′ だけが増え、L も C もない）、"
                    "L–R のみ（C も表皮効果もない）、C–R のみ（L も表皮効果もない）です。"
                    "それぞれ単独で計算するので、和が総合に一致するとは限りません。"
                    "判定は、ケーブルだけによる 20Hz〜20kHz のレベル変化（直流比）の最大値を、"
                    "最良の条件で聴き分けられるほぼ最小の差 0.5dB（Florentine, Buus & Mason, 1987）と、"
                    "厳密なブラインド比較でレベルを合わせる精度 0.1dB（Lipshitz & Vanderkooy, 1981）に"
                    "照らしたものです。",
                )
            ),
        ),
    ),
)


blueprint = Blueprint("theory", __name__)


@blueprint.get("/theory")
def page() -> str:
    """The equations behind the bench, with computed examples."""
    language = language_of_request()
    _, problems = given_once(request.args.items(multi=True), ("lang",))
    return render_template(
        "theory.html",
        problems=[problem_words(problem, language) for problem in problems],
        **frame_of("theory", WORDS, language),
        **content(language),
    )


def content(language: Language) -> dict[str, Any]:
    """Everything that templates/theory.html shows."""
    sections = [
        (section.id, section.title(language), [_shown(block, language) for block in section.blocks])
        for section in SECTIONS
    ]
    return {"sections": sections, "drawn": {"lumped": _lumped(language), "damping": _damping(language)}}


def _shown(block: Block, language: Language) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text(language)}
    if isinstance(block, Equation):
        return {"kind": "equation", "latex": block.latex, "number": block.number, "source": block.source(language)}
    if isinstance(block, Example):
        return {"kind": "example", "text": block.text(language), "query": block.query}
    if isinstance(block, Table):
        return {"kind": "table", "id": block.id, "title": block.title(language), **_causes(language)}
    return {"kind": "plot", "id": block.id, "title": block.title(language)}


def _state(query: str) -> State:
    state, problems = parse(parse_qsl(query))
    assert not problems, problems
    return state


_LENGTHS = (10, 100, 300)
_LUMPED = {"c-end": Text("C at end", "C は負荷端"), "c-mid": Text("C mid", "C は中央")}


def _lumped(language: Language) -> dict[str, Any]:
    frequency = np.geomspace(1e3, 1e6, 200)
    curves = []
    for model, name in _LUMPED.items():
        for length in _LENGTHS:
            levels = [
                respond(_state(f"preset=speaker-4m&len={length}&model={one}"), frequency).attenuation
                for one in (model, "line")
            ]
            curves.append((f"{length} m, {name(language)}", frequency, levels[0] - levels[1]))
    return axes_figure(curves, [], (1e3, 1e6), (-1.5, 1.5), True, _FREQUENCY(language), _DIFFERENCE(language), "Hz")


def _damping(language: Language) -> dict[str, Any]:
    given = np.geomspace(1, 1000, 60)
    curves = []
    for length in (1, 4, 15, 30):
        state = _state(f"preset=speaker-4m&len={length}")
        loop = respond(state, np.zeros(1)).line.dc_resistance * length
        load = state.si("load")
        seen = np.array([circuit.effective_damping_factor(load, load / df, loop) for df in given])
        curves.append((f"{length} m", given, seen))
    return axes_figure(curves, [], (1, 1000), (0, 170), True, _GIVEN_DF(language), _SEEN_DF(language), "")


def _causes(language: Language) -> dict[str, Any]:
    rows = []
    for name, query in _CASES:
        response = respond(_state(query), np.array([20e3]))
        values = [float(response.parts[part][0]) for part in ("lr", "cr")] + [float(response.ac_attenuation[0])]
        rows.append((name(language), query, [fixed(value, 4) for value in values]))
    return {"head": [head(language) for head in _HEADS], "rows": rows}


_FREQUENCY = Text("Frequency", "周波数")
_DIFFERENCE = Text("Lumped less distributed [dB]", "集中定数 − 分布定数 [dB]")
_GIVEN_DF = Text("Damping factor of the amplifier", "アンプのダンピングファクター")
_SEEN_DF = Text("Effective damping factor", "実効ダンピングファクター")
_HEADS = (
    Text("L–R alone [dB]", "L–R のみ [dB]"), Text("C–R alone [dB]", "C–R のみ [dB]"), Text("Total [dB]", "総合 [dB]")
)  # fmt: skip
_CASES = (
    (Text("Speaker cable 4 m", "スピーカーケーブル 4m"), "preset=speaker-4m"),
    (Text("Speaker cable 30 m", "スピーカーケーブル 30m"), "preset=speaker-30m"),
    (Text("Pin cable 10 m", "ピンケーブル 10m"), "preset=pin-10m"),
    (Text("Guitar cable 10 m", "ギターケーブル 10m"), "preset=guitar-10m"),
)
