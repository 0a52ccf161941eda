"""Parts of an address: a random reference of a casus, and ids that no database chokes on (security.md finding 10)."""

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

LARGEST_ID = 2**31 - 1


class RefConverter(BaseConverter):
    """Eight characters of the reference alphabet; anything else is a clean 404."""

    regex = "[23456789abcdefghjkmnpqrstuvwxyz]{8}"


class IdConverter(BaseConverter):
    """A positive whole number that fits in every database."""

    regex = r"[1-9]\d{0,9}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST_ID:
            raise ValidationError
        return number


def init_app(app: Flask) -> None:
    app.url_map.converters |= {"ref": RefConverter, "id": IdConverter}
