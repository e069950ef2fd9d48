"""Every page of the newswire extracts to its own text: all of its paragraphs, none of what stands around them."""

import pytest

from deploy.demo.content import Newswire
from pipelines.extraction.extract import extract
from pipelines.page import Page

KEYS = [site.key for site in Newswire.load().sites]


@pytest.fixture
def articles(newswire, sites, end, request):
    site = next(site for site in newswire.sites if site.key == request.param)
    pages = [(piece, sites.page(site, piece, end)) for piece in site.visible(end)]
    return [(site, piece, extract(Page(site.url(piece), page.body, page.content_type))) for piece, page in pages]


def squeezed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("articles", KEYS, indirect=True)
def test_every_paragraph_is_there(articles, end):
    for site, piece, article in articles:
        for paragraph in piece.paragraphs(end):
            assert paragraph in squeezed(article.text), site.url(piece)


@pytest.mark.parametrize("articles", KEYS, indirect=True)
def test_no_notice_is_left(articles):
    for site, piece, article in articles:
        left = {name for name, notice in site.furniture.items() if notice in squeezed(article.text)}
        assert not left, site.url(piece)


@pytest.mark.parametrize("articles", KEYS, indirect=True)
def test_language_and_title_are_right(articles):
    for site, piece, article in articles:
        assert article.language == site.language, site.url(piece)
        assert article.title == piece.header.headline, site.url(piece)
