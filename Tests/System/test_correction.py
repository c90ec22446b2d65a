"""A customer's data corrected or completed: by API and command line, once, for the same customer everywhere, and never in clear."""

import json
import pathlib
import subprocess

from house import Scenario, Ticket

FORMER, NEW, NAME = "13800138000", "13600136000", "王小明"


class Correction(Scenario):
    def masked(self, house, ticket, person=None):
        return ticket.show(person or house.specialist)["customerLabel"]

    def found(self, house, phone):
        return [known["number"] for known in house.specialist.post("/v1/customers/search", {"phone": phone})["customers"]]

    def run_paidan(self, house, *words):
        return subprocess.run(
            house.command(*words, "--ready-file", str(house.ready_file)), capture_output=True, text=True, timeout=20)

    def test_a_number_is_corrected_for_all_tickets_of_the_customer(self):
        house = self.house()
        first = house.specialist.open()
        second = house.specialist.open(customer="C-1")

        house.specialist.does("correctCustomer", first, phone="+86 136-0013-6000", reason="客户换了号码")

        self.assertEqual((self.masked(house, first), self.masked(house, second)), ("王** 136****6000",) * 2)
        self.assertEqual((self.found(house, NEW), self.found(house, FORMER)), (["C-2"], []))
        self.assertEqual(first.facts()[-1], "customerCorrected")
        customer = first.show()["customer"]
        opened = house.specialist.get(f"/v1/people/{customer}?reason=call%20back")
        self.assertEqual((opened["phone"], opened["former"][0]["phone"]), ("+86 136-0013-6000", FORMER))
        house.stop()
        for path in filter(pathlib.Path.is_file, house.data.rglob("*")):
            for word in (NAME, FORMER, "136-0013-6000", "客户换了号码"):
                self.assertNotIn(word.encode(), path.read_bytes(), path)
        self.assertNotIn(FORMER, house.log.read_text())

    def test_the_command_line_corrects_an_anonymous_customer_after_the_end(self):
        house = self.house()
        complaint = house.specialist.open(anonymous=True)
        house.specialist.does("withdraw", complaint, reason="x")
        words = ["ticket", "do", "C-1", "correctCustomer", "--set", f"phone={NEW}", "--set", "reason=来电", "--token", house.specialist.token]

        nameless = self.run_paidan(house, *words)
        named = self.run_paidan(house, *words, "--set", f"name={NAME}")

        self.assertNotEqual(nameless.returncode, 0)
        self.assertIn("anonymous: give a name", nameless.stderr)
        self.assertEqual(named.returncode, 0, named.stderr)
        self.assertEqual(self.masked(house, complaint), "王** 136****6000")
        self.assertEqual(complaint.state, "withdrawn")

    def test_a_key_that_comes_again_corrects_once(self):
        house = self.house()
        complaint = house.specialist.open()

        first = house.specialist.does("correctCustomer", complaint, key="once", phone=NEW, reason="r")
        house.kill()
        house.start()
        again = house.specialist.does("correctCustomer", complaint, key="once", phone=NEW, reason="r")

        self.assertEqual(again["rev"], first["rev"])
        self.assertEqual(complaint.facts(), ["opened", "customerCorrected"])
        self.refused("idempotency-key-reused", house.specialist.does, "correctCustomer", complaint, key="once", phone="110", reason="r")
        self.refused("stale-rev", house.specialist.does, "correctCustomer", complaint, rev=1, phone="110", reason="r")

    def test_what_is_refused_says_why_in_both_languages_and_changes_nothing(self):
        house = self.house()
        complaint = house.specialist.open()
        path, same = f"/v1/tickets/{complaint.id}/commands", {"phone": FORMER, "reason": "r"}

        for language, words in (("zh", "请填写与现有资料不同的姓名、电话或地址"), ("en", "differs from what is known")):
            answer = house.specialist.request(
                "POST", path, {"type": "correctCustomer", "data": same}, {"Accept-Language": language})
            self.assertEqual((answer.status, answer.json["reason"]), (422, "nothing-to-correct"))
            self.assertIn(words, json.dumps(answer.json, ensure_ascii=False))
        for data, pointer in (
                ({"phone": "call me"}, "/data/phone"), ({"name": ""}, "/data/name"), ({"age": 3}, "/data/age"),
                ({"address": "x" * 301}, "/data/address")):
            problem = self.refused("invalid-data", house.specialist.does, "correctCustomer", complaint, reason="r", **data)
            self.assertEqual([error["pointer"] for error in problem["errors"]], [pointer])
        self.refused("invalid-data", house.specialist.does, "correctCustomer", complaint, phone=NEW)
        self.refused("wrong-role", house.leader.does, "correctCustomer", complaint, phone=NEW, reason="r")
        self.refused("no-such-ticket", house.engineering.does, "correctCustomer", complaint, phone=NEW, reason="r")
        self.assertEqual((complaint.facts(), self.masked(house, complaint)), (["opened"], "王** 138****8000"))

    def test_a_lead_learns_its_number_and_who_has_it(self):
        house = self.house(policy="ht")

        def inquiry(**customer):
            data = {"leadSource": "inquiry", "heardOfUs": "friend", "customer": {"name": NAME, **customer}}
            return Ticket(house, house.desk.post("/v1/leads", {"data": data})["id"])

        first, second = inquiry(phone=NEW), inquiry()
        self.assertTrue(second.show()["data"]["opening"]["phoneMissing"])

        self.refused("refused", house.salesperson.does, "correctCustomer", second, phone=NEW, reason="r")
        house.desk.does("correctCustomer", second, phone=NEW, reason="客户留下电话")

        shown = second.show()["data"]
        self.assertNotIn("phoneMissing", shown["opening"])
        self.assertEqual(shown["sameCustomer"], [first.id])
        told = [notice["ticket"] for notice in house.director.notices() if notice["notice"]["name"] == "sameCustomer"]
        self.assertEqual(told, [second.id])
