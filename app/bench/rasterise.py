"""A program: an SVG from standard input, as PNG to standard output.

    python -I -S rasterise.py PACKAGES FONT FAMILY ZOOM

It runs in a process of its own (`app.bench.preview.pixels`), since the rasteriser lets no other thread of its process
go on for the 70 ms that a picture takes: every redraw of a worker would wait.  PACKAGES is the folder that it lies in;
looking for that by itself (without `-S`) takes Python twice as long as all else that it does to start.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Rasterise one picture, its words in the one font given."""
    packages, font, family, zoom = sys.argv[1:]
    sys.path.append(packages)
    from resvg_py import svg_to_bytes

    picture = svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        zoom=float(zoom),
        skip_system_fonts=True,
        font_files=[font],
        font_family=family,
        sans_serif_family=family,
    )
    sys.stdout.buffer.write(bytes(picture))


if __name__ == "__main__":
    main()
