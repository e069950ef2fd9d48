"""Every page, feed and sitemap renders, at its time and not before."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import feedparser
import pytest
from lxml import etree, html

from deploy.demo.content import Announces

SITEMAPS = {Announces.SITEMAP, Announces.NEWS_SITEMAP}
FEEDS = {Announces.RSS, Announces.ATOM}


def ways(newswire, wanted):
    return [(site, way) for site in newswire.sites for way in site.announcements if way in wanted]


def announced(sites, site, way, at):
    return sites.respond(site.host, site.announcements[way], at)


def test_every_page_holds_its_headline_and_paragraphs(newswire, sites, end):
    for site in newswire.sites:
        for piece in site.visible(end):
            answer = sites.respond(site.host, site.path(piece), end)
            assert answer.status is HTTPStatus.OK
            tree = html.document_fromstring(answer.body.decode(site.encoding))
            words = " ".join(tree.text_content().split())
            for expected in (piece.header.headline, *piece.paragraphs(end)):
                assert expected in words, site.url(piece)


def test_the_pages_of_no_two_sites_are_built_alike(newswire, sites, end):
    builds = set()
    for site in newswire.sites:
        page = sites.page(site, site.pieces[0], end)
        tree = html.document_fromstring(page.body.decode(site.encoding))
        builds.add(tuple(sorted({element.get("class", element.tag) for element in tree.iter("div", "p", "td")})))
    assert len(builds) == len(newswire.sites)


def test_feeds_list_every_piece_with_its_date(newswire, sites, end):
    for site, way in ways(newswire, FEEDS):
        feed = feedparser.parse(announced(sites, site, way, end).body)
        assert not feed.bozo, feed.get("bozo_exception")
        assert {entry.link for entry in feed.entries} == {site.url(piece) for piece in site.pieces}
        headlines = {piece.header.headline: piece.header.published for piece in site.pieces}
        for entry in feed.entries:
            assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == headlines[entry.title]


def test_feeds_tell_of_a_revision(newswire, sites, end):
    for site, way in ways(newswire, FEEDS):
        entries = feedparser.parse(announced(sites, site, way, end).body).entries
        changed = {
            entry.link for entry in entries if "updated" in entry and entry.updated_parsed > entry.published_parsed
        }
        assert changed == {site.url(piece) for piece in site.pieces if piece.header.revision}


def test_sitemaps_list_every_piece(newswire, sites, end):
    for site, way in ways(newswire, SITEMAPS):
        tree = etree.fromstring(announced(sites, site, way, end).body)
        assert set(tree.xpath("//*[local-name()='loc']/text()")) == {site.url(piece) for piece in site.pieces}


def test_the_section_page_links_every_piece(newswire, sites, end):
    for site, way in ways(newswire, {Announces.SECTION}):
        tree = html.document_fromstring(announced(sites, site, way, end).body)
        tree.make_links_absolute(f"http://{site.host}/")
        assert {site.url(piece) for piece in site.pieces} <= set(tree.xpath("//a/@href"))


def test_nothing_is_shown_before_its_time(newswire, sites):
    for site in newswire.sites:
        for piece in site.pieces:
            early = piece.header.published - timedelta(seconds=1)
            assert sites.respond(site.host, site.path(piece), early).status is HTTPStatus.NOT_FOUND
            assert sites.respond(site.host, site.path(piece), piece.header.published).status is HTTPStatus.OK


def test_the_correction_shows_from_its_time_on(newswire, sites):
    site = next(site for site in newswire.sites if site.key == "courier")
    piece = next(piece for piece in site.pieces if piece.name == "offensive-averted")
    change = piece.header.revision[0]
    before = sites.page(site, piece, change.at - timedelta(seconds=1)).body.decode()
    after = sites.page(site, piece, change.at).body.decode()
    assert "between 15 and 25 kilometres" in before
    assert "Correction" not in before
    assert "between 15 and 20 kilometres" in after
    assert change.note in after


@pytest.mark.parametrize("path", ["/robots.txt", "/"])
def test_every_site_has_rules_and_a_front_page(newswire, sites, end, path):
    for site in newswire.sites:
        assert sites.respond(site.host, path, end).status is HTTPStatus.OK


def test_an_unknown_host_or_path_is_not_found(newswire, sites, end):
    assert sites.respond("elsewhere.example", "/", end).status is HTTPStatus.NOT_FOUND
    assert sites.respond(newswire.sites[0].host, "/nothing", end).status is HTTPStatus.NOT_FOUND


def test_the_order_of_parameters_means_nothing(sites, end):
    assert sites.respond("zaytoun.example", "/index.php?id=4101&page=news", end).status is HTTPStatus.OK


def test_the_russian_local_paper_is_in_windows_1251(sites, end):
    answer = sites.respond("listok.example", "/news.php?id=4101", end)
    assert answer.content_type == "text/html; charset=windows-1251"
    assert "Подвесной мост" in answer.body.decode("windows-1251")
