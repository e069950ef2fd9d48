"""Why a query is true of an article, or not: part by part, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from pipelines.article import Article
from pipelines.matching.evaluate import Evaluation
from pipelines.matching.index import ArticleIndex, Stretch
from pipelines.matching.matcher import Matcher
from pipelines.matching.printer import render
from pipelines.matching.query import (
    All,
    Any,
    Concept,
    Everything,
    Fact,
    InTitle,
    Known,
    Near,
    Not,
    Phrase,
    Published,
    Query,
    Word,
)
from pipelines.watch import Watch

_MOST_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """One part of a query and what became of it.

    part: in its canonical spelling. label: the same, or what it asks of its parts.
    holds: whether it is true of the article. because: in words.
    found: the words of the article that it was found as, each spelling once. parts: what it is made of.
    """

    part: str
    holds: bool
    because: str
    found: tuple[str, ...] = ()
    parts: tuple["Explanation", ...] = ()
    label: str = ""


def explain(watch: Watch, article: Article, source: str = "") -> Explanation:
    """Why the watch's query is true of the article, or not.

    source: name of the configured source that it came from, "" if it came by hand.

    Raises:
        QueryError: the query can't be parsed; names the watch.
    """
    matcher = Matcher([watch])
    evaluation, index = matcher.read(article, source)
    return _Explainer(evaluation, index, article).explain(matcher.query_of(watch.name), title=False)


class _Explainer:
    """Explains the parts of queries on one article."""

    def __init__(self, evaluation: Evaluation, index: ArticleIndex, article: Article) -> None:
        self._evaluation = evaluation
        self._index = index
        self._article = article

    def explain(self, query: Query, *, title: bool) -> Explanation:
        match query:
            case All(parts) | Any(parts):
                return self._several(query, parts, title=title)
            case Not(part):
                inner = self.explain(part, title=title)
                there = f"excluded by {inner.because}" if inner.found else "there, so it is excluded"
                because = there if inner.holds else "not there, as asked"
                return _explained(query, not inner.holds, because, inner.found, inner.parts)
            case InTitle(part):
                inner = self.explain(part, title=True)
                return _explained(query, inner.holds, inner.because, inner.found, inner.parts)
            case Everything() | Known() | Published():
                return _explained(query, self._evaluation.holds(query), self._fact(query))
            case Near():
                return self._near(query, title=title)
            case Word() | Phrase() | Concept():
                return self._term(query, title=title)
        assert_never(query)

    def _several(self, query: All | Any, parts: tuple[Query, ...], *, title: bool) -> Explanation:
        inner = tuple(self.explain(part, title=title) for part in parts)
        held = sum(part.holds for part in inner)
        label = "all of" if isinstance(query, All) else "one of"
        holds = self._evaluation.holds(query, title=title)
        return _explained(query, holds, f"{held} of {len(inner)}", parts=inner, label=label)

    def _near(self, near: Near, *, title: bool) -> Explanation:
        inner = tuple(self.explain(part, title=title) for part in (near.left, near.right))
        holds = self._evaluation.holds(near, title=title)
        if all(part.holds for part in inner):
            closest = self._evaluation.closest(near, title=title)
            apart = "one only in the headline, the other only in the text" if closest is None else _apart(closest)
        else:
            sides = [side for side, part in zip(("left", "right"), inner, strict=True) if not part.holds]
            apart = f"its {sides[0]} side is missing" if len(sides) == 1 else "both sides are missing"
        return _explained(near, holds, apart, parts=inner)

    def _term(self, term: Word | Phrase | Concept, *, title: bool) -> Explanation:
        everywhere = self._evaluation.find(term)
        stretches = [stretch for stretch in everywhere if not title or self._index.offsets(stretch)[0]]
        if stretches:
            found = self._spelled(stretches)
            return _explained(term, True, _times(len(stretches), found), found)
        return _explained(term, False, "only in the text" if everywhere else self._missing(term))

    def _missing(self, term: Word | Phrase | Concept) -> str:
        match term:
            case Phrase(words):
                missing = [render(word) for word in words if not self._evaluation.find(word)]
                return f"without {', '.join(missing)}" if missing else "its words don't stand together"
            case Concept(_, spellings) if len(spellings) > 1:
                return f"none of its {len(spellings)} spellings"
            case _:
                return "not there"

    def _spelled(self, stretches: Iterable[Stretch]) -> tuple[str, ...]:
        spelled: dict[str, None] = {}
        for stretch in stretches:
            in_title, start, end = self._index.offsets(stretch)
            spelled[((self._article.title or "") if in_title else self._article.text)[start:end]] = None
        return tuple(spelled)

    def _fact(self, query: Everything | Known | Published) -> str:
        facts = self._evaluation.facts
        match query:
            case Everything():
                return "true of every article"
            case Published():
                return f"published {facts.published:%Y-%m-%d}" if facts.published else "its date is unknown"
            case Known(Fact.LANGUAGE):
                return f"its language is {facts.language}" if facts.language else "its language is unknown"
            case Known(Fact.SITE):
                return f"it comes from {facts.host}" if facts.host else "its site is unknown"
            case _:
                return f"it comes from {facts.source}" if facts.source else "it comes from no source"


def _explained(
    query: Query,
    holds: bool,  # noqa: FBT001 - as in the explanation itself
    because: str,
    found: tuple[str, ...] = (),
    parts: tuple[Explanation, ...] = (),
    label: str = "",
) -> Explanation:
    part = render(query)
    return Explanation(part, holds, because, found, parts, label or part)


def _apart(words: int) -> str:
    near = {0: "closest one amid the other", 1: "closest next to each other"}
    return near.get(words, f"closest {words} words apart")


def _times(count: int, found: tuple[str, ...]) -> str:
    shown = ", ".join(" ".join(spelled.split()) for spelled in found[:_MOST_SHOWN])
    more = ", …" if len(found) > _MOST_SHOWN else ""
    return f"{count} × {shown}{more}"
