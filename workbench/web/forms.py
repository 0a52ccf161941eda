"""The base of every form: clean answers, one way to save, nothing typed is ever lost."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from babel.support import Translations
from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import IntegerField
from wtforms.form import BaseForm
from wtforms.i18n import messages_path
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from workbench.crypto import refuse_damaged
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.web import drafts, uploads

NOT_ANSWERS = {"csrf_token", "version", "submit"}
READ_ALONG = "_coach"  # sent by a button that asks to show the form again, read along with and not saved

# For subjects above: called with a form before it is saved; what comes back is called once it has been.
reading_along: list[Callable[["Form"], Callable[[], None] | None]] = []


class ConflictPage(Exception):
    """Ends the request with the page that shows both texts; raised by Form.save, answered in frame.py."""

    def __init__(self, form: "Form", record: Any, stored: dict[str, Any]) -> None:
        super().__init__("edited by somebody else meanwhile")
        self.form, self.record, self.stored = form, record, stored


@cache
def _messages(language: str) -> Any:
    return Translations.load(messages_path(), [language], domain="wtforms")


@cache
def _has_room(form: type) -> bool:
    """Whether some field of this class of forms has more than one line."""
    fields = [one for name in dir(form) if not name.startswith("_") and hasattr(one := getattr(form, name), "field_class")]
    return any(one.kwargs.get("lines", 1) > 1 or any(map(_has_room, _forms_in(one))) for one in fields)


def _forms_in(field: Any) -> Iterator[type]:
    """The forms of the rows of a field that has rows."""
    for part in field.args:
        if isinstance(part, type) and issubclass(part, BaseForm):
            yield part
        elif hasattr(part, "field_class"):
            yield from _forms_in(part)


def _place() -> str:
    """The path of the form that is shown or was sent."""
    return drafts.place_of(request.args.get("place", ""), request.path, (request.view_args or {}).get("ref"))


class Form(FlaskForm):
    """A form of the workbench. `version` is that of the record it was made from; 0 for something new."""

    draft_url: str | None = None
    draft: drafts.Draft | None = None
    version = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> Any:
            """The messages of WTForms; Flask-WTF would read their file again for every request."""
            return _messages(str(get_locale()))

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; or, when somebody goes on with a draft, what was typed before."""
            found = super().wrap_formdata(form, formdata)
            if isinstance(found, CombinedMultiDict) and not uploads.file_expected():
                found = request.form  # a file nobody asked for
            if found is None and form.draft is not None and "draft" in request.args:
                return MultiDict(parse_qsl(refuse_damaged(form.draft.body, "draft.body"), keep_blank_values=True))
            return found

    def __init__(self, *args: Any, **values: Any) -> None:
        if self.keeps_drafts() and args[:1] != (None,) and "formdata" not in values:
            self._look_for_draft()
        super().__init__(*args, **values)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Long forms do: those with room for more than one line."""
        kind: Any = cls
        return _has_room(kind)

    def _look_for_draft(self) -> None:
        """Where this form keeps its draft, and the one that waits there."""
        if not (request and current_user and current_user.is_authenticated):
            return
        place = _place()
        if ref := (request.view_args or {}).get("ref"):
            self.draft_url = url_for("drafts.keep", ref=ref, place=place)
            self.discard_url = url_for("drafts.discard", ref=ref, place=place)
        elif drafts.is_own(place):
            self.draft_url = url_for("own_drafts.keep_own", place=place)
            self.discard_url = url_for("own_drafts.discard_own", place=place)
        if self.draft_url and request.method == "GET":
            self.draft = drafts.find(current_user.id, place)

    def sent_to(self, action: str) -> str:
        """Where this form is sent; with its own path, where that is elsewhere, so that what was typed is found back there."""
        place = _place()
        if not action or self.draft_url is None or action.partition("?")[0] == place:
            return action
        return f"{action}{'&' if '?' in action else '?'}{urlencode({'place': place})}"

    def is_submitted(self) -> bool:
        """Whether this is sent to be saved; what is only sent to be read along with is shown again as it stands."""
        return bool(super().is_submitted()) and READ_ALONG not in request.form

    @property
    def goes_on_with_draft(self) -> bool:
        """Whether the fields hold a draft now, or one was kept while typing."""
        return (self.draft is not None and "draft" in request.args) or "_draft" in request.form

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in, by field name, ready for an operation."""
        return {name: field.data for name, field in self._fields.items() if name not in NOT_ANSWERS}

    @property
    def made_from(self) -> int:
        """The version of the record this form was made from."""
        return self.version.data or 0

    def show(self, error: RuleBroken) -> None:
        """Put a broken rule beside its field; one without a field stands above the form."""
        field = self._fields.get(error.field or "")
        if field is not None:
            field.errors = [*field.errors, error.message]
        else:
            self.form_errors.append(error.message)

    def save(self, change: Callable[[], Any], *, stored: Callable[[], tuple[Any, dict[str, Any]]] | None = None) -> bool:
        """Run one operation and commit. False, with the message in place, when a rule says no.

        `stored` gives (the record, its answers as they are in the database now) for the page that shows both texts when
        somebody else saved meanwhile.
        """
        said = [read(self) for read in reading_along]
        try:
            change()
            if "_draft" in request.form and current_user.is_authenticated:
                drafts.discard(current_user.id, _place())
            db.session.commit()
        except RuleBroken as error:
            db.session.rollback()
            self.show(error)
            return False
        except (EditConflict, StaleDataError) as error:
            db.session.rollback()
            if stored is None:
                self.show(RuleBroken(_("Somebody else changed this meanwhile. Look at it again before you save.")))
                return False
            db.session.expire_all()
            record, now = stored()
            raise ConflictPage(self, record, now) from error
        for say in filter(None, said):
            say()
        return True


class ConfirmForm(Form):
    """A button that changes something: only the token and the version."""
