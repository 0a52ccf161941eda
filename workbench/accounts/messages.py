"""What Flask-Security says, in our words. Each text it can show is here, so that it stands in our own Dutch catalogue."""

from flask_babel import lazy_gettext as _l

EXPIRED = _l("This took longer than %(within)s. Please start again.")
NO_PASSKEY = _l("This passkey does not work here. Try again, or sign in with your password.")
START_AGAIN = _l("Please sign in first.")

MESSAGES = {
    "UNAUTHENTICATED": (START_AGAIN, "info"),
    "UNAUTHORIZED": (_l("You may not do this."), "error"),
    "ANONYMOUS_USER_REQUIRED": (_l("You are signed in already."), "info"),
    "REAUTHENTICATION_REQUIRED": (_l("Please give your password once more; this is an important change."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you, you can go on."), "success"),
    "PASSWORD_CHANGE": (_l("Your password was changed. Other browsers were signed out."), "success"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_l("Your authenticator app was set up."), "success"),
    "TWO_FACTOR_INVALID_TOKEN": (_l("This code does not match. Set the app up again with the new picture."), "error"),
    "TWO_FACTOR_PERMISSION_DENIED": (START_AGAIN, "info"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_l("Choose the authenticator app."), "error"),
    "TWO_FACTOR_DISABLED": (_l("Your authenticator app was removed."), "success"),
    "TWO_FACTOR_SETUP_EXPIRED": (EXPIRED, "error"),
    "INVALID_RECOVERY_CODE": (_l("This code does not match."), "error"),
    "NO_RECOVERY_CODES_SETUP": (_l("You have no recovery codes yet."), "info"),
    "INVALID_REDIRECT": (_l("That page is not part of this workbench."), "error"),
    "INVALID_INPUT": (_l("This cannot be read. Type it again."), "error"),
    "INVALID_INPUT_LENGTH": (_l("This is too long."), "error"),
    "API_ERROR": (_l("That did not work. Please try again."), "error"),
    "GENERIC_AUTHN_FAILED": (_l("This does not match."), "error"),
    "DISABLED_ACCOUNT": (NO_PASSKEY, "error"),
    "WEBAUTHN_EXPIRED": (EXPIRED, "error"),
    "WEBAUTHN_NAME_REQUIRED": (_l("Give the passkey a name, such as “work laptop”."), "error"),
    "WEBAUTHN_NAME_INUSE": (_l("You already have a passkey called %(name)s."), "error"),
    "WEBAUTHN_NAME_NOT_FOUND": (_l("You have no passkey called %(name)s."), "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (_l("Use letters, numbers and spaces only."), "error"),
    "WEBAUTHN_CREDENTIAL_DELETED": (_l("The passkey %(name)s was removed."), "success"),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_l("The passkey %(name)s was added."), "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_l("This passkey was added before."), "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (NO_PASSKEY, "error"),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (NO_PASSKEY, "error"),
    "WEBAUTHN_NO_VERIFY": (NO_PASSKEY, "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (NO_PASSKEY, "error"),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (NO_PASSKEY, "error"),
}
