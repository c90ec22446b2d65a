"""A department's queue: one message to one worker at a time, until somebody holds it; nothing is lost and nothing blocks."""

import time

from house import Scenario, moment, same, until
from wire import SILENCE_SECONDS, Wire


class QueueScenario(Scenario):
    def worker(self, house, name, department="engineering", **options):
        wire = Wire(house.dispatch_endpoint)
        self.addCleanup(wire.close)
        wire.hello(name, [department], **options)
        return wire

    def forwarded(self, house, department="engineering"):
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=[department])
        return complaint.dispatch(department)


class Leases(QueueScenario):
    def test_a_worker_that_falls_silent_loses_the_message_to_another(self):
        house = self.house("10:00:00")
        dispatch = self.forwarded(house)
        silent, other = self.worker(house, "silent"), self.worker(house, "other", window=0)
        lease = silent.hear_only("DELIVER")["lease"]
        silent.say("WINDOW", {"queue": "engineering", "window": 0})
        other.say("WINDOW", {"queue": "engineering", "window": 1})
        self.assertIsNone(other.hear(SILENCE_SECONDS), "it is offered to one worker at a time")

        house.clock_to("10:00:20")  # the lease is over; two seconds, more or less, until it is offered again
        house.clock_to("10:00:30")
        second = other.hear_only("DELIVER")

        self.assertEqual((second["attempt"], second["lease"].split(".")[0]), (2, lease.split(".")[0]))
        self.assertEqual(silent.hear_only("CANCEL")["lease"], lease)
        silent.say("ACK", {"lease": lease})
        self.assertEqual(silent.hear_only("SETTLED")["outcome"], "stale")
        self.assertEqual(dispatch.state, "queued")
        other.say("ACK", {"lease": second["lease"]})
        self.assertEqual(other.hear_only("SETTLED")["outcome"], "acked")
        self.assertEqual(dispatch.facts().count("delivered"), 1)

    def test_what_a_worker_refuses_for_now_comes_again_after_the_delay(self):
        house = self.house("10:00:00")
        self.forwarded(house)
        worker = self.worker(house, "busy")
        worker.say("NACK", {"lease": worker.hear_only("DELIVER")["lease"], "reason": "忙", "delay_ms": 60_000})
        self.assertEqual(worker.hear_only("SETTLED")["outcome"], "requeued")

        house.clock_to("10:00:59")
        self.assertIsNone(worker.hear(SILENCE_SECONDS))
        house.clock_to("10:01:00")

        self.assertEqual(worker.hear_only("DELIVER")["attempt"], 2)

    def test_an_extended_lease_lasts_longer(self):
        house = self.house("10:00:00")
        self.forwarded(house)
        worker = self.worker(house, "slow")
        lease = worker.hear_only("DELIVER")["lease"]
        worker.say("EXTEND", {"lease": lease, "ms": 120_000})
        self.assertEqual(worker.hear_only("SETTLED")["outcome"], "extended")

        house.clock_to("10:01:59")
        worker.say("ACK", {"lease": lease})

        self.assertEqual(worker.hear_only("SETTLED")["outcome"], "acked")

    def test_the_window_is_never_exceeded(self):
        house = self.house("10:00:00")
        for _ in range(5):
            self.forwarded(house)
        worker = self.worker(house, "small", window=2)

        leases = [worker.hear_only("DELIVER")["lease"] for _ in range(2)]
        self.assertIsNone(worker.hear(SILENCE_SECONDS))
        worker.say("ACK", {"lease": leases[0]})

        self.assertEqual(worker.hear_only("SETTLED")["outcome"], "acked")
        worker.hear_only("DELIVER")
        self.assertIsNone(worker.hear(SILENCE_SECONDS))

    def test_the_first_due_is_offered_first(self):
        house = self.house("10:00:00")
        first = self.forwarded(house)
        house.clock_to("10:05:00")
        second = self.forwarded(house)
        worker = self.worker(house, "orderly", window=2)

        self.assertEqual([worker.hear_only("DELIVER")["ticket"] for _ in range(2)], [first.id, second.id])


