"""The workers of docs/examples/python, written from the wire document alone, against a real server."""

import subprocess
import sys
import unittest

from house import ROOT, Scenario, until

EXAMPLES = ROOT / "docs/examples/python"

# Runs a worker whose process ends right after its n-th commit: the plug is pulled at the worst moments, each once.
MORTAL = """
import os, runpy, sqlite3, sys

class Mortal(sqlite3.Connection):
    left = int(sys.argv.pop(1))

    def __exit__(self, *error):
        super().__exit__(*error)
        Mortal.left -= 1
        if Mortal.left == 0:
            os._exit(9)

connect = sqlite3.connect
sqlite3.connect = lambda path: connect(path, factory=Mortal)
sys.argv.pop(0)
sys.path.insert(0, ".")
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class Examples(Scenario):
    def script(self, house, name, *arguments):
        return house.program(sys.executable, EXAMPLES / name, *arguments, name=name, folder=EXAMPLES)

    def department(self, house, *more):
        return self.script(house, "department_worker.py", *self.department_options(house), *more)

    def department_that_dies_after(self, commits, house, *more):
        return house.program(
            sys.executable, "-c", MORTAL, commits, EXAMPLES / "department_worker.py", *self.department_options(house), *more,
            name="mortal", folder=EXAMPLES)

    def department_options(self, house):
        return (
            "--endpoint", house.dispatch_endpoint, "--queue", "engineering", "--name", "eng-py",
            "--journal", house.folder / "department.sqlite3")

    def test_they_agree_with_every_golden_message(self):
        run = subprocess.run([sys.executable, "test_golden.py"], cwd=EXAMPLES, capture_output=True, text=True, timeout=60)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_they_hold_their_dialogue_with_a_server_that_they_play_themselves(self):
        run = subprocess.run([sys.executable, "test_dialogue.py"], cwd=EXAMPLES, capture_output=True, text=True, timeout=60)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_a_complaint_is_received_promised_done_and_closed(self):
        house = self.house(clock="real", routers=1)
        worker = self.department(house, "--promise-hours", "48", "--report-done", "0.1", "--once", "5")

        complaints = [house.specialist.open("construction") for _ in range(5)]
        for complaint in complaints:
            until("it is handled", lambda: complaint.state == "awaitingRevisit")
            house.specialist.does("replyToCustomer", complaint, text="已处理完毕")

        for complaint in complaints:
            facts = complaint.dispatch("engineering").facts()
            self.assertEqual(facts, ["opened", "delivered", "accepted", "reportedDone"])
            self.assertEqual((complaint.state, complaint.verdict("T-01")), ("closed", "inTime"))
        self.assertEqual(until("the worker ends", lambda: worker.poll() is not None) and worker.returncode, 0)
        self.assertEqual(house.queue("engineering"), {})

    def test_a_worker_that_is_killed_and_started_again_forgets_nothing_and_does_nothing_twice(self):
        house = self.house(clock="real", routers=1)
        complaints = [house.specialist.open("construction") for _ in range(30)]
        for wanted in range(0, 24, 3):
            worker = self.department(house, "--promise-hours", "48")
            until("it has promised some more", lambda: self.promised(house) > wanted)
            worker.kill()
            worker.wait()

        self.department(house, "--promise-hours", "48")
        until("all are promised", lambda: self.promised(house) == 30)

        for complaint in complaints:
            self.assertEqual(complaint.dispatch("engineering").facts(), ["opened", "delivered", "accepted"])

    def test_a_worker_that_dies_right_after_any_of_its_commits_goes_on_where_it_was(self):
        # Its commits: the epoch, stored, acknowledged and a date due, promised, a report due, reported.
        for commits in range(1, 7):
            with self.subTest(commits=commits):
                house = self.house(clock="real", routers=1)
                complaint = house.specialist.open("construction")

                worker = self.department_that_dies_after(commits, house, "--report-done", "0.1")
                until("it is dead", lambda: worker.poll() is not None)
                self.assertEqual(worker.returncode, 9)
                self.department(house, "--report-done", "0.1")
                until("it is done", lambda: complaint.state == "awaitingRevisit")

                facts = complaint.dispatch("engineering").facts()
                self.assertEqual(facts, ["opened", "delivered", "accepted", "reportedDone"])

    def promised(self, house):
        return len(house.admin.get("/v1/dispatches?state=working&limit=200")["tickets"])

    def test_a_server_that_is_killed_is_found_again(self):
        house = self.house(clock="real", routers=1)
        self.department(house, "--promise-hours", "48")
        house.specialist.open("construction")
        until("the first is promised", lambda: self.promised(house) == 1)

        house.kill()
        house.start()
        house.specialist.open("construction")

        until("the second is promised", lambda: self.promised(house) == 2)

    def test_the_router_forwards_to_every_department_of_the_categories(self):
        house = self.house(clock="real", routers=0)
        self.script(house, "routing_worker.py", "--endpoint", house.dispatch_endpoint, "--name", "router-py")

        one, two = house.specialist.open("construction"), house.specialist.open("main-material", "furnishing")

        until("they are forwarded", lambda: (one.state, two.state) == ("inDepartment", "inDepartment"))
        self.assertEqual((set(one.dispatches()), set(two.dispatches())), ({"engineering"}, {"materials", "furniture"}))
        self.assertEqual([event["by"] for event in one.history() if event["type"] == "forwarded"], ["dev:router-py"])
        self.assertEqual(house.queue("routing"), {})

    def test_the_router_follows_a_complaint_whose_categories_change(self):
        house = self.house(clock="real", routers=0)
        complaint = house.specialist.open("construction")
        house.specialist.does("classify", complaint, categories=["furnishing"])

        self.script(house, "routing_worker.py", "--endpoint", house.dispatch_endpoint, "--name", "router-py")

        until("it is forwarded", lambda: complaint.state == "inDepartment")
        self.assertEqual(set(complaint.dispatches()), {"furniture"})
