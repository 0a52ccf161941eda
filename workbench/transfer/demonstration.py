"""The demo: the staff of an invented organisation and its two families (domain.md 7.1 and 7.2), read from casus files."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from workbench.accounts.models import Team, User
from workbench.accounts.operations import add_demo_staff
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.models import DiscussedIn, LearningAction, Reflection, ReflectionNeed, ReflectionVisibility
from workbench.transfer.demo_learning import learn
from workbench.transfer.importing import import_casus
from workbench.transfer.reading import read

FOLDER = Path(__file__).with_name("demo")
CASE_A, CASE_B = FOLDER / "jansma-de-wit.json", FOLDER / "smeets-verhoeven.json"


def is_empty() -> bool:
    """Whether nothing has been put into this database yet: no account and no casus."""
    return db.session.scalar(select(Casus.id).limit(1)) is None and db.session.scalar(select(User.id).limit(1)) is None


def load() -> list[Casus]:
    """Add the demo's staff, both families, what Sanne wrote about her own work, and how the team learns. The caller commits."""
    staff = add_demo_staff()
    team = db.session.get_one(Team, staff["sanne"].team_id)
    families = [
        import_casus(read(file.read_bytes()), by=staff[worker], team=team)
        for file, worker in ((CASE_A, "sanne"), (CASE_B, "mehmet"))
    ]
    reflect(staff["sanne"], families[0])
    learn(staff)
    return families


def reflect(worker: User, casus: Casus) -> None:
    """Sanne's reflections on standards 1 and 2, and none on 3; they are hers and never in a casus file (domain.md 3.3)."""
    for standard, level, example, need, reason in (
        (1, 3, "Ik herken hoe Kim trek in drank verbergt. Van verslaving weet ik genoeg door het overleg met Tom.",
         ReflectionNeed.NONE, "Tom denkt elke twee weken mee."),
        (2, 2, "Ik vind het lastig om rustig door te vragen als Kim en Ineke een heel ander cijfer geven.",
         ReflectionNeed.WATCH_ALONG, None),
    ):  # fmt: skip
        reflection = Reflection(
            worker_id=worker.id, casus_id=casus.id, standard=standard, reflected_on=date(2026, 6, 16), self_level=level,
            example=example, need=need, need_reason=reason, discussed_in=DiscussedIn.SUPERVISION,
            discussed_on=date(2026, 6, 17), visibility=ReflectionVisibility.SUPERVISOR,
        )  # fmt: skip
        db.session.add(reflection)
        db.session.flush()
        if standard == 2:
            what = "Meekijken bij een bijeenkomst van Mehmet."
            db.session.add(LearningAction(
                worker_id=worker.id, reflection_id=reflection.id, standard=2, what=what, planned_on=date(2026, 7, 2)
            ))  # fmt: skip
    db.session.flush()