class DeadLetters(QueueScenario):
    def test_what_nobody_can_work_on_is_told_to_the_supervisor_and_its_clock_runs_on(self):
        house = self.house("10:00:00")
        dispatch = self.forwarded(house)
        worker = self.worker(house, "picky")

        worker.say("REJECT", {"lease": worker.hear_only("DELIVER")["lease"], "reason": "格式不明"})
        self.assertEqual(worker.hear_only("SETTLED")["outcome"], "dead")

        self.assertEqual((dispatch.state, house.queue("engineering")), ("queued", {"dead": 1}))
        self.assertIn("deliveryDead", [notice["notice"]["name"] for notice in house.supervisor.notices()])
        house.clock_to("10:30:01")
        self.assertTrue(dispatch.show()["isLate"])

    def test_the_department_can_still_answer_it_at_the_desk(self):
        house = self.house("10:00:00")
        dispatch = self.forwarded(house)
        worker = self.worker(house, "picky")
        worker.say("REJECT", {"lease": worker.hear_only("DELIVER")["lease"], "reason": "格式不明"})
        worker.hear_only("SETTLED")

        house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00:00"))

        self.assertEqual(dispatch.state, "working")

    def test_five_deaths_in_a_row_stop_the_queue_until_the_supervisor_starts_it(self):
        house = self.house("10:00:00")
        for _ in range(7):
            self.forwarded(house)
        worker = self.worker(house, "crashing", window=1)
        for _ in range(5):
            worker.say("REJECT", {"lease": worker.hear_only("DELIVER")["lease"], "reason": "格式不明"})
            worker.hear_only("SETTLED")

        self.assertIsNone(worker.hear(SILENCE_SECONDS))
        self.assertEqual(house.queue("engineering"), {"dead": 5, "ready": 2})
        shown = house.supervisor.get("/v1/queues")["queues"]
        self.assertEqual([line["isStopped"] for line in shown], [True])
        self.assertTrue(same("10:00:00", shown[0]["stoppedAt"]), shown)
        self.assertIn("5 messages in a row could not be delivered", shown[0]["why"])
        self.assertIn('paidan_queue_stopped{department="engineering"} 1\n', house.admin.request("GET", "/metrics").body.decode())
        house.kill()
        house.start()
        self.assertTrue(house.supervisor.get("/v1/queues")["queues"][0]["isStopped"])
        worker = self.worker(house, "mended", window=1)
        self.assertEqual(house.specialist.request("POST", "/v1/queues/engineering/start").json["code"], "wrong-role")
        self.assertEqual(house.supervisor.request("POST", "/v1/queues/engineering/start").status, 200)

        self.assertEqual([line["isStopped"] for line in house.supervisor.get("/v1/queues")["queues"]], [False])
        worker.hear_only("DELIVER")


class Programs(QueueScenario):
    def test_a_worker_that_is_asked_to_stop_ends_with_0_and_frees_what_it_holds(self):
        house = self.house("10:00:00")
        worker = house.worker("engineering")
        dispatch = self.forwarded(house)
        until("it is delivered", lambda: dispatch.state == "published")

        worker.terminate()

        self.assertEqual(worker.wait(10), 0)

    def test_a_program_that_fails_is_run_again_and_its_last_line_is_the_departments_answer(self):
        house = self.house(clock="real")
        program = house.folder / "receive.sh"
        program.write_text(
            f"#!/bin/sh\ncat > /dev/null\n[ -e {house.folder}/tried ] || {{ touch {house.folder}/tried; exit 1; }}\n"
            f"echo '{{\"type\": \"accept\", \"data\": {{\"promisedDate\": 4102444800000}}}}'\n")
        program.chmod(0o755)
        dispatch = self.forwarded(house)

        house.worker("engineering", "--exec", program)
        until("it is promised", lambda: dispatch.state == "working")

        self.assertEqual(dispatch.facts(), ["opened", "delivered", "accepted"])
        said = [line for line in (house.folder / "engineering-worker.log").read_text().splitlines() if "attempt" in line]
        self.assertEqual(
            said, [f"paidan: {dispatch.show()['number']}, attempt 1 of 8: the program ended with code 1; offered again in about 2 s"])

    def test_of_a_program_that_fails_until_the_message_is_dead_each_attempt_is_told_and_nothing_of_the_customer(self):
        house = self.house("10:00:00")
        dispatch = self.forwarded(house)
        house.worker("engineering", "--exec", "false")
        said = lambda: [line for line in (house.folder / "engineering-worker.log").read_text().splitlines() if "attempt" in line]
        for attempt in range(1, 9):
            until(f"attempt {attempt} is told", lambda: len(said()) == attempt)
            # What is given back after the clock was moved would wait for a moment that never comes.
            until(f"attempt {attempt} is given back", lambda: "leased" not in house.queue("engineering"))
            house.clock_to(f"10:{2 * attempt:02}:00")
        until("it is dead", lambda: house.queue("engineering") == {"dead": 1})

        number = dispatch.show()["number"]
        for attempt, (line, seconds) in enumerate(zip(said(), (2, 4, 8, 16, 32, 60, 60)), 1):
            self.assertEqual(
                line, f"paidan: {number}, attempt {attempt} of 8: the program ended with code 1; offered again in about {seconds} s")
        self.assertEqual(
            said()[7:], [f"paidan: {number}, attempt 8 of 8: the program ended with code 1; not offered any more; the supervisor is told"])
        self.assertNotIn("王小明", (house.folder / "engineering-worker.log").read_text())

    def test_what_a_worker_for_two_messages_does_not_take_is_left_for_others_and_does_not_die(self):
        house = self.house("10:00:00")
        folder = house.folder
        program = folder / "receive.sh"
        # The first one ends at once, so that there is room while the second one runs.
        program.write_text(
            f"#!/bin/sh\ncat > /dev/null\nmkdir {folder}/one 2> /dev/null && exit 0\n"
            f"touch {folder}/two\nwhile [ ! -e {folder}/go ]; do sleep 0.05; done\n")
        program.chmod(0o755)
        for _ in range(3):
            self.forwarded(house)

        worker = house.worker("engineering", "--once", 2, "--exec", program)
        until("the second one runs", (folder / "two").exists)
        until("the first one is settled", lambda: sum(house.queue("engineering").values()) == 2)
        end = time.monotonic() + 2 * SILENCE_SECONDS
        while time.monotonic() < end:
            self.assertNotIn("dead", house.queue("engineering"))
        self.assertEqual(house.queue("engineering"), {"leased": 1, "ready": 1})
        (folder / "go").touch()
        self.assertEqual(worker.wait(10), 0)

        house.worker("engineering", name="other")
        until("the other has the third", lambda: house.queue("engineering") == {})
