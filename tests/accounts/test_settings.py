"""The terms of the house: what holds, from which day, and where it comes from."""

from datetime import date, timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.accounts import operations
from workbench.accounts.models import Setting
from workbench.accounts.settings import SETTINGS, forget_cache, setting
from workbench.errors import RuleBroken
from workbench.extensions import db

JUNE = date(2030, 6, 1)


@pytest.fixture
def decided(context):
    """The organisation shortened the interim plan from 1 June 2030 and again from 1 September."""
    by = factories.administrator()
    operations.change_setting("plan.interim_days", 10, JUNE, "Besluit bestuur", by=by)
    operations.change_setting("plan.interim_days", 7, date(2030, 9, 1), by=by)


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2030, 5, 31), 14), (JUNE, 10), (date(2030, 8, 31), 10), (date(2030, 9, 1), 7), (date(2031, 1, 1), 7)],
)
def test_the_value_is_the_one_that_held_on_that_day(decided, day, days):
    assert setting("plan.interim_days", on=day) == days


def test_without_a_decision_the_default_holds(context):
    assert setting("plan.interim_days") == 14
    assert setting("label.danger") == "gevaarsuitspraak"


def test_a_second_decision_for_the_same_day_replaces_the_first(context):
    by = factories.administrator()
    for value in (3, 4):
        operations.change_setting("network.fewest_members", value, by=by)

    assert setting("network.fewest_members") == 4
    assert db.session.scalar(db.select(db.func.count(Setting.id))) == 2


def test_all_settings_of_a_page_are_one_statement(context, statements):
    forget_cache()

    values = [setting(key) for key in SETTINGS]

    assert len(values) == len(SETTINGS)
    assert len(statements) == 1


def test_the_past_cannot_be_rewritten(context):
    with pytest.raises(RuleBroken) as refused:
        operations.change_setting("plan.interim_days", 7, clock.today() - timedelta(days=1), by=None)

    assert refused.value.field == "holds_from"


def test_an_unknown_setting_is_a_mistake_of_ours(context):
    with pytest.raises(KeyError):
        setting("plan.color")


def test_every_setting_has_a_source_and_reads_its_own_default(context):
    for term in SETTINGS.values():
        assert str(term.source)
        assert str(term.label)
        assert term.read(
            ", ".join(map(str, term.default)) if isinstance(term.default, list) else str(term.default)
        ) == (term.default)


def test_the_administrator_changes_a_term_and_sees_its_source_and_day(browse):
    browser = browse(factories.administrator())

    page = browser.fill("/settings/plan.interim_days", {"value": "10", "source": "Besluit bestuur, 3 juni"})

    assert page.heading == "Instellingen"
    assert "10 dagen" in page.words
    assert "Besluit bestuur, 3 juni" in page.words


def test_the_administrator_chooses_another_word_for_a_bottom_line(browse):
    browser = browse(factories.administrator())

    page = browser.fill("/settings/label.bottom_line", {"value": "veiligheidsvoorwaarde"})

    assert "veiligheidsvoorwaarde" in page.words


@pytest.mark.parametrize("value", ["veertien", "0", "61", "-3", "14,5", "9" * 30, "<script>", "٣"])
def test_a_value_out_of_bounds_is_refused_beside_its_field_and_kept(browse, value):
    page = browse(factories.administrator()).fill("/settings/plan.interim_days", {"value": value})

    assert "1" in page.error_at("value")
    assert page.value_of("value") == value


def test_a_list_of_months_is_read_with_commas(browse):
    page = browse(factories.administrator()).fill("/settings/aftercare.contact_months", {"value": "6, 3,12"})

    assert "3, 6, 12 maanden" in page.words


@pytest.mark.parametrize("who", [factories.worker, factories.supervisor])
def test_nobody_else_opens_the_settings(browse, who):
    assert browse(who()).open("/settings/").status == 403


def test_a_setting_that_does_not_exist_is_a_404(browse):
    assert browse(factories.administrator()).open("/settings/plan.color").status == 404
