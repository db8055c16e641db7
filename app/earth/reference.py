"""What the earth page's API takes and gives, key by key and field by field."""

from typing import Annotated, TypedDict

from app.common.operation import Operation, Parameter, code, parameter_of, reserved_parameters
from app.common.text import Text
from app.earth.answers import Grade
from app.earth.state import DEVICE_KEYS, PRESETS, QUANTITIES, keys

__all__ = ["OPERATIONS", "PARAMETERS"]

_MEANINGS = {key: meaning for key, meaning, _ in keys()}
PARAMETERS: tuple[Parameter, ...] = (
    *reserved_parameters(PRESETS),
    *map(parameter_of, QUANTITIES.values()),
    *(Parameter(key, _MEANINGS["d1 … d12"], code(), form="name~C_H~C_N~C_E") for key in DEVICE_KEYS),
    *(Parameter(key, _MEANINGS[key], code()) for key in ("w", "s", "read")),
)
"""Every key of the page's links."""


class Phasor(TypedDict):
    """A phasor, rms, the line at phase 0."""

    re: float
    im: float
    abs: float


class Standing(TypedDict):
    """A potential."""

    potential_v: Annotated[Phasor, Text("to earth", "大地に対する電位")]


class Read(TypedDict):
    """A potential and what a meter makes of it."""

    potential_v: Annotated[Phasor, Text("to earth", "大地に対する電位")]
    open_v: Annotated[Phasor, Text("to the meter's other lead, without it", "もう一方のリードに対する電圧（計器なし）")]
    reading_v: Annotated[Phasor, Text("what the meter shows", "計器の指示値")]
    source_impedance_ohm: Annotated[Phasor, Text("that the meter sees", "計器から見たインピーダンス")]


class Device(TypedDict):
    """A device."""

    name: str
    earth_capacitance_f: Annotated[float, Text("its capacitance to earth", "対大地の静電容量")]
    alone: Annotated[Read, Text("by itself", "単独のとき")]
    in_place: Annotated[Standing, Text("stacked, not wired", "重ね置き、接続前")]
    connected: Annotated[Read, Text("as it is wired", "接続したとき")]
    flipped_alone: Annotated[Standing, Text("alone, its plug turned", "単独、プラグを逆にしたとき")]
    flipped_connected: Annotated[Standing, Text("wired, its plug turned", "接続、プラグを逆にしたとき")]
    meter_change_percent: Annotated[float, Text("what the meter changes, alone", "計器による変化（単独）")]
    short_circuit_current_a: Annotated[float, Text("alone, to earth", "単独、大地への短絡電流")]
    short_circuit_current_connected_a: Annotated[float, Text("as it is wired", "接続したときの短絡電流")]
    touch_current_a: Annotated[
        float,
        Text(
            "alone, to earth, through the model of a person of IEC 60990, its protective earth open",
            "単独の接触電流（IEC 60990 の人体モデル、保護接地は開放）",
        ),
    ]
    touch_current_connected_a: Annotated[float, Text("the same as it is wired", "接続したときの接触電流")]
    touch_limit_a: Annotated[float, Text("what is allowed", "許容値")]
    touch_limit: Annotated[str, Text("key in limits", "limits のキー")]
    touch_current_worst_a: Annotated[
        float, Text("the worse of both ways of its plug, alone", "プラグの向きの悪いほう、単独")
    ]
    touch_current_connected_worst_a: Annotated[float, Text("the same as it is wired", "同じく接続時")]
    over_limit: Annotated[bool, Text("whether it exceeds its limit", "許容値を超えるか")]
    over_limit_alone: Annotated[bool, Text("whether it does by itself", "単独で超えるか")]
    earth_current_a: Annotated[float, Text("in its protective earth", "保護接地の電流")]


class Body(TypedDict):
    """The body."""

    potential_v: Phasor


Wire = TypedDict(
    "Wire",
    {
        "from": Annotated[int, Text("a device, from 1", "機器の番号（1 から）")],
        "to": Annotated[int, Text("another one", "もう一方の機器")],
        "resistance_ohm": float,
        "current_a": Phasor,
        "hum_v": Annotated[Phasor, Text("the voltage along it", "結線の両端の電圧")],
    },
)


class Group(TypedDict):
    """Devices that wires join."""

    devices: list[int]
    common_potential_v: Annotated[Phasor, Text("by the closed form", "閉じた式による共通電位")]
    shares: Annotated[list[Phasor], Text("weight of each in that", "各機器の重み")]
    dominant: Annotated[int, Text("the device of the largest weight", "重みが最大の機器")]
    lowest_impedance_to_earth: Annotated[
        int | None,
        Text("the note's guess; null if nothing hangs on earth", "覚書の推測。大地につながるものがなければ null"),
    ]


class Reading(TypedDict):
    """A reading of a meter."""

    device: int
    against: Annotated[int | str, Text("earth, body or a device", "earth、body、または機器の番号")]
    meter: str
    voltage_v: Annotated[float, Text("as typed", "入力値")]
    model_v: Annotated[float, Text("as read here", "この設定での指示値")]


class GroundBox(TypedDict):
    """A ground box."""

    device: int
    change_v: Annotated[list[float], Text("how it changes each potential", "各機器の電位の変化")]
    change_percent: list[float]


class Limit(TypedDict):
    """A limit of touch current."""

    current_a: float
    measured: Annotated[str, Text("how", "測り方")]
    reference: Annotated[str, Text("where it is printed", "出典")]


class Answer(TypedDict):
    """Every answer for a setup, in SI units."""

    state: Annotated[dict[str, str], Text("every key that fixes the state", "状態を定めるすべてのキー")]
    touch_grade: Annotated[
        Grade,
        Text(
            "of all devices together: over (a touch current is over its limit), felt (within it, but some people feel "
            "so much), within",
            "全機器を通じて：over（許容値を超える）、felt（許容値内だが感じる人がいる）、within",
        ),
    ]
    devices: list[Device]
    body: Annotated[Body | None, Text("null where there is nobody", "人がいなければ null")]
    wires: list[Wire]
    groups: Annotated[list[Group], Text("what wires join", "結線でつながった機器")]
    readings: Annotated[list[Reading], Text("those of read", "read の指示値")]
    ground_boxes: list[GroundBox]
    limits: Annotated[dict[str, Limit], Text("limits of touch current", "接触電流の許容値")]


class Fit(TypedDict):
    """The setup with capacitances that read so."""

    state: Annotated[dict[str, str], Text("every key that fixes it", "状態を定めるすべてのキー")]
    query: Annotated[str, Text("the same as a query", "同じ内容のクエリ")]
    readings: list[Reading]
    touch_current_range_a: Annotated[
        list[tuple[float, float] | None],
        Text(
            "for each device the least and the most touch current among all plausible capacitances with the same "
            "readings; null without a reading",
            "機器ごとに、同じ指示値になる静電容量の範囲での接触電流の最小と最大。指示値がなければ null",
        ),
    ]


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/v1/earth", Text("Potentials, readings and touch currents", "電位・指示値・接触電流"),
        (), "earth", Answer, example="preset=note",
    ),
    Operation(
        "/api/v1/earth.csv", Text("The same as CSV, a row for each device", "同じ内容の CSV（機器ごとに1行）"),
        (), "earth", media="text/csv", example="preset=box",
    ),
    Operation(
        "/api/v1/earth/fit", Text("Capacitances that give the readings", "指示値に合う静電容量"),
        (), "earth", Fit, example="preset=three&read=1:50",
    ),
)  # fmt: skip
