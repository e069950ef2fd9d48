"""Copies that claim something else in a sentence of their original: another speaks, or it is for another day.

A spun text calls the same actor by another name ("Russian Federation", "the Kremlin"), and tells the day as it pleases
in its date line; neither is news. So a sentence may differ in one place only, and what stands there must be names of
two people or two countries, or two days of the week or months of what is to take place or due.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from pipelines.stories.calendar import DAYS, MONTHS
from pipelines.stories.concepts import DUE, Concept, concept_of
from pipelines.stories.countries import country_of
from pipelines.stories.novelty import News, Novel
from pipelines.stories.sounds import sound_of
from pipelines.stories.statements import ROLES, statement_of
from pipelines.stories.wording import Wording
from pipelines.stories.words import Sentence, words_of

_SHORTEST: Final = 6
_LONGEST: Final = 80
# So many words may stand in the place of others.
_MOST_REPLACED: Final = 3
# A name of a person is told by two words at least.
_PERSON: Final = 2
_BEGINNING: Final = 4
_ALIKE: Final = 0.7
# When and where a text was filed stands within so many words from its beginning.
_DATE_LINE: Final = 8
_RELATIVE: Final = frozenset({
    "today", "yesterday", "tomorrow", "сегодня", "вчера", "завтра", "bugun", "dun", "yarin", "اليوم", "امس", "غدا",
})  # fmt: skip
_WHEN: Final = (DAYS | MONTHS) - _RELATIVE
_SCHEDULED: Final = DUE | {Concept.VOTE, Concept.PATROLS}


def substitutions(before: Wording, after: Wording) -> tuple[News, ...]:
    """The sentences of a text that an earlier one has but for who says it, or the day on which it takes place."""
    known = {sentence.words for sentence in before.sentences}
    found, start = [], 0
    for sentence in after.sentences:
        beginning, start = start, start + len(sentence)
        if sentence.words in known or not _SHORTEST <= len(sentence) <= _LONGEST:
            continue
        counterpart, _ = before.counterpart(sentence)
        if counterpart and _is_replaced(counterpart, sentence, after.language, beginning):
            found.append(News(sentence, Novel.SENTENCE, counterpart))
    return tuple(found)


def _is_replaced(before: Sentence, after: Sentence, language: str | None, beginning: int) -> bool:
    if len(set(before.words) ^ set(after.words)) > 2 * _MOST_REPLACED:
        return False
    matcher = SequenceMatcher(None, before.words, after.words, autojunk=False)
    changed = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    if len(changed) != 1 or changed[0][0] != "replace":
        return False
    _, start, end, begin, stop = changed[0]
    old, new = before.words[start:end], after.words[begin:stop]
    if max(len(old), len(new)) > _MOST_REPLACED:
        return False
    if _WHEN.issuperset((*old, *new)):
        return beginning + begin >= _DATE_LINE and any(concept_of(word) in _SCHEDULED for word in after.words)
    return _speaks(old, before) and _speaks(new, after) and _are_two(old, new, before, after, language)


def _speaks(words: Sequence[str], sentence: Sentence) -> bool:
    """Whether words are the name of who speaks in a sentence, or end it."""
    said = statement_of(sentence)
    name = words_of(said.actor) if said else ()
    return bool(name) and set(words) <= set(name) and name[-1] in words


def _are_two(old: Sequence[str], new: Sequence[str], before: Sentence, after: Sentence, language: str | None) -> bool:
    """Whether two names that stand in the same place are of two people, or of two countries."""
    countries = (
        {country for word in old if (country := country_of(word))},
        {country for word in new if (country := country_of(word))},
    )
    if all(countries):
        return countries[0].isdisjoint(countries[1])
    if any(countries) or len(old) != len(new) or not (_is_person(before) and _is_person(after)):
        return False
    return not any(_one_name(one, other, language) for one in old for other in new)


def _is_person(sentence: Sentence) -> bool:
    said = statement_of(sentence)
    name = words_of(said.actor) if said else ()
    return len(name) >= _PERSON and ROLES.isdisjoint(name)


def _one_name(one: str, other: str, language: str | None) -> bool:
    """Whether two words may be one name: spelled otherwise, inflected, or abbreviated."""
    sound = sound_of(one, language)
    if one[:_BEGINNING] == other[:_BEGINNING] or (sound and sound == sound_of(other, language)):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
