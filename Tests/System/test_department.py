"""What a department owes: to pick up in 30 minutes (T-01d), to name a date in 4 hours (T-02), to keep it (T-03).

From the forward on the time is the department's, and no delay of its own is charged to intake.
"""

from house import Scenario, instant, moment, until


class DepartmentScenario(Scenario):
    def forwarded(self, *departments, at="10:00:00", **options):
        """A complaint forwarded at 10:00 to engineering, or to those departments; nobody has picked it up."""
        house = self.house(at, **options)
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=list(departments or ["engineering"]))
        return house, complaint, complaint.dispatch(departments[0] if departments else "engineering")

    def promised(self, date, *departments, **options):
        house, complaint, dispatch = self.forwarded(*departments, **options)
        house.engineering.does("accept", dispatch, promisedDate=moment(date))
        return house, complaint, dispatch


class PickUp(DepartmentScenario):
    def test_a_department_whose_worker_is_dead_is_late_itself_after_30_minutes_and_intake_is_in_time(self):
        house, complaint, dispatch = self.forwarded()

        house.clock_to("10:30:00")
        self.assertFalse(dispatch.show()["isLate"])
        house.clock_to("10:30:01")

        self.assertTrue(dispatch.show()["isLate"])
        self.assertEqual(complaint.verdict("T-01"), "inTime")
        house.clock_to("13:00:00")
        self.assertEqual(complaint.verdict("T-01"), "inTime")
        self.assertEqual(dispatch.custodian, "department:engineering")

    def test_the_department_is_warned_after_15_minutes_and_its_head_and_the_supervisor_hear_of_the_breach(self):
        house, _, dispatch = self.forwarded()

        house.clock_to("10:15:00")
        self.assertEqual([notice["notice"]["name"] for notice in house.engineering.notices()], ["clockWarning"])
        house.clock_to("10:30:01")

        self.assertIn("clockLate", [notice["notice"]["name"] for notice in house.engineering.notices()])
        self.assertEqual(
            [(notice["notice"]["name"], notice["ticket"]) for notice in house.supervisor.notices()],
            [("clockLate", dispatch.id)])

    def test_another_department_is_not_told(self):
        house, _, _ = self.forwarded()

        house.clock_to("10:30:01")

        self.assertEqual(house.materials.notices(), [])

    def test_a_worker_that_is_started_at_the_last_moment_picks_up_in_time(self):
        house, _, dispatch = self.forwarded()
        house.clock_to("10:29:59")

        house.worker("engineering")
        until("it is delivered", lambda: dispatch.state == "published")

        self.assertEqual(dispatch.verdict("T-01d"), "inTime")
        self.assertEqual(dispatch.facts().count("delivered"), 1)

    def test_a_worker_that_is_started_too_late_gets_it_all_the_same(self):
        house, _, dispatch = self.forwarded()
        house.clock_to("10:30:01")

        house.worker("engineering")
        until("it is delivered", lambda: dispatch.state == "published")

        self.assertEqual(dispatch.verdict("T-01d"), "late")

    def test_somebody_who_answers_with_a_date_has_thereby_picked_up(self):
        house, _, dispatch = self.forwarded()
        house.clock_to("10:10:00")

        house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00"))

        self.assertEqual(dispatch.facts()[:3], ["opened", "delivered", "accepted"])
        self.assertEqual(dispatch.verdict("T-01d"), "inTime")
        self.assertEqual(house.queue("engineering"), {})


