"""What the paper's API takes and gives."""

from typing import Annotated, TypedDict

from app.common.operation import LANGUAGE, Operation, Parameter, names
from app.common.text import Text
from app.paper.ledger import SKINS, SkinReading, Verdict

__all__ = ["OPERATIONS"]


class Item(TypedDict):
    """A printed number beside ours."""

    id: str
    where: Annotated[str, Text("where it is printed", "論文中の場所")]
    printed: Annotated[float | None, Text("as a number; null where nothing is printed", "数値。印刷がなければ null")]
    printed_text: Annotated[str, Text("as it stands", "印刷のまま")]
    computed: Annotated[float, Text("ours", "当サイトの計算値")]
    unit: str
    verdict: Verdict
    explanation: str
    state: Annotated[str, Text("the link that computes it", "計算した状態のリンク")]


class Answer(TypedDict):
    """The paper's printed numbers beside ours."""

    skin: SkinReading
    summary: Annotated[dict[Verdict, int], Text("how many have which verdict", "判定ごとの数")]
    items: list[Item]


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/v1/paper", Text("The paper's printed numbers beside ours", "論文の数値と当サイトの計算値"),
        (
            Parameter("skin", Text("skin effect exactly, or as the paper read it off its chart",
                                   "表皮効果を厳密に、または論文が図から読んだ値で"), names(SKINS)),
            LANGUAGE,
        ),
        answer=Answer, example="skin=chart",
    ),
)  # fmt: skip
