"""What was changed in a text, in words: before → after; and which changes turn a sentence round.

`changes` is for revisions of a page, `reversals` for texts that keep the wording of another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from pipelines.stories.novelty import News, Novel
from pipelines.stories.outcomes import Outcome, outcomes_of
from pipelines.stories.wording import Wording
from pipelines.stories.words import Sentence, fold, without_conjunction

_MOST: Final = 8
_LONGEST: Final = 80
# Words around a change that tell what it is about.
_CONTEXT: Final = 4
_SPELLING: Final = 0.75
_ALIKE: Final = 0.5
_BEGINNING: Final = 3
_ONE_REPLACED: Final = 2
_SHORTEST_DENIAL: Final = 6
_NEGATIONS: Final = frozenset({
    "not", "no", "never", "denied", "denies", "deny", "refused", "refuses", "rejected", "rejects", "без", "не", "нет",
    "отрицает", "отверг", "опроверг", "опровергла", "опровергли", "опровергло", "degil", "yok",
    "reddetti", "yalanladi", "لا", "لم", "لن", "ليس", "نفي", "نفت", "رفض", "رفضت",
})  # fmt: skip
# Turkish negates within the verb: çekilecek, çekilmeyecek; anlaştı, anlaşmadı, anlaşamadı.
_NEGATING: Final = re.compile("(?:y?[ae])?m[aeiu]y?[dt]?")
_HARDENED: Final = frozenset({"", "d", "t"})
_SHORTEST_VERB: Final = 3
# Arabic has no capitals: there a name is known by the title before it.
_TITLES: Final = frozenset({
    "الرييس", "رييس", "الوزير", "وزير", "السفير", "الجنرال", "اللواء", "العقيد", "المتحدث", "القايد", "الدكتور",
    "السيد", "الشيخ", "الملك", "الامير", "المبعوث", "الوزيره", "السيده",
})  # fmt: skip
_BEHIND_TITLE: Final = 2
_EDGES: Final = ".,;:!?\"'“”‘’«»()[]—–-…؟،؛"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that took the place of others; "" where there were none.

    fact: a name, a negation or a figure is among them.
    """

    before: str
    after: str
    fact: bool

    def __str__(self) -> str:
        return f"“{self.before}” → “{self.after}”"


def changes(before: Wording, after: Wording) -> tuple[Change, ...]:
    """The changes in sentences that both texts have, in order, at most `_MOST`."""
    known = {sentence.words for sentence in before.sentences}
    found: list[Change] = []
    for sentence in after.sentences:
        if sentence.words in known or len(sentence) > _LONGEST:
            continue
        counterpart, share = before.counterpart(sentence)
        if counterpart is not None and share >= _ALIKE and _ALIKE * len(counterpart) <= len(sentence):
            found += _between(counterpart, sentence, after.language)
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def reversals(before: Wording, after: Wording) -> tuple[News, ...]:
    """The sentences of a text's beginning that an earlier text has, but for a word that turns them round.

    Where a word or two were changed, a negation may have come or gone. Where more was, one that denies or tells an
    outcome must have come, and stand nowhere in the earlier text: an editor may have taken it from the next sentence.
    """
    known = {sentence.words for sentence in before.sentences}
    found = []
    for sentence in after.sentences[:_BEGINNING]:
        if sentence.words in known or len(sentence) < _SHORTEST_DENIAL:
            continue
        counterpart, share = before.counterpart(sentence)
        if counterpart is None or share < _ALIKE or len(counterpart) < _SHORTEST_DENIAL:
            continue
        if _is_denied(counterpart, sentence, after.language) or _comes_out_otherwise(counterpart, before, sentence):
            found.append(News(sentence, Novel.SENTENCE, counterpart))
    return tuple(found)


