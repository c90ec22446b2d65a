"""What customer service has to say, and when it no longer has to: reply, plan, verification, result (T-05, T-06, T-07, CMP-40)."""

import pathlib

from cases import explaining, forwarded, handled, received, surveying
from house import Scenario, moment

HERE = pathlib.Path(__file__).parent
WITH_VERIFICATION = HERE / "with_verification.yaml"
RS_WITH_REVISITS = HERE / "rs_with_revisits.yaml"


class AnswerScenario(Scenario):
    def reply(self, house, complaint):
        house.specialist.does("replyToCustomer", complaint, text="已安排")

    def on_hold(self, house):
        complaint = forwarded(house)
        house.specialist.does("hold", complaint, reason="parts", until=moment("20 March 10:00"))
        return complaint

    def escalated(self, house):
        complaint = forwarded(house)
        house.specialist.does("escalate", complaint, reason="customerDemand")
        return complaint


class ReplyAndPlan(AnswerScenario):
    def test_in_every_open_state_the_customer_is_answered_and_nothing_else_changes(self):
        house = self.house("10:00:00", policy="rs")
        for begins in (received, explaining, surveying, forwarded, self.on_hold, self.escalated):
            with self.subTest(begins=begins.__name__):
                complaint = begins(house)
                state = complaint.state

                self.reply(house, complaint)
                house.specialist.does("proposePlan", complaint, plan="更换", customerAgrees=True)

                self.assertEqual(complaint.state, state)
                self.assertEqual((complaint.verdict("T-05"), complaint.verdict("T-06")), ("inTime", "inTime"))

    def test_an_accepted_explanation_is_reply_and_plan(self):
        for at, reply in (("Tue 10:00:00", "inTime"), ("Tue 10:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00", policy="rs")
                complaint = explaining(house)

                house.clock_to(at)
                house.specialist.does("explanationAccepted", complaint)

                self.assertEqual((complaint.verdict("T-05"), complaint.verdict("T-06")), (reply, "inTime"))
                self.assertEqual(complaint.state, "closed")

    def test_work_that_is_done_needs_no_plan_any_more_and_the_customer_is_still_to_be_told(self):
        for at, done, plan in (
                ("Tue 10:00:00", "running", None), ("Tue 10:00:01", "late", None),
                ("Thu 10:00:00", "late", None), ("Thu 10:00:01", "late", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00", policy="rs")
                complaint = forwarded(house)

                house.clock_to(at)
                house.engineering.does("reportDone", complaint.dispatch("engineering"), result="已重铺", cause="空鼓")
                self.assertEqual((complaint.verdict("T-05"), complaint.verdict("T-06")), (done, plan))
                self.reply(house, complaint)

                self.assertEqual(complaint.verdict("T-05"), {"running": "inTime"}.get(done, done))

    def test_whoever_was_asked_has_been_answered_and_a_plan_is_not_owed_again(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        complaint = handled(house)
        house.clock_to("Tue 10:00:00")

        house.revisitor.does("revisitDissatisfied", complaint, points=["仍有空鼓"])
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.clock_to("20 March 10:00")

        self.assertEqual((complaint.verdict("T-05"), complaint.verdict("T-06")), ("inTime", None))
        self.assertEqual(complaint.rings("T-06"), [])

    def test_a_customer_who_withdraws_is_owed_no_reply(self):
        house = self.house("10:00:00", policy="rs")
        complaint = received(house)
        house.specialist.does("withdraw", complaint, reason="客户自行解决")

        house.clock_to("20 March 10:00")

        self.assertEqual(complaint.rings("T-05") + complaint.rings("T-06"), [])


class Verification(AnswerScenario):
    def test_the_outcome_is_verified_by_the_supervisor_after_a_forward_and_not_before(self):
        house = self.house("10:00:00", policy=WITH_VERIFICATION)
        complaint = received(house)

        self.refused("wrong-role", house.specialist.does, "verifyOutcome", complaint, result="属实")
        problem = self.refused("refused", house.supervisor.does, "verifyOutcome", complaint, result="属实")

        self.assertEqual(problem["reason"], "not-forwarded")

    def test_done_does_not_replace_it(self):
        house = self.house("10:00:00", policy=WITH_VERIFICATION)
        complaint = handled(house)

        house.clock_to("Thu 10:00:01")
        self.assertTrue(complaint.clock("T-07")["isLate"])
        house.supervisor.does("verifyOutcome", complaint, result="属实,已整改")

        self.assertEqual((complaint.state, complaint.verdict("T-07")), ("awaitingRevisit", "late"))

    def test_every_end_stops_it(self):
        house = self.house("10:00:00", policy=WITH_VERIFICATION)
        told, withdrawn, resolved = handled(house), forwarded(house), self.escalated(house)
        self.reply(house, told)
        house.specialist.does("withdraw", withdrawn, reason="客户自行解决")
        house.leader.does("leaderResolves", resolved, result="退款", cause="多次延误")
        self.reply(house, resolved)

        house.clock_to("20 March 10:00")

        for complaint in (told, withdrawn, resolved):
            self.assertEqual((complaint.rings("T-07"), complaint.show()["isLate"]), ([], False))


class Result(AnswerScenario):
    def test_what_the_leader_resolved_is_told_within_24_hours_too(self):
        for at, verdict in (("Tue 10:00:00", "inTime"), ("Tue 10:00:01", "late")):
            with self.subTest(at=at):
                house = self.house("10:00:00", policy="rs")
                complaint = self.escalated(house)
                house.leader.does("leaderResolves", complaint, result="退款", cause="多次延误")
                self.assertEqual((complaint.state, complaint.custodian), ("awaitingRevisit", "customerService"))

                house.clock_to(at)
                self.reply(house, complaint)

                self.assertEqual((complaint.state, complaint.verdict("resultToldWithin")), ("closed", verdict))

    def test_a_call_of_the_day_before_that_is_typed_in_later_counts_when_it_was_made(self):
        house = self.house("10:00:00")
        complaint = handled(house)
        house.clock_to("Tue 10:20:00")

        house.specialist.does("replyToCustomer", complaint, occurred_at="Tue 09:55:00", text="已处理完毕")

        clock = complaint.clock("resultToldWithin")
        self.assertEqual((clock["verdict"], clock["secondOpinion"]), ("late", "inTime"))
