"""Another system's log is taken over: once, in its own time, without a word to anybody, and with verdicts that a second
calculation finds as well (`reckoning.py`)."""

import json
import pathlib
import subprocess
import tempfile
import time

import make_old_log
import reckoning
from house import PATIENCE_SECONDS, ROOT, Scenario

LOG = make_old_log.FILE
MAPPING = ROOT / "deploy/import/helpdesk.yaml"
ZONE = "Asia/Shanghai"
AT = "2026-03-25T09:00:00+08:00"
KILLS = 6


class Import(Scenario):
    def at_rest(self, policy="dx"):
        """A company whose server does not run."""
        house = self.house(AT, policy=policy, routers=0)
        house.stop()
        return house

    def mapping(self, house):
        """The shipped mapping for this log, which is in China's time."""
        text = MAPPING.read_text(encoding="utf-8").replace('zone: "+01:00"', f'zone: "{ZONE}"')
        file = house.folder / "mapping.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    def command(self, house, *more, log=LOG):
        place = ["--ready-file", house.ready_file] if house.server.poll() is None else ["--data-dir", house.data]
        reports = ["--report", house.folder / "rows.csv", "--clocks", house.folder / "clocks.csv"]
        words = ["import", log, "--mapping", self.mapping(house), "--json", *place, *reports, *more]
        return house.command(*(str(word) for word in words))

    def take_over(self, house, *more, log=LOG):
        run = subprocess.run(self.command(house, *more, log=log), capture_output=True, text=True, timeout=PATIENCE_SECONDS * 6)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return json.loads(run.stdout)

    def result(self, house):
        return reckoning.imported(house.folder / "clocks.csv", house.folder / "rows.csv")

    def assert_alike(self, reckoned, imported):
        for one, other in zip(reckoned, imported):
            self.assertEqual(list(reckoning.differences(one, other))[:10], [])
            self.assertGreater(len(one), 300)

    def rules(self):
        return reckoning.rules(ZONE, reckoning.china_2026(), {})


class Reckoned(Import):
    """Every clock of every ticket, by two calculations that know nothing of each other."""

    def test_each_limit_is_reckoned_alike(self):
        cases = reckoning.read(LOG, ZONE)
        for rule in self.rules():
            with self.subTest(rule.name):
                policy = self.policy_file(rule) if rule.policy else "dx"
                house = self.at_rest(policy)

                summary = self.take_over(house)

                self.assert_alike(reckoning.reckon(cases, rule.calendar, rule.limits), self.result(house))
                rows = summary["rows"]
                self.assertEqual(rows["all"], rows["applied"] + rows["note"] + rows["refused"])
                self.assertEqual(rows["all"], sum(len(rows) for rows in cases.values()))
                self.assertTrue(any(limit["late"] for limit in summary["limits"]))

    def policy_file(self, rule):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / f"{rule.name}.yaml"
        file.write_text(rule.policy, encoding="utf-8")
        return file

    def test_a_shifted_limit_is_noticed(self):
        """The comparison can fail: with a limit of a minute more many clocks differ."""
        house = self.at_rest()
        self.take_over(house)
        rule = self.rules()[0]

        clocks, _ = reckoning.reckon(reckoning.read(LOG, ZONE), rule.calendar, {**rule.limits, "forward": "121 min"})

        self.assertGreater(len(list(reckoning.differences(clocks, self.result(house)[0]))), 50)

    def test_the_log_is_what_its_seed_makes(self):
        self.assertEqual(LOG.read_bytes().decode(), make_old_log.text())


class ThroughAServer(Import):
    def test_nobody_is_told_and_again_changes_nothing(self):
        house = self.house(AT, routers=1)
        rule = self.rules()[0]

        first = self.take_over(house)

        self.assert_alike(reckoning.reckon(reckoning.read(LOG, ZONE), rule.calendar, rule.limits), self.result(house))
        # Every rung that was due by now is recorded, quietly.
        house.clock_to("2026-03-25T09:00:01+08:00")
        self.assertEqual(house.supervisor.get("/v1/notices")["notices"], [])
        self.assertEqual(house.admin.get("/v1/queues")["queues"], [])
        stored = house.events_stored()
        events = house.admin.get("/v1/feeds/all/events?limit=1000")["events"]
        self.assertTrue(all(event["importedtime"].startswith("2026-03-25") for event in events))
        self.assertEqual([int(event["sequence"]) for event in events], list(range(1, len(events) + 1)))

        second = self.take_over(house)

        self.assertEqual(house.events_stored(), stored)
        self.assertEqual(second["rows"], {**first["rows"], "known": first["rows"]["all"]})
        self.assertEqual(second["tickets"]["unchanged"], first["tickets"]["all"])

    def test_only_an_administrator_imports(self):
        house = self.house(AT)
        body = {"mapping": "", "header": [], "rows": []}
        self.refused("wrong-role", house.supervisor.post, "/v1/imports", body)
        problem = self.refused("invalid-mapping", house.admin.post, "/v1/imports", body)
        self.assertEqual(problem["errors"][0]["pointer"], "/mapping")


