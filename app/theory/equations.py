"""The displayed equations of the theory; where each comes from stands with the words, in templates/theory."""

__all__ = ["EQUATIONS"]

EQUATIONS: dict[int, str] = {
    1: r"Z = R_1 + j\omega L + \frac{R_\mathrm{sp}}{1 + j\omega C R_\mathrm{sp}}",
    2: (
        r"\begin{aligned}"
        r"\operatorname{Re} I &= \frac{R_1 + R_\mathrm{sp} + \omega^2 C^2 R_1 R_\mathrm{sp}^2}{D}\,V_0, \\"
        r"\operatorname{Im} I &= \omega\,\frac{C R_\mathrm{sp}^2 (1 - \omega^2 L C) - L}{D}\,V_0, \\"
        r"D &= (R_1 + R_\mathrm{sp} - \omega^2 L C R_\mathrm{sp})^2 + \omega^2 (C R_1 R_\mathrm{sp} + L)^2"
        r"\end{aligned}"
    ),
    3: (
        r"\begin{aligned}"
        r"\operatorname{Re} V_\mathrm{out} &= V_0 - R_1 \operatorname{Re} I + \omega L \operatorname{Im} I, \\"
        r"\operatorname{Im} V_\mathrm{out} &= -R_1 \operatorname{Im} I - \omega L \operatorname{Re} I"
        r"\end{aligned}"
    ),
    4: (
        r"|V_\mathrm{out}| = \sqrt{(\operatorname{Re} V_\mathrm{out})^2"
        r" + (\operatorname{Im} V_\mathrm{out})^2}"
    ),
    5: (
        r"e = \frac{|V_\mathrm{out}|}{V_0}, \qquad \mathrm{dB}(e) = 20 \log_{10} e, \qquad "
        r"\mathrm{dB}(\Delta e) = 20 \log_{10} \frac{e(f)}{e(0)}"
    ),
    6: (
        r"\phi = \tan^{-1}\!\left(-\frac{\operatorname{Im} V_\mathrm{out}}"
        r"{\operatorname{Re} V_\mathrm{out}}\right)"
    ),
    7: (
        r"\begin{pmatrix} V_1 \\ I_1 \end{pmatrix} = \begin{pmatrix} A & B \\ C & D \end{pmatrix}"
        r"\begin{pmatrix} V_2 \\ I_2 \end{pmatrix}, \qquad AD - BC = 1"
    ),
    8: r"\frac{V_\mathrm{load}}{\mathrm{EMF}} = \frac{1}{A + B/Z_L + Z_s\,(C + D/Z_L)}",
    9: r"A = 1 + ZY, \quad B = Z, \quad C = Y, \quad D = 1",
    10: r"A = D = 1 + \tfrac12 ZY, \quad B = Z + \tfrac14 Z^2 Y, \quad C = Y",
    11: (
        r"\begin{gathered}"
        r"A = D = \cosh \gamma l, \quad B = Z_0 \sinh \gamma l, \quad C = \frac{\sinh \gamma l}{Z_0}, \\"
        r"\gamma = \sqrt{Z' Y'}, \quad Z_0 = \sqrt{Z'/Y'}"
        r"\end{gathered}"
    ),
    12: r"Z' = R'(f) + j\omega L'(f), \qquad Y' = \omega C' \tan\delta + j\omega C'",
    13: r"R_\mathrm{dc} = \frac{\rho}{\pi a^2}",
    14: r"C = \frac{\pi \varepsilon}{\ln(d/a)}, \qquad L = \frac{\mu_0}{\pi} \ln\frac{d}{a}",
    15: (
        r"C = \frac{\pi \varepsilon}{\operatorname{arcosh}(d/2a)}, \qquad L_\infty = \frac{\mu_0}{\pi}"
        r"\operatorname{arcosh}\frac{d}{2a}, \qquad L_\infty C = \mu_0 \varepsilon"
    ),
    16: r"L_0 = \frac{\mu_0}{\pi} \left( \ln\frac{d}{a} + \frac14 \right)",
    17: (
        r"\begin{gathered}"
        r"L_0 = \frac{\mu_0}{2\pi} \left( \ln\frac{s}{\sqrt2\,a} + \frac14 \right), \\"
        r"L_\mathrm{coax} = \frac{\mu_0}{2\pi} \ln\frac{b}{a}, \qquad "
        r"C_\mathrm{coax} = \frac{2\pi\varepsilon}{\ln(b/a)}"
        r"\end{gathered}"
    ),
    18: r"\delta = \sqrt{\frac{2\rho}{\omega\mu_0}}",
    19: (
        r"\frac{Z_i}{R_\mathrm{dc}} = \frac{z}{2}\,\frac{I_0(z)}{I_1(z)}, \qquad z = x\,e^{j\pi/4}, \qquad "
        r"x = a\sqrt{\frac{\omega\mu_0}{\rho}} = \frac{\sqrt2\,a}{\delta}"
    ),
    20: (
        r"\frac{R_\mathrm{ac}}{R_\mathrm{dc}} \approx 1 + \frac{x^4}{192} \ (x \to 0), \qquad "
        r"\approx \frac{x}{2\sqrt2} + \frac14 + \frac{3\sqrt2}{32\,x} \ (x \to \infty)"
    ),
    21: (
        r"e = \frac{R_\mathrm{amp} + R_\mathrm{sp} + l R_\mathrm{DC}}"
        r"{R_\mathrm{amp} + R_\mathrm{sp} + l R_\mathrm{AC}}"
    ),
    22: (
        r"\frac{R'}{R_\mathrm{dc}} = F_R\!\left(x, \frac{d}{2a}\right), \qquad "
        r"\frac{L'}{\mu_0/\pi} = F_L\!\left(x, \frac{d}{2a}\right)"
    ),
    23: (
        r"\omega_C = \frac{1}{C\,(R_1 \parallel R_\mathrm{load})}, \qquad "
        r"\omega_L = \frac{R_1 + R_\mathrm{load}}{L}"
    ),
    24: (
        r"\mathrm{DF} = \frac{R_\mathrm{load}}{R_\mathrm{source}}, \qquad "
        r"\mathrm{DF}_\mathrm{eff} = \frac{R_\mathrm{load}}{R_\mathrm{source} + 2 R_\mathrm{dc} l}"
    ),
    25: r"\tau_g = \frac{\mathrm{d}\phi}{\mathrm{d}\omega}",
}
"""Each equation, as LaTeX, by its number on the page."""
