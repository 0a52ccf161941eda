"""What a participant reads when an answer is not complete. Texts of participants stand in files of their own: they are in
more languages than the screens of staff (translations/guest.py)."""

from flask_babel import lazy_gettext as _l

CHOOSE = _l("Choose one.")
SAY_WHAT = _l("Write what you would like to be different.")
