"""Where on a page its article stands, and what follows from it for the article's text."""

from collections.abc import Iterable

from lxml.html import HtmlElement

from pipelines.extraction.engine import Body, parse, read_body
from pipelines.extraction.extract import extract
from pipelines.extraction.frame import Frame, busiest, frame_of, letters, prose
from pipelines.page import Page

TALKS = (
    "The ministers of both countries met on Tuesday to speak about the water of the river that they share.",
    "They agreed to let engineers of both sides measure its level at the dam, which was built forty years ago.",
    "A spokesman said that the next meeting would be held in spring, when the snow in the mountains has melted.",
    "Farmers downstream had asked for months that somebody tell them how much water they could count on.",
)
DAM = (
    "The dam holds less water than in any year since it was built, the engineers wrote in their first report.",
    "Two of its six gates have not been opened since the earthquake, and nobody knows whether they still can be.",
)
TEASER = "Our reporters travelled along the river for three weeks and met those who live from it and with it."


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def tree_of(body: str) -> HtmlElement:
    tree = parse(f"<!doctype html><html><head><title>Talks</title></head><body>{body}</body></html>")
    assert tree is not None
    return tree


def frame_in(tree: HtmlElement, lines: Iterable[str]) -> Frame | None:
    return frame_of(prose(tree), list(map(letters, lines)))


def body_of(body: str) -> Body:
    return read_body(tree_of(body))


def test_the_frame_is_the_smallest_element_around_the_paragraphs() -> None:
    tree = tree_of(f'<main><h1>Talks</h1><div id="text">{paragraphs(TALKS)}</div><p>{TEASER}</p></main>')
    frame = frame_in(tree, [*TALKS, TEASER])
    assert frame is not None
    assert frame.element.get("id") == "text"
    assert frame.text == letters("".join(TALKS))
    assert not frame.widened


def test_a_frame_is_no_list() -> None:
    tree = tree_of(f'<div id="text"><ol>{"".join(f"<li>{text}</li>" for text in TALKS)}</ol><p>{TEASER}</p></div>')
    frame = frame_in(tree, [*TALKS, TEASER])
    assert frame is not None
    assert frame.element.get("id") == "text"


def test_no_frame_for_text_that_stands_in_no_paragraphs() -> None:
    tree = tree_of(f"<div>{'<br>'.join(TALKS)}</div><p>{TEASER}</p>")
    assert frame_in(tree, [*TALKS, TEASER]) is None


def test_a_frame_widens_to_paragraphs_that_are_marked_up_alike() -> None:
    halves = "".join(f'<div class="chunk"><div class="inner">{paragraphs(half)}</div></div>' for half in (TALKS, DAM))
    frame = frame_in(tree_of(f'<div id="text">{halves}</div>'), TALKS)
    assert frame is not None
    assert frame.widened
    assert frame.element.get("id") == "text"


def test_a_frame_does_not_widen_to_the_article_that_is_loaded_below() -> None:
    rows = "".join(f'<article class="chunk"><div>{paragraphs(half)}</div></article>' for half in (TALKS, DAM))
    frame = frame_in(tree_of(f'<div id="text">{rows}</div>'), TALKS)
    assert frame is not None
    assert not frame.widened
    assert letters(DAM[0]) not in frame.text


def test_links_do_not_tell_where_an_article_stands() -> None:
    menu = "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(DAM))
    tree = tree_of(f'<ul>{menu}</ul><div id="text">{paragraphs(TALKS[:2])}</div>')
    frame = frame_in(tree, [*DAM, *TALKS[:2]])
    assert frame is None or frame.element.get("id") == "text"


def test_prose_is_paragraphs_and_items_without_links() -> None:
    items = f"<ul><li>{DAM[0]}</li><li><p>{DAM[1]}</p></li></ul>"
    tree = tree_of(f'<p>{TALKS[0]}</p>{items}<p><a href="/t">{TEASER}</a></p><p>Yes.</p>')
    assert [paragraph.letters for paragraph in prose(tree)] == [letters(text) for text in (TALKS[0], *DAM)]


def test_the_busiest_element_holds_most_of_the_paragraphs() -> None:
    tree = tree_of(f'<aside><div id="text">{paragraphs(TALKS)}</div></aside><footer>{paragraphs(DAM)}</footer>')
    element = busiest(prose(tree))
    assert element is not None
    assert element.get("id") == "text"


def test_what_stands_below_the_frame_is_no_text_and_is_told() -> None:
    body = body_of(
        f'<article><h1>Talks</h1><div class="x">{paragraphs(TALKS)}</div><div><p>{TEASER}</p></div></article>'
    )
    assert body.lines[-4:] == list(TALKS)
    assert body.outside == [TEASER]


def test_what_is_left_out_is_recorded_with_its_reason() -> None:
    page = (
        f"<!doctype html><html><head><title>Talks</title></head><body><article><h1>Talks</h1>"
        f'<div class="x">{paragraphs(TALKS)}</div><div><p>{TEASER}</p></div></article></body></html>'
    )
    article = extract(Page("https://news.example/talks", page.encode(), "text/html"))
    assert TEASER not in article.text
    assert (TEASER, "outside_article") in [(removal.text, removal.reason) for removal in article.removed]


def test_a_standfirst_above_the_frame_stays() -> None:
    body = body_of(f'<article><h1>Talks</h1><p>{TEASER}</p><div class="x">{paragraphs(TALKS)}</div></article>')
    assert TEASER in body.lines


def test_lists_and_headings_that_the_engine_missed_are_read_in_their_place() -> None:
    items = "".join(f"<li>{text}</li>" for text in DAM)
    text = f"{paragraphs(TALKS[:2])}<h2>The dam</h2><ul>{items}</ul>{paragraphs(TALKS[2:])}"
    assert body_of(f'<div><div class="x">{text}</div></div>').lines == [
        *TALKS[:2],
        "The dam",
        *(f"- {text}" for text in DAM),
        *TALKS[2:],
    ]


def test_an_article_that_stands_in_an_aside_is_found() -> None:
    body = body_of(f"<header><aside><div>{paragraphs(TALKS)}</div></aside></header>")
    assert body.lines == list(TALKS)


def test_an_article_behind_a_misplaced_end_of_the_page_is_found() -> None:
    body = body_of(f"<nav><a href='/'>Home</a></nav></body></html><div><h1>Talks</h1>{paragraphs(TALKS)}</div>")
    assert [line for line in body.lines if line in TALKS] == list(TALKS)


def test_a_page_that_is_put_together_in_the_browser_has_its_text_in_json_ld() -> None:
    told = " ".join(TALKS)
    script = f'{{"@type": "NewsArticle", "headline": "Talks", "articleBody": "{told}"}}'
    body = body_of(f'<script type="application/ld+json">{script}</script><div id="app">Loading</div>')
    assert body.lines == [told]


def test_a_page_without_an_article_has_no_lines() -> None:
    assert body_of("<nav><a href='/'>Home</a></nav>") == Body([], [])
