"""Whatever nonsense comes in over HTTP: a clear answer in both languages, nothing stored, and the server goes on.

All tests share one server, because its surviving the one before is part of what is tested. Each ends by asking it for a
plain answer and by counting the facts.
"""

import json
import os
import re
import socket
import subprocess

from house import House, Person, Scenario

COMPLAINT = {"kind": "complaint", "data": {"channel": "phone", "anonymous": True, "content": "漏水"}}
HAN = re.compile(r"[\u4e00-\u9fff]")


class BadInput(Scenario):
    @classmethod
    def setUpClass(cls):
        cls.shared = House("10:00:00")
        cls.addClassCleanup(cls.shared.clean_up)

    def setUp(self):
        self.clerk = self.shared.specialist
        self.complaint = self.clerk.open()
        self.before = self.shared.events_stored()
        self.addCleanup(self.nothing_stored_and_alive)

    def nothing_stored_and_alive(self):
        self.assertIsNone(self.shared.server.poll(), "the server has died")
        self.assertEqual(self.shared.events_stored(), self.before)
        self.assertEqual(self.clerk.request("GET", "/livez").status, 200)

    def says_no(self, status, code, method, path, body=None, person=None, **headers):
        """Sends the same to the server twice, for a reader of each language, and returns the English problem."""
        person = person or self.clerk
        problems = {}
        for language in ("zh", "en"):
            sent = {"Idempotency-Key": f"bad-{os.urandom(6).hex()}", "Accept-Language": language}
            sent.update({name.replace("_", "-"): value for name, value in headers.items()})
            answer = person.request(method, path, body, sent)
            self.assertEqual(answer.status, status, answer)
            self.assertEqual(answer.headers["Content-Type"].split(";")[0], "application/problem+json")
            problems[language] = answer.json
        for language, problem in problems.items():
            self.assertEqual((problem["code"], problem["status"]), (code, status), problem)
            self.assertTrue(problem["type"].endswith("/" + code), problem)
            self.assertTrue(problem["traceId"])
            self.assertEqual(bool(HAN.search(problem["title"])), language == "zh", problem)
            self.assertEqual(bool(HAN.search(problem["detail"])), language == "zh", problem)
        return problems["en"]

    def opening(self, **data):
        return {"kind": "complaint", "data": {**COMPLAINT["data"], **data}}

    def command(self, verb, data=None, **more):
        return "POST", f"/v1/tickets/{self.complaint.id}/commands", {"type": verb, "data": data or {}, **more}

    # What is no request at all

    def test_broken_json_is_refused_at_its_byte(self):
        for body in (b'{"kind":', b'{"kind":"complaint",}', b"", b"null", b"[]", b'{"a":1}{"b":2}', b'{"kind":NaN}',
                     b'\xef\xbb\xbf{"kind":"complaint"}', b'{"kind":"complaint","kind":"complaint"}', b'{"kind":"\\ud800"}',
                     b"[" * 100_000):
            with self.subTest(body=body[:40]):
                answer = self.clerk.request("POST", "/v1/tickets", body, {"Idempotency-Key": "broken"})
                self.assertIn(answer.status, (400, 422), answer)
                self.assertIn(answer.json["code"], ("malformed-json", "invalid-data"), answer)

    def test_broken_utf_8_is_broken_json(self):
        for body in (b'{"kind":"\xff"}', b'{"kind":"\xc0\xaf"}', b'{"kind":"\xed\xa0\x80"}', b"\xff\xfe{\x00}\x00"):
            with self.subTest(body=body):
                self.says_no(400, "malformed-json", "POST", "/v1/tickets", body)

    def test_a_megabyte_is_too_large(self):
        body = json.dumps(self.opening(content="水" * 350_000), ensure_ascii=False).encode()
        self.assertGreater(len(body), 1_000_000)
        self.says_no(413, "body-too-large", "POST", "/v1/tickets", body)

    def test_one_byte_more_than_256_KiB_is_too_large_and_256_KiB_are_read(self):
        limit = 256 * 1024
        frame = len(json.dumps(self.opening(content="")))
        for length, codes in ((limit, ("invalid-data", "refused")), (limit + 1, ("body-too-large",))):
            with self.subTest(length=length):
                body = json.dumps(self.opening(content="x" * (length - frame))).encode()
                self.assertEqual(len(body), length)
                answer = self.clerk.request("POST", "/v1/tickets", body, {"Idempotency-Key": "large"})
                self.assertIn(answer.json["code"], codes, answer)

    def test_something_else_than_json_is_refused(self):
        self.says_no(415, "unsupported-media-type", "POST", "/v1/tickets", b"a=b", Content_Type="text/plain")

    def test_what_does_not_exist_is_not_found(self):
        self.says_no(404, "not-found", "GET", "/v1/nothing")
        self.says_no(404, "no-such-ticket", "GET", "/v1/tickets/C-999999")
        self.says_no(404, "not-found", "GET", "/v1/tickets/%00%ff")
        self.says_no(404, "no-such-department", "GET", "/v1/departments/kitchen/board")
        self.says_no(404, "no-such-feed", "GET", "/v1/feeds/kitchen/events")

    def test_a_method_that_does_not_exist_there_is_refused(self):
        self.says_no(405, "method-not-allowed", "DELETE", f"/v1/tickets/{self.complaint.id}")
        self.says_no(405, "method-not-allowed", "PATCH", f"/v1/tickets/{self.complaint.id}", {})

    def test_mistyped_filters_are_not_taken_for_ones_that_find_nothing(self):
        self.says_no(400, "unknown-parameter", "GET", "/v1/tickets?stat=received")
        for query in ("limit=0", "limit=201", "limit=x", "open=maybe", "cursor=nonsense", "limit=1&limit=2"):
            with self.subTest(query=query):
                self.says_no(400, "invalid-parameter", "GET", f"/v1/tickets?{query}")

    def test_half_a_request_and_garbage_on_the_socket_do_no_harm(self):
        host, port = self.shared.http_address.split(":")
        for bytes in (b"\x00\xff\xfe garbage\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /v1/tickets HTTP/1.1\r\nContent-Le",
                      b"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
                      b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000):
            with self.subTest(bytes=bytes[:30]), socket.create_connection((host, int(port)), 5) as wire:
                try:
                    wire.sendall(bytes)
                except OSError:
                    pass  # The server may hang up while it is still being shouted at.
        answer = self.clerk.request("GET", "/v1/board")
        self.assertEqual(answer.status, 200)

    # Opening

    def test_an_unknown_kind_is_refused(self):
        self.says_no(400, "unknown-kind", "POST", "/v1/tickets", {"kind": "party", "data": {}})

    def test_a_dispatch_is_not_opened_by_hand(self):
        answer = self.clerk.request(
            "POST", "/v1/tickets", {"kind": "dispatch", "data": {"department": "engineering"}}, {"Idempotency-Key": "d"})
        self.assertIn(answer.status, (400, 403, 409, 422), answer)

    def test_missing_fields_wrong_types_and_extra_fields_are_named_where_they_are(self):
        for pointer, data in {
            "/data/content": {"channel": "phone", "anonymous": True},
            "/data/channel": {"channel": "pigeon", "anonymous": True, "content": "漏水"},
            "/data/urgent": {**COMPLAINT["data"], "urgent": "very"},
            "/data/colour": {**COMPLAINT["data"], "colour": "red"},
            "/data/categories": {**COMPLAINT["data"], "categories": "construction"},
            "/data/receivedAt": {**COMPLAINT["data"], "receivedAt": "yesterday"},
            "/data/customer/name": {"channel": "phone", "customer": {"name": 7}, "content": "漏水"},
        }.items():
            with self.subTest(pointer=pointer):
                problem = self.says_no(422, "invalid-data", "POST", "/v1/tickets", {"kind": "complaint", "data": data})
                self.assertIn(pointer, [error["pointer"] for error in problem["errors"]])

    def test_members_beside_kind_and_data_are_refused(self):
        answer = self.clerk.request("POST", "/v1/tickets", {**COMPLAINT, "urgent": True}, {"Idempotency-Key": "x"})
        self.assertIn(answer.status, (400, 422), answer)

    # Commands

    def test_an_unknown_command_is_refused_with_the_known_ones(self):
        problem = self.says_no(422, "unknown-command", *self.command("dance"))
        self.assertIn("forward", problem["known"])

    def test_a_command_that_the_state_does_not_allow_is_refused_with_the_allowed_ones(self):
        problem = self.says_no(409, "not-possible", *self.command("resume"))
        self.assertEqual(problem["state"], "received")
        self.assertIn("forward", problem["allowed"])

    def test_a_stale_rev_is_a_conflict(self):
        problem = self.says_no(412, "stale-rev", *self.command("forward", {"departments": ["engineering"]}, rev=99))
        self.assertEqual((problem["expected"], problem["rev"]), (99, self.complaint.rev))
        self.says_no(412, "stale-rev", *self.command("forward", {"departments": ["engineering"]}), If_Match='"99"')
        self.says_no(400, "invalid-if-match", *self.command("forward", {"departments": ["engineering"]}), If_Match="99")

    def test_a_department_or_category_that_the_regulation_does_not_know_is_refused(self):
        problem = self.says_no(422, "refused", *self.command("forward", {"departments": ["engineering", "kitchen"]}))
        self.assertEqual(problem["reason"], "unknown-department")
        self.assertEqual([error["pointer"] for error in problem["errors"]], ["/data/departments/1"])
        problem = self.says_no(422, "refused", "POST", "/v1/tickets", self.opening(categories=["plumbing"]))
        self.assertEqual(problem["reason"], "unknown-category")
        self.assertEqual([error["pointer"] for error in problem["errors"]], ["/data/categories/0"])
        self.says_no(422, "refused", *self.command("forward", {"departments": []}))

    def test_a_time_that_is_none_is_refused(self):
        self.says_no(422, "invalid-data", *self.command("startExplanation", occurredAt="2026-13-45T99:00:00+08:00"))

    # Keys

    def test_a_write_without_a_key_is_refused(self):
        self.says_no(400, "idempotency-key-required", "POST", "/v1/tickets", COMPLAINT, Idempotency_Key=None)
        self.says_no(400, "invalid-idempotency-key", "POST", "/v1/tickets", COMPLAINT, Idempotency_Key="x" * 129)
        self.says_no(400, "invalid-idempotency-key", "POST", "/v1/tickets", COMPLAINT, Idempotency_Key="a b")

    def test_a_used_key_with_another_body_is_refused(self):
        self.clerk.post("/v1/tickets", COMPLAINT, key=f"used-{self.before}")
        self.before += 1
        self.says_no(422, "idempotency-key-reused", "POST", "/v1/tickets", self.opening(content="渗水"),
                     Idempotency_Key=f"used-{self.before - 1}")

    def test_a_used_key_of_another_ticket_is_refused_and_nothing_is_silently_left_out(self):
        first, second = self.shared.specialist.open(), self.shared.specialist.open()
        body = {"type": "startExplanation", "data": {}}
        self.shared.specialist.post(f"/v1/tickets/{first.id}/commands", body, key="same-key")
        self.before += 3

        problem = self.refused(
            "idempotency-key-reused", self.shared.specialist.post, f"/v1/tickets/{second.id}/commands", body, key="same-key")

        self.assertEqual((problem["status"], second.state), (422, "received"))

    def test_a_used_key_with_the_same_body_changes_nothing(self):
        first = self.clerk.post("/v1/tickets", COMPLAINT, key=f"twice-{self.before}")
        again = self.clerk.post("/v1/tickets", COMPLAINT, key=f"twice-{self.before}")
        self.before += 1
        self.assertEqual(first, again)

    # Rights

    def test_the_wrong_role_is_refused_with_the_roles_that_may(self):
        problem = self.says_no(
            403, "wrong-role", *self.command("raiseSeverity", {"level": "major", "reason": "媒体"}))
        self.assertEqual(set(problem["needs"]), {"supervisor", "leader"})

    def test_a_department_does_not_see_what_it_does_not_hold(self):
        self.says_no(404, "no-such-ticket", "GET", f"/v1/tickets/{self.complaint.id}", person=self.shared.engineering)
        self.says_no(404, "no-such-ticket", *self.command("withdraw", {"reason": "x"}), person=self.shared.engineering)

    def test_somebody_without_or_with_an_unknown_token_is_kept_out(self):
        nobody = Person(self.shared, "nobody", None)
        self.addCleanup(nobody.hang_up)
        self.says_no(401, "token-required", "GET", "/v1/tickets", person=nobody)
        stranger = Person(self.shared, "stranger", "pdn_" + "0" * 64)
        self.addCleanup(stranger.hang_up)
        self.says_no(401, "token-refused", "GET", "/v1/tickets", person=stranger)
        self.says_no(401, "token-refused", "POST", "/v1/tickets", COMPLAINT, person=stranger)

    def test_a_bad_regulation_is_not_put_in_force(self):
        problem = self.says_no(
            422, "invalid-policy", "POST", "/v1/policies/activate",
            {"text": "name: x\ntitle: {zh: 甲, en: a}\nextends: dx\ncomplaint.forwardWithin: 2hours\n", "reason": "x"},
            person=self.shared.admin)
        self.assertIn("2hours", json.dumps(problem))
        self.assertEqual(self.shared.admin.get("/v1/policy")["number"], 1)


