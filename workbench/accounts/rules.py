"""The terms, numbers and words of the house: what each means, its default and where that comes from.

Source: domain.md 2.5. None of them is enforced as law; an organisation sets its own, from a given day.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.accounts.models import Role
from workbench.errors import RuleBroken


@dataclass(frozen=True)
class Term:
    """One thing an organisation can set: a whole number, several of them, or a text; `choices` limits a text."""

    key: str
    label: Any
    default: Any
    unit: Any
    source: Any
    least: int = 0
    most: int = 3650
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def kind(self) -> type:
        """The Python type of its value."""
        return type(self.default)

    def read(self, text: str) -> Any:
        """What a person typed → a value of the right kind, within its bounds. Raises RuleBroken in that person's words."""
        text = text.strip()
        if self.kind is int:
            return self._number(text)
        if self.kind is list:
            return sorted({self._number(part.strip()) for part in text.split(",")})
        if not text or len(text) > 200 or (self.choices and text not in dict(self.choices)):
            raise RuleBroken(_l("Choose or type a value."), field="value")
        return text

    def said(self, value: Any) -> str:
        """A value as people read it: “14 days”, “3, 12, 18 months”, “yes”."""
        words = str(dict(self.choices)[value] if self.choices else shown(value))
        return f"{words} {self.unit}".strip()

    @property
    def help(self) -> Any:
        """What may be typed."""
        if self.kind is list:
            return _l("Whole numbers with commas between them, such as 3, 12, 18.")
        return _l("From %(least)s to %(most)s.", least=self.least, most=self.most) if self.kind is int else None

    def _number(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 6 or not self.least <= int(text) <= self.most:
            raise RuleBroken(
                _l("Type a whole number from %(least)s to %(most)s.", least=self.least, most=self.most), field="value"
            )
        return int(text)


def shown(value: Any) -> str:
    """A value as it stands in a form field: [3, 12] becomes “3, 12”."""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _words(*words: str) -> tuple[tuple[str, str], ...]:
    """Dutch words to choose from; they are the same in every language."""
    return tuple((word, word) for word in words)


DAYS, WORKING_DAYS, WEEKS, MONTHS, YEARS = _l("days"), _l("working days"), _l("weeks"), _l("months"), _l("years")
NONE = ""
HOUSE = _l("Choice of this workbench; set your own")
CHECK = _l("Usual in the sector; check it against your own procedure")
PRACTICE = _l("Signs of Safety practice")
DESIGN = _l("Own security design")
YES_NO = (("yes", _l("yes")), ("no", _l("no")))

# fmt: off
GROUPS: tuple[tuple[Any, tuple[Term, ...]], ...] = (
    (_l("The plan"), (
        Term("plan.first_days", _l("Plan ready after the start"), 42, DAYS,
             _l("Jeugdwet 4.1.3; check the decree"), least=1),
        Term("plan.family_group_first", _l("Offer a family group plan first"), "yes", NONE,
             _l("Jeugdwet 4.1.2"), choices=YES_NO),
        Term("plan.interim_days", _l("Interim plan: longest term"), 14, DAYS, HOUSE, least=1, most=60),
        Term("plan.approval", _l("The supervisor approves a version before it is set"), "no", NONE, HOUSE,
             choices=(("no", _l("no")), ("final", _l("yes, a final plan")))),
        Term("plan.interim_review_days", _l("Interim plan: look again after"), 7, DAYS,
             _l("Foreign norm (Signs of Safety practice)"), least=1, most=60),
        Term("plan.interim_warning_days", _l("Interim plan: warn so long before its end"), 3, DAYS, HOUSE, least=1, most=30),
        Term("plan.evaluation_weeks", _l("Evaluate the plan, in the first half year: every"), 6, WEEKS,
             _l("Signs of Safety practice: every 4 to 6 weeks"), least=1, most=26),
        Term("plan.evaluation_later_weeks", _l("Evaluate the plan, after half a year: every"), 13, WEEKS,
             _l("Signs of Safety practice: every 3 months"), least=1, most=52),
        Term("goals.most_dangers", _l("Danger statements: at most"), 3, NONE, PRACTICE, least=1, most=10),
        Term("goals.most_bottom_lines", _l("Bottom lines: at most"), 5, NONE, PRACTICE, least=1, most=20),
        Term("goals.good_enough", _l("Good enough on the scale of 0 to 10, to start with"), 7, NONE, HOUSE, most=10),
        Term("network.fewest_members", _l("People in a safety network: at least"), 2, NONE, HOUSE, least=1, most=20),
        Term("standards.outdated_days", _l("Evidence is outdated after"), 90, DAYS,
             _l("Foreign norm: safety re-assessment"), least=1),
        Term("signals.overdue_days", _l("A signal waits too long after"), 5, WORKING_DAYS, HOUSE, least=1),
        Term("monitoring.silent_plan_days", _l("A plan is silent when nothing is heard of it for"), 30, DAYS,
             _l("Family network plans that were no longer used after three months"), least=7, most=180),
        Term("aftercare.contact_months", _l("Aftercare: contact after"), [3, 6, 12], MONTHS, HOUSE, least=1, most=60),
        Term("closing.number_days", _l("Closing: the last numbers are at most so old"), 90, DAYS, HOUSE, least=1),
    )),
    (_l("Law and sector"), (
        Term("vt.assessment_days", _l("Veilig Thuis: safety assessment within"), 5, WORKING_DAYS,
             _l("Handelingsprotocol Veilig Thuis")),
        Term("vt.investigation_weeks", _l("Veilig Thuis: investigation within"), 10, WEEKS,
             _l("Handelingsprotocol Veilig Thuis; sector aim: 80 % within this term")),
        Term("vt.monitoring_months", _l("Veilig Thuis: contact after handover"), [3, 12, 18], MONTHS,
             CHECK, least=1, most=60),
        Term("ots.first_contact_days", _l("Supervision order: first contact within"), 5, WORKING_DAYS, CHECK),
        Term("ots.months", _l("Supervision order: at most"), 12, MONTHS, _l("BW 1:258 and 1:260"), least=1),
        Term("placement.months", _l("Out-of-home placement: at most"), 12, MONTHS, _l("BW 1:265c"), least=1),
        Term("instruction.objection_days", _l("Objection to a written instruction within"), 14, DAYS,
             _l("BW 1:264"), least=1),
        Term("retention.years", _l("Keep a closed casus for"), 20, YEARS, _l("Jeugdwet 7.3.8"), least=1, most=100),
        Term("retention.guardianship_years", _l("Keep after coming of age, with an order"), 30, YEARS,
             _l("Selection lists of the sector; check your own"), least=1, most=100),
        Term("retention.safe_at_home_years", _l("Keep a closed casus of Veilig Thuis for"), 20, YEARS,
             _l("Longer if it matters, and until the youngest child is 18; check your own"), least=1, most=100),
        Term("retention.log_years", _l("Keep the log of who saw what for"), 5, YEARS,
             _l("Staatscourant 2019, 38007: at least five years"), least=5, most=100),
        Term("access.request_days", _l("Answer a request for access within"), 30, DAYS,
             _l("AVG article 12"), least=1, most=90),
    )),
    (_l("Meetings"), (
        Term("minutes.draft_days", _l("Minutes in concept within"), 5, WORKING_DAYS, HOUSE, least=1, most=60),
        Term("minutes.correction_days", _l("Time to correct minutes"), 7, DAYS, HOUSE, least=1, most=90),
    )),
    (_l("Successes and reminders"), (
        Term("successes.run_checks", _l("Ask how people did it when an agreement was kept"), 4, _l("times in a row"),
             HOUSE, least=2, most=50),
        Term("successes.run_weeks", _l("Or when it was kept, more than once, for"), 6, WEEKS, HOUSE, least=1, most=52),
        Term("reminders.first_hour", _l("Mail goes out from"), 8, _l("o'clock"), HOUSE, most=22),
        Term("reminders.last_hour", _l("and until"), 20, _l("o'clock"), HOUSE, least=1, most=24),
        Term("reminders.people", _l("Tell people with a personal link by mail that something is waiting"), "yes", NONE, HOUSE,
             choices=YES_NO),
        Term("reminders.answer_days", _l("Remind somebody of a link without an answer after"), 4, DAYS, HOUSE, least=1, most=30),
    )),
    (_l("Personal links"), (
        Term("reviews.link_days", _l("A personal link works for"), 14, DAYS, DESIGN, least=1, most=30),
        Term("reviews.meeting_link_minutes", _l("A link made in the meeting works for"), 30, _l("minutes"),
             DESIGN, least=5, most=120),
        Term("reviews.code_by_sms", _l("Send a code by SMS, where a worker chooses that"), "no", NONE, DESIGN,
             choices=YES_NO),
        Term("reviews.code_by_mail", _l("Send a code by e-mail, where a worker chooses that"), "no", NONE, DESIGN,
             choices=YES_NO),
        Term("reviews.link_by_mail", _l("Send a link by e-mail, where a worker chooses that"), "no", NONE, DESIGN,
             choices=YES_NO),
        Term("reviews.sms_address", _l("The address of the SMS gateway; {number} stands for the telephone number"),
             "{number}@sms.example", NONE, HOUSE),
        Term("reviews.exit_url", _l("Where “Leave quickly” goes"), "https://www.buienradar.nl/", NONE, HOUSE),
    )),
    (_l("Words"), (
        Term("label.danger", _l("Our word for a danger statement"), "gevaarsuitspraak", NONE,
             HOUSE, choices=_words("gevaarsuitspraak", "risico-uitspraak")),
        Term("label.bottom_line", _l("Our word for a bottom line"), "bodemeis", NONE,
             HOUSE, choices=_words("bodemeis", "veiligheidsvoorwaarde")),
        Term("wording.family_score", _l("Reading score to aim for, of 100: family"), 70, NONE, HOUSE, most=100),
        Term("wording.child_score", _l("Reading score to aim for, of 100: children"), 80, NONE, HOUSE, most=100),
        Term("wording.professional_score", _l("Reading score to aim for, of 100: professionals"), 45, NONE,
             HOUSE, most=100),
    )),
)
# fmt: on
PLURALS = {  # of the words an organisation can choose
    "gevaarsuitspraak": "gevaarsuitspraken", "risico-uitspraak": "risico-uitspraken", "bodemeis": "bodemeisen",
    "veiligheidsvoorwaarde": "veiligheidsvoorwaarden",
}
# Settings that touch privacy: of an administrator and a privacy officer one asks and the other decides (security.md C.2).
PRIVATE = ("retention.", "access.", "reviews.", "reminders.people")


def touches_privacy(key: str) -> bool:
    """Whether another value of this setting needs a second person: terms, providers and how long things are kept."""
    return key.startswith(PRIVATE)


def needs_two(was: tuple[Role, int | None], now: tuple[Role, int | None]) -> bool:
    """Whether another (role, team) opens more than before: every role but a worker's, and with it another team."""
    return now[0] is not Role.WORKER and now != was


SETTINGS: dict[str, Term] = {term.key: term for _heading, terms in GROUPS for term in terms}
