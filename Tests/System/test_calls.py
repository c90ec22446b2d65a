"""Opinions and calls from outside: what one of them opens, tells and withdraws (M07, M12)."""

import pathlib

from cases import explaining
from house import Scenario, Ticket, instant, moment

WITH_CALLS = pathlib.Path(__file__).with_name("with_calls.yaml")
CUSTOMER = {"name": "王小明", "phone": "13800138000"}


class CallScenario(Scenario):
    def opened(self, house, kind, **data):
        receipt = house.specialist.post(f"/v1/{kind}s", {"data": {"customer": CUSTOMER, **data}})
        return Ticket(house, receipt["id"])

    def calls(self, house, whole=None):
        parent = f"&parent={whole.id}" if whole else ""
        return [Ticket(house, row["id"]) for row in house.admin.get(f"/v1/calls?limit=200{parent}")["tickets"]]


class Revisits(CallScenario):
    def handled(self):
        house = self.house("10:00:00", policy=WITH_CALLS)
        complaint = explaining(house)
        house.specialist.does("explanationAccepted", complaint)
        return house, complaint, self.calls(house, complaint)[0]

    def test_the_calls_result_closes_the_complaint(self):
        house, complaint, call = self.handled()
        self.assertEqual(complaint.state, "awaitingRevisit")

        house.specialist.does("startContact", call, channel="phone")
        house.specialist.does("answer", call, question="handling", score=5)
        house.specialist.does("complete", call, satisfied=True, score=5)

        self.assertEqual((call.state, complaint.state), ("archived", "closed"))
        self.assertEqual(complaint.verdict("T-08/T-09"), "inTime")

    def test_a_dissatisfied_customer_is_back_in_triage(self):
        house, complaint, call = self.handled()

        house.specialist.does("complete", call, channel="phone", satisfied=False, points=["还在漏水"])

        self.assertEqual(complaint.state, "received")

    def test_what_is_recorded_on_the_complaint_takes_the_calls_place(self):
        house, complaint, call = self.handled()

        house.specialist.does("revisitSatisfied", complaint, score=4)

        self.assertEqual((call.state, complaint.state), ("superseded", "closed"))

    def test_three_attempts_in_vain_go_to_the_supervisor(self):
        house, complaint, call = self.handled()
        # Calls in quick succession are one attempt; two hours later it is another one.
        for time in ("10:00:00", "10:00:01", "12:00:00", "14:00:00"):
            self.assertNotEqual(call.state, "unreached")
            house.clock_to(time)
            house.specialist.does("noAnswer", call, miss="noAnswer")
        self.assertEqual(call.state, "unreached")

        self.refused("wrong-role", house.specialist.does, "acceptUnreached", call)
        house.supervisor.does("acceptUnreached", call)

        self.assertEqual((call.state, complaint.state), ("missed", "closed"))


