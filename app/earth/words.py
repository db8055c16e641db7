"""The words of the earth page's answers: its tables and sentences, which print the numbers of `answers`."""

from typing import Any

import numpy as np

from app.common.text import Language, Text, engineering, fixed, plain
from app.earth.answers import CONTACT_LOOP, Answers, limit_of, note_alone, note_cases
from app.earth.state import NAMES, named, note_pairs, parse
from physics import contact, earth_note, safety
from physics.checks import Complex, Real

__all__ = ["amperes", "note_page", "tables", "verdict", "volts"]


def tables(found: Answers, language: Language) -> dict[str, Any]:
    """What templates/earth_answers.html shows in words."""
    state = found.state
    names = [entry.name for entry in state.devices]
    weights = {
        n: weight
        for group in found.groups
        if len(group.devices) > 1
        for n, weight in zip(group.devices, np.abs(group.shares).tolist(), strict=True)
    }
    rows = []
    for n, device in enumerate(state.setup.devices):
        key, limit = limit_of(device)
        rows.append(
            {
                "name": names[n],
                "ground": engineering(device.earth_capacitance, "F"),
                "open": volts(found.before.open_voltage[n]),
                "reading": volts(found.before.reading[n]),
                "meter": _percent(found.meter_change[n]),
                "placed": volts(found.placed.potential[n]),
                "wired": volts(found.after.open_voltage[n]),
                "wired_reading": volts(found.after.reading[n]),
                "share": _share(weights[n]) if n in weights else "–",
                "flipped": volts(found.flipped_alone[n]),
                "flipped_wired": volts(found.flipped_wired[n]),
                "short": amperes(found.short_current[n]),
                "touch": amperes(found.touch_current[n]),
                "wired_touch": amperes(found.wired_touch_current[n]),
                "limit": f"{engineering(limit.current, 'A', 2)} ({_LIMITS[key](language)})",
                "over": "" if (how := found.over[n]) is None else _OVER_IN_TABLE[how](language),
            }
        )
    wires = [
        (
            f"{names[first]} – {names[second]}",
            engineering(abs(found.wired.bond_current[n]), "A"),
            engineering(abs(found.wired.bond_voltage[n]), "V"),
        )
        for n, (first, second, _) in enumerate(state.wires)
    ]
    body = found.wired.body_potential
    return {
        "answer_rows": rows,
        "wires": wires,
        "comma": _and(language),
        "against": _AGAINST[state.against](language),
        "body": None if body is None else _BODY(language, volts=volts(body)),
        "sentences": _sentences(found, language),
    }


def volts(value: complex) -> str:
    """The size of a voltage; less than a microvolt is the arithmetic's."""
    size = abs(value)
    return engineering(size, "V") if size >= 1e-6 else "0 V"


def amperes(value: float) -> str:
    """The size of a current; less than a picoampere is the arithmetic's."""
    return engineering(float(value), "A") if value >= 1e-12 else "0 A"


def _percent(change: float) -> str:
    return f"{round(change)} %".replace("-", "\N{MINUS SIGN}")


def _share(weight: float) -> str:
    return f"{100 * weight:.0f} %" if weight >= 0.005 else "< 1 %"


def _and(language: Language) -> str:
    return "、" if language == "ja" else ", "


def _sentences(found: Answers, language: Language) -> list[str]:
    """What joins which, who wins, what a plug and a ground box change."""
    names = [entry.name for entry in found.state.devices]
    lines = []
    for group in found.groups:
        if len(group.devices) < 2:
            continue
        share = np.abs(group.shares).max()
        lines.append(
            _GROUP(
                language,
                names=_and(language).join(names[n] for n in group.devices),
                volts=volts(group.potential),
                winner=names[group.dominant],
                share=fixed(100 * float(share), 0),
            )
        )
        if group.guess is not None:
            agree = _GUESS_RIGHT if group.dominant == group.guess else _GUESS_WRONG
            lines.append(agree(language, guess=names[group.guess]))
    for box in found.boxes:
        change = f"{fixed(float(box.volts[box.beside]), 3)} V"
        percent = fixed(float(box.percent[box.beside]), 2)
        lines.append(_BOX(language, box=names[box.device], volts=change, percent=percent))
    before, after = found.before.open_voltage, found.before.reading
    most = _most_changed(before, after)
    if most is not None:
        words = {"name": names[most], "before": volts(before[most]), "after": volts(after[most])}
        lines.append(_METER(language, **words, change=_percent(found.meter_change[most])))
    before, after = found.wired.potential, found.flipped_wired
    most = _most_changed(before, after)
    if most is not None:
        lines.append(_FLIP(language, name=names[most], before=volts(before[most]), after=volts(after[most])))
    return lines


