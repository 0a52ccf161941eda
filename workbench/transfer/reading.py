"""From bytes to data: a casus file is JSON of at most 40 MB in which no name occurs twice."""

import json
from typing import Any

from flask_babel import gettext as _

from workbench.transfer.refusal import Fault, FileRefused

LARGEST = 40 * 1024 * 1024  # the drawings of a family are at most 24 MB (voices/operations.py), a third more as text


def read(content: bytes) -> Any:
    """The data in a casus file. Raises FileRefused with the place and the reason when it is no such file."""
    if len(content) > LARGEST:
        raise FileRefused([Fault("", _("This file is larger than 40 MB."))])
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise FileRefused([Fault("", _("This file is not text in UTF-8."))]) from None
    except json.JSONDecodeError as error:
        reason = _("This is not JSON: line %(line)s, column %(column)s.", line=error.lineno, column=error.colno)
        raise FileRefused([Fault("", reason)]) from None
    except (RecursionError, ValueError) as error:
        raise FileRefused([Fault("", str(error) if type(error) is ValueError else _("This file is nested too deep."))]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if any("\ud800" <= character <= "\udfff" for character in name):
            raise ValueError(_("This file is not text in UTF-8."))
        if name in found:
            raise ValueError(_("The name “%(name)s” occurs twice in one record.", name=name[:60]))
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(_("“%(name)s” is not a number.", name=name))
