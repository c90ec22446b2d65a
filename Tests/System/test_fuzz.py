"""Random nonsense, by HTTP and over the queues: always an answer that the documents know, and nothing is ever inconsistent.

`make fuzz` plays more of it: PAIDAN_CASES says how much, PAIDAN_SEED which. A finding is told with seed and case. The same
seed makes the same choices again; ids and the router's turn differ, so now and then another answer comes.
"""

import os
import random
import unittest
from collections import Counter
from datetime import timedelta

from fuzz.frames import Frames
from fuzz.mutation import Mutator
from fuzz.requests import Judge, Requests
from house import House, Person, Refused, instant

CASES = int(os.environ.get("PAIDAN_CASES", "200"))
SEED = int(os.environ.get("PAIDAN_SEED") or random.SystemRandom().randrange(1_000_000))
BATCH = 50
HEARING_SECONDS = 0.05
PEOPLE = ("specialist",) * 6 + ("supervisor",) * 5 + ("leader", "revisitor", "engineering", "engineering", "materials", "admin", "nobody")
FINDINGS_SHOWN = 10
HOURS = tuple(timedelta(hours=hours) for hours in (0, 0.5, 2, 13, 80))


class Fuzz(unittest.TestCase):
    def setUp(self):
        self.house = House("10:00:00", routers=1, policy="rs")
        self.addCleanup(self.house.clean_up)
        self.findings, self.answers = [], Counter()
        self.clerk = self.house.specialist
        self.house.people["nobody"] = Person(self.house, "nobody", None)

    def test_random_requests_are_answered_as_documented_and_nothing_becomes_inconsistent(self):
        mutator = Mutator(random.Random(f"{SEED} http"))
        requests, judge = Requests(self.house.admin.get("/openapi.json"), mutator, self.house), Judge()

        for case in range(CASES):
            if case % BATCH == 0:
                self.begin_batch(mutator.chance)
                requests.look_around([self.house.admin])
            person = self.house.people[mutator.chance.choice(PEOPLE)]
            request = requests.make()
            try:
                answer = person.request(request.method, request.path, request.body, request.headers)
            except Exception as error:  # Whatever kept the answer away is a finding.
                self.find(case, f"no answer: {error!r}", request)
                continue
            self.answers[answer.status] += 1
            fault = judge.fault(request, answer)
            if fault:
                self.find(case, fault, f"{person.name}: {request} -> {answer}")

        self.end()

    def test_random_frames_are_answered_as_documented_and_nothing_becomes_inconsistent(self):
        mutator = Mutator(random.Random(f"{SEED} wire"))
        frames = Frames(mutator, self.house)

        for case in range(CASES):
            if case % BATCH == 0:
                self.begin_batch(mutator.chance)
            if case % 5 == 0:  # Ten malformed messages end a session, so each gets a fresh one.
                frames.begin()
                self.hear(frames, case)
            frames.say()
            if case % 5 == 4 or case == CASES - 1:
                self.hear(frames, case)
                frames.end()

        self.end()

    def hear(self, frames, case):
        answers, faults = frames.hear(HEARING_SECONDS)
        self.answers.update(answers)
        for fault, said in faults:
            self.find(case, fault, f"{said} after {frames.said}")

    def begin_batch(self, chance):
        """Time goes on, new complaints come, and the server is alive."""
        self.assertIsNone(self.house.server.poll(), f"the server has died; seed {SEED}")
        now = instant(self.house.now)
        self.house.move_clock((now.replace(microsecond=0) + chance.choice(HOURS)).isoformat())
        for _ in range(4):
            complaint = self.clerk.open(*chance.choice(((), ("construction",), ("main-material", "furnishing"))))
            if chance.random() < 0.7 and complaint.state == "received":
                try:
                    self.clerk.does("forward", complaint, departments=["engineering", "materials"])
                except Refused:
                    pass  # The router was first.

    def find(self, case, what, where):
        self.findings.append(f"seed {SEED}, case {case}: {what}\n    {where}")

    def end(self):
        self.assertEqual(self.clerk.request("GET", "/livez").status, 200)
        print(
            f"\nseed {SEED}: {CASES} cases, {self.house.events_stored()} facts, {len(self.findings)} findings; "
            f"answers {dict(sorted(self.answers.items()))}", flush=True)
        self.house.verify()
        self.assertEqual(self.house.stop(), 0)
        if self.findings:
            self.fail("\n".join(self.findings[:FINDINGS_SHOWN]))
