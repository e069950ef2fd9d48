"""The judgement: what the judge decides about one article."""

from dataclasses import dataclass

from pipelines.report import Conflict, NewItem, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its evidence.

    story: id of the story it joins, None if it begins one. merges: stories that turned out to be the same as `story`.
    of: id of the nearest earlier report of the same lineage. containment: share of its text that stands there.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    story: str | None = None
    of: str | None = None
    containment: float | None = None
    new: tuple[NewItem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    merges: tuple[str, ...] = ()
