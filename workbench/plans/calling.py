"""Whom a reader can call, by name and never by number (GA2), out of the body of a frozen version. Pure.

Grown-ups this reader may know, nearest first, parents last: for a child its own safe people; for others who is called in a
temporary plan, and who looks along, stands in or is named in plan B of the agreements this reader has a part in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from workbench.plans.plan_view import Names
from workbench.plans.reader import Body, Reader, with_a_part

MOST = 5
PARENTS = ("parent", "step_parent", "foster_parent")  # a parent is often who the worry is about
PARTS = ("doer", "together", "child")


def to_call(body: Body, reader: Reader, agreements: Iterable[Body]) -> Names:
    """The names for the "who do I call" card. The worker is not in it: every paper names the worker by itself."""
    known = {
        one["id"]: one for one in body["people"]
        if one["role"] != "child" and one["id"] != reader.id and one["id"] not in body["casus"]["staff"]
        and reader.may_list(one["id"])
    }  # fmt: skip
    own = next((one for one in body["people"] if one["id"] == reader.id), None)
    if own is not None and own["role"] == "child":
        near = list(own["safe_people"])
    else:
        counted = Counter(one for one in _around(reader, agreements, known) if one in known)
        near = [*_called(body, reader), *sorted(counted, key=lambda one: (known[one]["role"] in PARENTS, -counted[one]))]
    return tuple(dict.fromkeys(known[one]["name"] for one in near if one in known))[:MOST]


def _called(body: Body, reader: Reader) -> Iterator[int]:
    """Whom this reader calls in a temporary plan."""
    said = body.get("temporary") or {"calls": ()}
    return (call["called"] for call in said["calls"] if call["caller"] == reader.id and call["called"] is not None)


def _around(reader: Reader, agreements: Iterable[Body], known: dict[int, Body]) -> Iterator[int]:
    """Everybody who has a part beside this reader, once for each time."""
    for one in agreements:
        if reader.id not in with_a_part(one, PARTS):
            continue
        yield from with_a_part(one)
        yield from (number for number, person in known.items() if _names(one["what_if"], person["name"]))


def _names(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
