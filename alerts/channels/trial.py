"""An alert that reports nothing, to try a channel with."""

from datetime import datetime

from alerts.alert import Alert, Piece
from alerts.words import Said
from pipelines.report import Verdict


def trial_alert(channel: str, now: datetime) -> Alert:
    """An alert that says that it is a test; its id differs from one second to the next."""
    stamp = f"{now:%Y%m%d%H%M%S}"
    return Alert(
        id=f"test-{stamp}",
        key=f"test-{channel}-{stamp}",
        watch="test",
        story="test",
        headline="A test of Wirewatch: this channel works",
        outlet="Wirewatch",
        published=now,
        observed=now,
        verdict=Verdict.NEW_STORY,
        reasons=(Said("Somebody ran `wirewatch alerts test`", channel),),
        excerpt=(Piece("What an alert is about is "), Piece("marked like this", marked=True), Piece(".")),
        link="https://example.org/",
        host="example.org",
        language="en",
    )
