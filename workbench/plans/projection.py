"""The one place that answers "what may this reader see of this plan version" (design.md 3.7).

Hidden by default: an item is taken over only when its audience lets this reader in, a person only when this reader may know
of that person. No hole shows: what is left out leaves no empty row, no gap in the numbers and no other sentence. Before a
view leaves, every word in it is compared with what must stay hidden (GA4) and with names this reader may not see (B27).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.clock import dutch_time
from workbench.crypto import CannotOpen, damage_words
from workbench.errors import RuleBroken
from workbench.plans import queries
from workbench.plans.answers import Given, approvals_for, objections_for
from workbench.plans.chapters import Chapters
from workbench.plans.models import PlanVersion
from workbench.plans.places import Spot, texts_of
from workbench.plans.plan_view import ApprovalView, CopyView, ObjectionView, PlanView, words_of
from workbench.plans.reader import Reader, Unknown
from workbench.plans.setting_rules import exceptions_of
from workbench.wording.leaks import Leak, ProtectedTerm, find_contact_details, find_leaks

NAME = "name"
Secrets = Sequence[tuple[ProtectedTerm, int | None]]  # a term, and the sub-group that may know it


class After(NamedTuple):
    """What came after freezing: answers, objections and copies, each with the person it is about.

    `approvals` are rows that were made already, `given` answers out of which they are made for this reader (None: there is
    no word of answers). A copy at a service (no person) is shown only where the network is not separated.
    """

    approvals: tuple[tuple[int, ApprovalView], ...] = ()
    copies: tuple[tuple[int | None, CopyView], ...] = ()
    given: tuple[Given, ...] | None = None
    objections: tuple[Given, ...] = ()


NOTHING_YET = After()


class Passing(NamedTuple):
    """What two people let out on one paper (plans/letting_out.py): these texts whole, and these terms in no other text."""

    texts: frozenset[str] = frozenset()
    terms: frozenset[ProtectedTerm] = frozenset()


NOTHING_PASSES = Passing()


class Leaking(RuleBroken):
    """Something in the plan must not reach this reader. `places` say where it stands, never what; `spots` where to mend it."""

    def __init__(self, reader: str, places: Sequence[str], spots: Sequence[Spot] = ()) -> None:
        where = "; ".join(places)
        message = _("This cannot go to %(reader)s yet. Look at: %(where)s.", reader=reader, where=where)
        super().__init__(message, field="reader")
        self.reader, self.places, self.spots = reader, tuple(places), tuple(spots)


class OtherSide(Leaking):
    """This temporary plan was made for the other side of the network."""

    def __init__(self, reader: str, places: Sequence[str]) -> None:
        super().__init__(reader, places)
        self.message = _("This temporary plan is for the other side of the network, not for %(reader)s.", reader=reader)


class Unread(Leaking):
    """A secret of this casus is damaged: it cannot be looked for, so that nothing goes to anybody (docs/decisions/0031)."""

    def __init__(self, reader: str) -> None:
        super().__init__(reader, [damage_words()], [Spot("casus.family", {})])
        self.message = _("This cannot go to %(reader)s: a secret of this family is damaged, so nobody can look for it.",
                         reader=reader)  # fmt: skip


def project(
    version: PlanVersion, reader_id: int, after: After = NOTHING_YET, secrets: Secrets | None = None,
    *, withheld: frozenset[str] | None = None, child_words: bool = True, secret_people: frozenset[int] | None = None,
    passing: Passing = NOTHING_PASSES,
) -> PlanView:
    """What this reader may see of this version, with what came after freezing.

    `secrets` are the casus's protected terms, and `withheld` the words of children that may not be shared now. A caller that
    has loaded the one gives both; else they are loaded here, in one statement each; so are `secret_people`, whose address is
    secret now, for a temporary plan. A page that shows no words of children says so. Raises RuleBroken when the reader is not
    in this version, and Leaking when a protected word or a name this reader may not see stands in what would be shown. What may
    be `passing` is decided in letting_out.py; whatever it holds, nothing is shown that a view does not hold already.
    """
    reader = reader_of(version, reader_id)
    refuse_other_side(version, reader)
    found, secret = secrets_of(version) if secrets is None else (secrets, secret_people)
    secret = secret_now(version) if secret is None else secret
    view, hidden_names = seen_by(version, reader, after, secret)
    if not child_words:
        view = replace(view, child_words=())
    elif view.child_words:
        kept_back = queries.withheld_words(version.casus_id) if secrets is None and withheld is None else withheld or frozenset()
        view = replace(view, child_words=tuple(one for one in view.child_words if one.words not in kept_back))
    labels = labels_of(version)
    never = not_for(reader, found, hidden_names)
    refuse_leaks(view, (term for term in never if term not in passing.terms), labels)
    if passing.terms:
        refuse(view, lambda words: find_leaks(words, passing.terms), labels, passing.texts)
    if version.body["casus"]["protected"]:
        refuse(view, find_contact_details, labels, passing.texts)
    return view


def not_for(reader: Reader, secrets: Secrets, hidden_names: Iterable[str]) -> tuple[ProtectedTerm, ...]:
    """Every word that must not reach this reader: the casus's secrets that are not for this side, and names (B27)."""
    terms = (term for term, group in secrets if group is None or not (reader.is_staff or group == reader.group))
    return (*terms, *(ProtectedTerm(NAME, name) for name in hidden_names))


