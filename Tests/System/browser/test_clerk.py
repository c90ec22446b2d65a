"""A clerk at the intake and ticket pages, by keyboard alone: from the words of a customer to a closed complaint."""

import sys

from playwright.sync_api import expect

from desk import DeskScenario
from house import ROOT, until

WORDS = {
    "zh": {
        "received": "待分诊", "inDepartment": "部门处理中", "awaitingRevisit": "待告知或回访", "closed": "已结案",
        "in time": "按时", "left": "还剩", "reload": "刷新", "news": "有新进展,点此刷新"},
    "en": {
        "received": "received", "inDepartment": "with the departments",
        "awaitingRevisit": "handled, customer to be told or asked", "closed": "closed",
        "in time": "in time", "left": "left", "reload": "reload", "news": "something happened, click to refresh"},
}
NO_TICKETS = {
    "zh": {"C-99": "没有 C-99 这个工单", "nonsense/../?": "应为工单编号(如 C-12)或 26 位标识"},
    "en": {
        "C-99": "there is no ticket C-99",
        "nonsense/../?": "must be a ticket's number (such as C-12) or its id of 26 characters"},
}
ROUND_MILLISECONDS = 2_000  # between two questions whether something is new
LOOK = """isSeen => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !isSeen });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
CONTENT = "客厅瓷砖空鼓,三处 <b>约两平方米</b>"


class Clerk(DeskScenario):
    def department(self, house):
        """The department's program: it takes what comes, promises a date and reports the work done."""
        folder = ROOT / "docs/examples/python"
        return house.program(
            sys.executable, folder / "department_worker.py", "--endpoint", house.dispatch_endpoint, "--queue", "engineering",
            "--journal", house.folder / "department.sqlite3", "--report-done", "0.1", name="department", folder=folder)

    def fill(self, seat, content=CONTENT):
        """The notice, field after field."""
        seat.tab_to("#open-data-channel")
        seat.press("ArrowDown")
        seat.tab_to("#open-data-customer-name")
        seat.type("王小明")
        seat.tab_to("#open-data-customer-phone")
        seat.type("13800138000")
        seat.tab_to("#open-data-content")
        seat.type(content)

    def assert_filled(self, seat):
        self.assertEqual(seat.value("#open-data-channel"), "phone")
        self.assertEqual(seat.value("#open-data-customer-name"), "王小明")
        self.assertEqual(seat.value("#open-data-customer-phone"), "13800138000")

    def opened(self, seat, language):
        """A complaint that the clerk registered; its page is open."""
        seat.tab_to("nav a[href='/intake/complaint']")
        seat.press("Enter")
        expect(seat.page.locator("form#open")).to_be_visible()
        self.fill(seat)
        seat.press("Tab")
        seat.tab_to("form#open > button")
        seat.press("Enter")
        seat.page.wait_for_url("**/tickets/*")
        seat.state_becomes(WORDS[language]["received"])

    def unfold(self, seat, verb):
        seat.tab_to(f"summary:has(+ form#{verb})")
        seat.press("Enter")
        expect(seat.page.locator(f"form#{verb} > button")).to_be_visible()

    def test_a_complaint_goes_from_the_first_word_to_closed_without_a_mouse(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                words = WORDS[language]
                house = self.house("10:00:00")
                seat = self.seat(house, house.specialist, language)
                self.opened(seat, language)
                self.department(house)

                # The two hours count down.
                before, after = seat.changes("[data-due]")
                for text in (before, after):
                    self.assertIn(words["left"], text)
                    self.assertRegex(text, r"01:59:\d\d|02:00:00")
                self.assertGreater(before, after)

                self.unfold(seat, "forward")
                seat.tab_to("form#forward input[value=engineering]")
                seat.press("Space")
                seat.tab_to("form#forward > button")
                seat.press("Enter")
                seat.state_becomes(words["inDepartment"])
                expect(seat.page.locator("section table").first).to_contain_text(words["in time"])

                complaint_state = lambda: house.admin.get("/v1/tickets/C-1")["state"]["name"]
                until("the department has done it", lambda: complaint_state() == "awaitingRevisit")
                # The page says so by itself.
                seat.state_becomes(words["awaitingRevisit"])
                self.unfold(seat, "replyToCustomer")
                seat.tab_to("form#replyToCustomer textarea")
                seat.type("已重铺,请验收")
                seat.tab_to("form#replyToCustomer > button")
                seat.press("Enter")
                seat.state_becomes(words["closed"])

                self.assertEqual(complaint_state(), "closed")
                # What the customer said stands there as it was said.
                expect(seat.page.locator("dd", has_text=CONTENT).first).to_be_visible()
                self.assertEqual(house.verify()["tickets"], 2)

    def test_an_empty_field_that_is_required_is_pointed_out_and_nothing_typed_is_lost(self):
        house = self.house("10:00:00")
        seat = self.seat(house, house.specialist)
        seat.go("/intake/complaint")
        self.fill(seat, content="")

        seat.tab_to("form#open > button")
        seat.press("Enter")

        # The browser's own check: it goes to the field and nothing was sent.
        self.assertTrue(seat.has_focus("#open-data-content:invalid"))
        self.assert_filled(seat)
        self.assertEqual(house.events_stored(), 0)

    def test_what_the_server_refuses_is_explained_beside_the_field_and_nothing_typed_is_lost(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                house = self.house("10:00:00")
                seat = self.seat(house, house.specialist, language)
                seat.go("/intake/complaint")
                self.fill(seat, content="   ")
                seat.tab_to("form#open > button")
                seat.press("Enter")

                error = seat.page.locator("[data-error='/data/content']")
                expect(error).to_be_visible()
                self.assertTrue(error.inner_text().strip())
                expect(seat.page.locator("[data-problem]")).to_be_visible()
                self.assertTrue(seat.has_focus("#open-data-content[aria-invalid=true]"))
                self.assert_filled(seat)
                self.assertEqual(house.events_stored(), 0)

                # Corrected where the keyboard already is, it goes through.
                seat.type(CONTENT)
                seat.tab_to("form#open > button")
                seat.press("Enter")
                seat.page.wait_for_url("**/tickets/C-1")
                seat.state_becomes(WORDS[language]["received"])

    def test_a_former_complaint_that_does_not_exist_is_pointed_out_beside_its_field(self):
        house = self.house("10:00:00")
        for language in ("zh", "en"):
            for number, said in NO_TICKETS[language].items():
                with self.subTest(language=language, number=number):
                    seat = self.seat(house, house.specialist, language)
                    seat.go("/intake/complaint")
                    self.fill(seat)
                    seat.tab_to("#open-data-follows")
                    seat.type(number)
                    seat.press("Enter")

                    error = seat.page.locator("[data-error='/data/follows']")
                    expect(error).to_have_text(said)
                    self.assertTrue(seat.has_focus("#open-data-follows[aria-invalid=true]"))
                    self.assertEqual(seat.value("#open-data-follows"), number)
                    self.assert_filled(seat)
                    self.assertEqual(house.events_stored(), 0)

    def test_a_form_that_somebody_else_overtook_asks_to_reload_and_keeps_what_was_typed(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        seat = self.seat(house, house.specialist)
        seat.go(f"/tickets/{complaint.id}")
        self.unfold(seat, "replyToCustomer")
        seat.tab_to("form#replyToCustomer textarea")
        seat.type("已安排")
        house.supervisor.does("forward", complaint, departments=["engineering"])
        facts = complaint.facts()

        seat.tab_to("form#replyToCustomer > button")
        seat.press("Enter")

        expect(seat.page.locator("form#replyToCustomer [data-problem]")).to_contain_text(WORDS["zh"]["reload"])
        self.assertEqual(seat.value("form#replyToCustomer textarea"), "已安排")
        self.assertEqual(complaint.facts(), facts)

    def test_what_happens_elsewhere_appears_by_itself_and_leaves_open_what_is_open(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                house = self.house("10:00:00")
                complaint = house.specialist.open()
                seat = self.seat(house, house.specialist, language)
                seat.go(f"/tickets/{complaint.id}")
                seat.page.once("dialog", lambda dialog: dialog.accept("回电核实"))
                seat.tab_to("button[data-person]")
                seat.press("Enter")
                expect(seat.page.locator("dl.summary")).to_contain_text("13800138000")
                summary = "details:not(.action) > summary"
                seat.tab_to(summary)
                seat.press("Enter")

                house.supervisor.does("forward", complaint, departments=["engineering"])

                seat.state_becomes(WORDS[language]["inDepartment"])
                expect(seat.page.locator("section table").last).to_contain_text("D-1")
                self.assertTrue(seat.has_focus(summary))
                expect(seat.page.locator("details[open]:not(.action) > summary")).to_be_visible()
                expect(seat.page.locator("dl.summary")).to_contain_text("13800138000")
                expect(seat.page.locator("[data-refresh]")).to_be_hidden()
                self.assertEqual(seat.violations(), [])

                # The forms that came are forms.
                self.unfold(seat, "replyToCustomer")
                seat.tab_to("form#replyToCustomer textarea")
                seat.type("已安排")
                facts = len(complaint.facts())
                seat.tab_to("form#replyToCustomer > button")
                seat.press("Enter")
                until("the reply is stored", lambda: len(complaint.facts()) > facts)

    def test_what_happens_elsewhere_does_not_take_away_what_is_being_typed(self):
        for language in ("zh", "en"):
            with self.subTest(language=language):
                house = self.house("10:00:00")
                complaint = house.specialist.open()
                seat = self.seat(house, house.specialist, language)
                seat.go(f"/tickets/{complaint.id}")
                self.unfold(seat, "replyToCustomer")
                seat.tab_to("form#replyToCustomer textarea")
                seat.type("已安排")

                house.supervisor.does("forward", complaint, departments=["engineering"])

                news = seat.page.locator("[data-refresh]")
                expect(news).to_be_visible()
                expect(news).to_have_text(WORDS[language]["news"])
                self.assertEqual(seat.text("b.state"), WORDS[language]["received"])
                self.assertEqual(seat.violations(), [])

                news.click()
                seat.state_becomes(WORDS[language]["inDepartment"])
                expect(news).to_be_hidden()
                self.assertEqual(seat.value("form#replyToCustomer textarea"), "已安排")

                # Whoever has seen what is new may send: the form is up to date.
                facts = len(complaint.facts())
                seat.tab_to("form#replyToCustomer > button")
                seat.press("Enter")
                until("the reply is stored", lambda: len(complaint.facts()) > facts)

    def test_a_hidden_page_asks_for_nothing_until_it_is_seen_again(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        seat = self.seat(house, house.specialist)
        path = f"/tickets/{complaint.id}"
        # The browser's timers are run by hand.
        seat.page.clock.install()
        seat.go(path)
        asked = []
        seat.page.on("request", lambda request: asked.append(request.url))
        with seat.page.expect_response(f"**{path}"):
            seat.page.clock.run_for(ROUND_MILLISECONDS)

        seat.page.evaluate(LOOK, False)
        asked.clear()
        house.supervisor.does("forward", complaint, departments=["engineering"])
        for _ in range(5):
            seat.page.clock.run_for(ROUND_MILLISECONDS)
        self.assertEqual(asked, [])
        self.assertEqual(seat.text("b.state"), WORDS["zh"]["received"])

        seat.page.evaluate(LOOK, True)
        seat.state_becomes(WORDS["zh"]["inDepartment"])

    def test_a_customers_details_are_shown_for_a_reason_that_is_recorded(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        seat = self.seat(house, house.specialist)
        seat.go(f"/tickets/{complaint.id}")
        self.assertNotIn("13800138000", seat.page.content())
        seat.page.once("dialog", lambda dialog: dialog.accept("回电核实"))

        seat.tab_to("button[data-person]")
        seat.press("Enter")

        expect(seat.page.locator("dl.summary")).to_contain_text("13800138000")

    def test_who_has_no_token_is_told_so_at_the_log_in(self):
        house = self.house("10:00:00")
        seat = self.seat(house, house.specialist)
        seat.page.context.clear_cookies()
        seat.go("/login")
        seat.tab_to("#token")
        seat.type("pdn_" + "0" * 64)
        seat.press("Enter")

        expect(seat.page.locator("[role=alert]")).to_be_visible()
        self.assertEqual(seat.value("#token"), "")
