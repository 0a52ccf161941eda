"""The parts of Flask the whole product shares; each is tied to the app in create_app."""

from datetime import UTC, date, datetime
from typing import Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Date, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, registry

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always with its zone: SQLite would hand it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Model(DeclarativeBase):
    """What every table shares: names for constraints and the types of moments and days."""

    # One named registry: Flask-SQLAlchemy copies this class, and SQLAlchemy 2.1 refuses to copy an annotation map.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UtcDateTime(), date: Date(), str: String(200)},
    )


def choice(options: Any, **extra: Any) -> Any:
    """A column type for a StrEnum, stored as its text, so that adding a value needs no change of the type."""
    from sqlalchemy import Enum

    return Enum(options, native_enum=False, length=40, create_constraint=False,
                values_callable=lambda members: [member.value for member in members], **extra)


# What a page shows is loaded before the read log commits; expiring it then would load it all again, or raise.
SESSION: dict[str, Any] = {"join_transaction_mode": "create_savepoint", "expire_on_commit": False}
db = SQLAlchemy(model_class=Model, session_options=SESSION)
migrate = Migrate()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(get_remote_address)
