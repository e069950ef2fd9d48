"""How a judgement is told: its reasons in words, and the sentences that are new."""

from collections.abc import Sequence
from typing import Final

from pipelines.report import Because, Conflict, NewItem, Reason
from pipelines.stories.changes import side_by_side
from pipelines.stories.claims import Claim
from pipelines.stories.conflicts import growths, settlements
from pipelines.stories.denials import Denial
from pipelines.stories.history import Earlier, Subject
from pipelines.stories.novelty import News, Novel, Novelty
from pipelines.stories.statements import statement_of
from pipelines.stories.words import Sentence

_NEWS_SHOWN: Final = 5
_LONGEST_QUOTE: Final = 160
# Two sentences that share so many of their words are shown as one that was changed.
_ONE_SENTENCE: Final = 0.6


def tell_news(found: Novelty) -> tuple[Reason, ...]:
    """The first new figure and the first new sentence."""
    reasons = []
    sentences = [news for news in found.news if news.kind is Novel.SENTENCE]
    figures = [news for news in found.news if news.kind is Novel.FIGURE]
    if figures:
        reasons.append(Reason(Because.NEW_FIGURES, before_after(figures[0])))
    if sentences:
        more = f", and {len(sentences) - 1} more" if len(sentences) > 1 else ""
        reasons.append(Reason(Because.NEW_SENTENCES, f"“{_quoted(sentences[0].sentence.text)}”{more}"))
    return tuple(reasons)


def tell_denials(denied: Sequence[Denial]) -> tuple[Reason, ...]:
    """The first denial that is new, beside what it answers."""
    return tuple(
        Reason(Because.DENIED, f"“{_quoted(one.answers)}” → “{_quoted(one.said.sentence)}”") for one in denied[:1]
    )


def tell_change(because: Because, changed: Sequence[News]) -> tuple[Reason, ...]:
    """The first of some known sentences that say something else now."""
    return (Reason(because, before_after(changed[0])),) if changed else ()


def tell_conflicts(subject: Subject, known: Sequence[Earlier], conflicts: Sequence[Conflict]) -> tuple[Reason, ...]:
    """What an article contradicts, and which conflicts it settles."""
    contradicted = (
        Reason(
            Because.CONFLICT, f"{conflict.subject}: {' / '.join(dict.fromkeys(one.value for one in conflict.values))}"
        )
        for conflict in conflicts
    )
    return (*settlements(subject.reading.claims, known, subject.url), *contradicted)


def tell_growth(subject: Subject, known: Sequence[Earlier]) -> tuple[Reason, ...]:
    """The first count that has grown since it was last told."""
    return tuple(Reason(Because.NEW_FIGURES, str(growth)) for growth in growths(subject.reading.claims, known)[:1])


def before_after(news: News) -> str:
    """A new sentence, beside the one that it changes where they are plainly one."""
    if news.before and _is_one(news.before, news.sentence):
        return side_by_side(news.before.text, news.sentence.text)
    return f"“{_quoted(news.sentence.text)}”"


def _is_one(before: Sentence, after: Sentence) -> bool:
    shared = set(before.words) & set(after.words)
    return len(shared) >= _ONE_SENTENCE * max(len(set(before.words)), len(set(after.words)))


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def new_items(found: Novelty, claims: Sequence[Claim], denied: Sequence[Denial] = ()) -> tuple[NewItem, ...]:
    """What is new, denials and figures first, each with its whole sentence and none twice."""
    items = {denial.said.sentence: "statement" for denial in denied}
    for claim in claims:
        items.setdefault(claim.sentence, "date" if claim.quantity.unit == "date" else "figure")
    for news in sorted(found.news, key=lambda one: one.kind is not Novel.FIGURE):
        if len(items) >= _NEWS_SHOWN:
            break
        items[news.sentence.text] = items.get(news.sentence.text) or _kind(news)
    return tuple(NewItem(text, kind) for text, kind in list(items.items())[:_NEWS_SHOWN])


def _kind(news: News) -> str:
    """What sort of news a sentence is: a figure, quoted speech, somebody's statement, or just a new sentence."""
    said = statement_of(news.sentence) if news.kind is Novel.SENTENCE else None
    if said is None:
        return str(news.kind)
    return "quote" if said.quote else "statement"


def lead_items(subject: Subject) -> tuple[NewItem, ...]:
    """The first sentence of an article of which nothing was told before."""
    return tuple(NewItem(sentence.text, str(Novel.SENTENCE)) for sentence in subject.reading.sentences[:1])


def name_of(earlier: Earlier) -> str:
    """An earlier report by its outlet and id."""
    report = earlier.report
    return f"{report.outlet or report.source or report.url or 'an earlier report'} ({report.id})"
