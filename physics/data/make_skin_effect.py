"""Writes skin_effect.csv.  Run it by hand, with mpmath installed: python physics/data/make_skin_effect.py"""

from pathlib import Path

from mpmath import besseli, exp, mp, mpf, pi

HEADER = """\
# Skin effect of a lone solid round wire: F(x) = (z/2) I0(z)/I1(z), z = x exp(j pi/4), x = a sqrt(omega mu0/rho).
# Columns: x; R_ac/R_dc = Re F; L_internal(f)/L_internal(0) = 8 Im F / x^2.
# Made by make_skin_effect.py with 30-digit arithmetic (mpmath), rounded to nine digits.
# Checked against the printed table of NBS Circular 74 (R_ac/R_dc at x = 1, 2, 5, 10, 100) and, between the
# nodes, against the Bessel functions of SciPy: within 1e-4 by cubic spline (tests/test_skin.py).
"""

mp.dps = 30
lines = []
for step in range(2, 81):
    x = mpf(step) / 4
    z = x * exp(1j * pi / 4)
    ratio = z / 2 * besseli(0, z) / besseli(1, z)
    lines.append(f"{float(x):g},{float(ratio.real):.9g},{float(8 * ratio.imag / x**2):.9g}\n")
Path(__file__).with_name("skin_effect.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
