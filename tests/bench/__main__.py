"""Every comparison: python -m tests.bench"""

from tests.bench.bench_redraw import main

main()
