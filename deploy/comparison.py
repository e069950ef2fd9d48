"""The alerts that two configurations would have sent for the same articles. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from deploy.line import Line


@dataclass(frozen=True, slots=True)
class Comparison:
    """Alerts under one configuration instead of another.

    alerts, instead_of: how many under the one, how many under the other.
    lost: told by the other, while the one tells nothing of their story. These are what a change costs.
    spared: told by the other; the one is silent on them and tells their story by another article.
    gained: told by the one only. All three hold ids of inputs, in order.
    """

    alerts: int
    instead_of: int
    lost: tuple[str, ...]
    spared: tuple[str, ...]
    gained: tuple[str, ...]


def compare_alerts(lines: Sequence[Line], others: Sequence[Line]) -> Comparison:
    """Compare the verdicts of two configurations on the same inputs in the same order."""
    told = {line.story for line in lines if line.alert}
    silenced = [line for line, other in zip(lines, others, strict=True) if other.alert and not line.alert]
    return Comparison(
        alerts=sum(line.alert for line in lines),
        instead_of=sum(other.alert for other in others),
        lost=tuple(line.id for line in silenced if line.story not in told),
        spared=tuple(line.id for line in silenced if line.story in told),
        gained=tuple(line.id for line, other in zip(lines, others, strict=True) if line.alert and not other.alert),
    )
