"""Faults of form: what JSON Schema finds, said in words a worker understands."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from workbench.transfer.refusal import Fault, pointer
from workbench.transfer.schema import schema
from workbench.transfer.shape import FORMAT, VERSION
from workbench.web.text import clean

MOST_FAULTS = 200


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=FormatChecker(["date"]))


def shape_faults(data: Any) -> list[Fault]:
    """Everything that is not as the schema says; a file of another format or version is not looked at further."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return [Fault("/format", _("This is not a casus file: “format” should say “%(format)s”.", format=FORMAT))]
    if data.get("version") != VERSION or isinstance(data["version"], bool):
        said = _("This workbench reads version %(known)s of the casus file, and not this version.", known=VERSION)
        return [Fault("/version", said)]
    found: list[Fault] = []
    for error in _validator().iter_errors(data):
        found += _in_words(error)
        if len(found) >= MOST_FAULTS:
            break
    return [*found, *_stray_characters(data)]


def _in_words(error: ValidationError) -> Iterator[Fault]:
    path, limit = list(error.absolute_path), error.validator_value
    match error.validator:
        case "additionalProperties":
            known = error.schema["properties"]
            for name in error.instance:
                if name not in known:
                    yield Fault(pointer(*path, name), _("This field is unknown."))
        case "required":
            for name in limit:
                if name not in error.instance:
                    yield Fault(pointer(*path, name), _("This is missing."))
        case _:
            yield Fault(pointer(*path), _reason(str(error.validator), limit, error.schema))


WORDS = {
    "string": _l("This should be text."), "integer": _l("This should be a whole number."),
    "boolean": _l("This should be true or false."), "array": _l("This should be a list."),
    "object": _l("This should be a record."), "minItems": _l("Name at least one."),
    "uniqueItems": _l("Something is named twice in this list."),
    "oneOf": _l("A plan version has a body with its fingerprint, or “freeze”, not both."),
    "minLength": _l("This is empty."),
}  # fmt: skip


def _reason(rule: str, limit: Any, where: Any) -> str:
    """What to do about a value that breaks this rule of the schema."""
    words = WORDS.get(str(limit) if rule == "type" else rule)
    if words is None and where.get("format") == "date":
        words = _("Give a date between 1900 and 2100, as 2026-06-15.")
    if words is None and rule == "enum":
        words = _("Choose one of: %(choices)s.", choices=", ".join(map(str, limit)))
    if words is None and rule in ("minimum", "maximum"):
        words = _("Give a whole number from %(least)s to %(most)s.", least=where["minimum"], most=where["maximum"])
    if words is None and rule in ("maxLength", "maxItems"):
        words = _("This is too long: at most %(most)s.", most=limit)
    if words is None:
        words = _("This is not written as it should be: %(pattern)s", pattern=where.get("pattern", rule))
    return str(words)


def _stray_characters(value: Any, *path: Any) -> Iterator[Fault]:
    """Text with control characters, direction overrides or characters that cannot be seen."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _stray_characters(inner, *path, name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _stray_characters(inner, *path, place)
    elif isinstance(value, str) and (stray := strays(value)):
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(stray))
        yield Fault(pointer(*path), _("This text holds characters that cannot be: %(codes)s.", codes=codes))


def strays(text: str) -> set[str]:
    """The characters of a text that clean text never holds."""
    return {character for character in set(text) if clean(f"a{character}a") == "aa"}
