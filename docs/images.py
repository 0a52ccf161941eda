"""Draws docs/images: pages of the Word documents of the demo as pictures, for the README. It needs LibreOffice and poppler.

    python docs/images.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_suffix("")
sys.path.insert(0, str(ROOT))

from sqlalchemy import select  # noqa: E402

import config  # noqa: E402
from workbench import create_app  # noqa: E402
from workbench.accounts.models import User  # noqa: E402
from workbench.casus.models import Casus, Person  # noqa: E402
from workbench.documents import catalogue, closing_operations, coverage_operations, operations  # noqa: E402
from workbench.errors import RuleBroken  # noqa: E402
from workbench.extensions import db  # noqa: E402
from workbench.meetings import queries as meetings  # noqa: E402
from workbench.meetings.models import Meeting  # noqa: E402
from workbench.plans import queries as plans  # noqa: E402
from workbench.standards.operations import recompute  # noqa: E402
from workbench.transfer import demonstration  # noqa: E402

DOTS_PER_INCH = 55
MOST_PAGES = 2  # of each document; of the full plan also the page with the cards
PAGES = {"safety-plan": (1, 2, 6)}
# For whom each is drawn; whoever can have it first, where nobody is named.
READERS = {"safety-plan": "Truus", "agreement-sheet": "Bas", "invitation": "Truus", "minutes": "Truus", "family-version": "Kim",
           "child-version": "Noa", "call-card": "Noa", "temporary-plan": "Kim", "closing": "Truus"}  # fmt: skip


def main() -> None:
    """Make each document of the demo, and a picture of its first pages."""
    app = create_app(config.Testing())
    with app.test_request_context(), tempfile.TemporaryDirectory() as folder:
        db.create_all()
        families = demonstration.load()
        recompute()
        made = {kind: file for kind in every_kind() if (file := of_kind(kind, families))}
        for kind, file in made.items():
            (Path(folder) / f"{kind}.docx").write_bytes(file)
        draw(Path(folder))


def every_kind() -> list[str]:
    """The names of all catalogues."""
    return [*catalogue.DOCUMENTS, *catalogue.OF_A_MEETING, *catalogue.OF_THE_END, *catalogue.FOR_COLLEAGUES]


def of_kind(kind: str, families: list[Casus]) -> bytes | None:
    """The document of the first family and reader that can have it, the wanted reader first."""
    for casus in families:
        people = list(db.session.scalars(select(Person).filter_by(casus_id=casus.id).order_by(Person.id)))
        for person in sorted(people, key=lambda one: one.first_name != READERS.get(kind)):
            try:
                return made_for(kind, casus, person)
            except RuleBroken:
                continue
    return None


def made_for(kind: str, casus: Casus, person: Person) -> bytes:
    """A document of a plan version, of a meeting or for a colleague. Raises RuleBroken where this person cannot have it."""
    worker = db.session.get_one(User, casus.worker_id)
    if kind in catalogue.FOR_COLLEAGUES:
        return coverage_operations.make(casus, worker, "docx", "supervision", by=worker).content
    if kind in catalogue.OF_THE_END:
        return closing_operations.make(casus, person.id, by=worker).content
    if kind in catalogue.OF_A_MEETING:
        newest = select(Meeting).options(*meetings.ALL).filter_by(casus_id=casus.id).order_by(Meeting.held_on.desc())
        return operations.make_of_meeting(casus, db.session.scalars(newest).first(), person.id, kind, by=worker).content
    versions = [plans.version_of(casus, line.number) for line in plans.version_lines(casus)]
    of_kind = [one for one in versions if bool(one.body.get("temporary")) == (kind == "temporary-plan")]
    version = of_kind[0] if of_kind else versions[0]
    return operations.make(casus, version, person.id, kind, by=worker).content


def draw(folder: Path) -> None:
    """Word → PDF → PNG, into docs/images."""
    files = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files], check=True)
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    for file in sorted(folder.glob("*.pdf")):
        for page in PAGES.get(file.stem, range(1, MOST_PAGES + 1)):
            subprocess.run(["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page), "-singlefile",
                            file, TARGET / f"{file.stem}-{page}"], check=False, stderr=subprocess.DEVNULL)  # fmt: skip


if __name__ == "__main__":
    main()
