"""The room of the standards and a worker's reflections, as people meet them."""

import pytest

from tests import factories
from tests.standards.conftest import Family
from workbench.accounts.models import Role
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.standards import coverage, operations
from workbench.standards.models import AskKind, Reflection, ReflectionNeed, ReflectionVisibility
from workbench.supervision.operations import ask

SECRET = "Ik durfde Kim niet te vragen hoeveel zij die avond dronk."


class Home:
    """A casus that is committed, with the people around it."""

    def __init__(self, app, **values):
        self.app = app
        with app.test_request_context():
            self.sanne, self.henk = factories.worker(), factories.supervisor()
            self.family = Family(worker=self.sanne, supervisor=self.henk, **values)
            self.family.opinion.person_id = self.family.fatiha.id  # so that Kim's own is missing
            self.add_reflections()
            coverage.refresh(self.family.casus.id, None)
            db.session.commit()
            self.ref, self.id = self.family.casus.ref, self.family.casus.id

    def add_reflections(self):
        for number, visibility in ((1, ReflectionVisibility.ONLY_ME), (2, ReflectionVisibility.SUPERVISOR)):
            operations.add_reflection(by=self.sanne, casus=None, standard=number, self_level=3, need=ReflectionNeed.TIME,
                                      example=SECRET if number == 1 else "Het gesprek met Bas oefen ik met Mehmet.",
                                      visibility=visibility)

    def ask(self, text="Wat maakt dat Kim nog niets zei?"):
        with self.app.test_request_context():
            ask(self.family.casus, by=self.henk, about=("standard", 4), kind=AskKind.QUESTION, text=text)
            db.session.commit()


@pytest.fixture
def home(app):
    return Home(app)


def test_the_worker_sees_ten_standards_that_say_they_are_only_counted(browse, home):
    page = browse(home.sanne).open("standards.index", ref=home.ref)

    assert page.heading == "De tien standaarden"
    assert "Automatisch geteld, inhoud niet beoordeeld" in page.words
    assert all(f"{number} " in " ".join(page.items("In één oogopslag")) for number in range(1, 11))


def test_what_is_missing_is_named_with_a_link_to_mend_it(browse, home):
    page = browse(home.sanne).open("standards.index", ref=home.ref)

    assert "Wat Kim vindt van zorg 1" in page.words
    assert "/signals" in page.links().values() or "Een reflectie van de jeugdbeschermer op deze standaard" in page.links()


def test_evidence_is_a_link_to_its_record(browse, home):
    links = browse(home.sanne).open("standards.index", ref=home.ref).links()

    assert links["Afspraak A1"].startswith(f"/casus/{home.ref}/agreements/")


def test_every_link_to_evidence_lands_on_that_record(browse, home):
    sanne = browse(home.sanne)
    page = sanne.open("standards.index", ref=home.ref)
    pages, lost = {}, []
    for link in sorted(set(page.tree.xpath("//main//a/@href"))):
        path, _hash, place = link.partition("#")
        if path:
            target = pages.setdefault(path, sanne.open(path))
            if target.status != 200 or (place and not target.tree.xpath("//*[@id=$id]", id=place)):
                lost.append(link)

    assert len(pages) > 8
    assert lost == []


def test_a_stranger_sees_nothing(browse, home):
    stranger = browse(factories.supervisor(team_id=2))

    for where in ("standards.index", "supervision.ask_of_standard", "standards.judge", "standards.add_evidence"):
        values = {"ref": home.ref} | ({} if where == "standards.index" else {"number": 4})
        assert stranger.open(where, **values).status == 404


def test_the_page_costs_no_more_statements_at_ten_times_the_size(app, browse, home, statements):
    sanne = browse(home.sanne)
    sanne.open("standards.index", ref=home.ref)
    statements.clear()
    sanne.open("standards.index", ref=home.ref)
    small = len(statements)
    with app.test_request_context():
        for number in range(2, 12):
            factories.agreement(home.family.casus, home.family.goal, [home.family.fatiha], home.family.truus, number=number)
            factories.success(home.family.casus)
        coverage.refresh(home.family.casus.id, None)
        db.session.commit()
    statements.clear()
    sanne.open("standards.index", ref=home.ref)

    assert len(statements) == small <= 13


