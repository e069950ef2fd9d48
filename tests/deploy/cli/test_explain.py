"""A URL from the feed to the alert, and what is told of it afterwards, until it is forgotten."""

from pathlib import Path

import pytest

from tests.rig.process import configuration, wirewatch
from tests.rig.wire import Desk, Extra, Wire


@pytest.fixture
async def crawled(tmp_path: Path):
    """A folder after one crawl, and the addresses of a page that matched and of one that did not."""
    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.publish()
        wire.extras["/extra/tram"] = Extra(
            b"<h1>Tram</h1><p>The tram will be late, the council said.</p>", title="Tram"
        )
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        crawl = await wirewatch(tmp_path, "crawl", "--no-baseline", "--json")
        assert crawl.code == 0, crawl.err
        yield tmp_path, wire.article_url(1), f"{wire.url}/extra/tram"


async def test_a_page_that_raised_an_alert_is_told_whole(crawled):
    folder, page, _ = crawled
    told = await wirewatch(folder, "explain", page)
    assert told.code == 0
    for words in (
        "New story, alert: idlib-1", "Seen        through wire", "Fetched     ", "Matched     idlib: idlib; by “Idlib”",
        "Nearest     no earlier report", "First report of this development", "Story       idlib-1", "desk, sent",
    ):  # fmt: skip
        assert words in told.out
    (record,) = (await wirewatch(folder, "explain", page, "--json")).lines
    assert [report["verdict"] for report in record["reports"]] == ["new_story"]
    assert record["looked_at"] is not None


async def test_a_page_that_no_watch_wanted_says_where_its_way_ended(crawled):
    folder, _, page = crawled
    told = await wirewatch(folder, "explain", page)
    assert told.code == 0
    assert "  Fetched     " in told.out
    assert "  Ended       No watch could match the page, so it was not read." in told.out


async def test_what_cleaning_took_out_is_told_with_its_reason(tmp_path: Path):
    notice = "We use cookies to give you the best experience on this site."
    report = "".join(f"<p>The council of Idlib met for the {day} time on the future of its market halls.</p>"
                     for day in ("first", "second", "third", "fourth", "fifth"))  # fmt: skip
    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.extras["/extra/hall"] = Extra(f"<html><article><p>{notice}</p>{report}</article></html>".encode())
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        assert (await wirewatch(tmp_path, "crawl", "--no-baseline")).code == 0
        told = await wirewatch(tmp_path, "explain", f"{wire.url}/extra/hall")
        (record,) = (await wirewatch(tmp_path, "explain", f"{wire.url}/extra/hall", "--json")).lines
    assert f"  Removed     “{notice}”: a notice about cookies" in told.out
    assert record["reports"][0]["removed"] == [{"text": notice, "reason": "cookie_notice"}]


async def test_claims_are_told_beside_those_of_the_story(tmp_path: Path):
    def page(width: str, rest: str) -> Extra:
        return Extra(
            f"<html><article><h1>Zone in Idlib</h1><p>The presidents of Russia and Turkey agreed in Sochi on Monday to"
            f" create a demilitarised zone in Idlib that will be {width} km wide.</p><p>Heavy weapons have to be"
            f" withdrawn from the zone by 10 October, both said after four hours of talks in the Black Sea resort.</p>"
            f"<p>{rest}</p></article></html>".encode()
        )  # fmt: skip

    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.extras["/extra/first"] = page("15 to 20", "Aid groups in Idlib welcomed the news with relief.")
        wire.extras["/extra/second"] = page("25 to 30", "Farmers near the line want to know whose fields it takes.")
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        for name in ("first", "second"):
            assert (await wirewatch(tmp_path, "crawl", f"{wire.url}/extra/{name}")).code == 0
        told = await wirewatch(tmp_path, "explain", f"{wire.url}/extra/second")
    assert "  Claims      zone width: 25 to 30 km, against 15 to 20 km in idlib-1" in told.out
    assert "              weapons deadline: 10 October, as in idlib-1" in told.out


