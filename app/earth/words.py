"""The words of the earth page's answers: its tables and sentences, which print the numbers of `answers`."""

from typing import Any

import numpy as np

from app.common.text import LANGUAGES, Language, Text, engineering, fixed, plain, significant, stated
from app.earth.answers import CONTACT_LOOP, Answers, limit_of, note_alone, note_cases
from app.earth.state import NAMES, EarthState, Shown, named, note_pairs, parse
from physics import contact, earth_note, safety
from physics.checks import Complex, Real

__all__ = ["NOTHING_READ", "amperes", "fit_words", "misfit_words", "note_page", "tables", "verdict", "volts"]


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
                "limit": f"{stated(limit.current, 'A')} ({_LIMITS[key](language)})",
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
        "readings": _readings(found, language),
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


def _run(sentences: list[str], language: Language) -> str:
    return ("" if language == "ja" else " ").join(sentences)


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
        return {"limit": stated(allowed.current, "A"), "source": _LIMITS[key](language)}

    alone, wired = ([n for n, over in enumerate(found.over) if over == how] for how in ("alone", "wired"))
    if alone:
        worst = max(alone, key=lambda n: ratio[n])
        headline = _DANGER(
            language, name=names[worst], current=amperes(most[worst]), how=_conditions(found, worst, language)
        )
        lines = [_TIMES(language, times=significant(ratio[worst], 2), **limit(worst)), _REPAIR(language)]
        others = [f"{names[n]} ({amperes(most[n])})" for n in alone if n != worst]
        lines += [_OVER_TOO(language, names=join(others))] if others else []
        lines += [_OVER_WIRED(language, names=join(names[n] for n in wired))] if wired else []
    elif wired:
        worst = max(wired, key=lambda n: ratio[n])
        headline = _DANGER_WIRED(language, names=join(names[n] for n in wired), current=amperes(most[worst]))
        lines = [_TIMES(language, times=significant(ratio[worst], 2), **limit(worst)), _UNWIRE(language)]
    else:
        worst = int(np.argmax(found.felt_current if found.grade == "felt" else ratio))
        headline = (_FELT if found.grade == "felt" else _WITHIN)(language)
        current = amperes(found.felt_current[worst] if found.grade == "felt" else most[worst])
        how = _conditions(found, worst, language)
        lines = [_LARGEST(language, name=names[worst], current=current, how=how, **limit(worst))]
        if found.grade == "felt":
            half, first = (safety.CURRENT_LIMITS[f"perception-{who}"].current for who in ("half", "first"))
            lines.append(_WHY_FELT(language, half=stated(half, "A"), first=stated(first, "A")))
        lines.append((_COMPUTED_FROM_VOLTS if found.state.readings else _COMPUTED)(language))
    return {"grade": found.grade, "headline": headline, "lines": lines}


def _conditions(found: Answers, n: int, language: Language) -> str:
    """Under which a device drives its largest current, where they are not those that are drawn."""
    earthed = found.state.devices[n].protective < np.inf
    stands = max(found.touch_current[n], found.wired_touch_current[n])
    turned = found.touch_current_most[n] > stands * (1 + 1e-9)
    told = [words(language) for words, holds in ((_TURNED, turned), (_UNEARTHED, earthed)) if holds]
    return _HOW(language, conditions=_and(language).join(told)) if told else ""


def _most_changed(before: Complex, after: Complex) -> int | None:
    """Whose magnitude changes most, or None if none changes in the digits shown."""
    changed = [n for n in range(len(before)) if volts(before[n]) != volts(after[n])]
    return max(changed, key=lambda n: abs(abs(after[n]) - abs(before[n])), default=None)


def _readings(found: Answers, language: Language) -> list[tuple[str, str, str]]:
    """Each reading that was typed: where, what was read, and what is read here."""
    return [
        (_where(found.state, one, language), volts(one.volts), volts(read))
        for one, read in zip(found.state.readings, found.predicted.tolist(), strict=True)
    ]


def _where(state: EarthState, reading: Shown, language: Language) -> str:
    name = state.devices[reading.device].name
    if isinstance(reading.against, int):
        return f"{name} – {state.devices[reading.against].name}"
    return _AGAINST_READ[reading.against](language, name=name)


