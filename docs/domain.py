"""Draws docs/domain.md from the models, so that the picture of the records is never behind: python docs/domain.py

tests/test_domain_picture.py fails when the file no longer follows from the models.
"""

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_suffix(".md")
sys.path.insert(0, str(ROOT))

from sqlalchemy import Column, Enum, Table  # noqa: E402

from workbench.crypto import EncryptedText  # noqa: E402
from workbench.extensions import db  # noqa: E402
from workbench.records import Record  # noqa: E402

# From the family outwards, the order in which a casus grows.
SUBJECTS = (
    "accounts", "audit", "casus", "coach", "outbox", "own_views",
    "emergency", "second_look", "alerts", "log_review", "network", "signals", "partners", "mapping", "voices", "goals",
    "agreements", "plans", "meetings", "meeting_mode", "reviews", "monitoring", "successes", "aftercare", "rights", "closing",
    "standards", "learning", "documents", "transfer", "file_rights",
)  # fmt: skip
CHAIN = (
    "map_item", "danger_example", "danger_statement", "safety_goal", "rating", "agreement", "agreement_person", "person",
    "check_record", "success", "evidence", "plan_version", "answer",
)  # fmt: skip
ON_EVERY_RECORD = set(Record.__annotations__) - {"casus_id"}
COMMENT = re.compile(r"^    (\w+): Mapped\b.*?  # (?!noqa|type:|fmt:)(.+)$", re.MULTILINE)

INTRODUCTION = """\
# The records

Made from the models by `python docs/domain.py`; do not edit. The words are in [glossary.md](glossary.md), the reasons in
[decisions/](decisions/). Everything a casus holds carries `casus_id` and is found through it. A field with 🔒 is sealed
(AES-256-GCM, bound to its table and column): names, contact data and all narrative. States, dates, ids and counts are plain,
so that overviews and reminders are single statements.

Most records also carry `id`, `created_by_id`, `created_at`, `updated_at` and `version` (who saved it, when, and the count an
edit form carries so that nobody's edit is lost). Those five are left out below. `R`: must be filled in.
"""
CHAIN_TEXT = """\
## The chain

Harm on the map → danger statement → goal with its scale → agreement → who does it and who checks it → check → success, each
step evidence for one or more of the ten standards. Frozen plan versions and the answers to them hang on it.
"""


def page() -> str:
    """The whole of docs/domain.md."""
    modules = {subject: importlib.import_module(f"workbench.{subject}.models") for subject in SUBJECTS}
    modules["web"] = importlib.import_module("workbench.web.drafts")
    tables = {name: db.metadatas[None].tables[name] for name in CHAIN}
    parts = [INTRODUCTION, CHAIN_TEXT, diagram(tables)]
    for subject, module in modules.items():
        parts += [f"## {subject}\n", f"{(module.__doc__ or '').strip()}\n"]
        models = list(models_in(module))
        parts.append(diagram({model.__tablename__: model.__table__ for model in models}))
        parts += [record(model) for model in models]
    return "\n".join(parts)


def models_in(module: ModuleType) -> Iterator[type]:
    """The models a module defines itself, in the order in which they stand there."""
    for thing in vars(module).values():
        if inspect.isclass(thing) and hasattr(thing, "__table__") and thing.__module__ == module.__name__:
            yield thing


def diagram(tables: dict[str, Table]) -> str:
    """A Mermaid picture of these tables and the foreign keys between them."""
    lines = ["```mermaid", "erDiagram"]
    for name, table in tables.items():
        links = [
            key
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table.name in tables
        ]
        lines += [f"  {key.column.table.name} {_ends(key.parent)} {name} : {key.parent.name}" for key in links]
        lines += [f"  {name} {{}}"] if not links else []
    return "\n".join([*lines, "```", ""])


def record(model: type) -> str:
    """One table: what it means, and its fields."""
    comments = dict(COMMENT.findall(inspect.getsource(model)))
    meaning = (model.__doc__ or "").strip() if "__doc__" in vars(model) else ""
    lines = [f"### `{model.__tablename__}`\n"]
    lines += [f"{meaning}\n"] if meaning and not meaning.startswith(f"{model.__name__}(") else []
    lines += ["| Field | | What it holds |", "|---|---|---|"]
    hidden = ON_EVERY_RECORD if issubclass(model, Record) else set()
    lines += [
        f"| `{column.name}` | {_marks(column)} | {_holds(column, comments.get(column.name, ''))} |"
        for column in model.__table__.columns
        if column.name not in hidden
    ]
    return "\n".join([*lines, ""])


def _ends(column: Column) -> str:
    one = "|o" if column.nullable else "||"
    return f"{one}--o|" if column.unique else f"{one}--o{{"


def _marks(column: Column) -> str:
    required = not column.nullable and column.default is None and not column.primary_key
    return " ".join(mark for mark, holds in (("🔒", isinstance(column.type, EncryptedText)), ("R", required)) if holds)


def _holds(column: Column, comment: str) -> str:
    target = next((f"→ `{key.column.table.name}`" for key in column.foreign_keys), "")
    choices = " · ".join(column.type.enums) if isinstance(column.type, Enum) else ""
    kind = "" if target or choices or isinstance(column.type, EncryptedText) else column.type.__class__.__name__
    kind = {"String": "text", "Integer": "number", "Boolean": "yes or no", "UtcDateTime": "moment", "Date": "day"}.get(
        kind, kind
    )
    kind = {"LargeBinary": "bytes", "BigInteger": "number", "Text": "text", "JSON": "list or object"}.get(kind, kind)
    return "; ".join(part for part in (target, choices, kind, comment.replace("|", "\\|")) if part)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
