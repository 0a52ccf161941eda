"""From nothing to the first page: a fresh Python each time."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.result import Result, at_most
from bench.rounds import side_by_side

BARE = """
from flask import Flask
app = Flask("bare")
app.add_url_rule("/sign-in", view_func=lambda: "<!doctype html><title>Hallo</title>")
assert app.test_client().get("/sign-in").status_code == 200
"""
LIBRARIES = """
import flask_babel, flask_limiter, flask_migrate, flask_security, flask_sqlalchemy, flask_wtf
import cryptography.hazmat.primitives.ciphers.aead, sqlalchemy.orm
from flask import Flask
app = Flask("libraries")
app.add_url_rule("/sign-in", view_func=lambda: "<!doctype html><title>Hallo</title>")
assert app.test_client().get("/sign-in").status_code == 200
"""
PRODUCT = """
from wsgi import app
assert app.test_client().get("/sign-in").status_code == 200
"""


def measure(folder: Path) -> list[Result]:
    """The page to sign in, from starting Python: the product beside bare Flask, and beside Flask with our libraries imported."""
    environment = os.environ | {"WORKBENCH_INSTANCE": str(folder), "WORKBENCH_ENV": "development"}
    environment.pop("WORKBENCH_DATABASE_URL", None)
    _run(
        "from workbench.extensions import db\nfrom wsgi import app\nwith app.app_context(): db.create_all()",
        environment,
    )
    programs = {"product": PRODUCT, "bare": BARE, "libraries": LIBRARIES}
    took = side_by_side({name: partial(_run, program, environment) for name, program in programs.items()}, seconds=0)
    note = f"{took['product']:.0f} ms; floors {took['bare']:.0f} and {took['libraries']:.0f} ms"
    ours = Result("cold start / only importing the libraries we chose", f"{took['product'] / took['libraries']:.2f}×")
    return [at_most("cold start to the first page / bare Flask", took["product"] / took["bare"], 2.6, 2.1, note), ours]


def _run(program: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, cwd=Path(__file__).parents[1])
