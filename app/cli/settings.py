"""`iwm settings`: what can be set, and what is."""

import textwrap

import click

from app.cli.options import Settings, with_settings
from app.envfile import example as example_text
from app.settings import describe


@click.group("settings")
def settings_group() -> None:
    """What can be set in the environment or in .env.

    \b
    Examples:
      iwm settings list                      every setting, its value now, and what it means
      iwm settings example > .env            a file to start from
      IWM_PORT=9000 iwm settings list        the environment wins over .env
    """


@settings_group.command("list")
@with_settings()
def list_settings(settings: Settings) -> None:
    """Show every setting with its value now; secrets are masked."""
    for name, value, description in describe(settings):
        click.echo(f"{name}={value}")
        click.echo(textwrap.fill(description, 100, initial_indent="    ", subsequent_indent="    "))


@settings_group.command("example")
def example() -> None:
    """Print .env.example: all settings with their defaults, as comments."""
    click.echo(example_text(), nl=False)
