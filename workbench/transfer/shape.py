"""What a casus file looks like: one row for each kind of record, its lists and its keys (docs/file-format.md).

The fields themselves are read from the columns of the models, so that a new column is in the file at once. Records refer to
each other by keys that hold within the file only; colleagues are named by their e-mail address.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, UniqueConstraint

from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, AftercarePlan
from workbench.agreements.models import (
    Agreement,
    AgreementBottomLine,
    AgreementNotice,
    AgreementPerson,
    EarlierAgreement,
    Part,
)
from workbench.casus.models import (
    Casus,
    ContactPoint,
    Household,
    Person,
    ProtectedTerm,
    Relation,
    SafePerson,
    SubGroup,
    TrajectoryStep,
)
from workbench.closing.models import Closing, ClosingTold, FrameworkChange, PhaseChange
from workbench.coach.models import CoachDismissal
from workbench.goals.models import (
    BottomLine,
    DangerChild,
    DangerExample,
    DangerStatement,
    DangerWorried,
    EarlierBottomLine,
    EarlierDanger,
    EarlierGoal,
    EarlierOpinion,
    EarlierRating,
    GoalPart,
    GoalPerson,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping.models import EarlierMapItem, EarlierMapItemPart, MapItem, MapItemChild, MapItemDispute
from workbench.meetings.models import AgendaItem, Attendance, Meeting, MeetingEntry, MeetingFeedback, MinutesCorrection
from workbench.monitoring.models import Check, DiaryLine, Rehearsal, RehearsalAgreement, RehearsalPerson
from workbench.network.models import CircleMembership
from workbench.own_views.models import FileStatement
from workbench.partners.models import (
    Consent,
    ConsentAbout,
    ConsentGiver,
    Handover,
    HandoverCondition,
    LookBack,
    Partner,
    PartnerTold,
    ReporterTold,
    SafetyKeeper,
)
from workbench.plans.models import (
    Plan,
    PlanApproval,
    PlanCall,
    PlanPart,
    PlanPerson,
    PlanTrigger,
    PlanVersion,
    SpecialSituation,
    Tonight,
)
from workbench.reviews.models import Answer
from workbench.rights.models import (
    HousingRequest,
    PlacementAsked,
    PlacementChild,
    PlacementGround,
    PlacementThought,
    RightsAnswer,
)
from workbench.signals.models import Consideration, Meldcode, MeldcodeSignal, MeldcodeStep, MeldcodeTalk, Signal
from workbench.standards.models import Evidence, Judgement, Question, QuestionTurn, SupervisionTalk, TalkAction
from workbench.successes.models import RunSeen, Success, SuccessChild, SuccessPerson, SuccessTold
from workbench.voices.models import (
    ChildPaper,
    ChildVoice,
    ClearedApproval,
    EarlierWords,
    NotHeard,
    Panel,
    PanelApproval,
    VoiceItem,
    VoiceItemAgreement,
    VoiceItemGoal,
    WordsAndPictures,
)

FORMAT = "veiligheidsplan-casus"
VERSION = 1
STAFF = "users"  # the table colleagues are in; in the file they are an e-mail address
OURS = frozenset({"id", "casus_id", "created_by_id", "updated_at", "version"})  # of this database only


@dataclass(frozen=True)
class Links:
    """A list of keys on a record, kept as rows of a table between two. `fixed` are the columns such a row always has."""

    name: str
    model: Any
    owner: str
    to: str
    fixed: dict[str, Any] = field(default_factory=dict)
    least: int = 0

    @property
    def ordered(self) -> bool:
        return "order" in self.model.__table__.c


@dataclass(frozen=True)
class Parts:
    """A list of small objects that hang on a record and nowhere else; their place in the list is their order.

    A part may have lists of its own: of keys (`links`) and of smaller parts (`parts`).
    """

    name: str
    model: Any
    owner: str
    without: frozenset[str] = frozenset()
    links: tuple[Links, ...] = ()
    parts: tuple["Parts", ...] = ()


@dataclass(frozen=True)
class Numbered:
    """A part of another record, named by its place in the list there: agenda item 3 of the meeting of this record."""

    name: str
    column: str
    parts: Parts
    kind: str


@dataclass(frozen=True)
class Kind:
    """One kind of record: its list in the file, its model, and what differs from "every column by its own name"."""

    name: str
    model: Any
    links: tuple[Links, ...] = ()
    parts: tuple[Parts, ...] = ()
    numbered: Numbered | None = None
    without: frozenset[str] = frozenset()
    called: dict[str, str] = field(default_factory=dict)  # column → name in the file where that differs

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)


def _by(**called: str) -> dict[str, str]:
    return {"created_by_id": "by", **called}


def _people(part: Part, name: str, least: int = 0) -> Links:
    return Links(name, AgreementPerson, "agreement_id", "person_id", {"part": part}, least)


SOURCE = {"source_id": "source_person"}  # beside `source`, the same in words
PUT_OFF = frozenset({"postponed"})  # asks the worker something, and says nothing of the family (ADR 0020)
KEPT_BY_CHECKS = frozenset({"last_check_on", "last_outcome", "rehearsed_on"})  # follow from checks and rehearsals

ABOUT = frozenset({"record_type", "record_id"})  # of any kind: in the file a place ("/voices/3"), see PLACES

AGENDA = Parts("agenda", AgendaItem, "meeting_id", frozenset({"opened_at"}))  # no clock runs on in a file

# In this order they are read in; a record may name one of a later row, that is then filled in afterwards.
KINDS: tuple[Kind, ...] = (
    Kind("sub_groups", SubGroup, called={"key": ""}),
    Kind("households", Household),
    Kind("people", Person, links=(Links("safe_people", SafePerson, "child_id", "person_id"),)),
    Kind("relations", Relation),
    Kind("contact_points", ContactPoint),
    Kind("protected_terms", ProtectedTerm),
    Kind("circles", CircleMembership),
    Kind("signals", Signal, called=SOURCE),
    Kind("meldcodes", Meldcode, links=(Links("signals", MeldcodeSignal, "meldcode_id", "signal_id", least=1),)),
    Kind("meldcode_steps", MeldcodeStep, parts=(
        Parts("talks", MeldcodeTalk, "step_id"), Parts("weighed", Consideration, "step_id"),
    )),
    Kind("consents", Consent, called=_by(), without=frozenset({"ask_again_on"}), links=(
        Links("givers", ConsentGiver, "consent_id", "person_id", least=1),
        Links("about", ConsentAbout, "consent_id", "person_id"),
    )),
    Kind("partners", Partner, parts=(Parts("told", PartnerTold, "partner_id"),)),
    Kind("safety_keepers", SafetyKeeper),
    Kind("map_items", MapItem, without=PUT_OFF, called=SOURCE | {"actor_id": "actor_person"}, links=(
        Links("children", MapItemChild, "item_id", "person_id"),
        Links("disputed_by", MapItemDispute, "item_id", "person_id"),
    )),
    Kind("earlier_map_items", EarlierMapItem, parts=(Parts("parts", EarlierMapItemPart, "earlier_id"),)),
    Kind("dangers", DangerStatement, links=(
        Links("worried", DangerWorried, "danger_id", "person_id", least=1),
        Links("children", DangerChild, "danger_id", "person_id", least=1),
        Links("examples", DangerExample, "danger_id", "item_id"),
    ), parts=(Parts("earlier", EarlierDanger, "danger_id"),)),
    Kind("opinions", ParentOpinion, parts=(Parts("earlier", EarlierOpinion, "opinion_id"),)),
    Kind("goals", SafetyGoal, links=(
        Links("shown_by", GoalPerson, "goal_id", "person_id", {"part": GoalPart.SHOWS}, 1),
        Links("seen_by", GoalPerson, "goal_id", "person_id", {"part": GoalPart.SEES}),
    )),
    Kind("earlier_goals", EarlierGoal),
    Kind("bottom_lines", BottomLine, parts=(Parts("earlier", EarlierBottomLine, "line_id"),)),
    Kind("handovers", Handover, links=(Links("conditions", HandoverCondition, "handover_id", "bottom_line_id"),)),
    Kind("reporters_told", ReporterTold),
    Kind("look_backs", LookBack),
    Kind("meetings", Meeting, without=PUT_OFF | {"ics_uid", "ics_sequence"}, parts=(
        AGENDA,
        Parts("attendance", Attendance, "meeting_id"),
    )),
    Kind("ratings", Rating, parts=(Parts("earlier", EarlierRating, "rating_id"),)),
    Kind("agreements", Agreement, called={"key": "stable_key"}, without=KEPT_BY_CHECKS, links=(
        _people(Part.DOER, "doers", 1), _people(Part.TOGETHER, "together"), _people(Part.CHILD, "children"),
        _people(Part.READER, "readers"), Links("covers", AgreementBottomLine, "agreement_id", "bottom_line_id"),
    ), parts=(Parts("earlier", EarlierAgreement, "agreement_id"),)),
    Kind("agreement_notices", AgreementNotice),
    Kind("meeting_entries", MeetingEntry, without=frozenset({"agenda_item_id"}),
         numbered=Numbered("agenda_item", "agenda_item_id", AGENDA, "meetings")),
    Kind("minutes_corrections", MinutesCorrection),
    Kind("meeting_feedback", MeetingFeedback),
    Kind("successes", Success, links=(
        Links("people", SuccessPerson, "success_id", "person_id"), Links("children", SuccessChild, "success_id", "person_id"),
        Links("told", SuccessTold, "success_id", "person_id"),
    )),
    Kind("runs_seen", RunSeen),
    Kind("checks", Check),
    Kind("rehearsals", Rehearsal, links=(
        Links("agreements", RehearsalAgreement, "rehearsal_id", "agreement_id"),
        Links("people", RehearsalPerson, "rehearsal_id", "person_id"),
    )),
    Kind("diary", DiaryLine),
    Kind("voices", ChildVoice, parts=(Parts("items", VoiceItem, "voice_id", links=(
        Links("goals", VoiceItemGoal, "item_id", "goal_id"), Links("agreements", VoiceItemAgreement, "item_id", "agreement_id"),
    ), parts=(Parts("earlier", EarlierWords, "item_id", frozenset({"panel_id", "pictogram"})),)),)),
    Kind("not_heard", NotHeard),
    Kind("child_papers", ChildPaper),
    Kind("words_and_pictures", WordsAndPictures, parts=(
        Parts("panels", Panel, "story_id", parts=(
            Parts("earlier", EarlierWords, "panel_id", frozenset({"item_id", "part", "may_share"})),
        )),
        Parts("approvals", PanelApproval, "story_id"),
        Parts("cleared_approvals", ClearedApproval, "story_id"),
    )),
    Kind("plans", Plan, links=(
        Links("visitors", PlanPerson, "plan_id", "person_id", {"part": PlanPart.VISITOR}),
        Links("stand_ins", PlanPerson, "plan_id", "person_id", {"part": PlanPart.STAND_IN}),
    ), parts=(Parts("tonight", Tonight, "plan_id"), Parts("calls", PlanCall, "plan_id"))),
    Kind("plan_triggers", PlanTrigger, without=frozenset({"about_type", "about_id"})),
    Kind("situations", SpecialSituation),
    Kind("coach_dismissals", CoachDismissal, called=_by()),
    Kind("aftercare_plan", AftercarePlan),
    Kind("aftercare_needs", AftercareNeed),
    Kind("aftercare_calls", AftercareCall),
    Kind("aftercare_contacts", AftercareContact),
    Kind("phase_changes", PhaseChange),
    Kind("framework_changes", FrameworkChange),
    Kind("closings", Closing, links=(Links("told", ClosingTold, "closing_id", "person_id"),)),
    Kind("trajectory", TrajectoryStep),
    Kind("rights", RightsAnswer, without=ABOUT),
    Kind("placements", PlacementThought, links=(Links("asked", PlacementAsked, "thought_id", "person_id"),), parts=(
        Parts("grounds", PlacementGround, "thought_id"), Parts("children", PlacementChild, "thought_id"),
    )),
    Kind("housing_requests", HousingRequest),
    Kind("judgements", Judgement, called=_by()),
    Kind("supervision_talks", SupervisionTalk, called=_by(), without=frozenset({"ics_uid"}), parts=(
        Parts("actions", TalkAction, "talk_id"),
    )),
    Kind("plan_versions", PlanVersion),
    Kind("plan_approvals", PlanApproval, without=frozenset({"sha256"})),  # of its version, so that of the version it gets here
    Kind("answers", Answer, without=frozenset({"invitation_id"})),
    # `about` is the place of a record in the file, where it is not about a standard.
    Kind("questions", Question, called=_by(), without=ABOUT, parts=(Parts("turns", QuestionTurn, "question_id"),)),
    # What a person added to the file goes along with it; what was asked for it stays behind.
    Kind("own_views", FileStatement, without=ABOUT | {"request_id"}),
    # Only what people added by hand; `record` is the place of any record in the file ("/checks/3").
    Kind("evidence", Evidence, called={"added_by_id": "by"}, without=ABOUT | {"by_rule"}),
)  # fmt: skip
CASUS = Kind("casus", Casus, without=frozenset({"ref", "team_id"}))
# who names a record → the field with its place
PLACES = {"evidence": "record", "rights": "record", "questions": "about", "own_views": "about"}
BY_TABLE = {kind.table: kind.name for kind in KINDS}
PLACE = {kind.name: at for at, kind in enumerate(KINDS)}
# What belongs to this machine or to a colleague and never travels with a family (domain.md 3.3, security.md).
STAYS_BEHIND = frozenset({
    "audit_entry", "audit_checkpoint", "daily_seal", "coverage", "coverage_change", "document_made", "draft", "invitation",
    "participant_session",
    "reflection", "learning_action", "prompt_put_away", "let_out",
    "organisation", "team", "users", "user_session", "known_browser", "passkey", "setting", "word_list_change",
    "incoming_file", "house_style", "outgoing_mail", "sitting", "rating_round", "code_card", "unknown_links", "example_change",
    # who read what here, and why, goes with the log, not with the family
    "emergency_access", "emergency_look", "reveal", "second_look", "log_review", "alert", "alert_look",
    "learning_meeting", "learning_point", "position_box", "took_part", "take_away", "team_action", "panel_look",
    # what was asked of this organisation about its file, and how that file ends here (ADR 0028)
    "file_request", "file_item", "legal_hold", "destruction", "erasure",
})  # fmt: skip


def fields_of(kind: Kind | Parts) -> dict[str, Column[Any]]:
    """Name in the file → column, of everything a record of this kind says."""
    table = kind.model.__table__
    called = getattr(kind, "called", {})
    left_out = (OURS | kind.without) - set(called)
    if isinstance(kind, Parts):
        left_out |= {kind.owner, "order"}
    named = {called.get(column.key, column.key.removesuffix("_id")): column for column in table.c if column.key not in left_out}
    named.pop("", None)
    return named


def target_of(column: Column[Any]) -> str | None:
    """The list a column refers to, "users" for a colleague, None when it refers to nothing."""
    for foreign in column.foreign_keys:
        table = foreign.target_fullname.partition(".")[0]
        return STAFF if table == STAFF else BY_TABLE[table]
    return None


def target_of_links(links: Links) -> str:
    """The list a list of keys points into."""
    return str(target_of(links.model.__table__.c[links.to]))


def with_parts(kinds: Iterable[Kind | Parts]) -> Iterator[Kind | Parts]:
    """These kinds, their parts, and the parts of those."""
    for kind in kinds:
        yield kind
        yield from with_parts(kind.parts)


def _named() -> frozenset[str]:
    kinds = list(with_parts((CASUS, *KINDS)))
    columns = [column for kind in kinds for column in fields_of(kind).values()]
    columns += [links.model.__table__.c[links.to] for kind in kinds for links in kind.links]
    return frozenset(target for column in columns if (target := target_of(column)) not in (None, STAFF))


NAMED = _named()  # the lists whose records have a key, because another record names them


def unique_in(kind: Kind | Parts) -> Sequence[tuple[str, ...]]:
    """The sets of fields that may occur only once in a casus (or, for a part, in its record)."""
    names = {column.key: name for name, column in fields_of(kind).items()}
    table = kind.model.__table__
    sets = [[c.key for c in limit.columns] for limit in table.constraints if isinstance(limit, UniqueConstraint)]
    sets += [[column.key] for column in table.c if column.unique]
    found = [tuple(names[key] for key in keys if key in names) for keys in sets]
    return [one for one in found if one]
