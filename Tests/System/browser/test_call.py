"""A call's questions are fields of its form, by keyboard alone, with script and without."""

from playwright.sync_api import expect

from cases import explaining
from desk import DeskScenario
from house import moment
from test_calls import WITH_CALLS

QUESTIONS = ["dataConfirmed", "heardOfUsFrom", "designer", "hasSeenSite"]
WORDS = {
    "zh": {"designer": "对设计师的满意度", "archived": "已归档", "not asked": "未问"},
    "en": {"designer": "satisfaction with the designer", "archived": "archived", "not asked": "not asked"},
}


class Call(DeskScenario):
    def call(self, house):
        return house.specialist.post("/v1/calls", {"data": {
            "occasion": "preSale", "customer": {"name": "王小明"}, "dueAt": moment("Wed 18:00:00")}})["number"]

    def answers(self, house, number):
        return {
            answer["question"]: {key: value for key, value in answer.items() if key != "question" and value is not None}
            for answer in house.specialist.get(f"/v1/tickets/{number}")["data"]["answers"]}

    def fill(self, seat):
        """The answers, question after question: a text, a score with a remark, a yes or no; one is not asked."""
        seat.tab_to("form#complete select[name='/data/channel']")
        seat.press("ArrowDown")
        seat.tab_to("form#complete textarea[name='/data/answers/heardOfUsFrom/text']")
        seat.type("朋友介绍")
        seat.tab_to("form#complete input[name='/data/answers/designer/answer']")
        seat.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
        seat.tab_to("form#complete input[name='/data/answers/designer/text']")
        seat.type("很耐心")
        seat.tab_to("form#complete input[name='/data/answers/hasSeenSite/answer']")
        seat.press("ArrowRight", "ArrowRight")
        seat.tab_to("form#complete > button")
        seat.press("Enter")

    EXPECTED = {
        "heardOfUsFrom": {"text": "朋友介绍"}, "designer": {"score": 4, "text": "很耐心"}, "hasSeenSite": {"yes": False}}

    def test_the_questions_are_answered_without_a_mouse(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                house = self.house("10:00:00")
                number = self.call(house)
                seat = self.seat(house, house.specialist, language)
                seat.go(f"/tickets/{number}")
                seat.tab_to("summary:has(+ form#complete)")
                seat.press("Enter")
                form = seat.page.locator("form#complete")
                for question in QUESTIONS:
                    expect(form.locator(f"[data-question={question}]")).to_be_visible()
                expect(form.locator("[data-question]")).to_have_count(len(QUESTIONS))
                expect(form.locator("[data-question=designer] legend")).to_have_text(WORDS[language]["designer"])
                expect(form.get_by_label(WORDS[language]["not asked"]).first).to_be_checked()
                self.assertEqual(seat.violations(), [])

                self.fill(seat)

                seat.state_becomes(WORDS[language]["archived"])
                self.assertEqual(self.answers(house, number), self.EXPECTED)

    def test_a_browser_that_runs_no_script_sends_the_same(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                house = self.house("10:00:00")
                number = self.call(house)
                seat = self.seat(house, house.specialist, language, scripts=False)
                seat.go(f"/tickets/{number}")
                seat.tab_to("summary:has(+ form#complete)")
                seat.press("Enter")

                self.fill(seat)

                seat.state_becomes(WORDS[language]["archived"])
                self.assertEqual(self.answers(house, number), self.EXPECTED)

    def test_a_revisit_says_that_the_customer_is_not_satisfied(self):
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                house = self.house("10:00:00", policy=WITH_CALLS)
                complaint = explaining(house)
                house.specialist.does("explanationAccepted", complaint)
                seat = self.seat(house, house.specialist, scripts=scripts)
                seat.go("/tickets/R-1")
                seat.tab_to("summary:has(+ form#complete)")
                seat.press("Enter")
                seat.tab_to("form#complete select[name='/data/channel']")
                seat.press("ArrowDown")
                seat.tab_to("form#complete select[name='/data/satisfied']")
                seat.press("ArrowDown", "ArrowDown")
                seat.tab_to("form#complete textarea[name='/data/points']")
                seat.type("还在漏水")
                if scripts:
                    self.assertEqual(seat.violations(), [])
                seat.tab_to("form#complete > button")
                seat.press("Enter")

                seat.state_becomes("已归档")
                record = house.specialist.get("/v1/tickets/R-1")["data"]["record"]
                self.assertEqual((record["isSatisfied"], record["points"]), (False, ["还在漏水"]))
                self.assertEqual(complaint.state, "received")

    def test_what_is_refused_without_script_comes_back_beside_its_field_with_what_was_typed(self):
        house = self.house("10:00:00")
        seat = self.seat(house, house.specialist, scripts=False)
        seat.go("/intake/complaint")
        seat.tab_to("#open-data-channel")
        seat.press("ArrowDown")
        seat.tab_to("#open-data-customer-name")
        seat.type("王小明")
        seat.tab_to("#open-data-customer-phone")
        seat.type("abc")
        seat.tab_to("#open-data-content")
        seat.type("漏水")
        seat.tab_to("form#open > button")
        seat.press("Enter")

        expect(seat.page.locator("[data-error='/data/customer/phone']")).to_be_visible()
        self.assertEqual(seat.value("#open-data-customer-name"), "王小明")
        self.assertEqual(seat.value("#open-data-customer-phone"), "abc")
        self.assertEqual(seat.value("#open-data-channel"), "phone")
        self.assertEqual(house.events_stored(), 0)

        seat.tab_to("#open-data-customer-phone")
        seat.page.fill("#open-data-customer-phone", "138 0013 8000")
        seat.tab_to("form#open > button")
        seat.press("Enter")
        seat.page.wait_for_url("**/tickets/C-1")
