"""What answers mean for an agreement: whose yes stands, who hears of a change, and what their own page says."""

from tests.reviews.test_answers import say
from workbench.agreements import assent
from workbench.agreements.assent import Stance
from workbench.agreements.models import AgreementNotice
from workbench.agreements.operations import change_agreement
from workbench.agreements.queries import agreement_of
from workbench.reviews.models import Outcome


def stances(family, nr=0):
    """Name → stance, of the agreement as it reads now."""
    names = {person.id: person.name for person in (family.kim, family.fatiha, family.truus)}

    def look(casus):
        found = agreement_of(casus, family.agreements[nr].id)
        return {names[one]: stance for one, stance in assent.stances(found, ["Fatiha"]).items()}

    return family.run(look)


def change(family, **answers):
    def do(casus):
        found = agreement_of(casus, family.agreements[0].id)
        change_agreement(found, found.version, by=family.worker, **answers)

    family.run(do)


def test_a_yes_stands_for_the_text_that_was_read(family):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)

    assert stances(family) == {"Truus": Stance.YES}


def test_a_changed_text_has_nobody_s_yes(family):
    say(family, family.truus, Outcome.AGREE)
    change(family, what="Fatiha loopt elke donderdag langs.")

    assert stances(family) == {"Truus": Stance.EARLIER}


def test_another_plan_b_is_another_text_too(family):
    say(family, family.truus, Outcome.AGREE)
    change(family, what_if="Dan belt Fatiha Kim.")

    assert stances(family) == {"Truus": Stance.EARLIER}


def test_who_would_rather_talk_first_is_not_told_to_others(family):
    say(family, family.truus, Outcome.TALK_FIRST)

    assert stances(family) == {}


def test_an_objection_says_so_and_ends_the_yes_of_before(family):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.truus, Outcome.DISAGREE, "Niet op vrijdag.")

    assert stances(family) == {"Truus": Stance.OBJECTS}


def test_an_objection_of_one_makes_notices_for_the_others_who_agreed(family):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk op vrijdag.")

    assert [(one.person_id, one.told_on) for one in family.rows(AgreementNotice)] == [(family.truus.id, None)]


def test_who_answers_again_need_not_be_told_any_more(family):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk op vrijdag.")
    say(family, family.truus, Outcome.AGREE)

    assert [one.told_on is not None for one in family.rows(AgreementNotice)] == [True]


def test_their_own_page_says_that_it_was_talked_about_again_since_they_agreed(family, enter):
    said = "Dit is veranderd sinds uw vorige antwoord"
    say(family, family.fatiha, Outcome.AGREE)
    phone = enter(*family.invite())
    assert said not in phone.open("/o/afspraken?nr=1").words

    change(family, what="Fatiha loopt elke donderdag langs.")
    family.freeze()
    assert said in phone.open("/o/afspraken?nr=1").words
    assert said not in phone.open("/o/afspraken?nr=2").words
