"""The commands of `flask --app wsgi …` (design.md 6)."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.cli import with_appcontext

from workbench.accounts.models import Role
from workbench.crypto.keyring import new_key
from workbench.errors import RuleBroken
from workbench.extensions import db


def init_app(app: Flask) -> None:
    """Tie the commands to the app."""
    app.cli.add_command(keys)
    app.cli.add_command(users)


@click.group()
def keys() -> None:
    """The key ring."""


@keys.command("new")
@click.argument("name")
def keys_new(name: str) -> None:
    """Print a fresh key with this name, for WORKBENCH_KEYS."""
    click.echo(new_key(name))


@click.group()
def users() -> None:
    """People with an account."""


@users.command("add")
@click.argument("email")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--team", help="The name of the team; it is added when it is not there.")
@click.option("--organisation", help="The name of the organisation, for the first account.")
@with_appcontext
def users_add(email: str, name: str, role: str, team: str | None, organisation: str | None) -> None:
    """Give somebody an account, and print the start password once."""
    from workbench.accounts import operations

    with _telling():
        start = operations.add_first(email, name, Role(role), team, organisation)
    click.echo(f"Start password of {email}, to be told in person: {start}")


@users.command("disable")
@click.argument("email")
@with_appcontext
def users_disable(email: str) -> None:
    """Close somebody's account; open sessions end at once."""
    from workbench.accounts import operations

    with _telling():
        operations.disable_user(operations.by_address(email), by=None)
    click.echo(f"Closed: {email}")


@contextmanager
def _telling() -> Iterator[None]:
    """Commit what was done; say a broken rule plainly instead of showing where in the code it broke."""
    try:
        yield
        db.session.commit()
    except RuleBroken as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from None
