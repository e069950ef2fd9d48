"""What a host repeats: learned from several pages, forgotten when it changes, never from copies."""

import string
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from pipelines.article import Article, Removal
from pipelines.extraction.boilerplate import Known, clean
from pipelines.extraction.folding import key
from pipelines.extraction.repeats import HOST_REPEATS, HostLines, furniture, line_key, lines_of, with_page

SLOGAN = "Sent from the editors' garden shed"
ABOUT = "The Example Gazette was founded in 1871 by two brothers and belongs to its four hundred readers in the valley."
NOTHING = HostLines()


def story(number: int) -> list[str]:
    """Paragraphs that no other story has."""
    names = string.ascii_lowercase[number % 26] * 5, string.ascii_lowercase[(number // 26) % 26] * 4
    return [
        f"The council of {names[0]} voted on Monday for the bridge that {names[1]} asked for after the flood.",
        f"Its mayor, {names[1]}, thanked the members of {names[0]} and said that work would begin at once.",
    ]


def keys(lines: Iterable[str]) -> frozenset[str]:
    return lines_of(Article("", None, "\n".join(lines)))


def after(pages: Iterable[Iterable[str]], known: HostLines = NOTHING, name: str = "page") -> HostLines:
    for number, lines in enumerate(pages):
        known = with_page(known, f"{name} {number}", keys(lines))
    return known


def is_furniture(known: HostLines, line: str) -> bool:
    return line_key(key(line), len(line)) in furniture(known)


def test_a_line_of_three_pages_is_the_hosts():
    pages = [[*story(number), SLOGAN] for number in range(3)]
    assert not is_furniture(after(pages[:2]), SLOGAN)
    assert is_furniture(after(pages), SLOGAN)
    assert not any(is_furniture(after(pages), line) for page in pages for line in page[:2])


def test_a_long_line_has_to_stand_on_six_pages_and_nearly_all():
    pages = [[*story(number), ABOUT] for number in range(6)]
    assert not is_furniture(after(pages[:5]), ABOUT)
    assert is_furniture(after(pages), ABOUT)
    mixed = [[*story(number), ABOUT] if number % 2 else story(number) for number in range(20)]
    assert not is_furniture(after(mixed), ABOUT)


def test_figures_do_not_count():
    known = after([*story(number), f"Updated {number} minutes past {10 + number}"] for number in range(7, 13))
    assert is_furniture(known, "Updated 5 minutes past ٢٣")


def test_a_line_with_a_figure_may_be_news():
    tolls = [[*story(number), f"Death toll: {number}"] for number in range(5)]
    assert not is_furniture(after(tolls), "Death toll: 5")


def test_a_page_seen_again_teaches_nothing():
    known = after([[*story(1), SLOGAN]])
    assert with_page(known, "page 0", keys([*story(2), SLOGAN])) is known


def test_a_copy_under_another_address_teaches_nothing():
    known = after([story(1)])
    assert with_page(known, "elsewhere", keys([*story(1), "One more line"])) is known
    briefs = after([story(1)[:1], story(1)[:1], story(1)[:1]])
    assert not furniture(briefs)
    grown = after([story(number) for number in (1, 1, 1, 1)])
    assert not furniture(grown)
    assert not furniture(after([story(1)[:1]] * 9))
    assert not furniture(after([["A wall that hides the article"]] * 9))


def test_a_copy_of_long_paragraphs_under_another_address_teaches_nothing():
    wire = ["What is agreed", *(line * 8 for line in story(1))]
    assert not furniture(after([wire, [*wire, "More to follow"], wire, wire]))


def test_a_quotation_is_not_taken_out_however_often_it_is_told():
    quotation = '"We were promised a bridge, and we shall have a bridge," the mayor said.'
    known = after([*story(number), quotation] for number in range(8))
    assert clean([*story(9), quotation], Known(furniture=furniture(known)))[0] == [*story(9), quotation]


def test_a_changed_template_is_followed():
    known = after([*story(number), SLOGAN] for number in range(30))
    known = after(([*story(number), "A new slogan"] for number in range(30, 42)), known, "later")
    assert is_furniture(known, "A new slogan")
    assert not is_furniture(known, SLOGAN)


def test_what_is_removed_as_repeated_goes_on_counting():
    known = after([*story(number), SLOGAN] for number in range(4))
    kept, removed = clean([*story(5), SLOGAN], Known(furniture=furniture(known)))
    assert removed == [Removal(SLOGAN, HOST_REPEATS)]
    article = Article("", None, "\n".join(kept), removed=tuple(removed))
    assert line_key(key(SLOGAN), len(SLOGAN)) in lines_of(article)


@given(st.lists(st.tuples(st.integers(0, 30), st.frozensets(st.sampled_from(["i", "j", "+k", "+l"]))), max_size=60))
def test_whatever_pages_come(pages: list[tuple[int, frozenset[str]]]):
    known = HostLines()
    taught: dict[str, set[int]] = {}
    for number, lines in pages:
        before, known = known, with_page(known, str(number), lines)
        if known is not before:
            for line in lines:
                taught.setdefault(line, set()).add(number)
    assert len(known.pages) <= 50
    assert all(0 < weight <= known.weight + 1e-9 for weight in known.lines.values())
    assert all(len(taught[line]) >= 3 for line in furniture(known))