def may_stand_beside(
    version: PlanVersion, reader_id: int, texts: Sequence[str], secrets: Secrets | None = None
) -> list[bool]:
    """Of each of these texts, which are no part of the plan, whether this reader may have it beside the plan: the same scan.

    For what was written back to somebody, and for a text as he or she read it before. `secrets` as in `project`.
    """
    if not texts:
        return []
    reader = reader_of(version, reader_id)
    found = queries.protected_terms(version.casus_id) if secrets is None else secrets
    terms = not_for(reader, found, Chapters(version.body, reader).hidden_names())
    guarded = version.body["casus"]["protected"]
    return [not find_leaks(text, terms) and not (guarded and find_contact_details(text)) for text in texts]


def everything(version: PlanVersion) -> PlanView:
    """All that stands in a version, for colleagues who work on the casus: never for a paper or a page of somebody else."""
    body = version.body
    groups = {one["id"]: one["group"] for one in body["people"]}
    colleague = Reader(id=0, name="", full_name="", group=None, is_staff=True, is_parent=False,
                       separate=body["casus"]["separate"], groups=groups)  # fmt: skip
    return seen_by(version, colleague, NOTHING_YET)[0]


def stopped(version: PlanVersion) -> list[Leaking]:
    """Everybody to whom this version cannot go as it is now, each with where to look, but for the other side of the network."""
    try:
        secrets, secret_people = secrets_of(version)
    except CannotOpen:  # what cannot be read cannot be looked for: it goes to nobody
        return [Unread(person["name"]) for person in version.body["people"]]
    found = []
    for person in version.body["people"]:
        try:
            project(version, person["id"], secrets=secrets, secret_people=secret_people)
        except OtherSide:
            continue
        except Leaking as leaking:
            found.append(leaking)
    return found


def secrets_of(version: PlanVersion) -> tuple[Secrets, frozenset[int] | None]:
    """The protected terms of the casus, and whose address is secret today where the version says where people are."""
    if says_where_people_are(version):
        return queries.terms_and_secret_people(version.casus_id)
    return queries.protected_terms(version.casus_id), frozenset()


def secret_now(version: PlanVersion) -> frozenset[int]:
    """The second of those alone; nothing is asked for a version that says of nobody where he or she is."""
    return queries.terms_and_secret_people(version.casus_id)[1] if says_where_people_are(version) else frozenset()


