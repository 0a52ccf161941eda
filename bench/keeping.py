"""bench/results.json holds what was measured and what was proved; each run writes its own part and leaves the other alone."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def kept(part: str, otherwise: Any) -> Any:
    """What this part of the file says, or `otherwise` where it is not there."""
    return (json.loads(RESULTS.read_text()) if RESULTS.exists() else {}).get(part, otherwise)


def keep(part: str, content: Any, beside: dict[str, Any] | None = None) -> None:
    """Put this part in the file."""
    there = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    there |= (beside or {}) | {part: content}
    RESULTS.write_text(json.dumps(there, indent=2, ensure_ascii=False) + "\n")
