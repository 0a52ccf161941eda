"""Requests about one file: registered, decided item by item, read by a second person, handed over (security.md G.3)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.accounts.proof import needs_fresh_proof
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus, people_of
from workbench.file_rights import extract, labels, operations, queries, rules
from workbench.file_rights.fields import FIELDS
from workbench.file_rights.forms import DecideForm, EraseItemsForm, HandOverForm, ItemForm, RequestForm, WhyForm
from workbench.file_rights.items import Found, Item
from workbench.file_rights.models import FileRequest, RequestKind, RequestState
from workbench.own_views import beside
from workbench.web.forms import ConfirmForm, Form

bp = Blueprint("file_rights", __name__, url_prefix="/casus/<ref:ref>/file")
SHOWN_BESIDE = beside.statements_beside  # loaded with this room, so that every page shows what people added
TYPES = {
    extract.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", extract.DATA: "application/json",
}  # fmt: skip
FROM_ADDRESS = {RequestKind.DELETION: EraseItemsForm}


@bp.route("")
@requires(Permission.SEE_FILE_RIGHTS)
def index(casus: Casus) -> str:
    """Requests, what people added, holds, and how long it is kept."""
    from workbench.closing.beside import kept_now
    from workbench.closing.labels import kept_in_words

    room, day = queries.room_of(casus), clock.today()
    held = any(one.lifted_on is None and one.until >= day for one in room.holds)
    kept = kept_now(casus, queries.last_closing(casus) if casus.closed_on else None)
    return render_template(
        "file_rights/index.html", casus=casus, room=room, labels=labels, open_states=rules.OPEN, kept=kept_in_words(kept),
        day=day, fields=FIELDS, may_end=casus.keep_until is not None and casus.keep_until <= day and not held,
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def new(casus: Casus) -> ResponseReturnValue:
    """Somebody asks: note what, whose data, who asks, on what ground and when."""
    form = RequestForm(data={"received_on": clock.today()})
    people = {one.id: one for one in people_of(casus)}
    names = names_of(people.values())
    form.person_id.offer([(one, names[one]) for one in people])
    form.asked_by_id.offer([(one, names[one]) for one in people])
    made: list[FileRequest] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.register(casus, by=current_user, people=people, **form.answers))
    ):
        return back_to(casus, made[0], _("The request is registered."))
    return render_template("file_rights/new.html", casus=casus, form=form, labels=labels)


def back_to(casus: Casus, request: FileRequest, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("file_rights.one", ref=casus.ref, request_id=request.id), 303)


@bp.route("/<id:request_id>")
@requires(Permission.SEE_FILE_RIGHTS)
def one(casus: Casus, request_id: int) -> str:
    """One request: how far it is, and what is next."""
    asked = of_casus(FileRequest, casus, request_id)
    by_item = asked.state in rules.OPEN and asked.kind in (RequestKind.ACCESS, RequestKind.DELETION)
    found = _found(casus, asked) if by_item else None
    left = rules.undecided(found.items, queries.decided(asked)) if found else []
    return render_template(
        "file_rights/one.html", casus=casus, asked=asked, labels=labels, names=names_of(people_of(casus)), found=found,
        left=left, colleagues=queries.colleagues(), day=clock.today(), is_second=_is_second(asked),
    )  # fmt: skip


def _is_second(asked: FileRequest) -> bool:
    """Whether the person who looks may be the second one of this request."""
    first = asked.prepared_by_id if asked.kind is RequestKind.ACCESS else asked.created_by_id
    return first is not None and first != current_user.id


def _found(casus: Casus, asked: FileRequest) -> Found:
    return operations.found_for(casus, asked)


def _save(casus: Casus, asked: FileRequest, form: Form, change: Callable[[], Any], said: str) -> ResponseReturnValue:
    """A button: done and said, or the reason why not."""
    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, said)
    flash(" ".join(map(str, form.form_errors)) or _("Nothing was changed."), "warning")
    return redirect(url_for("file_rights.one", ref=casus.ref, request_id=asked.id), 303)


@bp.post("/<id:request_id>/withdraw")
@requires(Permission.PREPARE_FILE)
def withdraw(casus: Casus, request_id: int) -> ResponseReturnValue:
    asked, form = of_casus(FileRequest, casus, request_id), ConfirmForm()
    change = lambda: operations.withdraw(casus, asked, form.made_from, by=current_user)  # noqa: E731
    return _save(casus, asked, form, change, _("The request is withdrawn."))


# --- item by item


def _may_decide(casus: Casus, asked: FileRequest) -> None:
    needed = Permission.DECIDE_DELETION if asked.kind is RequestKind.DELETION else Permission.PREPARE_FILE
    if not allows(current_user, needed, casus):
        abort(403)


@bp.route("/<id:request_id>/items", methods=["GET", "POST"])
@requires(Permission.SEE_FILE_RIGHTS)
def items(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Everything the file holds about this person, with a decision for each; several at once by their boxes."""
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind not in (RequestKind.ACCESS, RequestKind.DELETION):
        abort(404)
    found = _found(casus, asked)
    kind: Any = FROM_ADDRESS.get(asked.kind, DecideForm)
    form = kind()
    by_key = {item.key: item for item in found.items}
    form.items.offer([(key, key) for key in by_key])
    if form.is_submitted():
        _may_decide(casus, asked)
    if form.validate_on_submit() and form.save(lambda: _decide(casus, asked, [by_key[key] for key in form.items.data], form)):
        flash(_("Your decision is kept."))
        return redirect(url_for("file_rights.items", ref=casus.ref, request_id=asked.id), 303)
    return render_template(
        "file_rights/items.html", casus=casus, asked=asked, found=found, form=form, labels=labels, decided=queries.decided(asked),
        groups=grouped(found.items), secret=operations.protected_in(casus, found.items),
        left={one.key for one in rules.undecided(found.items, queries.decided(asked))},
    )  # fmt: skip


