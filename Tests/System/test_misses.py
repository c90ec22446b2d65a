"""Dates that a department named and did not keep: counted per department, the second goes to the leader (FBK-02, FBK-03, T-04)."""

from cases import forwarded, order, received
from house import Scenario, Ticket, moment

SILENCE = """\
name: silence
title: {zh: 沉默视为逾期, en: silence is a miss}
extends: dx
dispatch.silenceIsMiss: true
"""


class MissScenario(Scenario):
    def promised(self, *dates, **options):
        """Engineering named Tuesday 18:00, materials (if there are two dates) the second."""
        house = self.house("10:00:00", **options)
        departments = ["engineering", "materials"][:len(dates)]
        complaint = received(house)
        house.specialist.does("forward", complaint, departments=departments)
        for department, date in zip(departments, dates):
            house.people[department].does("accept", complaint.dispatch(department), promisedDate=moment(date))
        return house, complaint

    def missed_twice(self, **options):
        """It is Wednesday 18:00:01; the complaint is with the leader."""
        house, complaint = self.promised("Tue 18:00:00", **options)
        house.clock_to("Tue 18:00:01")
        self.anew(house, complaint, "Wed 18:00:00")
        house.clock_to("Wed 18:00:01")
        return house, complaint

    def anew(self, house, complaint, date):
        house.engineering.does("newPromise", complaint.dispatch("engineering"), date=moment(date))

    def misses(self, complaint):
        return {line["department"]: line["misses"] for line in complaint.show()["data"]["dispatches"]}


class Counting(MissScenario):
    def test_one_miss_of_each_of_two_departments_is_not_the_second_of_one(self):
        house, complaint = self.promised("Tue 18:00:00", "Tue 18:00:00")

        house.clock_to("Wed 10:00:00")

        self.assertEqual(self.misses(complaint), {"engineering": 1, "materials": 1})
        self.assertEqual(complaint.state, "inDepartment")

    def test_a_date_that_has_passed_cannot_be_changed_but_named_anew(self):
        house, complaint = self.promised("Tue 18:00:00")
        dispatch = complaint.dispatch("engineering")
        house.clock_to("Tue 18:00:01")

        self.refused(
            "not-possible", house.engineering.does, "changePromise", dispatch, date=moment("Wed 18:00:00"), reason="等配件")
        self.refused("refused", self.anew, house, complaint, "Tue 18:00:01")
        self.anew(house, complaint, "Wed 18:00:00")

        self.assertEqual((dispatch.state, self.misses(complaint)), ("working", {"engineering": 1}))

    def test_a_date_lies_ahead_if_only_by_a_second(self):
        house = self.house("10:00:00")
        dispatch = forwarded(house).dispatch("engineering")

        self.refused("refused", house.engineering.does, "accept", dispatch, promisedDate=moment("10:00:00"))
        house.engineering.does("accept", dispatch, promisedDate=moment("10:00:01"))

        house.clock_to("10:00:01")
        self.assertEqual(dispatch.state, "working")
        house.clock_to("10:00:02")
        self.assertEqual(dispatch.state, "overdue")

    def test_after_a_miss_the_department_has_four_hours_to_name_another_date(self):
        for at, verdict in (("Tue 22:00:00", "inTime"), ("Tue 22:00:01", "late")):
            with self.subTest(at=at):
                house, complaint = self.promised("Tue 18:00:00")
                dispatch = complaint.dispatch("engineering")

                house.clock_to(at)
                self.anew(house, complaint, "Fri 18:00:00")

                self.assertEqual(dispatch.clock("T-02")["verdict"], verdict)
                self.assertEqual(complaint.state, "inDepartment")

    def test_done_after_the_date_is_done_and_the_date_stays_missed(self):
        house, complaint = self.promised("Tue 18:00:00")
        dispatch = complaint.dispatch("engineering")
        house.clock_to("Tue 18:00:01")

        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")

        self.assertEqual((dispatch.state, complaint.state), ("done", "awaitingRevisit"))
        self.assertEqual((dispatch.verdict("T-03"), self.misses(complaint)), ("late", {"engineering": 1}))

    def test_silence_counts_only_where_the_regulation_says_so(self):
        house = self.house("10:00:00")
        self.assertEqual(house.admin.request("POST", "/v1/policies/activate", {"text": SILENCE, "reason": "试行"}).status, 201)
        complaint = forwarded(house)
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate=moment("Tue 18:00:00"))

        house.clock_to("Tue 22:00:00")
        self.assertEqual((complaint.state, self.misses(complaint)), ("inDepartment", {"engineering": 1}))
        house.clock_to("Tue 22:00:01")

        self.assertEqual((complaint.state, self.misses(complaint)), ("escalated", {"engineering": 2}))

    def test_in_the_mall_the_second_miss_goes_to_the_leader_too(self):
        house, complaint = self.missed_twice(policy="rs")

        self.assertEqual((complaint.state, complaint.custodian), ("escalated", "leader"))


