"""How days, moments and names read on a page."""

from collections.abc import Sequence
from datetime import date, datetime, time
from math import cos, sin

from babel.lists import format_list
from flask import Flask
from flask_babel import format_date, get_locale
from jinja2 import StrictUndefined

from workbench.clock import dutch_time

# Weekday, day and month as each language writes them; the day with its year Babel knows.
WEEKDAYS = {"nl": "EEEE d MMMM", "en": "EEEE d MMMM", "tr": "d MMMM EEEE", "ar": "EEEE، d MMMM"}
OURS = ("nl", "en")  # the languages of the screens; participants read in more


def day(value: date | None) -> str:
    """15 juni 2026."""
    return format_date(value, "d MMMM yyyy" if _language() in OURS else "long") if value else ""


def short_day(value: date | None) -> str:
    """15 juni."""
    return format_date(value, "d MMMM") if value else ""


def weekday(value: date | None) -> str:
    """maandag 15 juni."""
    return format_date(value, WEEKDAYS.get(_language(), "EEEE, d MMMM")) if value else ""


def _language() -> str:
    """The language that is spoken now."""
    language = get_locale()
    return language.language if language else OURS[0]


def moment(value: datetime | None) -> str:
    """15 juni 2026, 21.14 uur, in Dutch time."""
    if value is None:
        return ""
    here = dutch_time(value)
    return f"{format_date(here.date(), 'd MMMM yyyy')}, {clock_time(here.time())}"


def clock_time(value: time | None) -> str:
    """21.14 uur (nl) or 21:14 (en)."""
    if value is None:
        return ""
    return f"{value:%H.%M} uur" if str(get_locale()).startswith("nl") else f"{value:%H:%M}"  # 24 hours everywhere


def clock_of(value: datetime | None) -> str:
    """The hour of a moment, in Dutch time."""
    return clock_time(dutch_time(value).time()) if value else ""


def together(names: Sequence[str]) -> str:
    """Kim; Kim en Marloes; Kim, Bas en Truus."""
    if len(names) < 2:
        return "".join(names)
    if _language() not in OURS:
        return format_list(list(names), locale=_language())
    link = "en" if str(get_locale()).startswith("nl") else "and"
    return f"{', '.join(names[:-1])} {link} {names[-1]}"


def init_app(app: Flask) -> None:
    """Make the filters known to templates; a name that does not exist raises."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(cosine=cos, sine=sin)  # for pictures with things in a circle
    for name in (day, short_day, weekday, moment, clock_time, clock_of, together):
        app.jinja_env.filters[name.__name__] = name
