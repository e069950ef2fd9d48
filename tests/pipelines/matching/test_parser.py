"""The grammar: precedence, canonical spelling, and errors that help."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import QueryError
from pipelines.matching.parser import FARTHEST, parse, render
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

CONCEPTS = {"idlib": ("Idlib", "إدلب"), "sochi-deal": ("Sochi deal", "=Сочи", "согл*")}
A, B, C, D = (Word(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("(((a)))", A),
        ("*", Everything()),
        ("a AND b OR c AND d", Any((All((A, B)), All((C, D))))),
        ("a AND (b OR c)", All((A, Any((B, C))))),
        ("a AND b AND (c AND d)", All((A, B, C, D))),
        ("a NOT b", All((A, Not(B)))),
        ("a AND NOT b", All((A, Not(B)))),
        ("NOT a AND b", All((Not(A), B))),
        ("a NOT b NEAR/3 c", All((A, Not(Near(B, C, 3))))),
        ("a AND b NEAR/3 c", All((A, Near(B, C, 3)))),
        ("a NEAR/3 b NEAR/4 c", Near(Near(A, B, 3), C, 4)),
        ("a NEAR/3 (b NEAR/4 c)", Near(A, Near(B, C, 4), 3)),
        ("title:a AND b", All((InTitle(A), B))),
        ("Title:(a OR b)", InTitle(Any((A, B)))),
        ("=Sochi OR soc*", Any((Word("Sochi", exact=True), Word("soc", prefix=True)))),
        ('"heavy  weapons"', Phrase((Word("heavy"), Word("weapons")))),
        ("«heavy weapons»", Phrase((Word("heavy"), Word("weapons")))),
        ("“heavy weap*”", Phrase((Word("heavy"), Word("weap", prefix=True)))),
        ('="heavy weapons"', Phrase((Word("heavy", exact=True), Word("weapons", exact=True)))),
        ('"=heavy – weapons,"', Phrase((Word("heavy", exact=True), Word("weapons")))),
        ('"AND"', Word("AND")),
        (
            "lang:AR AND site:Пример.example",
            All((Known(Fact.LANGUAGE, "ar"), Known(Fact.SITE, "xn--e1afmkfd.example"))),
        ),
        ("source:feed-1", Known(Fact.SOURCE, "feed-1")),
        ("de-escalation", Word("de-escalation")),
        ("10:30", Word("10:30")),
        ("Idlib,", Word("Idlib")),
    ],
)
def test_trees(query: str, tree: Query) -> None:
    assert parse(query, CONCEPTS) == tree


def test_concepts_hold_words_phrases_wildcards_and_exact_words() -> None:
    spellings = (
        Phrase((Word("Sochi"), Word("deal"))),
        Word("Сочи", exact=True),
        Word("согл", prefix=True),
    )
    assert parse("@sochi-deal", CONCEPTS) == Concept("sochi-deal", spellings)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("((a) AND (b)) OR c", "a AND b OR c"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("a NOT (b)", "a AND NOT b"),
        ("a NEAR/07 (b NEAR/2 c)", "a NEAR/7 (b NEAR/2 c)"),
        ("(a NEAR/7 b) NEAR/2 c", "a NEAR/7 b NEAR/2 c"),
        ("title:(a)", "title:a"),
        ('"a"', "a"),
        ('"NEAR/4" OR "x:y"', '"NEAR/4" OR "x:y"'),
        ("published:2018", "published:2018-01-01..2018-12-31"),
        ("published:2018-09-17", "published:2018-09-17"),
        ("published:2018-02..", "published:2018-02-01.."),
        ("published:..2018-02", "published:..2018-02-28"),
    ],
)
def test_canonical_spelling(query: str, canonical: str) -> None:
    assert render(parse(query, CONCEPTS)) == canonical


@pytest.mark.parametrize(
    ("query", "position", "message"),
    [
        ("", 0, "The query is empty"),
        ("  ", 0, "The query is empty"),
        ("a b", 2, "Two terms stand side by side"),
        ("a and b", 2, "Operators are written in capitals: AND."),
        ("Not a", 0, "Operators are written in capitals: NOT."),
        ("a NEAR b", 2, "NEAR needs a number: NEAR/40."),
        ("a AND /b.c/i", 6, "There are no regular expressions"),
        ("a NEAR/ b", 2, "NEAR needs a number: NEAR/40."),
        ("a NEAR/x b", 2, "NEAR needs a number: NEAR/40."),
        ("a near/5 b", 2, "near/5 is written so: NEAR/5."),
        ("a W/5 b", 2, "W/5 is written so: NEAR/5."),
        ("a NEAR/0 b", 2, f"between 1 and {FARTHEST}"),
        ("a NEAR/99999 b", 2, f"between 1 and {FARTHEST}"),
        ("a AND", 2, "AND needs a term after it."),
        ("a AND OR b", 6, "OR needs a term before it."),
        ("OR a", 0, "OR needs a term before it."),
        ("(a OR )", 6, "OR needs a term after it."),
        ("()", 0, "There is nothing between the parentheses."),
        ("(a AND (b", 7, "This parenthesis is never closed."),
        ("a)", 1, "This parenthesis was never opened."),
        ('a OR "b c', 5, "This quotation mark is never closed."),
        ('""', 0, "There is no word between the quotation marks"),
        ("a AND ---", 6, "There is no word in '---'"),
        ("NOT a", 0, "NOT alone"),
        ("a OR NOT b", 5, "NOT alone"),
        ("NOT a AND NOT b", 0, "NOT alone"),
        ("title:(NOT a)", 7, "NOT alone"),
        ("a NEAR/3 (b NOT c)", 10, "NOT c has no place"),
        ("* NEAR/3 b", 0, "* has no place"),
        ("a NEAR/3 lang:ar", 9, "lang:ar has no place"),
        ("a NEAR/3 title:b", 9, "title:b has no place"),
        ("ab*", 0, "needs 3 letters"),
        ("org*n", 0, "only at the end"),
        ("@idlb", 0, "Did you mean @idlib?"),
        ("a OR @zone", 5, 'Add it under [concepts]: zone = ["…"].'),
        ("titel:a", 0, "Did you mean title:?"),
        ("http://a.example", 0, "There is no field http:"),
        ("title: a", 0, "without a space"),
        ("lang:(ar OR tr)", 0, "takes one value"),
        ("lang:arabic", 0, "two or three letters"),
        ("site:a/b", 0, "a site is a host name"),
        ("published:yesterday", 0, "a date is"),
        ("published:2018-13", 0, "a date is"),
        ("published:..", 0, "a date is"),
        ("published:2018..2017", 0, "ends before it begins"),
        ("(" * 60 + "a" + ")" * 60, 50, "nested more than"),
        (" NEAR/1 ".join("a" * 60), 0, "nested more than"),
    ],
)
def test_errors_say_where_and_what_instead(query: str, position: int, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, CONCEPTS)
    assert message in str(caught.value)
    assert caught.value.position == position


def test_a_broken_spelling_is_told_with_its_concept() -> None:
    with pytest.raises(QueryError, match=r"In the concept @c: 'a\*b' can't be"):
        parse("@c", {"c": ("a*b",)})
    with pytest.raises(QueryError, match="no spellings"):
        parse("@c", {"c": ()})


TEXTS = st.from_regex(r"[a-zåéşıЁёж٣ب語0-9]{3,8}([-.:'’/][a-zж0-9]{2,4})?", fullmatch=True) | st.sampled_from(
    ["AND", "OR", "NOT", "NEAR", "NEAR/4", "title:x", "إدلب", "U.N", "x@y", "a=b"]
)
WORDS = st.builds(Word, TEXTS, exact=st.booleans()) | st.builds(
    Word, TEXTS.filter(lambda text: text != "OR"), prefix=st.just(True)
)
LEAVES = (
    WORDS
    | st.builds(lambda words: Phrase(tuple(words)), st.lists(WORDS, min_size=2, max_size=4))
    | st.sampled_from([parse("@idlib", CONCEPTS), parse("@sochi-deal", CONCEPTS)])
)
FACTS = st.builds(Known, st.just(Fact.LANGUAGE), st.sampled_from(["ar", "tr"])) | st.sampled_from(
    [Known(Fact.SITE, "a.example"), Known(Fact.SOURCE, "desk-1"), parse("published:2018-09..", {}), Everything()]
)


def near(group: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.builds(Near, group, group, st.integers(1, FARTHEST))


def flat(kind: type[All | Any], parts: list[Query]) -> Query:
    return kind(tuple(each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))))


def joined(part: st.SearchStrategy[Query], kind: type[All | Any]) -> st.SearchStrategy[Query]:
    return st.lists(part, min_size=2, max_size=3).map(lambda parts: flat(kind, parts))


GROUPS = st.recursive(LEAVES, lambda part: near(part) | joined(part, Any) | joined(part, All), max_leaves=5)
ASKING = st.recursive(
    GROUPS | FACTS,
    lambda part: (
        joined(part, Any)
        | joined(part, All)
        | st.builds(lambda one, other: flat(All, [one, Not(other)]), part, part)
        | st.builds(InTitle, part)
    ),
    max_leaves=8,
)


@given(ASKING)
@settings(max_examples=200, deadline=None)
def test_parsing_what_was_printed_gives_the_tree_again(query: Query) -> None:
    assert parse(render(query), CONCEPTS) == query


@given(st.text(st.sampled_from("ab \"()*=@:/-.\n'“» ANDORTEtile٠ق"), max_size=30) | st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_query_or_a_query_error_at_a_place_in_it(text: str) -> None:
    tree = parsed(text)
    if isinstance(tree, QueryError):
        assert 0 <= tree.position <= len(text)
        assert str(tree)
    else:
        assert parse(render(tree), CONCEPTS) == tree


def parsed(text: str) -> Query | QueryError:
    try:
        return parse(text, CONCEPTS)
    except QueryError as error:
        return error


def test_published_is_a_range_of_days() -> None:
    found = parse("published:2018-09-17", {})
    assert isinstance(found, Published)
    assert found.first == found.last
