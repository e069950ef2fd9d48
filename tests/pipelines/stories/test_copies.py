"""Whatever sites do to a text, a copy stays silent; and what else must hold for any articles in any order."""

import asyncio
import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.report import Report, Verdict
from pipelines.stories.memory import MemoryHistory
from tests.evaluation.developments.stories import stories
from tests.pipelines.stories.conftest import Desk
from tests.pipelines.stories.newswire import OTHER

REPORTS = {language: stories(language)[0] for language in ("ar", "en", "ru", "tr")}
LANGUAGES = sorted(REPORTS)
BANNERS = {
    "en": "Home World Politics Business Sport Opinion Sign in\nSign up for our newsletter",
    "ar": "الرئيسية أخبار سياسة اقتصاد رياضة ثقافة\nاشتركوا في نشرتنا البريدية",
    "tr": "Ana sayfa Gündem Dünya Ekonomi Spor Yazarlar\nBültenimize abone olun",
    "ru": "Главная Мир Политика Экономика Спорт Культура\nПодпишитесь на нашу рассылку",
}
HEADLINES = {
    "en": "What happened in Idlib today and why it matters",
    "ar": "ماذا حدث اليوم في إدلب ولماذا يهم ذلك",
    "tr": "Bugün İdlib'de ne oldu ve neden önemli",
    "ru": "Что сегодня произошло в Идлибе и почему это важно",
}
NAMES = {"en": "Ruritanian", "ar": "الروريتاني", "tr": "Ruritanya", "ru": "руританский"}


def lines(language: str) -> list[str]:
    return REPORTS[language]["text"].strip().split("\n")


def truncated(text: list[str], chance: random.Random, _: str) -> list[str]:
    return text[: chance.randint(2, len(text))]


def reordered(text: list[str], chance: random.Random, _: str) -> list[str]:
    return chance.sample(text, len(text))


def in_banners(text: list[str], chance: random.Random, language: str) -> list[str]:
    return [BANNERS[language], *text] if chance.random() < 0.5 else [*text, BANNERS[language]]


def retitled(text: list[str], _: random.Random, language: str) -> list[str]:
    return [HEADLINES[language], *text]


def rewrapped(text: list[str], chance: random.Random, _: str) -> list[str]:
    return [" ".join(text)] if chance.random() < 0.5 else text


def edited(text: list[str], chance: random.Random, _: str) -> list[str]:
    """One word in twenty left out; never a figure, nor the end of a sentence."""
    words = [line.split() for line in text]
    places = [(at, one) for at, line in enumerate(words) for one in range(len(line) - 1)]
    plain = [(at, one) for at, one in places if not re.search(r"\d", words[at][one])]
    left_out = set(chance.sample(plain, len(places) // 20))
    return [
        " ".join(word for one, word in enumerate(line) if (at, one) not in left_out) for at, line in enumerate(words)
    ]


def spun(text: list[str], chance: random.Random, language: str) -> list[str]:
    """A word that occurs again and again, in another word."""
    counted = Counter(re.findall(r"[^\W\d_]{4,}", "\n".join(text)))
    often = [word for word, count in counted.most_common(4) if count > 1]
    if not often:
        return text
    return re.sub(rf"\b{chance.choice(often)}\b", NAMES[language], "\n".join(text)).split("\n")


TREATMENTS = (truncated, reordered, in_banners, retitled, rewrapped, edited, spun)


async def read_all(*articles: tuple[str, str, str, str]) -> list[Report]:
    """Reports of articles (text, address, title, language), in order."""
    desk = Desk(MemoryHistory("w"))
    return [await desk.reads(text, url, title, language=language, minutes=0) for text, url, title, language in articles]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda treatment: treatment.__name__)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_one_treatment_leaves_a_copy(language, treatment, seed):
    text = lines(language)
    copy = treatment(text, random.Random(seed), language)
    first, second = asyncio.run(
        read_all(
            ("\n".join(text), "https://a.example/1", REPORTS[language]["title"], language),
            ("\n".join(copy), "https://b.example/2", HEADLINES[language], language),
        )
    )
    assert (second.verdict, second.of) == (Verdict.COPY, first.id)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(treatments=st.lists(st.sampled_from([reordered, in_banners, retitled]), max_size=4), seed=st.integers())
def test_treatments_one_after_the_other_leave_a_copy(language, treatments, seed):
    text, chance = lines(language), random.Random(seed)
    copy = text
    for treatment in treatments:
        copy = treatment(copy, chance, language)
    reports = asyncio.run(
        read_all(
            ("\n".join(text), "https://a.example/1", "", language),
            ("\n".join(copy), "https://b.example/2", "", language),
        )
    )
    assert not reports[1].alert


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(3 * len(LANGUAGES))))
def test_one_alert_per_report_whatever_copy_comes_first(order):
    pages = [
        (
            "\n".join(treated(lines(language), random.Random(1), language)),
            f"https://{language}.example/{at}",
            "",
            language,
        )
        for language in LANGUAGES
        for at, treated in enumerate((rewrapped, reordered, retitled))
    ]
    told = Counter(report.language for report in asyncio.run(read_all(*(pages[at] for at in order))) if report.alert)
    assert told == dict.fromkeys(LANGUAGES, 1)


@settings(max_examples=25, deadline=None)
@given(order=st.lists(st.integers(0, len(LANGUAGES) - 1), max_size=12))
def test_looking_again_never_tells_anything(order):
    pages = [("\n".join(lines(one)), f"https://{one}.example/", REPORTS[one]["title"], one) for one in LANGUAGES]
    again = asyncio.run(read_all(*pages, *(pages[at] for at in order)))[len(pages) :]
    assert {report.verdict for report in again} <= {Verdict.COPY}


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0, 2), language=st.sampled_from(LANGUAGES), seed=st.integers())
def test_an_unrelated_article_of_another_host_changes_nothing(at, language, seed):
    text, chance = lines(language), random.Random(seed)
    work = [
        ("\n".join(text), "https://a.example/1", REPORTS[language]["title"], language),
        ("\n".join(truncated(text, chance, language)), "https://b.example/2", "", language),
        ("\n".join(retitled(text, chance, language)), "https://c.example/3", "", language),
    ]
    beside = [*work[:at], (OTHER, "https://z.example/tram", "Tram line reopens in Lisbon", "en"), *work[at:]]
    alone, among = asyncio.run(read_all(*work)), asyncio.run(read_all(*beside))
    del among[at]
    assert [(report.verdict, report.alert) for report in alone] == [(report.verdict, report.alert) for report in among]


class Counted(MemoryHistory):
    """A history that counts how much of it is looked at for one article."""

    def __init__(self, watch: str) -> None:
        super().__init__(watch)
        self.profiles_seen = self.texts_seen = 0

    async def profiles(self, numbers):
        self.profiles_seen += len(numbers)
        return await super().profiles(numbers)

    async def earlier(self, numbers):
        self.texts_seen += len(numbers)
        return await super().earlier(numbers)


async def test_a_long_history_costs_no_more_comparisons_than_a_short_one():
    history = Counted("w")
    desk, seen = Desk(history), []
    for number in range(300):
        text = [*lines("en")[:4], f"Patrol number {number} found the road near the {number % 7}th post open."]
        before = history.profiles_seen, history.texts_seen
        await desk.reads("\n".join(text), f"https://{number}.example/", "Patrols near Morek", minutes=number)
        seen.append((history.profiles_seen - before[0], history.texts_seen - before[1]))
    assert max(seen[150:]) <= max(seen[:150])
    assert max(texts for _, texts in seen) <= 24
