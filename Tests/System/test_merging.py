"""Several complaints of one matter are one record: the earliest receipt counts, no work is lost, and it can be undone (A11)."""

from cases import explaining, forward, forwarded, handled, received
from house import Scenario, moment


class MergingScenario(Scenario):
    def merge(self, house, one, into):
        house.specialist.does("mergeDuplicate", one, targetID=into.id)

    def unmerge(self, house, one):
        house.specialist.does("unmerge", one, reason="不是同一件事")

    def an_hour_apart(self, policy="dx"):
        """One of 10:00 and one of 11:00; it is 11:00."""
        house = self.house("10:00:00", policy=policy)
        first = received(house)
        house.clock_to("11:00:00")
        return house, first, received(house)


class EarliestReceipt(MergingScenario):
    def test_what_was_judged_in_time_keeps_its_verdict_and_gets_a_second_opinion(self):
        house, first, second = self.an_hour_apart()
        house.clock_to("12:30:00")
        forward(house, second)
        self.assertEqual(second.verdict("T-01"), "inTime")

        self.merge(house, first, into=second)

        clock = second.clock("T-01", "engineering")
        self.assertEqual((clock["verdict"], clock["secondOpinion"]), ("inTime", "late"))

    def test_a_later_complaint_changes_nothing_for_an_earlier_one(self):
        house, first, second = self.an_hour_apart()

        self.merge(house, second, into=first)

        self.assert_due("12:00:00", first.clock("T-01"))

    def test_reply_and_plan_count_from_the_earliest_receipt_too(self):
        house, first, second = self.an_hour_apart("rs")

        self.merge(house, first, into=second)

        self.assert_due("Tue 10:00:00", second.clock("T-05"))
        self.assert_due("Thu 10:00:00", second.clock("T-06"))

    def test_of_three_in_a_row_the_first_counts(self):
        house, first, second = self.an_hour_apart()
        third = received(house)

        self.merge(house, first, into=second)
        self.merge(house, second, into=third)
        self.assert_due("12:00:00", third.clock("T-01"))

        self.unmerge(house, second)
        self.assert_due("13:00:00", third.clock("T-01"))
        self.assert_due("12:00:00", second.clock("T-01"))


class TheOther(MergingScenario):
    def test_the_merged_complaint_owes_nothing_more_and_nobody_holds_it(self):
        house = self.house("10:00:00", policy="rs")
        first, second = house.specialist.open("construction"), received(house)

        self.merge(house, first, into=second)

        self.assertEqual((first.state, first.custodian, house.queue("routing")), ("merged", "nobody", {}))
        house.clock_to("20 March 10:00")
        self.assertFalse(any(clock["running"] for clock in first.show()["clocks"]))
        self.assertEqual([notice for notice in house.specialist.notices() if notice["ticket"] == first.id], [])

    def test_a_complaint_that_waits_is_with_the_departments_when_their_work_moves_to_it(self):
        house = self.house("10:00:00")
        waiting, busy = received(house), forwarded(house)

        self.merge(house, busy, into=waiting)

        self.assertEqual((waiting.state, waiting.custodian), ("inDepartment", "department:engineering"))
        house.clock_to("12:00:01")
        self.assertEqual(waiting.verdict("T-01"), "inTime")
        self.assertFalse(any(clock["isLate"] for clock in waiting.show()["clocks"]))

    def test_a_handled_complaint_is_open_again_until_the_work_that_moved_to_it_is_done(self):
        house = self.house("10:00:00")
        done, busy = handled(house), received(house)
        house.specialist.does("forward", busy, departments=["materials"])
        self.merge(house, busy, into=done)
        self.assertEqual((done.state, done.custodian), ("inDepartment", "department:materials"))

        house.clock_to("Tue 09:00:00")
        house.materials.does("reportDone", done.dispatch("materials"), result="已换砖", cause="色差")

        self.assertEqual(done.state, "awaitingRevisit")
        self.assert_due("Wed 09:00:00", done.clock("resultToldWithin"))

    def test_work_that_moves_to_a_complaint_on_hold_is_held_with_it(self):
        house = self.house("10:00:00")
        held, busy = forwarded(house), received(house)
        house.specialist.does("hold", held, reason="customer", until=moment("Fri 10:00:00"))
        house.specialist.does("forward", busy, departments=["materials"])
        dispatch = busy.dispatch("materials")
        house.materials.does("accept", dispatch, promisedDate=moment("Wed 18:00:00"))

        self.merge(house, busy, into=held)

        house.clock_to("Thu 10:00:00")
        self.assertEqual(dispatch.state, "working")
        # Held from Monday 10:00 to Friday 10:00.
        house.clock_to("Fri 10:00:01")
        self.assert_due("8 March 18:00:00", dispatch.clock("T-03"))

    def test_what_cannot_be_merged(self):
        house = self.house("10:00:00")
        one, other, ended = received(house), explaining(house), received(house)
        house.specialist.does("withdraw", ended, reason="客户自行解决")

        for code, source, target, reason in (
                ("refused", one, one, "same-ticket"), ("refused", one, ended, "target-closed"),
                ("not-possible", other, one, None), ("not-possible", ended, one, None)):
            with self.subTest(source=source.id, target=target.id):
                problem = self.refused(code, house.specialist.does, "mergeDuplicate", source, targetID=target.id)
                self.assertEqual(problem.get("reason"), reason)


