"""What one reader may see of a temporary plan (domain.md 8.7, 2.7), out of the body of a frozen version. Pure.

Hidden by default. A line about somebody with a secret address is for colleagues, for the people in it and, in a separated
network, for that person's own side. Nobody else gets it, and nothing shows that it is there.
"""

from collections.abc import Iterator

from workbench.plans.plan_view import CallView, TemporaryView, TonightView
from workbench.plans.reader import Body, Reader

TEXTS = ("reason", "safe_because", "signals", "visiting")


def view(body: Body, reader: Reader, secret_now: frozenset[int] = frozenset()) -> TemporaryView | None:
    """What this reader may see of it. `secret_now` are people whose address became secret after the version was frozen."""
    found = body.get("temporary")
    if not found or not reader.in_group(found["group"]):
        return None
    names = {one["id"]: one["name"] for one in body["people"]}
    return TemporaryView(
        **{name: found[name] for name in TEXTS},
        visitors=tuple(names[one] for one in found["visitors"] if reader.may_list(one)),
        tonight=tuple(_tonight(found, names, reader, secret_now)),
        calls=tuple(_calls(found, names, reader)),
        otherwise=body["plan"]["what_if_unsafe"],
    )


def _tonight(found: Body, names: dict[int, str], reader: Reader, secret_now: frozenset[int]) -> Iterator[TonightView]:
    for line in found["tonight"]:
        people = {one for one in (line["person"], line["stays_with"], line["sleeps_with"]) if one is not None}
        if not all(reader.may_list(one) for one in people):
            continue
        is_secret = line["secret"] or bool(people & secret_now)
        if is_secret and not _may_know(people, reader):
            continue
        shown = {name: line[name] or "" for name in ("stays", "sleeps")}
        if line["person"] in secret_now:  # frozen when it was no secret: a place in a choice or in words goes no further
            shown = {name: where if where != "home" else "safe_place" for name, where in shown.items()}
        yield TonightView(
            name=names[line["person"]],
            **shown,
            stays_with=names.get(line["stays_with"], ""),
            sleeps_with=names.get(line["sleeps_with"], ""),
            note="" if is_secret else line["note"],
        )


def _may_know(people: set[int], reader: Reader) -> bool:
    """Whether this reader may know where somebody with a secret address is: in the line, of the same side, or a colleague."""
    same_side = reader.separate and reader.group is not None and all(reader.groups[one] == reader.group for one in people)
    return reader.is_staff or reader.id in people or same_side


def _calls(found: Body, names: dict[int, str], reader: Reader) -> Iterator[CallView]:
    for call in found["calls"]:
        if reader.may_list(call["caller"]) and (call["called"] is None or reader.may_list(call["called"])):
            yield CallView(names[call["caller"]], names.get(call["called"], ""), call["service"] or "", call["signal"])
