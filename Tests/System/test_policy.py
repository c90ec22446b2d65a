"""A new regulation is for what begins from now on; what is running keeps the promise under which it began."""


import datetime
import hashlib
import json
import sqlite3
import subprocess
import time

from house import Scenario

SHORTER = """\
name: shorter
title: {zh: 一小时转单, en: forwarded within an hour}
extends: dx
complaint.forwardWithin: 1 h
clocks:
  forward:
    - {after: 30 min, tell: [specialist]}
    - {late: [supervisor]}
"""
STRICT = """\
name: strict
title: {zh: 以签收为准, en: counts when delivered}
extends: dx
complaint.forwardCountsWhen: delivered
"""


def moment_of(text):
    return datetime.datetime.fromisoformat(text)


class NewRegulation(Scenario):
    def activate(self, house, text):
        self.assertEqual(house.admin.request("POST", "/v1/policies/activate", {"text": text, "reason": "试行"}).status, 201)

    def test_a_shorter_limit_is_for_new_complaints_only(self):
        house = self.house("10:00:00")
        old = house.specialist.open()

        self.activate(house, SHORTER)
        new = house.specialist.open()

        self.assert_due("12:00:00", old.clock("T-01"))
        self.assert_due("11:00:00", new.clock("T-01"))
        house.clock_to("11:00:01")
        self.assertEqual((old.show()["isLate"], new.show()["isLate"]), (False, True))

    def test_it_survives_a_restart(self):
        house = self.house("10:00:00")
        self.activate(house, SHORTER)
        house.kill()
        house.start()

        self.assertEqual(house.admin.get("/v1/policy")["name"], "shorter")
        self.assert_due("11:00:00", house.specialist.open().clock("T-01"))

    def test_only_an_administrator_puts_one_in_force(self):
        house = self.house("10:00:00")

        self.assertEqual(house.specialist.request("POST", "/v1/policies/activate", {"text": SHORTER}).json["code"], "wrong-role")

        self.assertEqual(house.admin.get("/v1/policy")["number"], 1)

    def test_under_the_stricter_reading_the_two_hours_end_when_the_department_has_it(self):
        for at, verdict in (("12:00:00", "inTime"), ("12:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00")
                self.activate(house, STRICT)
                complaint = house.specialist.open()
                house.specialist.does("forward", complaint, departments=["engineering"])
                self.assertEqual(complaint.verdict("T-01"), "running")

                house.clock_to(at)
                house.engineering.does("delivered", complaint.dispatch("engineering"))

                self.assertEqual(complaint.verdict("T-01"), verdict)

    def test_the_stricter_reading_is_for_new_complaints_only(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        self.activate(house, STRICT)

        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_supervisor_moves_one_running_limit_under_it(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        self.activate(house, SHORTER)

        self.refused("wrong-role", house.specialist.does, "repinClock", complaint, clock="forward::1", reason="x")
        house.supervisor.does("repinClock", complaint, clock="forward::1", reason="答应了客户")

        self.assert_due("11:00:00", complaint.clock("T-01"))
        house.clock_to("11:00:01")
        self.assertTrue(complaint.show()["isLate"])
        self.assertIn("clockRepinned", complaint.facts())


class ManyDepartments(Scenario):
    COUNT = 5_000
    SECONDS = 0.3  # of a busy machine; looking through all of them for each takes more than one

    def test_a_company_of_five_thousand_departments_is_served_as_fast(self):
        policy = self.house().folder / "many.yaml"
        lines = [f"    d{number}: {{zh: 部, en: d{number}}}" for number in range(self.COUNT)]
        policy.write_text("\n".join(
            ["name: many", "title: {zh: 多, en: many}", "extends: dx", "routing:", "  departments:", *lines, ""]))
        house = self.house("10:00:00", policy=policy)
        complaint = house.specialist.open("construction")
        house.specialist.does("forward", complaint, departments=["d7", f"d{self.COUNT - 1}"])

        for path in ("/v1/queues", "/v1/tickets", f"/v1/tickets/{complaint.id}", "/v1/board", "/v1/departments/d7/board"):
            with self.subTest(path=path):
                self.assertLess(min(self.seconds(house, path) for _ in range(3)), self.SECONDS)

    def seconds(self, house, path):
        begun = time.monotonic()
        house.specialist.get(path)
        return time.monotonic() - begun


class CommandLine(Scenario):
    """`paidan policy`: with a running server, beside it, and without one."""

    def paidan(self, house, *words, exit_code=0):
        run = subprocess.run(
            house.command("policy", *words, "--json"), capture_output=True, text=True)
        self.assertEqual(run.returncode, exit_code, run.stdout + run.stderr)
        return json.loads(run.stdout)

    def test_a_file_is_compared_and_put_in_force(self):
        house = self.house("10:00:00")
        file = house.folder / "shorter.yaml"
        file.write_text(SHORTER)
        where = ["--ready-file", str(house.ready_file)]

        difference = self.paidan(house, "diff", "active", str(file), *where)["differences"]
        activated = self.paidan(house, "activate", str(file), "--reason", "试行", "--kind", "complaint", *where)

        self.assertEqual([line["key"] for line in difference], ["clocks.forward", "complaint.forwardWithin"])
        self.assertEqual(difference[1]["new"], {"value": "1 h", "file": str(file), "line": 4, "column": 1})
        self.assertEqual(difference[1]["old"]["file"], "active")
        self.assertEqual((activated["number"], activated["kind"], activated["activatedBy"]), (2, "complaint", "local-admin"))
        self.assert_due("11:00:00", house.specialist.open().clock("T-01"))

    def test_words_are_those_of_the_policy_in_force(self):
        house = self.house("10:00:00")
        where = ["--ready-file", str(house.ready_file)]
        mine = [*where, "--token", house.specialist.token]

        def say(*words):
            run = subprocess.run(house.command("ticket", *words, "--json", *mine), capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            return json.loads(run.stdout)

        told = ["--set", "channel=电话", "--set", "anonymous=true", "--set", "content=漏水"]
        say("open", "complaint", *told)
        say("do", "C-1", "classify", "--set", "categories=施工")
        say("do", "C-1", "forward", "--set", "departments=工程部")
        self.paidan(house, "activate", "ht", "--reason", "试行", *where)
        say("open", "complaint", *told, "--set", "categories=设计师")

        for ticket, categories in (("C-1", ["construction"]), ("C-2", ["designer"])):
            events = house.specialist.get(f"/v1/tickets/{ticket}/history")["events"]
            self.assertIn(categories, [event.get("data", {}).get("categories") for event in events])
        self.assertEqual(house.specialist.get("/v1/tickets/D-1")["department"], "engineering")

    def test_words_and_times_of_an_opening_are_those_of_the_callers_branch(self):
        house = self.house("10:00:00")
        where = ["--ready-file", str(house.ready_file)]
        file = house.folder / "main.yaml"
        file.write_text("name: ours\ntitle: {zh: 总公司, en: head office}\nextends: ht\nzone: Asia/Tokyo\n")
        self.paidan(house, "activate", str(file), "--branch", "main", "--reason", "试行", *where)

        def say(*words):
            run = subprocess.run(house.command("ticket", *words, "--json"), capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            return json.loads(run.stdout)

        said = say(
            "open", "complaint", "--set", "channel=电话", "--set", "anonymous=true", "--set", "content=漏水",
            "--set", "categories=设计师", "--set", "receivedAt=2026-03-02 10:30",
            *where, "--token", house.specialist.token)
        forms = [say("forms", "complaint", *way) for way in (where, ["--data-dir", str(house.data)])]

        opened = house.specialist.get(f"/v1/tickets/{said['number']}/history")["events"][0]["data"]
        self.assertEqual(opened["categories"], ["designer"])
        self.assertEqual(moment_of(opened["receivedAt"]), moment_of("2026-03-02T09:30:00+08:00"))
        for form in forms:
            categories = next(field for field in form["fields"] if field["name"] == "categories")
            self.assertIn("designer", [choice["code"] for choice in categories["choices"]])

    def test_what_was_active_before_is_activated_by_its_number(self):
        house = self.house("10:00:00")
        where = ["--data-dir", str(house.data)]
        self.assertEqual(house.stop(), 0)
        self.paidan(house, "activate", "rs", "--reason", "试行", *where)

        back = self.paidan(house, "activate", "1", "--reason", "回到原制度", *where)
        self.paidan(house, "activate", "active", "--branch", "main", "--reason", "总公司照旧", *where)
        unknown = subprocess.run(
            house.command("policy", "activate", "rv", "--reason", "x", *where), capture_output=True, text=True)
        listed = self.paidan(house, "list", *where)
        house.start()

        self.assertEqual((back["number"], back["name"]), (3, "dx"))
        self.assertEqual([line["name"] for line in listed], ["dx", "dx", "rs", "dx"])
        self.assertEqual(listed[1]["hash"], listed[3]["hash"])
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("paidan policy list", unknown.stderr)

    def test_without_a_server_it_takes_the_servers_place(self):
        house = self.house("10:00:00")
        self.assertEqual(house.stop(), 0)
        where = ["--data-dir", str(house.data)]

        activated = self.paidan(house, "activate", "rs", "--reason", "维护时启用", *where)
        again = self.paidan(house, "activate", "rs", "--reason", "维护时启用", *where)
        refused = self.paidan(house, "activate", "rs", "--reason", "再来一次", *where, exit_code=3)
        self.paidan(house, "activate", "ht", "--reason", " ", *where, exit_code=2)
        shown = self.paidan(house, "show", "active", *where)
        listed = self.paidan(house, "list", *where)
        house.start()

        self.assertEqual((activated["number"], again["number"]), (2, 2))
        self.assertIn("number 2, by local-admin", refused["detail"])
        self.assertEqual(shown["name"], "rs")
        self.assertEqual([line["number"] for line in listed], [2, 1])
        self.assertEqual([line["isInForce"] for line in listed], [True, False])
        self.assertEqual(house.admin.get("/v1/policy")["name"], "rs")
        self.assertIsNotNone(house.specialist.open().clock("T-05"))

    def test_the_folder_is_read_beside_a_running_server(self):
        house = self.house("10:00:00")

        self.assertEqual(self.paidan(house, "list", "--data-dir", str(house.data))[0]["name"], "dx")

    def test_a_mistake_is_told_with_its_place(self):
        house = self.house("10:00:00")
        file = house.folder / "wrong.yaml"
        file.write_text(SHORTER.replace("1 h\n", "1 hour\n", 1))

        told = self.paidan(
            house, "activate", str(file), "--reason", "x", "--ready-file", str(house.ready_file), exit_code=3)

        self.assertIn("wrong.yaml:4:26: 1 hour is no duration; perhaps: 1 h", told["detail"])
        self.assertEqual(house.admin.get("/v1/policy")["number"], 1)


    def test_a_policy_under_which_a_ticket_could_be_forgotten_is_refused_with_the_way_there(self):
        house = self.house("10:00:00")
        file = house.folder / "forgetful.yaml"
        file.write_text(SHORTER + "complaint.surveyWithin: none\n")

        found = self.paidan(house, "check", str(file), exit_code=3)[0]["errors"]
        refused = house.admin.request(
            "POST", "/v1/policies/activate", {"text": file.read_text(), "reason": "x"})

        self.assertEqual([(error["code"], error["line"], error["column"]) for error in found], [("orphan", 9, 1)])
        self.assertEqual(found[0]["suggestion"], "complaint.surveyWithin: 2 wd")
        self.assertIn("received —requireSurvey require a site survey→ surveying site survey", found[0]["reason"])
        self.assertEqual((refused.status, refused.json["code"]), (422, "invalid-policy"))
        self.assertEqual(house.admin.get("/v1/policy")["number"], 1)

    def test_a_good_policy_is_said_to_be_proved(self):
        house = self.house("10:00:00")

        proof = self.paidan(house, "check", "dx")[0]["proof"]

        self.assertGreater(proof["situations"], proof["states"])


class OlderData(Scenario):
    """Data of before policies had a calendar and a scope: schema 2, and a stored policy without zone table."""

    def as_of_schema_2(self, house):
        text = subprocess.run(
            house.command("policy", "show", "active", "--data-dir", str(house.data)),
            capture_output=True, text=True, check=True).stdout
        lines = text.splitlines(keepends=True)
        start = next(index for index, line in enumerate(lines) if line.startswith("holidays:"))
        end = next(index for index, line in enumerate(lines) if line.startswith("hours:")) + 1
        old = "".join(lines[:start] + lines[end:])
        with sqlite3.connect(house.data / "paidan.db") as database:
            for name in ("notice_account", "event_breach", "event_opener", "notice_branch", "ticket_person"):
                database.execute(f"DROP INDEX {name}")
            database.execute("ALTER TABLE notice DROP COLUMN account")
            for name in ("file", "assignee", "notice_seen", "notice_seen_until", "deed_key", "foreign_row", "foreign_ticket"):
                database.execute(f"DROP TABLE {name}")
            database.execute("ALTER TABLE event DROP COLUMN imported_at")
            for name in ("policy_never_changes", "policy_never_goes"):
                database.execute(f"DROP TRIGGER {name}")
            for table in ("account_log", "policy_withdrawal"):
                database.execute(f"DROP TABLE {table}")
            for column in ("zone_hash", "zone_table", "reason", "kind", "branch"):
                database.execute(f"ALTER TABLE policy DROP COLUMN {column}")
            database.execute(
                "UPDATE policy SET text = ?, hash = ?", (old, hashlib.sha256(old.encode()).hexdigest()))
            database.execute("PRAGMA user_version = 2")
        database.close()

    def test_is_taken_over_as_it_is(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        self.assertEqual(house.stop(), 0)
        self.as_of_schema_2(house)

        house.start()

        self.assert_due("12:00:00", complaint.clock("T-01"))
        policy = house.admin.get("/v1/policy")
        self.assertNotIn("holidays:", policy["text"])
        self.assertEqual((policy["number"], policy["reason"], policy["isInForce"]), (1, "", True))
