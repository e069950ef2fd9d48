"""The demonstration as a reader sees it: per tick a line for each article, at the end what it came to.

Every line begins with Latin letters and has the headline last, so that Arabic stays readable in every terminal.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from alerts.words import reason_in_words, sides_in_words
from deploy.demo.content import Newswire, Tick
from deploy.demo.sighting import Difference, Sighting
from pipelines.plain import one_line
from pipelines.report import Because, Conflict, Reason, Verdict
from pipelines.watch import Notify, Watch

_WIDEST: Final = 98
_ALERT_INDENT: Final = 2
_OUTLET: Final = 17
_LABEL: Final = 13
_INDENT: Final = 2 + 2 + _LABEL + 2
_MARKS: Final = {True: "●", False: "·"}
_LANGUAGES: Final = {"en": "English", "ar": "Arabic", "tr": "Turkish", "ru": "Russian"}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ASKED: Final = {
    Notify.STORIES: "the first report of each development",
    Notify.FACTS: "what adds a fact",
    Notify.REPORTING: "all that somebody has written anew, once",
}
_REASONS_SHOWN: Final = 2
# Room that breaking lines between words may cost.
_SLACK: Final = 12
_WHOLE: Final = 20
# Said by the verdict itself, by the summary, or by a line of its own.
_UNTOLD: Final = frozenset({
    Because.NO_MATCH, Because.TEXT_CHANGED, Because.SAME_DEVELOPMENT, Because.CONFLICT, Because.MERGES,
    Because.SPLITS_OFF,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run came to.

    again: looks at known pages that had not changed. delivered: alerts that the terminal channel took.
    seconds: how long it took.
    """

    sightings: tuple[Sighting, ...]
    again: int
    delivered: int
    seconds: float


class Show:
    """Prints a run on a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self.alert_width = self._width - _ALERT_INDENT
        """Columns that an alert may have."""

    def begin(self, newswire: Newswire, watch: Watch) -> None:
        """Say what is about to be seen."""
        pieces = sum(len(site.pieces) for site in newswire.sites)
        spoken = {site.language for site in newswire.sites}
        languages = _listed([name for code, name in _LANGUAGES.items() if code in spoken])
        self._line(Text("Wirewatch on the bundled newswire", "bold"))
        self._hanging(
            f"{len(newswire.sites)} invented outlets on this machine publish {pieces} articles in {languages}.", 0
        )
        self._hanging(f"The watch {watch.name} reads them all and is to tell {_ASKED[watch.notify]}.", 0)
        self._line(Text("● raises an alert   · stays silent", "dim"))

    def tick(self, tick: Tick, sightings: Sequence[Sighting], troubles: Sequence[str] = ()) -> None:
        """One stop of the calendar.

        troubles: what could not be had, in words.
        """
        self._console.print()
        self._line(Text.assemble((_time(tick.at), "bold"), f"  {tick.title}"))
        for sighting in sightings:
            self._sighting(sighting)
        for trouble in troubles:
            self._hanging(one_line(trouble), 4, "yellow")

    def alert(self, printed: str) -> None:
        """An alert in full, as the terminal channel printed it, with its colours."""
        self._console.print()
        self._line(Text("That alert in full, as a terminal, a mail or a Slack message tells it:", "dim"))
        self._console.print()
        for line in printed.rstrip().splitlines():
            self._console.print(Text.from_ansi(f"{' ' * _ALERT_INDENT}{line}".rstrip()), soft_wrap=True)

    def end(self, figures: Figures, differences: Sequence[Difference]) -> None:
        """Sum up, say what differs from the expectations, and what to do next."""
        sightings = figures.sightings
        articles = len({sighting.url for sighting in sightings})
        self._console.print()
        self._line(Text(f"{articles} articles read and judged in {figures.seconds:.0f} s", "bold"))
        self._line(Text(f"  ● {figures.delivered:>2} alerts   {_counted(sightings, alert=True)}"))
        silent = sum(not sighting.alert for sighting in sightings)
        self._line(Text(f"  · {silent:>2} silent   {_counted(sightings, alert=False)}"))
        if figures.again:
            self._line(Text(f"  {figures.again} looks at pages for corrections found nothing changed", "dim"))
        self._console.print()
        if differences:
            self._line(Text(f"{len(differences)} not as the bundle expects:", "bold red"))
            for difference in differences:
                self._hanging(str(difference), 2, most=_WHOLE)
            return
        self._line(Text("Every verdict is one that the bundle expects."))
        self._console.print()
        self._line(Text("Next", "bold"))
        for command, what in _NEXT:
            self._line(Text.assemble(f"  {command:<18}", (what, "dim")))

    def _sighting(self, sighting: Sighting) -> None:
        head = Text.assemble(
            ("  ● ", "bold green") if sighting.alert else ("  · ", "dim"),
            f"{_label(sighting.verdict):<{_LABEL}}  ",
            f"{set_cell_size(one_line(sighting.outlet), _OUTLET)}  {sighting.language:<2}  ",
        )
        room = self._width - cell_len(head.plain)
        head.append(_fitted(one_line(sighting.title or sighting.url), room), "bold" if sighting.alert else "")
        if not sighting.alert and sighting.verdict is Verdict.IRRELEVANT:
            head.stylize("dim")
        self._line(head)
        for reason in _why(sighting):
            self._hanging(reason, _INDENT, "dim")

    def _hanging(self, text: str, indent: int, style: str = "", *, most: int = 2) -> None:
        """A text on at most so many lines, all indented."""
        room = self._width - indent
        lines = Text(_fitted(text, room * most - _SLACK)).wrap(self._console, room)
        for line in lines:
            line.rstrip()
            self._line(Text(" " * indent + line.plain, style))

    def _line(self, text: Text) -> None:
        # rich would break a line that a terminal with other ideas of a letter's width shows whole.
        self._console.print(text, soft_wrap=True)


_NEXT: Final = (
    ("wirewatch init", "write a configuration with real sources, ready to be edited"),
    ("wirewatch crawl", "look for news once, now"),
    ("wirewatch run", "keep looking, and be told by mail, Slack, webhook or here"),
)


def _why(sighting: Sighting) -> list[str]:
    """The evidence of a verdict in words, the strongest first, and what contradicts it."""
    told = [_reason(reason) for reason in sighting.reasons if reason.code not in _UNTOLD]
    return told[:_REASONS_SHOWN] + [_conflict(conflict) for conflict in sighting.conflicts[:1]]


def _reason(reason: Reason) -> str:
    if reason.code is Because.CONTAINED and reason.detail:
        return one_line(reason.detail)
    return str(reason_in_words(reason))


def _conflict(conflict: Conflict) -> str:
    values = sides_in_words(conflict)
    return one_line(f"Sources disagree on {conflict.subject}: {values}")


def _label(verdict: Verdict) -> str:
    return str(verdict).replace("_", " ")


def _counted(sightings: Sequence[Sighting], *, alert: bool) -> str:
    counts = Counter(_label(sighting.verdict) for sighting in sightings if sighting.alert is alert)
    return ", ".join(f"{count} {label}" for label, count in counts.most_common())


def _fitted(text: str, room: int) -> str:
    """The text, or as much of it as fits into `room` columns."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1).rstrip() + "…"


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _time(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
