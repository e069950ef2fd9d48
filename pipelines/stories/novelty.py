"""What a text says that earlier texts did not: new sentences, and figures that changed in known ones.

Texts are laid over each other by runs of three words, not by sentence: edits move full stops, and a run survives what
happens around it. A sentence is known where runs cover it, or where an earlier sentence holds nearly all of its words
(a spun or reordered text). A figure in a known sentence is news if the words around it are known and the figure is not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, compress, count
from typing import Final

from pipelines.extraction.notices import is_notice
from pipelines.stories.calendar import tells_time
from pipelines.stories.figures import replaces, says_as_much
from pipelines.stories.outcomes import outcomes_of
from pipelines.stories.stems import stems_of
from pipelines.stories.wording import MOST_FILLINGS, RUN, Wording, around_slot, slot_of
from pipelines.stories.words import Sentence

_COVERED_RUN: Final = b"\x01" * RUN
_COVERED_SHARE: Final = 0.5
_KNOWN_SHARE: Final = 0.6
_SHORTEST_NEWS: Final = 6
# A new sentence brings at least so many words that carry meaning, and so much of its own, into the story.
_ADDED: Final = 5
_ADDED_SHARE: Final = 0.5
# Of a sentence that shares less than this with any earlier one, less of its own will do.
_LITTLE_ALIKE: Final = 0.35
_HALF_ALIKE: Final = 0.5
_ADDED_UNLIKE: Final = 0.35
_UNCOVERED: Final = re.compile(rb"\x00+")
# Within so many words from its beginning a text may tell when and where it was filed.
_DATE_LINE: Final = 8
# A text with so much that is new needs no further look.
_ENOUGH: Final = 200
_STORIES_OF_A_PHRASE: Final = 2
_PHRASE_SHARE: Final = 0.9
_LEAD_SHARE: Final = 0.25
_LONGEST_TEMPLATE: Final = 120
_SHORTEST_REWORDED: Final = 60


class Novel(StrEnum):
    """In what a sentence is new."""

    SENTENCE = "sentence"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class News:
    """A sentence that is new.

    before: the earlier sentence that it changes, None if there is none like it.
    rephrased: its words that no run covers, where it may say what is known in these words; empty where it does not.
    """

    sentence: Sentence
    kind: Novel
    before: Sentence | None = None
    rephrased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Novelty:
    """What is new in a text.

    news: in the order of the text. share: of its words that stand in new sentences, 0 to 1.
    """

    news: tuple[News, ...]
    share: float


def novelty(text: Wording, known: Sequence[Wording], elsewhere: Sequence[Wording] = ()) -> Novelty:
    """What is new in a text, compared with earlier ones, the nearest first.

    elsewhere: texts of as many other stories; what stands in two of them is what sites say below everything.
    """
    covered = _covered(text.sequence, known)
    news, start = [], 0
    for sentence in text.sentences:
        end = start + len(sentence)
        found = _news_of(sentence, text, covered, start, known)
        if found and not _repeated(text.sequence[start : max(start, end - RUN + 1)], elsewhere):
            news.append(found)
        start = end
        if len(news) >= _ENOUGH:
            break
    new_words = sum(len(one.sentence) for one in news if one.kind is Novel.SENTENCE)
    return Novelty(tuple(news), new_words / start if start else 0.0)


def adds(found: Novelty, text: Wording, known: Sequence[Wording]) -> bool:
    """Whether what is new in a text makes it more than a copy of known ones."""
    return any(not one.rephrased or _speaks_anew(one, text.language, known) for one in found.news)


def leads_shared(one: Wording, other: Wording) -> bool:
    """Whether the beginning of one of two texts stands in the other.

    Where it does not, what they share is what their site repeats below its articles.
    """
    return any(
        len(first.lead & second.runs) >= _LEAD_SHARE * len(first.lead) for first, second in ((one, other), (other, one))
    )


def reworded(text: Wording, known: Wording) -> float:
    """The share of the shorter text's words in sentences that the other has but for some words: how spinners copy.

    Who tells the same in words of his own puts them in another order. 0 for a short text and for one that has a figure
    of its own: forms that are filled in anew have their sentences in common as well.
    """
    shorter, longer = sorted((text, known), key=lambda one: len(one.words))
    if len(shorter.words) < _SHORTEST_REWORDED or not known.has_figures_of(text):
        return 0.0
    kept = (len(one) for one in shorter.sentences if longer.kept(one) >= _KNOWN_SHARE)
    return sum(kept) / max(1, len(shorter.words))


def is_template(one: Wording, other: Wording) -> bool:
    """Whether two short texts are two issues of one form: all that differs is figures and dates."""
    if max(len(one.words), len(other.words)) > _LONGEST_TEMPLATE or one.words == other.words:
        return False
    return one.frame == other.frame


def _covered(runs: Sequence[int], known: Iterable[Wording]) -> bytearray:
    """For every word of some runs, whether a run that it belongs to is known."""
    told = frozenset(chain.from_iterable(text.told.intersection(runs) for text in known))
    covered = bytearray(len(runs) + RUN - 1)
    for start in compress(count(), map(told.__contains__, runs)):
        covered[start : start + RUN] = _COVERED_RUN
    return covered


def _news_of(
    sentence: Sentence, text: Wording, covered: bytearray, start: int, known: Sequence[Wording]
) -> News | None:
    """In what a sentence is new, None if it is known or says too little."""
    end = start + len(sentence)
    share = covered.count(1, start, end) / len(sentence)
    at = _between(text.figures, start, end)
    if share >= _COVERED_SHARE:
        nearest, alike = _counterpart(sentence, known[:1]) if at and not all(covered[start:end]) else (None, 0.0)
        if _tells_another(sentence, text, at, (nearest, alike), known, covered):
            return News(sentence, Novel.FIGURE, nearest)
        # What runs into the first sentence of a text is a headline.
        clause = _clause(sentence, covered[start:end]) if start else ()
        return News(sentence, Novel.SENTENCE) if sentence.prose and _adds(clause, text.language, known) else None
    before, alike = _counterpart(sentence, known)
    figures = _tells_another(sentence, text, at, (before, alike), known, covered)
    if alike >= _KNOWN_SHARE:
        return News(sentence, Novel.FIGURE, before) if figures and sentence.prose else None
    if not _says_something(sentence):
        return None
    fresh = tuple(word for word, old in zip(sentence.words, covered[start:end], strict=True) if not old)
    return News(sentence, Novel.SENTENCE, rephrased=() if figures else fresh)


def _tells_another(
    sentence: Sentence,
    text: Wording,
    figures: Sequence[int],
    counterpart: tuple[Sentence | None, float],
    known: Sequence[Wording],
    covered: bytearray,
) -> bool:
    """Whether a figure of a sentence is news.

    figures: where they stand in the text. counterpart: the earlier sentence most like it, and the share of its words.
    """
    before, alike = counterpart
    changed = {text.words[at] for at in figures if _changed(text, at, known, covered)}
    if changed:
        return before is None or not says_as_much(changed, sentence, before)
    if before is None or alike < _KNOWN_SHARE:
        return False
    fresh: dict[bool, set[str]] = {False: set(), True: set()}
    for at in (at for at in figures if at >= _DATE_LINE):
        uncovered = (text.words[place] for place in slot_of(text.words, at) if not covered[place])
        fresh[tells_time(text.words, at)].update(uncovered)
    told = frozenset(before.words)
    return any(
        figures - told and replaces(figures - told, sentence, before, dates=dates) for dates, figures in fresh.items()
    )


def _between(positions: Sequence[int], start: int, end: int) -> Sequence[int]:
    return positions[bisect_left(positions, start) : bisect_left(positions, end)]


def _clause(sentence: Sentence, covered: bytearray) -> Sequence[str]:
    """The longest stretch of a sentence that no run covers: what was put into a known one."""
    stretches = (match.span() for match in _UNCOVERED.finditer(covered))
    start, end = max(stretches, key=lambda span: span[1] - span[0], default=(0, 0))
    return sentence.words[start:end]


def _speaks_anew(news: News, language: str | None, known: Sequence[Wording]) -> bool:
    """Whether a sentence that is new in its wording is more than another way to say the known.

    The less it is like an earlier sentence, the less of it must be unheard of; nothing else where it tells that
    something failed, was denied or was settled, in a word that no known text has.
    """
    alike = max((text.counterpart(news.sentence)[1] for text in known), default=0.0)
    if alike < _HALF_ALIKE and _tells_outcome(news.rephrased, known):
        return True
    return _adds(news.rephrased, language, known, _ADDED_SHARE if alike >= _LITTLE_ALIKE else _ADDED_UNLIKE)


def _tells_outcome(words: Sequence[str], known: Sequence[Wording]) -> bool:
    heard = chain.from_iterable(text.vocabulary for text in known)
    return bool(outcomes_of(set(words).difference(heard)))


def _adds(words: Sequence[str], language: str | None, known: Sequence[Wording], share: float = _ADDED_SHARE) -> bool:
    """Whether words of a sentence speak of what no known text speaks of."""
    if len(words) < _ADDED:
        return False
    stems = set(stems_of(words, language))
    least = max(_ADDED, share * len(stems))
    return len(stems) >= least and all(len(stems - text.stems) >= least for text in known)


def _changed(text: Wording, at: int, known: Sequence[Wording], covered: bytearray) -> bool:
    """Whether a figure is new: it replaces another one in the nearest text, or says what no known text says.

    A date is new only where it replaces another, and not in the date line that every article has.
    """
    words, word = text.words, text.words[at]
    date = tells_time(words, at)
    slot = slot_of(words, at)
    if known and _is_replaced(text, slot, known[0]):
        return not (date and at < _DATE_LINE)
    before, after = (words[at - 1] if at else ""), (words[at + 1] if at + 1 < len(words) else "")
    if date or covered[at] or any((before, word) in one.pairs or (word, after) in one.pairs for one in known):
        return False
    # A single digit that replaces no other is as likely "two" for "a few" as it is news.
    return len(word) > 1 and not any(word in one.vocabulary for one in known)


def _is_replaced(text: Wording, slot: range, nearest: Wording) -> bool:
    """Whether the figures of a slot stand where an earlier text has others."""
    replaced = nearest.figures_between.get(around_slot(text.words, slot))
    if replaced is None or len(replaced) >= MOST_FILLINGS:
        return False
    figures = set(text.words[slot.start : slot.stop])
    if any(figures.issubset(one) for one in replaced):
        return False
    return not all(nearest.has_run_around(text, place) for place in slot)


def _counterpart(sentence: Sentence, known: Iterable[Wording]) -> tuple[Sentence | None, float]:
    best: tuple[Sentence | None, float] = (None, 0.0)
    words = frozenset(sentence.words)
    for text in known:
        # What the whole text does not have, no sentence of it has.
        if len(words & text.vocabulary) < _KNOWN_SHARE * len(words):
            continue
        found = text.counterpart(sentence)
        if found[1] > best[1]:
            best = found
    return best


def _repeated(runs: Sequence[int], elsewhere: Sequence[Wording]) -> bool:
    """Whether a sentence of so many runs stands in texts of several other stories."""
    if len(elsewhere) < _STORIES_OF_A_PHRASE:
        return False
    covered = (_covered(runs, (text,)) for text in elsewhere)
    holders = sum(words.count(1) >= _PHRASE_SHARE * len(words) for words in covered)
    return holders >= _STORIES_OF_A_PHRASE


def _says_something(sentence: Sentence) -> bool:
    """Whether a sentence could be news at all: no heading, no fragment, nothing that a site says of itself."""
    if not (sentence.closed and sentence.prose) or len(sentence) < _SHORTEST_NEWS:
        return False
    return not is_notice(sentence.text)
