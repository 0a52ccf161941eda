"""Who may do what, as a grid of permissions by people; docs/access.md holds it, and a test compares."""

from workbench.access import POLICY, Permission, allows
from workbench.accounts.models import Role, User
from workbench.casus.models import Casus, CasusStatus

HERE, ELSEWHERE = 1, 2
ALWAYS, WHILE_OPEN, IN_EMERGENCY, NEVER = "yes", "open", "glass", "–"
# Who they are: the letters are those of docs/access.md and security.md C.
ACTORS: dict[str, User] = {
    "W": User(id=1, role=Role.WORKER, team_id=HERE, active=True),
    "Wx": User(id=2, role=Role.WORKER, team_id=HERE, active=True),
    "S": User(id=3, role=Role.SUPERVISOR, team_id=HERE, active=True),
    "Sx": User(id=4, role=Role.SUPERVISOR, team_id=ELSEWHERE, active=True),
    "BS": User(id=5, role=Role.BEHAVIOURAL_SCIENTIST, team_id=ELSEWHERE, active=True),
    "A": User(id=6, role=Role.ADMINISTRATOR, team_id=None, active=True),
    "FG": User(id=7, role=Role.PRIVACY_OFFICER, team_id=None, active=True),
}


def _casus(status: CasusStatus) -> Casus:
    return Casus(id=1, team_id=HERE, worker_id=1, behavioural_scientist_id=5, status=status)


def grid() -> str:
    """The grid as a Markdown table: a row for each permission, a column for each person."""
    rows = ["| permission | " + " | ".join(ACTORS) + " |", "|---|" + "---|" * len(ACTORS)]
    for permission in POLICY:
        cells = (cell(user, permission) for user in ACTORS.values())
        rows.append(f"| {permission.name.lower().replace('_', ' ')} | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def cell(user: User, permission: Permission) -> str:
    """Whether this person has this permission: always, only while the casus is open, only after break-glass, or never."""
    if not allows(user, permission, _casus(CasusStatus.ACTIVE)):
        opened = _casus(CasusStatus.ACTIVE)
        if allows(user, Permission.SEE_CASUS, opened):
            return NEVER  # who may see it already opens nothing in an emergency
        opened.emergency_of = user.id
        return IN_EMERGENCY if allows(user, permission, opened) else NEVER
    return ALWAYS if allows(user, permission, _casus(CasusStatus.CLOSED)) else WHILE_OPEN
