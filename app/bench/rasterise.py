"""A program: SVGs from standard input, each as PNG to standard output.

    python -I -S rasterise.py PACKAGES FONT FAMILY

It runs in a process of its own (`app.bench.pixels`), since the rasteriser lets no other thread of its process go on
for the 80 ms that a picture takes: every redraw of a worker would wait.  PACKAGES is the folder that it lies in;
looking for that by itself (without `-S`) takes Python twice as long as all else that it does to start.

A picture asked for is `HEAD`, which tells how many bytes it has and by how much to zoom, and then itself; the answer is
`LENGTH` and the PNG.  It ends where its input does.
"""

import sys
from struct import Struct

__all__ = ["HEAD", "LENGTH", "main"]

HEAD = Struct(">Qd")
LENGTH = Struct(">Q")


def main() -> None:
    """Rasterise picture after picture, their words in the one font given."""
    packages, font, family = sys.argv[1:]
    sys.path.append(packages)
    from resvg_py import svg_to_bytes  # found only now

    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(HEAD.size):
        size, zoom = HEAD.unpack(head)
        picture = bytes(
            svg_to_bytes(
                svg_string=asked.read(size).decode(),
                zoom=zoom,
                skip_system_fonts=True,
                font_files=[font],
                font_family=family,
                sans_serif_family=family,
            )
        )
        answers.write(LENGTH.pack(len(picture)) + picture)
        answers.flush()


if __name__ == "__main__":
    main()
