"""The bundled newswire is whole: enough of everything, an expectation for each, copies that copy."""

import tomllib

import pytest

from deploy.demo.content import BUNDLED, Header, Newswire, Revision
from pipelines.errors import InputError
from pipelines.report import Verdict
from pipelines.urls import canonical

SILENT = {Verdict.COPY, Verdict.IRRELEVANT}


def pieces(newswire):
    return [(site, piece) for site in newswire.sites for piece in site.pieces]


def test_there_are_enough_articles_sites_and_languages(newswire):
    assert len(pieces(newswire)) >= 40
    assert len(newswire.sites) >= 6
    assert {site.language for site in newswire.sites} == {"en", "ar", "tr", "ru"}


def test_every_way_of_announcing_is_used(newswire):
    used = {way for site in newswire.sites for way in site.announcements}
    assert used == {"rss", "atom", "sitemap", "news_sitemap", "section"}


def test_every_url_is_its_own(newswire):
    assert len(newswire.expected()) == len(pieces(newswire))
    assert all(url == canonical(url) for url in newswire.expected())


def test_everything_is_published_when_the_calendar_ends(newswire, end):
    for _, piece in pieces(newswire):
        assert piece.header.published <= end
        assert piece.modified(end) <= end
    assert [tick.at for tick in newswire.ticks] == sorted(tick.at for tick in newswire.ticks)


def test_every_tick_has_something_to_tell(newswire):
    before = 0
    for tick in newswire.ticks:
        seen = sum(len(site.visible(tick.at)) for site in newswire.sites)
        assert seen > before, tick
        before = seen


def test_what_is_expected_to_alert_is_what_the_verdicts_mean(newswire):
    for url, expectations in newswire.expected().items():
        for expectation in expectations:
            assert expectation.why
            if set(expectation.verdicts) & SILENT:
                assert set(expectation.verdicts) <= SILENT, url
                assert not expectation.alert, url
            elif Verdict.REVISION not in expectation.verdicts:
                assert expectation.alert, url


def test_every_verdict_is_expected_somewhere(newswire):
    expected = {one.verdicts[0] for each in newswire.expected().values() for one in each}
    assert expected == set(Verdict) - {Verdict.UNJUDGED}


def test_every_revision_changes_the_text(newswire):
    revised = [(piece, change) for _, piece in pieces(newswire) for change in piece.header.revision]
    assert len(revised) >= 2
    for piece, change in revised:
        text = "\n".join(piece.text)
        assert all(text.count(old) == 1 for old, _ in change.replace), piece.name


def test_full_articles_are_long_enough_and_briefs_are_short(newswire):
    for _, piece in pieces(newswire):
        words = sum(len(paragraph.split()) for paragraph in piece.text)
        assert words <= 90 if piece.header.sentences else words >= 120, piece.name


def test_copies_begin_like_their_originals(newswire):
    texts = {f"{site.key}/{piece.name}": piece for site, piece in pieces(newswire)}
    for piece in texts.values():
        if piece.header.copy_of:
            original = " ".join(texts[piece.header.copy_of].paragraphs(piece.header.published))
            assert original.startswith(" ".join(piece.text))
            assert piece.header.published > texts[piece.header.copy_of].header.published


def test_headers_hold_nothing_unknown():
    known = set(Header.__dataclass_fields__)
    for path in BUNDLED.glob("*/*.md"):
        header = tomllib.loads(path.read_text("utf-8").split("+++\n")[1])
        assert set(header) <= known, path
        assert all(set(change) <= set(Revision.__dataclass_fields__) for change in header.get("revision", ())), path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('+++\nheadline = "A"\n+++\n', "published"),
        ("+++\nheadline = \n+++\n", "Invalid value"),
        ('+++\nheadline="A"\npublished=2018-09-17T00:00:00Z\nexpect=["copy"]\nalert=false\nwhy=""\n+++\n', "copy_of"),
    ],
)
def test_a_broken_piece_is_named(tmp_path, text, message):
    (tmp_path / "site").mkdir()
    (tmp_path / "newswire.toml").write_text('[[tick]]\nat = 2018-09-17T00:00:00Z\ntitle = "T"\n')
    (tmp_path / "site" / "site.toml").write_text((BUNDLED / "northlight" / "site.toml").read_text())
    (tmp_path / "site" / "piece.md").write_text(text)
    with pytest.raises(InputError, match=rf"piece\.md.*{message}"):
        Newswire.load(tmp_path)


def test_copies_come_in_a_later_tick_than_their_originals(newswire):
    """Within a tick, pages are fetched side by side."""
    published = {f"{site.key}/{piece.name}": piece.header.published for site, piece in pieces(newswire)}

    def tick_of(at):
        return min(tick.at for tick in newswire.ticks if tick.at >= at)

    for name, piece in [(f"{site.key}/{piece.name}", piece) for site, piece in pieces(newswire)]:
        if piece.header.copy_of:
            assert tick_of(published[name]) > tick_of(published[piece.header.copy_of]), name
        for change in piece.header.revision:
            assert tick_of(change.at) > tick_of(published[name]), name
