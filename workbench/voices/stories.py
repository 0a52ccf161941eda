"""Every change to words and pictures: panels, their order, who approved them, to whom they were told. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.voices import operations
from workbench.voices.models import ClearedApproval, Panel, PanelApproval, WordsAndPictures, WordsChange

audit.declare({
    "story added": _l("wrote a story in words and pictures"),
    "story told": _l("wrote down to whom a story was told"),
    "story approved": _l("wrote down that a parent approved a story"),
    "panel added": _l("added a panel to a story"),
    "panel changed": _l("changed a panel of a story"),
    "panel moved": _l("moved a panel of a story"),
    "panel withdrawn": _l("took a panel out of a story"),
    "panel put back": _l("put a panel of a story back"),
})  # fmt: skip


def write_story(casus: Casus, *, by: Any, child: int, kind: str, lines: list[dict[str, Any]], told_by: str = "",
                told_on: date | None = None, present: str = "", do_not_hand_out: bool = False) -> WordsAndPictures:  # fmt: skip
    """The story of what happened, in panels. `lines`: the words of each panel; empty ones do not count."""
    words = [line["words"] for line in lines if line["words"]]
    if not words:
        raise RuleBroken(_("Write at least one panel."), field="lines")
    _not_later(told_on)
    story = WordsAndPictures(
        casus_id=casus.id, child_id=child, kind=kind, told_by=told_by or None, told_on=told_on, present=present or None,
        do_not_hand_out=do_not_hand_out, created_by_id=getattr(by, "id", None),
        panels=[Panel(casus_id=casus.id, order=nr, words=one) for nr, one in enumerate(words, 1)],
    )  # fmt: skip
    audit.record("story added", casus, by=by, record=story, action="C", child=child)
    db.session.add(story)
    db.session.flush()
    return story


def tell(story: WordsAndPictures, version: int, *, by: Any, told_by: str, told_on: date | None, present: str,
         do_not_hand_out: bool) -> None:  # fmt: skip
    """Who told the story to the child, when, who was there, and whether it is safe on paper."""
    expect_version(story, version)
    _not_later(told_on)
    audit.record("story told", _casus(story), by=by, record=story)
    story.told_by, story.told_on, story.present = told_by or None, told_on, present or None
    story.do_not_hand_out = do_not_hand_out


def approve(story: WordsAndPictures, version: int, *, by: Any, parent: int, approved_on: date) -> None:
    """A parent stands behind the story as it is now."""
    expect_version(story, version)
    _not_later(approved_on, "approved_on")
    audit.record("story approved", _casus(story), by=by, record=story, parent=parent)
    db.session.execute(
        delete(PanelApproval).where(PanelApproval.story_id == story.id, PanelApproval.person_id == parent)
    )
    db.session.add(PanelApproval(story_id=story.id, person_id=parent, approved_on=approved_on))
    db.session.flush()


def add_panel(story: WordsAndPictures, *, by: Any, words: str, pictogram: str | None = None) -> Panel:
    """One more panel, at the end."""
    last = max((one.order for one in _panels(story.id)), default=0)
    panel = Panel(casus_id=story.casus_id, story_id=story.id, order=last + 1, words=words, pictogram=pictogram)
    db.session.add(panel)
    db.session.flush()
    audit.record("panel added", _casus(story), by=by, record=panel, action="C")
    clear_approvals(panel, _("A panel was added."))
    return panel


def change_panel(
    panel: Panel, version: int, *, by: Any, words: str, pictogram: str | None = None, why: str = ""
) -> None:
    """Other words or another pictogram. What the parents approved is no longer what stands there."""
    expect_version(panel, version)
    if (words, pictogram) == (panel.words, panel.pictogram):
        return
    db.session.add(operations.earlier(panel, WordsChange.CHANGED, by=by, why=why))
    audit.record("panel changed", _casus(panel), by=by, record=panel)
    panel.words, panel.pictogram = words, pictogram
    clear_approvals(panel, _("Panel %(nr)s was changed.", nr=number_of(panel)))


def picture_changed(panel: Panel) -> None:
    """After a drawing was added, described anew or taken away."""
    clear_approvals(panel, _("The drawing of panel %(nr)s was changed.", nr=number_of(panel)))


def move_panel(panel: Panel, version: int, *, by: Any, up: bool) -> None:
    """One place earlier or later in the story; at the end nothing changes."""
    expect_version(panel, version)
    there = [one for one in _panels(panel.story_id) if one.withdrawn_on is None]
    at = there.index(panel)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(there):
        return
    other = there[to]
    audit.record("panel moved", _casus(panel), by=by, record=panel)
    panel.order, other.order = other.order, panel.order
    clear_approvals(panel, _("The order of the panels was changed."))


def withdraw_panel(panel: Panel, version: int, *, by: Any, why: str) -> None:
    """Out of the story; it can be put back."""
    expect_version(panel, version)
    number = number_of(panel)
    db.session.add(operations.earlier(panel, WordsChange.WITHDRAWN, by=by, why=why))
    audit.record("panel withdrawn", _casus(panel), by=by, record=panel)
    panel.withdrawn_on, panel.withdrawn_why = clock.today(), why
    clear_approvals(panel, _("Panel %(nr)s was taken out.", nr=number))


def put_panel_back(panel: Panel, version: int, *, by: Any) -> None:
    """Into the story again, in its old place."""
    expect_version(panel, version)
    db.session.add(operations.earlier(panel, WordsChange.PUT_BACK, by=by, why=panel.withdrawn_why or ""))
    audit.record("panel put back", _casus(panel), by=by, record=panel)
    panel.withdrawn_on = panel.withdrawn_why = None
    db.session.flush()
    clear_approvals(panel, _("Panel %(nr)s was put back.", nr=number_of(panel)))


def clear_approvals(panel: Panel, because: str) -> None:
    """Approvals were given to other words: they are kept as what they were, and asked for again."""
    db.session.flush()
    approvals = db.session.scalars(select(PanelApproval).where(PanelApproval.story_id == panel.story_id)).all()
    for one in approvals:
        db.session.add(ClearedApproval(
            casus_id=panel.casus_id, story_id=panel.story_id, person_id=one.person_id, approved_on=one.approved_on,
            cleared_on=clock.today(), because=because,
        ))  # fmt: skip
        db.session.delete(one)
    db.session.flush()


def number_of(panel: Panel) -> int:
    """Which panel people call this: its place among those that are in the story."""
    there = [one.id for one in _panels(panel.story_id) if one.withdrawn_on is None or one.id == panel.id]
    return there.index(panel.id) + 1


def _panels(story_id: int) -> list[Panel]:
    return list(db.session.scalars(select(Panel).where(Panel.story_id == story_id).order_by(Panel.order, Panel.id)))


def _casus(thing: Any) -> Casus:
    return db.session.get_one(Casus, thing.casus_id)


def _not_later(day: date | None, field: str = "told_on") -> None:
    if day and day > clock.today():
        raise RuleBroken(_("This day has not come yet."), field=field)
