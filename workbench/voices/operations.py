"""Every change to what children said. The caller commits."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.voices import drawings, rules
from workbench.voices.models import (
    ChildPaper,
    ChildVoice,
    EarlierWords,
    MayShare,
    NotHeard,
    OnPaper,
    Panel,
    VoiceForm,
    VoiceItem,
    VoiceItemAgreement,
    VoiceItemGoal,
    WordsChange,
)

ROOM = (
    24 * 1024 * 1024
)  # bytes of drawings in one family, so that its casus file can still be read (docs/file-format.md)

audit.declare({
    "child heard": _l("wrote down what a child said"),
    "child moment changed": _l("changed how a child was heard"),
    "child told back": _l("wrote down what was done with a child’s words"),
    "child words added": _l("added words of a child"),
    "child words corrected": _l("corrected words of a child"),
    "child words withdrawn": _l("withdrew words of a child"),
    "child words put back": _l("put words of a child back"),
    "child not heard": _l("wrote down why a child was not heard yet"),
    "child paper chosen": _l("chose what a child may take along on paper"),
    "drawing added": _l("added a drawing"),
    "drawing removed": _l("took a drawing away"),
})  # fmt: skip


def hear(casus: Casus, *, by: Any, child: int, heard_on: date, heard_by: str, form: VoiceForm, lines: list[dict[str, Any]],
         why_form: str = "", done_with_it: str = "", told_back_on: date | None = None, told_back_how: str = "",
         parents_consent: str = "", path: int | None = None) -> ChildVoice:  # fmt: skip
    """A moment on which a child was asked. `lines`: words, part and may_share of each thing it said; empty ones do not count."""
    said = [line for line in lines if line["words"]]
    _keep_rules(words=[line["words"] for line in said], heard_on=heard_on, told_back_on=told_back_on)
    for line in said:
        _keep_item_rules(form, line.get("part"), line.get("may_share") or MayShare.ASK, field="lines")
    voice = ChildVoice(
        casus_id=casus.id, child_id=child, heard_on=heard_on, heard_by=heard_by, form=form, why_form=why_form or None,
        done_with_it=done_with_it or None, told_back_on=told_back_on, told_back_how=told_back_how or None,
        parents_consent=parents_consent or None, path=path if form is VoiceForm.SAFETY_HOUSE else None,
        created_by_id=getattr(by, "id", None),
        items=[
            VoiceItem(casus_id=casus.id, order=nr, words=line["words"], part=line.get("part") or None,
                      may_share=line.get("may_share") or MayShare.ASK)
            for nr, line in enumerate(said, 1)
        ],
    )  # fmt: skip
    audit.record("child heard", casus, by=by, record=voice, action="C", child=child)
    db.session.add(voice)
    db.session.flush()
    return voice


def change_moment(voice: ChildVoice, version: int, *, by: Any, heard_on: date, heard_by: str, why_form: str,
                  parents_consent: str, path: int | None = None) -> None:  # fmt: skip
    """When and how the child was heard. The form stays: its parts belong to it."""
    expect_version(voice, version)
    _keep_rules(words=["-"], heard_on=heard_on, told_back_on=voice.told_back_on)
    audit.record("child moment changed", _casus(voice), by=by, record=voice)
    voice.heard_on, voice.heard_by, voice.why_form = heard_on, heard_by, why_form or None
    voice.parents_consent = parents_consent or None
    voice.path = path if voice.form is VoiceForm.SAFETY_HOUSE else None


def tell_back(voice: ChildVoice, version: int, *, by: Any, done_with_it: str, told_back_on: date | None,
              told_back_how: str = "") -> None:  # fmt: skip
    """What was done with the child's words, and when and how the child was told."""
    expect_version(voice, version)
    _keep_rules(words=["-"], heard_on=voice.heard_on, told_back_on=told_back_on)
    if told_back_on and told_back_on > clock.today():
        raise RuleBroken(_("This day has not come yet."), field="told_back_on")
    audit.record("child told back", _casus(voice), by=by, record=voice)
    voice.done_with_it, voice.told_back_on, voice.told_back_how = (
        done_with_it or None,
        told_back_on,
        told_back_how or None,
    )


