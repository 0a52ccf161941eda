"""Searching in what one may see: 500 casussen with their people, sealed in the database and opened to search."""

from pathlib import Path

from bench import product
from bench.result import Result
from bench.rounds import side_by_side
from bench.team import OWN, house

MUST, GOAL = 100, 30  # milliseconds; an alarm, since machines differ


def measure(folder: Path) -> list[Result]:
    """One search by a supervisor whose team has 500 of the 1,000 casussen; one person in eight matches."""
    client = house(product.file_in(folder, "search.db"), 1_000)
    took = side_by_side({"search": lambda: product.get(client, "/search?q=verhoeven")})["search"]
    note = f"{OWN} casussen in sight"
    return [
        Result(
            "search in what one may see",
            f"{took:.0f} ms",
            f"≤ {MUST} ms",
            f"≤ {GOAL} ms",
            note,
            took <= MUST,
            took <= GOAL,
        )
    ]
