"""What happens while no server runs, and on which data one may run."""

import contextlib
import signal
import sqlite3
import subprocess
import time
from datetime import timedelta

from house import Scenario, Ticket, instant, moment, until


class Restart(Scenario):
    def restarted_at(self, house, at):
        house.clock_options = ["--clock", "manual", "--at", moment(at)]
        house.start()

    def test_what_became_due_meanwhile_has_fired_in_order_when_the_server_is_ready(self):
        house = self.house("10:00:00")
        waiting = house.specialist.open("construction")
        forwarded = house.specialist.open()
        house.specialist.does("forward", forwarded, departments=["engineering"])
        before = house.events_stored()

        house.kill()
        self.restarted_at(house, "13:00:00")

        rung = []
        ticket = {waiting.id: "complaint", forwarded.dispatch("engineering").id: "dispatch"}
        for event in house.admin.get(f"/v1/feeds/all/events?after={before}&limit=100")["events"]:
            id, version = event["id"].split(".")
            fact = Ticket(house, id).history()[int(version) - 1]
            due = instant(fact["at"]) - timedelta(milliseconds=fact["data"]["late"])
            rung.append((due.strftime("%H:%M:%S"), ticket[id]))
        self.assertEqual(rung, [
            ("10:15:00", "dispatch"), ("10:30:00", "dispatch"),
            ("11:15:00", "complaint"), ("11:45:00", "complaint"), ("12:00:00", "complaint")])
        self.assertTrue(waiting.show()["isLate"])

    def test_a_breach_that_fired_at_the_restart_says_how_late_it_was_recorded(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")
        house.kill()

        self.restarted_at(house, "13:00:00")

        breach = [event for event in complaint.history() if event["type"] == "rang"][-1]
        self.assertTrue(breach["data"]["isBreach"])
        # A limit has passed one millisecond after it.
        self.assertEqual((breach["data"]["late"], breach["at"][11:19]), (3_599_999, "13:00:00"))

    def test_rungs_that_have_rung_do_not_ring_again(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")
        house.clock_to("11:50:00")

        for _ in range(3):
            house.kill()
            self.restarted_at(house, "11:50:00")
        house.clock_to("12:00:01")

        self.assertEqual(len(complaint.rings("T-01")), 3)

    def test_a_hold_that_ended_meanwhile_has_ended_on_its_day(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate=moment("Wed 18:00:00"))
        house.specialist.does("hold", complaint, reason="customer", until=moment("Tue 10:00:00"))
        house.kill()

        self.restarted_at(house, "Tue 12:00:00")

        # Held for 24 hours; the two hours without a server are nobody's gift.
        self.assertEqual(complaint.state, "inDepartment")
        due = complaint.dispatch("engineering").clock("T-03")["due"]
        self.assertEqual(due[:19], moment("Thu 18:00:00")[:19])

    def test_two_misses_while_no_server_ran_are_one_miss_because_nobody_promised_again(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate=moment("Tue 18:00:00"))
        house.kill()

        self.restarted_at(house, "Sun 12:00:00")

        self.assertEqual(complaint.dispatch("engineering").state, "overdue")
        self.assertEqual(complaint.state, "inDepartment")

    def test_a_clerk_who_repeats_the_key_after_the_crash_gets_the_first_answer(self):
        house = self.house("10:00:00")
        body = {"kind": "complaint", "data": {"channel": "phone", "anonymous": True, "content": "漏水"}}
        first = house.specialist.post("/v1/tickets", body, key="the-same")
        house.kill()
        house.start()

        again = house.specialist.request("POST", "/v1/tickets", body, {"Idempotency-Key": "the-same"})

        self.assertEqual((again.status, again.headers["Idempotent-Replay"]), (200, "true"))
        self.assertEqual(again.json, first)
        self.assertEqual(len(house.admin.get("/v1/complaints")["tickets"]), 1)

    def test_it_is_ready_within_a_second_and_ends_with_0_when_asked(self):
        house = self.house("10:00:00", routers=1)
        house.stop()

        start = time.monotonic()
        house.start()
        ready = time.monotonic() - start

        self.assertLess(ready, 1.5)  # a debug build on a shared machine; the promise is 1 s
        self.assertEqual(house.stop(), 0)

    def test_workers_and_routers_find_the_server_again(self):
        house = self.house("10:00:00")
        house.worker("engineering")
        house.router()
        first = house.specialist.open("construction")
        until("the first is delivered", lambda: first.state == "inDepartment" and first.dispatch("engineering").state == "published")
        house.kill()
        house.start()

        second = house.specialist.open("construction")

        until("the second is forwarded", lambda: second.state == "inDepartment")
        until("the second is delivered", lambda: second.dispatch("engineering").state == "published")
        self.assertEqual(first.dispatch("engineering").facts().count("delivered"), 1)


    def test_another_program_that_looks_into_the_database_costs_nothing(self):
        house = self.house("10:00:00")
        house.specialist.open()
        for _ in range(2):  # at the first start and at a later one
            with contextlib.closing(sqlite3.connect(house.data / "paidan.db")) as other:
                other.execute("SELECT count(*) FROM ticket").fetchone()
            seen = house.specialist.open()
            house.kill()
            house.start()
            self.assertEqual(seen.state, "received")


class OneServerPerData(Scenario):
    def second_server(self, house, *more):
        return subprocess.run(
            house.command("serve", "--data", str(house.data), "--http", "127.0.0.1:0", "--dispatch", "tcp://127.0.0.1:*",
                          "--bell", "tcp://127.0.0.1:*", *more),
            capture_output=True, text=True, timeout=20)

    def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()

        run = self.second_server(house, "--clock", "manual", "--at", moment("10:00:00"))

        self.assertEqual(run.returncode, 5, run.stderr)
        self.assertIn(str(house.data), run.stderr)
        house.specialist.does("forward", complaint, departments=["engineering"])
        self.assertEqual(complaint.state, "inDepartment")

    def test_a_taken_http_port_is_named_and_ends_with_5(self):
        house = self.house("10:00:00")
        taken = house.http_address

        for language, words in (("en", "another program listens there"), ("zh", "已被其他程序占用")):
            run = subprocess.run(
                [*house.command(
                    "serve", "--data", str(house.folder / "other"), "--http", taken, "--dispatch", "tcp://127.0.0.1:*",
                    "--bell", "tcp://127.0.0.1:*", "--clock", "manual", "--at", moment("10:00:00"))[:-1], language],
                capture_output=True, text=True, timeout=20)

            self.assertEqual(run.returncode, 5, run.stderr)
            self.assertIn(taken, run.stderr)
            self.assertIn(words, run.stderr)
            self.assertNotIn("ready", run.stderr)

    def test_data_of_a_manual_clock_are_refused_by_a_real_one(self):
        house = self.house("10:00:00")
        house.stop()

        run = self.second_server(house)

        self.assertNotIn(run.returncode, (0, -signal.SIGSEGV, -signal.SIGILL, -signal.SIGTRAP), run.stderr)
        self.assertIn("clock", run.stderr)

    def test_data_of_a_real_clock_are_refused_by_a_manual_one(self):
        house = self.house(clock="real")
        self.assertEqual(house.admin.request("POST", "/v1/test/clock", {"to": moment("10:00:00")}).status, 404)
        house.stop()

        run = self.second_server(house, "--clock", "manual", "--at", moment("10:00:00"))

        self.assertNotIn(run.returncode, (0, -signal.SIGSEGV, -signal.SIGILL, -signal.SIGTRAP), run.stderr)
        self.assertIn("clock", run.stderr)

    def test_the_clock_only_goes_forward(self):
        house = self.house("10:00:00")

        answer = house.admin.request("POST", "/v1/test/clock", {"to": moment("09:59:59")})

        self.assertEqual((answer.status, answer.json["code"]), (422, "clock-goes-forward"))
