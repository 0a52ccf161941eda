"""The room of the secret words: how many there are, adding one, who may know it, and the words themselves after asking."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus import labels
from workbench.casus.forms import WhyForm
from workbench.casus.models import Casus
from workbench.casus.queries import sub_groups
from workbench.second_look.kinds import KINDS
from workbench.second_look.models import Step
from workbench.secret_words import operations, queries, rules
from workbench.secret_words.forms import ReadersForm, WordForm
from workbench.web.filters import together

bp = Blueprint("secret_words", __name__, url_prefix="/casus/<ref:ref>/secret-words")


@bp.route("/")
@requires(Permission.PROTECT)
def index(casus: Casus) -> str:
    """How many there are, of what kind and for whom; never which."""
    found = queries.lines_of(casus)
    return render_template(
        "secret_words/index.html", casus=casus, labels=labels, parts=sub_groups(casus),
        words=[one for one in found if one.lifted_on is None], lifted=[one for one in found if one.lifted_on is not None],
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PROTECT)
def new(casus: Casus) -> ResponseReturnValue:
    form, parts = WordForm(), sub_groups(casus)
    form.sub_group_id.offer(_with_professionals(parts))
    if form.validate_on_submit() and form.save(lambda: operations.add(casus, by=current_user, **form.answers)):
        flash(_("Saved. It is looked for in everything that leaves, from now on. Personal links of this family ended."))
        _say_who_is_stopped(casus)
        return _back(casus)
    return render_template("secret_words/new.html", casus=casus, form=form, parts=parts)


@bp.route("/<id:word_id>/readers", methods=["GET", "POST"])
@requires(Permission.PROTECT)
def readers(casus: Casus, word_id: int) -> ResponseReturnValue:
    """Who may know it: nobody any more is done at once, a part that might not know it before is asked of a second person."""
    word, parts = queries.secret_word(casus, word_id), sub_groups(casus)
    form = ReadersForm(data={"sub_group_id": word.sub_group_id, "version": word.version})
    form.sub_group_id.offer(_with_professionals(parts))
    if form.validate_on_submit():
        part = form.sub_group_id.data
        if part == word.sub_group_id:
            return _back(casus)
        if part is None or not rules.widens(word.sub_group_id, part):
            if form.save(lambda: operations.narrow(casus, word, form.made_from, by=current_user)):
                flash(_("Saved. Nobody may know it now. Personal links of this family ended."))
                _say_who_is_stopped(casus)
                return _back(casus)
        elif form.save(lambda: _ask(casus, word, form, part)):
            flash(_("Asked. It is done as soon as %(who)s agrees.", who=KINDS[Step.UNPROTECT].second))
            return redirect(url_for("second_look.index"), 303)
    return render_template("secret_words/readers.html", casus=casus, form=form, word=word, labels=labels)


def _ask(casus: Casus, word: Any, form: ReadersForm, part: int) -> None:
    by = current_user._get_current_object()
    operations.ask_to_widen(casus, word, form.made_from, part, form.reason.data or "", by=by)


@bp.route("/shown", methods=["GET", "POST"])
@requires(Permission.REVEAL_PROTECTED)
def reveal(casus: Casus) -> ResponseReturnValue:
    """The words, shown this once, after it was noted who looks, what for and why."""
    form, words = WhyForm(), queries.secret_words(casus)
    if form.validate_on_submit() and form.save(
        lambda: operations.note_reveal(casus, words, by=current_user, **form.answers)
    ):
        return render_template("secret_words/shown.html", casus=casus, words=words, labels=labels, names=dict(sub_groups(casus)))
    back = url_for(".index", ref=casus.ref)
    return render_template(
        "casus/why.html", casus=casus, form=form, title=_("The secret words of this family"), back=back, room_name="casus.family"
    )


def _with_professionals(parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(part, _("%(part)s, and the professionals", part=name)) for part, name in parts]


def _say_who_is_stopped(casus: Casus) -> None:
    """The word may stand in the plan that holds: then it is said at once who cannot get that plan any more."""
    number, leaking = queries.cannot_get_plan(casus)
    if leaking:
        names = together(list(dict.fromkeys(one.reader for one in leaking)))
        flash(
            _("Version %(number)s of the plan cannot go to %(names)s as it is: look at its page for where it is to be changed.",
              number=number, names=names), "warning",
        )  # fmt: skip


def _back(casus: Casus) -> ResponseReturnValue:
    return redirect(url_for(".index", ref=casus.ref), 303)
