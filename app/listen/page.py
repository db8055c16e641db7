"""The listening page: two sides of a comparison, a blind test, and a search for the listener's own threshold."""

from typing import Any

from flask import Blueprint, render_template, request

from app.bench.measures import summarize
from app.bench.response import opened
from app.bench.state import State, with_opening
from app.bench.units import rounded_up
from app.bench.words import content_of, number_of
from app.common.frame import FRAME_WORDS, frame_of, language_of_request, problem_words
from app.common.query import Pairs, Problem, given_once, not_among
from app.common.text import Language, Text, unbroken
from app.listen.impulse import RATE, TIMES, most_times

__all__ = ["WORDS", "blueprint"]

blueprint = Blueprint("listen", __name__)

WORDS: dict[str, Text] = {
    "title": Text("Cablescope: hear it", "Cablescope：試聴"),
    "description": Text(
        "Hear what an audio cable changes: with and without it, in a blind test, and how much more it would take.",
        "ケーブルによる音の変化を聴く。有無の比較、ブラインドテスト、聞こえ始める倍率の測定ができます。",
    ),
    "intro": Text(
        "Switch between two sides while the same sound plays, "
        "then let a blind test tell whether you hear the difference.",
        "同じ音を流したまま2つを切り替えて聴き比べ、違いが聞こえるかをブラインドテストで確かめられます。",
    ),
    "to_bench": Text("Back to this cable in the bench", "このケーブルをシミュレーターで開く"),
    "compare": Text("Compare", "聴き比べ"),
    "side_a": Text("Side A", "A 側"),
    "side_b": Text("Side B", "B 側"),
    "none": Text("without the cable", "ケーブルなし"),
    "this": Text("this cable", "このケーブル"),
    "sound": Text("Sound", "音源"),
    "own_file": Text("your file", "自分のファイル"),
    "choose_file": Text("Your own music", "手持ちの音楽ファイル"),
    "file_note": Text(
        "It stays in your browser: it is not sent, and no link can hold it.",
        "ブラウザー内だけで使い、送信しません。リンクにも含まれません。",
    ),
    "from": Text("Loop from [s]", "ループの開始 [s]"),
    "for": Text("for [s]", "長さ [s]"),
    "level": Text("Level", "音量差"),
    "volume": Text("Volume", "音量"),
    "play": Text("Play", "再生"),
    "stop": Text("Stop", "停止"),
    "bend": Text("Its largest change of tone", "音色の最大の変化"),
    "by_keys": Text(
        "Keys: P plays and stops; A, B and X switch; in a test 1 answers “X is A” and 2 “X is B”.",
        "キー操作：P で再生・停止、A・B・X で切り替え。テスト中は 1 で「X は A」、2 で「X は B」。",
    ),
    "loud": Text(
        "Begin quietly: exaggerated, a cable can be shrill.",
        "小さな音量から始めてください。誇張すると鋭い音になることがあります。",
    ),
    "test": Text("Test yourself", "ブラインドテスト"),
    "blind": Text("Can you tell A from B?", "A と B を聞き分けられる？"),
    "blind_note": Text(
        "X is A or B, drawn anew in each trial. Listen as long as you like. "
        "All trials have to be done before the result is shown.",
        "試行ごとに X は A か B のどちらかになります。好きなだけ聴いて答えてください。"
        "結果は全試行が終わってから表示します。",
    ),
    "trials": Text("Trials", "試行数"),
    "start": Text("Start the test", "テストを始める"),
    "own": Text("When would you begin to hear it?", "何倍から聞こえる？"),
    "own_note": Text(
        "X is the sound without the cable (A), or with its effect exaggerated in level and phase (B). "
        "It is made smaller as long as you are right, and larger when you are wrong: some 30 to 50 trials, "
        "80 at most, fewer if you do not hear it even at its largest.",
        "X は、ケーブルなし（A）か、ケーブルの影響をレベル・位相とも誇張した音（B）です。正解が続くと影響を小さく、"
        "間違えると大きくします。30〜50 回ほど（最大 80 回）かかり、影響が最大でも聞こえなければ早めに終わります。",
    ),
    "search": Text("Find my threshold", "自分の限界を測る"),
    "answers": Text("Your answer", "回答"),
    "x_is_a": Text("X is A", "X は A"),
    "x_is_b": Text("X is B", "X は B"),
    "give_up": Text("Give up", "中止"),
    "copy_result": Text("Copy result", "結果をコピー"),
    "mind": Text("What to mind", "注意点"),
    "mind_level": Text(
        "A difference of level is heard first, and is easily taken for one of quality. Matched, "
        "only the tone is left; as it is, what the cable takes is heard as well.",
        "音量の差は最初に気づきやすく、音質の差と取り違えやすいものです。音量を揃えると音色の差だけが残り、"
        "「そのまま」ではケーブルの損失も聞こえます。",
    ),
    "mind_equipment": Text(
        "Headphones show small differences best. Loudspeakers and rooms have peaks and dips of many decibels, "
        "and your own cables stay in the way: what you hear is the difference between the sides, on top of these.",
        "小さな差を聴くにはヘッドホンが最適です。スピーカーと部屋には数 dB を超える山谷があり、"
        "手元のケーブルの影響も加わります。聞こえるのは、それらに重なった両者の差です。",
    ),
    "mind_hearing": Text(
        "Most cables change the top octave, which many adults hear only in part. The result holds for your ears, "
        "this sound and this equipment.",
        "多くのケーブルが変えるのは最高域の1オクターブで、大人には聞こえにくい帯域です。結果は、"
        "あなたの耳・この音源・この機器での話です。",
    ),
    "mind_rate": Text(
        "The sound is computed at the sampling rate of your device: nothing above half of it is played, "
        "and within 20 Hz–20 kHz the sides are right to 0.01 dB. At 44.1 kHz or more that is all that ears hear.",
        "音は機器のサンプリング周波数で計算します。その半分より上の成分は再生されず、"
        "20 Hz〜20 kHz では 0.01 dB まで正確です。44.1 kHz 以上なら可聴域はすべて含まれます。",
    ),
}
SOUNDS: dict[str, Text] = {
    "pink": Text("pink noise", "ピンクノイズ"),
    "string": Text("plucked strings", "弦をはじく音"),
    "cymbal": Text("bursts like cymbals", "シンバル風のノイズ"),
    "castanets": Text("castanets", "カスタネット"),
    "sweep": Text("sweep, 20 Hz–20 kHz", "スイープ 20 Hz〜20 kHz"),
}
"""Sounds that the page's script makes (assets/listen/sounds.js)."""
LEVELS: dict[str, Text] = {
    "1k": Text("matched at 1 kHz", "1 kHz で揃える"),
    "energy": Text("matched over the sound", "音源全体のエネルギーで揃える"),
    "as-is": Text("as it is", "そのまま"),
}
USUAL = {"sides": "none,this", "sound": "pink", "match": "1k"}
"""Keys of the page's own, and what they are where the query does not have them: sides A and B, sound, level."""
TRIALS, USUAL_TRIALS = (10, 16, 25), 16
"""Numbers of trials that are offered, and the one chosen at first."""
SPOKEN: dict[str, Text] = {
    "preparing": Text("Computing both sides…", "計算中…"),
    "gains": Text(
        "Made equally loud: A {a} dB, B {b} dB. Sampling rate {rate} Hz.",
        "音量の補正：A {a} dB、B {b} dB。サンプリング周波数 {rate} Hz。",
    ),
    "no_gains": Text(
        "Both at the levels they have. Sampling rate {rate} Hz.",
        "音量の補正なし。サンプリング周波数 {rate} Hz。",
    ),
    "same": Text(
        "A and B are the same here: choose two different sides.", "A と B が同じです。異なるものを選んでください。"
    ),
    "no_file": Text("Choose a file first.", "先にファイルを選んでください。"),
    "reading": Text("Reading {name}…", "{name} を読み込み中…"),
    "bad_file": Text(
        "The browser finds no sound that it can play in {name}. Use a WAV, FLAC, MP3, AAC or Ogg file.",
        "{name} には再生できる音がありません。WAV・FLAC・MP3・AAC・Ogg のファイルを使ってください。",
    ),
    "bad_passage": Text(
        "Use a start from 0 to {latest} s, and a length from 0.5 to 30 s.",
        "開始位置は 0〜{latest} 秒、長さは 0.5〜30 秒にしてください。",
    ),
    "lost_sides": Text("The sides could not be computed: {why}", "計算できませんでした：{why}"),
    "no_answer": Text(
        "The server does not answer. Try again in a moment.",
        "サーバーから応答がありません。少し待ってからやり直してください。",
    ),
    "silent": Text("Press Play first, and listen to X.", "先に「再生」を押し、X を聴いてください。"),
    "trial": Text("Trial {n} of {all}", "第 {n} 回／全 {all} 回"),
    "search_trial": Text("Trial {n}", "第 {n} 回"),
    "seal": Text("The order is fixed and sealed (SHA-256): {hash}", "順序は確定・封印済み（SHA-256）：{hash}"),
    "no_seal": Text(
        "The order is fixed. It bears no seal: without https the browser offers none.",
        "順序は確定済み。https でないため、ブラウザーの機能による封印（SHA-256）はありません。",
    ),
    "opening": Text("The sealed text: {text}", "封印した文字列：{text}"),
    "score": Text(
        "{right} of {all} right. By guessing alone, that many or more come with a probability of {p}.",
        "{all} 回中 {right} 回正解。当てずっぽうでこれ以上正解する確率は {p}。",
    ),
    "passed": Text(
        "That speaks for a difference that you heard. One test can be luck: do it again to be sure.",
        "違いが聞こえたと考えられる結果です。1回では偶然もあり得るので、もう一度試すと確かになります。",
    ),
    "failed": Text(
        "That does not show that you heard a difference ({needed} right would), "
        "and not that there is none to be heard.",
        "違いが聞こえたとは言えません（{needed} 回以上の正解が必要）。ただし、"
        "聞こえる違いがないことの証明でもありません。",
    ),
    "power": Text(
        "This test finds listeners who are right in 70, 80 or 90 % of cases with a probability of {p70}, "
        "{p80} or {p90}.",
        "正答率 70・80・90 % の聴き手がこのテストに合格する確率は、それぞれ {p70}・{p80}・{p90} です。",
    ),
    "began": Text(
        "You began to hear it at {times} times this cable.", "このケーブルの {times} 倍から聞こえ始めました。"
    ),
    "heard_below": Text(
        "You heard this cable as it is, and still at {times} times its effect.",
        "このケーブルの影響はそのままで聞こえ、{times} 倍に弱めても聞こえました。",
    ),
    "never": Text(
        "You did not hear it reliably even at {times} times this cable: {right} of {all} right.",
        "このケーブルの {times} 倍でも、確実には聞こえませんでした（{all} 回中 {right} 回正解）。",
    ),
    "unsettled": Text(
        "Your threshold was not found in {all} trials, {right} of them right. "
        "The smallest effect that you told twice in a row was {times} times this cable.",
        "{all} 回では限界が求まりませんでした（正解 {right} 回）。"
        "続けて2回正解した最小の影響は、このケーブルの {times} 倍です。",
    ),
    "beside": Text(
        "This cable: {here}. At your threshold that is {there} dB.",
        "このケーブル：{here}。あなたの限界ではこれが {there} dB になります。",
    ),
    "how": Text(
        "Two-down one-up staircase (70.7 % right), {all} trials; good to a factor of about 1.5.",
        "2ダウン1アップ法（正答率 70.7 %）、{all} 回。誤差の目安は約 1.5 倍。",
    ),
    "how_never": Text(
        "Two-down one-up staircase, from the largest effect on; no threshold was found.",
        "2ダウン1アップ法（最大の影響から開始）。限界は求まりませんでした。",
    ),
    "told_sound": Text(
        "A: {a}. B: {b}. Sound: {sound}. Level: {level}.", "A：{a}。B：{b}。音源：{sound}。音量差：{level}。"
    ),
    "exaggerated": Text("this cable, exaggerated", "誇張したこのケーブル"),
}
"""What the script says, its {placeholders} filled."""


