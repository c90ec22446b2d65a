"""Letters, withdrawals, corrections, severity, repetitions and dissatisfied customers: at the edges of their rules."""

import pathlib

from cases import explaining, forwarded, handled, received, surveying
from house import Scenario, moment

RS_WITH_REVISITS = pathlib.Path(__file__).with_name("rs_with_revisits.yaml")


def on_hold(house):
    complaint = forwarded(house)
    house.specialist.does("hold", complaint, reason="parts", until=moment("20 March 10:00"))
    return complaint


def escalated(house):
    complaint = forwarded(house)
    house.specialist.does("escalate", complaint, reason="customerDemand")
    return complaint


OPEN_STATES = (received, explaining, surveying, forwarded, on_hold, escalated, handled)


class Letter(Scenario):
    def refusal(self, house, complaint, **data):
        return self.refused("refused", house.specialist.does, "replyByLetter", complaint, **data)["reason"]

    def explained(self, house, **data):
        complaint = house.specialist.open(**data)
        house.specialist.does("startExplanation", complaint)
        return complaint

    def test_a_customer_who_gave_a_name_is_called_and_not_written_to(self):
        house = self.house("10:00:00")

        self.assertEqual(self.refusal(house, handled(house), letterID="函-1"), "letter-not-due")

    def test_who_wants_a_letter_only_gets_one_and_a_note_does_not_do(self):
        house = self.house("10:00:00")
        for data in ({"letterOnly": True}, {"channel": "superior"}):
            with self.subTest(data=data):
                complaint = self.explained(house, **data)

                self.assertEqual(self.refusal(house, complaint, note="已电话答复"), "no-letter")
                house.specialist.does("replyByLetter", complaint, letterID="函-1")

                self.assertEqual((complaint.state, complaint.custodian), ("closedByLetter", "nobody"))

    def test_not_even_an_anonymous_complaint_ends_without_letter_or_note(self):
        house = self.house("10:00:00")
        complaint = self.explained(house, anonymous=True, channel="letter")

        self.assertEqual(self.refusal(house, complaint), "no-letter")
        house.specialist.does("replyByLetter", complaint, letterID="函-2")

        self.assertEqual(complaint.state, "closedByLetter")

    def test_a_letter_takes_the_work_from_the_departments_and_stops_every_clock(self):
        house = self.house("10:00:00", policy="rs")
        complaint = house.specialist.open(letterOnly=True)
        house.specialist.does("forward", complaint, departments=["engineering"])
        dispatch = complaint.dispatch("engineering")

        house.specialist.does("replyByLetter", complaint, letterID="函-3")
        house.clock_to("20 March 10:00")

        self.assertEqual((complaint.state, dispatch.state, house.queue("engineering")), ("closedByLetter", "cancelled", {}))
        self.assertEqual([event for event in complaint.history() + dispatch.history() if event["type"] == "rang"], [])

    def test_nobody_writes_before_anything_was_done(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open(letterOnly=True)

        self.refused("not-possible", house.specialist.does, "replyByLetter", complaint, letterID="函-4")


class Withdrawal(Scenario):
    def test_the_customer_may_withdraw_at_any_time_before_the_end(self):
        for policy in ("dx", "rs"):
            house = self.house("10:00:00", policy=policy)
            for begins in OPEN_STATES:
                with self.subTest(begins=begins.__name__, policy=policy):
                    complaint = begins(house)

                    house.specialist.does("withdraw", complaint, reason="客户自行解决")

                    self.assertEqual((complaint.state, complaint.custodian), ("withdrawn", "nobody"))
                    self.assertFalse(any(clock["running"] for clock in complaint.show()["clocks"]))
                    for dispatch in complaint.dispatches().values():
                        self.assertIn(dispatch.state, ("cancelled", "done"))
                    self.refused("not-possible", house.specialist.does, "withdraw", complaint, reason="再次")
            house.clock_to("20 March 10:00")
            self.assertEqual([notice for notice in house.supervisor.notices() if "clock" in notice], [])


class Amendment(Scenario):
    def amend(self, house, complaint, **fields):
        house.specialist.does("amend", complaint, fields=fields, reason="登记有误")

    def test_in_every_open_state_words_are_corrected_and_the_old_ones_stay_in_the_history(self):
        house = self.house("10:00:00")
        for begins in OPEN_STATES:
            with self.subTest(begins=begins.__name__):
                complaint = begins(house)
                state, clocks = complaint.state, complaint.show()["clocks"]

                self.amend(house, complaint, content="卧室瓷砖空鼓", projectOrOrder="P-7")

                self.assertEqual((complaint.state, complaint.show()["clocks"]), (state, clocks))
                self.assertEqual(complaint.show()["data"]["notice"]["content"], "卧室瓷砖空鼓")
                self.assertEqual(complaint.history()[0]["data"]["content"], "客厅瓷砖空鼓")

    def test_an_earlier_receipt_moves_what_the_customer_was_promised_and_may_be_late_at_once(self):
        house = self.house("10:00:00", policy="rs")
        complaint = received(house)

        self.amend(house, complaint, receivedAt=moment("1 March 09:30"))

        self.assert_due("1 March 11:30:00", complaint.clock("T-01"))
        self.assert_due("2 March 09:30:00", complaint.clock("T-05"))
        self.assert_due("4 March 09:30:00", complaint.clock("T-06"))
        house.clock_to("10:00:00", milliseconds=1)
        self.assertEqual((complaint.verdict("T-01"), complaint.verdict("T-05")), ("late", "late"))
        self.assertEqual(complaint.verdict("T-06"), "running")

    def test_a_receipt_in_the_future_or_no_correction_at_all_is_refused(self):
        house = self.house("10:00:00")
        complaint = received(house)

        with self.subTest("in the future"):
            problem = self.refused("refused", self.amend, house, complaint, receivedAt=moment("10:00:01"))
            self.assertEqual(problem["reason"], "in-the-future")
        with self.subTest("nothing"):
            self.assertEqual(self.refused("refused", self.amend, house, complaint)["reason"], "nothing-to-amend")

    def test_what_has_ended_is_not_corrected(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.specialist.does("withdraw", complaint, reason="客户自行解决")

        self.refused("not-possible", self.amend, house, complaint, content="卧室瓷砖空鼓")


class Severity(Scenario):
    def test_it_rises_in_every_open_state_by_the_supervisor_or_the_leader_and_never_falls(self):
        house = self.house("10:00:00")
        for begins in OPEN_STATES:
            with self.subTest(begins=begins.__name__):
                complaint = begins(house)
                state = complaint.state
                house.supervisor.does("raiseSeverity", complaint, level="important", reason="媒体")

                for level in ("general", "important"):
                    problem = self.refused("refused", house.leader.does, "raiseSeverity", complaint, level=level, reason="媒体")
                    self.assertEqual(problem["reason"], "not-higher")
                house.leader.does("raiseSeverity", complaint, level="major", reason="媒体")

                self.assertEqual((complaint.state, complaint.show()["data"]["severity"]), (state, "major"))

    def test_the_leader_hears_of_a_major_complaint(self):
        house = self.house("10:00:00")
        complaint = received(house)
        house.supervisor.does("raiseSeverity", complaint, level="important", reason="媒体")
        self.assertEqual(house.leader.notices(), [])

        house.supervisor.does("raiseSeverity", complaint, level="major", reason="媒体")

        self.assertEqual([notice["ticket"] for notice in house.leader.notices()], [complaint.id])

    def test_the_leader_hears_of_a_complaint_that_is_major_from_the_start(self):
        house = self.house("10:00:00")

        house.specialist.open(severity="major")

        self.assertEqual([notice["notice"]["name"] for notice in house.leader.notices()], ["majorComplaint"])

    def test_the_supervisor_hears_of_an_urgent_complaint_at_once(self):
        house = self.house("10:00:00")

        complaint = house.specialist.open(urgent=True)

        self.assertEqual(
            [(notice["notice"]["name"], notice["ticket"]) for notice in house.supervisor.notices()],
            [("urgentComplaint", complaint.id)])

    def complained_three_times(self, house):
        """Each complaint followed the one before, which was closed."""
        complaints = [handled(house)]
        while len(complaints) < 3:
            house.specialist.does("replyToCustomer", complaints[-1], text="已处理完毕")
            complaints.append(house.specialist.open(follows=complaints[-1].id))
            house.specialist.does("forward", complaints[-1], departments=["engineering"])
            house.engineering.does("reportDone", complaints[-1].dispatch("engineering"), result="已重铺", cause="空鼓")
        return complaints

    def test_a_complaint_that_follows_inherits_the_repetitions_and_its_severity_is_still_for_people_to_decide(self):
        house = self.house("10:00:00")

        complaints = self.complained_three_times(house)

        found = [one.show()["data"] for one in complaints]
        self.assertEqual([(data["repeats"], data["severity"]) for data in found], [(0, "general"), (1, "general"), (2, "general")])

    def test_the_second_complaint_of_a_matter_opens_a_severity_review_and_so_does_the_third(self):
        house = self.house("10:00:00")

        complaints = self.complained_three_times(house)

        reviews = [notice["ticket"] for notice in house.supervisor.notices() if notice["notice"]["name"] == "severityReview"]
        self.assertEqual(sorted(reviews), sorted(one.id for one in complaints[1:]))

    def test_a_complaint_that_is_still_open_is_not_followed_but_merged(self):
        house = self.house("10:00:00")
        first = received(house)

        self.refused("refused", house.specialist.open, follows=first.id)


class Dissatisfied(Scenario):
    def again(self, house, complaint, who, points=("仍有空鼓",)):
        who.does("revisitDissatisfied", complaint, points=list(points))

    def handled_again(self, house, complaint):
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.engineering.does("reportDone", complaint.dispatch("engineering"), result="再次重铺", cause="空鼓")

    def test_the_second_time_an_important_complaint_goes_to_the_leader_and_a_general_one_to_triage(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        for level, who, state in (("general", house.revisitor, "received"), ("important", house.supervisor, "escalated")):
            with self.subTest(level=level):
                complaint = handled(house)
                if level == "important":
                    house.supervisor.does("raiseSeverity", complaint, level=level, reason="媒体")

                # The complaint was the first time (CMP-22).
                self.again(house, complaint, who)

                self.assertEqual((complaint.state, complaint.show()["data"]["repeats"]), (state, 1))
                # Reaching the number opens a review and decides nothing (A12).
                self.assertEqual(complaint.facts().count("severityReviewOpened"), 1)
                self.assertEqual(complaint.show()["data"]["severity"], level)
                if state == "escalated":
                    self.assert_due("Tue 10:00:00", complaint.clock("T-04"))

    def test_the_severity_decides_who_calls_back(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        complaint = handled(house)
        house.supervisor.does("raiseSeverity", complaint, level="major", reason="媒体")

        for who in (house.revisitor, house.supervisor):
            problem = self.refused("refused", who.does, "revisitSatisfied", complaint, score=5)
            self.assertEqual(problem["reason"], "wrong-revisit-level")
        house.leader.does("revisitSatisfied", complaint, score=5)

        self.assertEqual(complaint.state, "closed")

    def test_a_call_back_says_what_is_wrong_and_a_score_is_one_to_five(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        complaint = handled(house)

        self.assertEqual(self.refused("refused", self.again, house, complaint, house.revisitor, ())["reason"], "no-points")
        for score in (0, 6):
            problem = self.refused("invalid-data", house.revisitor.does, "revisitSatisfied", complaint, score=score)
            self.assertEqual([flaw["pointer"] for flaw in problem["errors"]], ["/data/score"])

        self.assertEqual(complaint.state, "awaitingRevisit")

    def test_an_explained_complaint_is_called_back_where_the_regulation_has_call_backs(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        complaint = explaining(house)

        house.specialist.does("explanationAccepted", complaint)

        self.assertEqual(complaint.state, "awaitingRevisit")
        self.assert_due("10 March 00:00", complaint.clock("T-08/T-09"))

    def test_the_new_two_hours_after_a_call_back_warn_and_end_like_the_first(self):
        house = self.house("10:00:00", policy=RS_WITH_REVISITS)
        complaint = handled(house)
        house.clock_to("Thu 10:00:00")
        self.again(house, complaint, house.revisitor)

        house.clock_to("Thu 12:00:01")

        self.assert_instants(
            ["Thu 11:15:00", "Thu 11:45:00", moment("Thu 12:00:00", milliseconds=1)],
            [at for at, _ in complaint.rings("T-01")])
        self.assertEqual(complaint.verdict("T-01"), "late")