def say_why_not_heard(
    casus: Casus, reason: NotHeard | None, version: int, *, by: Any, child: int, why: str
) -> NotHeard:
    """B7: why a child of four or older was not heard yet."""
    if reason is None:
        reason = NotHeard(casus_id=casus.id, child_id=child, why=why, noted_on=clock.today(), created_by_id=by.id)
        db.session.add(reason)
    else:
        expect_version(reason, version)
        reason.why, reason.noted_on = why, clock.today()
    audit.record("child not heard", casus, by=by, child=child)
    db.session.flush()
    return reason


def choose_paper(
    casus: Casus, paper: ChildPaper | None, version: int, *, by: Any, child: int, takes: OnPaper, why: str
) -> ChildPaper:
    """What may go along with this child on paper; every document of a plan asks this (documents/handing_out.py)."""
    if paper is None:
        paper = ChildPaper(casus_id=casus.id, child_id=child, created_by_id=by.id)
        db.session.add(paper)
    else:
        expect_version(paper, version)
    paper.takes, paper.why, paper.noted_on = takes, why, clock.today()
    audit.record("child paper chosen", casus, by=by, child=child, takes=takes.value)
    db.session.flush()
    return paper


# --- one thing a child said: added, corrected, withdrawn, put back; what stood before stays


def add_words(voice: ChildVoice, *, by: Any, words: str, part: str | None, may_share: MayShare, done_with_it: str = "",
              goals: Sequence[int] = (), agreements: Sequence[int] = ()) -> VoiceItem:  # fmt: skip
    """One more thing the child said on that moment."""
    _keep_item_rules(voice.form, part, may_share)
    last = db.session.scalar(select(func.max(VoiceItem.order)).where(VoiceItem.voice_id == voice.id)) or 0
    item = VoiceItem(casus_id=voice.casus_id, voice_id=voice.id, order=last + 1, words=words, part=part or None,
                     may_share=may_share, done_with_it=done_with_it or None)  # fmt: skip
    db.session.add(item)
    db.session.flush()
    audit.record("child words added", _casus(voice), by=by, record=item, action="C")
    _link(item, goals, agreements)
    return item


def correct_words(item: VoiceItem, form: VoiceForm, version: int, *, by: Any, words: str, part: str | None,
                  may_share: MayShare, done_with_it: str = "", goals: Sequence[int] = (), agreements: Sequence[int] = (),
                  why: str = "") -> None:  # fmt: skip
    """Other words, another part, or whether they may be shared. Changed words need a reason: they are the child's."""
    expect_version(item, version)
    _keep_item_rules(form, part, may_share)
    if words != item.words and not why:
        raise RuleBroken(_("These are the child’s words. Say why they are corrected."), field="why")
    if (words, part or None, may_share) != (item.words, rules.part_key(item.part), item.may_share):
        db.session.add(earlier(item, WordsChange.CHANGED, by=by, why=why))
    audit.record("child words corrected", _casus(item), by=by, record=item)
    item.words, item.part, item.may_share, item.done_with_it = words, part or None, may_share, done_with_it or None
    _link(item, goals, agreements)


def withdraw_words(item: VoiceItem, version: int, *, by: Any, why: str) -> None:
    """These words no longer count, for instance because the child took them back. They are on no page of anybody else."""
    expect_version(item, version)
    db.session.add(earlier(item, WordsChange.WITHDRAWN, by=by, why=why))
    audit.record("child words withdrawn", _casus(item), by=by, record=item)
    item.withdrawn_on, item.withdrawn_why = clock.today(), why


def put_words_back(item: VoiceItem, version: int, *, by: Any) -> None:
    """They count again; whether they may be shared is asked anew."""
    expect_version(item, version)
    db.session.add(earlier(item, WordsChange.PUT_BACK, by=by, why=item.withdrawn_why or ""))
    audit.record("child words put back", _casus(item), by=by, record=item)
    item.withdrawn_on = item.withdrawn_why = None
    if item.may_share is not MayShare.NO:
        item.may_share = MayShare.ASK