def _decide(casus: Casus, asked: FileRequest, chosen: list[Item], form: Any, shared_text: str = "") -> None:
    operations.decide(casus, asked, chosen, form.decision.data, form.because.data, shared_text=shared_text, by=current_user)


def grouped(found: list[Item]) -> list[tuple[str, list[Item]]]:
    """(title, items) for each kind of item."""
    groups: dict[str, list[Item]] = {}
    for item in found:
        groups.setdefault(item.title, []).append(item)
    return list(groups.items())


@bp.route("/<id:request_id>/items/<kind>/<id:record_id>", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def item(casus: Casus, request_id: int, kind: str, record_id: int) -> ResponseReturnValue:
    """One item by itself: share it, a part of it, or withhold it."""
    asked = of_casus(FileRequest, casus, request_id)
    found = _found(casus, asked)
    chosen = next((one for one in found.items if (one.table, one.id) == (kind, record_id)), None)
    if chosen is None or asked.kind is not RequestKind.ACCESS:
        abort(404)
    row = queries.decided(asked).get((kind, record_id))
    start = {name: getattr(row, name) for name in ("decision", "because", "shared_text")} if row else {}
    form = ItemForm(data=start or {"shared_text": "\n".join(line.text for line in chosen.lines)})
    if form.validate_on_submit() and form.save(lambda: _decide(casus, asked, [chosen], form, form.shared_text.data)):
        flash(_("Your decision is kept."))
        return redirect(url_for("file_rights.items", ref=casus.ref, request_id=asked.id, _anchor=chosen.key), 303)
    others = chosen.others(asked.person_id or 0, found.names)
    secret = bool(operations.protected_in(casus, [chosen]))
    return render_template(
        "file_rights/item.html", casus=casus, asked=asked, item=chosen, form=form, others=others, secret=secret
    )


@bp.post("/<id:request_id>/submit")
@requires(Permission.PREPARE_FILE)
def submit(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Everything is decided: a second person reads it."""
    asked, form = of_casus(FileRequest, casus, request_id), ConfirmForm()
    change = lambda: operations.to_second_reader(casus, asked, form.made_from, by=current_user)  # noqa: E731
    return _save(casus, asked, form, change, _("It waits for a second reader now."))


@bp.post("/<id:request_id>/release")
@requires(Permission.RELEASE_FILE)
def release(casus: Casus, request_id: int) -> ResponseReturnValue:
    """The second reader agrees with every decision."""
    asked, form = of_casus(FileRequest, casus, request_id), ConfirmForm()
    change = lambda: operations.release(casus, asked, form.made_from, by=current_user)  # noqa: E731
    return _save(casus, asked, form, change, _("Released. The extract can be made and handed over."))


@bp.route("/<id:request_id>/send-back", methods=["GET", "POST"])
@requires(Permission.RELEASE_FILE)
def send_back(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Something has to be decided otherwise, with the reason."""
    title, lead = _("Send it back"), _("Who prepared it reads what you write.")
    return _with_reason(casus, request_id, operations.send_back, _("The decisions are sent back."), title=title, lead=lead)


@bp.route("/<id:request_id>/refuse", methods=["GET", "POST"])
@requires(Permission.RELEASE_FILE)
def refuse(casus: Casus, request_id: int) -> ResponseReturnValue:
    """The whole request is refused, with the reason."""
    title, lead = _("Refuse the request"), _("Tell it to who asked as well, with this reason.")
    return _with_reason(casus, request_id, operations.refuse, _("The request is refused."), title=title, lead=lead)


def _with_reason(casus: Casus, request_id: int, change: Callable[..., Any], said: str, **words: str) -> ResponseReturnValue:
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind is RequestKind.DELETION and not allows(current_user, Permission.DECIDE_DELETION, casus):
        abort(403)
    form = WhyForm(data={"version": asked.version})
    act = lambda: change(casus, asked, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(act):
        return back_to(casus, asked, said)
    return render_template("file_rights/why.html", casus=casus, asked=asked, form=form, **words)


# --- what goes out


@bp.route("/<id:request_id>/extract")
@requires(Permission.PREPARE_FILE)
def papers(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Take the extract along, after a fresh password."""
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind is not RequestKind.ACCESS or asked.state not in (RequestState.RELEASED, RequestState.DONE):
        abort(404)
    if page := needs_fresh_proof():
        return page
    return render_template("file_rights/papers.html", casus=casus, asked=asked, names=names_of(people_of(casus)), labels=labels)


@bp.post("/<id:request_id>/extract/<form>")
@requires(Permission.PREPARE_FILE)
def make(casus: Casus, request_id: int, form: str) -> ResponseReturnValue:
    """Make the extract and take it along; the file is not kept."""
    asked = of_casus(FileRequest, casus, request_id)
    if form not in TYPES or asked.kind is not RequestKind.ACCESS:
        abort(404)
    if needs_fresh_proof():
        return redirect(url_for("file_rights.papers", ref=casus.ref, request_id=asked.id), 303)
    confirm, made = ConfirmForm(), list[bytes]()
    if confirm.validate_on_submit() and confirm.save(lambda: made.append(extract.make(casus, asked, form, by=current_user))):
        return _as_download(made[0], form)
    flash(" ".join(map(str, confirm.form_errors)) or _("Nothing was changed."), "warning")
    return redirect(url_for("file_rights.one", ref=casus.ref, request_id=asked.id), 303)


def _as_download(content: bytes, form: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = TYPES[form]
    response.headers["Content-Disposition"] = f'attachment; filename="inzage-{clock.today().isoformat()}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/<id:request_id>/hand-over", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def hand_over(casus: Casus, request_id: int) -> ResponseReturnValue:
    """The paper was given in person."""
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind is not RequestKind.ACCESS or asked.state not in (RequestState.RELEASED, RequestState.DONE):
        abort(404)
    names = names_of(people_of(casus))
    form = HandOverForm(data={"done_on": clock.today(), "handed_to": labels.asker(asked, names), "version": asked.version})
    change = lambda: operations.hand_over(casus, asked, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("It is noted that the extract was handed over."))
    return render_template("file_rights/hand_over.html", casus=casus, asked=asked, form=form)
