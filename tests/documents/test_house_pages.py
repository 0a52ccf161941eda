"""The administrator gives the organisation its own look, and every document follows."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from tests import factories
from tests.documents.foreign_styles import AFTER, FOREIGN
from tests.documents.hostile_styles import field
from tests.documents.test_views import casus, download, with_version  # noqa: F401 - a fixture
from workbench.documents.house import DEFAULT, tree
from workbench.documents.ooxml import w

PAGE = "/settings/house-style"


@pytest.fixture
def administrator(browse):
    return browse(factories.administrator())


def send(browser, content, name="file", where=PAGE, **answers):
    fields = browser.open(PAGE).fields(where)
    return browser.request("POST", where, data={**fields, **answers, name: (BytesIO(content), "briefpapier.docx")})


def words(file):
    with ZipFile(BytesIO(file)) as package:
        return "".join(tree(package.read("word/document.xml")).itertext(w("t")))


def logo():
    made = BytesIO()
    Image.new("RGB", (400, 100), "#0b5c6b").save(made, "PNG")
    return made.getvalue()


def test_from_the_moment_a_house_style_is_chosen_every_document_has_it(administrator, browse, casus):  # noqa: F811
    worker = with_version(browse, casus)
    assert AFTER not in words(download(worker, casus, casus.bas).body)

    assert send(administrator, FOREIGN["an old Word"]()).status == 200

    assert AFTER in words(download(worker, casus, casus.bas).body)
    assert AFTER in words(administrator.open(f"{PAGE}/trial").body)


def test_the_page_says_what_could_be_better_in_the_house_style(administrator):
    page = send(administrator, FOREIGN["three columns"]())

    assert "Kaart nummer" in page.words
    assert "smalle kolom van 5,5 cm" in page.words
    assert "Geen paginanummer" in page.words or "geen paginanummer" in page.words


def test_what_is_refused_is_said_beside_the_field_and_changes_nothing(administrator):
    send(administrator, FOREIGN["an old Word"]())
    page = send(administrator, field("DDEAUTO c:/x"))

    assert page.status == 422
    assert "veld" in page.error_at("file")
    assert AFTER in words(administrator.open(f"{PAGE}/trial").body)


def test_nothing_chosen_is_told_too(administrator):
    fields = administrator.open(PAGE).fields(PAGE)

    assert "Kies een bestand." in administrator.request("POST", PAGE, data=fields).error_at("file")


def test_the_administrator_can_go_back_and_fetch_what_was_sent(administrator):
    sent = FOREIGN["a Dutch Word"]()
    page = send(administrator, sent)
    assert administrator.open(f"{PAGE}/current").body == sent

    page = administrator.send(page, {}, action=f"{PAGE}/ours")

    assert "De huisstijl van de werkbank" in page.words
    assert AFTER not in words(administrator.open(f"{PAGE}/trial").body)
    assert administrator.open(f"{PAGE}/current").status == 404


def test_our_own_file_can_be_fetched_to_begin_with(administrator):
    assert administrator.open(f"{PAGE}/start").body == DEFAULT.read_bytes()


def test_a_logo_and_closing_words_come_on_the_cover_and_the_last_page(administrator):
    where = f"{PAGE}/closing"
    assert send(administrator, logo(), "logo", where, closing="Bel ons gerust.\nOok in het weekend.").status == 200
    file = administrator.open(f"{PAGE}/trial").body

    assert words(file).rstrip().endswith("Bel ons gerust.Ook in het weekend.")
    with ZipFile(BytesIO(file)) as package:
        assert package.read("word/media/logo.png").startswith(b"\x89PNG")
    assert administrator.open(f"{PAGE}/logo").body.startswith(b"\x89PNG")

    page = administrator.send(administrator.open(PAGE), {"remove_logo": "y", "closing": "Bel ons gerust."}, action=where)

    assert administrator.open(f"{PAGE}/logo").status == 404
    assert page.value_of("closing") == "Bel ons gerust."


def test_a_logo_that_is_no_picture_is_refused_and_the_words_stay(administrator):
    page = send(administrator, b"<svg/>", "logo", f"{PAGE}/closing", closing="Bel ons.")

    assert "PNG" in page.error_at("logo")
    assert "Bel ons." in page.words


def test_only_the_administrator_chooses_the_look(browse):
    for user in (factories.worker(), factories.supervisor()):
        assert browse(user).open(PAGE).status == 403
