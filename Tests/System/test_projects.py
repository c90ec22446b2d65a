"""Renovation projects from outside: acceptances, stores, notices, calls and what holds the end (M02, M03, M04)."""

from house import Scenario, Ticket, moment

CUSTOMER = {"name": "王小明", "phone": "13800138000"}
PLAN = {
    "materialArrivalOn": moment("9 March 10:00"), "hiddenWorksOn": moment("16 March 10:00"),
    "midTermOn": moment("1 April 10:00"), "finalOn": moment("11 April 10:00"),
    "shipments": [{"productContract": "PC-1", "scheduledFor": moment("23 March 10:00")}],
}


class ProjectScenario(Scenario):
    def opened(self, house):
        receipt = house.specialist.post("/v1/projects", {"data": {"customer": CUSTOMER, "contractNo": "HT-1"}})
        return Ticket(house, receipt["id"])

    def underway(self):
        house = self.house("10:00:00")
        project = self.opened(house)
        house.specialist.does("approvePlan", project, **PLAN)
        house.specialist.does("startWorks", project)
        return house, project

    def parts(self, house, kind, project):
        rows = house.admin.get(f"/v1/{kind}?limit=200&parent={project.id}")["tickets"]
        return [Ticket(house, row["id"]) for row in rows]

    def node(self, house, project, stage):
        found = [node for node in self.parts(house, "nodes", project) if node.show()["data"]["opening"]["stage"] == stage]
        self.assertEqual(len(found), 1, stage)
        return found[0]

    def passes(self, house, project, stage):
        node = self.node(house, project, stage)
        parties = [duty["party"] for duty in node.show()["data"]["notices"]]
        house.specialist.does("notifyParties", node, parties=parties, channel="phone")
        house.specialist.does("beginAcceptance", node, present=["customer"])
        house.specialist.does("recordResult", node, passed=True, signed=True)
        self.assertEqual(node.state, "passed")


class Projects(ProjectScenario):
    def test_the_plan_opens_five_acceptances_and_passed_ones_move_the_project(self):
        house, project = self.underway()
        self.assertEqual(len(self.parts(house, "nodes", project)), 5)

        for stage, state in (
            ("materialArrival", "hiddenWorks"), ("hiddenWorks", "materialsPhase"), ("midTerm", "finishing"),
            ("mainMaterial", "finishing"), ("final", "awaitingPayment"),
        ):
            self.passes(house, project, stage)
            self.assertEqual(project.state, state)
        self.assertEqual([supply.state for supply in self.parts(house, "supplies", project)], ["arrived"])

    def test_a_plan_without_a_date_is_refused(self):
        house = self.house("10:00:00")
        project = self.opened(house)

        self.refused("refused", house.specialist.does, "approvePlan", project, finalOn=PLAN["finalOn"])

    def test_the_site_lead_names_the_hidden_works_two_days_ahead(self):
        house, project = self.underway()
        node = self.node(house, project, "hiddenWorks")
        self.assert_due("15 March 00:00", node.clock("T-21"))

        house.clock_to("15 March 00:00:01")
        house.specialist.does("reportDate", node, scheduledFor=PLAN["hiddenWorksOn"])

        self.assertEqual(node.verdict("T-21"), "late")

    def test_the_store_answers_within_24_hours_and_its_change_moves_the_acceptance(self):
        house, project = self.underway()
        self.passes(house, project, "materialArrival")
        self.passes(house, project, "hiddenWorks")
        supply = self.parts(house, "supplies", project)[0]
        self.assert_due("Tue 10:00", supply.clock("T-25"))

        house.clock_to("Tue 10:00")
        house.specialist.does(
            "answerWithChange", supply, shipOn=moment("24 March 10:00"), arriveOn=moment("25 March 10:00"), reason="工厂延期")

        self.assertEqual(supply.verdict("T-25"), "inTime")
        node = self.node(house, project, "mainMaterial")
        self.assert_instants(["25 March 10:00"], [node.show()["data"]["day"]["scheduledFor"]])

    def test_an_open_complaint_holds_the_final_acceptance(self):
        house, project = self.underway()
        node = self.node(house, project, "final")
        receipt = house.specialist.post("/v1/complaints", {"data": {
            "channel": "phone", "customer": project.show()["data"]["opening"]["customer"],
            "content": "瓷砖空鼓", "project": project.id}})
        complaint = Ticket(house, receipt["id"])

        self.refused("refused", house.specialist.does, "beginAcceptance", node, present=["customer"])
        house.specialist.does("withdraw", complaint, reason="客户撤回")
        house.specialist.does("beginAcceptance", node, present=["customer"])

        self.assertEqual(node.state, "accepting")

    def test_a_cancelled_project_leaves_nothing_open(self):
        house, project = self.underway()

        house.supervisor.does("cancelProject", project, reason="客户退单", settlement="已结清")

        self.assertEqual({node.state for node in self.parts(house, "nodes", project)}, {"cancelled"})