class Calls(CallScenario):
    def test_the_hidden_works_call_is_due_within_24_hours(self):
        house = self.house("10:00:00")
        call = self.opened(house, "call", occasion="hiddenWorks", projectOrOrder="P-12")
        self.assert_due("Tue 10:00:00", call.clock("T-22"))

        house.clock_to("Tue 10:00:01")
        self.assertEqual(call.state, "overdue")
        house.specialist.does("complete", call, channel="phone")

        self.assertEqual(call.verdict("T-22"), "late")
        self.assertTrue(call.show()["data"]["record"]["isLate"])

    def test_a_call_in_time_that_is_entered_after_its_date_gets_a_second_opinion(self):
        house = self.house("10:00:00")
        call = self.opened(house, "call", occasion="hiddenWorks")
        house.clock_to("Tue 10:20:00")
        self.assertEqual(call.state, "overdue")

        house.specialist.does("complete", call, channel="phone", occurred_at="Tue 09:55:00")

        clock = call.clock("T-22")
        self.assertEqual((clock["verdict"], clock["secondOpinion"]), ("late", "inTime"))

    def test_the_next_try_is_at_an_hour_for_calls(self):
        house = self.house("20:00:00")
        call = self.opened(house, "call", occasion="hiddenWorks")
        house.specialist.does("noAnswer", call, miss="noAnswer")

        self.assert_due("Tue 08:00:00", call.clock("retryAt"))
        self.refused("refused", house.specialist.does, "bookSlot", call, at=moment("22:00:00"))

    def test_a_call_is_replaced_by_its_number(self):
        house = self.house("10:00:00")
        first = self.opened(house, "call", occasion="hiddenWorks")
        second = self.opened(house, "call", occasion="hiddenWorks", customer=first.show()["customer"])
        self.refused("invalid-data", house.specialist.does, "supersede", first, newTaskID="R-99")

        house.specialist.does("supersede", first, newTaskID="R-2")

        self.assertEqual(first.show()["data"]["state"]["superseded"]["by"], second.id)

    def test_in_quiet_hours_a_reason_is_asked_for(self):
        house = self.house("21:30:00")
        call = self.opened(house, "call", occasion="hiddenWorks")

        self.refused("refused", house.specialist.does, "startContact", call, channel="phone")
        self.refused("refused", house.specialist.does, "complete", call, channel="phone")
        house.specialist.does("startContact", call, channel="phone", overrideReason="客户要求")

        self.assertEqual(call.state, "inProgress")

    def test_the_script_is_shown_while_the_call_is_owed(self):
        house = self.house("10:00:00")
        call = self.opened(house, "call", occasion="hiddenWorks")
        self.assertIn("satisfaction with the inspector", call.show()["guide"]["steps"])

        house.specialist.does("complete", call, channel="phone")

        self.assertNotIn("guide", call.show())

    def test_a_cadence_goes_on_after_a_call_that_nobody_made(self):
        house = self.house("10:00:00", policy=WITH_CALLS)
        self.opened(house, "call", occasion="afterSale")
        house.move_clock("2026-03-19T00:00:00+08:00")

        later, first = self.calls(house)
        self.assertEqual(first.state, "missed")
        self.assertEqual(instant(later.clock("T-32")["due"]), instant("2026-03-23T00:00:00+08:00"))

    def test_two_records_that_contradict_each_other_open_a_case(self):
        house = self.house("10:00:00")
        first = self.opened(house, "call", occasion="hiddenWorks")
        house.specialist.does("complete", first, channel="phone", answers=[{"question": "worksProblem", "yes": False}])
        person = first.show()["customer"]
        second = self.opened(
            house, "call", occasion="spotCheck", customer=person, checks=first.id, dueAt=moment("Tue 18:00:00"))

        house.supervisor.does("complete", second, channel="phone", answers=[{"question": "worksProblem", "yes": True}])

        opinions = house.admin.get("/v1/opinions")["tickets"]
        data = Ticket(house, opinions[0]["id"]).show()["data"]
        self.assertEqual(data["opening"]["contradiction"], {"first": first.id, "second": second.id, "questions": ["worksProblem"]})


class Opinions(CallScenario):
    def forwarded(self, **options):
        house = self.house("10:00:00", **options)
        opinion = self.opened(house, "opinion", heardOn="call", content="插座位置不方便")
        house.specialist.does("forward", opinion, department="engineering")
        return house, opinion

    def test_the_departments_answer_is_confirmed_by_a_call(self):
        house, opinion = self.forwarded(policy=WITH_CALLS)
        house.engineering.does("reportDone", opinion.dispatch("engineering"), result="已移位", cause="设计")
        call = self.calls(house, opinion)[0]

        house.specialist.does("complete", call, channel="phone", satisfied=True)

        self.assertEqual(opinion.state, "closed")

    def test_two_missed_dates_go_to_the_leader(self):
        house, opinion = self.forwarded()
        dispatch = opinion.dispatch("engineering")
        house.engineering.does("accept", dispatch, promisedDate=moment("12:00:00"))
        house.clock_to("12:00:01")
        house.engineering.does("newPromise", dispatch, date=moment("14:00:00"))
        house.clock_to("14:00:01")
        self.assertEqual((opinion.state, opinion.custodian), ("escalated", "leader"))

        house.leader.does("leaderOrders", opinion, measures="限期解决", newDeadline=moment("18:00:00"))

        self.assertEqual((opinion.state, dispatch.state), ("inDepartment", "working"))

    def test_a_promised_answer_that_is_not_given_is_late(self):
        house = self.house("10:00:00")
        opinion = self.opened(house, "opinion", heardOn="inbound", content="插座位置不方便")
        house.specialist.does("promiseReply", opinion, promisedDate=moment("14:00:00"))
        house.clock_to("14:00:01")

        house.specialist.does("replyGiven", opinion, text="下周移位")

        self.assertEqual(opinion.verdict("T-77"), "late")

    def test_the_department_goes_on_for_the_complaint_that_it_becomes(self):
        house, opinion = self.forwarded()
        dispatch = opinion.dispatch("engineering")
        house.clock_to("11:00:00")

        house.specialist.does("becomeComplaint", opinion)

        complaint = Ticket(house, opinion.show()["data"]["state"]["upgraded"]["complaint"])
        self.assertEqual((opinion.state, complaint.state), ("upgraded", "inDepartment"))
        self.assertEqual(complaint.verdict("T-01"), "inTime")
        house.engineering.does("reportDone", dispatch, result="已移位", cause="设计")
        self.assertEqual(complaint.state, "awaitingRevisit")
