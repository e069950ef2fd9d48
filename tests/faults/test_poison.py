"""Pages that strangers made to hang, crash, flood or confuse: told or given up within limits; nothing else waits."""

import time

import pytest

from tests.rig.process import configuration, daemon, store, wirewatch
from tests.rig.records import reports
from tests.rig.waiting import until
from tests.rig.wire import Extra

HEAVY = {
    "unclosed": "<b><i><p>" * 200_000,
    "paragraphs": "<p>" * 200_000,
    "metas": "<meta name=a content=b>" * 200_000,
    "nested": "<div>" * 200_000,
    "tables": "<table><tr><td>" * 60_000,
    "attributes": "<p " + " ".join(f"a{number}=b" for number in range(200_000)) + ">",
    "entities": "&lt;" * 900_000,
    "long word": "a" * 5_000_000,
    "quotes": "<a title='" * 200_000,
    "comments": "<!--" * 500_000,
}
LOUD = "Idlib is told of here, and Russia and Turkey have agreed on a zone that nobody had thought of before. "


def heavy(name: str) -> Extra:
    return Extra(f"<title>Idlib {name}</title><p>{LOUD}{HEAVY[name]}</p>".encode(), title=f"Idlib {name}")


@pytest.mark.timeout(300)
async def test_heavy_pages_are_told_within_limits_and_hold_up_nobody(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        started = time.monotonic()
        wire.extras |= {f"/extra/{name.replace(' ', '-')}": heavy(name) for name in HEAVY}
        wire.publish(5)
        light = {wire.article_url(number) for number in range(2, 7)}
        await until(lambda: light <= set(desk.links.values()), 60)
        after = time.monotonic() - started
        with store(tmp_path) as there:
            await until(
                lambda: {f"{wire.url}{path}" for path in wire.extras} <= {each.url for each in reports(there)}, 120
            )
            verdicts = sorted(each.verdict for each in reports(there))
        print(f"5 ordinary reports beside {len(HEAVY)} heavy pages told after {after:.1f} s, all after "
              f"{time.monotonic() - started:.1f} s: {', '.join(verdicts)}")  # fmt: skip
        assert process.poll() is None
    assert verdicts.count("unjudged") >= 1


@pytest.mark.parametrize("name", HEAVY)
async def test_a_heavy_page_by_hand_takes_its_limit_and_no_longer(wire, desk, tmp_path, name):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    wire.extras["/extra/heavy"] = heavy(name)
    started = time.monotonic()
    ended = await wirewatch(tmp_path, "crawl", f"{wire.url}/extra/heavy", "--json")
    print(f"{name}: {time.monotonic() - started:.1f} s, {[line['verdict'] for line in ended.lines]}")
    assert [line["alert"] for line in ended.lines] == [True]
    assert ended.code == (ended.lines[0]["verdict"] == "unjudged"), ended.err


STRANGE = {
    "nul": Extra(b"<title>Idlib\0 zone</title><p>" + LOUD.replace(" ", " \0", 3).encode()),
    "surrogates": Extra(
        b"<title>Idlib &#xD800; &#xDFFF;</title><script type='application/ld+json'>"
        b'{"@type":"NewsArticle","headline":"Idlib \\ud800","author":"\\udfff"}</script>'
        + f"<article><p>{LOUD} &#xD83D; \\ud83d</p></article>".encode(),
        title="Idlib &#xD800;",
    ),
    "lying charset": Extra(
        "<meta charset=utf-8><title>Идлиб</title><p>Россия и Турция договорились о зоне в провинции Идлиб.</p>".encode(
            "cp1251"
        ),
        {"Content-Type": "text/html; charset=utf-8"},
        title="Идлиб",
    ),
    "unknown charset": Extra(LOUD.encode(), {"Content-Type": "text/html; charset=klingon"}),
    "templates": Extra(b"<title>Idlib {{7*7}} {0.__class__} %s</title><p>" + LOUD.encode()),
    "controls": Extra(b"<title>Idlib \x1b[31m\x07 \xe2\x80\xae</title><p>" + LOUD.encode()),
    "year 0": Extra(
        b"<title>Idlib</title><meta property='article:published_time' content='0000-00-00T00:00:00Z'><p>"
        + LOUD.encode()
    ),
    "year 9999": Extra(
        b"<title>Idlib</title><meta property='article:published_time' content='9999-12-31T23:59:59-14:00'><p>"
        + LOUD.encode()
    ),
}
NO_PAGES = {
    "pdf": Extra(b"%PDF-1.7 Idlib", {"Content-Type": "application/pdf"}),
    "lying pdf": Extra(b"%PDF-1.7 Idlib"),
    "image": Extra(b"\x89PNG\r\n\x1a\nIdlib", {"Content-Type": "image/png"}),
    "challenge": Extra(b"<html><title>Just a moment...</title>Idlib</html>"),
    "empty": Extra(b""),
    "broken gzip": Extra(b"\x1f\x8bIdlib", {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    "error": Extra(b"Idlib", status=500),
}


async def test_strange_pages_are_read_or_given_up_and_the_loop_goes_on(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, watches={"idlib": "idlib OR Идлиб"}))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        strange = {f"/extra/{name.replace(' ', '-')}": extra for name, extra in STRANGE.items()}
        wire.extras |= strange | {f"/extra/{name.replace(' ', '-')}": extra for name, extra in NO_PAGES.items()}
        wire.publish(1)
        await until(lambda: set(wire.extras) <= set(wire.asked))
        await until(lambda: wire.article_url(2) in desk.links.values())
        wire.publish(1)
        await until(lambda: wire.article_url(3) in desk.links.values())
        assert process.poll() is None
    for path in strange:
        ended = await wirewatch(tmp_path, "crawl", f"{wire.url}{path}", "--json")
        assert ended.code == 0, (path, ended.err)
        (line,) = ended.lines
        assert line["matched"], path
        assert line["verdict"] != "unjudged", (path, line)
    for message in desk.messages:
        shown = message["headline"] + message["excerpt"]["text"]
        assert shown.isprintable(), shown
        assert "\u202e" not in shown


@pytest.mark.parametrize("name", NO_PAGES)
async def test_what_is_no_page_is_said_to_be_none(wire, desk, tmp_path, name):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    wire.extras["/extra/strange"] = NO_PAGES[name]
    ended = await wirewatch(tmp_path, "crawl", f"{wire.url}/extra/strange")
    assert ended.code == 1
    assert f"{wire.url}/extra/strange" in ended.err
    assert "Traceback" not in ended.err
    assert desk.asked == 0
