"""What a channel is: the contract that every kind keeps."""

from dataclasses import dataclass
from typing import Protocol

from alerts.alert import Alert
from alerts.delivery import Delivery
from alerts.policy.answer import Answer


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the operator should know, in one line and a few sentences."""

    subject: str
    text: str


def channel_closed(name: str, why: str, waiting: int) -> Notice:
    """That a channel takes nothing any more, and what to do about it."""
    alerts = "1 alert waits" if waiting == 1 else f"{waiting} alerts wait"
    return Notice(
        subject=f"Wirewatch: the channel {name} is closed",
        text=f"{why}.\n{alerts} for it, for up to five days. When it is mended, run `wirewatch alerts test {name}`; "
        "that opens it again.",
    )


class Channel(Protocol):
    """Takes alerts to people.

    Whatever the other side does (refuse, stall, hang up, answer nonsense) comes back as an `Answer`; no secret of the
    configuration stands in its words. An exception means a fault of the channel's own code.

    The same row is always sent under the same `message_id`, so that a message that was sent twice is seen to be one.
    """

    @property
    def name(self) -> str:
        """As configured."""
        ...

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets a message of their own; `("",)` where the channel is one place."""
        ...

    @property
    def identity(self) -> str:
        """Changes when the other side is configured anew; a channel that was closed opens again then. No secret."""
        ...

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Send one message and say what came back. Takes at most a minute."""
        ...

    async def notify(self, notice: Notice) -> Answer:
        """Tell the operator something that is no alert."""
        ...

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The message as it would be sent, as text. Sends nothing."""
        ...
