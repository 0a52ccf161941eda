"""One figure, what it must be, and whether it is."""

from dataclasses import dataclass


@dataclass
class Result:
    """`must` and `goal` as design and README say them; `reached` is None for a figure that is only for information."""

    what: str
    measured: str
    must: str = ""
    goal: str = ""
    note: str = ""
    reached: bool | None = None
    at_goal: bool = False

    @property
    def verdict(self) -> str:
        if self.reached is None:
            return ""
        if not self.reached:
            return "MISSED"
        return "goal" if self.at_goal else "ok" if self.must else "not yet"


def at_most(what: str, ratio: float, must: float, goal: float | None = None, note: str = "") -> Result:
    """A ratio that may not be higher."""
    words = ("" if limit in (None, float("inf")) else f"≤ {limit:g}×" for limit in (must, goal))
    return Result(what, f"{ratio:.2f}×", *words, note, ratio <= must, goal is not None and ratio <= goal)


def at_least(what: str, ratio: float, must: float, goal: float | None = None, note: str = "") -> Result:
    """A ratio that may not be lower."""
    words = ("" if limit is None else f"≥ {limit:g}×" for limit in (must, goal))
    return Result(what, f"{ratio:.2f}×", *words, note, ratio >= must, goal is not None and ratio >= goal)