class TestJudgement:
    def test_it_stands_beside_the_count(self, browse, home):
        page = browse(home.henk).fill("standards.judge", {"verdict": "attention", "text": "Vraag Kim zelf."}, ref=home.ref,
                                      number=4)

        assert "Aandacht nodig" in page.words
        assert "Vraag Kim zelf." in page.words

    def test_what_was_judged_before_stays_to_be_read_by_the_worker_too(self, browse, home):
        henk = browse(home.henk)
        henk.fill("standards.judge", {"verdict": "attention", "text": "Vraag Kim zelf."}, ref=home.ref, number=4)
        henk.fill("standards.judge", {"verdict": "sufficient", "text": "Kim zei het zelf."}, ref=home.ref, number=4)
        page = browse(home.sanne).open("standards.index", ref=home.ref)

        assert "Kim zei het zelf." in page.words
        assert "Eén eerder oordeel" in page.words
        assert "Vraag Kim zelf." in page.words

    def test_two_who_judge_at_once_see_each_others_words(self, browse, home):
        first, second = browse(home.henk), browse(factories.supervisor(name="Ria Bos"))
        one, two = (person.open("standards.judge", ref=home.ref, number=4) for person in (first, second))
        first.send(one, {"verdict": "attention", "text": "Vraag Kim zelf."})
        page = second.send(two, {"verdict": "sufficient", "text": "Ik zag het gesprek."})

        assert page.status == 409
        assert "Vraag Kim zelf" in page.words
        assert "Ik zag het gesprek" in page.words
        assert "Ik zag het gesprek." in second.send(page, {}).words

    def test_a_judgement_changes_nothing_in_what_was_counted(self, browse, home):
        henk = browse(home.henk)
        before = henk.open("standards.index", ref=home.ref).items("In één oogopslag")
        henk.fill("standards.judge", {"verdict": "sufficient", "text": "Goed gewerkt."}, ref=home.ref, number=4)

        assert henk.open("standards.index", ref=home.ref).items("In één oogopslag") == before

    def test_the_worker_does_not_judge(self, browse, home):
        assert browse(home.sanne).open("standards.judge", ref=home.ref, number=4).status == 403

    def test_not_applicable_needs_a_reason_and_keeps_the_choice(self, browse, home):
        page = browse(home.henk).fill("standards.judge", {"verdict": "not_applicable"}, ref=home.ref, number=4)

        assert "Schrijf op waarom" in page.error_at("text")
        assert page.value_of("verdict") == "not_applicable"

    def test_a_standard_that_does_not_exist_is_a_404(self, browse, home):
        assert browse(home.henk).open("standards.judge", ref=home.ref, number=11).status == 404


class TestByHand:
    def test_evidence_by_hand_shows_its_reason_and_can_be_taken_back(self, browse, home):
        sanne = browse(home.sanne)
        page = sanne.fill("standards.add_evidence", {"record": f"safety_goal:{home.family.goal.id}", "held_on": "2026-06-01",
                                                     "reason": "Kim las het doel zelf voor."}, ref=home.ref, number=8)
        assert "zelf toegevoegd: Kim las het doel zelf voor." in page.words

        action = next(form.get("action") for form in page.tree.iter("form") if "take-back" in (form.get("action") or ""))
        assert "Kim las het doel zelf voor." not in sanne.send(page, {}, action=action).words

    def test_a_record_of_another_family_cannot_be_chosen(self, app, browse, home):
        other = Home(app)
        page = browse(home.sanne).fill("standards.add_evidence", {"record": f"safety_goal:{other.family.goal.id}", "reason": "x",
                                                                  "held_on": "2026-06-01"}, ref=home.ref, number=8)

        assert page.error_at("record")

    def test_a_day_to_come_is_refused_and_the_reason_is_kept(self, browse, home):
        answers = {"record": f"safety_goal:{home.family.goal.id}", "reason": "Omdat.", "held_on": "2026-06-19"}
        page = browse(home.sanne).fill("standards.add_evidence", answers, ref=home.ref, number=8)

        assert page.error_at("held_on")
        assert page.value_of("reason") == "Omdat."


