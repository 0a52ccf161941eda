"""The documents the workbench makes. A document is a module with `name`, `title`, `about` and `build`; adding one is a row."""

from workbench.documents import safety_plan

DOCUMENTS = {module.name: module for module in (safety_plan,)}
