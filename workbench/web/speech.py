"""`_()` in templates, quick: a page says some 160 texts, and looking up the language for each was a tenth of its time."""

from typing import Any

from flask import Flask, g
from flask_babel import get_translations
from flask_babel.speaklater import LazyString
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape


def init_app(app: Flask) -> None:
    """Put our `_` in place of the one Flask-Babel gives to Jinja; called after Flask-Babel is tied to the app."""
    app.jinja_env.globals.update(_=_say, gettext=_say)
    LazyString.__html__ = _html_of_lazy  # type: ignore[method-assign]


def _html_of_lazy(text: LazyString) -> str:
    """A lazy text in a template. Flask-Babel calls it safe as it is, also with the words of people filled in."""
    return escape(str(text))


@pass_eval_context
def _say(context: EvalContext, text: str, /, **variables: Any) -> str:
    """The text in the language of this request, with its variables filled in and escaped as Jinja would."""
    said = _translations().ugettext(text)
    return (Markup(said) if context.autoescape else said) % variables  # noqa: S704


def _translations() -> Any:
    """The catalogue of this request's language; looked up again only when the language changes (force_locale)."""
    kept = g.get("_flask_babel")
    speaker = getattr(kept, "speaker", None)
    if speaker is not None and speaker[0] is getattr(kept, "babel_locale", None):
        return speaker[1]
    translations = get_translations()
    if kept := g.get("_flask_babel"):
        kept.speaker = (kept.babel_locale, translations)
    return translations