def fit_words(found: Answers, language: Language) -> list[str]:
    """What was found for the readings, how far they determine it, and what was assumed; the fit must meet them."""
    fit, limits = found.fit, found.touch_limit
    lines, open_ended = [], False
    for n, entry in enumerate(found.state.with_capacitances(fit.setup.devices).devices):
        low, high = fit.touch_low[n], fit.touch_high[n]
        if not any(n in (one.device, one.against) for one in found.state.readings):
            continue
        device = entry.device
        sizes = (device.line_capacitance, device.neutral_capacitance, device.earth_capacitance)
        named = dict(zip(("line", "neutral", "ground"), (engineering(size, "F") for size in sizes), strict=True))
        told = [_FOUND(language, name=entry.name, **named)]
        if np.isnan([low, high]).any():
            told.append(_NO_RANGE(language))
        elif high > 0:
            told.append(_RANGE(language, low=engineering(low, "A", 2), high=engineering(high, "A", 2)))
            open_ended |= high > _WIDE * low
            if low <= limits[n] < high:
                told.append(_UNDECIDED(language, limit=stated(limits[n], "A")))
        lines.append(_run(told, language))
    near = [
        one.device
        for one in found.state.readings
        if one.against == "earth" and one.volts >= _NEAR_MAINS * found.state.setup.mains.voltage
    ]
    lines += [_LIKE_DAMAGE(language, name=found.state.devices[n].name) for n in dict.fromkeys(near)]
    lines.append(_ASSUMED(language))
    return [*lines, _NARROW(language)] if open_ended else lines


def misfit_words(found: Answers) -> Text:
    """Why no capacitances give the readings, with what comes nearest, in both languages."""
    return Text(*(_misfit_words(found, language) for language in LANGUAGES))


def _misfit_words(found: Answers, language: Language) -> str:
    off = [
        _OFF(language, where=_where(found.state, one, language), shown=volts(one.volts), nearest=volts(read))
        for one, read in zip(found.state.readings, found.fit.predicted.tolist(), strict=True)
        if volts(one.volts) != volts(read)
    ]
    setup = found.state.setup
    high = [one.device for one, read in zip(found.state.readings, found.fit.predicted, strict=True) if one.volts > read]
    if any(np.isfinite(setup.devices[n].earth_resistance) for n in high):
        hint = _EARTH_BROKEN
    elif any(not (setup.devices[n].line_capacitance or setup.devices[n].neutral_capacitance) for n in high):
        hint = _NO_PLUG
    else:
        hint = _CHECK
    return _run([_MISFIT(language, off=_and(language).join(off)), hint(language)], language)


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
                "error": significant(100 * case.error, 2),
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
                stated(limit.current, "A"),
                _MEASURED[key](language),
                Text(limit.reference, _REFERENCES.get(key, limit.reference))(language),
            )
            for key, limit in safety.CURRENT_LIMITS.items()
        ],
    }


def _note_link(capacitances: Real, language: Language) -> str:
    """Query of the note's setup with other capacitances [F]."""
    return parse(named(note_pairs(capacitances), language).items(), language)[0].query


