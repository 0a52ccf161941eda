"""The documents the workbench makes. A document is a module with `name`, `title`, `about` and `build`; adding one is a row.

A module may say with `refusal(view)` for whom it is not made (handing_out.py), with `more_points` that its letters are larger.
`DOCUMENTS` are made of a version of the plan, `OF_A_MEETING` of a meeting, `OF_THE_END` of how the work
with a family ends, `FOR_COLLEAGUES` of a casus for one colleague.
"""

from workbench.documents import (
    agreement_sheet,
    call_card,
    child_version,
    closing_paper,
    coverage_report,
    family_version,
    invitation,
    minutes,
    safety_plan,
    temporary_paper,
)

OF_A_PLAN = (safety_plan, family_version, child_version, agreement_sheet, call_card, temporary_paper)
DOCUMENTS = {module.name: module for module in OF_A_PLAN}
OF_A_MEETING = {module.name: module for module in (invitation, minutes)}
OF_THE_END = {module.name: module for module in (closing_paper,)}
FOR_COLLEAGUES = {module.name: module for module in (coverage_report,)}
