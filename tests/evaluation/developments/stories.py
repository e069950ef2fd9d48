"""The articles of the set, in the order in which they run through the watch.

A file per language, with stories in our own words. A story is a report and what comes of it:

- `followup`: its `news` and the sentences `keep` (counted from 0) of the report, the news first or `after` so many;
- `update`: the report with changed words (`change`) or sentences put in (`add`, `at`), as outlets bring it up to date;
- `edits`: changes as sub-editors make them to an agency's text, which tell nothing;
- `retitled` and `abroad`: other headlines, in its own language and in another.

Reports, follow-ups and updates must be told; copies of them, made here and by `copies.py`, must not.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.evaluation.developments.copies import Newsroom, Text, merged, vocabulary_of

LANGUAGES: Final = ("en", "tr", "ru", "ar")
_BACKGROUND: Final = 3
# Kinds of copies that updates are followed by; reports and follow-ups are by all.
_OF_UPDATES: Final = frozenset({"retitled", "two sentences", "banner", "credited"})


@dataclass(frozen=True)
class Item:
    """An article of the set.

    kind: report, lead (a follow-up), update with what it changes, or what sort of copy. expected: whether it is told.
    """

    name: str
    language: str
    kind: str
    title: str
    text: str
    expected: bool


def stories(language: str) -> list[dict]:
    """The stories in one language."""
    return tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text())["story"]


def report_of(story: dict) -> Text:
    """The report that a story begins with."""
    return Text(story["title"], story["text"].strip().split("\n"))


def items() -> Iterator[Item]:
    """All articles, in order."""
    for language in LANGUAGES:
        yield from _in_language(language)


def _in_language(language: str) -> Iterator[Item]:
    told = stories(language)
    reports = [report_of(story) for story in told]
    for at, story in enumerate(told):
        others = [*reports[:at], *reports[at + 1 :]]
        newsroom = Newsroom(language, [one.title for one in others], vocabulary_of(others))
        before = reports[at - 1] if at else None
        for kind, text, expected in _of_story(story, newsroom, before):
            yield Item(story["name"], language, kind, text[0], text[1], expected)


def _of_story(story: dict, newsroom: Newsroom, before: Text | None) -> Iterator[tuple[str, tuple[str, str], bool]]:
    report = report_of(story)
    yield "report", (report.title, report.body), True
    yield from _copied(newsroom, report)
    for kind, title, body in _rewritten(story, report):
        yield kind, (title, body), False
    if before:
        yield "roundup", (report.title, f"{report.body}\n{before.body}"), False
    for followup in story.get("followup", ()):
        text = _followup(followup, report.sentences)
        yield "lead", (text.title, "\n".join(text.sentences)), True
        yield from _copied(newsroom, text)
        yield "two wires merged", _told(merged(report, text)), False
        yield "background", _told(Text(text.title, [*text.sentences, *report.sentences[-_BACKGROUND:]])), False
    for update in story.get("update", ()):
        text = _updated(update, report)
        yield f"update: {update['kind']}", _told(text), True
        yield from (copy for copy in _copied(newsroom, text) if copy[0] in _OF_UPDATES)


def _copied(newsroom: Newsroom, text: Text) -> Iterator[tuple[str, tuple[str, str], bool]]:
    for kind, title, body in newsroom.copies(text):
        yield kind, (title, body), False


def _told(text: Text) -> tuple[str, str]:
    return text.title, text.body


def _rewritten(story: dict, report: Text) -> Iterator[tuple[str, str, str]]:
    """Copies of a report under other headlines, and as a sub-editor leaves it."""
    for kind, field in (("other headline", "retitled"), ("headline in another language", "abroad")):
        if field in story:
            yield kind, story[field], report.body
    if "edits" in story:
        yield "edited", report.title, _changed(report.body, story["edits"])


def _followup(followup: dict, sentences: Sequence[str]) -> Text:
    kept = [sentences[at] for at in followup["keep"]]
    after = followup.get("after", 0)
    return Text(followup["title"], [*kept[:after], *followup["news"].strip().split("\n"), *kept[after:]])


def _updated(update: dict, report: Text) -> Text:
    sentences = [_changed(sentence, update.get("change", ())) for sentence in report.sentences]
    at = update.get("at", 0)
    return Text(update.get("title", report.title), [*sentences[:at], *update.get("add", ()), *sentences[at:]])


def _changed(text: str, changes: Sequence[Sequence[str]]) -> str:
    for before, after in changes:
        text = text.replace(before, after)
    return text