class ForeignBranch(Scenario):
    """A token of another branch."""

    def with_a_clerk_of_the_south(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")
        house.specialist.does("forward", complaint, departments=["engineering"])
        for words in (("branch", "add", "south"),
                      ("token", "create", "south-clerk", "--role", "specialist", "--branch", "south")):
            run = subprocess.run(
                house.command(*words, "--ready-file", str(house.ready_file)), capture_output=True, text=True, timeout=20)
            self.assertEqual(run.returncode, 0, run.stderr)
        clerk = house.people["south"] = Person(house, "south", run.stdout.strip())
        return house, complaint, clerk

    def test_a_clerk_of_another_branch_sees_and_changes_nothing_and_is_not_told_that_it_exists(self):
        house, complaint, clerk = self.with_a_clerk_of_the_south()
        before = house.events_stored()

        for path in ("", "/history", "/clocks", "/actions"):
            self.refused("no-such-ticket", clerk.get, f"/v1/tickets/{complaint.id}{path}")
        self.refused("no-such-ticket", clerk.does, "withdraw", complaint, reason="x")
        self.assertEqual(clerk.get("/v1/tickets")["tickets"], [])
        self.assertEqual(clerk.get("/v1/board")["tickets"], [])
        self.assertEqual(clerk.notices(), [])

        self.assertEqual(house.events_stored(), before)

    def test_a_complaint_of_another_branch_goes_to_that_branchs_queue(self):
        house, _, clerk = self.with_a_clerk_of_the_south()
        own = clerk.open()

        clerk.does("forward", own, departments=["engineering"])

        self.assertEqual(own.show()["branch"], "south")
        self.assertEqual(house.queue("south/engineering"), {"ready": 1})
        self.assertEqual(house.queue("engineering"), {"ready": 1})

    def test_no_merge_across_branches(self):
        house, complaint, clerk = self.with_a_clerk_of_the_south()
        own = clerk.open()

        with self.assertRaises(Exception) as caught:
            clerk.does("mergeDuplicate", own, targetID=complaint.id)

        self.assertIn(caught.exception.status, (404, 422), caught.exception.problem)
        self.assertEqual(own.state, "received")


class Guessing(Scenario):
    def test_after_ten_wrong_tokens_guesses_are_told_to_wait_and_nobody_with_a_token_is(self):
        house = self.house("10:00:00")
        stranger = Person(house, "stranger", "pdn_" + "0" * 64)
        house.people["stranger"] = stranger

        statuses = [stranger.request("GET", "/v1/tickets").status for _ in range(12)]

        self.assertEqual(statuses[:9], [401] * 9)
        self.assertEqual(statuses[-1], 429)
        self.assertIsNotNone(stranger.request("GET", "/v1/tickets").headers["Retry-After"])
        # Nobody of these was seen before the door was tried.
        for person in (house.specialist, house.supervisor, house.engineering):
            person.get("/v1/tickets")
