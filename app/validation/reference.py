"""What the API of the validation takes and gives."""

from typing import Annotated, TypedDict

from app.common.operation import LANGUAGE, Operation
from app.common.text import Text
from app.validation.ledger import Kind

__all__ = ["OPERATIONS"]


class Item(TypedDict):
    """A number of somebody else's beside ours."""

    id: str
    what: Annotated[str, Text("of which cable, which quantity, at which frequency", "どのケーブルの何か、周波数")]
    theirs: Annotated[float, Text("as measured or published, in unit", "測定・公表された値（unit の単位）")]
    ours: Annotated[float, Text("as computed, in unit", "計算値（unit の単位）")]
    unit: str
    error_percent: Annotated[float, Text("by how much ours is larger", "計算値がどれだけ大きいか")]
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