class Leader(MissScenario):
    def test_the_24_hours_count_from_the_second_miss(self):
        for at, verdict in (("Thu 18:00:00", "inTime"), ("Thu 18:00:01", "late")):
            with self.subTest(at=at):
                house, complaint = self.missed_twice()

                house.clock_to(at)
                order(house, complaint)

                self.assertEqual(complaint.verdict("T-04"), verdict)

    def test_after_the_second_miss_only_the_leader_names_a_date(self):
        house, complaint = self.missed_twice()

        problem = self.refused("refused", self.anew, house, complaint, "Fri 18:00:00")
        self.assertEqual(problem["reason"], "leader-must-order")
        house.leader.does("leaderOrders", complaint, measures="两日内修好", newDeadline=moment("Fri 18:00:00"))

        dispatch = complaint.dispatch("engineering")
        self.assertEqual((complaint.state, dispatch.state), ("inDepartment", "working"))
        self.assert_due("Fri 18:00:00", dispatch.clock("T-03"))

    def test_an_order_that_is_missed_goes_to_the_leader_again_with_24_hours_of_its_own(self):
        house, complaint = self.missed_twice()
        house.leader.does("leaderOrders", complaint, measures="两日内修好", newDeadline=moment("Fri 18:00:00"))

        house.clock_to("Fri 18:00:01")

        self.assertEqual((complaint.state, self.misses(complaint)), ("escalated", {"engineering": 3}))
        house.clock_to("Sat 18:00:00")
        self.assertFalse(complaint.clock("T-04")["isLate"])
        house.clock_to("Sat 18:00:01")
        self.assertTrue(complaint.clock("T-04")["isLate"])

    def test_an_order_reaches_every_department_that_is_not_done(self):
        house, complaint = self.promised("Tue 18:00:00", "Wed 18:00:00")
        house.materials.does("reportDone", complaint.dispatch("materials"), result="已换砖", cause="色差")
        house.specialist.does("redispatch", complaint, department="furniture")
        house.specialist.does("escalate", complaint, reason="customerDemand")

        house.leader.does("leaderOrders", complaint, measures="两日内修好", newDeadline=moment("Fri 18:00:00"))

        self.assert_due("Fri 18:00:00", complaint.dispatch("engineering").clock("T-03"))
        self.assertEqual(complaint.dispatch("materials").state, "done")
        furniture = complaint.dispatch("furniture")
        house.furniture.does("delivered", furniture)
        self.assertEqual(furniture.show()["data"]["orderedFor"], moment("Fri 18:00:00").replace(".000", ""))

    def test_an_order_names_a_date_ahead(self):
        house, complaint = self.missed_twice()

        self.refused(
            "refused", house.leader.does, "leaderOrders", complaint, measures="立即", newDeadline=moment("Wed 18:00:01"))

    def test_a_second_miss_while_it_is_with_the_leader_is_recorded_and_brings_it_there_no_second_time(self):
        house, complaint = self.promised("Tue 18:00:00")
        house.specialist.does("escalate", complaint, reason="customerDemand")
        house.clock_to("Tue 18:00:01")
        self.anew(house, complaint, "Tue 20:00:00")
        house.clock_to("Tue 20:00:01")
        self.assertEqual((complaint.state, self.misses(complaint)), ("escalated", {"engineering": 2}))

        order(house, complaint)

        self.assertEqual(complaint.state, "inDepartment")
        self.assertEqual(complaint.facts().count("escalated"), 1)

    def test_a_reason_of_ours_to_escalate_must_be_true(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)

        for reason, refusal in (("severity", "not-major"), ("repeated", "not-repeated"), ("secondMiss", "not-missed-twice")):
            with self.subTest(reason=reason):
                problem = self.refused("refused", house.specialist.does, "escalate", complaint, reason=reason)
                self.assertEqual(problem["reason"], refusal)
        house.supervisor.does("raiseSeverity", complaint, level="major", reason="媒体")
        house.specialist.does("escalate", complaint, reason="severity")

        self.assertEqual(complaint.state, "escalated")

    def test_all_returned_while_it_is_with_the_leader_it_is_back_at_triage_and_the_leader_owes_nothing(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        house.specialist.does("escalate", complaint, reason="customerDemand")

        house.engineering.does("returnMisrouted", complaint.dispatch("engineering"), reason="不属本部门")
        house.clock_to("20 March 10:00")

        self.assertEqual(complaint.state, "received")
        self.assertEqual(complaint.rings("T-04"), [])
