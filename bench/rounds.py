"""Measuring side by side: every round calls each candidate in turn, and the median of the rounds counts."""

import gc
import statistics
import time
from collections.abc import Callable

ROUNDS = 7
SECONDS = 0.25  # that each candidate works in each round


def side_by_side(
    candidates: dict[str, Callable[[], object]], rounds: int = ROUNDS, seconds: float = SECONDS
) -> dict[str, float]:
    """Milliseconds a call of each candidate takes: median of the rounds, candidates interleaved, garbage collected between."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    calls = {name: _calls_within(seconds, work) for name, work in candidates.items()}
    for _round in range(rounds):
        for name, work in candidates.items():
            gc.collect()
            started = time.perf_counter()
            for _call in range(calls[name]):
                work()
            times[name].append((time.perf_counter() - started) / calls[name] * 1000)
    return {name: statistics.median(measured) for name, measured in times.items()}


def _calls_within(seconds: float, work: Callable[[], object]) -> int:
    work()
    started = time.perf_counter()
    work()
    return max(1, int(seconds / max(time.perf_counter() - started, 1e-6)))
