"""The door of the participants' pages, under /o: link, code, leaving (security.md D.5, D.8). Looking changes nothing."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from workbench.access import by_invitation, public
from workbench.accounts.settings import SETTINGS
from workbench.casus.models import Person
from workbench.casus.queries import of_casus
from workbench.extensions import csrf, db, limiter
from workbench.outbox import quick
from workbench.reviews import bp, channels, codes, links, sessions
from workbench.reviews.guest_forms import CodeForm
from workbench.reviews.sessions import EXIT, Participant

LOOKING = "whoever has a link may see the page that asks for the code; it is the same for every link and says nothing"


@bp.get("/o/<token>")
@public(LOOKING)
def welcome(token: str) -> ResponseReturnValue:
    """The page of a link: the same for a valid, expired, withdrawn, locked or unknown one."""
    if request.method == "GET":
        codes.note_opened(token)
    return _code_page(token, CodeForm(formdata=None))


def _code_page(token: str, form: CodeForm, mistake: str = "", asked: bool = False) -> str:
    sessions.exit_url()
    return render_template(
        "reviews/code.html", token=token, form=form, mistake=mistake, asked=asked, phone=sessions.phone(),
        sends=bool(channels.sending()),
    )  # fmt: skip


def _too_often(_limit: Any) -> Response:
    sessions.exit_url()
    return make_response(render_template("reviews/too_often.html", phone=sessions.phone()), 429)


# security.md D.7: a shelter or town hall shares one address; never a lock for everybody
not_too_often = limiter.shared_limit("60 per 10 minutes", scope="codes of links", on_breach=_too_often)


@bp.post("/o/<token>/code")
@public("the code is what lets somebody in")
@not_too_often
def check_code(token: str) -> ResponseReturnValue:
    """Right: a session, and on to the agreements, so that the token leaves the address bar. Wrong: one text for all."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(token, form, " ".join(form.code.errors))
    opened = codes.enter(token, form.code.data, sessions.of_this_browser())
    if opened is None:
        return _code_page(token, CodeForm(formdata=None), _("This link or code is not right, or it has expired."))
    return sessions.put_in_cookie(make_response(redirect(url_for(".agreements"), 303)), opened)


@bp.post("/o/<token>/stuur-code")
@public("asking for a code goes only to the number that was checked; the answer is the same for every link")
@not_too_often
def send_code(token: str) -> ResponseReturnValue:
    """If this link is right, a code is on its way. Whether one is, this page does not say."""
    codes.ask(token)
    quick.ring()
    return _code_page(token, CodeForm(formdata=None), asked=True)


@bp.post("/o/sluit")
@by_invitation
def close_link(participant: Participant) -> ResponseReturnValue:
    """ "This is not safe, close my link": it ends at once, in every browser, and the worker sees why."""
    person = of_casus(Person, participant.casus, participant.person_id)
    links.revoke_for(person, "unsafe", casus=participant.casus, by=participant.actor)
    return sessions.away(db.session.commit)


@bp.get("/o/gesloten")
@public("the end: it knows nobody any more")
def closed() -> ResponseReturnValue:
    """Where somebody lands who closed the page or the link."""
    sessions.exit_url()
    return render_template("reviews/ended.html", phone=sessions.phone())


@bp.post("/o/weg")
@csrf.exempt  # whoever must leave is never held up; SameSite keeps other sites from ending a session
@public("leaving works without a session too")
def leave() -> ResponseReturnValue:
    """Away at once: ends the session, asks the browser to forget, and goes to an ordinary page of somebody else."""
    try:
        sessions.end()
        away = sessions.exit_url()
    except OperationalError:  # the database is away; this person must be, too
        away = SETTINGS[EXIT].default
    return sessions.forget(make_response(redirect(away, 303)))
