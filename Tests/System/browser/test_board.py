"""A department's board refreshes by itself when something happens elsewhere."""

import re

from playwright.sync_api import expect

from desk import DeskScenario

COUNTDOWN = re.compile(r"\d\d:\d\d:\d\d")


class Board(DeskScenario):
    def board(self, language="zh"):
        house = self.house("10:00:00")
        seat = self.seat(house, house.engineering, language)
        seat.go("/departments/engineering")
        return house, seat

    def count(self, seat, name):
        return seat.page.locator(f"[data-count={name}]")

    def test_a_complaint_that_is_forwarded_elsewhere_appears_and_goes_again_when_it_is_done(self):
        for language, queued, delivered in (
                ("zh", "待签收", "已签收,待承诺日期"), ("en", "in the department's queue", "delivered, owes a date")):
            with self.subTest(language=language):
                house, seat = self.board(language)
                expect(self.count(seat, "open")).to_have_text("0")
                expect(seat.page.locator("[data-empty]")).to_be_visible()

                complaint = house.specialist.open()
                house.specialist.does("forward", complaint, departments=["engineering"])

                row = seat.page.locator("tbody tr")
                expect(row).to_contain_text(queued)
                expect(self.count(seat, "open")).to_have_text("1")
                expect(seat.page.locator("[data-empty]")).to_be_hidden()
                seat.changes("tbody [data-due]")

                dispatch = complaint.dispatch("engineering")
                house.engineering.does("delivered", dispatch)
                expect(row).to_contain_text(delivered)

                house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")
                expect(row).to_have_count(0)
                expect(self.count(seat, "open")).to_have_text("0")

    def test_what_becomes_late_is_marked_and_counted_and_stands_first(self):
        house, seat = self.board()
        late, other = house.specialist.open(), house.specialist.open()
        house.specialist.does("forward", late, departments=["engineering"])
        house.clock_to("10:20:00")
        house.specialist.does("forward", other, departments=["engineering"])
        expect(seat.page.locator("tbody tr")).to_have_count(2)
        expect(self.count(seat, "late")).to_have_text("0")

        house.clock_to("10:30:01")

        expect(self.count(seat, "late")).to_have_text("1")
        first = seat.page.locator("tbody tr").first
        expect(first).to_have_class("late")
        expect(first).to_contain_text("超时")
        expect(first).to_contain_text("D-1")

    def test_what_the_script_paints_is_what_the_server_draws(self):
        house, seat = self.board()
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])
        row = seat.page.locator("tbody tr")

        def painted():
            cells = row.locator("td:not(:last-child)").all_inner_texts()
            # What is left counts down in the page, by its own seconds.
            return [COUNTDOWN.sub("hh:mm:ss", cell) for cell in cells], row.locator("time").inner_text()

        expect(row).to_have_count(1)
        by_script = painted()
        self.assertIn("hh:mm:ss", by_script[0][-1])

        seat.page.reload()

        expect(row).to_have_count(1)
        self.assertEqual(painted(), by_script)

    def test_the_end_of_a_day_and_the_heads_of_cells_are_the_same_from_script_and_server(self):
        # Above each cell on a narrow screen stands what it is.
        cells = """() => [...document.querySelectorAll("tbody td")].map(
            cell => [cell.dataset.head, (cell.querySelector("time") ?? cell).textContent])"""
        for language, due in (("zh", "到期"), ("en", "due")):
            with self.subTest(language=language):
                house, seat = self.board(language)
                complaint = house.specialist.open()
                house.specialist.does("forward", complaint, departments=["engineering"])
                house.engineering.does(
                    "accept", complaint.dispatch("engineering"), promisedDate="2026-03-05T00:00:00+08:00")
                expect(seat.page.locator("tbody time")).to_have_text("2026-03-04 24:00")
                painted = seat.page.evaluate(cells)

                bare = self.seat(house, house.engineering, language, scripts=False)
                bare.go("/departments/engineering")

                self.assertEqual(painted, bare.page.evaluate(cells))
                self.assertIn([due, "2026-03-04 24:00"], painted)

    def test_it_goes_on_by_itself_after_the_server_was_away(self):
        house, seat = self.board()
        seat.complaints = []
        house.kill()
        house.start()
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])

        expect(seat.page.locator("tbody tr")).to_contain_text("D-1")

        # While the server was away Chromium wrote of refused connections; nothing else may stand there.
        seat.complaints = [text for text in seat.complaints if "ERR_" not in text]
