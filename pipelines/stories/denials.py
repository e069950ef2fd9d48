"""Who denies what was told: denials that are new, and two statements of one actor that can't both hold.

Statements are one actor's where they are of one country, one office or a name that sounds alike, and on one subject
where they share most of the words that carry meaning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from pipelines.report import Conflict, ConflictValue
from pipelines.stories.conflicts import OWN
from pipelines.stories.countries import country_of
from pipelines.stories.history import Earlier
from pipelines.stories.reading import Reading
from pipelines.stories.sounds import sound_of
from pipelines.stories.statements import DENYING, ROLES, Act, Statement, statement_of
from pipelines.stories.stems import stems_of
from pipelines.stories.words import words_of

# So much of the shorter statement stands in the other, and at least so many words of it.
_ONE_SUBJECT: Final = 0.6
_FEWEST_SHARED: Final = 3
# A denial was told before if so much of it was; it answers an earlier sentence of which so much stands in it.
_KNOWN: Final = 0.34
_ANSWERED: Final = 0.5


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


def contradictions_of(reading: Reading, earlier: Iterable[Earlier]) -> tuple[Conflict, ...]:
    """Statements of one actor on one subject of which one says what the other denies, with both sentences."""
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
                    ConflictValue(str(mine.act), OWN, OWN, mine.sentence),
                ),
            ))  # fmt: skip
    return tuple(found.values())


def _opposite(mine: Reading, theirs: Reading) -> Iterator[tuple[Statement, Statement]]:
    """Of two texts, the statements of one actor of which one denies what the other says."""
    denied, denying = list(_denying(mine)), list(_denying(theirs))
    said = [one for one in mine.statements if one.act is not Act.DENIED] if denying else ()
    told = [one for one in theirs.statements if one.act is not Act.DENIED] if denied else ()
    for one, other in (*product(denied, told), *product(said, denying)):
        if _one_actor(one, mine.language, other, theirs.language) and _on_one_subject(one, other, mine.language):
            yield one, other


def _one_actor(one: Statement, language: str | None, other: Statement, theirs: str | None) -> bool:
    first, second = _who(one.actor, language), _who(other.actor, theirs)
    return bool(first) and first == second


@lru_cache(maxsize=1 << 12)
def _who(actor: str, language: str | None) -> str:
    """Who speaks: a country, however it is called; an office with its country; a person by how the last name sounds."""
    words = words_of(actor)
    office = words[-1] if words and words[-1] in ROLES else ""
    country = next(filter(None, map(country_of, words if office else words[-1:])), None)
    name = words[0] if office else words[-1] if words else ""
    return f"{country or sound_of(name, language)} {office}".strip() if words else ""


def _on_one_subject(one: Statement, other: Statement, language: str | None) -> bool:
    first, second = _about(one, language), _about(other, language)
    shared = len(first & second)
    return shared >= max(_FEWEST_SHARED, _ONE_SUBJECT * min(len(first), len(second)))


@lru_cache(maxsize=1 << 12)
def _about(statement: Statement, language: str | None) -> frozenset[str]:
    """The stems of what is said, without who says it."""
    actor = frozenset(words_of(statement.actor))
    return frozenset(stems_of((word for word in words_of(statement.sentence) if word not in actor), language))


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
