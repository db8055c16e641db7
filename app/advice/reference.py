"""What the API of the answers takes and gives, key by key and field by field."""

from typing import Annotated, TypedDict

from app.advice.distribution import QUANTITIES
from app.advice.limits import LIMITS, LimitName
from app.advice.state import KEYS
from app.advice.tables import Situation
from app.common.operation import LANGUAGE, Operation, Parameter, code, parameter_of
from app.common.text import Text

__all__ = ["OPERATIONS"]

_SOLVE, _LIMITS = (Parameter(key, meaning, code(), required=True, form=form) for key, (meaning, form) in KEYS.items())
_Shown = dict[str, float | str]


class Sizes(TypedDict):
    """Sizes that are sold."""

    awg: Annotated[int | None, Text("the next gauge", "次の AWG")]
    mm2: Annotated[float | None, Text("the next area of IEC 60228", "IEC 60228 の次の断面積")]


_FIGURES = {name: limit.help for name, limit in LIMITS.items()}


class Flattest(TypedDict):
    """The input capacitance with which a cartridge is flattest."""

    ci: Annotated[float, Text("that [pF]", "その値 [pF]")]
    capacitance: Annotated[float, Text("with that of the cable [F]", "ケーブルとの合計 [F]")]
    flat: Annotated[
        float,
        Text(
            "largest departure from the level at 1 kHz, 20 Hz to 20 kHz [dB]",
            "20 Hz〜20 kHz での、1 kHz に対する偏差の最大値 [dB]",
        ),
    ]


class Answer(TypedDict):
    """The longest, thinnest, … that meets all limits."""

    solve: Annotated[str, Text("what was asked for", "求めた量")]
    unit: Annotated[str, Text("its unit", "その単位")]
    limits: Annotated[dict[LimitName, float], Text("what was to be met", "満たすべき条件")]
    value: Annotated[
        float | None,
        Text(
            "the furthest value that meets all limits, good to a millionth; null where none does, with the reason",
            "すべての条件を満たす限界の値（100万分の1まで）。なければ null（reason に理由）",
        ),
    ]
    interval: Annotated[
        tuple[float, float] | None,
        Text("the stretch of values that meets all limits and ends there", "その値で終わる、条件を満たす範囲"),
    ]
    binding: Annotated[
        LimitName | None,
        Text(
            "the limit that decides; null where all hold to the end of the range",
            "決め手となる条件。範囲の端まで満たせば null",
        ),
    ]
    candidates: Annotated[
        dict[LimitName, float | None], Text("the value for each limit alone", "条件が一つだけのときの値")
    ]
    figures: Annotated[
        dict[LimitName, float | None] | None,
        Text("what each limit is held against, at the value", "その値での、条件と比べる数値"),
    ]
    reason: Annotated[str | None, Text("why there is no value", "値がない理由")]
    note: Annotated[str | None, Text("what must be known of the value, in words", "値について知っておくべきこと")]
    nearest_standard: Annotated[
        Sizes | None,
        Text(
            "where the size of a conductor is solved for: the next sizes on the safe side; "
            "of rdc those of copper at 20 °C",
            "導体の太さを求めるとき、安全側で最も近い規格値（rdc では 20℃ の銅）",
        ),
    ]
    flattest: Annotated[
        Flattest | None,
        Text(
            "behind a cartridge, what is flattest with the cable as given; else null",
            "カートリッジのとき、与えたケーブルで最も平坦な値。ほかは null",
        ),
    ]
    state: Annotated[_Shown | None, Text("the bench at that value", "その値での設定")]
    link: Annotated[str | None, Text("its address", "そのリンク")]


class Head(TypedDict):
    """What a row or a column stands for."""

    key: str
    value: float
    unit: str


class Cell(TypedDict):
    """The longest cable at one place of the table."""

    length_m: Annotated[
        float | None,
        Text("good to three digits; null if no length will do", "有効3桁。どの長さでも満たせなければ null"),
    ]
    binding: Annotated[LimitName | None, Text("the limit that decides", "決め手となる条件")]
    link: Annotated[str, Text("the bench at that length", "その長さのリンク")]


class Row(Head):
    """A row of the table."""

    cells: Annotated[list[Cell], Text("one for each column", "列ごとに一つ")]


class Table(TypedDict):
    """Longest cables by what is usual."""

    situation: Annotated[Situation, Text("what it is about", "用途")]
    state: Annotated[_Shown, Text("what all cells have in common", "すべてのセルに共通の設定")]
    columns: Annotated[list[Head], Text("what the columns stand for", "列の意味")]
    rows: list[Row]


class AtSpeaker(TypedDict):
    """What one loudspeaker of a line gets, at 1 kHz."""

    distance_m: Annotated[float, Text("from the amplifier", "アンプからの距離")]
    voltage_v: Annotated[float, Text("its voltage", "電圧")]
    power_w: Annotated[float, Text("what it takes", "受け取る電力")]
    level_db: Annotated[
        float, Text("over that at the amplifier; a loss is negative", "アンプ出力に対するレベル（損失は負）")
    ]


class LineAnswer(TypedDict):
    """What a 70 or 100 V line gives its loudspeakers, at 1 kHz unless told otherwise."""

    state: Annotated[_Shown, Text("every key of the question", "質問のすべてのキー")]
    loudspeakers: Annotated[list[AtSpeaker], Text("each of them, from the near end", "手前から順に各スピーカー")]
    last_voltage_v: Annotated[float, Text("voltage at the last of them", "末端の電圧")]
    last_power_w: Annotated[float, Text("what the last of them takes", "末端が受け取る電力")]
    loss_db: Annotated[float, Text("level at the last; a loss is negative", "末端のレベル（損失は負）")]
    loss_10k_db: Annotated[float, Text("the same at 10 kHz", "10 kHz での同じ値")]
    loss_all_at_end_db: Annotated[float, Text("the same, were all at the far end", "すべて末端とした場合の同じ値")]
    cable_power_w: Annotated[float, Text("what the cable turns into heat", "ケーブルで熱になる電力")]
    cable_power_all_at_end_w: Annotated[
        float, Text("the same, were all at the far end", "すべて末端とした場合の同じ値")
    ]
    nearest_standard: Annotated[
        Sizes, Text("the thinnest sizes that keep `drop`, or null", "drop を守る最小の規格値。なければ null")
    ]
    link: Annotated[
        str | None,
        Text(
            "the bench with all of them at the far end; null beyond its ranges",
            "すべて末端とした場合のシミュレーター。範囲外なら null",
        ),
    ]


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/v1/advice", Text("The longest, thinnest, … that meets limits", "条件を満たす限界の長さや太さ"),
        (_SOLVE, _LIMITS), "bench", Answer, example="preset=speaker-4m&solve=len&limits=percent:5,bend:0.5",
    ),
    Operation(
        "/api/v1/advice/table", Text("Longest cables by what is usual in the situation", "用途ごとの最長の長さの表"),
        (_LIMITS,), "bench", Table, example="preset=speaker-4m&limits=percent:5",
    ),
    Operation(
        "/api/v1/advice/table.csv", Text("The same as CSV", "同じ内容の CSV"),
        (_LIMITS,), "bench", media="text/csv", example="preset=speaker-4m&limits=percent:5",
    ),
    Operation(
        "/api/v1/advice/line",
        Text("What a 70 or 100 V line gives its loudspeakers", "70/100 V ラインの各スピーカーに届くもの"),
        (*(parameter_of(one) for one in QUANTITIES.values()), LANGUAGE), answer=LineAnswer,
        example="volts=100&speakers=20&tap=10&len=200&mm2=1.5",
    ),
)  # fmt: skip
