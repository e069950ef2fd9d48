"""Kinds of arguments that several commands take."""

import click

from pipelines.errors import InputError
from pipelines.urls import canonical


class WebAddress(click.ParamType[str]):
    """A URL, in its canonical spelling."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The canonical URL; anything else is wrong usage."""
        try:
            return canonical(value)
        except InputError as error:
            self.fail(str(error), param, ctx)
