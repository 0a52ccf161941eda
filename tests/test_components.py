"""The parts pages are made of: what a person reads, hears and can reach."""

from datetime import date
from enum import StrEnum

import pytest
from flask import render_template_string
from lxml import html
from wtforms import BooleanField

from workbench.errors import RuleBroken
from workbench.web.differences import marked
from workbench.web.fields import CleanText, Day, OneOf, Scale, SomeOf, Whole
from workbench.web.forms import Form


class View(StrEnum):
    AGREES = "agrees"
    IN_PART = "in_part"


class WorryForm(Form):
    about = CleanText("Waarover?", required=True, lines=3)
    shown_by = SomeOf("Welke gebeurtenis?", options=[(1, "14 januari"), (2, "31 januari")], required=True)
    view = OneOf(
        "Wat vindt Rick ervan?",
        options=[(View.AGREES, "Eens"), (View.IN_PART, "Deels eens")],
        radio=True,
        empty="Niet gevraagd",
    )
    good_enough = Scale("Welk cijfer is goed genoeg?", empty="")
    weeks = Whole("Hoeveel weken?", required=True)
    due_on = Day("Wanneer?")
    agreed = BooleanField("Het gezin staat hier achter")


PAGE = """{% from "components/form.html" import field, form_page %}
{% call form_page(form, submit="Opslaan", cancel="/terug") %}
{{ field(form.about, hint="Wie doet wat?") }}{{ field(form.shown_by, notes={1: "verteld door Lotte"}) }}{{ field(form.view) }}
{{ field(form.good_enough, ends=("het gebeurt weer", "veilig")) }}{{ field(form.weeks, unit="weken") }}{{ field(form.due_on) }}
{{ field(form.agreed) }}{% endcall %}"""


@pytest.fixture
def draw(app):
    """draw(template, **values) is the tree of what the template makes."""

    def draw(template, **values):
        return html.fromstring(f"<div>{render_template_string(template, **values)}</div>")

    with app.test_request_context():
        yield draw


def words(node):
    return " ".join(node.text_content().split())


def by_id(tree, name):
    (found,) = tree.xpath("//*[@id=$name]", name=name)
    return found


def sent(**answers):
    """A form as it came back from a person who filled in just this."""
    form = WorryForm(formdata=None, data=answers, meta={"csrf": False})
    form.validate()
    return form


