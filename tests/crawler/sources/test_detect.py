"""What kind of source a URL turned out to be."""

import gzip

import pytest

from crawler.sources.detect import kind_of
from crawler.sources.source import SourceKind

XML = b'<?xml version="1.0"?>\n<!-- made by hand -->\n'


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (XML + b'<rss version="2.0">', "text/html", SourceKind.FEED),
        (XML + b'<?xml-stylesheet href="a.xsl"?><feed xmlns="http://www.w3.org/2005/Atom">', "", SourceKind.FEED),
        (b"\xef\xbb\xbf  <rdf:RDF xmlns:rdf=''>", "", SourceKind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1"}', "application/json", SourceKind.FEED),
        (XML + b"<urlset>", "text/plain", SourceKind.SITEMAP),
        (XML + b"<ns0:sitemapindex>", "application/xml", SourceKind.SITEMAP),
        (gzip.compress(b"<urlset>", mtime=0), "application/x-gzip", SourceKind.SITEMAP),
        (b"<!DOCTYPE html>\n<html lang='ar'>", "text/html", SourceKind.SECTION),
        (b"<p>no root", "text/html", SourceKind.SECTION),
        (b"garbage", "application/rss+xml", SourceKind.FEED),
        (b"", "", SourceKind.SECTION),
    ],
)
def test_the_kind_of_a_source(body, content_type, kind):
    assert kind_of(body, "https://news.example/x", content_type) is kind
