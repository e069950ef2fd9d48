"""Any order of committing, sending, failing, dying and losing the index: nothing lost, nothing told twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from alerts.channels.state import ChannelStates
from alerts.delivery import Status, again
from alerts.intake import Intake
from alerts.outbox import Outbox
from alerts.policy.answer import Answer, Meaning
from alerts.sender import Sender
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.connection import connect
from pipelines.store.journal import Journal
from pipelines.watch import Watch

NOW = datetime(2018, 9, 17, tzinfo=UTC)
WATCH = Watch("idlib", "idlib", channels=("desk",))
REPORT = Report(
    watch="idlib", number=1, document="d", url="https://news.example/zone", title="Zone", outlet="News", source="",
    language="en", published=NOW, observed=NOW, text="They agreed.", verdict=Verdict.NEW_STORY,
    reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),), story="s", alert=True,
)  # fmt: skip


class Desk:
    """The other side: takes, puts off or refuses messages, or lets the sender die before or after it took one."""

    name, recipients, identity = "desk", ("ann", "bob"), "desk"

    def __init__(self):
        self.taken = []
        self.mood = Meaning.TAKEN
        self.dies = None

    async def send(self, alert, row):
        if self.dies == "before":
            raise asyncio.CancelledError
        if self.mood is Meaning.TAKEN:
            self.taken.append((alert.id, row.recipient, row.message_id))
        if self.dies == "after":
            raise asyncio.CancelledError
        return Answer(self.mood, "said the desk")


class Ledger(RuleBasedStateMachine):
    """What the outbox does, whatever happens."""

    def __init__(self, url):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.redis = connect(url)
        self.now = NOW
        self.committed = 0
        self.died_after = 0
        self.desk = Desk()
        self.do(self.redis.flushall())

    def teardown(self):
        self.desk.mood, self.desk.dies = Meaning.TAKEN, None
        self.do(self.settle())
        told = {(alert, to) for alert, to, _ in self.desk.taken}
        assert told == {(f"idlib-{n}", to) for n in range(1, self.committed + 1) for to in self.desk.recipients}
        assert len(self.desk.taken) <= len(told) + self.died_after
        assert len({id for *_, id in self.desk.taken}) == len(told)
        self.do(self.redis.aclose())
        self.loop.close()

    def do(self, work):
        return self.loop.run_until_complete(work)

    @property
    def intake(self):
        return Intake(self.redis, [WATCH], {"desk": self.desk.recipients}, "owner", lambda: self.now)

    @property
    def sender(self):
        return Sender(Outbox(self.redis), ChannelStates(self.redis), self.desk, lambda: self.now, lambda: 0.5)

    async def settle(self):
        """Everything is given its time; then a person mends what is dead, and it is given its time once more."""
        await Outbox(self.redis).reindex()
        await ChannelStates(self.redis).open("desk")
        await self.intake.step(timedelta(0))
        # A row whose sender died too often is found dead only when it is looked at again.
        await self.drain()
        async for ledger in Outbox(self.redis).ledgers():
            for row in ledger.rows:
                if row.status is Status.DEAD:
                    await Outbox(self.redis).write(again(row, self.now))
        await self.drain()

    async def drain(self):
        self.now += timedelta(hours=2)
        while await self.sender.step(asyncio.Event()):
            pass

    @rule()
    def commit(self):
        self.committed += 1
        number = self.committed
        self.do(Journal(self.redis, "idlib").append(replace(REPORT, number=number, document=str(number))))

    @rule()
    def enter(self):
        self.do(self.intake.step(timedelta(0)))

    @rule(mood=st.sampled_from(Meaning))
    def send(self, mood):
        self.desk.mood = mood
        self.do(self.sender.step(asyncio.Event()))

    @rule(when=st.sampled_from(["before", "after"]))
    def die_while_sending(self, when):
        self.desk.mood, self.desk.dies = Meaning.TAKEN, when
        before = len(self.desk.taken)
        task = self.loop.create_task(self.sender.step(asyncio.Event()))
        self.do(asyncio.wait({task}))
        task.cancelled() or task.exception()
        self.desk.dies = None
        self.died_after += len(self.desk.taken) - before

    @rule(hours=st.integers(0, 30))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def lose_the_index(self):
        self.do(self.redis.delete("ww:outbox:desk", "ww:alerts"))
        self.do(Outbox(self.redis).reindex())

    @rule()
    def open_the_channel(self):
        self.do(ChannelStates(self.redis).open("desk"))

    @invariant()
    def every_message_has_one_id(self):
        ids = {}
        for alert, to, id in self.desk.taken:
            assert ids.setdefault((alert, to), id) == id


def test_nothing_is_lost_and_nothing_told_twice(valkey_url):
    run_state_machine_as_test(
        lambda: Ledger(valkey_url),
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
