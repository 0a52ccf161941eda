"""Values between the file and the columns: days, times, moments, choices and drawings (base64) are text in the file."""

import base64
from datetime import date, datetime, time
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Column, Enum, TypeDecorator

from workbench.crypto import EncryptedBytes, EncryptedText
from workbench.web.text import clean


def value_of(column: Column[Any], value: Any) -> Any:
    """A value of the file as the column wants it."""
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enum_class(value) if kind.enum_class else value
    if isinstance(kind, EncryptedBytes):
        return base64.b64decode(value, validate=True)
    if isinstance(kind, EncryptedText):
        return clean(value)
    wanted = kind.impl_instance.python_type if isinstance(kind, TypeDecorator) else kind.python_type
    if wanted in (date, datetime, time):
        return wanted.fromisoformat(value)
    if wanted is str:
        return clean(value)
    return int(value) if wanted is int else value


def plain(value: Any) -> Any:
    """A value of a column as the file writes it."""
    if isinstance(value, PythonEnum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date | datetime) else value