def earlier(
    thing: VoiceItem | Panel, what: WordsChange, *, by: Any, why: str = "", picture: bytes | None = None
) -> EarlierWords:
    """How an item or a panel stands now, to keep beside what it becomes."""
    of = {"item_id": thing.id, "part": thing.part, "may_share": thing.may_share} if isinstance(thing, VoiceItem) else {
        "panel_id": thing.id, "pictogram": thing.pictogram}  # fmt: skip
    return EarlierWords(
        casus_id=thing.casus_id, what=what, words=thing.words, alt=thing.alt, picture=picture, why=why or None,
        replaced_by_id=getattr(by, "id", None), **of,
    )  # fmt: skip


# --- a drawing, with a child's words or on a panel


def drawn(casus: Casus, content: bytes) -> bytes:
    """A clean copy of the file somebody chose, if there is room for it. Raises RuleBroken at the field."""
    try:
        picture = drawings.clean(content)
    except drawings.CannotUse as refused:
        raise RuleBroken(refused.reason, field="drawing") from refused
    if _room_taken(casus) + len(picture) > ROOM:
        raise RuleBroken(_("There is no room for more drawings in this family."), field="drawing")
    return picture


def add_drawing(thing: VoiceItem | Panel, version: int, *, by: Any, drawing: bytes | None, alt: str) -> None:
    """Put a drawing beside a child's words or on a panel, or describe the one that is there in other words."""
    expect_version(thing, version)
    casus = _casus(thing)
    now = _picture_of(thing)
    if drawing is None and now is None:
        raise RuleBroken(_("Choose a drawing."), field="drawing")
    picture = now if drawing is None else drawn(casus, drawing)
    if thing.alt or now:
        db.session.add(earlier(thing, WordsChange.DRAWING, by=by, picture=now if drawing is not None else None))
    audit.record("drawing added", casus, by=by, record=thing)
    if drawing is not None:
        thing.picture = picture
    thing.alt = alt


def remove_drawing(thing: VoiceItem | Panel, version: int, *, by: Any, why: str) -> None:
    """Take the drawing away; what it was stays with what stood before."""
    expect_version(thing, version)
    now = _picture_of(thing)
    if now is None:
        raise RuleBroken(_("There is no drawing here any more."))
    db.session.add(earlier(thing, WordsChange.DRAWING, by=by, why=why, picture=now))
    audit.record("drawing removed", _casus(thing), by=by, record=thing)
    thing.picture = thing.alt = None


def _picture_of(thing: VoiceItem | Panel) -> bytes | None:
    kind = type(thing)
    found: bytes | None = db.session.scalar(select(kind.picture).where(kind.id == thing.id))
    return found


def _room_taken(casus: Casus) -> int:
    return sum(
        db.session.scalar(
            select(func.coalesce(func.sum(func.length(kind.picture)), 0)).where(kind.casus_id == casus.id)
        )
        or 0
        for kind in (VoiceItem, Panel, EarlierWords)
    )


def _link(item: VoiceItem, goals: Collection[int], agreements: Collection[int]) -> None:
    """In which goals and agreements something was done with these words: exactly these."""
    db.session.flush()
    db.session.execute(delete(VoiceItemGoal).where(VoiceItemGoal.item_id == item.id))
    db.session.execute(delete(VoiceItemAgreement).where(VoiceItemAgreement.item_id == item.id))
    db.session.add_all([VoiceItemGoal(item_id=item.id, goal_id=one) for one in goals])
    db.session.add_all([VoiceItemAgreement(item_id=item.id, agreement_id=one) for one in agreements])


def _casus(thing: Any) -> Casus:
    return db.session.get_one(Casus, thing.casus_id)


def _keep_rules(**given: Any) -> None:
    for field, message in rules.moment_gaps(**given, today=clock.today()):
        raise RuleBroken(message, field=field)


def _keep_item_rules(form: VoiceForm, part: str | None, may_share: MayShare, field: str | None = None) -> None:
    for name, message in rules.item_gaps(form=form, part=part, may_share=may_share):
        raise RuleBroken(message, field=field or name)
