"""Adding a secret word, keeping it from more people, showing it, and what two people may do with it. The caller commits."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus import labels
from workbench.casus.models import Casus, ContactKind, ProtectedTerm, SubGroup
from workbench.casus.operations import note_why
from workbench.casus.rules import looks_like_bsn
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.queries import KINDS_OF_TERMS
from workbench.records import expect_version
from workbench.second_look import operations as second_look
from workbench.second_look.models import SecondLook, Step
from workbench.second_look.secrets import SECRETS, Secret
from workbench.secret_words import queries, rules
from workbench.wording.leaks import ProtectedTerm as Term

audit.declare(
    {
        "secret word added": _l("added a secret word"),
        "secret word narrowed": _l("kept a secret word from a part of the network that might know it"),
        "secret words shown": _l("looked at the secret words"),
    }
)


def add(casus: Casus, kind: ContactKind, text: str, sub_group_id: int | None, *, by: Any) -> ProtectedTerm:
    """Keep a word from everybody but this part of the network (None: from everybody). The links of the family end.

    Raises RuleBroken for a word that cannot be looked for, that would stop every plan, or that is kept secret already.
    """
    _refuse_useless(casus, Term(KINDS_OF_TERMS.get(kind.value, kind.value), text))
    if any(rules.same_words(text, one.text) for one in queries.secret_words(casus)):
        raise RuleBroken(_("This word is kept secret already. Who may know it is changed in the list."), field="text")
    word = ProtectedTerm(casus_id=casus.id, kind=kind, text=text, sub_group_id=sub_group_id, created_by_id=by.id)
    db.session.add(word)
    db.session.flush()
    audit.record("secret word added", casus, by=by, record=word, action="C")
    return word


def _refuse_useless(casus: Casus, term: Term) -> None:
    """A word that protects nobody, or that would take the plan away from everybody."""
    if looks_like_bsn(term.text):
        raise RuleBroken(_("This looks like a citizen service number. The workbench does not keep those."), field="text")
    if rules.is_everyday(term):
        raise RuleBroken(
            _("This stands in every plan, so nobody could get a plan any more. Choose a rarer word, or a few words together."),
            field="text",
        )
    if not rules.can_be_found(term):
        raise RuleBroken(
            _("This is too short or too general to be found in a text, so it would protect nobody. Add what makes it this one: "
              "a name, a number, or a word more."),
            field="text",
        )  # fmt: skip
    if rules.names_somebody(term, queries.names_in(casus)):
        raise RuleBroken(
            _("Somebody of this family or network is called so: no text could name this person any more. Who may know of whom "
              "is said with the sub-groups."),
            field="text",
        )  # fmt: skip


def narrow(casus: Casus, word: ProtectedTerm, version: int, *, by: Any) -> None:
    """From now on nobody may know it. At once: this protects. Raises EditConflict."""
    expect_version(word, version)
    audit.record("secret word narrowed", casus, by=by, record=word, fields=["sub_group_id"], was=word.sub_group_id)
    word.sub_group_id = None


def ask_to_widen(casus: Casus, word: ProtectedTerm, version: int, sub_group_id: int, reason: str, *, by: User) -> SecondLook:
    """Ask a second person whether this part of the network may know it (GA9). Raises EditConflict or RuleBroken."""
    expect_version(word, version)
    what: dict[str, Any] = {"people": [], "homes": [], "points": [], WIDER.key: [word.id], "key": f"{WIDER.key}:{word.id}"}
    what |= {"to": sub_group_id, "was": word.sub_group_id}
    return second_look.ask(Step.UNPROTECT, what, reason, by=by, casus=casus)


def note_reveal(casus: Casus, words: Sequence[ProtectedTerm], *, by: Any, **answers: Any) -> None:
    """Somebody looks at the secret words: noted for each, with what it is needed for, before they are shown."""
    why = note_why(casus, by=by, **answers)
    for word in words:
        audit.record("secret words shown", casus, by=by, record=word, action="R", reveal=why.id, purpose=why.purpose.value)


# --- what two people may do (GA9)


def _named(word: ProtectedTerm, _what: Any = None) -> str:
    """Which one, without the word: as the list of secret words calls it."""
    return _("Secret word %(number)s (%(kind)s)", number=word.number, kind=labels.CONTACTS[word.kind])


def _named_with_part(word: ProtectedTerm, what: dict[str, Any]) -> str:
    asked = select(SubGroup.name).where(SubGroup.id == what["to"], SubGroup.casus_id == word.casus_id)
    return _("%(word)s: for %(part)s", word=_named(word), part=db.session.scalar(asked) or _("a part that is not there any more"))


def _lift(word: ProtectedTerm, _what: dict[str, Any], by: User) -> None:
    """It is no secret any more, and stays in the file with who and when."""
    word.lifted_on, word.lifted_by_id = clock.today(), by.id


def _widen(word: ProtectedTerm, what: dict[str, Any], _by: User) -> None:
    """Raises RuleBroken when who may know it changed since it was asked, or that part is gone."""
    is_there = db.session.scalar(select(SubGroup.id).where(SubGroup.id == what["to"], SubGroup.casus_id == word.casus_id))
    if word.sub_group_id != what["was"] or is_there is None:
        raise RuleBroken(_("What was asked for changed meanwhile. Refuse this, and let it be asked anew."))
    word.sub_group_id = what["to"]


LIFTED = Secret(
    "words", ProtectedTerm, "lifted_on", _l("No secret word any more"), _named,
    holds=lambda: ProtectedTerm.lifted_on.is_(None), opens=_lift, says_less=True,
)  # fmt: skip
WIDER = Secret(
    "wider", ProtectedTerm, "sub_group_id", _l("May be known by a part of the network from now on"), _named,
    holds=lambda: ProtectedTerm.lifted_on.is_(None), opens=_widen, says=_named_with_part, says_less=True, offered=False,
)  # fmt: skip
SECRETS += [LIFTED, WIDER]