class TestReflections:
    ANSWERS = {"standard": "3", "self_level": "2", "example": "Ik stelde het gesprek met Bas twee weken uit.", "need": "together"}

    ACTION = {"standard": "2", "what": "Meekijken bij Mehmet", "planned_on": "2026-07-01"}

    def test_five_minutes_and_it_counts(self, browse, home):
        sanne = browse(home.sanne)
        page = sanne.fill("standards.add_reflection", self.ANSWERS)

        assert "Ik stelde het gesprek met Bas twee weken uit." in page.words
        assert "Alleen ik" in page.words
        assert "Een reflectie van de jeugdbeschermer op deze standaard" not in sanne.open("standards.index", ref=home.ref).words

    def test_only_me_counts_for_others_as_present_without_its_text(self, browse, home):
        page = browse(home.henk).open("standards.index", ref=home.ref)

        assert len([item for item in page.items("Reflecties van de jeugdbeschermer") if "Aanwezig" in item]) == 2
        assert SECRET not in page.text_source
        assert "Het gesprek met Bas oefen ik met Mehmet." in page.words

    def test_a_deputy_of_the_team_reads_no_reflection_that_is_for_the_supervisor(self, app, browse, home):
        with app.test_request_context():
            deputy = factories.worker(name="Mehmet Kaya")
            casus = db.session.merge(home.family.casus)
            casus.deputy_id = deputy.id
            db.session.commit()
        page = browse(deputy).open("standards.index", ref=home.ref)

        assert SECRET not in page.text_source
        assert "oefen ik met Mehmet" not in page.text_source

    def test_another_worker_sees_none_of_them(self, browse, home):
        assert SECRET not in browse(factories.worker()).open("standards.reflections").text_source

    def test_a_supervisor_has_no_reflections_of_a_worker(self, browse, home):
        assert browse(home.henk).open("standards.reflections").status == 403

    def test_nothing_needed_asks_why_and_keeps_what_was_typed(self, browse, home):
        page = browse(home.sanne).fill("standards.add_reflection", self.ANSWERS | {"need": "none"})

        assert page.error_at("need_reason")
        assert page.value_of("example") == self.ANSWERS["example"]

    def test_a_family_of_somebody_else_cannot_be_chosen(self, app, browse, home):
        other = Home(app)
        page = browse(home.sanne).fill("standards.add_reflection", self.ANSWERS | {"casus": str(other.id)})

        assert page.error_at("casus")

    def test_its_text_is_sealed_and_not_in_the_log(self, app, browse, home):
        browse(home.sanne).fill("standards.add_reflection", self.ANSWERS)
        with app.test_request_context():
            stored = db.session.execute(db.select(db.type_coerce(Reflection.example, db.LargeBinary))).scalars().all()
            log = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == "reflection added")).all()

        assert all(b"gesprek" not in bytes(value) for value in stored)
        assert all("gesprek" not in str(entry.detail) for entry in log)

    def test_a_learning_action_is_planned_and_done(self, browse, home):
        sanne = browse(home.sanne)
        page = sanne.fill("standards.add_learning_action", self.ACTION)
        action = next(form.get("action") for form in page.tree.iter("form") if str(form.get("action")).endswith("/done"))

        assert "Gedaan op 18 juni 2026" in sanne.send(page, {}, action=action).words

    def test_a_learning_action_of_somebody_else_is_a_404(self, browse, home):
        sanne = browse(home.sanne)
        page = sanne.fill("standards.add_learning_action", self.ACTION)
        action = next(form.get("action") for form in page.tree.iter("form") if str(form.get("action")).endswith("/done"))
        other = browse(factories.worker())
        sent = other.fill("standards.add_learning_action", {"standard": "2", "what": "Zelf", "planned_on": "2026-07-01"})
        token = sent.fields().get("csrf_token")

        assert other.request("POST", action, data={"csrf_token": token}).status == 404


def test_an_advising_scientist_of_another_team_may_judge_and_sees_no_reflection_text(app, browse, home):
    with app.test_request_context():
        rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, name="Rachida Amrani", team_id=2)
        db.session.merge(home.family.casus).behavioural_scientist_id = rachida.id
        db.session.commit()
    page = browse(rachida).open("standards.index", ref=home.ref)

    assert "Oordeel geven" in page.words
    assert "oefen ik met Mehmet" not in page.text_source
