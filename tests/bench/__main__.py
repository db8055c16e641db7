"""Every comparison: python -m tests.bench"""

from tests.bench import bench_conductors, bench_drag, bench_redraw

bench_redraw.main()
bench_conductors.main()
bench_drag.main()