_WIDE = 2  # times from the least touch current to the most: no longer one answer
_NEAR_MAINS = 0.9  # part of the mains voltage from which a reading to earth is as well a sign of damage
_AGAINST_READ = {
    "earth": Text("{name} – earth", "{name} – 大地"),
    "body": Text("{name} – body", "{name} – 人体"),
}
_FOUND = Text(
    "{name}: {line} to line, {neutral} to neutral and {ground} to earth give your readings.",
    "{name}：対ライン {line}、対ニュートラル {neutral}、対大地 {ground} で指示値に合います。",
)
_RANGE = Text(
    "The readings alone leave its touch current anywhere from {low} to {high}.",
    "指示値だけからは、接触電流は {low} から {high} の間のどこかとしか言えません。",
)
_NO_RANGE = Text(
    "How far the readings leave its touch current open was not found.",
    "指示値から接触電流がどこまで決まるかは求められませんでした。",
)
_UNDECIDED = Text(
    "So they do not tell whether it is within its limit of {limit}.",
    "つまり、限度 {limit} 以内かどうかは分かりません。",
)
_LIKE_DAMAGE = Text(
    "{name} reads so close to the mains voltage that its insulation may be damaged: unplug it and have it checked.",
    "{name}の指示値は電源電圧に近く、絶縁が傷んでいるおそれがあります。プラグを抜いて点検を受けてください。",
)
_ASSUMED = Text(
    "Assumed: of all capacitances with these readings, those that differ least, as ratios, from what stood here. "
    "Those to line and neutral may be 10 pF to 10 nF, those to earth 5 pF to 1 nF.",
    "仮定：この指示値になる静電容量のうち、入れてあった値からの変化（比）がもっとも小さいもの。"
    "対ラインと対ニュートラルは 10 pF〜10 nF、対大地は 5 pF〜1 nF の範囲。",
)
_COMPUTED_FROM_VOLTS = Text(
    "This is computed, and volts alone do not prove it: “What did your meter read?” says what they leave open.",
    "計算による結果で、電圧の指示値だけでは確かめられません。どこまで決まるかは「電圧計の指示値から求める」に示します。",
)
_NARROW = Text(
    "What narrows it down: a second reading to earth with a low-impedance meter (LoZ, 3 kΩ). "
    "It reads the current itself: 1.5 V are 500 µA.",
    "絞り込むには、低インピーダンス（LoZ、3 kΩ）の計器でも大地に対して測ってください。"
    "電流そのものが読めます（1.5 V で 500 µA）。",
)
_MISFIT = Text(
    "No plausible capacitances give these readings. The nearest: {off}.",
    "この指示値になる妥当な静電容量はありません。もっとも近い値：{off}。",
)
_OFF = Text("{where} {nearest} instead of {shown}", "{where}は {shown} でなく {nearest}")
NOTHING_READ = Text(
    "Give what a meter read, such as 115 V from device 1 to earth (in a link: read=1:115).",
    "電圧計の指示値を入れてください（例：機器1と大地の間が 115 V。リンクでは read=1:115）。",
)
_EARTH_BROKEN = Text(
    "A device entered as earthed stands at nearly 0 V. "
    "If your meter shows more, its protective earth is broken: unplug it.",
    "保護接地とした機器はほぼ 0 V になります。"
    "電圧計がそれより高い値を示すなら、保護接地が切れています。プラグを抜いてください。",
)
_NO_PLUG = Text(
    "A device without a plug (nothing to line or neutral) has no voltage of its own: "
    "give it both, or say what it is wired to instead.",
    "プラグのない機器（対ライン・対ニュートラルとも 0）は自ら電圧を持ちません。両方を入れるか、結線で表してください。",
)
_CHECK = Text(
    "Check the readings, the mains voltage and the meter. "
    "Damaged insulation lifts a chassis as well: where you suspect it, unplug the device and have it checked.",
    "指示値、電源電圧、計器を確認してください。"
    "絶縁の劣化でもシャシーの電圧は上がります。疑わしいときはプラグを抜いて点検を受けてください。",
)
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
    "結線された{names}の対大地 E電位は {volts} に平準化されます。"
    "もっとも影響が大きいのは{winner}（全アドミタンスの {share} %）。",
)
_GUESS_RIGHT = Text(
    "A rule of thumb (the earth note's) expects the device with the lowest impedance to earth to count most; "
    "that, too, is {guess}.",
    "目安（資料の推測：大地アースに対して最も低いインピーダンスの機器）でも同じ機器{guess}になります。",
)
_GUESS_WRONG = Text(
    "A rule of thumb (the earth note's) expects the device with the lowest impedance to earth to count most, "
    "which would be {guess}. "
    "But what ties a chassis to line and neutral holds it as firmly as what ties it to earth.",
    "目安（資料の推測：大地アースに対して最も低いインピーダンスの機器）では{guess}になりますが、"
    "ラインやニュートラルに対する静電容量も、大地に対するものと同じだけシャシーの電位を引き寄せます。",
)
_BOX = Text(
    "{box} changes the potential of what it is wired to by {volts} ({percent} %).",
    "{box}による、結線先の電位の変化は {volts}（{percent} %）。",
)
_METER = Text(
    "The meter itself changes {name} most: alone, from {before} without the meter to {after} with it ({change}).",
    "電圧計自体の影響がもっとも大きいのは{name}：単独で、つながなければ {before}、つなぐと {after}（{change}）。",
)
_FLIP = Text(
    "Turning the plug of {name} changes its potential to earth from {before} to {after}.",
    "{name}の電源プラグを逆に挿すと、大地に対する電位は {before} から {after} になります。",
)
_DANGER = Text(
    "Danger: {current} can flow through a person who touches {name}{how}.",
    "危険：{name}に触れた人に {current} 流れるおそれがあります{how}。",
)
_HOW = Text(", {conditions}", "（{conditions}）")
_TURNED = Text("with its plug the other way round", "プラグを逆に挿した場合")
_UNEARTHED = Text("if its protective earth breaks", "保護接地が切れた場合")
_DANGER_WIRED = Text(
    "Danger: {current} can flow through a person who touches {names}, although each is within the limit by itself.",
    "危険：{names}に触れた人に {current} 流れるおそれがあります。単独ではどれも限度内です。",
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
    "{names}は、単独では限度内ですが、結線先のために限度を超えています。点検が済むまで結線を外してください。",
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
    "最大は{name}の {current} で{how}、限度は {limit}（{source}）です。",
)
_WHY_FELT = Text(
    "The limit keeps you from harm, not from feeling: half of the women studied felt {half}, one in 200 felt {first}. "
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
    "62368-class-1": Text("IEC 62368-1, protective earth open", "IEC 62368-1・保護接地が切れた場合"),
}
_CLASS_2 = Text(
    "touchable part without protective earth, to earth, through the network of IEC 60990, figure 4",
    "保護接地のない可触部と大地の間、IEC 60990 図4の回路網",
)
_REFERENCES = {
    "perception": "IEC 60479-1:2018：感知・反応の閾値（線 a）、通電時間によらない",
    "let-go": "IEC 60479-1:2018：誰でも離脱できる限度（線 b）",
    "60950-class-2": "IEC 60950-1:2005、5.1.6、表5A",
    "60950-class-1": "IEC 60950-1:2005、5.1.6、表5A：可動形・プラグ接続形の機器",
    "60065": "IEC 60065:2014、9.1.1.2：ピーク値 0.7 mA。開放電圧がピーク値 35 V 以下なら、これを超えてもよい",
    "62368-class-2": "IEC 62368-1:2018、5.2.2.2、表4：ES1、実効値 0.5 mA・ピーク値 0.707 mA",
    "62368-class-1": "IEC 62368-1:2018、5.7.5、表4：ES2",
    "japan": "電気用品の技術上の基準を定める省令の解釈、別表第八",
}
"""In Japanese, of the limits whose source says more than where it is."""
_MEASURED = {
    "perception": Text("through a person: threshold of perception", "人体通過：感知の閾値"),
    "perception-half": Text(
        "through the forearm: felt by half of 359 women (by half of 349 men: 349 µA)",
        "前腕に通電：女性359人の半数が感知（男性349人の半数は 349 µA）",
    ),
    "perception-first": Text(
        "through the forearm: felt by one of 200 women (by one of 200 men: 53 µA)",
        "前腕に通電：女性200人に1人が感知（男性200人に1人は 53 µA）",
    ),
    "let-go": Text("through a person: everybody can still let go", "人体通過：誰でも離脱できる限度"),
    "60950-class-2": _CLASS_2,
    "60950-class-1": Text(
        "earth terminal with its conductor open, to earth, through the network of IEC 60990, figure 4",
        "保護導体を外した接地端子と大地の間、IEC 60990 図4の回路網",
    ),
    "60065": Text(
        "touchable part, to earth, through the network of IEC 60990, figure 4",
        "可触部と大地の間、IEC 60990 図4の回路網",
    ),
    "62368-class-2": _CLASS_2,
    "62368-class-1": Text(
        "earthed part with its conductor open, to earth, through the network of IEC 60990, figure 5",
        "保護導体を外した接地可触部と大地の間、IEC 60990 図5の回路網",
    ),
    "japan": Text("touchable surface, to earth, through 1 kΩ", "可触面と大地の間、1 kΩ"),
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
