"""What the API of the validation takes and gives."""

from typing import Annotated, TypedDict

from app.common.operation import LANGUAGE, Operation
from app.common.text import Text
from app.validation.ledger import ErrorUnit, Kind

__all__ = ["OPERATIONS"]


class Item(TypedDict):
    """A number of somebody else's beside ours."""

    id: str
    what: Annotated[str, Text("of which cable, which quantity, at which frequency", "どのケーブルの何か、周波数")]
    theirs: Annotated[
        float | None,
        Text(
            "as measured or published, in unit; null for a curve or words",
            "測定・公表された値（unit の単位）。曲線や言葉なら null",
        ),
    ]
    said: Annotated[str | None, Text("what is told in place of a number", "数値の代わりに述べられていること")]
    ours: Annotated[
        float | None, Text("as computed, in unit; null for a curve", "計算値（unit の単位）。曲線なら null")
    ]
    unit: str
    error_percent: Annotated[
        float | None,
        Text(
            "by how much ours is larger; null where either is no number",
            "計算値がどれだけ大きいか。どちらかが数値でなければ null",
        ),
    ]
    error: Annotated[
        float | None,
        Text("by how much ours is off, in error_unit; null for words", "差（error_unit の単位）。言葉なら null"),
    ]
    error_unit: Annotated[
        ErrorUnit | None, Text("percent, or of a curve decibels rms", "パーセント、曲線では実効値のデシベル")
    ]
    kind: Annotated[Kind, Text("how their number came about", "他者の値の種類")]
    source: str
    why: Annotated[str, Text("what the error comes from", "差の理由")]
    state: Annotated[str, Text("the link that computes it", "計算した状態のリンク")]


class Answer(TypedDict):
    """What others measured or published, and what is computed here."""

    items: list[Item]


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/v1/validation",
        Text("What others measured or published, beside ours", "他者が測定・公表した数値と当サイトの計算値"),
        (LANGUAGE,),
        answer=Answer,
        example="lang=en",
    ),
)
