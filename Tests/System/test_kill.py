"""The plug is pulled, again and again, on the server, on routers and on workers, while clerks go on working.

At the end everything that was acknowledged is there exactly once. `PAIDAN_KILLS` says how often (20), `PAIDAN_SEED` in which
order (1): a failure prints both.
"""

import collections
import json
import os
import random
import sys
import threading
import time

from house import Person, Refused, Scenario, until

KILLS = int(os.environ.get("PAIDAN_KILLS", "20"))
SEED = int(os.environ.get("PAIDAN_SEED", "1"))
CLERKS = 4
PAUSE_SECONDS = (0.05, 0.25)
SETTLE_SECONDS = 90  # a lease of a killed worker that was not restarted in time lapses after 20 s
DEPARTMENTS = {"construction": "engineering", "main-material": "materials", "furnishing": "furniture"}


class Clerk(threading.Thread):
    """Opens complaints and says something to each customer. Whatever is not answered is said again with the same key."""

    def __init__(self, house, number, closing):
        super().__init__(name=f"clerk-{number}", daemon=True)
        self.person = Person(house, self.name, house.specialist.token)
        self.closing = closing
        self.random = random.Random(SEED * 100 + number)
        self.opened, self.replied, self.repeats, self.trouble = {}, {}, 0, None

    def run(self):
        try:
            while not self.closing.is_set():
                self.complaint(f"{self.name}-{len(self.opened)}")
        except Exception as error:
            self.trouble = error
        finally:
            self.person.hang_up()

    def complaint(self, key):
        categories = self.random.sample(sorted(DEPARTMENTS), self.random.choice((1, 1, 2)))
        receipt = self.insist("/v1/tickets", {"kind": "complaint", "data": {
            "channel": "phone", "anonymous": True, "content": key, "categories": categories}}, key)
        self.opened[key] = (receipt["id"], {DEPARTMENTS[category] for category in categories})
        self.insist(f"/v1/tickets/{receipt['id']}/commands", {"type": "replyToCustomer", "data": {"text": "已安排"}}, key + "-reply")
        self.replied[key] = receipt["id"]

    def insist(self, path, body, key):
        while True:
            try:
                answer = self.person.request("POST", path, body, {"Idempotency-Key": key}, patience=5)
                if answer.status in (200, 201):
                    return answer.json
                if answer.status not in (429, 503):
                    raise Refused(answer)
            except OSError:
                pass  # The server has just died, or is not back yet.
            except Exception as error:
                if isinstance(error, Refused):
                    raise
                # http.client's: half an answer, or none.
            self.repeats += 1
            time.sleep(0.01)