def _is_denied(before: Sentence, after: Sentence, language: str | None) -> bool:
    """Whether a sentence is another but for a word or two, and they deny what it says."""
    old, new = set(before.words), set(after.words)
    if len(old ^ new) > _ONE_REPLACED:
        return False
    if language == "tr" and any(_negates(one, other) for one in old - new for other in new - old):
        return True
    return _denies(before) != _denies(after)


def _comes_out_otherwise(before: Sentence, known: Wording, after: Sentence) -> bool:
    """Whether a sentence tells an outcome that the earlier one, and all of its text, tells in no such word."""
    told, tells = _outcomes(before), _outcomes(after)
    return any(not words <= known.vocabulary for outcome, words in tells.items() if outcome not in told)


def _outcomes(sentence: Sentence) -> dict[Outcome, set[str]]:
    """The words of a sentence that tell an outcome; what is denied failed."""
    found = outcomes_of(sentence.words)
    if denied := set(filter(_is_negation, sentence.words)):
        found.setdefault(Outcome.FAILED, set()).update(denied)
    return found


def _denies(sentence: Sentence) -> bool:
    return any(map(_is_negation, sentence.words))


def side_by_side(before: str, after: str) -> str:
    """A sentence and what it became, “before” → “after”, each without what both share far from the change."""
    old, new = before.split(), after.split()
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    begin, keep = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    return f"“{_stretch(old, begin, len(old) - keep)}” → “{_stretch(new, begin, len(new) - keep)}”"


def _shared(one: list[str], other: list[str]) -> int:
    """How many words two lists begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stretch(words: list[str], begin: int, end: int) -> str:
    text = " ".join(words[begin:end])
    return f"{'…' if begin else ''}{text}{'…' if end < len(words) else ''}"


def _between(before: Sentence, after: Sentence, language: str | None) -> Iterator[Change]:
    old, new = before.text.split(), after.text.split()
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        fact = _facts(old, start, end, new[begin:stop]) or _facts(new, begin, stop, old[start:end])
        fact = fact or (language == "tr" and _is_negated(old[start:end], new[begin:stop]))
        if any(map(_bare, (*old[start:end], *new[begin:stop]))):
            yield Change(" ".join(old[start:end]), " ".join(new[begin:stop]), fact)


def _bare(word: str) -> str:
    return fold(word).strip(_EDGES)


def _facts(words: list[str], start: int, end: int, others: list[str]) -> bool:
    """Whether a stretch has a name, a negation or a figure that the other side hasn't, in any spelling."""
    return any(
        _tells(words, at) and not any(_one_word(words[at], other) for other in others) for at in range(start, end)
    )


def _one_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one, such as a name with a typing error. Figures are never."""
    first, second = _bare(one), _bare(other)
    if any(map(str.isdigit, first + second)):
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SPELLING


def _tells(words: list[str], at: int) -> bool:
    """Whether a word is a name, a negation or a figure. A capital at the beginning of a sentence tells nothing."""
    word = words[at].strip(_EDGES)
    if not word:
        return False
    if (at > 0 and word[0].isupper()) or any(map(str.isdigit, word)) or _is_negation(_bare(word)):
        return True
    return any(without_conjunction(_bare(title)) in _TITLES for title in words[max(0, at - _BEHIND_TITLE) : at])


def _is_negation(bare: str) -> bool:
    return bare in _NEGATIONS or without_conjunction(bare) in _NEGATIONS


def _is_negated(before: list[str], after: list[str]) -> bool:
    """Whether a Turkish verb was negated, or is not any more."""
    return any(_negates(_bare(one), _bare(other)) for one, other in zip(before, after, strict=False))


def _negates(one: str, other: str) -> bool:
    plain, longer = sorted((one, other), key=len)
    root = _alike(plain, longer)
    tail = _alike(plain[root:][::-1], longer[root:][::-1])
    put_in, replaced = longer[root : len(longer) - tail], plain[root : len(plain) - tail]
    return root >= _SHORTEST_VERB and replaced in _HARDENED and _NEGATING.fullmatch(put_in) is not None


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
