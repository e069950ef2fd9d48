"""Who denies what was told: denials that are new, and two statements of one actor that can't both hold.

Statements are one actor's where their names end alike, and on one subject where they share most of the words that carry
meaning. One of them denies what the other says where it is a denial and the other is not, or where they are one
sentence but for a negation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipelines.report import Conflict, ConflictValue
from pipelines.stories.changes import is_negation, negates
from pipelines.stories.history import Earlier
from pipelines.stories.reading import Reading
from pipelines.stories.sounds import sound_of
from pipelines.stories.statements import DENYING, Act, Statement, statement_of
from pipelines.stories.stems import stems_of
from pipelines.stories.words import words_of

# So much of the shorter statement stands in the other, and at least so many words of it.
_ONE_SUBJECT: Final = 0.6
_FEWEST_SHARED: Final = 3
# A denial was told before if so much of it was; it answers an earlier sentence of which so much stands in it.
_KNOWN: Final = 0.34
_ANSWERED: Final = 0.5
# So many words of either statement may stand in the other's place.
_MOST_REPLACED: Final = 4


@dataclass(frozen=True, slots=True)
class Denial:
    """Somebody's denial that no earlier report of the story tells. answers: the sentence that says what is denied."""

    said: Statement
    answers: str


def denials_of(reading: Reading, earlier: Sequence[Earlier]) -> tuple[Denial, ...]:
    """The denials of an article that are new in its story, and answer what was told there."""
    against = [one for one in _denying(reading) if not _is_known(one, reading, earlier)]
    answered = ((one, _answered(one, reading, earlier)) for one in against)
    return tuple(Denial(one, answers) for one, answers in answered if answers)


def contradictions_of(reading: Reading, earlier: Iterable[Earlier], own: str) -> tuple[Conflict, ...]:
    """Statements of one actor on one subject of which one says what the other denies, with both sentences.

    own: stands for the article in what it contradicts, as it has no id yet.
    """
    found: dict[str, Conflict] = {}
    for before in earlier:
        if before.reading.language != reading.language:
            continue
        outlet = before.report.outlet or before.report.source
        for mine, theirs in _opposite(reading, before.reading):
            found.setdefault(mine.sentence, Conflict(
                f"statement of {mine.actor}", "",
                (
                    ConflictValue(str(theirs.act), before.report.id, outlet, theirs.sentence),
                    ConflictValue(str(mine.act), own, own, mine.sentence),
                ),
            ))  # fmt: skip
    return tuple(found.values())


def _opposite(mine: Reading, theirs: Reading) -> Iterator[tuple[Statement, Statement]]:
    names = {words[-1] for one in mine.statements if (words := words_of(one.actor))}
    told = [said for one in theirs.sentences if not names.isdisjoint(one.words) and (said := statement_of(one))]
    for one in mine.statements:
        for other in told:
            same = _one_actor(one, mine.language, other, theirs.language)
            if same and _on_one_subject(one, other, mine.language) and _reversed(one, other, mine.language):
                yield one, other


def _one_actor(one: Statement, language: str | None, other: Statement, theirs: str | None) -> bool:
    first, second = _sound(one.actor, language), _sound(other.actor, theirs)
    return bool(first) and first == second


@lru_cache(maxsize=1 << 12)
def _sound(actor: str, language: str | None) -> str:
    """How the last word of a name sounds: that is the one by which people are known."""
    words = words_of(actor)
    return sound_of(words[-1], language) if words else ""


def _on_one_subject(one: Statement, other: Statement, language: str | None) -> bool:
    first, second = _about(one, language), _about(other, language)
    shared = len(first & second)
    return shared >= max(_FEWEST_SHARED, _ONE_SUBJECT * min(len(first), len(second)))


@lru_cache(maxsize=1 << 12)
def _about(statement: Statement, language: str | None) -> frozenset[str]:
    """The stems of what is said, without who says it."""
    actor = frozenset(words_of(statement.actor))
    return frozenset(stems_of((word for word in words_of(statement.sentence) if word not in actor), language))


def _reversed(one: Statement, other: Statement, language: str | None) -> bool:
    """Whether one of two statements denies what the other says."""
    if (one.act is Act.DENIED) != (other.act is Act.DENIED):
        return True
    first, second = words_of(one.sentence), words_of(other.sentence)
    only_first, only_second = set(first) - set(second), set(second) - set(first)
    if max(len(only_first), len(only_second)) > _MOST_REPLACED:
        return False
    odd = sum(map(is_negation, first)) % 2 != sum(map(is_negation, second)) % 2
    return odd or (language == "tr" and any(negates(mine, its) for mine in only_first for its in only_second))


def _is_known(denial: Statement, reading: Reading, earlier: Iterable[Earlier]) -> bool:
    """Whether an earlier report tells the same actor's denial; in another language its words can't be compared."""
    for before in earlier:
        for other in _denying(before.reading):
            if not _one_actor(denial, reading.language, other, before.reading.language):
                continue
            if before.reading.language != reading.language or _share(denial, other, reading.language) >= _KNOWN:
                return True
    return False


def _denying(reading: Reading) -> Iterator[Statement]:
    """The denials of a text, without a look at what else is said in it."""
    for sentence in reading.sentences:
        said = None if DENYING.isdisjoint(sentence.words) else statement_of(sentence)
        if said and said.actor and said.act is Act.DENIED:
            yield said


def _share(one: Statement, other: Statement, language: str | None) -> float:
    first, second = _about(one, language), _about(other, language)
    return len(first & second) / max(1, min(len(first), len(second)))


def _answered(denial: Statement, reading: Reading, earlier: Iterable[Earlier]) -> str:
    """The sentence of an earlier report that says most of what is denied, and is no denial; "" if none says it."""
    about = _about(denial, reading.language)
    best, most = "", max(_FEWEST_SHARED, _ANSWERED * len(about))
    for before in earlier:
        if before.reading.language != reading.language:
            continue
        for sentence in before.reading.sentences:
            if not (sentence.prose and sentence.closed) or not DENYING.isdisjoint(sentence.words):
                continue
            shared = len(about & frozenset(stems_of(sentence.words, reading.language)))
            if shared >= most and shared > len(about & frozenset(stems_of(words_of(best), reading.language))):
                best = sentence.text
    return best
