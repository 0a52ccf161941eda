"""Second factors and passkeys, where Flask-Security leaves something to us: no code works twice, no code can be read back."""

import hmac
from hashlib import sha256
from typing import Any

import flask_security
from passlib.exc import TokenError
from sqlalchemy import update
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from workbench.accounts import lockout, notices
from workbench.accounts.log import record
from workbench.accounts.messages import MESSAGES
from workbench.accounts.models import User
from workbench.crypto import keyring
from workbench.extensions import db


class OnceOnlyTotp(flask_security.Totp):
    """Codes of the authenticator app. A code, and every older one, works once (no replay)."""

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        """True for a right code that nobody used before; using it up is one statement."""
        try:
            match = self._totp.verify(token, totp_secret, window=window)
        except (TokenError, ValueError):
            return False
        unused = update(User).where(User.id == user.id, User.last_totp_step < match.counter)
        used_up = lockout.changes(unused.values(last_totp_step=match.counter))
        db.session.commit()
        return used_up

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The picture for the app, as a data address, drawn by the QR library the rest of the product uses."""
        import segno

        return str(segno.make(self.get_totp_uri(username, totp)).svg_data_uri(scale=5, border=3, light="#ffffff"))


class RecoveryCodes(flask_security.MfRecoveryCodesUtil):
    """Recovery codes are kept as keyed hashes: nobody can read them back, not even from the screen."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        """Ten new codes, shown once; the old ones stop working."""
        codes = flask_security.utils._security.totp_factory.generate_recovery_codes(10)
        user.mf_recovery_codes = [_keyed(code) for code in codes]
        record("recovery codes made", by=user, action="C")
        notices.tell(user, "factor")
        return list(codes)

    def get_recovery_codes(self, user: Any) -> list[str]:
        """Never shown again."""
        return []

    def check_recovery_code(self, user: Any, code: str) -> bool:
        """Is this one of the codes that were not used yet?"""
        return self._place(user, code) is not None

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        """Use it up."""
        place = self._place(user, code)
        return place is not None and flask_security.utils._datastore.mf_delete_recovery_code(user, place)

    def _place(self, user: User, code: str) -> int | None:
        kept = user.mf_recovery_codes or []
        matches = [hmac.compare_digest(one, _keyed(code, one.partition("$")[0])) for one in kept]
        return matches.index(True) if True in matches else None


def _keyed(code: str, key_name: str | None = None) -> str:
    ring = keyring()
    name = key_name if key_name and key_name in ring.names else ring.current
    return f"{name}${hmac.new(ring.derived('recovery codes', name), code.encode(), sha256).hexdigest()}"


class Passkeys(flask_security.WebauthnUtil):
    """A passkey is a whole sign-in by itself: something you have, opened by finger, face or PIN."""

    def authenticator_selection(self, user: Any, usage: str) -> AuthenticatorSelectionCriteria:
        """Any kind of key, as long as it checks who holds it and knows whom it belongs to."""
        return AuthenticatorSelectionCriteria(
            user_verification=UserVerificationRequirement.REQUIRED, resident_key=ResidentKeyRequirement.REQUIRED
        )

    def user_verification(self, user: Any, usage: list[str]) -> UserVerificationRequirement:
        """Always ask who holds the key."""
        return UserVerificationRequirement.REQUIRED

    def name_svn(self, value: str) -> tuple[str | None, str | None]:
        """(what is wrong with the name of a passkey, the name)."""
        name = " ".join(value.split())
        good = name and len(name) <= 64 and all(sign.isalnum() or sign in " -_'" for sign in name)
        return (None, name) if good else (str(MESSAGES["WEBAUTHN_NAME_DISALLOWED_CHARACTERS"][0]), None)