class NamingADate(DepartmentScenario):
    def delivered(self):
        house, complaint, dispatch = self.forwarded()
        house.engineering.does("delivered", dispatch)
        return house, complaint, dispatch

    def test_a_date_after_exactly_four_hours_is_in_time(self):
        house, _, dispatch = self.delivered()

        house.clock_to("14:00:00")
        house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00"))

        self.assertEqual(dispatch.verdict("T-02"), "inTime")

    def test_a_date_one_second_later_is_late(self):
        house, _, dispatch = self.delivered()

        house.clock_to("14:00:01")
        house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00"))

        self.assertEqual(dispatch.verdict("T-02"), "late")

    def test_the_worker_is_warned_after_two_hours(self):
        house, _, dispatch = self.delivered()

        house.clock_to("15:00:00")

        self.assert_instants(
            ["12:00:00", moment("14:00:00", milliseconds=1)], [at for at, _ in dispatch.rings("T-02")])

    def test_a_date_in_the_past_is_no_promise(self):
        house, _, dispatch = self.delivered()

        self.refused("refused", house.engineering.does, "accept", dispatch, promisedDate=moment("09:00:00"))

        self.assertEqual(dispatch.state, "published")


class KeepingTheDate(DepartmentScenario):
    def test_done_at_the_promised_instant_is_in_time(self):
        house, _, dispatch = self.promised("Wed 18:00:00")

        house.clock_to("Wed 18:00:00")
        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")

        self.assertEqual(dispatch.verdict("T-03"), "inTime")

    def test_after_the_promised_instant_the_dispatch_is_overdue_and_one_miss_is_counted(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")

        house.clock_to("Wed 18:00:01")

        self.assertEqual(dispatch.state, "overdue")
        self.assertEqual(dispatch.verdict("T-03"), "late")
        self.assertEqual(complaint.show()["data"]["dispatches"][0]["misses"], 1)
        self.assertEqual(complaint.state, "inDepartment")

    def test_a_date_that_is_changed_before_it_comes_is_no_miss(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")
        house.clock_to("Wed 17:00:00")

        house.engineering.does("changePromise", dispatch, date=moment("Fri 18:00:00"), reason="等配件")
        house.clock_to("Fri 18:00:00")

        self.assertEqual(dispatch.state, "working")
        self.assertEqual(complaint.show()["data"]["dispatches"][0]["misses"], 0)
        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")
        self.assertEqual(dispatch.state, "done")

    def test_the_second_miss_goes_to_the_supervising_leader(self):
        house, complaint, dispatch = self.promised("Tue 18:00:00")
        house.clock_to("Tue 18:00:01")
        house.engineering.does("newPromise", dispatch, date=moment("Wed 18:00:00"))

        house.clock_to("Wed 18:00:00")
        self.assertEqual(complaint.state, "inDepartment")
        house.clock_to("Wed 18:00:01")

        self.assertEqual(complaint.state, "escalated")
        self.assertEqual(complaint.custodian, "leader")
        self.assertEqual(dispatch.state, "overdue")

    def test_silence_after_a_miss_is_no_second_miss(self):
        house, complaint, dispatch = self.promised("Tue 18:00:00")

        house.clock_to("Sun 18:00:00")

        self.assertEqual(dispatch.state, "overdue")
        self.assertEqual(complaint.state, "inDepartment")

    def test_the_counter_survives_when_the_department_returns_it_and_gets_it_back(self):
        house, complaint, first = self.promised("Tue 18:00:00")
        house.clock_to("Tue 18:00:01")
        house.engineering.does("returnMisrouted", first, reason="不属本部门")
        house.specialist.does("forward", complaint, departments=["engineering"])
        second = complaint.dispatch("engineering")
        house.engineering.does("accept", second, promisedDate=moment("Wed 18:00:00"))

        house.clock_to("Wed 18:00:01")

        self.assertEqual(complaint.state, "escalated")


class Hold(DepartmentScenario):
    def test_a_hold_moves_the_promised_date_by_its_exact_length(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")
        house.clock_to("Tue 10:00:00")
        house.specialist.does("hold", complaint, reason="parts", until=moment("Fri 10:00:00"))
        house.clock_to("Thu 11:00:07")

        house.specialist.does("resume", complaint)

        # 49 hours and 7 seconds were held.
        self.assert_due("Fri 19:00:07", dispatch.clock("T-03"))
        house.clock_to("Fri 19:00:07")
        self.assertEqual(dispatch.state, "working")
        house.clock_to("Fri 19:00:08")
        self.assertEqual(dispatch.state, "overdue")

    def test_a_hold_ends_by_itself(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")
        house.clock_to("Tue 10:00:00")
        house.specialist.does("hold", complaint, reason="customer", until=moment("Thu 10:00:00"))

        house.clock_to("Thu 09:59:59")
        self.assertEqual(complaint.state, "onHold")
        self.assertEqual(complaint.custodian, "customer")
        house.clock_to("Thu 10:00:01")

        self.assertEqual(complaint.state, "inDepartment")
        # Held from Tuesday 10:00 to Thursday 10:00, and the millisecond after which a limit has passed.
        self.assertLess(abs(seconds_between("Fri 18:00:00", dispatch.clock("T-03")["due"])), 0.01)

    def test_nothing_is_late_while_it_is_held(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")
        house.clock_to("Tue 10:00:00")
        house.specialist.does("hold", complaint, reason="customer", until=moment("20 March 10:00:00"))

        house.clock_to("19 March 10:00:00")

        self.assertEqual(dispatch.state, "working")
        self.assertFalse(dispatch.show()["isLate"])
        self.assertIn("pausedSince", dispatch.clock("T-03"))


class Escalated(DepartmentScenario):
    def escalated(self):
        house, complaint, dispatch = self.promised("Wed 18:00:00")
        house.supervisor.does("escalate", complaint, reason="customerDemand")
        return house, complaint, dispatch

    def test_the_leader_has_24_hours_to_order(self):
        for at, verdict in (("Tue 10:00:00", "inTime"), ("Tue 10:00:01", "late")):
            with self.subTest(at=at):
                house, complaint, _ = self.escalated()

                house.clock_to(at)
                house.leader.does("leaderOrders", complaint, measures="三日内修好", newDeadline=moment("Thu 18:00:00"))

                self.assertEqual(complaint.verdict("T-04"), verdict)
                self.assertEqual(complaint.state, "inDepartment")

    def test_the_leader_is_reminded_after_12_hours(self):
        house, complaint, _ = self.escalated()

        house.clock_to("22:00:00")

        self.assert_instants(["22:00:00"], [at for at, _ in complaint.rings("T-04")])
        self.assertIn("clockWarning", [notice["notice"]["name"] for notice in house.leader.notices()])

    def test_the_ordered_date_is_the_departments_date(self):
        house, complaint, dispatch = self.escalated()

        house.leader.does("leaderOrders", complaint, measures="三日内修好", newDeadline=moment("Thu 18:00:00"))

        self.assert_due("Thu 18:00:00", dispatch.clock("T-03"))

    def test_only_the_leader_orders(self):
        house, complaint, _ = self.escalated()

        problem = self.refused(
            "wrong-role", house.supervisor.does, "leaderOrders", complaint, measures="三日内修好",
            newDeadline=moment("Thu 18:00:00"))

        self.assertEqual(problem["needs"], ["leader"])

    def test_done_while_escalated_is_done(self):
        house, complaint, dispatch = self.escalated()

        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")

        self.assertEqual(complaint.state, "awaitingRevisit")
        # There is nothing left for the leader to order: he has neither kept his day nor missed it.
        self.assertIsNone(complaint.verdict("T-04"))

    def test_what_the_leader_resolves_takes_the_work_from_the_departments(self):
        house, complaint, dispatch = self.escalated()

        house.leader.does("leaderResolves", complaint, result="退款", cause="多次延误")

        self.assertEqual(complaint.state, "awaitingRevisit")
        self.assertEqual(dispatch.state, "cancelled")


def seconds_between(text, other):
    return (instant(moment(text)) - instant(moment(other))).total_seconds()
