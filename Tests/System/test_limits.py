"""Every limit of the regulations at its edge: a second before, on the second, a second after; and whom it warns when.

Everything begins on Monday, 2 March 2026, at 10:00. Sources: the regulations in deploy/policies/regulations; the edge itself:
docs/decisions/0009 (a limit is kept to its last moment).
"""

import pathlib

from cases import (
    accept, accept_explanation, call_back, conclude_survey, delivered, escalated, explaining, forward,
    forwarded, found_innocent, handled, order, promised, propose, queued, received, reject_explanation_and_forward, reply,
    report_done, require_survey, resolve, returned, surveying, take_delivery, verify)
from house import Scenario, moment

HERE = pathlib.Path(__file__).parent
EXTRA = {"revisits": HERE / "with_revisits.yaml", "verified": HERE / "with_verification.yaml"}
BOTH = ("dx", "rs")
EDGES = ((-1000, "inTime"), (0, "inTime"), (1, "late"), (1000, "late"))

# number, rule, begins, due, met by, under which regulations
LIMITS = (
    ("T-01", "CMP-05", received, "12:00:00", forward, BOTH),
    ("T-01", "CMP-06; A-03", received, "12:00:00", require_survey, BOTH),
    ("T-01", "CMP-02", explaining, "12:00:00", accept_explanation, BOTH),
    ("T-01b", "CMP-05, 06", found_innocent, "12:00:00", reject_explanation_and_forward, BOTH),
    ("T-01b", "CMP-02, 05", found_innocent, "12:00:00", accept_explanation, BOTH),
    ("T-76", "CMP-06", surveying, "Thu 00:00:00", conclude_survey, BOTH),
    ("T-01d", "3.0 no. 13", queued, "10:30:00", take_delivery, BOTH),
    ("T-01d", "3.0 no. 9", queued, "10:30:00", report_done, BOTH),
    ("T-02", "FBK-02", delivered, "14:00:00", accept, BOTH),
    ("T-02", "FBK-02", delivered, "14:00:00", report_done, BOTH),
    ("T-03", "FBK-02", promised, "Wed 18:00:00", report_done, BOTH),
    ("T-04", "FBK-03", escalated, "Tue 10:00:00", order, BOTH),
    ("T-04", "FBK-03", escalated, "Tue 10:00:00", resolve, BOTH),
    ("resultToldWithin", "CMP-40", handled, "Tue 10:00:00", reply, BOTH),
    ("T-05", "CMP-07", received, "Tue 10:00:00", reply, ("rs",)),
    ("T-05", "3.0 no. 4", forwarded, "Tue 10:00:00", reply, ("rs",)),
    ("T-06", "CMP-08", received, "Thu 10:00:00", propose, ("rs",)),
    ("T-06", "3.0 no. 4", forwarded, "Thu 10:00:00", propose, ("rs",)),
    ("T-07", "CMP-09; 3.0 no. 11", forwarded, "Thu 10:00:00", verify, ("verified",)),
    ("T-08/T-09", "CMP-16", handled, "10 March 00:00", call_back, ("revisits",)),
)

# number, begins, due, warnings before it: when and who is told; who is told of the breach; regulation
LADDERS = (
    ("T-01", received, "12:00:00", (("11:15:00", "specialist"), ("11:45:00", "specialist supervisor")), "supervisor", "dx"),
    ("T-01b", found_innocent, "12:00:00", (("11:15:00", "specialist"),), "supervisor", "dx"),
    ("T-76", surveying, "Thu 00:00:00", (("Wed 00:00:00", "specialist"),), "supervisor", "dx"),
    ("T-04", escalated, "Tue 10:00:00", (("22:00:00", "leader"),), "leader supervisor", "dx"),
    ("resultToldWithin", handled, "Tue 10:00:00", (("22:00:00", "specialist"),), "supervisor", "dx"),
    ("T-01d", queued, "10:30:00", (("10:15:00", "engineering"),), "engineering supervisor", "dx"),
    ("T-02", delivered, "14:00:00", (("12:00:00", "engineering"),), "engineering supervisor", "dx"),
    ("T-03", promised, "Wed 18:00:00", (("Wed 04:00:00", "engineering"),), "engineering specialist", "dx"),
    ("T-05", received, "Tue 10:00:00", (("Tue 06:00:00", "specialist"),), "supervisor", "rs"),
    ("T-06", received, "Thu 10:00:00", (("Wed 10:00:00", "specialist"),), "supervisor", "rs"),
    ("T-07", forwarded, "Thu 10:00:00", (("Wed 10:00:00", "supervisor"),), "supervisor", "verified"),
    ("T-08/T-09", handled, "10 March 00:00", (("8 March 00:00", "revisitor"),), "supervisor", "revisits"),
)
PEOPLE = ("specialist", "supervisor", "leader", "revisitor", "engineering", "materials")


