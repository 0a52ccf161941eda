"""The documents the workbench makes. A document is a module with `name`, `title`, `about` and `build`; adding one is a row.

`DOCUMENTS` are made of a version of the plan, `OF_A_MEETING` of a meeting, `OF_THE_END` of how the work with a family ends,
`FOR_COLLEAGUES` of a casus for one colleague.
"""

from workbench.documents import agreement_sheet, closing_paper, coverage_report, invitation, minutes, safety_plan

DOCUMENTS = {module.name: module for module in (safety_plan, agreement_sheet)}
OF_A_MEETING = {module.name: module for module in (invitation, minutes)}
OF_THE_END = {module.name: module for module in (closing_paper,)}
FOR_COLLEAGUES = {module.name: module for module in (coverage_report,)}
