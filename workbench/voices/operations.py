"""Every change to what children said and were told. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.voices import rules
from workbench.voices.models import ChildVoice, MayShare, Panel, VoiceForm, VoiceItem, WordsAndPictures

audit.declare({
    "child heard": _l("wrote down what a child said"),
    "child told back": _l("wrote down what was done with a child’s words"),
    "story added": _l("wrote a story in words and pictures"),
})  # fmt: skip


def hear(casus: Casus, *, by: Any, child: int, heard_on: date, heard_by: str, form: VoiceForm, lines: list[dict[str, Any]],
         why_form: str = "", done_with_it: str = "", told_back_on: date | None = None,
         parents_consent: str = "") -> ChildVoice:  # fmt: skip
    """A moment on which a child was asked. `lines`: words, part and may_share of each thing it said; empty ones do not count."""
    said = [line for line in lines if line["words"]]
    _keep_rules(words=[line["words"] for line in said], heard_on=heard_on, told_back_on=told_back_on)
    voice = ChildVoice(
        casus_id=casus.id, child_id=child, heard_on=heard_on, heard_by=heard_by, form=form, why_form=why_form or None,
        done_with_it=done_with_it or None, told_back_on=told_back_on, parents_consent=parents_consent or None,
        created_by_id=getattr(by, "id", None),
        items=[
            VoiceItem(order=nr, words=line["words"], part=line.get("part") or None,
                      may_share=line.get("may_share") or MayShare.ASK)
            for nr, line in enumerate(said, 1)
        ],
    )  # fmt: skip
    audit.record("child heard", casus, by=by, record=voice, action="C", child=child)
    db.session.add(voice)
    db.session.flush()
    return voice


def tell_back(voice: ChildVoice, version: int, *, by: Any, done_with_it: str, told_back_on: date | None) -> None:
    """What was done with the child's words, and when the child was told."""
    expect_version(voice, version)
    _keep_rules(words=["-"], heard_on=voice.heard_on, told_back_on=told_back_on)
    if told_back_on and told_back_on > clock.today():
        raise RuleBroken(_("This day has not come yet."), field="told_back_on")
    audit.record("child told back", db.session.get_one(Casus, voice.casus_id), by=by, record=voice)
    voice.done_with_it, voice.told_back_on = done_with_it or None, told_back_on


def write_story(casus: Casus, *, by: Any, child: int, kind: str, lines: list[dict[str, Any]], told_by: str = "",
                told_on: date | None = None, present: str = "", do_not_hand_out: bool = False) -> WordsAndPictures:  # fmt: skip
    """The story of what happened, in panels. `lines`: the words of each panel; empty ones do not count."""
    words = [line["words"] for line in lines if line["words"]]
    if not words:
        raise RuleBroken(_("Write at least one panel."), field="lines")
    story = WordsAndPictures(
        casus_id=casus.id, child_id=child, kind=kind, told_by=told_by or None, told_on=told_on, present=present or None,
        do_not_hand_out=do_not_hand_out, created_by_id=getattr(by, "id", None),
        panels=[Panel(order=nr, words=one) for nr, one in enumerate(words, 1)],
    )  # fmt: skip
    audit.record("story added", casus, by=by, record=story, action="C", child=child)
    db.session.add(story)
    db.session.flush()
    return story


def _keep_rules(**given: Any) -> None:
    for field, message in rules.moment_gaps(**given, today=clock.today()):
        raise RuleBroken(message, field=field)
