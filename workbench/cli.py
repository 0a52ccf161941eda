"""The commands of `flask --app wsgi …` (design.md 6)."""

import click
from flask import Flask

from workbench.crypto.keyring import new_key


def init_app(app: Flask) -> None:
    """Tie the commands to the app."""
    app.cli.add_command(keys)


@click.group()
def keys() -> None:
    """The key ring."""


@keys.command("new")
@click.argument("name")
def keys_new(name: str) -> None:
    """Print a fresh key with this name, for WORKBENCH_KEYS."""
    click.echo(new_key(name))
