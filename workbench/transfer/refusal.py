"""What is wrong with a casus file: every place (a JSON pointer) with the reason in clear words. Nothing of it was read in."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    place: str
    reason: Any

    def __str__(self) -> str:
        return f"{self.place or '/'}: {self.reason}"


class FileRefused(Exception):
    """The file was refused whole; `faults` says why, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def pointer(*parts: Any) -> str:
    """("agreements", 0, "checker") → "/agreements/0/checker" (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
