"""What hosts repeat, in the store."""

from datetime import UTC, datetime

from redis.asyncio import Redis

from pipelines.extraction.extract import extract
from pipelines.extraction.repeats import HOST_REPEATS, HostLines
from pipelines.lessons import FixedLessons, HostLessons
from pipelines.page import Page
from pipelines.store.lines import HostLineStore
from pipelines.workers import WorkerPool

NOW = datetime(2018, 9, 17, 18, tzinfo=UTC)
SLOGAN = "Sent from the editors' garden shed"
TOWNS = ("Morek", "Sarmin", "Darat", "Khan", "Jisr")


def page(town: str) -> Page:
    text = "".join(
        f"<p>{word} of {town} met on Monday and agreed that the mill of {town} is to be the new school by May.</p>"
        for word in ("Farmers", "Teachers", "Mothers")
    )
    body = f"<html><head><title>The mill of {town}</title></head><body><article>{text}<p>{SLOGAN}</p></article>"
    return Page(f"https://gazette.example/{town}", body.encode(), "text/html")


async def test_a_record_comes_back(store: Redis):
    lines = HostLineStore(store)
    assert await lines.of("gazette.example") == HostLines()
    known = HostLines(("page",), 1.0, {"line": 1.0})
    await lines.put("gazette.example", known)
    assert await lines.of("gazette.example") == known
    assert await lines.of("other.example") == HostLines()
    assert await store.ttl("ww:lines:gazette.example") > 0


async def test_what_cannot_be_read_is_learned_anew(store: Redis):
    await store.set("ww:lines:gazette.example", b"9 from the future")
    assert await HostLineStore(store).of("gazette.example") == HostLines()


async def test_twenty_pages_of_a_host_are_sampled(store: Redis):
    lines = HostLineStore(store)
    assert [await lines.take_sample("gazette.example") for _ in range(22)] == [True] * 20 + [False] * 2
    assert await lines.take_sample("other.example")
    assert await store.ttl("ww:sampled:gazette.example") > 0


async def test_pages_that_nobody_wants_teach_what_a_page_that_matters_is_rid_of(store: Redis):
    async with WorkerPool(1) as pool:
        lessons = HostLessons(HostLineStore(store), pool)
        for town in TOWNS[:3]:
            await lessons.sample(page(town), NOW)
    wanted = page(TOWNS[4])
    furniture = await lessons.furniture(wanted.url)
    assert SLOGAN in extract(wanted, NOW).text
    article = extract(wanted, NOW, furniture)
    assert SLOGAN not in article.text
    assert (SLOGAN, HOST_REPEATS) in [(removal.text, removal.reason) for removal in article.removed]


async def test_a_page_without_an_article_teaches_nothing(store: Redis):
    async with WorkerPool(1) as pool:
        lessons = HostLessons(HostLineStore(store), pool)
        await lessons.sample(Page("https://gazette.example/a.pdf", b"%PDF-1.7 ...", "application/pdf"), NOW)
    assert await HostLineStore(store).of("gazette.example") == HostLines()


async def test_a_trial_adds_nothing(store: Redis):
    trial = FixedLessons(HostLineStore(store))
    await trial.sample(page(TOWNS[0]), NOW)
    await trial.learn(page(TOWNS[0]).url, extract(page(TOWNS[0])))
    assert await store.keys("ww:lines:*") == await store.keys("ww:sampled:*") == []
    assert await trial.furniture(page(TOWNS[0]).url) == frozenset()
