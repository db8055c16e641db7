"""The paper's printed numbers beside ours, for scripts."""

from collections import Counter

from flask import Blueprint, Response, jsonify

from app.common.answers import RefusedError, asked_language, given, refused
from app.common.query import not_among
from app.paper.ledger import SKINS, VERDICTS, ledger

__all__ = ["blueprint"]

blueprint = Blueprint("paper-api", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.get("/api/v1/paper")
def paper_json() -> Response:
    """The paper's printed numbers beside ours; `skin` as on the page."""
    asked = given("skin").get("skin", SKINS[0])
    language = asked_language()
    skin = next((skin for skin in SKINS if skin == asked), None)
    if skin is None:
        raise RefusedError(not_among("skin", asked, SKINS))
    entries = ledger(skin)
    counts = Counter(entry.verdict for entry in entries)
    return jsonify(
        skin=skin,
        summary={verdict: counts[verdict] for verdict in VERDICTS},
        items=[
            {
                "id": entry.item.id,
                "where": entry.item.where(language),
                "printed": None if entry.item.rule == "nil" else entry.item.value,
                "printed_text": entry.item.printed,
                "computed": entry.computed,
                "unit": entry.item.unit,
                "verdict": entry.verdict,
                "explanation": entry.explanation(language) if entry.explanation else "",
                "state": entry.item.query,
            }
            for entry in entries
        ],
    )
