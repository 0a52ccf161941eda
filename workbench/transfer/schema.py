"""The JSON Schema of the casus file, made from the shape; casus-file.schema.json beside it is what this writes.

`python -m workbench.transfer.schema` writes that file anew after a change of a model; a test compares the two.
"""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Integer, String, Time, TypeDecorator

from workbench.crypto import EncryptedBytes, EncryptedText
from workbench.transfer.shape import CASUS, FORMAT, KINDS, NAMED, PLACES, VERSION, Kind, Parts, fields_of, target_of

FILE = Path(__file__).with_name("casus-file.schema.json")
LONGEST_TEXT = 20_000
MOST = 5_000  # records of one kind
KEY = {"type": "string", "minLength": 1, "maxLength": 200}
BOUNDS = {
    "number": (0, 10_000), "ring": (1, 3), "severity": (0, 3), "step": (1, 12), "standard": (1, 10), "good_enough": (0, 10),
    "nr": (1, 5), "question": (1, 12), "age": (0, 130), "hold_for": (1, 1_000), "check_every_days": (1, 1_000),
    "path": (0, 10), "repeat_every": (1, 8),
}  # fmt: skip
TEXT = {"$ref": "#/$defs/text"}
SET_WITH = {  # what a version was set with, though something was missing or somebody objected
    "type": "object", "additionalProperties": False,
    "properties": {
        "exceptions": {"type": "array", "maxItems": 200, "items": {
            "type": "object", "additionalProperties": False, "required": ["rule", "reason"],
            "properties": {"rule": {"enum": ["B7", "B11"]}, "child": {"type": "string"}, "reason": TEXT},
        }},
        "objections": {"type": "array", "maxItems": 500, "items": {
            "type": "object", "additionalProperties": False, "required": ["person", "agreement", "words", "day", "how"],
            "properties": {"person": {"type": "string"}, "agreement": {"type": "string"}, "words": TEXT,
                           "day": {"$ref": "#/$defs/day"}, "how": {"enum": ["link", "paper", "handover", "table"]}},
        }},
    },
}  # fmt: skip
OWN: dict[tuple[str, str], dict[str, Any]] = {  # where a column says less than the file must
    ("person", "born_on"): {"$ref": "#/$defs/day"},
    ("agreement", "repeat_days"): {"type": "string", "pattern": "^1?2?3?4?5?6?7?$"},
    ("rating", "number"): {"type": "integer", "minimum": 0, "maximum": 10},
    ("earlier_rating", "number"): {"type": "integer", "minimum": 0, "maximum": 10},
    ("meldcode_step", "step"): {"type": "integer", "minimum": 1, "maximum": 5},
    ("words_and_pictures", "kind"): {"enum": ["panels", "card"]},
    ("plan_version", "body"): {"type": "object"},
    ("plan_version", "set_with"): SET_WITH,
    ("plan_version", "sha256"): {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    ("answer", "text_sha256"): {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
MADE_AT_IMPORT = {("answer", "text_sha256")}  # without it: an answer to the agreement as it stands in the file
DEFS = {
    "day": {"type": "string", "format": "date", "pattern": r"^(19\d\d|20\d\d|2100)-\d\d-\d\d$"},
    "time": {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
    "moment": {"type": "string", "pattern": r"^(19\d\d|20\d\d|2100)-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$"},
    "text": {"type": "string", "maxLength": LONGEST_TEXT},
    "picture": {"type": "string", "contentEncoding": "base64", "maxLength": 4_500_000, "pattern": "^[A-Za-z0-9+/]+={0,2}$"},
    "email": {"type": "string", "minLength": 3, "maxLength": 254, "pattern": "^[^@\\s]+@[^@\\s]+$"},
}


def schema() -> dict[str, Any]:
    """The whole schema."""
    lists = {kind.name: {"type": "array", "maxItems": MOST, "items": _record(kind)} for kind in KINDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": "Casus file of the Veiligheidsplan-werkbank",
        "description": "One family with everything that belongs to its safety plan. See docs/file-format.md.",
        **_object({"format": {"const": FORMAT}, "version": {"const": VERSION}, "casus": _record(CASUS), **lists},
                  ["format", "version", "casus"]),
        "$defs": DEFS,
    }  # fmt: skip


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _record(kind: Kind | Parts) -> dict[str, Any]:
    columns = fields_of(kind)
    properties: dict[str, Any] = {"key": KEY} if kind.name in NAMED else {}
    properties |= {name: _value(column) for name, column in columns.items()}
    required = (["key"] if kind.name in NAMED else []) + [name for name, column in columns.items() if _needed(column)]
    for links in kind.links:
        limits = {"uniqueItems": True, "minItems": links.least, "maxItems": 200}
        properties[links.name] = {"type": "array", "items": KEY, **limits}
        required += [links.name] if links.least else []
    for parts in kind.parts:
        properties[parts.name] = {"type": "array", "items": _record(parts), "maxItems": 500}
    if isinstance(kind, Kind) and kind.numbered:
        properties[kind.numbered.name] = {"type": "integer", "minimum": 1, "maximum": 500}
    if kind.name in PLACES:
        properties[PLACES[kind.name]] = {"type": "string", "pattern": r"^/[a-z_]+/\d{1,4}$"}
    if kind.name == "evidence":
        required.append("record")
    made = _object(properties, required)
    return _frozen_or_to_freeze(made) if kind.name == "plan_versions" else made


def _frozen_or_to_freeze(record: dict[str, Any]) -> dict[str, Any]:
    """A version carries its frozen body with its fingerprint, or asks to be frozen from the rest of the file."""
    record["properties"] |= {"freeze": {"const": True}}
    record["required"] = [name for name in record["required"] if name not in ("body", "sha256")]
    record["oneOf"] = [
        {"required": ["freeze"], "not": {"anyOf": [{"required": ["body"]}, {"required": ["sha256"]}]}},
        {"required": ["body", "sha256"], "not": {"required": ["freeze"]}},
    ]
    return record


def _needed(column: Column[Any]) -> bool:
    return not column.nullable and column.default is None and (column.table.name, column.key) not in MADE_AT_IMPORT


def _value(column: Column[Any]) -> dict[str, Any]:
    own = OWN.get((column.table.name, column.key))
    if own is not None:
        return own
    target = target_of(column)
    if target is not None:
        return {"$ref": "#/$defs/email"} if target == "users" else KEY
    return _of_type(column)


def _of_type(column: Column[Any]) -> dict[str, Any]:
    kind: Any = column.type
    if isinstance(kind, Enum):
        return {"enum": list(kind.enums)}
    if isinstance(kind, TypeDecorator) and not isinstance(kind, EncryptedText):
        kind = kind.impl_instance
    for sort, name in ((EncryptedBytes, "picture"), (EncryptedText, "text"), (DateTime, "moment"), (Date, "day"), (Time, "time")):
        if isinstance(kind, sort):
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(kind, Boolean):
        return {"type": "boolean"}
    if isinstance(kind, Integer):
        least, most = BOUNDS.get(column.key, (0, 100_000))
        return {"type": "integer", "minimum": least, "maximum": most}
    assert isinstance(kind, String), column
    return {"type": "string", "maxLength": kind.length or LONGEST_TEXT}


def written() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    from workbench import import_models

    import_models()
    FILE.write_text(written())
