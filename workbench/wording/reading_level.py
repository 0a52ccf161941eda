"""How hard a text is to read, by Flesch-Douma: an indication, no judgement (domain.md 6.6 [L01][L02])."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.wording.morphology import syllables
from workbench.wording.tokens import Reading, read

FEWEST_SENTENCES = 3
# From this score on, band and word; the highest first.
BANDS = (
    (90, 7, _l("very easy")), (80, 6, _l("easy")), (70, 5, _l("rather easy")), (60, 4, _l("normal")),
    (45, 3, _l("rather hard")), (30, 2, _l("hard")), (-10_000, 1, _l("very hard")),
)  # fmt: skip


class ReadingLevel(NamedTuple):
    """score 0 (hard) to 100 (easy), band 1 (very hard) to 7 (very easy) and the word for that band."""

    score: int
    band: int
    word: Any


def reading_level(text: str, reading: Reading | None = None) -> ReadingLevel | None:
    """The level of a text; None below three sentences, because then the figure says nothing."""
    reading = reading or read(text)
    count, sentences = len(reading.words), len(reading.sentences)
    if sentences < FEWEST_SENTENCES:
        return None
    known = {low: syllables(low[:60]) for low in reading.vocabulary}
    per_hundred = 100 * sum(map(known.__getitem__, reading.lows)) / count
    score = 206.8 - 0.77 * per_hundred - 0.93 * count / sentences
    rounded = round(min(100.0, max(0.0, score)))
    band, word = next((band, word) for least, band, word in BANDS if rounded >= least)
    return ReadingLevel(rounded, band, word)
