"""Whatever evaluation of every query finds, the percolator calls up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.article import Article
from pipelines.matching.matcher import Matcher
from pipelines.matching.percolator import Percolator
from pipelines.watch import Watch

CONCEPTS = {"place": ("Idlib", "Идлиб", "buffer zone"), "paper": ("memorand*", "deal")}
TERMS = st.sampled_from(
    [
        "zone",
        "=zone",
        "zon*",
        "deal",
        '"buffer zone"',
        "cease-fire",
        "Идлиб",
        "@place",
        "@paper",
        "U.N.",
        "lang:en",
        "*",
    ]
)
GROUPS = st.recursive(
    TERMS.filter(lambda term: term not in {"lang:en", "*"}),
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from(["AND", "OR", "NEAR/3"]), part),
    max_leaves=3,
)
QUERIES = st.recursive(
    TERMS | GROUPS,
    lambda part: (
        st.builds("({} {} {})".format, part, st.sampled_from(["AND", "OR", "AND NOT"]), part)
        | st.builds("title:{}".format, part)
    ),
    max_leaves=4,
).filter(lambda query: "title:title:" not in query and "title:lang" not in query)
TEXT = st.lists(
    st.sampled_from(
        [
            "zone",
            "Zones",
            "buffer",
            "Идлибе",
            "deals",
            "memorandum",
            "cease",
            "fire",
            "ceasefire",
            "cease-fire",
            "UN",
            "x",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(st.lists(QUERIES, min_size=1, max_size=6), TEXT, TEXT, st.sampled_from(["en", "ru", None]))
@settings(max_examples=200, deadline=None)
def test_nothing_that_holds_is_left_out(queries: list[str], title: str, text: str, language: str | None) -> None:
    matcher = Matcher([Watch(f"w{number}", query, CONCEPTS) for number, query in enumerate(queries)])
    article = Article("", title, text, language=language)
    evaluation, _ = matcher.read(article)
    holding = [watch for watch in (f"w{n}" for n in range(len(queries))) if evaluation.holds(matcher.query_of(watch))]
    assert [match.watch for match in matcher.match(article)] == holding


def test_only_queries_whose_rarest_words_are_there_are_called_up() -> None:
    watches = [Watch(f"w{number}", f"common AND rare{number}", {}) for number in range(50)]
    matcher = Matcher([*watches, Watch("any", "lang:en", {})])
    _, index = matcher.read(Article("", None, "common words and rare7", language="en"))
    queries = [matcher.query_of(watch.name) for watch in watches]
    lexicon = matcher._lexicon("en")
    assert Percolator(queries, lexicon).candidates(index.keys) == [7]
    assert [match.watch for match in matcher.match(Article("", None, "common rare7", language="en"))] == ["w7", "any"]
