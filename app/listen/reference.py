"""What the API of the listening page takes and gives."""

from app.common.operation import Operation, parameter_of
from app.common.text import Text
from app.listen.impulse import RATE, TIMES

__all__ = ["OPERATIONS"]

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/v1/impulse",
        Text(
            "Impulse response of V_load/EMF: little-endian 32-bit floats; the header X-Latency-Samples tells its delay",
            "V_load/EMF のインパルス応答（リトルエンディアン 32 ビット浮動小数点。遅延はヘッダー X-Latency-Samples）",
        ),
        (parameter_of(RATE), parameter_of(TIMES)), "bench", media="application/octet-stream",
        example="preset=stratocaster&rate=48000",
    ),
)  # fmt: skip
