"""What an answer means."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.answer import Answer, Fetched, check_page, read_answer
from crawler.failure import Failure, FetchFailed
from crawler.middlewares.redirects import redirect_target
from pipelines.errors import FetchError

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
URL = "https://news.example/a"


@given(st.integers(100, 999), st.binary(max_size=50), st.text(max_size=30))
def test_any_answer_is_a_page_or_a_failure(status, body, retry):
    try:
        check_page(read_answer(Answer(URL, status, body, retry_after=retry), NOW))
    except FetchFailed as error:
        failed = error
    else:
        assert status // 100 == 2 or status == 304
        return
    assert str(failed).startswith(URL)
    assert failed.not_before is None or failed.not_before > NOW


@pytest.mark.parametrize("kind", ["text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml", "text/plain", ""])
def test_pages(kind):
    check_page(Fetched(URL, b"<p>Idlib", kind))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", b"x"), ("image/jpeg", b"x"), ("video/mp4", b"x"), ("application/json", b"{}"),
        ("text/html", b"%PDF-1.7"), ("", b"\xff\xd8\xff\xe0"), ("text/html", b"\x00\x00\x00\x18ftypmp42"),
    ],
)  # fmt: skip
def test_what_is_no_page(kind, body):
    with pytest.raises(FetchFailed) as raised:
        check_page(Fetched(URL, body, kind))
    assert raised.value.failure is Failure.NOT_A_PAGE


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><title>Just a moment...</title>",
        b"<TITLE> Attention Required! | Cloudflare </TITLE>",
        b"<script>window._cf_chl_opt={}</script>",
        b'<iframe src="/_Incapsula_Resource?SWUDNSAI=31">',
        b'<script src="https://geo.captcha-delivery.com/captcha/">',
    ],
)
def test_challenges_are_known(body):
    with pytest.raises(FetchFailed) as raised:
        check_page(Fetched(URL, body, "text/html"))
    assert raised.value.failure is Failure.CHALLENGE


def test_an_article_about_challenges_is_none():
    check_page(Fetched(URL, b"<title>Just a moment... why sites test us</title><p>Cloudflare, captcha, DataDome", ""))


@given(st.text(max_size=80))
def test_any_location_is_an_address_of_the_web_or_an_error(location):
    try:
        target = redirect_target(URL, location)
    except FetchError:
        return
    assert target.startswith(("http://", "https://"))
    assert "\\" not in target.partition("?")[0]
    assert "\n" not in target
