"""Who of the chain is up to date (B17), and who must consent (B14). Pure."""

from typing import Any


def is_behind(partner: Any, version: int | None) -> bool:
    """Whether an active partner was last told of an older plan version than the newest (B17)."""
    return partner.ended_on is None and version is not None and (partner.informed_version or 0) < version


def who_consents(age: int | None) -> str:
    """B14: under 12 those with authority, from 12 to 15 both, from 16 the young person."""
    if age is None or age < 12:
        return "parents"
    return "both" if age < 16 else "self"