@blueprint.get("/listen")
def page() -> str:
    """The page for the state in the query."""
    language = language_of_request()
    pairs = list(request.args.items(multi=True))
    state, problems = opened(with_opening(pair for pair in pairs if pair[0] not in USUAL))
    summary = summarize(state)
    sides = _sides(state, language)
    chosen, unusable = _chosen(pairs, [key for key, *_ in sides])
    problems += unusable
    here = content_of(state, language)
    return render_template(
        "listen.html",
        problems=[problem_words(problem, language) for problem in problems],
        content=here,
        number=number_of(summary, language),
        query=state.query,
        sides=[(key, name) for key, name, _ in sides],
        sounds=[(key, name(language)) for key, name in SOUNDS.items()],
        levels=[(key, name(language)) for key, name in LEVELS.items()],
        chosen=chosen | dict(zip(("a", "b"), chosen["sides"].split(","), strict=True)),
        trials=TRIALS,
        usual_trials=USUAL_TRIALS,
        told={
            "words": {
                **{key: unbroken(words(language)) for key, words in SPOKEN.items()},
                **{key: WORDS[key](language) for key in ("play", "stop", "none")},
                **{key: FRAME_WORDS[key](language) for key in ("listen", "copied", "copy_failed")},
            },
            "sides": {key: query for key, _, query in sides},
            "usual": USUAL,
            "most": _most_times(state),
            "bend": summary.bend_db,
            "number": number_of(summary, language),
            "content": here,
        },
        **frame_of("listen", WORDS, language),
    )


