"""Words between square brackets instead of content controls: [inhoud] on a line of its own, [versie] in the header.

Not every program keeps a content control (LibreOffice 7 makes one in a line of it and forgets its tag), and not everybody has
Word's Developer tab. Here each such word becomes the control it stands for, so that the rest of the house knows only controls.
"""

import re
from copy import deepcopy

from lxml import etree

from workbench.documents.ooxml import SPACE, Element, w

# The one-line content controls of a house style, by tag (default_house/README.md).
FIELDS = frozenset(
    ["organisatie", "status", "titel", "ondertitel", "ontvanger", "versie", "datum", "geldig", "makers", "deelnemers", "kenmerk"]
)
SLOT = "inhoud"
MARK = re.compile(rf"\[({'|'.join((SLOT, *sorted(FIELDS)))})\]")


def take_markers(root: Element) -> None:
    """Turn every marker of this part into a content control, in place."""
    for line in list(root.iter(w("p"))):
        texts = [one for one in line.iter(w("t")) if _is_free(one, line)]
        found = list(MARK.finditer("".join(one.text or "" for one in texts)))
        for mark in reversed(found):
            _put_control(texts, mark.start(), mark.end(), mark[1])
        _lift_slot(line)


def _is_free(text: Element, line: Element) -> bool:
    """Whether these words stand in the line itself: a control that is there already keeps its words."""
    nearest = next(text.iterancestors(w("sdt"), w("p")))
    return nearest is line


def _put_control(texts: list[Element], start: int, end: int, tag: str) -> None:
    """Cut these characters out of the runs they stand in, and put a control with this tag there."""
    at, home = 0, None
    for text in texts:
        words = text.text or ""
        from_, to = max(start - at, 0), min(end - at, len(words))
        at += len(words)
        if from_ >= len(words) or to <= 0 or from_ >= to:
            continue
        if home is None:
            home = text
            _split(text, words[:from_], words[to:], tag)
        else:
            text.text = words[to:]


def _split(text: Element, before: str, after: str, tag: str) -> None:
    run = text.getparent()
    rest = _like(run)
    etree.SubElement(rest, w("t")).text = after
    rest.extend(list(text.itersiblings()))
    text.text = before
    for one in (text, rest.find(w("t"))):
        one.set(SPACE, "preserve")
    control = etree.Element(w("sdt"))
    etree.SubElement(etree.SubElement(control, w("sdtPr")), w("tag")).set(w("val"), tag)
    shown = _like(run)
    etree.SubElement(shown, w("t")).text = f"[{tag}]"
    etree.SubElement(control, w("sdtContent")).append(shown)
    run.addnext(control)
    control.addnext(rest)


def _like(run: Element) -> Element:
    """An empty run that looks the same."""
    made = etree.Element(w("r"))
    if (looks := run.find(w("rPr"))) is not None:
        made.append(deepcopy(looks))
    return made


def _lift_slot(line: Element) -> None:
    """The place of the content fills its line: then it is a block, also where a program made it a control in the line."""
    control = next((one for one in line.findall(w("sdt")) if _tag(one) == SLOT), None)
    if control is None or line.getparent().tag != w("body"):
        return
    inside = list(control.iter(w("t")))
    if (
        any(one.text and one.text.strip() for one in line.iter(w("t")) if one not in inside)
        or next(line.iter(w("sectPr")), None) is not None
    ):
        return
    block = etree.Element(w("sdt"))
    etree.SubElement(etree.SubElement(block, w("sdtPr")), w("tag")).set(w("val"), SLOT)
    etree.SubElement(etree.SubElement(block, w("sdtContent")), w("p"))
    line.getparent().replace(line, block)


def _tag(control: Element) -> str | None:
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return None if tag is None else tag.get(w("val"))
