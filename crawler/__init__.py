"""From sources to documents. The only place that knows Scrapy.

scheduler.py    when: the daemon's timers, one leader        schedule.py   the decisions behind them, pure
crawler.py      what: poll, fetch_due, fetch                 outcomes.py   what became of it, in words
poller.py       a source → announcements                     pages.py      a pending page → a document
frontier.py     what waits to be fetched                     marks.py      what is worth it, pure
source_state.py what is remembered of a source               trial.py      the same, changing nothing

source_reader.py, sources/   feeds, sitemaps, section pages: bytes → entries, in workers
fetcher.py                   URL → answer: the one door to the network, over one open Scrapy crawl (spiders/)
handler.py, guard.py         which addresses a socket may be opened to
middlewares/                 robots.txt, one clock per host (hosts.py), redirects
answer.py, failure.py        what an answer means, and how much patience a failure deserves
"""
