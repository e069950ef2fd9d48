"""Presearch may let too much through, never too little."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.extract import extract
from pipelines.matching.matcher import Matcher
from pipelines.page import Page
from pipelines.presearch import Presearch
from pipelines.watch import Watch

WATCH = Watch("w", "Idlib NEAR/9 zone", {})
FILLER = "The committee met again on Tuesday and discussed the budget for the coming year at some length. " * 3
SENTENCES = (
    "A demilitarised zone around Idlib was agreed in Sochi by both presidents.",
    "Соглашение о зоне в Идлибе подписано ещё в Сочи.",
    "تم الاتفاق على منطقة منزوعة السلاح بإدلب وفي محيطها.",
    "İdlib'deki silahsızlandırılmış bölge Soçi’de kararlaştırıldı.",
    "La zone démilitarisée d’Idlib fut décidée à Sotchi, c’est-à-dire loin.",
    "Die Straße zur entmilitarisierten Zone in Idlib wurde gesperrt; cease-fire.",
    "停战协议在叙利亚签署。",
)
QUERIES = (
    "Idlib", "zone", "=zone", "agreed", "Идлиб", "соглашение", "ещё", "إدلب", "منطقة", '"منزوعة السلاح"', "İdlib",
    "Soçi", "bölge*", "démilitarisée", "Straße", "=Strasse", "cease-fire", "ceasefire", "停战协议", "Sotchi",
    '"zone d\'Idlib"', "Idlib NEAR/4 zone", "(Idlib OR إدلب) AND NOT peace", "title:Idlib", "entmilitarisierten",
)  # fmt: skip


def page(body: str, charset: str = "utf-8", title: str | None = None) -> Page:
    return Page("https://a.example/", body.encode(charset, "xmlcharrefreplace"), "text/html", title)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Idlib zone",
        "<p>Id<b>lib</b> z<!-- > -->one",
        "<p>&#73;dlib z&#x6F;ne",
        "<p>Id&shy;lib z&zwnj;one",
        "<p>Id\u200blib zone",
        '<p>Id<a title="a > b">lib</a> zone',
        "<p>Id<time>noon</time>lib z<script>f('<b>')</script>one",
        '<script type="application/ld+json">{"headline": "\\u0049dlib zone"}</script>',
        '<script type="application/ld+json">{"headline": "Id&amp;#108;ib zone"}</script>',
        '<meta property="og:title" content="Idlib &amp;#122;one">',
    ],
)
def test_words_are_found_however_the_page_writes_them(body: str) -> None:
    assert Presearch([WATCH]).candidates(page(body)) == ("w",)


def test_the_headline_of_the_feed_counts() -> None:
    assert Presearch([WATCH]).candidates(page("<p>x", title="The zone of Idlib")) == ("w",)


def test_a_page_without_the_evidence_is_dropped() -> None:
    assert Presearch([WATCH]).candidates(page("<p>Idlib alone")) == ()
    assert Presearch([]).candidates(page("<p>Idlib")) == ()


@pytest.mark.parametrize("query", ["*", "lang:ar", "* NOT Idlib", "site:a.example OR Idlib"])
def test_what_needs_no_word_is_always_a_candidate(query: str) -> None:
    assert Presearch([Watch("w", query, {})]).candidates(page("<p>x")) == ("w",)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "windows-1256", "iso-8859-9", "koi8-r"]
)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_charsets(sentence: str, charset: str) -> None:
    body = f'<html><head><meta charset="{charset}"><title>x</title></head><body><p>{sentence}</p></body></html>'
    assert_sound([TOGETHER, *ALONE], page(body, charset))


WATCHES = [Watch(f"w{n}", query, {}) for n, query in enumerate(QUERIES)]
# Together they look for nearly every page; one by one each has to see for itself.
TOGETHER = (Matcher(WATCHES), Presearch(WATCHES))
ALONE = [(Matcher([watch]), Presearch([watch])) for watch in WATCHES]


def assert_sound(pairs: list[tuple[Matcher, Presearch]], of: Page) -> int:
    """Whatever matches was a candidate; gives how many matched."""
    article, count = extract(of), 0
    for matcher, presearch in pairs:
        matched = {match.watch for match in matcher.match(article)}
        assert matched <= set(presearch.candidates(of))
        count += len(matched)
    return count


@st.composite
def markup(draw: st.DrawFn) -> str:
    """A sentence with everything in it that HTML lets stand inside a word."""
    inserted = st.sampled_from(
        ["<b>", "</b>", "<i class='x'>", '<a title="a > b">', "</a>", "<!-- x -->", "<!-- > -->", "&shy;", "\u200d",
         "\u200b", "<wbr>", "<span>", "</span>", "&#8203;", "&zwnj;", "\u00ad", "<?x?>", "\x07", "\u202b",
         "<script>f()</script>", "<svg><path/></svg>", "<rt>x</rt>", "<time>9</time>"]
    )  # fmt: skip
    written = []
    for letter in draw(st.sampled_from(SENTENCES)):
        kind = draw(st.integers(0, 40))
        if kind == 0:
            written.append(draw(inserted))
        written.append(f"&#{ord(letter)};" if kind == 1 else f"&#x{ord(letter):x};" if kind == 2 else letter)
    return "".join(written)


@given(
    body=markup(),
    place=st.sampled_from(["p", "title", "meta", "json", "told", "standfirst"]),
    title=st.sampled_from([None, "Idlib"]),
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_markup_nothing_that_matches_is_dropped(body: str, place: str, title: str | None) -> None:
    quoted = body.replace('"', "&quot;")
    places = {
        "p": f"<html><head><title>x</title></head><body><article><p>{FILLER}</p><p>{body}</p><p>{FILLER}</p></article>",
        "title": f"<html><head><title>{body}</title></head><body><p>{FILLER}</p>",
        "meta": f'<html><head><meta property="og:title" content="{quoted}"></head><body><p>{FILLER}</p>',
        "json": '<html><head><script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": body, "name": "x"})
        + f"</script></head><body><p>{FILLER}</p>",
        "told": '<html><head><script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": "x", "articleBody": f"{FILLER}\n{body}\n{FILLER}"})
        + "</script></head><body><div id=root></div>",
        "standfirst": f'<html><head><meta name="description" content="{quoted}"></head><body><h1>x</h1><h2>{body}</h2>'
        f"<article><p>{FILLER}</p><p>{FILLER}</p></article>",
    }
    assert_sound([TOGETHER, *ALONE], page(places[place], title=title))


def test_text_that_only_scripts_tell_is_looked_for() -> None:
    told = json.dumps(
        {"@type": "NewsArticle", "headline": "x", "articleBody": f"{FILLER}\nZone around Idlib\n{FILLER}"}
    )
    of = page(f'<html><head><script type="application/ld+json">{told}</script></head><body><div id=root></div>')
    assert assert_sound([(Matcher([WATCH]), Presearch([WATCH]))], of) == 1


def test_generated_queries_on_plain_pages_do_match_something() -> None:
    chance = random.Random(7)
    words = sorted({word.strip(".,;’") for sentence in SENTENCES for word in sentence.split()})

    def generated(number: int) -> Watch:
        one, operator, other = chance.choice(words), chance.choice(["AND", "OR", "NEAR/6"]), chance.choice(words)
        return Watch(f"w{number}", f"{one} {operator} {other}", {})

    watches = [generated(number) for number in range(200)]
    pair = (Matcher(watches), Presearch(watches))
    pages = [page(f"<html><body><p>{FILLER}</p><p>{sentence}</p>") for sentence in SENTENCES]
    assert sum(assert_sound([pair], each) for each in pages) > 100
