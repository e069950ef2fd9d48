"""What Scrapy would do by itself, and does not."""

import os

import psutil
from scrapy.utils.project import get_project_settings

from crawler.fetcher import Fetcher
from crawler.policy import FetchPolicy
from crawler.settings import scrapy_settings, user_agent


def listening() -> set[int]:
    connections = psutil.Process(os.getpid()).net_connections("inet")
    return {each.laddr.port for each in connections if each.status == psutil.CONN_LISTEN}


async def test_a_crawl_opens_no_port(site):
    before = listening()
    site.serve("/a", "<p>Idlib")
    async with Fetcher.alone(site.policy()) as fetcher:
        await fetcher.get(site.url("/a"))
        assert listening() == before


async def test_a_proxy_of_the_environment_is_not_used(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.serve("/a", "<p>Idlib")
    async with Fetcher.alone(site.policy()) as fetcher:
        assert (await fetcher.get("http://news.example/a")).body == b"<p>Idlib"


def test_only_two_schemes_have_a_handler():
    handlers = scrapy_settings(FetchPolicy()).getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme: handler for scheme, handler in handlers.items() if handler} == {
        "http": "crawler.handler.GuardedHandler",
        "https": "crawler.handler.GuardedHandler",
    }


def test_scrapys_own_tools_find_the_same_settings(monkeypatch):
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    assert not settings.getbool("HTTPPROXY_ENABLED")


def test_the_user_agent_names_the_operator():
    assert user_agent("desk@example.org").endswith(" (+desk@example.org)")
    assert "(" not in user_agent("")
