"""From nothing to the first page: a fresh Python each time."""

import os
import subprocess
import sys
from pathlib import Path

from bench.result import Result, at_most
from bench.rounds import side_by_side

BARE = """
from flask import Flask
app = Flask("bare")
app.add_url_rule("/sign-in", view_func=lambda: "<!doctype html><title>Hallo</title>")
assert app.test_client().get("/sign-in").status_code == 200
"""
PRODUCT = """
from wsgi import app
assert app.test_client().get("/sign-in").status_code == 200
"""


def measure(folder: Path) -> list[Result]:
    """The page to sign in, from starting Python: the product beside bare Flask with one route."""
    environment = os.environ | {"WORKBENCH_INSTANCE": str(folder), "WORKBENCH_ENV": "development"}
    environment.pop("WORKBENCH_DATABASE_URL", None)
    _run(
        "from workbench.extensions import db\nfrom wsgi import app\nwith app.app_context(): db.create_all()",
        environment,
    )
    took = side_by_side(
        {"product": lambda: _run(PRODUCT, environment), "bare": lambda: _run(BARE, environment)}, seconds=0
    )
    note = f"{took['product']:.0f} ms; floor {took['bare']:.0f} ms"
    return [at_most("cold start to the first page / bare Flask", took["product"] / took["bare"], 2.6, 2.1, note)]


def _run(program: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, cwd=Path(__file__).parents[1])
