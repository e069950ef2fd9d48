"""`wirewatch explain`: the whole way of one URL."""

import sys
from typing import Any

import click
import msgspec

from deploy.account import Account, Told, account_of
from deploy.cli.account import account_in_words
from deploy.cli.arguments import WebAddress
from deploy.cli.group import Place
from deploy.cli.output import hanging, json_line, say
from deploy.cli.running import run
from deploy.config import load
from deploy.line import line_of


@click.command(
    epilog="""\b
Examples:
  wirewatch explain https://news.example/idlib
  wirewatch explain https://news.example/idlib --json
""",
)
@click.argument("url", type=WebAddress())
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def command(place: Place, url: str, *, as_json: bool) -> None:
    """Tell what happened to a URL, and why: seen, fetched, cleaned, matched, compared, judged, told.

    Reports of a watch are kept for good; that a page matched no watch is remembered for seven days.
    """
    found = run(account_of(load(place.config), place.data, url))
    if as_json:
        json_line(_json(found))
    elif not found.empty:
        for head, text in account_in_words(found):
            for line in hanging(head, text):
                click.echo(line)
    if found.empty:
        say(f"Nothing is known of {url}: no source announced it, or it was forgotten.")
        say("`wirewatch crawl URL` looks at it now.")
        sys.exit(1)


def _json(found: Account) -> dict[str, Any]:
    pending, mark = found.known.pending, found.known.mark
    return {
        "url": found.url,
        "looked_at": mark.seen if mark else None,
        "waits_until": pending.due if pending else None,
        "failures": pending.failures if pending else 0,
        "trace": found.trace,
        "reports": [_report_json(told) for told in found.reports],
    }


def _report_json(told: Told) -> dict[str, Any]:
    report = told.report
    seen = {
        "title": report.title,
        "source": report.source,
        "announced": report.announced or None,
        "observed": report.observed,
        "published": report.published,
    }
    rest = {
        "terms": report.terms,
        "removed": report.removed,
        "containment": report.containment,
        "nearest": told.nearest,
        "claims": told.claims,
        "deliveries": told.deliveries,
    }
    return {**msgspec.to_builtins(line_of(report, told.story)), **seen, **rest}
