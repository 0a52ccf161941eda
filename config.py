"""Configurations: Development (the demo), Testing, Production. Production refuses to start while anything is missing."""

import os
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

INSTANCE = Path(os.environ.get("WORKBENCH_INSTANCE", Path(__file__).parent / "instance"))


def kept_secret(name: str, make: "object") -> str:
    """A secret of this machine: read from instance/<name>, or made once and kept there with mode 0600."""
    path = INSTANCE / name
    if not path.exists():
        INSTANCE.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make())  # type: ignore[operator]
    return path.read_text().strip()


class Config:
    """What holds everywhere."""

    DEMO = False
    DEMO_DAY: date | None = None  # the demo's story plays on a day of its own; everything else lives today
    TESTING = False
    SECOND_FACTOR_REQUIRED = True
    SESSION_IDLE = timedelta(minutes=15)
    SESSION_ABSOLUTE = timedelta(hours=12)
    SESSIONS_PER_PERSON = 3
    BABEL_DEFAULT_LOCALE = "nl"
    BABEL_DEFAULT_TIMEZONE = "Europe/Amsterdam"
    LANGUAGES: ClassVar = ("nl", "en")
    MAX_CONTENT_LENGTH = 2 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 1024 * 1024
    MAX_FORM_PARTS = 2000
    WTF_CSRF_TIME_LIMIT = None
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_NAME = "werkbank"
    RATELIMIT_STORAGE_URI = "memory://"
    RATELIMIT_HEADERS_ENABLED = False
    SQLALCHEMY_ENGINE_OPTIONS: ClassVar[dict[str, object]] = {}
    TRUSTED_HOSTS: list[str] | None = None
    PROXY_HOPS = 0
    HTTPS = False
    SEND_AT_ONCE = True  # a code somebody asked for goes at once, beside the request

    def __init__(self) -> None:
        self.SQLALCHEMY_DATABASE_URI = os.environ.get("WORKBENCH_DATABASE_URL") or f"sqlite:///{INSTANCE / 'werkbank.db'}"
        self.MAIL_URL = os.environ.get("WORKBENCH_MAIL_URL", "")
        self.SMS_URL = os.environ.get("WORKBENCH_SMS_URL", "")
        self.BACKUP_KEY = os.environ.get("WORKBENCH_BACKUP_KEY", "")  # for the commands; who serves need not know it


class Development(Config):
    """The demo on one's own machine: invented families, no second factor, keys kept in instance/."""

    DEMO = True
    SECOND_FACTOR_REQUIRED = False
    SESSION_IDLE = timedelta(hours=8)
    SESSIONS_PER_PERSON = 50

    def __init__(self) -> None:
        super().__init__()
        from workbench.crypto.keyring import new_key

        asked = os.environ.get("WORKBENCH_DEMO_DAY", "2026-06-18")
        self.DEMO_DAY = None if asked == "real" else date.fromisoformat(asked)

        self.SECRET_KEY = os.environ.get("WORKBENCH_SECRET_KEY") or kept_secret("secret-key", lambda: secrets.token_urlsafe(48))
        self.KEYS = os.environ.get("WORKBENCH_KEYS") or kept_secret("keys", lambda: new_key("k1"))
        self.BACKUP_KEY = self.BACKUP_KEY or kept_secret("backup-key", lambda: new_key("b1"))


class Testing(Config):
    """For the test suite: one database in memory, or the PostgreSQL of TEST_DATABASE_URL."""

    TESTING = True
    SECOND_FACTOR_REQUIRED = False
    RATELIMIT_ENABLED = False
    SEND_AT_ONCE = False
    SERVER_NAME = "localhost"
    KEYS = "t1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests"  # noqa: S105

    def __init__(self) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = os.environ.get("TEST_DATABASE_URL") or "sqlite://"
        self.MAIL_URL = self.SMS_URL = ""
        self.BACKUP_KEY = "b1:" + "YmFja3VwLWtleS1vbmx5LWZvci10ZXN0cy0xMjM0NTY="


class Production(Config):
    """For an organisation. Every secret comes from outside; a missing or weak one is named and the app does not start."""

    HTTPS = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-werkbank"

    def __init__(self) -> None:
        super().__init__()
        self.SECRET_KEY = os.environ.get("WORKBENCH_SECRET_KEY", "")
        self.KEYS = os.environ.get("WORKBENCH_KEYS", "")
        self.TRUSTED_HOSTS = [host for host in os.environ.get("WORKBENCH_HOSTS", "").split(",") if host]
        self.PROXY_HOPS = int(os.environ.get("WORKBENCH_PROXY_HOPS", "1"))
        if missing := list(self.missing()):
            raise SystemExit("The workbench does not start in production:\n- " + "\n- ".join(missing))

    def missing(self) -> "list[str]":
        """What an administrator still has to set, in words."""
        found = []
        if len(self.SECRET_KEY) < 32:
            found.append("WORKBENCH_SECRET_KEY: give at least 32 random characters")
        if not self.KEYS:
            found.append("WORKBENCH_KEYS: give the key ring, `python -m workbench.crypto 2026a` makes a key")
        if not self.TRUSTED_HOSTS or "*" in self.TRUSTED_HOSTS:
            found.append("WORKBENCH_HOSTS: name the host names this server answers to")
        if not os.environ.get("WORKBENCH_DATABASE_URL"):
            found.append("WORKBENCH_DATABASE_URL: name the database")
        return found


CONFIGS: dict[str, type[Config]] = {"development": Development, "testing": Testing, "production": Production}


def chosen() -> Config:
    """The configuration WORKBENCH_ENV names; the demo where nothing is named."""
    return CONFIGS[os.environ.get("WORKBENCH_ENV", "development")]()
