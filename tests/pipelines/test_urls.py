"""One page, one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import InputError
from pipelines.urls import canonical, host_of, url_key


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://News.Example:80/a/../b?y=2&x=1#top", "http://news.example/b?x=1&y=2"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=rss", "https://news.example/a"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example/إدلب", "https://news.example/%D8%A5%D8%AF%D9%84%D8%A8"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("http://10.0.0.1\\@news.example/", "http://10.0.0.1/@news.example/"),
    ],
)
def test_spelling(written, expected):
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "written", ["", "news.example/a", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
                "https:///a", "http://news.example:99999/", "http://[::1/", "data:,a", "mailto:a@news.example"],
)  # fmt: skip
def test_what_is_no_web_address_says_so(written):
    with pytest.raises(InputError):
        canonical(written)


@given(st.text(max_size=80).map(lambda path: "https://news.example/" + path))
def test_spelling_is_idempotent(url):
    assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=60))
def test_any_text_is_either_spelled_or_refused(text):
    try:
        spelled = canonical(text)
    except InputError:
        return
    assert spelled.startswith(("http://", "https://"))
    assert host_of(spelled)


def test_a_change_of_scheme_keeps_the_key():
    assert url_key("http://news.example/a") == url_key("https://news.example/a")
    assert url_key("http://news.example/a") != url_key("http://news.example/b")
