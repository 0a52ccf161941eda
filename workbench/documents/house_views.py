"""The page where an organisation chooses how its Word documents look (issue of the eight documents, design.md 4 traps)."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.accounts.models import User
from workbench.documents.forms import ClosingForm, HouseStyleForm
from workbench.documents.views import WORD
from workbench.extensions import db
from workbench.web.forms import ConfirmForm
from workbench.web.uploads import takes_a_file

bp = Blueprint("house_style", __name__, url_prefix="/settings/house-style")


@bp.route("", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
@takes_a_file
def index() -> ResponseReturnValue:
    """Which house style is in use, what could be better in it, and another one."""
    from workbench.documents import house_operations as houses

    form = HouseStyleForm()
    if form.validate_on_submit() and form.save(lambda: houses.use_house_style(form.file.data, by=current_user)):
        return _back(_("From now on every Word document is made in this house style. Look at the trial document."))
    return _page(form, None)


@bp.route("/closing", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
@takes_a_file
def closing() -> ResponseReturnValue:
    """The logo on the cover and the words on the last page."""
    from workbench.documents import house_operations as houses

    form = ClosingForm()
    if form.validate_on_submit() and form.save(lambda: houses.write_closing(by=current_user, **form.answers)):
        return _back(_("The logo and closing words are saved."))
    return _page(None, form)


@bp.post("/ours")
@requires(Permission.MANAGE_SETTINGS)
def ours() -> ResponseReturnValue:
    """Back to the house style of the workbench."""
    from workbench.documents import house_operations as houses

    form = ConfirmForm()
    if form.validate() and form.save(lambda: houses.back_to_ours(by=current_user)):
        return _back(_("Documents are made in the house style of the workbench again."))
    return _back(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")


@bp.route("/trial")
@requires(Permission.MANAGE_SETTINGS)
def trial() -> ResponseReturnValue:
    """A document with one of everything, of an invented family, in the house style that is in use."""
    from workbench.documents.house_operations import house_in_use
    from workbench.documents.trial import trial as made

    return _word(made(house_in_use()), "proefdocument.docx")


@bp.route("/start")
@requires(Permission.MANAGE_SETTINGS)
def start() -> ResponseReturnValue:
    """Our own house style, to begin with in Word."""
    from workbench.documents.house import DEFAULT

    return _word(DEFAULT.read_bytes(), "huisstijl.docx")


@bp.route("/current")
@requires(Permission.MANAGE_SETTINGS)
def current() -> ResponseReturnValue:
    """The organisation's own file as it was sent; 404 while it uses ours."""
    from workbench.documents.house_operations import chosen

    now = chosen()
    return abort(404) if now is None or now.content is None else _word(now.content, "huisstijl-in-gebruik.docx")


@bp.route("/logo")
@requires(Permission.MANAGE_SETTINGS)
def logo() -> ResponseReturnValue:
    """The logo, to look at; 404 where there is none."""
    from workbench.documents.house_operations import chosen

    now = chosen()
    if now is None or now.logo is None:
        abort(404)
    response = make_response(now.logo)
    response.headers["Content-Type"] = "image/png"
    return response


def _page(style: HouseStyleForm | None, last: ClosingForm | None) -> ResponseReturnValue:
    from workbench.documents import house_operations as houses

    now = houses.chosen()
    by = db.session.get(User, now.chosen_by_id) if now and now.chosen_by_id else None
    sent = style or last
    page = render_template(
        "documents/house_style.html", now=now, by=by, hints=houses.hints(houses.house_in_use()), shown=sent,
        style=style or HouseStyleForm(formdata=None),
        closing=last or ClosingForm(formdata=None, data={"closing": now.closing if now else ""}),
    )  # fmt: skip
    return (page, 422) if sent and sent.errors else page


def _back(message: str, kind: str = "success") -> ResponseReturnValue:
    flash(message, kind)
    return redirect(url_for(".index"), 303)


def _word(content: bytes, name: str) -> ResponseReturnValue:
    response = make_response(content)
    response.headers["Content-Type"] = WORD
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
