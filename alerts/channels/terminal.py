"""The terminal: a quiet block of text on standard output."""

from collections.abc import Callable
from io import StringIO
from typing import IO, Final

from rich.console import Console
from rich.text import Text

from alerts.alert import Alert
from alerts.channels.channel import Notice
from alerts.channels.config import TerminalConfig
from alerts.delivery import Delivery
from alerts.policy.answer import Answer, Meaning
from pipelines.plain import one_line, plain
from pipelines.report import Verdict

_WIDEST: Final = 96
_COLOURS: Final = {
    Verdict.NEW_STORY: "bold green",
    Verdict.NEW_REPORTING: "bold cyan",
    Verdict.REVISION: "bold yellow",
    Verdict.UNJUDGED: "bold red",
}


class TerminalChannel:
    """Prints alerts. Colours appear only on a terminal; the link is never broken, so that it can be clicked."""

    identity = ""
    recipients = ("",)

    def __init__(self, config: TerminalConfig, console: Console | None = None) -> None:
        """console: where to print; None for standard output as it is when a message comes."""
        self.name = config.name
        self._console = console

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Print an alert."""
        del row
        return self._print(lambda console: print_alert(console, alert))

    async def notify(self, notice: Notice) -> Answer:
        """Print a notice."""
        return self._print(lambda console: _print_notice(console, notice))

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The block without colours."""
        del row
        page = StringIO()
        print_alert(_console(page, 80), alert)
        return page.getvalue()

    def _print(self, write: Callable[[Console], None]) -> Answer:
        try:
            write(self._console or _console())
        except OSError as error:
            return Answer(Meaning.LATER, f"Standard output is gone ({error.strerror})")
        return Answer(Meaning.TAKEN, "printed")


def print_alert(console: Console, alert: Alert) -> None:
    """One alert as a block with an empty line after it."""
    first = Text.assemble((alert.label, _COLOURS.get(alert.verdict, "bold")), (f"  {alert.watch}", "dim"))
    _lines(console, first)
    if alert.news:
        _lines(console, Text(f"{alert.news}", "bold"), indent=2)
        console.print()
    _lines(console, Text(alert.headline, "bold"), indent=2)
    _lines(console, Text(f"{alert.byline}, {alert.when}", "dim"), indent=2)
    console.print()
    if alert.excerpt:
        _lines(console, _excerpt(alert, console), indent=4)
        console.print()
    for one in alert.disagreements:
        _lines(console, Text(f"Sources disagree on {one.subject}:"), indent=2)
        for side in one.sides:
            _lines(console, Text(f"{side}: “{side.sentence}”"), indent=4)
    for line in alert.told:
        _lines(console, Text(str(line)), indent=2)
    console.print(Text(f"  {alert.link or 'no safe link'}", "dim"), soft_wrap=True)
    console.print()


def _excerpt(alert: Alert, console: Console) -> Text:
    """The excerpt; where nothing can be made bold, what matched stands between asterisks."""
    if console.is_terminal:
        return Text.assemble(*((piece.text, "bold underline" if piece.marked else "") for piece in alert.excerpt))
    return Text("".join(f"*{piece.text}*" if piece.marked else piece.text for piece in alert.excerpt))


def _print_notice(console: Console, notice: Notice) -> None:
    _lines(console, Text(one_line(notice.subject), "bold yellow"))
    _lines(console, Text(plain(notice.text)), indent=2)
    console.print()


def _lines(console: Console, text: Text, indent: int = 0) -> None:
    """Wrapped to the width, indented, without trailing blanks."""
    for line in text.wrap(console, max(1, min(console.width, _WIDEST) - indent)):
        line.rstrip()
        console.print(Text(" " * indent) + line, soft_wrap=True)


def _console(file: IO[str] | None = None, width: int | None = None) -> Console:
    return Console(file=file, width=width, markup=False, highlight=False, emoji=False)