class Load(Scenario):
    """Clerks at work around a house whose processes come and go."""

    def start_clerks(self, house):
        self.closing = threading.Event()
        self.clerks = [Clerk(house, number, self.closing) for number in range(CLERKS)]
        for clerk in self.clerks:
            clerk.start()

    def stop_clerks(self):
        self.closing.set()
        for clerk in self.clerks:
            clerk.join(30)
            self.assertFalse(clerk.is_alive(), "a clerk never got an answer")
            self.assertIsNone(clerk.trouble)

    def assert_exactly_once(self, house):
        opened = {key: value for clerk in self.clerks for key, value in clerk.opened.items()}
        replied = {key: value for clerk in self.clerks for key, value in clerk.replied.items()}
        dispatches = sum(len(departments) for _, departments in opened.values())
        until("every dispatch is delivered", lambda: self.delivered(house) >= dispatches, SETTLE_SECONDS)
        self.compare(house, opened, replied)
        return f"{len(opened)} complaints, {dispatches} dispatches, {sum(clerk.repeats for clerk in self.clerks)} repeats"

    def delivered(self, house):
        """How many dispatches have been delivered, once every queue is empty; before that, -1."""
        waiting = any(line["messages"] for line in house.admin.get("/v1/queues")["queues"])
        return -1 if waiting else sum(1 for _ in self.facts(house, "dispatch.delivered"))

    def facts(self, house, suffix=""):
        """Every fact of the house in order, from the feed of everything, whose numbers have no gap."""
        after, head = 0, 1
        while after < head:
            page = house.admin.get(f"/v1/feeds/all/events?after={after}&limit=1000")
            for event in page["events"]:
                after += 1
                self.assertEqual(int(event["sequence"]), after)
                if suffix in event["type"]:
                    yield event
            head = page["head"]

    def compare(self, house, opened, replied):
        counts = collections.Counter()
        departments = collections.defaultdict(list)
        for event in self.facts(house):
            kind, fact = event["type"].split(".")[2:4]
            counts[event["subject"], kind, fact] += 1
            if (kind, fact) == ("dispatch", "opened"):
                departments[event["data"]["parent"]].append(event["data"]["department"])

        ids = [id for id, _ in opened.values()]
        self.assertEqual(len(set(ids)), len(ids), "two acknowledged complaints share one ticket")
        stored = {subject for subject, kind, fact in counts if (kind, fact) == ("complaint", "opened")}
        self.assertEqual(stored - set(ids), set(), "stored without having been asked for")
        self.assertEqual(set(ids) - stored, set(), "acknowledged and lost")
        for id, expected in opened.values():
            self.assertEqual(counts[id, "complaint", "forwarded"], 1, id)
            self.assertEqual(sorted(departments[id]), sorted(expected), id)
        for id in replied.values():
            self.assertEqual(counts[id, "complaint", "customerAnswered"], 1, id)
        dispatches = {subject for subject, kind, fact in counts if (kind, fact) == ("dispatch", "opened")}
        for id in dispatches:
            self.assertEqual(counts[id, "dispatch", "delivered"], 1, id)
        printed = set()
        for department in DEPARTMENTS.values():
            for line in (house.folder / f"{department}-worker.out").read_text(errors="replace").splitlines():
                try:
                    printed.add(json.loads(line).get("ticket"))
                except (ValueError, AttributeError):
                    pass
        self.assertEqual(dispatches - printed, set(), "delivered, but no worker ever had it")


class PulledPlug(Load):
    def test_what_was_acknowledged_is_there_exactly_once(self):
        house = self.house(clock="real", routers=0)
        chance = random.Random(SEED)
        programs = {}

        def start(name):
            programs[name] = house.router(name) if name.startswith("router") else house.worker(name)

        for name in ("router-1", "router-2", *DEPARTMENTS.values()):
            start(name)
        self.start_clerks(house)

        killed = collections.Counter()
        for _ in range(KILLS):
            time.sleep(chance.uniform(*PAUSE_SECONDS))
            victim = chance.choice(["server", "server", *programs])
            killed[victim] += 1
            if victim == "server":
                house.kill()
                house.start()
            else:
                programs[victim].kill()
                programs[victim].wait()
                start(victim)
        self.stop_clerks()

        with self.subTest(seed=SEED, kills=KILLS):
            counts = self.assert_exactly_once(house)
            print(f"\nseed {SEED}: {KILLS} kills {dict(sorted(killed.items()))}, {counts}", file=sys.stderr)


class AskedToStop(Load):
    def test_a_server_that_is_stopped_under_load_drains_and_ends_with_0(self):
        house = self.house(clock="real", routers=1)
        for department in DEPARTMENTS.values():
            house.worker(department)
        self.start_clerks(house)

        for _ in range(3):
            stored = house.events_stored()
            until("the clerks are at work", lambda: house.events_stored() > stored + 20)
            self.assertEqual(house.stop(), 0)
            house.start()
        self.stop_clerks()

        self.assert_exactly_once(house)

    def test_a_check_beside_the_running_server_finds_nothing_wrong(self):
        house = self.house(clock="real", routers=1)
        for department in DEPARTMENTS.values():
            house.worker(department)
        self.start_clerks(house)

        for _ in range(4):
            report = house.verify()
        self.stop_clerks()

        self.assertGreater(report["events"], 0)
