"""The one step up the ladder: the log stands above accounts, and what happens to accounts belongs in it."""

from typing import Any


def record(event: str, *, by: Any, action: str = "U", **detail: Any) -> None:
    """Write one thing that happened to an account, a session or a setting into the log of the office."""
    from workbench import audit

    write = getattr(audit, "record", None)
    if write is not None:  # until the log has moved in
        write(event, by=by, action=action, **detail)
