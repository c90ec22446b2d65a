"""A construction plan's shipments, row by row and by keyboard, and an amount in yuan, with script and without."""

from playwright.sync_api import expect

from desk import DeskScenario

LIST = "form#approvePlan fieldset[data-name='/data/shipments']"


class Plan(DeskScenario):
    def project(self, house):
        data = {"customer": {"name": "王小明", "phone": "13800138000"}, "contractNo": "HT-1", "site": "深圳"}
        return house.specialist.post("/v1/projects", {"data": data})["number"]

    def field(self, seat, row, name):
        return seat.page.locator(f"[name='/data/shipments/{row}/{name}']")

    def fill(self, seat, row, contract, moment=None):
        seat.tab_to(f"[name='/data/shipments/{row}/productContract']")
        seat.type(contract)
        if moment:
            self.field(seat, row, "scheduledFor").fill(moment)

    def unfold(self, seat, depth):
        seat.tab_to(f"{LIST}{' > details' * depth} > summary")
        seat.press("Enter")

    def open(self, seat, verb):
        """What comes next stands open already."""
        action = f"details:has(> form#{verb})"
        if not seat.page.locator(f"{action}[open]").count():
            seat.tab_to(f"{action} > summary")
            seat.press("Enter")

    def contracts(self, house, number):
        facts = house.specialist.get(f"/v1/tickets/{number}/history")["events"]
        return [node["productContract"] for fact in facts for node in fact["data"].get("nodes", [])]

    def test_rows_are_filled_in_one_after_the_other_and_an_empty_one_does_not_count(self):
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                house = self.house("10:00:00", policy="ht")
                number = self.project(house)
                seat = self.seat(house, house.specialist, scripts=scripts)
                seat.go(f"/tickets/{number}")
                self.open(seat, "approvePlan")

                self.fill(seat, 0, "CP-1", "2030-04-20T09:00")
                self.unfold(seat, 1)
                self.unfold(seat, 2)
                self.fill(seat, 2, "CP-3")
                if scripts:
                    self.assertEqual(seat.violations(), [])
                seat.tab_to("form#approvePlan > button")
                seat.press("Enter")

                # The page of a browser without script comes anew, with its rows closed up.
                row = 2 if scripts else 1
                expect(seat.page.locator(f"[data-error='/data/shipments/{row}/scheduledFor']")).to_have_text("必须填写")
                self.assertEqual(self.field(seat, row, "productContract").input_value(), "CP-3")
                self.assertEqual(self.contracts(house, number), [])
                seat.picture(f"plan-{'script' if scripts else 'plain'}")

                self.field(seat, row, "scheduledFor").fill("2030-04-25T09:00")
                seat.tab_to("form#approvePlan > button")
                seat.press("Enter")
                seat.state_becomes("已排计划")
                self.assertEqual(self.contracts(house, number), ["CP-1", "CP-3"])

    def test_an_amount_is_yuan(self):
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                house = self.house("10:00:00", policy="ht")
                number = self.project(house)
                for verb in ("approvePlan", "startWorks", "endWorks"):
                    house.specialist.post(f"/v1/tickets/{number}/commands", {"type": verb, "data": {}})
                seat = self.seat(house, house.specialist, scripts=scripts)
                seat.go(f"/tickets/{number}")
                self.open(seat, "issuePaymentNotice")
                seat.tab_to("#issuePaymentNotice-data-noticeNo")
                seat.type("J-1")
                seat.tab_to("#issuePaymentNotice-data-amount")
                seat.type("12.8w")
                seat.tab_to("form#issuePaymentNotice > button")
                seat.press("Enter")
                expect(seat.page.locator("[data-error='/data/amount']").filter(has_text="网页上填元")).to_be_visible()

                seat.page.fill("#issuePaymentNotice-data-amount", "12.8万")
                seat.tab_to("form#issuePaymentNotice > button")
                seat.press("Enter")

                expect(seat.page.get_by_text("¥128,000.00").first).to_be_attached()
                fact = house.specialist.get(f"/v1/tickets/{number}/history")["events"][-1]
                self.assertEqual(fact["data"]["amount"], 12_800_000)
