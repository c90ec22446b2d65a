"""A new regulation is for what begins from now on; what is running keeps the promise under which it began."""


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


class NewRegulation(Scenario):
    def activate(self, house, text):
        self.assertEqual(house.admin.request("POST", "/v1/policies/activate", {"text": text}).status, 201)

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
