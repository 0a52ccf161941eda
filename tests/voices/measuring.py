"""Run as a script: clean each file of a folder in a process of its own, and say what that cost, as JSON.

A small process of its own does this, so that the memory of the test run is not counted: ru_maxrss of a child begins with what
its parent held when it was started.
"""

import json
import os
import resource
import sys
from pathlib import Path

from workbench.voices import drawings


def cost_of(content: bytes) -> tuple[str, float, float]:
    """(refused or clean, seconds of processor, megabytes at most) of one file, its helper included."""
    try:
        drawings.clean(content)
        said = "clean"
    except drawings.CannotUse:
        said = "refused"
    own, helper = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + helper.ru_utime + helper.ru_stime
    return said, seconds, max(own.ru_maxrss, helper.ru_maxrss) / 1024


def measured(path: Path) -> list:
    """The same, counted from nothing: a new process for each file."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, json.dumps(cost_of(path.read_bytes())).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said: list = json.loads(answer.read())
    os.wait()
    return said


if __name__ == "__main__":
    print(json.dumps({path.name: measured(path) for path in sorted(Path(sys.argv[1]).iterdir())}))
