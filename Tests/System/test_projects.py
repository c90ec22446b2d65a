"""Renovation projects from outside: acceptances, stores, notices, calls and what holds the end (M02, M03, M04)."""

import json
import os
import pathlib
import subprocess

from house import Scenario, Ticket, moment

WITH_BOTH_CALLS = pathlib.Path(__file__).with_name("with_both_calls.yaml")
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

    def test_a_site_that_stands_still_accepts_nothing(self):
        house, project = self.underway()
        node = self.node(house, project, "materialArrival")
        house.supervisor.does("suspend", project, reason="客户要求", until=moment("20 March 10:00"))

        problem = self.refused("refused", house.specialist.does, "beginAcceptance", node, present=["customer"])
        self.assertEqual(problem["reason"], "site-stands")
        self.assertIn("stands still", problem["detail"])
        offered = house.specialist.get(f"/v1/tickets/{node.id}/actions")["actions"]
        self.assertNotIn("beginAcceptance", [action["verb"] for action in offered if action["isOffered"]])

        house.supervisor.does("resume", project)
        house.specialist.does("beginAcceptance", node, present=["customer"])
        self.assertEqual(node.state, "accepting")

    def test_the_address_of_a_site_is_corrected_and_kept(self):
        house, project = self.underway()
        wrong = self.refused("invalid-data", house.specialist.does, "amend", project, fields={"site": 7}, reason="登记有误")
        self.assertEqual([error["pointer"] for error in wrong["errors"]], ["/data/fields/site"])
        self.refused("refused", house.specialist.does, "amend", project, fields={}, reason="登记有误")
        house.specialist.does("amend", project, fields={"site": "翠湖花园 3 栋 501", "contractNo": "HT-10"}, reason="登记有误")
        house.kill()
        house.start()

        shown = project.show(house.specialist)
        self.assertEqual((shown["siteAddress"], shown["subjectLabel"]), ("翠湖花园 3 栋 501", "HT-10"))


class CallsTogether(ProjectScenario):
    """A-25: a company with calls of nodes and calls of the calendar."""

    def explain(self, house, ticket):
        run = subprocess.run(
            house.command("ticket", "explain", ticket.show()["number"], "--data-dir", str(house.data), "--json"),
            capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return json.loads(run.stdout)

    def test_one_conversation_in_mid_month_keeps_both_promises_and_each_is_explained(self):
        house = self.house("10:00:00", policy=WITH_BOTH_CALLS)
        project = self.opened(house)
        house.specialist.does("approvePlan", project, **PLAN | {"materialArrivalOn": moment("14 March 10:00")})
        house.specialist.does("startWorks", project)
        calendar = self.parts(house, "calls", project)[0]
        self.assert_due("18 March 00:00", calendar.clock("T-30/T-31"))

        house.clock_to("14 March 11:00")
        node = self.parts(house, "calls", project)[0]
        self.assertEqual(node.show()["data"]["opening"]["occasion"], "arrival")
        house.specialist.does("complete", node, channel="phone", satisfied=True, score=5)

        self.assertEqual(node.verdict("T-20"), "inTime")
        self.assertEqual((calendar.state, calendar.verdict("T-30/T-31")), ("superseded", "inTime"))
        proof = [clock for clock in self.explain(house, calendar)["clocks"] if clock["number"] == "T-30/T-31"][0]
        self.assertEqual((proof["verdict"], proof["stoppedBy"]["type"], proof["agrees"]), ("inTime", "madeTogether", True))
        self.assertIn("madeTogether", calendar.facts())
        together = [entry for entry in calendar.history() if entry["type"] == "madeTogether"][0]
        self.assertIn(node.show()["number"], json.dumps(together, ensure_ascii=False))
        self.assert_due("1 April 00:00", self.parts(house, "calls", project)[0].clock("T-30/T-31"))


class Team(ProjectScenario):
    def test_a_site_lead_finds_the_acceptances_and_knows_which_they_are(self):
        house = self.house("10:00:00")
        for account in ("site-1", "site-2"):
            made = subprocess.run(
                house.command("token", "create", account, "--role", "siteLead", "--ready-file", str(house.ready_file)),
                capture_output=True, text=True, timeout=20)
            self.assertEqual(made.returncode, 0, made.stderr)
        receipt = house.specialist.post("/v1/projects", {
            "data": {"customer": CUSTOMER, "contractNo": "HT-1", "site": "科苑路 1 号", "siteLead": "site-1"}})
        project = Ticket(house, receipt["id"])
        house.specialist.does("approvePlan", project, **PLAN)

        def listed(account):
            run = subprocess.run(
                house.command("ticket", "list", "--assignee", account, "--ready-file", str(house.ready_file)),
                env=os.environ | {"PAIDAN_TOKEN": house.supervisor.token}, capture_output=True, text=True, timeout=20)
            self.assertEqual(run.returncode, 0, run.stderr)
            return run.stdout

        own = listed("site-1")
        self.assertEqual((own.count("N-"), own.count("P-1")), (5, 6), own)
        self.assertIn("hidden works 2026-03-16 10:00 P-1", own)
        self.assertNotIn("科苑路", own, "only the team is shown the address in lists")
        self.assertNotIn("N-", listed("site-2"))

        house.specialist.does("assignTeam", project, siteLead="site-2")
        self.assertNotIn("N-", listed("site-1"))
        self.assertEqual(listed("site-2").count("N-"), 5)
