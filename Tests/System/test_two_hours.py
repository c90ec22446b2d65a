"""Customer service has two hours, from receipt, to hand a complaint to every responsible department (T-01).

The day is Monday, 2 March 2026; the clock stands still until a test moves it. Received means: customer service has it.
"""

from house import Scenario, moment, until


class TwoHoursFromReceipt(Scenario):
    def test_a_complaint_forwarded_after_exactly_two_hours_is_in_time(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")

        house.clock_to("12:00:00")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "inTime")
        self.assertEqual(complaint.state, "inDepartment")
        house.clock_to("13:00:00")
        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_complaint_forwarded_one_second_later_is_late(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")

        house.clock_to("12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "late")
        # A late complaint is still forwarded: the customer waits either way.
        self.assertEqual(complaint.state, "inDepartment")

    def test_one_millisecond_is_late_too(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open("construction")

        house.clock_to("12:00:00", milliseconds=1)
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "late")

    def test_the_two_hours_count_from_receipt_and_not_from_typing_it_in(self):
        house = self.house("10:20:00")
        complaint = house.specialist.open("construction", receivedAt=moment("10:00:00"))

        self.assert_due("12:00:00", complaint.clock("T-01", "engineering"))
        house.clock_to("12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "late")

    def test_a_complaint_that_is_explained_within_two_hours_needs_no_department(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()

        house.clock_to("11:59:00")
        house.specialist.does("startExplanation", complaint)
        house.specialist.does("explanationAccepted", complaint, notes="客户理解")

        self.assertEqual(complaint.verdict("T-01"), "inTime")
        self.assertEqual(complaint.state, "closed")

    def test_a_rejected_explanation_gives_no_new_two_hours(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("startExplanation", complaint)
        house.clock_to("11:50:00")
        house.specialist.does("explanationRejected", complaint)

        house.clock_to("12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.state, "inDepartment")
        self.assertEqual(complaint.verdict("T-01"), "late")

    def test_what_was_done_before_the_limit_and_typed_in_before_it_rang_counts_when_it_happened(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("startExplanation", complaint)

        house.clock_to("11:55:00")
        house.specialist.does("explanationAccepted", complaint, occurred_at="11:40:00")

        self.assert_instants(["11:40:00"], [complaint.clock("T-01")["stoppedAt"]])
        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_recorded_breach_is_never_rewritten_and_a_late_entry_adds_a_second_opinion(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("startExplanation", complaint)

        house.clock_to("12:20:00")
        house.specialist.does("explanationAccepted", complaint, occurred_at="11:55:00")

        self.assertEqual(complaint.clock("T-01")["verdict"], "late")
        self.assertEqual(complaint.clock("T-01")["secondOpinion"], "inTime")

    def test_an_entry_later_than_the_grace_of_thirty_minutes_counts_when_it_was_typed_in(self):
        for at, counts in (("12:25:00", "11:55:00"), ("12:25:01", "12:25:01")):
            with self.subTest(at=at):
                house = self.house("10:00:00")
                complaint = house.specialist.open()
                house.specialist.does("startExplanation", complaint)

                house.clock_to(at)
                house.specialist.does("explanationAccepted", complaint, occurred_at="11:55:00")

                clock = complaint.clock("T-01")
                # What is said beyond the grace no longer counts, but stands beside the verdict as well.
                self.assertEqual((clock["verdict"], clock["secondOpinion"]), ("late", "inTime"))
                self.assert_instants([counts], [clock["stoppedAt"]])

    def test_receipt_can_not_lie_in_the_future(self):
        house = self.house("10:00:00")

        problem = self.refused("refused", house.specialist.open, receivedAt=moment("10:00:01"))

        self.assertEqual(problem["status"], 422)
        self.assertEqual(house.events_stored(), 0)


class RoutersDead(Scenario):
    def test_intake_is_warned_at_1_h_15_and_1_h_45_and_late_after_2_h(self):
        house = self.house("10:00:00", routers=0)
        complaint = house.specialist.open("construction")

        house.clock_to("11:14:59")
        self.assertEqual(complaint.rings("T-01"), [])
        house.clock_to("11:15:00")
        self.assertEqual(len(complaint.rings("T-01")), 1)
        house.clock_to("11:44:59")
        self.assertEqual(len(complaint.rings("T-01")), 1)
        house.clock_to("11:45:00")
        self.assertEqual(len(complaint.rings("T-01")), 2)
        house.clock_to("12:00:00")
        self.assertEqual(len(complaint.rings("T-01")), 2)
        self.assertFalse(complaint.show()["isLate"])
        house.clock_to("12:00:01")

        self.assertEqual([breach for _, breach in complaint.rings("T-01")], [False, False, True])
        self.assertTrue(complaint.show()["isLate"])
        self.assertEqual(house.queue("routing"), {"ready": 1})

    def test_the_rungs_stand_in_the_history_at_their_own_instants_however_far_the_clock_jumps(self):
        house = self.house("10:00:00", routers=0)
        complaint = house.specialist.open("construction")

        house.clock_to("Tue 09:00:00")

        self.assert_instants(
            ["11:15:00", "11:45:00", moment("12:00:00", milliseconds=1)], [at for at, _ in complaint.rings("T-01")])

    def test_the_specialist_is_told_first_and_then_the_supervisor(self):
        house = self.house("10:00:00", routers=0)
        house.specialist.open("construction")

        house.clock_to("11:15:00")
        self.assertEqual([len(person.notices()) for person in (house.specialist, house.supervisor)], [1, 0])
        house.clock_to("11:45:00")
        self.assertEqual([len(person.notices()) for person in (house.specialist, house.supervisor)], [2, 1])
        house.clock_to("12:00:01")
        self.assertEqual(
            [notice["notice"]["name"] for notice in house.supervisor.notices()], ["clockLate", "clockWarning"])

    def test_a_router_that_comes_back_in_the_last_minute_saves_the_complaint(self):
        house = self.house("10:00:00", routers=0)
        complaint = house.specialist.open("construction")
        house.clock_to("11:59:30")

        house.router()
        until("it is forwarded", lambda: complaint.state == "inDepartment")

        self.assertEqual(complaint.verdict("T-01"), "inTime")
        self.assertEqual(house.queue("routing"), {})


class SeveralDepartments(Scenario):
    def test_a_department_named_later_is_under_the_same_two_hours_and_in_time_at_the_limit(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])

        house.clock_to("12:00:00")
        house.specialist.does("redispatch", complaint, department="materials")

        self.assert_due("12:00:00", complaint.clock("T-01", "materials"))
        self.assertEqual(complaint.clock("T-01", "materials")["verdict"], "inTime")
        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_department_named_one_second_after_the_two_hours_makes_the_complaint_late(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])

        house.clock_to("12:00:01")
        house.specialist.does("redispatch", complaint, department="materials")

        self.assertEqual(complaint.clock("T-01", "engineering")["verdict"], "inTime")
        self.assertEqual(complaint.clock("T-01", "materials")["verdict"], "late")
        # The complaint's verdict is the worst of its departments'.
        self.assertEqual(complaint.verdict("T-01"), "late")

    def test_a_complaint_of_two_categories_goes_to_two_departments_at_once(self):
        house = self.house("10:00:00", routers=1)
        complaint = house.specialist.open("construction", "furnishing")

        until("it is forwarded", lambda: complaint.state == "inDepartment")

        self.assertEqual(set(complaint.dispatches()), {"engineering", "furniture"})
        self.assertEqual(complaint.custodian, "department:engineering+furniture")
        self.assertEqual(house.queue("furniture"), {"ready": 1})

    def test_it_is_handled_when_the_last_of_its_departments_is_done(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering", "materials"])

        house.engineering.does("reportDone", complaint.dispatch("engineering"), result="已重铺", cause="空鼓")
        self.assertEqual(complaint.state, "inDepartment")
        house.materials.does("reportDone", complaint.dispatch("materials"), result="已换砖", cause="色差")

        self.assertEqual(complaint.state, "awaitingRevisit")


class Misroute(Scenario):
    def forwarded_to_materials(self, at="10:00:00"):
        house = self.house(at)
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["materials"])
        return house, complaint

    def test_a_returned_complaint_is_back_at_triage_without_categories(self):
        house, complaint = self.forwarded_to_materials()

        house.materials.does(
            "returnMisrouted", complaint.dispatch("materials"), reason="不属本部门", suggestedDept="engineering")

        self.assertEqual(complaint.state, "received")
        self.assertEqual(complaint.dispatch("materials").state, "returned")
        self.assertEqual(complaint.show()["data"].get("categories", []), [])
        self.assertEqual(complaint.custodian, "customerService")

    def test_it_is_in_time_if_the_right_department_has_it_within_two_hours_of_receipt(self):
        house, complaint = self.forwarded_to_materials()
        house.clock_to("11:50:00")
        house.materials.does("returnMisrouted", complaint.dispatch("materials"), reason="不属本部门")

        house.clock_to("12:00:00")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_it_is_late_after_two_hours_although_the_wrong_department_had_it_in_time(self):
        house, complaint = self.forwarded_to_materials()
        house.clock_to("11:50:00")
        house.materials.does("returnMisrouted", complaint.dispatch("materials"), reason="不属本部门")

        house.clock_to("12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "late")

    def test_the_thirty_minutes_after_a_return_remind_and_do_not_judge(self):
        house, complaint = self.forwarded_to_materials()
        house.clock_to("10:30:00")
        house.materials.does("returnMisrouted", complaint.dispatch("materials"), reason="不属本部门")

        reminder = complaint.clock("T-01c")
        self.assert_due("11:00:00", reminder)
        self.assertFalse(reminder["isJudged"])
        house.clock_to("11:30:00")
        house.specialist.does("forward", complaint, departments=["engineering"])

        self.assertEqual(complaint.verdict("T-01"), "inTime")
        self.assertIsNone(complaint.verdict("T-01c"))


class SiteSurvey(Scenario):
    def summoned(self, at):
        house = self.house("10:00:00")
        house.clock_to(at)
        complaint = house.specialist.open()
        house.specialist.does("requireSurvey", complaint, departments=["engineering", "materials"])
        return house, complaint

    def test_the_summons_meets_the_two_hours(self):
        house, complaint = self.summoned("10:00:00")

        house.clock_to("15:00:00")

        self.assertEqual(complaint.state, "surveying")
        self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_departments_named_in_the_findings_have_it_at_once(self):
        house, complaint = self.summoned("10:00:00")
        house.clock_to("Tue 10:00:00")

        house.specialist.does("surveyConcluded", complaint, findings="防水层破损", departments=["engineering"])

        self.assertEqual(complaint.state, "inDepartment")
        self.assertEqual(complaint.clock("T-01b", "engineering")["verdict"], "inTime")

    def test_a_department_named_afterwards_has_two_hours_from_the_conclusion(self):
        for at, verdict in (("Tue 12:00:00", "inTime"), ("Tue 12:00:01", "late")):
            with self.subTest(at=at):
                house, complaint = self.summoned("10:00:00")
                house.clock_to("Tue 10:00:00")
                house.specialist.does("surveyConcluded", complaint, findings="防水层破损", departments=["engineering"])

                house.clock_to(at)
                house.specialist.does("redispatch", complaint, department="materials")

                self.assertEqual(complaint.clock("T-01b", "materials")["verdict"], verdict)
                self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_survey_that_finds_no_fault_of_ours_still_starts_two_hours_to_explain_it(self):
        house, complaint = self.summoned("10:00:00")
        house.clock_to("Tue 10:00:00")

        house.specialist.does("surveyConcluded", complaint, findings="使用不当")

        self.assertEqual(complaint.state, "explaining")
        self.assert_due("Tue 12:00:00", complaint.clock("T-01b"))
        house.clock_to("Tue 11:00:00")
        house.specialist.does("explanationAccepted", complaint)
        self.assertEqual(complaint.verdict("T-01b"), "inTime")

    def test_two_working_days_for_the_survey_jump_over_the_weekend(self):
        house, complaint = self.summoned("Thu 15:00:00")

        # Friday and Monday; Thursday does not count, nor do Saturday and Sunday. Monday ends at 24:00.
        self.assert_due("10 March 00:00:00", complaint.clock("T-76"))
        house.clock_to("10 March 00:00:00")
        self.assertFalse(complaint.clock("T-76")["isLate"])
        house.clock_to("10 March 00:00:00", milliseconds=1)
        self.assertTrue(complaint.clock("T-76")["isLate"])

    def test_a_survey_required_on_friday_is_due_on_tuesday_night(self):
        house, complaint = self.summoned("Fri 09:00:00")

        self.assert_due("11 March 00:00:00", complaint.clock("T-76"))
        house.clock_to("10 March 23:59:59")
        house.specialist.does("surveyConcluded", complaint, findings="防水层破损", departments=["engineering"])

        self.assertEqual(complaint.verdict("T-76"), "inTime")


class Merge(Scenario):
    def test_the_earliest_receipt_counts(self):
        house = self.house("10:00:00")
        first = house.specialist.open()
        house.clock_to("11:00:00")
        second = house.specialist.open()

        house.specialist.does("mergeDuplicate", first, targetID=second.id)

        self.assertEqual(first.state, "merged")
        self.assert_due("12:00:00", second.clock("T-01"))
        house.clock_to("12:00:01")
        house.specialist.does("forward", second, departments=["engineering"])
        self.assertEqual(second.verdict("T-01"), "late")

    def test_one_matter_told_to_two_people_is_no_repetition(self):
        house = self.house("10:00:00")
        first, second = house.specialist.open(), house.specialist.open()

        house.specialist.does("mergeDuplicate", second, targetID=first.id)

        self.assertEqual(first.show()["data"]["repeats"], 0)

    def test_dispatches_that_the_target_lacks_move_to_it(self):
        house = self.house("10:00:00")
        first, second = house.specialist.open(), house.specialist.open()
        house.specialist.does("forward", first, departments=["engineering"])
        house.specialist.does("forward", second, departments=["engineering", "materials"])
        twin, moved = second.dispatch("engineering"), second.dispatch("materials")

        house.specialist.does("mergeDuplicate", second, targetID=first.id)

        self.assertEqual(twin.state, "cancelled")
        self.assertEqual(moved.show()["parent"], first.id)
        self.assertEqual(first.custodian, "department:engineering+materials")
        house.materials.does("reportDone", moved, result="已换砖", cause="色差")
        house.engineering.does("reportDone", first.dispatch("engineering"), result="已重铺", cause="空鼓")
        self.assertEqual(first.state, "awaitingRevisit")

    def test_a_merge_can_be_undone_while_the_target_is_open(self):
        house = self.house("10:00:00")
        first, second = house.specialist.open(), house.specialist.open()
        house.specialist.does("mergeDuplicate", second, targetID=first.id)

        house.specialist.does("unmerge", second, reason="不是同一件事")

        self.assertEqual(second.state, "received")
        house.specialist.does("forward", second, departments=["engineering"])
        self.assertEqual(second.state, "inDepartment")
