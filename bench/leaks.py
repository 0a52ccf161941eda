"""The leak scan: share of disguises found, false alarms on ordinary sentences, and how long a look takes."""

import time
from pathlib import Path

from bench.result import Result
from tests.wording.leak_samples import DISGUISES, ORDINARY, SMEETS
from tests.wording.leak_variants import TERMS, ordinary, variants
from workbench.wording.leaks import find_contact_details, find_leaks

FOUND, FALSE = 0.99, 0.01  # security.md threat 2
LONG_TEXT = 50  # milliseconds for 100,000 characters
SHORT_TEXT = 1  # milliseconds for 40 words and 20 terms
LENGTH = 100_000


def measure(_folder: Path) -> list[Result]:
    """Made variants and ordinary sentences from a seed, those written by hand, and the clock on short and very long texts."""
    made = list(variants(2_000, seed=20260211))
    found = sum(bool(find_leaks(text, [term])) for term, text in made) / len(made)
    plain = list(ordinary(1_000, seed=20260213))
    false = sum(bool(find_leaks(text, TERMS)) for text in plain) / len(plain)
    by_hand = sum(bool(find_leaks(text, terms)) for text, terms in DISGUISES) / len(DISGUISES)
    false_by_hand = sum(bool(find_leaks(text, terms)) for text, terms in ORDINARY) / len(ORDINARY)
    words = " ".join(" ".join(plain).split()[:40])
    short = took(lambda: find_leaks(words, TERMS[:20]), times=200)
    slowest = max(
        (max(took(lambda t=text: find_leaks(t, SMEETS)), took(lambda t=text: find_contact_details(t))), name)
        for name, text in long_texts(plain).items()
    )
    return [
        share("disguises found, of 2,000 made", found, FOUND, found >= FOUND),
        share("disguises found, of those by hand", by_hand, FOUND, by_hand >= FOUND, f"{len(DISGUISES)} written"),
        share("false alarms, of 1,000 ordinary sentences", false, FALSE, false <= FALSE),
        share(
            "false alarms, of hard sentences by hand",
            false_by_hand,
            FALSE,
            false_by_hand <= FALSE,
            f"{len(ORDINARY)} written",
        ),
        limit("leak scan, 40 words and 20 terms", short, SHORT_TEXT),
        limit("leak scan, 100,000 characters, slowest text", slowest[0], LONG_TEXT, slowest[1]),
    ]


def share(what: str, value: float, must: float, reached: bool, note: str = "") -> Result:
    sign = "≥" if must > 0.5 else "≤"
    return Result(what, f"{value:.2%}", f"{sign} {must:.0%}", "", note, reached)


def limit(what: str, milliseconds: float, must: float, note: str = "") -> Result:
    """Processor time, since machines are shared; an alarm, since they differ."""
    return Result(what, f"{milliseconds:.2f} ms", f"≤ {must} ms", "", note, milliseconds <= must)


def took(work, times: int = 5) -> float:  # type: ignore[no-untyped-def]
    """The fastest of a few rounds, in milliseconds of processor time."""
    best = float("inf")
    for _round in range(times):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best * 1000


def long_texts(plain: list[str]) -> dict[str, str]:
    """Texts of 100,000 characters that would be slow for a careless pattern."""
    parts = {
        "ordinary": " ".join(plain),
        "one letter": "a",
        "digits": "0",
        "number by number": "1 ",
        "said": "nul ",
        "at-signs": "a@b.",
        "near misses": "in de luwte van het anker ",
        "spelled": "w i l g e n p a d ",
        "accents": "één ",
        "codes": "&amp;",
        "streets": "Kerkstraat 1 ",
        "hits": "Wilgenpad 7, 1999 ZQ, 06-00000742 ",
    }
    return {name: (part * (LENGTH // len(part) + 1))[:LENGTH] for name, part in parts.items()}
