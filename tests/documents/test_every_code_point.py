"""Any character there is, typed in a field: never an error, and the document says what the page says.

All 1,114,112 code points go in blocks through CleanText, the sealed column, the page and the Word file. The negative control
is a cleaner that lets a character through which a file cannot hold.
"""

import html
from io import BytesIO

import pytest
from docx import Document as read_word
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests import factories
from workbench import clock
from workbench.documents.house import default_house
from workbench.documents.word import Document, Run
from workbench.extensions import db
from workbench.successes.models import Success
from workbench.web import fields
from workbench.web.fields import CleanText
from workbench.web.forms import Form
from workbench.web.text import clean

EVERY = 0x110000
BLOCK = 0x4000  # so many code points in one text
ESCAPED = "<b>&amp; “Kim” & 'Bas' ]]> <!-- x -->\ttab  twee  spaties\n\nregel\r\nnog een\r"


class TextForm(Form):
    """A field as people type in."""

    words = CleanText(lines=3, most=10 * BLOCK)


def typed(words):
    """What the form makes of what was sent."""
    form = TextForm(formdata=MultiDict({"words": words}), meta={"csrf": False})
    assert form.validate()
    return form.words.data


def blocks():
    """Every code point once, between two letters so that no block begins or ends with it; and what needs escaping."""
    for first in range(0, EVERY, BLOCK):
        yield "a" + "".join(map(chr, range(first, min(first + BLOCK, EVERY)))) + "z"
    yield ESCAPED


def paper(texts):
    """The texts as the paragraphs of a Word file, read back."""
    doc = Document(default_house(), fields={}, status=Run("x", "Label concept"), cover=False)
    for words in texts:
        doc.paragraph(words)
    file = doc.save(title="t", organisation="o", moment=clock.now())
    return [one.text for one in read_word(BytesIO(file)).paragraphs][: len(texts)]


def page(app, texts):
    """The texts as a page shows them, read back as a browser reads them."""
    shown = app.jinja_env.from_string("{% for one in texts %}<p>{{ one }}</p>{% endfor %}").render(texts=texts)
    return [html.unescape(one) for one in shown.removeprefix("<p>").removesuffix("</p>").split("</p><p>")]


def stored(texts):
    """The texts after the sealed column."""
    casus = factories.casus()
    rows = [factories.success(casus, what=one) for one in texts]
    db.session.expire_all()
    found = dict(db.session.execute(select(Success.id, Success.what).where(Success.casus_id == casus.id)).all())
    return [found[one.id] for one in rows]


def differences(app):
    """The blocks in which the page, the paper and what was kept do not say the same."""
    kept = stored([typed(one) for one in blocks()])
    on_paper, on_page = paper(kept), page(app, kept)
    return [nr for nr, said in enumerate(zip(kept, on_page, on_paper, strict=True)) if len(set(said)) > 1]


@pytest.mark.usefixtures("context")
def test_every_code_point_reaches_the_page_and_the_paper_alike(app):
    assert sum(map(len, blocks())) - len(ESCAPED) - 2 * (EVERY // BLOCK) == EVERY
    assert differences(app) == []


@pytest.mark.usefixtures("context")
def test_a_cleaner_that_lets_a_noncharacter_through_is_noticed(app, monkeypatch):
    """The negative control: U+FFFE stands in the page and cannot stand in the paper."""
    monkeypatch.setattr(fields, "clean", lambda text, **how: "\ufffe".join(clean(part, **how) for part in text.split("\ufffe")))
    assert differences(app) == [0xFFFE // BLOCK]


def test_a_block_of_anything_typed_in_the_app_is_kept_and_shown(browse, app):
    """Through the browser: no block gives an error page, and what the page shows is what was kept."""
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))
    form = worker.open("successes.new", ref=casus.ref)
    for first in (0, 0x2000, 0xD7F0, 0xFDC0, 0xFFF0, 0x10FFC0):
        block = "".join(map(chr, range(first, first + 0x40))).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        assert worker.send(form, {"what": f"Kim {block} lacht", "happened_on": "2026-06-17"}).status == 200
    listed = worker.open("successes.index", ref=casus.ref)
    with app.app_context():
        for kept in db.session.scalars(select(Success.what)):
            assert " ".join(kept.split()) in listed.words