def test_every_box_has_a_label(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    for box in tree.xpath("//input[not(@type='hidden')]|//textarea|//select"):
        assert tree.xpath("//label[@for=$id]", id=box.get("id")), box.get("name")


def test_a_group_of_choices_is_named_by_its_question(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    assert [words(legend) for legend in tree.iter("legend")] == [
        "Welke gebeurtenis? (verplicht)",
        "Wat vindt Rick ervan?",
        "Welk cijfer is goed genoeg?",
    ]


def test_required_is_said_in_words(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    assert words(tree.xpath("//label[@for='about']")[0]) == "Waarover? (verplicht)"
    assert words(tree.xpath("//label[@for='due_on']")[0]) == "Wanneer?"


def test_a_hint_is_read_with_its_box(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    assert words(by_id(tree, by_id(tree, "about").get("aria-describedby"))) == "Wie doet wat?"


def test_each_error_stands_beside_its_field_and_in_the_summary(draw):
    tree = draw(PAGE, form=sent(about=""))
    summary = by_id(tree, "error-summary").getparent()
    links = {link.get("href"): words(link) for link in summary.iter("a")}

    assert set(links) == {"#about", "#shown_by-0", "#weeks"}
    assert links["#about"] == "Waarover? Vul dit in."  # the box says what, the summary also which
    assert words(by_id(tree, "about-error")).endswith("Vul dit in.")
    assert by_id(tree, "about").get("aria-invalid") == "true"
    assert "about-error" in by_id(tree, "about").get("aria-describedby").split()
    for target in links:
        by_id(tree, target[1:])


def test_an_error_summary_counts_in_dutch(draw):
    tree = draw(PAGE, form=sent(about=""))

    assert words(by_id(tree, "error-summary")) == "Nog 3 dingen"


def test_a_rule_without_a_field_stands_in_the_summary(draw):
    form = WorryForm(formdata=None, meta={"csrf": False})
    form.show(RuleBroken("Deze casus is gesloten."))
    tree = draw(PAGE, form=form)

    assert "Deze casus is gesloten." in words(by_id(tree, "error-summary").getparent())


def test_a_right_form_has_no_summary(draw):
    assert draw(PAGE, form=WorryForm(formdata=None)).xpath("//*[@role='alert']") == []


def test_what_was_typed_stays(draw):
    tree = draw(PAGE, form=sent(about="Rick pakt Bo <ruw> vast", view=View.IN_PART, shown_by=[2]))

    assert by_id(tree, "about").text.strip() == "Rick pakt Bo <ruw> vast"
    assert [box.get("value") for box in tree.xpath("//input[@checked]")] == ["2", "in_part"]


def test_a_note_stands_under_its_choice(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    assert words(tree.xpath("//label[@for='shown_by-0']")[0]) == "14 januari verteld door Lotte"


def test_a_form_has_one_way_to_save_and_carries_its_version(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None, data={"version": 7}))

    assert [words(button) for button in tree.iter("button")] == ["Opslaan"]
    assert by_id(tree, "version").get("value") == "7"
    assert tree.xpath("//input[@name='csrf_token']")


def test_a_scale_offers_nought_to_ten(draw):
    tree = draw(PAGE, form=WorryForm(formdata=None))

    assert [box.get("value") for box in tree.xpath("//input[@name='good_enough']")] == [str(n) for n in range(11)]


RATED = [("Kim", [(date(2026, 1, 26), 6), (date(2026, 6, 15), 8)]), ("Bas", [(date(2026, 6, 15), 7)])]
SCALE = """{% from "components/charts.html" import scale %}{{ scale("zorg-1", rated, "Cijfers bij zorg 1", 8) }}"""


def test_a_picture_of_numbers_has_a_title_a_description_and_a_table(draw):
    tree = draw(SCALE, rated=RATED)
    pictures = tree.xpath("//*[local-name()='svg'][@role='img']")

    assert [words(by_id(tree, picture.get("aria-labelledby"))) for picture in pictures] == [
        "Hoe veilig volgens Kim",
        "Hoe veilig volgens Bas",
    ]
    assert "15 juni 2026: 8" in words(by_id(tree, pictures[0].get("aria-describedby")))
    assert [[words(cell) for cell in row] for row in tree.iter("tr")] == [
        ["Naam", "26 januari 2026", "15 juni 2026"],
        ["Kim", "6", "8"],
        ["Bas", "–", "7"],
    ]


def test_nobody_is_averaged(draw):
    assert "7,5" not in words(draw(SCALE, rated=RATED)) and "7.5" not in words(draw(SCALE, rated=RATED))


def test_a_picture_for_word_carries_its_own_colours(draw):
    palette = {"axis": "#111111", "band": "#eeeeee", "enough": "#00ff00", "line": "#0000ff", "dot": "#0000ff"}
    numbers = dict(RATED[0][1])
    tree = draw(
        """{% from "components/charts.html" import scale_svg %}{{ scale_svg("a", "Kim", n, n | list, n, n, 8, palette) }}""",
        n=numbers,
        palette=palette,
    )
    shapes = tree.xpath(
        "//*[local-name()='line' or local-name()='polyline' or local-name()='circle' or local-name()='polygon']"
    )

    assert all(shape.get("stroke") in palette.values() or shape.get("fill") in palette.values() for shape in shapes)


@pytest.mark.parametrize("kind", ["good", "part", "warm", "danger", "none", "later", "trial", "info", "old"])
def test_a_status_is_a_word_with_an_icon(draw, kind):
    tree = draw("""{% from "components/status.html" import status %}{{ status(kind, "Bezwaar") }}""", kind=kind)

    assert words(tree) == "Bezwaar"
    assert len(tree.xpath("//*[local-name()='svg'][@aria-hidden='true']")) == 1


def test_both_texts_are_marked_where_they_differ():
    mine, theirs = marked("Truus slaapt bij Kim of Bas.", "Truus slaapt bij Kim.")

    assert [text for kind, text in mine if kind == "ins"] == [" of Bas"]
    assert "".join(text for _kind, text in mine) == "Truus slaapt bij Kim of Bas."
    assert [text for kind, text in theirs if kind == "ins"] == []


def test_a_conflict_shows_both_texts_and_keeps_all_that_was_typed(draw):
    form = sent(about="Rick is moe.", shown_by=[1], weeks=6)
    mine, theirs = marked("Rick is moe.", "Rick is thuis.")
    changed = [{"name": "about", "label": "Waarover?", "mine": mine, "theirs": theirs}]
    tree = draw(
        """{% extends "conflict.html" %}""",
        form=form,
        theirs=form,
        changed=changed,
        who="Mehmet",
        when=None,
        action="/hier",
    )

    assert words(tree.find(".//h1")) == "Mehmet was u net voor"
    assert "Rick is thuis." in words(tree)
    (kept,) = [f for f in tree.iter("form") if f.get("action") == "/hier"]
    fields = dict(kept.form_values())
    assert (fields["about"].strip(), fields["shown_by"], fields["weeks"]) == ("Rick is moe.", "1", "6")


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_an_error_says_what_to_do_and_gives_back_what_was_typed(draw, code):
    tree = draw(
        """{% extends "errors/error.html" %}""", code=code, title="Dat lukte niet", text="Probeer het later.",
        typed=[("about", "Rick & Bo")], reference="a1b2",
    )  # fmt: skip

    assert words(tree.find(".//h1")) == "Dat lukte niet"
    assert [box.text.strip() for box in tree.iter("textarea")] == ["Rick & Bo"]
    assert "a1b2" in words(tree)


def test_the_first_stop_of_the_tab_key_skips_to_the_content(draw):
    tree = draw("""{% extends "errors/error.html" %}""", code=404, title="x", text="y")
    first = (
        tree.xpath("//body//*[self::a or self::button or self::input]")[0]
        if tree.xpath("//body")
        else next(tree.iter("a"))
    )

    assert first.get("href") == "#main"
    assert by_id(tree, "main").xpath(".//h1")
