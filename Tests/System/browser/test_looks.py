"""The three generic pages in both languages, by day and by night, on a desk and on a telephone.

No page scrolls sideways, axe finds nothing to complain about, none is heavier than 150 KB.
"""

from desk import PHONE, SCREEN, DeskScenario
from house import moment

WEIGHT_MAX = 150_000
LONG = "A" * 120  # a word that no line can break by itself


class Looks(DeskScenario):
    def busy_house(self):
        """A house where the pages have much to show: long texts, several clocks and parts, something late."""
        house = self.house("10:00:00", policy="rs")
        complaint = house.specialist.open(
            content="客厅瓷砖空鼓。" * 40 + LONG, projectOrOrder=LONG[:60], demand="Please repair. " * 20)
        house.specialist.does("forward", complaint, departments=["engineering", "materials"])
        house.engineering.does("accept", complaint.dispatch("engineering"), promisedDate=moment("Wed 18:00:00"))
        house.engineering.does("progress", complaint.dispatch("engineering"), note=LONG)
        house.specialist.does("amend", complaint, fields={"demand": "尽快"}, reason="客户补充")
        for _ in range(3):
            house.specialist.does("forward", house.specialist.open(), departments=["engineering"])
        call = house.specialist.post("/v1/calls", {"data": {
            "occasion": "midTerm", "customer": {"name": "王小明"}, "dueAt": moment("Wed 18:00:00")}})
        house.clock_to("10:30:01")
        return house, {
            "call": f"/tickets/{call['number']}",
            "intake": "/intake/complaint", "ticket": f"/tickets/{complaint.id}",
            "dispatch": f"/tickets/{complaint.dispatch('engineering').id}", "board": "/departments/engineering",
            "call list": "/calls?caller=all", "list": "/", "problem": "/tickets/C-999", "log-in": "/login"}

    def test_no_page_scrolls_sideways_and_axe_finds_nothing(self):
        house, pages = self.busy_house()
        for language in ("zh", "en"):
            for scheme in ("light", "dark"):
                for size in (SCREEN, PHONE):
                    seat = self.seat(house, house.supervisor, language, size, scheme)
                    for name, path in pages.items():
                        with self.subTest(page=name, language=language, scheme=scheme, width=size["width"]):
                            seat.go(path)
                            # Every form opened: what is folded away is not judged.
                            seat.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
                            seat.picture(f"{name}-{language}-{scheme}-{size['width']}")
                            self.assertEqual(seat.overflow(), 0, "pixels too wide")
                            self.assertEqual(seat.hidden_columns(), 0, "tables too wide")
                            self.assertEqual(seat.violations(), [])

    def test_at_night_the_pages_are_dark(self):
        house, pages = self.busy_house()
        for scheme, is_dark in (("light", False), ("dark", True)):
            seat = self.seat(house, house.supervisor, scheme=scheme)
            seat.go(pages["intake"])
            # The brightness of the letters: dark pages have light ones.
            bright = seat.page.evaluate(
                "getComputedStyle(document.querySelector('label')).color.match(/\\d+/g).slice(0, 3).every(part => part > 127)")
            self.assertEqual(bright, is_dark, scheme)

    def test_no_page_is_heavier_than_150_kilobytes(self):
        house, pages = self.busy_house()
        seat = self.seat(house, house.supervisor)
        for name, path in pages.items():
            with self.subTest(page=name):
                weight = seat.weight(path)
                self.assertLess(10_000, weight, "style sheet and script are missing")
                self.assertLess(weight, WEIGHT_MAX)

    def test_the_other_language_is_one_key_away_and_is_remembered(self):
        house, pages = self.busy_house()
        seat = self.seat(house, house.specialist, "zh")
        seat.go(pages["ticket"])
        seat.tab_to("nav a[hreflang=en]")
        seat.press("Enter")
        seat.page.wait_for_selector("html[lang=en]")
        seat.go(pages["intake"])
        self.assertEqual(seat.text("h1"), "open a complaint")
        self.assertEqual(seat.page.locator("html").get_attribute("lang"), "en")
