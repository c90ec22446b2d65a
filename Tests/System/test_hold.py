"""A hold pauses the departments' promised dates and nothing else, and ends by itself (3.0 no. 5, 11)."""

from cases import forwarded, promised
from house import Scenario, Ticket, instant, moment


class HoldScenario(Scenario):
    def hold(self, house, complaint, until="Fri 10:00:00", reason="customer"):
        house.specialist.does("hold", complaint, reason=reason, until=moment(until))

    def promised(self, **options):
        house = self.house("10:00:00", **options)
        dispatch = promised(house)
        return house, Ticket(house, dispatch.show()["parent"]), dispatch


class Paused(HoldScenario):
    def test_pick_up_and_the_answer_with_a_date_run_on(self):
        house = self.house("10:00:00")
        queued, taken = forwarded(house), forwarded(house)
        house.engineering.does("delivered", taken.dispatch("engineering"))
        for complaint in (queued, taken):
            self.hold(house, complaint)

        house.clock_to("14:00:01")

        self.assertTrue(queued.dispatch("engineering").clock("T-01d")["isLate"])
        self.assertTrue(taken.dispatch("engineering").clock("T-02")["isLate"])

    def test_the_replies_that_the_customer_was_promised_run_on(self):
        house = self.house("10:00:00", policy="rs")
        complaint = forwarded(house)
        self.hold(house, complaint)

        house.clock_to("Tue 10:00:01")
        self.assertTrue(complaint.clock("T-05")["isLate"])
        house.specialist.does("proposePlan", complaint, plan="更换", customerAgrees=True)

        self.assertEqual((complaint.state, complaint.verdict("T-06")), ("onHold", "inTime"))

    def test_two_holds_move_the_date_by_the_sum_of_their_lengths(self):
        house, complaint, dispatch = self.promised()
        for start, end in (("11:00:00", "12:00:00"), ("13:00:00", "15:00:01")):
            house.clock_to(start)
            self.hold(house, complaint)
            house.clock_to(end)
            house.specialist.does("resume", complaint)

        self.assert_due("Wed 21:00:01", dispatch.clock("T-03"))

    def test_a_date_that_is_given_during_a_hold_is_paused_from_then_on(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        self.hold(house, complaint)
        house.clock_to("12:00:00")
        dispatch = complaint.dispatch("engineering")
        house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00:00"))

        house.clock_to("14:00:00")
        house.specialist.does("resume", complaint)

        self.assert_due("Wed 20:00:00", dispatch.clock("T-03"))

    def test_a_hold_is_no_longer_than_it_was_set_to_be_whenever_the_clock_is_looked_at(self):
        house, complaint, dispatch = self.promised()
        house.clock_to("Tue 10:00:00")
        self.hold(house, complaint, until="Thu 10:00:00")

        house.clock_to("Sun 10:00:00")

        self.assertEqual(dispatch.state, "overdue")
        overdue = next(event for event in dispatch.history() if event["type"] == "promiseMissed")
        self.assertEqual(instant(moment("Fri 18:00:00", milliseconds=1)), instant(overdue["factAt"]))


class DuringAHold(HoldScenario):
    def test_whom_it_waits_for_holds_it(self):
        for reason, custodian in (("customer", "customer"), ("parts", "supplier")):
            with self.subTest(reason=reason):
                house, complaint, _ = self.promised()
                self.hold(house, complaint, reason=reason)
                self.assertEqual(complaint.custodian, custodian)

    def test_what_is_done_meanwhile_is_handled_when_the_hold_ends(self):
        house, complaint, dispatch = self.promised()
        self.hold(house, complaint, until="Tue 10:00:00")
        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")
        self.assertEqual(complaint.state, "onHold")

        house.clock_to("Tue 10:00:00")

        self.assertEqual(complaint.state, "awaitingRevisit")
        self.assert_due("Wed 10:00:00", complaint.clock("resultToldWithin"))

    def test_what_is_returned_meanwhile_goes_to_triage_when_the_hold_ends_under_the_two_hours_from_receipt(self):
        house, complaint, dispatch = self.promised()
        self.hold(house, complaint, until="12:00:00")
        house.engineering.does("returnMisrouted", dispatch, reason="不属本部门")
        self.assertEqual(complaint.state, "onHold")

        house.clock_to("12:00:00")
        self.assertEqual(complaint.state, "received")
        house.specialist.does("forward", complaint, departments=["materials"])

        self.assertEqual(complaint.clock("T-01", "materials")["verdict"], "inTime")

    def test_a_hold_ends_in_the_future_and_is_not_held_twice(self):
        house, complaint, _ = self.promised()

        self.refused("refused", self.hold, house, complaint, until="10:00:00")
        self.hold(house, complaint)
        self.refused("not-possible", self.hold, house, complaint)

    def test_withdrawn_during_a_hold_it_does_not_resume(self):
        house, complaint, dispatch = self.promised()
        self.hold(house, complaint)

        house.specialist.does("withdraw", complaint, reason="客户自行解决")
        house.clock_to("20 March 10:00")

        self.assertEqual((complaint.state, dispatch.state), ("withdrawn", "cancelled"))
        self.assertNotIn("resumed", complaint.facts())
