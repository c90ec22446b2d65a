"""Who follows a feed gets every number once, in order, and is never told to begin anew without a reason."""

import re
import sys
import threading
import time

from house import ROOT, Person, Scenario, until
from wire import Wire

LOOK_SECONDS = 5


class Feed(Scenario):
    def test_a_follower_is_not_sent_back_to_the_start_while_clerks_work(self):
        house = self.house(routers=1)
        closing = threading.Event()

        def work():
            clerk = Person(house, "clerk", house.specialist.token)
            while not closing.is_set():
                clerk.open("construction")
            clerk.hang_up()

        clerk = threading.Thread(target=work, daemon=True)
        clerk.start()
        after, end, statuses = 0, time.monotonic() + LOOK_SECONDS, set()
        while time.monotonic() < end and statuses <= {200}:
            answer = house.admin.request("GET", f"/v1/feeds/all/events?after={after}&limit=1000")
            statuses.add(answer.status)
            if answer.status == 200:
                after = answer.json["to"]
        closing.set()
        clerk.join(10)

        self.assertEqual(statuses, {200})

    def test_another_epoch_is_told_to_begin_anew(self):
        house = self.house()

        problem = self.refused("feed-restarted", house.admin.get, "/v1/feeds/all/events?after=0&epoch=another")

        self.assertEqual(problem["status"], 410)

    def test_a_departments_feed_has_numbers_of_its_own_without_gaps(self):
        house = self.house()
        for department in ("engineering", "materials", "engineering"):
            complaint = house.specialist.open()
            house.specialist.does("forward", complaint, departments=[department])

        page = house.engineering.get("/v1/feeds/engineering/events")

        self.assertEqual([int(event["sequence"]) for event in page["events"]], list(range(1, page["head"] + 1)))
        self.assertTrue(all(event["data"]["kind"] == "dispatch" for event in page["events"]), page)
        self.refused("no-such-feed", house.engineering.get, "/v1/feeds/materials/events")
        self.refused("no-such-feed", house.engineering.get, "/v1/feeds/all/events")


class Bell(Scenario):
    DOCUMENT = (ROOT / "docs/reference/wire-protocol.md").read_text()

    def grants(self, house, queues, feeds):
        wire = Wire(house.dispatch_endpoint)
        self.addCleanup(wire.close)
        wire.say("HELLO", {
            "proto": [1], "client": "test/1", "worker": "w", "instance": "1",
            "queues": {queue: {"window": 1} for queue in queues}, "feeds": feeds})
        return wire.hear_only("WELCOME").get("feeds", {})

    def test_the_listener_of_the_wire_document_prints_what_happens_to_a_departments_tickets(self):
        house = self.house(routers=1)
        listener = re.search(r"```python\n(.+?)```", self.DOCUMENT, re.DOTALL).group(1)
        out = house.folder / "listener.out"
        program = house.program(
            sys.executable, "-c", listener, house.dispatch_endpoint, house.bell_endpoint, house.http_address,
            house.engineering.token, "engineering", name="listener")
        until("it listens", lambda: "listening at 0" in out.read_text())

        complaint = house.specialist.open("construction")
        house.engineering.does("delivered", complaint.dispatch("engineering"))
        until("it has printed both events", lambda: len(out.read_text().splitlines()) >= 3)

        number = complaint.dispatch("engineering").show()["number"]
        self.assertEqual(out.read_text().splitlines()[1:], [
            f"{1:020} {number} queued", f"{2:020} {number} published"])
        self.assertIsNone(program.poll(), (house.folder / "listener.log").read_text())

    def test_the_listener_goes_on_after_the_server_has_started_anew(self):
        house = self.house(routers=1)
        listener = re.search(r"```python\n(.+?)```", self.DOCUMENT, re.DOTALL).group(1)
        out = house.folder / "listener.out"
        house.program(
            sys.executable, "-c", listener, house.dispatch_endpoint, house.bell_endpoint, house.http_address,
            house.engineering.token, "engineering", name="listener")
        until("it listens", lambda: "listening" in out.read_text())

        house.kill()
        house.start()
        house.specialist.open("construction")

        until("it has printed the event", lambda: " queued" in out.read_text())

    def test_a_department_is_granted_its_own_feed_and_an_observer_every_one(self):
        house = self.house()
        wished = ["all", "engineering", "materials", "kitchen"]

        self.assertEqual(self.grants(house, ["engineering"], wished), {"engineering": {"topic": "f.engineering.g1\0", "seq": 0}})
        self.assertEqual(list(self.grants(house, [], wished)), ["all", "engineering", "materials"])
