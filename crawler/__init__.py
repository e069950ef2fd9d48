"""From sources to documents. The only place that knows Scrapy."""