def verdict(found: Answers, language: Language) -> dict[str, Any]:
    """What the touch currents come to, the answer first: a headline, and what to know and to do."""
    most, ratio = found.touch_current_most, found.touch_current_most / found.touch_limit
    names, join = [entry.name for entry in found.state.devices], _and(language).join

    def limit(n: int) -> dict[str, str]:
        key, allowed = limit_of(found.state.setup.devices[n])
        return {"limit": engineering(allowed.current, "A", 2), "source": _LIMITS[key](language)}

    alone, wired = ([n for n, over in enumerate(found.over) if over == how] for how in ("alone", "wired"))
    if alone:
        worst = max(alone, key=lambda n: ratio[n])
        headline = _DANGER(
            language, name=names[worst], current=amperes(most[worst]), how=_conditions(found, worst, language)
        )
        lines = [_TIMES(language, times=_times(ratio[worst]), **limit(worst)), _REPAIR(language)]
        others = [f"{names[n]} ({amperes(most[n])})" for n in alone if n != worst]
        lines += [_OVER_TOO(language, names=join(others))] if others else []
        lines += [_OVER_WIRED(language, names=join(names[n] for n in wired))] if wired else []
    elif wired:
        worst = max(wired, key=lambda n: ratio[n])
        headline = _DANGER_WIRED(language, names=join(names[n] for n in wired), current=amperes(most[worst]))
        lines = [_TIMES(language, times=_times(ratio[worst]), **limit(worst)), _UNWIRE(language)]
    else:
        worst = int(np.argmax(found.felt_current if found.grade == "felt" else ratio))
        headline = (_FELT if found.grade == "felt" else _WITHIN)(language)
        current = amperes(found.felt_current[worst] if found.grade == "felt" else most[worst])
        how = _conditions(found, worst, language)
        lines = [_LARGEST(language, name=names[worst], current=current, how=how, **limit(worst))]
        if found.grade == "felt":
            half, first = (safety.CURRENT_LIMITS[f"perception-{who}"].current for who in ("half", "first"))
            lines.append(_WHY_FELT(language, half=engineering(half, "A"), first=engineering(first, "A", 2)))
        lines.append(_COMPUTED(language))
    return {"grade": found.grade, "headline": headline, "lines": lines}


def _conditions(found: Answers, n: int, language: Language) -> str:
    """Under which a device drives its largest current, where they are not those that are drawn."""
    earthed = found.state.devices[n].protective < np.inf
    stands = max(found.touch_current[n], found.wired_touch_current[n])
    turned = found.touch_current_most[n] > stands * (1 + 1e-9)
    told = [words(language) for words, holds in ((_TURNED, turned), (_UNEARTHED, earthed)) if holds]
    return _HOW(language, conditions=_and(language).join(told)) if told else ""


def _times(ratio: float) -> str:
    return fixed(float(ratio), 1 if ratio < 10 else 0)


def _most_changed(before: Complex, after: Complex) -> int | None:
    """Whose magnitude changes most, or None if none changes in the digits shown."""
    changed = [n for n in range(len(before)) if volts(before[n]) != volts(after[n])]
    return max(changed, key=lambda n: abs(abs(after[n]) - abs(before[n])), default=None)


def note_page(language: Language) -> dict[str, Any]:
    """The note's readings beside the model's, and how little they fix it; work functions."""
    parameters = []
    case = earth_note.note_case()
    for label, *sizes in zip(earth_note.PARAMETERS, case.fitted, case.low, case.high, strict=True):
        name, _, end = label.rpartition(" ")
        what = f"{NAMES[name](language) if name in NAMES else _BODY_NAME(language)}, {_ENDS[end](language)}"
        parameters.append((what, *(plain(size * 1e12, 3) for size in sizes)))
    return {
        "readings": [
            (NAMES[name](language), fixed(noted, 2), fixed(modelled, 2)) for name, noted, modelled in note_alone()
        ],
        "bonded": fixed(earth_note.BONDED, 1),
        "cases": [
            {
                "below": _and(language).join(NAMES[name](language) for name in case.below) or _NEITHER(language),
                "state": _note_link(case.fitted, language),
                "together_state": _note_link(case.refitted, language),
                "predicted": fixed(case.predicted, 2),
                "range": f"{fixed(case.low, 2)} – {fixed(case.high, 2)}",
                "together": fixed(case.together, 2),
                "error": fixed(100 * case.error, 1),
            }
            for case in note_cases()
        ],
        "parameters": parameters,
        "work": [
            (_METALS[key](language), f"{function.low:.2f} – {function.high:.2f}", function.reference)
            for key, function in contact.WORK_FUNCTIONS.items()
        ],
        "loop": fixed(CONTACT_LOOP, 1),
        "limits": [
            (
                engineering(limit.current, "A", 3 if key == "perception-half" else 2),
                _MEASURED[key](language),
                limit.reference,
            )
            for key, limit in safety.CURRENT_LIMITS.items()
        ],
    }