class Undone(MergingScenario):
    def test_each_counts_from_its_own_receipt_again(self):
        house, first, second = self.an_hour_apart()
        self.merge(house, first, into=second)

        self.unmerge(house, first)

        self.assert_due("12:00:00", first.clock("T-01"))
        self.assert_due("13:00:00", second.clock("T-01"))
        house.clock_to("12:00:01")
        self.assertEqual((first.show()["isLate"], second.show()["isLate"]), (True, False))
        house.clock_to("13:00:00")
        forward(house, first)
        forward(house, second)
        self.assertEqual((first.verdict("T-01"), second.verdict("T-01")), ("late", "inTime"))

    def test_what_moved_comes_back_and_what_was_cancelled_is_sent_again(self):
        house = self.house("10:00:00")
        one, other = forwarded(house), received(house)
        house.specialist.does("forward", other, departments=["engineering", "materials"])
        twin, moved = other.dispatch("engineering"), other.dispatch("materials")
        self.merge(house, other, into=one)

        self.unmerge(house, other)

        self.assertEqual((other.state, other.custodian), ("received", "customerService"))
        self.assertEqual((moved.show()["parent"], twin.state), (other.id, "cancelled"))
        self.assertEqual(one.custodian, "department:engineering")
        house.specialist.does("forward", other, departments=["engineering"])
        self.assertEqual(other.state, "inDepartment")
        house.engineering.does("reportDone", one.dispatch("engineering"), result="已重铺", cause="空鼓")
        self.assertEqual((one.state, other.state), ("awaitingRevisit", "inDepartment"))

    def test_work_that_was_done_meanwhile_comes_back_done(self):
        house = self.house("10:00:00")
        one, other = forwarded(house), received(house)
        house.specialist.does("forward", other, departments=["materials"])
        moved = other.dispatch("materials")
        self.merge(house, other, into=one)
        house.materials.does("reportDone", moved, result="已换砖", cause="色差")

        self.unmerge(house, other)

        self.assertEqual((other.state, moved.show()["parent"]), ("awaitingRevisit", one.id))
        house.engineering.does("reportDone", one.dispatch("engineering"), result="已重铺", cause="空鼓")
        self.assertEqual(one.state, "awaitingRevisit")

    def test_it_is_too_late_when_the_other_is_closed(self):
        house = self.house("10:00:00")
        one, other = received(house), received(house)
        self.merge(house, other, into=one)
        house.specialist.does("withdraw", one, reason="客户自行解决")

        problem = self.refused("refused", house.specialist.does, "unmerge", other, reason="不是同一件事")

        self.assertEqual((problem["reason"], other.state), ("target-closed", "merged"))

    def test_replies_that_were_promised_run_again_from_the_own_receipt(self):
        house, first, second = self.an_hour_apart("rs")
        self.merge(house, second, into=first)
        self.unmerge(house, second)

        self.assert_due("Tue 11:00:00", second.clock("T-05"))
        house.clock_to("Tue 11:00:00")
        house.specialist.does("replyToCustomer", second, text="已安排")

        self.assertEqual((first.clock("T-05")["isLate"], second.verdict("T-05")), (True, "inTime"))
