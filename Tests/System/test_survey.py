"""A survey on the spot: the summons meets the two hours, and two new ones run from its conclusion (CMP-06, T-01b, T-76)."""

from cases import forward, received, surveying
from house import Scenario, moment


class Survey(Scenario):
    def test_a_summons_after_two_hours_is_late_and_what_follows_is_judged_by_itself(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.clock_to("12:00:01")
        house.specialist.does("requireSurvey", complaint, departments=["engineering"])

        house.clock_to("Tue 10:00:00")
        house.specialist.does("surveyConcluded", complaint, findings="防水层破损", departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "late")
        self.assertEqual(complaint.clock("T-01b", "engineering")["verdict"], "inTime")
        self.assertEqual(complaint.verdict("T-76"), "inTime")

    def test_the_departments_that_were_summoned_hold_it_and_only_those_that_are_responsible_get_it(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.specialist.does("requireSurvey", complaint, departments=["engineering", "materials"])
        self.assertEqual(complaint.custodian, "department:engineering+materials")
        self.assertEqual(set(complaint.dispatches()), {"engineering", "materials"})

        house.specialist.does("surveyConcluded", complaint, findings="色差", departments=["materials"])

        self.assertEqual(complaint.custodian, "department:materials")
        states = {department: dispatch.state for department, dispatch in complaint.dispatches().items()}
        self.assertEqual(states, {"engineering": "cancelled", "materials": "queued"})

    def test_the_summons_reaches_each_department_and_shows_it_the_complaint(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.specialist.does("requireSurvey", complaint, departments=["engineering"])
        summons = complaint.dispatch("engineering")

        self.assertEqual(house.queue("engineering"), {"ready": 1})
        self.assertEqual(house.engineering.get(f"/v1/tickets/{complaint.id}")["number"], complaint.show()["number"])
        board = house.engineering.get("/v1/departments/engineering/board")["tickets"]
        self.assertEqual([one["id"] for one in board], [summons.id])
        self.refused("no-such-ticket", house.materials.get, f"/v1/tickets/{complaint.id}")
        self.assert_due("10:30:00", summons.clock("T-01d"))

        house.engineering.does("delivered", summons)
        self.assertEqual((summons.state, summons.clocks("T-02"), house.queue("engineering")), ("summoned", [], {}))
        house.specialist.does("scheduleSurvey", complaint, at=moment("Tue 09:00:00"))
        self.assertEqual(house.queue("engineering"), {"ready": 1})

        house.specialist.does("surveyConcluded", complaint, findings="色差", departments=["materials"])
        self.assertEqual(summons.state, "done")

    def test_a_summons_that_nobody_takes_is_told_to_the_head_of_department(self):
        house = self.house("10:00:00")
        surveying(house)

        house.clock_to("10:30:00", milliseconds=1)

        self.assertIn("clockLate", [notice["notice"]["name"] for notice in house.supervisor.notices()])

    def test_an_appointment_moves_no_limit_and_lies_ahead(self):
        house = self.house("10:00:00")
        complaint = surveying(house)

        house.specialist.does("scheduleSurvey", complaint, at=moment("20 March 09:00"), attendees=["客户", "工程部"])

        self.assert_due("Thu 00:00:00", complaint.clock("T-76"))
        self.refused("refused", house.specialist.does, "scheduleSurvey", complaint, at=moment("10:00:00"))

    def test_a_survey_required_on_a_saturday_is_due_on_tuesday_night(self):
        house = self.house("Sat 10:00:00")

        self.assert_due("11 March 00:00:00", surveying(house).clock("T-76"))

    def test_no_router_takes_what_is_being_surveyed(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")
        self.assertEqual(house.queue("routing"), {"ready": 1})

        house.specialist.does("requireSurvey", complaint, departments=["engineering"])

        self.assertEqual(house.queue("routing"), {})

    def test_after_a_return_the_two_hours_still_count_from_the_conclusion(self):
        for at, verdict in (("Tue 12:00:00", "inTime"), ("Tue 12:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00")
                complaint = surveying(house)
                house.clock_to("Tue 10:00:00")
                house.specialist.does("surveyConcluded", complaint, findings="色差", departments=["materials"])
                house.clock_to("Tue 11:30:00")
                house.materials.does("returnMisrouted", complaint.dispatch("materials"), reason="不属本部门")
                self.assertEqual(complaint.state, "received")

                house.clock_to(at)
                forward(house, complaint)

                self.assertEqual(complaint.clock("T-01b", "engineering")["verdict"], verdict)
                self.assertEqual((complaint.verdict("T-01"), complaint.verdict("T-01b")), ("inTime", verdict))

    def test_a_complaint_that_is_withdrawn_during_the_survey_owes_nothing_more(self):
        house = self.house("10:00:00")
        complaint = surveying(house)

        house.specialist.does("withdraw", complaint, reason="客户自行解决")
        house.clock_to("20 March 10:00")

        self.assertEqual(complaint.rings("T-76"), [])
        self.assertEqual(complaint.clocks("T-01b"), [])