async def test_an_address_that_leads_on_knows_the_report_it_led_to(tmp_path: Path):
    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.publish()
        wire.extras["/extra/short"] = Extra(b"", {"Location": wire.article_url(1)}, status=301)
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        short = f"{wire.url}/extra/short"
        assert (await wirewatch(tmp_path, "crawl", short)).code == 0
        told = await wirewatch(tmp_path, "explain", short)
        assert "New story, alert: idlib-1" in told.out
        assert f"where {short} led to {wire.article_url(1)}" in told.out
        assert (await wirewatch(tmp_path, "crawl", wire.article_url(1))).code == 0
        for address in (short, wire.article_url(1)):
            assert "Again       looked at once more" in (await wirewatch(tmp_path, "explain", address)).out
        assert (await wirewatch(tmp_path, "forget", short)).code == 0
        assert "idlib-1" not in (await wirewatch(tmp_path, "explain", wire.article_url(1))).out


async def test_a_page_that_no_watch_wanted_is_known_by_both_of_its_addresses(tmp_path: Path):
    async with Wire().serve() as wire, Desk().serve() as desk:
        final, short = f"{wire.url}/extra/tram", f"{wire.url}/extra/short"
        wire.extras["/extra/tram"] = Extra(b"<h1>Tram</h1><p>The tram will be late, the council said.</p>")
        wire.extras["/extra/short"] = Extra(b"", {"Location": final}, status=301)
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        assert (await wirewatch(tmp_path, "crawl", short)).code == 0
        for address in (short, final):
            assert f"Led on      to {final}" in (await wirewatch(tmp_path, "explain", address)).out


async def test_a_page_that_could_not_be_fetched_says_why(tmp_path: Path):
    async with Wire().serve() as wire, Desk().serve() as desk:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        missing = f"{wire.url}/extra/missing"
        assert (await wirewatch(tmp_path, "crawl", missing)).code == 1
        told = await wirewatch(tmp_path, "explain", missing)
    assert told.code == 0
    assert "  Not fetched " in told.out
    assert "404" in told.out


async def test_a_headline_on_the_topic_whose_page_is_gone_is_told(tmp_path: Path):
    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.extras["/extra/gone"] = Extra(b"", status=404, title="Patrols begin in Idlib")
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        crawl = await wirewatch(tmp_path, "crawl", "--no-baseline")
        told = await wirewatch(tmp_path, "explain", f"{wire.url}/extra/gone")
        (message,) = desk.messages
    assert crawl.code == 1
    assert "Its headline may match idlib, so that is told." in crawl.err
    assert message["headline"] == "Patrols begin in Idlib"
    assert "Unjudged, alert: idlib-1" in told.out
    assert "The page could not be read, so nobody has judged it: " in told.out


async def test_looks_that_found_a_page_unchanged_are_counted(tmp_path: Path):
    async with Wire().serve() as wire, Desk().serve() as desk:
        wire.publish()
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        for _ in range(3):
            assert (await wirewatch(tmp_path, "crawl", wire.article_url(1))).code == 0
        told = await wirewatch(tmp_path, "explain", wire.article_url(1))
        (record,) = (await wirewatch(tmp_path, "explain", wire.article_url(1), "--json")).lines
    assert told.out.count("Headline") == 1
    assert "  Again       looked at 2 times more, last " in told.out
    assert len(record["reports"]) == 3


async def test_what_is_forgotten_is_gone(crawled):
    folder, page, _ = crawled
    assert (await wirewatch(folder, "forget", page)).code == 0
    told = await wirewatch(folder, "explain", page)
    assert told.code == 1
    assert "Nothing is known of" in told.err
    assert (await wirewatch(folder, "forget", page)).code == 1
    assert (await wirewatch(folder, "alerts", "list", "--json")).lines == []


async def test_what_is_no_address_is_refused_in_a_sentence(crawled):
    folder, _, _ = crawled
    told = await wirewatch(folder, "explain", "no address")
    assert told.code == 2
    assert "'no address' is not a web address" in told.err
