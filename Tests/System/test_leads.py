"""Leads from outside: registered, given out by the rota, followed up, signed (M01)."""

import subprocess

from house import Scenario, Ticket


class Leads(Scenario):
    DESIGNERS = ["demo-designer", "demo-salesperson"]

    def studio(self, at="10:00:00"):
        house = self.house(at, policy="ds")
        house.director.post("/v1/rotas", {"data": {"designers": self.DESIGNERS}})
        return house

    def registered(self, house, phone="13800138000", source="company"):
        data = {"leadSource": source, "customer": {"name": "王小明", "phone": phone}}
        lead = Ticket(house, house.desk.post("/v1/leads", {"data": data})["id"])
        house.desk.does("completeIntake", lead)
        return lead

    def followed(self, house):
        lead = self.registered(house)
        house.director.does("dispatch", lead)
        house.designer.does("recordContact", lead, way="phone", notes="客户想要现代风格")
        return lead

    def voucher(self, lead):
        return [fact for fact in lead.history() if fact["type"] == "assigned"][-1]["data"]["voucher"]

    def test_leads_go_round_and_each_says_why(self):
        house = self.studio()
        leads = [self.registered(house, f"1380013800{number}") for number in range(4)]
        for lead in leads:
            house.director.does("dispatch", lead)

        vouchers = [self.voucher(lead) for lead in leads]
        self.assertEqual([voucher["offered"] for voucher in vouchers], self.DESIGNERS * 2)
        told = [notice["ticket"] for notice in house.designer.notices() if notice["notice"]["name"] == "leadAssigned"]
        self.assertEqual(told, [lead.id for lead in reversed(leads)])
        skipped = [[c.get("skipped") for c in voucher["candidates"]] for voucher in vouchers]
        self.assertEqual(skipped[1], [None, "served"], "in the order of the pass")
        self.assertEqual(vouchers[2]["roundsEnded"], 1)

    def test_the_command_line_shows_the_receipt(self):
        house = self.studio()
        leads = [self.registered(house, f"1380013800{number}") for number in range(2)]
        for lead in leads:
            house.director.does("dispatch", lead)

        run = subprocess.run(
            house.command(
                "ticket", "history", leads[1].id, "--server", f"http://{house.http_address}", "--data-dir",
                str(house.data)),
            capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 0, run.stderr)
        given = next(line for line in run.stdout.splitlines() if "given to a designer" in line)
        for words in ("has had a turn in this round", "rota before", "rota after", "whose turn it was", *self.DESIGNERS):
            self.assertIn(words, given)

    def test_sheets_are_collected_on_their_days(self):
        for late, verdict in ((0, "inTime"), (1, "late")):
            house = self.studio()
            rota = Ticket(house, house.director.get("/v1/rotas")["tickets"][0]["id"])
            self.assert_due("3 March 00:00", rota.clock("T-15"))
            self.assert_due("7 March 00:00", rota.clock("T-16"))
            house.clock_to("3 March 00:00", late)
            house.director.does("collectSheets", rota, notHandedIn=["demo-designer"])

            clocks = rota.clocks("T-15")
            self.assertEqual(clocks[0]["verdict"], verdict)
            self.assert_due("7 March 00:00", clocks[-1])
            told = [notice["notice"]["name"] for notice in house.director.notices()]
            self.assertIn("sheetsMissing", told)
            self.assertNotIn("breachFound", told)

    def test_a_restart_changes_nobodys_turn(self):
        house = self.studio()
        house.director.does("dispatch", self.registered(house, "13800138001"))
        house.kill()
        house.start()
        lead = self.registered(house, "13800138002")
        house.director.does("dispatch", lead)

        self.assertEqual(self.voucher(lead)["offered"], self.DESIGNERS[1])

    def test_three_days_without_contact_to_the_last_millisecond(self):
        for late, breaches in ((0, 0), (1, 1)):
            house = self.studio()
            lead = self.followed(house)
            house.clock_to("6 March 00:00", late)
            house.designer.does("recordContact", lead, way="phone", notes="已联系")

            facts = [fact["type"] for fact in lead.history()]
            self.assertEqual(facts.count("contactGapExceeded"), breaches)
            self.assert_due("6 March 00:00", lead.clocks("T-14")[0])

    def test_no_number_ends_the_server(self):
        house = self.studio()
        rota = Ticket(house, house.director.get("/v1/rotas")["tickets"][0]["id"])
        lead = self.followed(house)
        most = 2**63 - 1
        members = [{"designer": name, "work": "出图", "share": share} for name, share in zip(self.DESIGNERS, (most, 1))]
        wishes = [
            (house.designer, "agreeTeam", lead, {"members": members}, "/data/members/0/share"),
            (house.director, "suspend", rota, {"designer": self.DESIGNERS[0], "rounds": most, "reason": "挑单"}, "/data/rounds"),
            (house.director, "setCapacity", rota, {"designer": self.DESIGNERS[0], "capacity": -most - 1}, "/data/capacity"),
        ]
        for clerk, verb, ticket, data, pointer in wishes:
            problem = self.refused("invalid-data", clerk.does, verb, ticket, **data)
            self.assertEqual([flaw["pointer"] for flaw in problem["errors"]], [pointer])

        house.designer.does("signContract", lead, contractNo="HT-1", amount=100)
        self.assertEqual(lead.state, "signed")

    def test_who_has_left_gets_no_lead(self):
        house = self.studio()
        house.admin.post(f"/v1/accounts/{self.DESIGNERS[0]}/revoke", {"reason": "离职"})
        lead = self.registered(house)

        problem = self.refused("refused", house.director.does, "dispatch", lead, designer=self.DESIGNERS[0], reason="指定")
        self.assertEqual(problem["reason"], "has-left")
        house.director.does("dispatch", lead)
        self.assertEqual(lead.show()["data"]["designer"], self.DESIGNERS[1])
        house.verify()

    def test_nobody_else_gives_a_lead_out(self):
        house = self.studio()
        lead = self.registered(house)

        self.refused("wrong-role", house.designer.does, "dispatch", lead)
        problem = self.refused("refused", house.supervisor.does, "dispatch", lead)
        self.assertEqual(problem["reason"], "not-the-dispatcher")
        self.assertEqual(lead.state, "awaitingDispatch")

    def test_a_customer_who_comes_back_is_shown(self):
        house = self.studio()
        first = self.registered(house, "138-0013-8000")
        second = self.registered(house, "+8613800138000")

        self.assertEqual(second.show()["data"]["sameCustomer"], [first.id])
        self.assertIn("sameCustomer", [notice["notice"]["name"] for notice in house.director.notices()])

    def test_a_designer_s_list_is_of_the_own_leads(self):
        house = self.studio()
        leads = [self.registered(house, f"1380013800{number}") for number in range(2)]
        for lead in leads:
            house.director.does("dispatch", lead)

        def listed(clerk, query=""):
            return [ticket["id"] for ticket in clerk.get(f"/v1/leads{query}")["tickets"]]

        self.assertEqual(listed(house.designer, "?assignee=me"), [leads[0].id])
        self.assertEqual(listed(house.designer), [lead.id for lead in reversed(leads)])
        self.assertEqual(listed(house.director, "?assignee=demo-salesperson"), [leads[1].id])

    def test_a_signed_lead_opens_its_project(self):
        house = self.studio()
        lead = self.followed(house)
        house.designer.does("signContract", lead, contractNo="HT-1", amount=12_800_000)
        house.kill()
        house.start()

        rows = house.designer.get("/v1/projects")["tickets"]
        self.assertEqual(len(rows), 1)
        project = Ticket(house, rows[0]["id"])
        self.assertEqual((lead.state, project.state), ("signed", "contracted"))
        opening = project.show()["data"]["opening"]
        self.assertEqual((opening["lead"], opening["contractNo"]), (lead.id, "HT-1"))
        self.assertEqual(opening["decorationDesigner"], self.DESIGNERS[0])

    def test_a_signed_lead_is_over_and_its_designer_free(self):
        house = self.studio()
        lead = self.followed(house)
        house.designer.does("signContract", lead, contractNo="HT-1", amount=12_800_000)

        self.assertEqual((lead.state, lead.custodian), ("signed", "nobody"))
        rota = house.director.get("/v1/rotas")["tickets"][0]
        shown = Ticket(house, rota["id"]).show(house.director)
        self.assertEqual([d["charges"] for d in shown["data"]["standings"]["designers"]], [[], []])
