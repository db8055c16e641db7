"""What others measured or published beside ours, for scripts."""

from flask import Blueprint, Response, jsonify

from app.common.answers import RefusedError, asked_language, given, refused
from app.validation.ledger import GROUPS, SAID, ledger

__all__ = ["blueprint"]

blueprint = Blueprint("validation-api", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.get("/api/v1/validation")
def validation_json() -> Response:
    """Everything of others with ours, the error, the source and the state that computes it."""
    given()
    language = asked_language()
    return jsonify(
        items=[
            {
                "id": entry.item.id,
                "what": entry.item.what(language),
                "theirs": entry.item.value,
                "said": None if entry.item.said is None else SAID[entry.item.said](language),
                "ours": entry.computed,
                "unit": entry.item.unit,
                "error_percent": entry.error_percent,
                "error": None if entry.error is None else entry.error[0],
                "error_unit": None if entry.error is None else entry.error[1],
                "kind": GROUPS[entry.item.group].kind,
                "source": GROUPS[entry.item.group].source(language),
                "why": GROUPS[entry.item.group].words(language),
                "state": entry.item.query,
            }
            for entry in ledger()
        ]
    )
