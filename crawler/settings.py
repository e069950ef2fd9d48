"""Scrapy's settings. Its defaults are made for crawling a known site by hand; a service needs others."""

from importlib.metadata import version
from typing import Final

from scrapy.settings import Settings

from crawler.policy import FetchPolicy

# The name that robots.txt files know us by (RFC 9309, product token).
ROBOT: Final = "wirewatch"

BOT_NAME = ROBOT
SPIDER_MODULES = ["crawler.spiders"]

# One asyncio loop for Scrapy, the scheduler and the store; no second event loop inside it.
TWISTED_REACTOR_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.GuardedHandler",
    "https": "crawler.handler.GuardedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_WARNSIZE = 0
# Scrapy's delays are per crawler; ours are shared by all processes (middlewares/politeness.py).
DOWNLOAD_DELAY = 0
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.politeness.PolitenessMiddleware": 200,
    "crawler.middlewares.redirects.RedirectsMiddleware": 600,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    # Failures are tried again by the frontier, which survives a restart and waits longer than seconds.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    # A proxy would hide the target's address from the guard.
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False
ROBOTSTXT_OBEY = False
RETRY_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
# Both let whoever reaches their port run Python in this process.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
MEMUSAGE_ENABLED = False
STATS_DUMP = False
LOGSTATS_INTERVAL = 0
LOG_INSTALL_ROOT_HANDLER = False
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
}
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}
WIREWATCH_POLICY = FetchPolicy()


def user_agent(contact: str) -> str:
    """How we present ourselves: name, version, and how a site's owner reaches the operator."""
    name = f"Wirewatch/{version('wirewatch')}"
    return f"{name} (+{contact})" if contact else name


def scrapy_settings(policy: FetchPolicy) -> Settings:
    """The settings of one crawl under a policy."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict(
        {
            "WIREWATCH_POLICY": policy,
            "USER_AGENT": user_agent(policy.contact),
            "DOWNLOAD_MAXSIZE": policy.max_bytes,
            "DOWNLOAD_TIMEOUT": policy.seconds,
        }
    )
    return settings
