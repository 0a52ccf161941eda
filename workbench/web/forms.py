"""The base of every form: clean answers, one way to save, nothing typed is ever lost."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from flask import g, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db

NOT_ANSWERS = {"csrf_token", "version", "submit"}


class ConflictPage(Exception):
    """Ends the request with the page that shows both texts; raised by Form.save, answered in frame.py."""

    def __init__(self, form: "Form", record: Any, stored: dict[str, Any]) -> None:
        super().__init__("edited by somebody else meanwhile")
        self.form, self.record, self.stored = form, record, stored


class Form(FlaskForm):
    """A form of the workbench. `version` is that of the record it was made from; 0 for something new."""

    version = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; or, when a draft is offered back, what was typed before."""
            found = super().wrap_formdata(form, formdata)
            draft = g.get("draft_body") if request and request.method == "GET" else None
            return MultiDict(parse_qsl(draft, keep_blank_values=True)) if found is None and draft else found

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
        try:
            change()
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
        return True


class ConfirmForm(Form):
    """A button that changes something: only the token and the version."""

    reason = HiddenField()
