"""Whatever nonsense comes in over the queues: a typed error, nothing stored, and the server goes on."""

import base64
import json
import socket
import struct
import uuid

from house import ROOT, House, Scenario, instant, moment
from wire import SILENCE_SECONDS, Wire


class WireScenario(Scenario):
    @classmethod
    def setUpClass(cls):
        cls.shared = House("10:00:00")
        cls.addClassCleanup(cls.shared.clean_up)

    def setUp(self):
        complaint = self.shared.specialist.open()
        self.shared.specialist.does("forward", complaint, departments=["engineering"])
        self.dispatch = complaint.dispatch("engineering")
        self.before = self.shared.events_stored()
        self.addCleanup(self.alive)

    def alive(self):
        self.assertIsNone(self.shared.server.poll(), "the server has died")
        self.wire().hello(f"alive-{uuid.uuid4()}")

    def wire(self):
        wire = Wire(self.shared.dispatch_endpoint)
        self.addCleanup(wire.close)
        return wire

    def worker(self, name=None, queues=(), **options):
        wire = self.wire()
        wire.hello(name or f"worker-{uuid.uuid4()}", queues, **options)
        return wire

    def assert_nothing_stored(self):
        self.assertEqual(self.shared.events_stored(), self.before)

    def leased(self, wire):
        """The lease of this test's dispatch."""
        while True:
            header = wire.hear_only("DELIVER")
            if header["ticket"] in (self.dispatch.id, self.dispatch.show()["number"]):
                return header["lease"]


