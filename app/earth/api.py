"""The earth page's numbers for scripts and spreadsheets."""

import math
from typing import Any

from flask import Blueprint, Response, jsonify, request

from app.common.answers import RefusedError, asked_language, csv_file, refused
from app.common.heavy import heavy
from app.common.query import Problem
from app.earth.answers import Answers, limit_of
from app.earth.state import EarthState, parse
from app.earth.words import NOTHING_READ, misfit_words
from physics import earth, safety
from physics.checks import Complex

__all__ = ["blueprint"]

blueprint = Blueprint("earth-api", __name__)
blueprint.register_error_handler(RefusedError, refused)


@blueprint.get("/api/v1/earth")
def earth_json() -> Response:
    """Every answer for the state in the query."""
    return jsonify(_answers(_asked()))


@blueprint.get("/api/v1/earth/fit")
@heavy()
def earth_fit() -> Response:
    """Capacitances for the readings in the query, and the touch currents that those leave open."""
    state = _asked()
    found = Answers(state)
    if not state.readings:
        raise RefusedError(Problem("read", "", NOTHING_READ))
    if not found.fit.met:
        raise RefusedError(Problem("read", request.args["read"], misfit_words(found)))
    fitted = state.with_capacitances(found.fit.setup.devices)
    ends = zip(found.fit.touch_low.tolist(), found.fit.touch_high.tolist(), strict=True)
    return jsonify(
        state=fitted.pairs,
        query=fitted.query,
        readings=_readings(Answers(fitted)),
        touch_current_range_a=[None if math.isnan(low) or math.isnan(high) else [low, high] for low, high in ends],
    )


@blueprint.get("/api/v1/earth.csv")
def earth_csv() -> Response:
    """The same as a table, one row a device."""
    return csv_file("cablescope-earth.csv", _columns(_asked()))


def _asked() -> EarthState:
    state, problems = parse(request.args.items(multi=True), asked_language())
    if problems:
        raise RefusedError(problems[0])
    return state


def _answers(state: EarthState) -> dict[str, Any]:
    """In SI units, phasors as re, im and abs, the line's at phase 0."""
    found = Answers(state)
    body = found.wired.body_potential
    return {
        "state": state.pairs,
        "touch_grade": found.grade,
        "devices": [_device(found, n) for n in range(len(state.devices))],
        "body": None if body is None else {"potential_v": _phasor(body)},
        "wires": [
            {
                "from": first + 1,
                "to": second + 1,
                "resistance_ohm": size,
                "current_a": _phasor(found.wired.bond_current[n]),
                "hum_v": _phasor(found.wired.bond_voltage[n]),
            }
            for n, (first, second, size) in enumerate(state.wires)
        ],
        "groups": [
            {
                "devices": [n + 1 for n in group.devices],
                "common_potential_v": _phasor(group.potential),
                "shares": [_phasor(share) for share in group.shares],
                "dominant": group.dominant + 1,
                "lowest_impedance_to_earth": None if group.guess is None else group.guess + 1,
            }
            for group in found.groups
        ],
        "readings": _readings(found),
        "ground_boxes": [
            {"device": box.device + 1, "change_v": box.volts.tolist(), "change_percent": box.percent.tolist()}
            for box in found.boxes
        ],
        "limits": {
            key: {"current_a": limit.current, "measured": limit.measured, "reference": limit.reference}
            for key, limit in safety.CURRENT_LIMITS.items()
        },
    }


def _readings(found: Answers) -> list[dict[str, Any]]:
    return [
        {
            "device": one.device + 1,
            "against": one.against + 1 if isinstance(one.against, int) else one.against,
            "meter": one.meter,
            "voltage_v": one.volts,
            "model_v": float(read),
        }
        for one, read in zip(found.state.readings, found.predicted, strict=True)
    ]


def _device(found: Answers, n: int) -> dict[str, Any]:
    device = found.state.setup.devices[n]
    key, limit = limit_of(device)
    return {
        "name": found.state.devices[n].name,
        "earth_capacitance_f": device.earth_capacitance,
        "alone": _at(found.alone.potential, found.before, n),
        "in_place": {"potential_v": _phasor(found.placed.potential[n])},
        "connected": _at(found.wired.potential, found.after, n),
        "flipped_alone": {"potential_v": _phasor(found.flipped_alone[n])},
        "flipped_connected": {"potential_v": _phasor(found.flipped_wired[n])},
        "meter_change_percent": float(found.meter_change[n]),
        "short_circuit_current_a": float(found.short_current[n]),
        "short_circuit_current_connected_a": float(found.wired_short_current[n]),
        "touch_current_a": float(found.touch_current[n]),
        "touch_current_connected_a": float(found.wired_touch_current[n]),
        "touch_limit_a": limit.current,
        "touch_limit": key,
        "touch_current_worst_a": float(found.touch_current_worst[n]),
        "touch_current_connected_worst_a": float(found.wired_touch_current_worst[n]),
        "over_limit": found.over[n] is not None,
        "over_limit_alone": found.over[n] == "alone",
        "earth_current_a": abs(found.wired.earth_current[n]),
    }


def _at(potential: Complex, measurement: earth.Measurement, n: int) -> dict[str, Any]:
    return {
        "potential_v": _phasor(potential[n]),
        "open_v": _phasor(measurement.open_voltage[n]),
        "reading_v": _phasor(measurement.reading[n]),
        "source_impedance_ohm": _phasor(measurement.source_impedance[n]),
    }


def _phasor(value: complex) -> dict[str, float]:
    return {"re": float(value.real), "im": float(value.imag), "abs": float(abs(value))}


def _columns(state: EarthState) -> dict[str, list[Any]]:
    """The table of the devices, for a spreadsheet."""
    devices = _answers(state)["devices"]
    return {
        "name": [_cell(device["name"]) for device in devices],
        **{
            f"{when}_{what}": [device[when][what]["abs"] for device in devices]
            for when, what in (
                ("alone", "potential_v"), ("alone", "open_v"), ("alone", "reading_v"), ("in_place", "potential_v"),
                ("connected", "potential_v"), ("connected", "open_v"), ("connected", "reading_v"),
                ("flipped_alone", "potential_v"), ("flipped_connected", "potential_v"),
            )
        },
        **{
            name: [device[name] for device in devices]
            for name in (
                "short_circuit_current_a", "short_circuit_current_connected_a", "touch_current_a",
                "touch_current_connected_a", "touch_limit_a", "touch_limit", "earth_current_a",
                "meter_change_percent", "over_limit", "over_limit_alone", "touch_current_worst_a",
                "touch_current_connected_worst_a",
            )
        },
    }  # fmt: skip


def _cell(name: str) -> str:
    # A spreadsheet would compute what begins like a formula, and a name can come from somebody else's link.
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name