class LimitScenario(Scenario):
    def told(self, house, ticket, number):
        """Who has been told what of that clock, until now."""
        names = {clock["key"] for clock in ticket.clocks(number)}
        return sorted(
            (person, notice["notice"]["name"])
            for person in PEOPLE for notice in house.people[person].notices()
            if notice["ticket"] == ticket.id and notice.get("clock") in names)


class Edges(LimitScenario):
    def test_each_limit_is_kept_to_its_last_moment_and_no_longer(self):
        for number, rule, begins, due, meets, policies in LIMITS:
            for policy in policies:
                with self.subTest(number=number, rule=rule, met_by=meets.__name__, policy=policy):
                    house = self.house("10:00:00", policy=EXTRA.get(policy, policy))
                    tickets = [begins(house) for _ in EDGES]
                    for ticket in tickets:
                        self.assert_due(due, ticket.clock(number))

                    for ticket, (milliseconds, verdict) in zip(tickets, EDGES):
                        house.clock_to(due, milliseconds)
                        meets(house, ticket)
                        self.assertEqual(ticket.verdict(number), verdict, f"{milliseconds} ms after it was due")

    def test_a_limit_that_is_not_met_is_late_one_millisecond_after_it_was_due_and_only_once(self):
        for number, begins, due, _, _, policy in LADDERS:
            with self.subTest(number=number, policy=policy):
                house = self.house("10:00:00", policy=EXTRA.get(policy, policy))
                ticket = begins(house)

                house.clock_to(due)
                self.assertFalse(ticket.clock(number)["isLate"])
                house.clock_to(due, milliseconds=1)
                self.assertTrue(ticket.clock(number)["isLate"])
                self.assertTrue(ticket.show()["isLate"])
                house.clock_to("31 March 10:00")

                breaches = [at for at, is_breach in ticket.rings(number) if is_breach]
                self.assert_instants([moment(due, milliseconds=1)], breaches)


class Ladders(LimitScenario):
    def test_each_clock_warns_whom_and_when_the_regulation_says(self):
        for number, begins, due, warnings, late, policy in LADDERS:
            with self.subTest(number=number, policy=policy):
                house = self.house("10:00:00", policy=EXTRA.get(policy, policy))
                ticket = begins(house)
                expected = []

                for at, names in warnings:
                    house.clock_to(at, milliseconds=-1000)
                    self.assertEqual(self.told(house, ticket, number), sorted(expected), f"a second before {at}")
                    house.clock_to(at)
                    expected += [(name, "clockWarning") for name in names.split()]
                    self.assertEqual(self.told(house, ticket, number), sorted(expected), f"at {at}")
                house.clock_to(due)
                self.assertEqual(self.told(house, ticket, number), sorted(expected), "at the limit")
                house.clock_to(due, milliseconds=1)
                expected += [(name, "clockLate") for name in late.split()]
                self.assertEqual(self.told(house, ticket, number), sorted(expected), "after the limit")

    def test_a_promise_that_is_kept_warns_nobody_any_more(self):
        for number, rule, begins, due, meets, policies in LIMITS:
            for policy in policies[:1]:
                with self.subTest(number=number, rule=rule, met_by=meets.__name__):
                    house = self.house("10:00:00", policy=EXTRA.get(policy, policy))
                    ticket = begins(house)
                    house.clock_to("10:10:00")
                    meets(house, ticket)

                    house.clock_to("31 March 10:00")

                    self.assertEqual((ticket.rings(number), self.told(house, ticket, number)), ([], []))


class Reminders(LimitScenario):
    """T-01c and the end of a hold: moments that are rung and never judged (A10)."""

    def test_thirty_minutes_after_a_return_the_specialist_has_been_reminded_twice_and_nobody_is_judged(self):
        for policy in BOTH:
            with self.subTest(policy=policy):
                house = self.house("10:00:00", policy=policy)
                complaint = returned(house)

                self.assert_due("10:30:00", complaint.clock("T-01c"))
                house.clock_to("10:30:01")

                self.assert_instants(["10:15:00", "10:30:00"], [at for at, _ in complaint.rings("T-01c")])
                self.assertIsNone(complaint.verdict("T-01c"))
                self.assertEqual(complaint.verdict("T-01"), "running")
                told = [("specialist", "clockDue"), ("specialist", "clockWarning"), ("supervisor", "clockDue")]
                self.assertEqual(self.told(house, complaint, "T-01c"), told)
                forward(house, complaint)
                self.assertEqual(complaint.verdict("T-01"), "inTime")

    def test_a_hold_ends_at_its_moment_and_its_end_is_told_to_the_specialist(self):
        house = self.house("10:00:00")
        complaint = forwarded(house)
        house.specialist.does("hold", complaint, reason="parts", until=moment("Tue 10:00:00"))

        house.clock_to("Tue 10:00:00", milliseconds=-1)
        self.assertEqual(complaint.state, "onHold")
        house.clock_to("Tue 10:00:00")

        self.assertEqual(complaint.state, "inDepartment")
        self.assertIsNone(complaint.verdict("holdUntil"))
        self.assertEqual(self.told(house, complaint, "holdUntil"), [("specialist", "clockDue")])