def says_where_people_are(version: PlanVersion) -> bool:
    """Only a temporary plan does."""
    said = version.body.get("temporary")
    return bool(said and said["tonight"])


def seen_by(
    version: PlanVersion, reader: Reader, after: After, secret: frozenset[int] = frozenset()
) -> tuple[PlanView, tuple[str, ...]]:
    """The view before the leak scan, and the names that may not stand in it. Pure; `project` is what callers want."""
    chapters = Chapters(version.body, reader, secret)
    objections = objections_for(after.objections, reader, chapters.seen_labels(), chapters.call_names())
    approvals = tuple(row for person, row in after.approvals if reader.may_list(person))
    if after.given is not None:
        approvals += approvals_for(after.given, version.body, reader, chapters.agreements)
    view = PlanView(
        casus_id=version.casus_id,
        version_id=version.id,
        version=version.number,
        kind=version.kind.value,
        status=version.status.value,
        made_on=dutch_time(version.frozen_at).date(),
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        evaluate_on=version.evaluate_on,
        set_despite=version.set_despite or "" if chapters.is_open or sees_all(objections, after) else "",
        approvals=approvals,
        objections=objections,
        passed=tuple(chapters.passed(exceptions_of(version.set_with))),
        copies=tuple(row for person, row in after.copies if (chapters.is_open if person is None else reader.may_list(person))),
        **chapters.all(),
    )
    return view, chapters.hidden_names()


def sees_all(objections: Sequence[ObjectionView], after: After) -> bool:
    """Whether a reader of one side may read why the plan was set all the same: every objection it is about is for this side."""
    return bool(objections) and len(objections) == len(after.objections)


def reader_of(version: PlanVersion, reader_id: int) -> Reader:
    """The reader as this version knows him or her; somebody it does not know sees nothing."""
    try:
        return Reader.of(version.body, reader_id)
    except Unknown as error:
        message = _("This person is not in this version yet. Make a new version first.")
        raise RuleBroken(message, field="reader") from error


def refuse_other_side(version: PlanVersion, reader: Reader) -> None:
    """A temporary plan that was made for one side of a separated network does not exist for the other (GA6)."""
    said = version.body.get("temporary")
    if said and not reader.in_group(said["group"]):
        raise OtherSide(reader.name, [])


def refuse_leaks(view: PlanView, terms: Iterable[ProtectedTerm], labels: Mapping[int, str] | None = None) -> None:
    """Stop a view in which a protected term stands."""
    asked = tuple(terms)
    refuse(view, lambda words: find_leaks(words, asked), labels or {})


def refuse(
    view: PlanView, look: Callable[[str], Sequence[Leak]], labels: Mapping[int, str], but: frozenset[str] = frozenset()
) -> None:
    """Stop a view in which `look` finds something in a text, `but` in these, and say in which field of which record that is."""
    said = [words for _place, words in words_of(view) if words not in but]
    if not look("\n".join(said)):
        return  # nothing in the whole: one look instead of hundreds
    public = {view.reader, view.reader_full_name} | but
    places = {place: spot for place, spot, words in texts_of(view, labels) if words not in public and look(words)}
    if places:
        raise Leaking(view.reader, list(places), list(places.values()))


def labels_of(version: PlanVersion) -> dict[int, str]:
    """What colleagues call each agreement of a version, by its id."""
    return {one["id"]: one["label"] or str(one["number"]) for one in version.body["agreements"]}


def leaking_places(view: Any, terms: Sequence[ProtectedTerm], *, own: Collection[str], guarded: bool) -> list[str]:
    """Where in a view a protected term stands, or with `guarded` a contact detail; `own` texts are the reader's, the office's."""
    found = [
        place for place, words in words_of(view)
        if words not in own and (find_leaks(words, terms) or (guarded and find_contact_details(words)))
    ]  # fmt: skip
    return list(dict.fromkeys(found))
