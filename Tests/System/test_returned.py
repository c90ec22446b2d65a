"""Parts that come back: returned as misrouted, replaced, or cancelled by hand (CMP-03, T-01c, 3.0 no. 2, 3)."""

from cases import forwarded, received
from house import Scenario, moment, until


class ReturnScenario(Scenario):
    def forwarded_to_both(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.specialist.does("forward", complaint, departments=["engineering", "materials"])
        return house, complaint

    def give_back(self, house, complaint, department, **data):
        house.people[department].does("returnMisrouted", complaint.dispatch(department), reason="不属本部门", **data)

    def done(self, house, complaint, department):
        house.people[department].does("reportDone", complaint.dispatch(department), result="已处理", cause="空鼓")


class Returned(ReturnScenario):
    def test_one_done_and_one_returned_go_back_to_triage(self):
        house, complaint = self.forwarded_to_both()

        self.give_back(house, complaint, "materials")
        self.assertEqual((complaint.state, complaint.custodian), ("inDepartment", "department:engineering"))
        self.done(house, complaint, "engineering")

        self.assertEqual((complaint.state, complaint.custodian), ("received", "customerService"))

    def test_a_part_that_another_department_took_over_counts_no_more(self):
        house, complaint = self.forwarded_to_both()
        self.give_back(house, complaint, "materials")
        house.clock_to("10:10:00")
        house.specialist.does("redispatch", complaint, department="furniture")

        self.done(house, complaint, "engineering")
        self.done(house, complaint, "furniture")

        self.assertEqual(complaint.state, "awaitingRevisit")
        house.clock_to("11:00:00")
        self.assertEqual(complaint.rings("T-01c"), [])

    def test_it_can_be_returned_again_and_each_return_is_counted_and_reminded(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        self.give_back(house, complaint, "engineering")
        house.clock_to("10:20:00")
        house.specialist.does("forward", complaint, departments=["materials"])
        house.clock_to("10:40:00")
        self.give_back(house, complaint, "materials")

        self.assertEqual(complaint.show()["data"]["misroutes"], 2)
        self.assert_due("11:10:00", complaint.clock("T-01c"))
        house.clock_to("11:10:00")
        self.assert_instants(["10:15:00", "10:55:00", "11:10:00"], [at for at, _ in complaint.rings("T-01c")])

    def test_the_same_department_may_get_it_again(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        self.give_back(house, complaint, "engineering")

        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.dispatch("engineering").state, "queued")

    def test_even_after_its_date_a_department_may_say_that_it_is_not_theirs(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate=moment("Tue 18:00:00"))
        house.clock_to("Tue 18:00:01")

        self.give_back(house, complaint, "engineering")

        self.assertEqual(complaint.state, "received")
        # The two hours from receipt are long over.
        until("it is late", lambda: complaint.verdict("T-01") == "late")

    def test_no_router_forwards_it_again_before_a_person_has_classified_it_again(self):
        house = self.house("10:00:00", routers=1)
        complaint = house.specialist.open("main-material")
        until("it is forwarded", lambda: complaint.state == "inDepartment")
        self.give_back(house, complaint, "materials", suggestedDept="engineering")
        self.assertEqual((complaint.state, house.queue("routing")), ("received", {}))

        house.specialist.does("classify", complaint, categories=["construction"])
        until("it is forwarded again", lambda: complaint.state == "inDepartment")

        self.assertEqual(complaint.custodian, "department:engineering")

    def test_a_return_needs_a_reason_and_a_department_that_exists(self):
        house = self.house("10:00:00")
        dispatch = forwarded(house).dispatch("engineering")

        self.refused("invalid-data", house.engineering.does, "returnMisrouted", dispatch)
        self.refused("invalid-data", house.engineering.does, "returnMisrouted", dispatch, reason="  ")
        self.refused(
            "refused", house.engineering.does, "returnMisrouted", dispatch, reason="不属本部门", suggestedDept="plumbing")

        self.assertEqual(dispatch.state, "queued")

    def test_only_the_department_itself_gives_it_back(self):
        house = self.house("10:00:00")
        dispatch = forwarded(house).dispatch("engineering")

        # Of another department's work one does not even learn that it exists.
        self.refused("no-such-ticket", house.materials.does, "returnMisrouted", dispatch, reason="不属本部门")
        self.refused("wrong-role", house.specialist.does, "returnMisrouted", dispatch, reason="不属本部门")


class Named(ReturnScenario):
    def test_departments_are_known_named_once_and_do_not_have_it_yet(self):
        house = self.house("10:00:00")
        complaint = received(house)

        for departments, reason in (
                ([], "no-department"), (["plumbing"], "unknown-department"), (["engineering", "engineering"], "named-twice")):
            with self.subTest(departments=departments):
                problem = self.refused("refused", house.specialist.does, "forward", complaint, departments=departments)
                self.assertEqual(problem["reason"], reason)
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.refused("not-possible", house.specialist.does, "forward", complaint, departments=["materials"])
        problem = self.refused("refused", house.specialist.does, "redispatch", complaint, department="engineering")
        self.assertEqual(problem["reason"], "already-there")


class CancelledByHand(ReturnScenario):
    def cancel(self, house, complaint, department):
        house.specialist.does("cancelDispatch", complaint.dispatch(department), reason="重复")

    def test_the_last_part_cancelled_leads_back_to_triage_and_is_no_misroute(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)

        self.cancel(house, complaint, "engineering")

        self.assertEqual((complaint.state, complaint.show()["data"]["misroutes"]), ("received", 0))
        self.assertEqual((complaint.clocks("T-01c"), house.queue("engineering")), ([], {}))

    def test_a_cancelled_part_counts_no_more(self):
        house, complaint = self.forwarded_to_both()
        self.cancel(house, complaint, "materials")

        self.done(house, complaint, "engineering")

        self.assertEqual(complaint.state, "awaitingRevisit")

    def test_done_and_then_cancelled_is_handled(self):
        house, complaint = self.forwarded_to_both()
        self.done(house, complaint, "engineering")

        self.cancel(house, complaint, "materials")

        self.assertEqual(complaint.state, "awaitingRevisit")
