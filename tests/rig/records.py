"""What stands in a store, read without any part of the daemon's own way to it."""

import redis

from alerts.delivery import Delivery
from pipelines.report import Report
from pipelines.store.records import unpack


def reports(there: redis.Redis, watch: str = "idlib") -> list[Report]:
    """Every report of a watch's journal."""
    return [unpack(fields[b"r"], Report) for _, fields in there.xrange(f"ww:{{{watch}}}:journal")]


def deliveries(there: redis.Redis) -> list[Delivery]:
    """Every row of the ledger."""
    return [
        unpack(packed, Delivery)
        for key in there.scan_iter(match="ww:alert:*", count=1000)
        for field, packed in there.hgetall(key).items()
        if field != b"alert"
    ]


def assert_whole(there: redis.Redis, watch: str = "idlib") -> None:
    """No orphans: every alert leads to a report that deserves it, every report that deserves one has its alert."""
    deserving = {report.id for report in reports(there, watch) if report.alert}
    told = {row.alert for row in deliveries(there)}
    assert told == deserving
