"""Pages as a person meets them: heading, words, links, the message beside a field. No classes, no raw HTML."""

from contextvars import Context
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, url_for
from lxml import html
from werkzeug.datastructures import MultiDict

from workbench.accounts import sessions
from workbench.extensions import db


class Page:
    """One answer of the server."""

    def __init__(self, response: Any) -> None:
        self.response, self.status, self.headers = response, response.status_code, response.headers
        self.body: bytes = response.get_data()
        self.text_source = self.body.decode("utf-8", "replace") if response.mimetype.startswith("text/") else ""

    @cached_property
    def tree(self) -> Any:
        """The page as elements; None where the answer is no page."""
        return html.fromstring(self.body) if self.response.mimetype == "text/html" and self.body else None

    @property
    def address(self) -> str:
        """The path of this page, after redirects."""
        return urlsplit(self.response.request.url).path

    @property
    def heading(self) -> str:
        return _words(self.tree.find(".//h1")) if self.tree is not None else ""

    @property
    def words(self) -> str:
        """Everything a person can read in the body, on one line."""
        if self.tree is None:
            return self.text_source
        body = self.tree.find("body") if self.tree.tag == "html" else self.tree
        return _words(body)

    def links(self) -> dict[str, str]:
        """Words of each link → where it goes."""
        return {_words(link): link.get("href") for link in self.tree.iter("a") if link.get("href")}

    def items(self, heading: str) -> list[str]:
        """The list items under the heading with these words."""
        for found in self.tree.xpath("//h1|//h2|//h3"):
            if heading in _words(found):
                section = found.xpath("ancestor::section[1]")
                return [_words(item) for item in (section[0] if section else found.getparent()).iter("li")]
        raise AssertionError(f"No heading says {heading!r}")

    def read_aloud(self, caption: str) -> list[str]:
        """The cells of the table with this caption as a screen reader says them: "row header, column header: cell".

        What only a title or a colour tells is not in it. A cell below several columns has the header of none.
        """
        for found in self.tree.iter("table"):
            if caption in _words(found.find("caption")):
                return [line for row in found.iter("tr") for line in _read_row(row, _columns(found))]
        raise AssertionError(f"No table is called {caption!r}")

    def error_at(self, field: str) -> str:
        """The message beside a field; empty when there is none."""
        found = self.tree.xpath("//*[@id=$id]", id=f"{field}-error")
        return " ".join(_words(one) for one in found)

    def value_of(self, field: str) -> Any:
        """What stands in a field now."""
        return self.fields().get(field)

    def form(self, action: str | None = None) -> Any:
        """The form with this action; else the largest form of the page's main part."""
        forms = [f for f in self.tree.iter("form") if (f.get("method") or "").lower() == "post"]
        if action:
            forms = [f for f in forms if (f.get("action") or self.address).split("?")[0] == action.split("?")[0]]
        assert forms, f"No form on {self.address} ({self.heading})"
        return max(forms, key=lambda f: len(list(f.iter("input", "textarea", "select"))))

    def fields(self, action: str | None = None) -> MultiDict:
        """What a browser would send with the form as it stands."""
        # a browser drops the line break with which a text area begins
        form = self.form(action)
        # and sends the empty value of a radio button, where lxml says "on"
        nothing = {one.get("name") for one in form.xpath('.//input[@type="radio"][@checked][@value=""]')}
        sent = [(name, "" if name in nothing else value) for name, value in form.form_values() if value is not None]
        return MultiDict([(name, value.removeprefix("\n")) for name, value in sent])


class Browser:
    """A browser of its own. Each request runs in an empty context: its own database session, as in production."""

    def __init__(self, app: Flask, user: Any = None) -> None:
        self.app, self.user = app, user
        self.client = app.test_client()
        if user is not None:
            Context().run(self._sign_in)

    def _sign_in(self) -> None:
        with self.app.app_context(), self.app.test_request_context():
            token = sessions.open_session(self.user)
            db.session.commit()
        with self.client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = token, True

    def address(self, where: str, **values: Any) -> str:
        if where.startswith("/"):
            return where
        with self.app.test_request_context():
            return url_for(where, **values)

    def request(
        self, method: str, where: str, *, follow: bool = True, values: dict[str, Any] | None = None, **options: Any
    ) -> Page:
        """Any request, as it is."""
        options["follow_redirects"] = follow
        return Page(Context().run(self.client.open, self.address(where, **(values or {})), method=method, **options))

    def open(self, where: str, *, follow: bool = True, **values: Any) -> Page:
        """Go to an endpoint or a path."""
        return self.request("GET", where, follow=follow, values=values)

    def fill(self, where: str, answers: dict[str, Any], *, follow: bool = True, **values: Any) -> Page:
        """Open a form, change these answers, and send it as it then stands."""
        page = self.open(where, **values)
        assert page.status == 200, f"{where} answered {page.status}"
        return self.send(page, answers, follow=follow)

    def send(self, page: Page, answers: dict[str, Any], *, action: str | None = None, follow: bool = True) -> Page:
        """Send a form of a page that is open. A None takes a field out."""
        sent = page.fields(action)
        for name, value in answers.items():
            sent.poplist(name)
            if value is not None:
                sent.setlist(
                    name, [str(one) for one in value] if isinstance(value, list | tuple | set) else [str(value)]
                )
        target = page.form(action).get("action") or page.address
        return self.request("POST", target, data=sent, follow=follow)

    def press(self, where: str, action_endpoint: str, **values: Any) -> Page:
        """Press the button of the small form on a page that goes to this endpoint."""
        page = self.open(where, **{k: v for k, v in values.items() if k == "ref"})
        return self.send(page, {}, action=self.address(action_endpoint, **values))


def _columns(table: Any) -> list[str]:
    return [_words(cell) if cell.get("scope") == "col" else "" for cell in table.xpath("./thead/tr/*")]


def _read_row(row: Any, columns: list[str]) -> list[str]:
    head = "".join(_words(cell) for cell in row.xpath("./th[@scope='row']"))
    said, at = [], 0
    for cell in row.xpath("./th|./td"):
        wide = int(cell.get("colspan", 1))
        names = [name for name in (head, columns[at] if wide == 1 and at < len(columns) else "") if name]
        if cell.tag == "td":
            said.append(f"{', '.join(names)}: {_words(cell)}" if names else _words(cell))
        at += wide
    return said


def _words(node: Any) -> str:
    if node is None:
        return ""
    parts = list(node.itertext()) if not _has_hidden(node) else _visible(node)
    return " ".join(" ".join(parts).split())


def _has_hidden(node: Any) -> bool:
    return next(node.iter("script", "style", "template"), None) is not None


def _visible(node: Any) -> list[str]:
    parts = []
    if isinstance(node.tag, str) and node.tag not in ("script", "style", "template"):
        parts.append(node.text or "")
        for child in node:
            parts += _visible(child)
            parts.append(child.tail or "")
    return parts