def _most_times(state: State) -> float:
    """The greatest exaggeration of a state's cable that can be asked for at any sampling rate [–].

    In a few digits, so that it is asked for as it is told, and somewhat below the limit at the highest rate, since each
    rate has frequencies of its own at which that is looked for.
    """
    return -rounded_up(-0.999 * most_times(state, RATE.maximum))


def _sides(state: State, language: Language) -> list[tuple[str, str, str]]:
    """What can be compared: key, name, and the query of its impulse response."""
    own = state.to_pin
    pins: list[Any] = [(pin.key, pin.label, pin.state.query) for pin in state.pins]
    return [("none", WORDS["none"](language), f"{own}&{TIMES.key}=0"), ("this", WORDS["this"](language), own), *pins]


def _chosen(pairs: Pairs, sides: list[str]) -> tuple[dict[str, str], list[Problem]]:
    """What the query chooses to compare, and what of that cannot be used; `sides` are the keys of those there are."""
    given, problems = given_once([pair for pair in pairs if pair[0] in USUAL], USUAL)
    for key, options in (("sound", SOUNDS), ("match", LEVELS)):
        value = given.get(key, USUAL[key])
        if (key, value) == ("sound", "file"):
            problems.append(Problem(key, value, _NO_FILE_IN_LINK))
        elif value not in options:
            problems.append(not_among(key, value, options))
        else:
            continue
        del given[key]
    both = given.get("sides", USUAL["sides"]).split(",")
    if len(both) != 2 or not set(both) <= set(sides):
        told = Text(*(words.format(names=", ".join(sides)) for words in _NOT_SIDES))
        problems.append(Problem("sides", given.pop("sides"), told))
    return USUAL | given, problems


_NOT_SIDES = Text(
    "Use two of {names}, with a comma between them: side A, then side B.",
    "{names} のうち2つを、A 側、B 側の順にコンマで区切って指定してください。",
)
_NO_FILE_IN_LINK = Text(
    "A link cannot hold a sound file. Choose the file below, on this page.",
    "音楽ファイルはリンクに含められません。下でファイルを選んでください。",
)
