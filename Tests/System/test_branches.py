"""A company with a branch: who works for one of them is told nothing of the other, over HTTP and over the queues."""

import json
import os
import subprocess

from house import Person, Refused, Scenario
from wire import Wire


class Branches(Scenario):
    def with_north(self):
        """A house with a branch `north` and a clerk of it."""
        house = self.house("10:00:00")
        for words in (("branch", "add", "north", "--zh", "北区"),
                      ("token", "create", "north-clerk", "--role", "specialist", "--branch", "north")):
            run = subprocess.run(
                house.command(*words, "--ready-file", str(house.ready_file)), capture_output=True, text=True, timeout=20)
            self.assertEqual(run.returncode, 0, run.stderr)
        house.people["north"] = Person(house, "north", run.stdout.strip())
        return house

    def forwarded(self, house, clerk):
        complaint = clerk.open()
        clerk.does("forward", complaint, departments=["engineering"])
        return complaint.dispatch("engineering")

    def wire(self, house):
        wire = Wire(house.dispatch_endpoint)
        self.addCleanup(wire.close)
        return wire

    def test_a_worker_of_a_branch_reaches_that_branch_only(self):
        house = self.with_north()
        mains, norths = self.forwarded(house, house.specialist), self.forwarded(house, house.north)
        worker = self.wire(house)
        worker.hello("north-1", ["north/engineering"])

        delivered = worker.hear_only("DELIVER")
        self.assertEqual((delivered["queue"], delivered["ticket"]), ("north/engineering", norths.id))
        wish = {"type": "accept", "data": {"promisedDate": "2026-03-09T10:00:00+08:00"}}
        worker.say("DO", {"rid": "1", "key": "1", "ticket": mains.id, **wish})
        self.assertEqual(worker.hear_only("ERROR")["code"], "not-found")
        worker.say("DO", {"rid": "2", "key": "2", "ticket": norths.id, **wish})
        self.assertEqual(worker.hear_only("DID")["state"], "working")
        self.assertEqual(worker.hear_only("CANCEL")["lease"], delivered["lease"])
        self.assertEqual(mains.state, "queued")

    def test_a_worker_of_the_main_office_does_not_reach_a_branch(self):
        house = self.with_north()
        norths = self.forwarded(house, house.north)
        worker = self.wire(house)
        worker.hello("main-1", ["engineering", "materials"])

        worker.say("DO", {"rid": "1", "key": "1", "ticket": norths.id, "type": "accept", "data": {}})

        self.assertEqual(worker.hear_only("ERROR")["code"], "not-found")

    def test_queues_of_two_branches_or_of_routing_do_not_add_up_to_the_company(self):
        house = self.with_north()
        for queues in (["engineering", "north/materials"], ["north/engineering", "main/engineering"],
                       ["routing", "engineering"], ["routing", "north/engineering"]):
            with self.subTest(queues=queues):
                wire = self.wire(house)
                wire.say("HELLO", {
                    "proto": [1], "client": "test/1", "worker": "w", "instance": "1",
                    "queues": {queue: {"window": 1} for queue in queues}})
                self.assertEqual(wire.hear_only("ERROR")["code"], "forbidden")
                self.assertEqual(wire.hear_only("BYE")["reason"], "forbidden")

    def test_feeds_and_queues_of_a_branch_that_is_none_are_not_found(self):
        house = self.with_north()
        self.assertEqual(house.admin.request("GET", "/v1/feeds/north%2Fengineering/events").status, 200)
        self.assertEqual(house.north.request("GET", "/v1/feeds/north%2Fengineering/events").status, 200)
        self.refused("no-such-feed", house.admin.get, "/v1/feeds/moon%2Fengineering/events")
        self.refused("no-such-feed", house.north.get, "/v1/feeds/engineering/events")
        self.assertEqual(house.supervisor.request("POST", "/v1/queues/north%2Fengineering/start").status, 200)
        answer = house.supervisor.request("POST", "/v1/queues/moon%2Fengineering/start")
        self.assertEqual((answer.status, answer.json["code"]), (404, "no-such-queue"))

    def test_a_form_is_that_of_whose_token_is_given_also_beside_the_data_folder(self):
        house = self.with_north()
        server = ["--ready-file", str(house.ready_file)]
        words = ("policy", "activate", "ht", "--branch", "north", "--reason", "试行", *server)
        run = subprocess.run(house.command(*words), capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 0, run.stderr)
        env = {**os.environ, "PAIDAN_READY_FILE": str(house.ready_file)}
        token = ["--token", house.north.token]

        def choices(*place, env=None):
            words = house.command("ticket", "forms", "complaint", "--json", *place)
            run = subprocess.run(words, capture_output=True, text=True, timeout=20, env=env)
            self.assertEqual(run.returncode, 0, run.stderr)
            field = next(field for field in json.loads(run.stdout)["fields"] if field["name"] == "categories")
            return [choice["code"] for choice in field["choices"]]

        self.assertIn("designer", choices(*server, *token))
        self.assertIn("designer", choices("--data-dir", str(house.data), *token, env=env))
        self.assertNotIn("designer", choices("--data-dir", str(house.data)))

    def test_a_ticket_of_another_branch_is_none(self):
        house = self.with_north()
        mains = self.forwarded(house, house.specialist)
        with self.assertRaises(Refused) as caught:
            mains.show(house.north)
        self.assertEqual(caught.exception.status, 404)
