"""The file one colleague uploaded and looks at: kept sealed for an hour, checked before it is kept, gone when it is used."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from workbench import clock
from workbench.accounts.models import User
from workbench.extensions import db
from workbench.transfer.importing import check
from workbench.transfer.models import IncomingFile
from workbench.transfer.reading import read
from workbench.transfer.refusal import Fault, FileRefused
from workbench.transfer.taking_in import for_here

LARGEST = 10 * 1024 * 1024  # by a page; a larger one with `flask casus import`
KEPT = timedelta(hours=1)


def keep(content: bytes, too_large: Any, *, by: User) -> None:
    """Check a file and keep it for this colleague. Raises FileRefused with every place and reason; then nothing is kept."""
    forget(by=by)
    if len(content) > LARGEST:
        raise FileRefused([Fault("", too_large)])
    check(for_here(read(content), by.email, by.email))
    db.session.add(IncomingFile(user_id=by.id, content=content))


def kept(by: User) -> Any:
    """The data of the file of this colleague, or None when there is none (any more)."""
    asked = select(IncomingFile.content).where(IncomingFile.user_id == by.id, IncomingFile.made_at > clock.now() - KEPT)
    content = db.session.scalar(asked)
    return None if content is None else read(content)


def forget(*, by: User) -> None:
    """Throw away the file of this colleague, and whatever anybody left lying for more than an hour."""
    db.session.execute(
        delete(IncomingFile).where((IncomingFile.user_id == by.id) | (IncomingFile.made_at <= clock.now() - KEPT))
    )
