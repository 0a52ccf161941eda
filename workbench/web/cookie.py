"""The signed cookie of a browser: its age says nothing, the session on the server does (accounts/ and reviews/sessions.py).

Flask refuses a cookie that was signed a moment ahead of its clock. When the clock of a server is set right and goes back, every
form that stands open somewhere would be refused, and what was typed in it lost; here it only must have been signed by us.
"""

from datetime import datetime
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer


class PatientSigner(TimestampSigner):
    """Signs as Flask does, and takes what is still to come."""

    def unsign(self, signed_value: Any, max_age: int | None = None, return_timestamp: Any = False) -> Any:
        """The value, when we signed it and not too long ago."""
        try:
            return super().unsign(signed_value, max_age, return_timestamp)
        except SignatureExpired as error:
            if not self._is_to_come(error.date_signed):
                raise
            return super().unsign(signed_value, None, return_timestamp)

    def _is_to_come(self, signed_at: datetime | None) -> bool:
        return signed_at is not None and signed_at.timestamp() > self.get_timestamp()


class PatientCookie(SecureCookieSessionInterface):
    """Flask's own cookie, with that signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs it."""
        made = super().get_signing_serializer(app)
        if made is not None:
            made.signer = PatientSigner
        return made
