"""Something secret in a text is said when it is saved (GA4), in a casus with separated networks."""

import pytest
from sqlalchemy import update

from tests import factories
from workbench.casus.models import ContactKind, ProtectedTerm
from workbench.extensions import db

WARNING = "niet iedereen mag weten"


@pytest.fixture
def casus_with_word(app):
    """A casus in one network, in which a code word is secret."""
    casus = factories.casus()
    rick, remco = factories.person(casus, "Rick"), factories.person(casus, "Remco")
    casus.agreed = factories.agreement(casus, factories.goal(casus), doers=[rick], checker=remco)
    with app.app_context():
        db.session.add(ProtectedTerm(casus_id=casus.id, kind=ContactKind.OTHER, text="zonnebloem"))
        db.session.commit()
    return casus


def saved(browse, casus, words):
    where = {"ref": casus.ref, "agreement_id": casus.agreed.id}
    return browse(factories.worker_of(casus)).fill("agreements.edit", {"what": words}, **where)


def written(browse, words, *, separate=True):
    """What the worker sees after writing these words into an agreement of a casus in which an address is secret."""
    casus = factories.casus(separate_networks=separate)
    factories.contact_point(factories.person(casus, "Lotte", protected=True), "Wilgenpad 7")
    kim, remco = factories.person(casus, "Rick"), factories.person(casus, "Remco")
    agreement = factories.agreement(casus, factories.goal(casus), doers=[kim], checker=remco)
    worker = browse(factories.worker_of(casus))
    return worker.fill("agreements.edit", {"what": words}, ref=casus.ref, agreement_id=agreement.id)


@pytest.mark.parametrize(
    "words", ["Rick haalt Bo op bij WILGENPAD  7.", "Rick belt 06-00000742.", "Rick komt naar 1999 ZQ."]
)
def test_a_secret_in_an_agreement_is_said_when_it_is_saved(browse, words):
    page = written(browse, words)

    assert page.status == 200
    assert WARNING in page.words


def test_an_ordinary_sentence_is_saved_without_a_warning(browse):
    assert WARNING not in written(browse, "Rick belt Remco elke zondag om 20.00 uur.").words


def test_where_networks_are_not_separated_saving_costs_no_look_up(browse, statements):
    written(browse, "Rick belt Remco elke zondag.", separate=False)

    assert not [one for one in statements if "protected_term.text" in one]


def test_where_somebody_added_a_secret_word_saving_looks_for_it_also_in_one_network(browse, casus_with_word):
    assert WARNING in saved(browse, casus_with_word, "Zegt Noa zonnebloem, dan komt Rick.").words
    assert WARNING not in saved(browse, casus_with_word, "Zegt Noa dat zij bang is, dan komt Rick.").words


def test_a_word_that_was_lifted_is_not_looked_for_any_more(app, browse, casus_with_word):
    with app.app_context():
        db.session.execute(update(ProtectedTerm).values(lifted_on=factories.TODAY))
        db.session.commit()

    assert WARNING not in saved(browse, casus_with_word, "Zegt Noa zonnebloem, dan komt Rick.").words


GENTLE = "misschien niet iedereen mag weten"


@pytest.mark.parametrize(
    "words",
    [
        "Rick belt 06 12 34 56 78.",
        "Ophalen bij Dorpsstraat 12.",
        "Het is 1234 AB.",
        "Mail ans@example.org.",
        "Bel nul zes twaalf vierendertig zesenvijftig achtenzeventig.",
    ],
)
def test_an_open_detail_is_a_gentle_warning_in_every_casus(browse, words):
    assert GENTLE in written(browse, words, separate=False).words


def test_an_open_detail_that_is_a_protected_one_is_a_stronger_warning(browse):
    page = written(browse, "Rick haalt Bo op bij Wilgenpad 7.", separate=False)

    assert WARNING in page.words
    assert GENTLE not in page.words


@pytest.mark.parametrize("words", ["Bel 112 of 0800-2000.", "Om 18.30 uur, op 06-02-2026.", "Noa zit in groep 4, kamer 12."])
def test_public_numbers_times_and_rooms_are_no_reason_to_warn(browse, words):
    assert WARNING not in written(browse, words, separate=False).words
    assert GENTLE not in written(browse, words, separate=False).words
