"""Notices as people meet them: on the command line and on a page, seen by one account, and still seen after a restart."""

import subprocess

from house import Scenario


class Notices(Scenario):
    def paidan(self, house, person, *words):
        run = subprocess.run(
            house.command(*words, "--server", f"http://{house.http_address}", "--token", person.token),
            capture_output=True, text=True, timeout=30)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def page(self, person, path):
        answer = person.request("GET", path)
        self.assertEqual(answer.status, 200, answer)
        return answer.body.decode()

    def unseen(self, person):
        return person.get("/v1/notices?unseen=true&limit=200")

    def promised(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate="2026-03-04T10:00:00+08:00")
        return house

    def test_what_is_seen_is_seen_by_that_account_and_stays_seen(self):
        house = self.promised()
        others = self.unseen(house.supervisor)
        number = self.unseen(house.specialist)["notices"][0]["no"]

        listed = self.paidan(house, house.specialist, "notices")
        self.assertIn("D-1", listed)
        self.assertIn("data-notices", self.page(house.specialist, "/notices"))
        self.paidan(house, house.specialist, "notices", "seen", "--up-to", str(number))

        self.assertEqual(self.unseen(house.specialist)["unseen"], 0)
        self.assertEqual(self.unseen(house.supervisor)["notices"], others["notices"])
        house.stop()
        house.start()
        self.assertEqual(self.unseen(house.specialist)["unseen"], 0)
        self.assertIn("D-1", self.paidan(house, house.specialist, "notices", "list", "--all"))

    def test_the_administrator_of_the_machine_has_marks_too(self):
        house = self.promised()
        self.paidan(house, house.admin, "notices", "seen", "1")
        self.paidan(house, house.admin, "notices", "seen", "--up-to", "99")

        self.assertEqual(self.unseen(house.admin)["unseen"], 0)

    def test_a_mark_that_is_sent_late_again_marks_nothing(self):
        house = self.promised()
        first = house.specialist.post("/v1/notices/seen", {"upTo": 99}, "k")
        house.specialist.open()
        house.clock_to("12:00:01")
        before = self.unseen(house.specialist)

        again = house.specialist.post("/v1/notices/seen", {"upTo": 99}, "k")

        self.assertEqual(first["unseen"], 0)
        self.assertGreater(before["unseen"], 0)
        self.assertEqual(again["unseen"], before["unseen"])
        self.assertEqual(self.unseen(house.specialist)["notices"], before["notices"])

    def test_the_number_of_a_ticket_stands_for_its_customer(self):
        house = self.promised()
        self.paidan(
            house, house.specialist, "ticket", "open", "complaint", "--set", "channel=phone", "--set", "customer=C-1",
            "--set", "content=又一件")

        first, second = (house.specialist.get(f"/v1/tickets/{number}") for number in ("C-1", "C-2"))
        self.assertEqual(first["customer"], second["customer"])
        found = house.specialist.post("/v1/customers/search", {"phone": "138 0013 8000"})["customers"]
        self.assertEqual([customer["number"] for customer in found], ["C-2"])