def _note_link(capacitances: Real, language: Language) -> str:
    """Query of the note's setup with other capacitances [F]."""
    return parse(named(note_pairs(capacitances), language).items(), language)[0].query


_AGAINST = {"body": Text("to the body", "対人体アース"), "earth": Text("to true earth", "対大地アース")}
_NEITHER = Text("neither", "なし")
_BODY_NAME = Text("Body", "人体")
_BODY = Text("The body itself is at {volts} to earth.", "人体自身は大地に対して {volts}。")
_ENDS = {
    "line": Text("to line C_H", "対ライン C_H"),
    "neutral": Text("to neutral C_N", "対ニュートラル C_N"),
    "earth": Text("to earth C_E", "対大地 C_E"),
}
_GROUP = Text(
    "Wired together, {names} meet at {volts} to earth. {winner} counts most, with {share} % of the whole admittance.",
    "結線された {names} の対大地 E電位は {volts} に平準化されます。"
    "もっとも影響が大きいのは {winner}（全アドミタンスの {share}%）。",
)
_GUESS_RIGHT = Text(
    "A rule of thumb (the earth note's) expects the device with the lowest impedance to earth to count most; "
    "that, too, is {guess}.",
    "目安（資料の推測：大地アースに対して最も低いインピーダンスの機器）でも同じ機器 {guess} になります。",
)
_GUESS_WRONG = Text(
    "A rule of thumb (the earth note's) expects the device with the lowest impedance to earth to count most, "
    "which would be {guess}. "
    "But what ties a chassis to line and neutral holds it as firmly as what ties it to earth.",
    "目安（資料の推測：大地アースに対して最も低いインピーダンスの機器）では {guess} になりますが、"
    "ラインやニュートラルに対する静電容量も、大地に対するものと同じだけシャシーの電位を引き寄せます。",
)
_BOX = Text(
    "{box} changes the potential of what it is wired to by {volts} ({percent} %).",
    "{box} による、結線先の電位の変化は {volts}（{percent}%）。",
)
_METER = Text(
    "The meter itself changes {name} most: alone, from {before} without the meter to {after} with it ({change}).",
    "電圧計自体の影響がもっとも大きいのは {name}：単独で、つながなければ {before}、つなぐと {after}（{change}）。",
)
_FLIP = Text(
    "Turning the plug of {name} changes its potential to earth from {before} to {after}.",
    "{name} の電源プラグを逆に挿すと、大地に対する電位は {before} から {after} になります。",
)
_DANGER = Text(
    "Danger: {current} can flow through a person who touches {name}{how}.",
    "危険：{name} に触れた人に {current} 流れるおそれがあります{how}。",
)
_HOW = Text(", {conditions}", "（{conditions}）")
_TURNED = Text("with its plug the other way round", "プラグを逆に挿した場合")
_UNEARTHED = Text("if its protective earth breaks", "保護接地が切れた場合")
_DANGER_WIRED = Text(
    "Danger: {current} can flow through a person who touches {names}, although each is within the limit by itself.",
    "危険：{names} に触れた人に {current} 流れるおそれがあります。単独ではどれも限度内です。",
)
_TIMES = Text("That is {times} times the limit of {limit} ({source}).", "限度 {limit}（{source}）の {times} 倍です。")
_REPAIR = Text(
    "What to do: unplug it and have it checked; until then, do not touch it and earthed metal at the same time. "
    "Turning its plug does not mend it.",
    "プラグを抜いて点検を受けてください。それまでは、接地された金属と同時に触れないでください。"
    "プラグを逆に挿しても故障は直りません。",
)
_OVER_TOO = Text("Over the limit by themselves as well: {names}.", "ほかにも単独で限度を超えています：{names}。")
_OVER_WIRED = Text(
    "Over the limit only because of what is wired to them: {names}. Take the wires off until that has been checked.",
    "{names} は、単独では限度内ですが、結線先のために限度を超えています。点検が済むまで結線を外してください。",
)
_UNWIRE = Text(
    "What to do: take the wires off until this has been checked. Through them the currents add.",
    "点検が済むまで結線を外してください。結線により電流が足し合わされています。",
)
_WITHIN = Text("Every touch current is within the limit.", "接触電流はすべて限度内です。")
_FELT = Text(
    "Every touch current is within the limit, but you may feel a tingle.",
    "接触電流はすべて限度内ですが、ピリピリ感じることがあります。",
)
_LARGEST = Text(
    "The largest is {current}, at {name}{how}; its limit is {limit} ({source}).",
    "最大は {name} の {current} で{how}、限度は {limit}（{source}）です。",
)
_WHY_FELT = Text(
    "The limit keeps you from harm, not from feeling: half of the women in a study felt {half}, one in 200 felt {first}. "
    "How much you feel depends on how you touch (sources: “Limits of touch current”, below).",
    "限度は危害を防ぐためのもので、感じないことを保証する値ではありません。ある研究では、女性の半数が {half} を、"
    "200人に1人が {first} を感じました。感じ方は触れ方でも変わります（出典は「接触電流の限度」）。",
)
_COMPUTED = Text(
    "This is computed from the values given here; it does not see damage inside a device.",
    "ここに入れた値からの計算です。機器内部の損傷までは分かりません。",
)
_OVER_IN_TABLE = {
    "alone": Text("over the limit by itself", "単独で限度超過"),
    "wired": Text("over the limit by what it is wired to", "結線先のために限度超過"),
}
_LIMITS = {
    "62368-class-2": Text("IEC 62368-1, no protective earth", "IEC 62368-1・保護接地なし"),
    "62368-class-1": Text("IEC 62368-1, protective earth open", "IEC 62368-1・保護接地を開いて"),
}
_CLASS_2 = Text(
    "touchable part without protective earth, to earth, through the network of IEC 60990, figure 4",
    "保護接地のない可触部と大地の間、IEC 60990 図4の回路網",
)
_DIGITS = {"perception-half": 3}
_MEASURED = {
    "perception": Text("through a person: threshold of perception", "人体通過：感知の閾値"),
    "perception-half": Text(
        "through the forearm: felt by half of 359 women (by half of 349 men: 349 µA)",
        "前腕に通電：女性359人の半数が感知（男性349人の半数は 349µA）",
    ),
    "perception-first": Text(
        "through the forearm: felt by one of 200 women (by one of 200 men: 53 µA)",
        "前腕に通電：女性200人に1人が感知（男性200人に1人は 53µA）",
    ),
    "let-go": Text("through a person: everybody can still let go", "人体通過：誰でも離脱できる限度"),
    "60950-class-2": _CLASS_2,
    "60950-class-1": Text(
        "earth terminal with its conductor open, to earth, through the network of IEC 60990, figure 4",
        "保護導体を開いた接地端子と大地の間、IEC 60990 図4の回路網",
    ),
    "60065": Text(
        "touchable part, to earth, through the network of IEC 60990, figure 4",
        "可触部と大地の間、IEC 60990 図4の回路網",
    ),
    "62368-class-2": _CLASS_2,
    "62368-class-1": Text(
        "earthed part with its conductor open, to earth, through the network of IEC 60990, figure 5",
        "保護導体を開いた接地可触部と大地の間、IEC 60990 図5の回路網",
    ),
    "japan": Text("touchable surface, to earth, through 1 kΩ", "可触面と大地の間、1kΩ"),
}
_METALS = {
    "copper": Text("Copper", "銅"),
    "silver": Text("Silver", "銀"),
    "gold": Text("Gold", "金"),
    "aluminium": Text("Aluminium", "アルミ"),
    "iron": Text("Iron, steel", "鉄・鋼"),
    "nickel": Text("Nickel", "ニッケル"),
    "zinc": Text("Zinc", "亜鉛"),
    "tin": Text("Tin", "スズ"),
    "carbon": Text("Carbon, graphite", "炭素・黒鉛"),
}
