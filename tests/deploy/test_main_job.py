"""From a feed to an alert, as a user runs it: the shortest way through everything."""

from tests.rig.process import configuration, wirewatch


async def test_a_crawl_tells_what_is_new_once(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    silent = await wirewatch(tmp_path, "crawl")
    assert silent.code == 0, silent.err
    assert "First contact is silent" in silent.err
    wire.publish(2)
    told = await wirewatch(tmp_path, "crawl", "--json")
    assert told.code == 0, told.err
    assert {line["url"] for line in told.lines} == {wire.article_url(2), wire.article_url(3)}
    assert all(line["alert"] and line["deliveries"][0]["status"] == "sent" for line in told.lines)
    assert (await wirewatch(tmp_path, "crawl")).code == 0
    assert sorted(desk.links.values()) == [wire.article_url(2), wire.article_url(3)]
    assert desk.keys.total() == 2
