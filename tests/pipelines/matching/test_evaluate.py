"""Evaluation against the definition, tried pair by pair."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.matching.analysis import Analyzer
from pipelines.matching.evaluate import Evaluation, Facts
from pipelines.matching.index import TEXT, ArticleIndex
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.parser import parse, render
from pipelines.matching.query import All, Any, InTitle, Near, Not, Phrase, Query, Word
from pipelines.matching.tree import near_spread

LETTERS = "abcd"
UNKNOWN = Facts(None, "", "", None)

Stretch = tuple[int, int]


class Definition:
    """The semantics as documented, without any cleverness: places 0.. for the headline, 1000.. for the text."""

    def __init__(self, title: str, text: str) -> None:
        self.places: dict[int, str] = dict(enumerate(title.split()))
        self.paragraphs: dict[int, int] = dict.fromkeys(self.places, -1)
        place = 1000
        for number, paragraph in enumerate(text.split("\n")):
            for word in paragraph.split():
                self.places[place], self.paragraphs[place] = word, number
                place += 1

    def holds(self, query: Query, *, title: bool = False) -> bool:  # noqa: PLR0911 (one per kind)
        match query:
            case All(parts):
                return all(self.holds(part, title=title) for part in parts)
            case Any(parts):
                return any(self.holds(part, title=title) for part in parts)
            case Not(part):
                return not self.holds(part, title=title)
            case InTitle(part):
                return self.holds(part, title=True)
            case Near(All(parts), right, n):
                return all(self.holds(Near(part, right, n), title=title) for part in parts)
            case Near(left, All(parts), n):
                return all(self.holds(Near(left, part, n), title=title) for part in parts)
            case _:
                return any(not title or first < 1000 for first, _ in self.stretches(query))

    def stretches(self, query: Query) -> set[Stretch]:
        match query:
            case Word(text):
                return {(place, place) for place, word in self.places.items() if word == text}
            case Phrase(words):
                return {
                    (first, first + len(words) - 1)
                    for first in self.places
                    if all(self.places.get(first + n) == word.text for n, word in enumerate(words))
                    and len({self.paragraphs[first + n] for n in range(len(words))}) == 1
                }
            case Any(parts):
                return {stretch for part in parts for stretch in self.stretches(part)}
            case Near(left, right, distance):
                ones, others = self.stretches(left), self.stretches(right)
                pairs = {*self.neighbours(ones, others), *((a, b) for b, a in self.neighbours(others, ones))}
                if has_near(left) or has_near(right):
                    pairs |= {*self.overlaps(ones, others), *((a, b) for b, a in self.overlaps(others, ones))}
                return {
                    (min(one[0], other[0]), max(one[1], other[1]))
                    for one, other in pairs
                    if max(other[0] - one[1], one[0] - other[1]) <= distance
                }
        raise TypeError(query)

    @staticmethod
    def neighbours(ones: set[Stretch], others: set[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
        for one in ones:
            after = [other for other in others if other[0] > one[1]]
            before = [other for other in others if other[1] < one[0]]
            if after:
                yield one, min(after)
            if before:
                yield one, max(before, key=lambda other: (other[1], other[0]))

    @staticmethod
    def overlaps(ones: set[Stretch], others: set[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
        for one in ones:
            begun = [other for other in others if other[0] <= one[1]]
            if not begun:
                continue
            last, farthest = max(begun), max(begun, key=lambda other: (other[1], other[0]))
            found = [other for other in (last, farthest) if other[1] >= one[0] and other != one]
            if found:
                yield one, found[0]


def has_near(query: Query) -> bool:
    return isinstance(query, Near) or (isinstance(query, Any) and any(map(has_near, query.parts)))


WORDS = st.sampled_from([Word(letter) for letter in LETTERS])
LEAVES = WORDS | st.lists(WORDS, min_size=2, max_size=3).map(lambda found: Phrase(tuple(found)))


def flat(kind: type[All | Any], parts: list[Query]) -> Query:
    return kind(tuple(each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))))


def several(part: st.SearchStrategy[Query], kind: type[All | Any]) -> st.SearchStrategy[Query]:
    return st.lists(part, min_size=2, max_size=3).map(lambda parts: flat(kind, parts))


GROUPS = st.recursive(
    LEAVES, lambda part: st.builds(Near, part, part, st.integers(1, 5)) | several(part, Any), max_leaves=4
)
SPREAD = GROUPS | st.builds(Near, several(GROUPS, All), GROUPS, st.integers(1, 5))
QUERIES = st.recursive(
    SPREAD,
    lambda part: (
        several(part, All)
        | several(part, Any)
        | st.builds(lambda one, other: flat(All, [one, Not(other)]), part, part)
        | st.builds(InTitle, part)
    ),
    max_leaves=4,
)
TEXTS = st.lists(st.sampled_from([*LETTERS, *LETTERS, "x", "\n"]), max_size=25).map(" ".join)


def evaluation(title: str, text: str) -> tuple[Evaluation, ArticleIndex]:
    analyzer = Analyzer("en")
    index = ArticleIndex(title, text, analyzer)
    return Evaluation(index, UNKNOWN, Lexicon(analyzer)), index


@given(QUERIES, TEXTS.map(lambda text: text.replace("\n", "x")), TEXTS)
@settings(max_examples=250, deadline=None)
def test_what_holds_is_what_the_definition_says(query: Query, title: str, text: str) -> None:
    asked, _ = evaluation(title, text)
    assert asked.holds(near_spread(query)) is Definition(title, text).holds(query)


@given(QUERIES, TEXTS.map(lambda text: text.replace("\n", "x")), TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_mark_is_a_word_of_its_term(query: Query, title: str, text: str) -> None:
    asked, index = evaluation(title, text)
    prepared = near_spread(query)
    if not asked.holds(prepared):
        return
    for term, stretch in asked.marks(prepared):
        in_title, start, end = index.offsets(stretch)
        assert (title if in_title else text)[start:end].split() == render(term).strip('"').split()


def test_near_is_the_same_from_both_sides() -> None:
    asked, _ = evaluation("", "b x x a x b")
    for written in ("a NEAR/2 b", "b NEAR/2 a"):
        query = parse(written, {})
        assert asked.holds(query)
        assert sorted(stretch[0] - TEXT for _, stretch in asked.marks(query)) == [3, 5]
    assert not asked.holds(parse("a NEAR/1 b", {}))


@pytest.mark.parametrize("text", ["a x c x b", "c a x b", "a c b x"])
def test_a_word_amid_a_near_is_near_it(text: str) -> None:
    asked, _ = evaluation("", text)
    assert asked.holds(parse("(a NEAR/5 b) NEAR/1 c", {}))
    assert asked.holds(parse("c NEAR/1 (b NEAR/5 a)", {}))


def test_words_and_phrases_share_no_word() -> None:
    asked, _ = evaluation("", "a b")
    assert not asked.holds(parse('a NEAR/5 "a b"', {}))
    assert not asked.holds(parse("a NEAR/5 a", {}))


def test_no_query_takes_more_than_linear_time() -> None:
    query = near_spread(
        parse("((a OR b) NEAR/900 (a OR c)) NEAR/900 ((b OR c) NEAR/900 a) NEAR/900 b*".replace("b*", "bbb*"), {})
    )

    def seconds(words: int) -> float:
        asked, _ = evaluation("", "a b c bbb " * (words // 4))
        began = time.process_time()
        assert asked.holds(query)
        list(asked.marks(query))
        return time.process_time() - began

    few, many = min(seconds(2_000) for _ in range(3)), seconds(20_000)
    assert many < 40 * few
