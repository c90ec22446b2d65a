"""What the customer is owed: a reply, a plan, the result, a call back; and the other ways in which a complaint ends."""

import pathlib

from house import Scenario, moment

WITH_REVISITS = pathlib.Path(__file__).with_name("with_revisits.yaml")


class CustomerScenario(Scenario):
    def handled(self, at="10:00:00", **options):
        """A complaint whose only department has reported it done at 10:00."""
        house = self.house(at, **options)
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("reportDone", complaint.dispatch("engineering"), result="已重铺", cause="空鼓")
        return house, complaint


class ResultTold(CustomerScenario):
    def test_telling_the_customer_closes_the_complaint(self):
        house, complaint = self.handled()
        self.assertEqual(complaint.state, "awaitingRevisit")

        house.clock_to("Tue 10:00:00")
        house.specialist.does("replyToCustomer", complaint, text="已处理完毕")

        self.assertEqual(complaint.state, "closed")
        self.assertEqual(complaint.verdict("resultToldWithin"), "inTime")
        self.assertEqual(complaint.custodian, "nobody")

    def test_a_customer_told_after_24_hours_and_a_second_is_told_late(self):
        house, complaint = self.handled()

        house.clock_to("Tue 10:00:01")
        self.assertTrue(complaint.show()["isLate"])
        house.specialist.does("replyToCustomer", complaint, text="已处理完毕")

        self.assertEqual(complaint.verdict("resultToldWithin"), "late")
        self.assertEqual(complaint.state, "closed")

    def test_a_reply_before_the_work_is_done_does_not_close(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()

        house.specialist.does("replyToCustomer", complaint, text="已收到")

        self.assertEqual(complaint.state, "received")

    def test_a_closed_complaint_is_not_opened_again(self):
        house, complaint = self.handled()
        house.specialist.does("replyToCustomer", complaint, text="已处理完毕")

        problem = self.refused("not-possible", house.specialist.does, "forward", complaint, departments=["materials"])

        self.assertEqual(problem["status"], 409)
        self.assertEqual(problem["allowed"], [])


class FurnitureMall(CustomerScenario):
    """RS: a first reply in 24 hours and a plan in 72, both from receipt."""

    def test_the_first_reply_is_due_24_hours_after_receipt_to_the_second(self):
        for at, verdict in (("Tue 09:59:59", "inTime"), ("Tue 10:00:00", "inTime"), ("Tue 10:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00", policy="rs")
                complaint = house.specialist.open()

                house.clock_to(at)
                house.specialist.does("replyToCustomer", complaint, text="已安排")

                self.assertEqual(complaint.verdict("T-05"), verdict)

    def test_the_plan_is_due_72_hours_after_receipt_to_the_second(self):
        for at, verdict in (("Thu 09:59:59", "inTime"), ("Thu 10:00:00", "inTime"), ("Thu 10:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00", policy="rs")
                complaint = house.specialist.open()

                house.clock_to(at)
                house.specialist.does("proposePlan", complaint, plan="更换", customerAgrees=True)

                self.assertEqual(complaint.verdict("T-06"), verdict)

    def test_a_plan_that_the_customer_refuses_does_not_count(self):
        house = self.house("10:00:00", policy="rs")
        complaint = house.specialist.open()
        house.specialist.does("proposePlan", complaint, plan="补漆", customerAgrees=False)

        house.clock_to("Thu 10:00:01")

        self.assertTrue(complaint.clock("T-06")["isLate"])

    def test_a_renovation_company_does_not_make_the_malls_promises(self):
        house = self.house("10:00:00", policy="dx")
        complaint = house.specialist.open()

        self.assertEqual((complaint.verdict("T-05"), complaint.verdict("T-06")), (None, None))


class Revisits(CustomerScenario):
    def handled(self, at="10:00:00", **options):
        return super().handled(at, policy=WITH_REVISITS, **options)

    def test_the_customer_is_called_back_within_seven_days_that_end_at_midnight(self):
        house, complaint = self.handled()

        self.assert_due("10 March 00:00:00", complaint.clock("T-08/T-09"))
        house.clock_to("10 March 00:00:00")
        house.revisitor.does("revisitSatisfied", complaint, score=5)

        self.assertEqual(complaint.state, "closed")
        self.assertEqual(complaint.verdict("T-08/T-09"), "inTime")

    def test_a_millisecond_after_midnight_is_late(self):
        house, complaint = self.handled()

        house.clock_to("10 March 00:00:00", milliseconds=1)
        house.revisitor.does("revisitSatisfied", complaint, score=5)

        self.assertEqual(complaint.verdict("T-08/T-09"), "late")

    def test_a_dissatisfied_customer_gets_a_new_two_hours_from_that_call(self):
        house, complaint = self.handled()
        house.clock_to("Thu 10:00:00")

        house.revisitor.does("revisitDissatisfied", complaint, points=["仍有空鼓"])

        self.assertEqual(complaint.state, "received")
        self.assertEqual(complaint.show()["data"]["round"], 2)
        self.assert_due("Thu 12:00:00", complaint.clock("T-01"))
        house.clock_to("Thu 12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])
        self.assertEqual(complaint.clock("T-01", "engineering")["verdict"], "late")

    def test_the_second_round_can_be_in_time_and_closes(self):
        house, complaint = self.handled()
        house.clock_to("Thu 10:00:00")
        house.revisitor.does("revisitDissatisfied", complaint, points=["仍有空鼓"])
        house.clock_to("Thu 12:00:00")
        house.specialist.does("forward", complaint, departments=["engineering"])

        house.engineering.does("reportDone", complaint.dispatch("engineering"), result="再次重铺", cause="空鼓")
        house.revisitor.does("revisitSatisfied", complaint, score=4)

        self.assertEqual(complaint.state, "closed")
        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_customer_who_cannot_be_reached_is_given_up_by_the_supervisor_after_three_attempts(self):
        house, complaint = self.handled()

        self.refused("wrong-role", house.specialist.does, "revisitUnreachable", complaint, attempts=3)
        self.refused("refused", house.supervisor.does, "revisitUnreachable", complaint, attempts=2)
        house.supervisor.does("revisitUnreachable", complaint, attempts=3)

        self.assertEqual(complaint.state, "closed")

    def test_a_customer_who_was_not_reached_was_not_called_back_in_time(self):
        for at, verdict in (("10 March 00:00:00", None), ("10 March 00:00:01", "late")):
            with self.subTest(at=at):
                house, complaint = self.handled()

                house.clock_to(at)
                house.supervisor.does("revisitUnreachable", complaint, attempts=3)

                self.assertEqual(complaint.verdict("T-08/T-09"), verdict)

    def test_a_reply_does_not_replace_the_call_back(self):
        house, complaint = self.handled()

        house.specialist.does("replyToCustomer", complaint, text="已处理完毕")

        self.assertEqual(complaint.state, "awaitingRevisit")


class OtherEnds(CustomerScenario):
    def test_an_anonymous_complaint_closes_with_a_letter_or_the_note_that_there_is_no_address(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open(anonymous=True, channel="letter", content="噪音扰民")
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("reportDone", complaint.dispatch("engineering"), result="已整改", cause="夜间施工")

        house.specialist.does("replyByLetter", complaint, note="无地址")

        self.assertEqual(complaint.state, "closedByLetter")

    def test_a_withdrawn_complaint_takes_the_work_from_the_department_and_stops_every_clock(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        dispatch = complaint.dispatch("engineering")

        house.specialist.does("withdraw", complaint, reason="客户自行解决")

        self.assertEqual((complaint.state, dispatch.state), ("withdrawn", "cancelled"))
        house.clock_to("20 March 10:00:00")
        self.assertFalse(any(clock["running"] for clock in complaint.show()["clocks"] + dispatch.show()["clocks"]))
        self.assertEqual(house.supervisor.notices(), [])
        self.assertEqual(house.queue("routing"), {})

    def test_a_corrected_receipt_moves_the_two_hours(self):
        house = self.house("10:00:00")
        house.clock_to("11:00:00")
        complaint = house.specialist.open("construction")

        house.specialist.does(
            "amend", complaint, fields={"receivedAt": moment("10:15:00")}, reason="登记时间有误")

        self.assert_due("12:15:00", complaint.clock("T-01"))
        house.clock_to("12:15:01")
        self.assertTrue(complaint.show()["isLate"])

    def test_a_receipt_corrected_after_the_verdict_leaves_it_and_adds_a_second_opinion(self):
        house = self.house("10:00:00")
        house.clock_to("11:00:00")
        complaint = house.specialist.open()
        house.clock_to("12:30:00")
        house.specialist.does("forward", complaint, departments=["engineering"])

        house.specialist.does(
            "amend", complaint, fields={"receivedAt": moment("10:15:00")}, reason="登记时间有误")

        clock = complaint.clock("T-01", "engineering")
        self.assertEqual((clock["verdict"], clock["secondOpinion"]), ("inTime", "late"))

    def test_a_major_complaint_is_raised_by_the_supervisor_or_leader_only(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()

        self.refused("wrong-role", house.specialist.does, "raiseSeverity", complaint, level="major", reason="媒体")
        house.supervisor.does("raiseSeverity", complaint, level="major", reason="媒体")

        self.assertEqual(complaint.show()["data"]["severity"], "major")

    def test_a_new_complaint_about_the_same_matter_follows_the_closed_one(self):
        house, first = self.handled()
        house.specialist.does("replyToCustomer", first, text="已处理完毕")

        again = house.specialist.open(follows=first.id)

        self.assertEqual(again.show()["data"]["repeats"], 1)
