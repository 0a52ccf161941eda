"""Encryption at rest: a column type, and the key ring behind it. Source: design.md 3.6, security.md G.6."""

import json
from typing import Any

from flask import current_app
from sqlalchemy import Column, Dialect, LargeBinary, Table, TypeDecorator, event

from workbench.crypto.damage import (
    Damaged,
    DamagedBody,
    damage_words,
    day_in,
    is_damaged,
    opened_strictly,
    refuse_damaged,
    showing_damage,
    stand_in,
)
from workbench.crypto.keyring import CannotOpen, KeyRing, new_key

__all__ = [
    "CannotOpen", "Damaged", "DamagedBody", "EncryptedBytes", "EncryptedJSON", "EncryptedText", "KeyRing", "damage_words",
    "day_in", "is_damaged", "keyring", "new_key", "opened_strictly", "refuse_damaged", "showing_damage",
]  # fmt: skip


def keyring() -> KeyRing:
    """The running app's key ring."""
    ring: KeyRing = current_app.extensions["keyring"]
    return ring


class EncryptedText(TypeDecorator[str]):
    """Text that is stored sealed. It learns its place (table and column) when its column joins a table."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().seal(refuse_damaged(value, self.place), self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return keyring().open(value, self.place)
        except CannotOpen:
            return stand_in(self.place, value)


class EncryptedJSON(EncryptedText):
    """Lists and dicts of plain values, sealed as JSON."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return super().process_bind_param(json.dumps(refuse_damaged(value, self.place), ensure_ascii=False), dialect)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        text = super().process_result_value(value, dialect)
        return DamagedBody(self.place) if isinstance(text, Damaged) else None if text is None else json.loads(text)


class EncryptedBytes(EncryptedText):
    """Something that is not text, for instance a drawing, sealed as it is. Nothing can stand in for it."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().seal_bytes(value, self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else keyring().open_bytes(value, self.place)


@event.listens_for(Column, "after_parent_attach")
def _tell_its_place(column: Column[Any], table: Any) -> None:
    if isinstance(column.type, EncryptedText) and isinstance(table, Table):
        column.type = type(column.type)(f"{table.name}.{column.name}")
