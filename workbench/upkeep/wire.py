"""Whether what goes to another machine is sealed on the way: mail, text messages, what is asked of the database (ASVS 12.3)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.engine import make_url

from workbench.upkeep.machine import Finding, found

HERE = {None, "", "localhost", "127.0.0.1", "::1"}
CHECKED = {"verify-ca", "verify-full"}  # with less, PostgreSQL's client talks to whoever answers


def of_the_wire() -> Iterator[Finding]:
    """One finding, with the names of the settings that leave a line open."""
    mail = (("WORKBENCH_MAIL_URL", "MAIL_URL"), ("WORKBENCH_SMS_URL", "SMS_URL"))
    names = [name for name, key in mail if mail_can_be_read(current_app.config[key])]
    if database_can_be_read(current_app.config["SQLALCHEMY_DATABASE_URI"]):
        names.append("WORKBENCH_DATABASE_URL")
    yield found(
        not names, _("what goes to other machines is sealed on the way"),
        _("what goes to another machine can be read on the way (%(names)s): write smtps:// for mail and text messages, and "
          "sslmode=verify-full for the database", names=", ".join(names)),
    )  # fmt: skip


def mail_can_be_read(url: str) -> bool:
    """Whether this mail server is another machine that is talked to openly; with a password it always goes sealed."""
    asked = urlsplit(url)
    return asked.scheme == "smtp" and asked.hostname not in HERE and not asked.password


def database_can_be_read(url: str) -> bool:
    """Whether this database is on another machine whose certificate is not asked for. A folder is a socket on this one."""
    asked = make_url(url)
    host = asked.host or str(asked.query.get("host", ""))
    elsewhere = host not in HERE and not host.startswith("/")
    return asked.drivername.startswith("postgresql") and elsewhere and asked.query.get("sslmode") not in CHECKED
