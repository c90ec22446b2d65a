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
        self.assertEqual((complaint.custodian, complaint.dispatches()), ("department:engineering+materials", {}))

        house.specialist.does("surveyConcluded", complaint, findings="色差", departments=["materials"])

        self.assertEqual((complaint.custodian, set(complaint.dispatches())), ("department:materials", {"materials"}))

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