class Interrupted(Import):
    def test_killed_and_repeated_is_the_same(self):
        whole, broken = self.at_rest(), self.at_rest()
        started = time.monotonic()
        self.take_over(whole)
        took = time.monotonic() - started

        codes = []
        for kill in range(KILLS):
            run = subprocess.Popen(self.command(broken), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * (kill + 1) / (KILLS + 1))
            run.kill()
            codes.append(run.wait())
            broken.verify()
        summary = self.take_over(broken)

        self.assertIn(-9, codes, "no import was interrupted")
        self.assertGreater(summary["rows"]["known"], 0, "an interrupted one had kept something")
        self.assertEqual(self.result(broken), self.result(whole))
        self.assertEqual((broken.folder / "clocks.csv").read_text(), (whole.folder / "clocks.csv").read_text())
        self.assertEqual(summary["tickets"]["refused"], 0)

    def test_a_longer_log_continues(self):
        house, whole = self.at_rest(), self.at_rest()
        lines = LOG.read_text(encoding="utf-8").splitlines(keepends=True)
        earlier = house.folder / "earlier.csv"
        earlier.write_text(lines[0] + "".join(line for line in lines[1:] if line.split(",")[3] < "2026/02/14"), encoding="utf-8")

        first = self.take_over(house, log=earlier)
        second = self.take_over(house)
        self.take_over(whole)

        self.assertGreater(first["rows"]["all"], 100)
        self.assertGreater(second["tickets"]["continued"], 5)
        self.assertEqual(second["rows"]["known"], first["rows"]["all"])
        self.assertEqual(self.result(house), self.result(whole))

    def test_a_dry_run_keeps_nothing(self):
        house = self.at_rest()

        dry = self.take_over(house, "--dry-run")
        verified = house.verify()
        real = self.take_over(house)

        self.assertEqual(verified["tickets"], 0)
        self.assertTrue(dry["dryRun"])
        self.assertEqual(dry["rows"], real["rows"])
        self.assertEqual(dry["limits"], real["limits"])


class Mistakes(Import):
    def fail_with(self, code, house, *words):
        run = subprocess.run(house.command(*(str(word) for word in words)), capture_output=True, text=True)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        return run.stderr

    def test_a_wrong_mapping_is_told_with_its_places(self):
        house = self.at_rest()
        mapping = house.folder / "wrong.yaml"
        mapping.write_text(MAPPING.read_text(encoding="utf-8").replace("dispatch.delivered", "dispatch.deliverd").replace("Case ID", "Case"))

        told = self.fail_with(3, house, "import", LOG, "--mapping", mapping, "--data-dir", house.data)

        self.assertIn("a department dispatch has no command deliverd; perhaps: delivered", told)
        mapping.write_text(MAPPING.read_text(encoding="utf-8").replace("Case ID", "Case"))
        told = self.fail_with(3, house, "import", LOG, "--mapping", mapping, "--data-dir", house.data)
        self.assertIn(f"{mapping}:8:9: the log has no column Case", told)

    def test_no_report_takes_the_place_of_the_log(self):
        house = self.at_rest()
        log = house.folder / "log.csv"
        log.write_bytes(LOG.read_bytes())
        words = ["import", log, "--mapping", self.mapping(house), "--data-dir", house.data]

        for more in (["--report", log], ["--report", house.folder / "x.csv", "--clocks", house.folder / "x.csv"]):
            self.assertIn("must be different files", self.fail_with(2, house, *words, *more))

        self.assertEqual(log.read_bytes(), LOG.read_bytes())

    def test_a_file_that_is_not_there(self):
        house = self.at_rest()
        told = self.fail_with(2, house, "import", "nowhere.csv", "--mapping", MAPPING, "--data-dir", house.data)
        self.assertIn("cannot read nowhere.csv", told)
