import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.links import safe_link, shown_host


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=1&c=2", "https://news.example/a?b=1&c=2"),
        ("https://аррӏе.com/login", "https://xn--80ak6aa92e.com/login"),
        ("http://bank.example@evil.example/", "http://evil.example/"),
        ("http://evil.example\\@bank.example/", "http://evil.example/@bank.example/"),
        ("https://news.example/a|b>c\"d'e`f", "https://news.example/a%7Cb%3Ec%22d%27e%60f"),
        ("https://news.example/\u202egpj.exe", "https://news.example/%E2%80%AEgpj.exe"),
        ("https://news.example/\r\nBcc: x", "https://news.example/Bcc:%20x"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//news.example/", None),
        ("", None),
    ],
)
def test_only_web_addresses_become_links(url, link):
    assert safe_link(url) == link


def test_the_host_is_shown_as_it_is():
    assert shown_host(safe_link("https://аррӏе.com/login")) == "xn--80ak6aa92e.com"
    assert shown_host(None) == ""


@given(st.text())
def test_a_link_is_ascii_and_ends_where_it_ends(text):
    link = safe_link("https://news.example/" + text)
    assert link is None or (link.isascii() and not set(link) & set(" \"'<>\\^`{|}\r\n\t"))