class Malformed(WireScenario):
    def test_every_bad_golden_message_gets_the_error_that_it_names(self):
        folder = ROOT / "schema/wire/v1/bad"
        messages = [(path.name, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]
        played = 0
        for name, message in messages:
            if message["direction"] != "client-to-server":
                continue
            frames = [base64.b64decode(frame) for frame in message["frames64"]] if "frames64" in message else [
                frame.encode() for frame in message["frames"]]
            if not frames:
                continue  # ZeroMQ cannot send nothing.
            with self.subTest(message=name):
                wire = self.worker(queues=["materials"])
                wire.say_frames(frames)
                error = wire.hear_only("ERROR")
                self.assertEqual(error["code"], message["code"], message["note"])
                self.assertEqual(error.get("rid"), message.get("rid"), message["note"])
            played += 1
        self.assertGreater(played, 100)
        self.assert_nothing_stored()

    def test_a_duplicate_key_is_malformed_however_it_is_escaped(self):
        wire = self.worker(queues=["engineering"], window=0)

        for header in (b'{"queue":"engineering","window":1,"window":2}', b'{"queue":"engineering","window":1,"w\\u0069ndow":2}',
                       b'{"queue":"engineering","window":0,"x":{"a":1,"a":2}}'):
            wire.say("WINDOW", header)
            self.assertEqual(wire.hear_only("ERROR")["code"], "malformed")
        self.assertIsNone(wire.hear(SILENCE_SECONDS), "no window was opened")

    def test_a_header_or_body_beyond_its_limit_is_malformed_and_at_its_limit_is_read(self):
        wire = self.worker()

        def ping(bytes):
            filler = bytes - len('{"rid":"1","x":""}')
            return ('{"rid":"1","x":"' + "x" * filler + '"}').encode()

        wire.say("PING", ping(8193))
        self.assertEqual(wire.hear_only("ERROR")["code"], "malformed")
        wire.say("DO", {"rid": "2", "key": "k", "ticket": "D-999999", "type": "accept", "data": {}}, b"x" * 262_145)
        self.assertEqual(wire.hear_only("ERROR")["code"], "malformed")
        wire.say("DO", {"rid": "3", "key": "k", "ticket": "D-999999", "type": "accept", "data": {}}, b"x" * 262_144)
        self.assertIn(wire.hear_only("ERROR")["code"], ("forbidden", "not-found"))
        self.assert_nothing_stored()

    def test_more_than_300_KiB_end_the_connection_and_not_the_server(self):
        wire = self.worker()

        wire.say("DO", {"rid": "1", "key": "k", "ticket": "D-1", "type": "accept", "data": {}}, b"x" * 400_000)

        heard = wire.hear(SILENCE_SECONDS)
        self.assertTrue(heard is None or heard[1]["code"] in ("malformed", "no-session"), heard)
        self.assert_nothing_stored()

    def test_ten_malformed_messages_end_the_session(self):
        wire = self.worker()

        for _ in range(9):
            wire.say("DANCE!", {})
            self.assertEqual(wire.hear_only("ERROR")["code"], "malformed")
        wire.say("PING", {"rid": "still here"})
        wire.say("DANCE!", {})
        self.assertEqual(wire.hear_only("ERROR")["code"], "malformed")
        self.assertEqual(wire.hear_only("BYE")["reason"], "malformed")

    def test_a_new_session_may_follow_a_malformed_one(self):
        wire = self.worker("clumsy")
        for _ in range(10):
            wire.say("DANCE!", {})
        while wire.hear()[0] != "BYE":
            pass

        again = self.wire()

        self.assertEqual(again.hello("clumsy")["proto"], 1)

    def test_garbage_on_the_socket_that_is_no_zeromq_at_all_does_no_harm(self):
        host, port = self.shared.dispatch_endpoint.removeprefix("tcp://").split(":")
        greeting = b"\xff" + b"\0" * 8 + b"\x7f\x03\x00NULL" + b"\0" * 48
        for bytes in (b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 1000, greeting + b"\x04\xff", greeting + b"\x02" + struct.pack(">Q", 2**62)):
            with socket.create_connection((host, int(port)), 5) as wire:
                wire.sendall(bytes)
        self.assert_nothing_stored()


class Session(WireScenario):
    def test_without_hello_there_is_no_session(self):
        wire = self.wire()
        wire.say("WINDOW", {"rid": "1", "queue": "engineering", "window": 1})

        error = wire.hear_only("ERROR")

        self.assertEqual((error["code"], error["rid"]), ("no-session", "1"))

    def test_an_unknown_version_gets_the_known_ones_and_a_farewell(self):
        wire = self.wire()
        wire.say("HELLO", {"proto": [2]})

        error = wire.hear_only("ERROR")

        self.assertEqual((error["code"], error["proto"]), ("unsupported-version", [1]))
        self.assertEqual(wire.hear_only("BYE")["reason"], "unsupported-version")

    def assert_refused_as_a_whole(self, queue):
        """Also the queue that the worker might have alone is not granted."""
        wire = self.wire()
        wire.say("HELLO", {"rid": "1", "proto": [1], "client": "t", "worker": "picky", "instance": "1",
                           "queues": {"engineering": {"window": 1}, queue: {"window": 1}}})

        command, header, _ = wire.hear()

        self.assertEqual((command, header["code"], header["rid"]), ("ERROR", "forbidden", "1"))
        self.assertEqual(wire.hear_only("BYE")["reason"], "forbidden")

    def test_a_worker_whose_account_would_have_too_long_a_name_is_refused(self):
        for length, command in ((60, "WELCOME"), (61, "ERROR")):
            with self.subTest(length=length):
                wire = self.wire()
                wire.say("HELLO", {"rid": "1", "proto": [1], "client": "t", "worker": "w" * length, "instance": "1",
                                   "queues": {"engineering": {"window": 0}}})
                self.assertEqual(wire.hear()[0], command)

    def test_a_queue_of_the_main_office_has_one_name(self):
        # A worker that asked by another would be sent what it takes for nobody's.
        self.assert_refused_as_a_whole("main/engineering")

    def test_an_unknown_queue_is_refused(self):
        self.assert_refused_as_a_whole("kitchen")
        self.assert_refused_as_a_whole("dlq.engineering")

    def test_a_queue_of_an_unknown_branch_is_refused(self):
        self.assert_refused_as_a_whole("north/engineering")

    def test_a_window_of_a_queue_that_is_not_the_sessions_is_refused(self):
        wire = self.worker(queues=["engineering"], window=0)

        wire.say("WINDOW", {"rid": "1", "queue": "materials", "window": 1})

        error = wire.hear_only("ERROR")
        self.assertEqual((error["code"], error["rid"]), ("forbidden", "1"))

    def test_reserved_commands_are_unknown(self):
        wire = self.worker()

        for command in ("SYNC", "SNAPSHOT", "RESET", "REKEY", "DELIVER", "DANCE"):
            wire.say(command, {"rid": command})
            error = wire.hear_only("ERROR")
            self.assertEqual((error["code"], error["rid"]), ("unknown-command", command))


class Leases(WireScenario):
    def test_an_answer_with_somebody_elses_lease_changes_nothing(self):
        holder = self.worker(queues=["engineering"], window=50)
        lease = self.leased(holder)
        thief = self.worker()

        for command, header in (("ACK", {}), ("NACK", {"reason": "x"}), ("REJECT", {"reason": "x"}),
                                ("EXTEND", {"ms": 600_000}), ("RELEASE", {})):
            thief.say(command, {"lease": lease, **header})
            self.assertIn(thief.hear_only("SETTLED")["outcome"], ("unknown", "stale"), command)

        self.assertEqual(self.dispatch.state, "queued")
        self.assert_nothing_stored()
        holder.say("ACK", {"lease": lease})
        self.assertEqual(holder.hear_only("SETTLED")["outcome"], "acked")
        self.assertEqual(self.dispatch.state, "published")

    def test_a_lease_of_another_principal_is_unknown_to_the_stranger(self):
        lease = self.leased(self.worker(queues=["engineering"], window=50))
        thief = self.worker()

        thief.say("ACK", {"lease": lease})

        self.assertEqual(thief.hear_only("SETTLED")["outcome"], "unknown")

    def test_a_lease_that_never_was_is_unknown(self):
        wire = self.worker()

        for lease in ("m-1.1", "999999999.1", "x.1000"):
            wire.say("ACK", {"lease": lease})
            self.assertEqual(wire.hear_only("SETTLED")["outcome"], "unknown")
        self.assert_nothing_stored()

    def test_the_same_ack_twice_delivers_once(self):
        wire = self.worker(queues=["engineering"], window=50)
        lease = self.leased(wire)

        wire.say("ACK", {"lease": lease})
        wire.say("ACK", {"lease": lease})

        self.assertEqual([wire.hear_only("SETTLED")["outcome"] for _ in "12"], ["acked", "already"])
        self.assertEqual(self.dispatch.facts().count("delivered"), 1)

    def test_an_ack_whose_command_is_refused_settles_nothing(self):
        wire = self.worker(queues=["engineering"], window=50)
        lease = self.leased(wire)

        wire.say("ACK", {"lease": lease, "cmd": {"type": "accept", "data": {"promisedDate": 1}}})

        error = wire.hear_only("ERROR")
        self.assertEqual((error["lease"], self.dispatch.state), (lease, "queued"))
        self.assert_nothing_stored()
        wire.say("ACK", {"lease": lease})
        self.assertEqual(wire.hear_only("SETTLED")["outcome"], "acked")

    def test_a_department_opened_at_the_desk_takes_the_lease_back(self):
        wire = self.worker(queues=["engineering"], window=50)
        lease = self.leased(wire)

        self.shared.engineering.does("delivered", self.dispatch)

        self.assertEqual(wire.hear_only("CANCEL")["lease"], lease)
        wire.say("ACK", {"lease": lease})
        self.assertIn(wire.hear_only("SETTLED")["outcome"], ("stale", "unknown", "already"))
        self.assertEqual(self.dispatch.facts().count("delivered"), 1)


class Commands(WireScenario):
    def do(self, wire, type, data=None, ticket=None, key=None, **more):
        wire.say("DO", {"rid": "r", "key": key or str(uuid.uuid4()), "ticket": ticket or self.dispatch.id, "type": type,
                        "data": data or {}, **more})

    def milliseconds(self, text):
        return int(instant(moment(text)).timestamp() * 1000)

    def test_names_with_nul_or_of_many_marks_are_refused_and_nobody_else_notices(self):
        wire = self.worker(queues=["engineering"], window=0)
        for name in ("a\0b", ("e" + "\u0301" * 20) * 60):
            self.do(wire, "accept", {name: 1})
            self.assertEqual(wire.hear_only("ERROR")["code"], "invalid")

        self.assert_nothing_stored()
        self.assertEqual(self.dispatch.state, "queued")

    def test_commands_that_cannot_be_are_refused_by_name(self):
        wire = self.worker(queues=["engineering"], window=0)
        date = self.milliseconds("Wed 18:00:00")

        for code, arguments in {
            "not-found": dict(type="accept", data={"promisedDate": date}, ticket="D-999999"),
            "conflict": dict(type="accept", data={"promisedDate": date}, expect_rev=99),
            "not-possible": dict(type="newPromise", data={"date": date}),
            "invalid": dict(type="accept", data={"promisedDate": "tomorrow"}),
        }.items():
            with self.subTest(code=code):
                self.do(wire, **arguments)
                error = wire.hear_only("ERROR")
                self.assertEqual((error["code"], error["rid"]), (code, "r"))
        self.assert_nothing_stored()

    def test_a_department_does_nothing_to_another_departments_dispatch(self):
        wire = self.worker(queues=["materials"], window=0)

        self.do(wire, "accept", {"promisedDate": self.milliseconds("Wed 18:00:00")})

        wire.hear_only("ERROR")
        self.assert_nothing_stored()

    def test_a_department_is_not_told_of_another_departments_dispatch(self):
        wire = self.worker(queues=["materials"], window=0)

        self.do(wire, "accept", {"promisedDate": self.milliseconds("Wed 18:00:00")})

        self.assertIn(wire.hear_only("ERROR")["code"], ("forbidden", "not-found"))

    def test_who_may_not_see_a_complaint_is_told_the_same_as_if_there_were_none(self):
        complaint = self.dispatch.show()["parent"]
        number = self.shared.admin.get(f"/v1/tickets/{complaint}")["number"]
        for wire in (self.worker(queues=["materials"], window=0), self.worker()):
            for ticket in (complaint, number, self.dispatch.id, "C-999999"):
                for verb in ("withdraw", "accept", "dance"):
                    self.do(wire, verb, ticket=ticket)
                    error = wire.hear_only("ERROR")
                    self.assertEqual((error["code"], error.get("detail")), ("not-found", "no such ticket"), (ticket, verb))
        self.assert_nothing_stored()

    def test_a_department_does_not_forward(self):
        wire = self.worker(queues=["engineering"], window=0)
        complaint = self.dispatch.show()["parent"]

        self.do(wire, "redispatch", {"department": "materials"}, ticket=complaint)

        self.assertIn(wire.hear_only("ERROR")["code"], ("forbidden", "not-found"))
        self.assert_nothing_stored()

    def test_the_same_key_is_applied_once_and_another_command_under_it_refused(self):
        wire = self.worker(queues=["engineering"], window=0)
        date = {"promisedDate": self.milliseconds("Wed 18:00:00")}

        self.do(wire, "accept", date, key="once")
        first = wire.hear_only("DID")
        self.do(wire, "accept", date, key="once")
        self.assertEqual(wire.hear_only("DID"), first)
        self.do(wire, "reportDone", {"result": "x", "cause": "y"}, key="once")
        self.assertEqual(wire.hear_only("ERROR")["code"], "key-reused")

        self.assertEqual(self.dispatch.facts().count("accepted"), 1)
        self.assertEqual(self.dispatch.state, "working")

    def test_an_error_over_the_queues_brings_the_same_problem_as_over_http(self):
        wire = self.worker(queues=["engineering"], window=0)

        self.do(wire, "newPromise", {"date": self.milliseconds("Wed 18:00:00")})

        command, header, body = wire.hear()
        self.assertEqual((command, header["code"]), ("ERROR", "not-possible"))
        if body:
            self.assertEqual(json.loads(body)["code"], "not-possible")
