"""`paidan policy try` on a company's log, and `paidan simulate` without any."""

import hashlib
import json
import pathlib
import subprocess

from house import Scenario

SCENARIOS = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "scenarios"
SHORTER = """\
name: shorter
title: {zh: 一小时转单, en: forwarded within an hour}
extends: dx
complaint.forwardWithin: 1 h
complaint.forwardCountsWhen: delivered
clocks:
  forward:
    - {late: [leader]}
"""
STORY = """\
start 2026-03-02 09:00
specialist opens complaint as A
11:00:00 expect A clock T-01 running
11:00:01 expect A clock T-01 running
"""


class Verbs(Scenario):
    def paidan(self, house, *words, exit_code=0, language="en"):
        run = subprocess.run([*house.command(*words)[:-1], language], capture_output=True, text=True)
        self.assertEqual(run.returncode, exit_code, run.stdout + run.stderr)
        return run


class TryingADraft(Verbs):
    """The log of two complaints: one forwarded after 90 minutes, one after three hours."""

    def setUp(self):
        self.company = self.house("10:00:00")
        clerk = self.company.specialist
        prompt, late = clerk.open(), clerk.open()
        self.company.clock_to("11:30:00")
        clerk.does("forward", prompt, departments=["engineering"])
        self.company.clock_to("13:00:00")
        clerk.does("forward", late, departments=["engineering"])
        self.numbers = [ticket.show()["number"] for ticket in (prompt, late)]
        self.draft = self.company.folder / "shorter.yaml"
        self.draft.write_text(SHORTER)

    def trial(self, draft, *words, language="en"):
        where = ["--since", "2026-03-01", "--data-dir", str(self.company.data)]
        return self.paidan(self.company, "policy", "try", str(draft), *where, *words, language=language)

    def test_what_would_be_late_is_told_beside_a_running_server(self):
        told = json.loads(self.trial(self.draft, "--json").stdout)

        changed = [line for line in told["changes"] if line["clock"] == "forward:engineering:1"]
        self.assertEqual([(line["number"], line["old"], line["new"]) for line in changed], [(self.numbers[0], "inTime", "late")])
        self.assertEqual(told["untried"], ["complaint.forwardCountsWhen"])
        self.assertEqual((told["tickets"], told["tried"], told["isEmpty"]), (4, 4, False))
        self.assertIn({"role": "leader", "old": 0, "new": 2}, told["told"])

    def test_people_read_it_in_their_language(self):
        self.assertIn("按时 → 超时", self.trial(self.draft, language="zh").stdout)
        self.assertIn("in time → late", self.trial(self.draft).stdout)
        self.assertIn("(--limit)", self.trial(self.draft, "--limit", "0").stdout)

    def test_what_the_draft_has_no_department_for_is_told(self):
        self.assertIn("草案没有责任部门", self.trial("ht", language="zh").stdout)
        self.assertIn("no department under the draft", self.trial("ht").stdout)
        told = json.loads(self.trial("ht", "--json").stdout)
        self.assertEqual(told["unrouted"], [{"category": None, "department": "engineering", "dispatches": 2}])

    def test_an_unchanged_policy_is_an_empty_difference(self):
        for draft in ("dx", "active", "1"):
            with self.subTest(draft=draft):
                self.assertEqual(self.trial(draft).stdout, "")
        self.assertTrue(json.loads(self.trial("dx", "--json").stdout)["isEmpty"])

    def test_it_only_reads_and_tells_the_same_again(self):
        self.assertEqual(self.company.stop(), 0)
        before = hashlib.sha256((self.company.data / "paidan.db").read_bytes()).hexdigest()

        first, second = (self.trial(self.draft, "--json").stdout for _ in range(2))

        self.assertEqual(first, second)
        self.assertEqual(hashlib.sha256((self.company.data / "paidan.db").read_bytes()).hexdigest(), before)
        self.company.start()

    def test_tickets_of_before_are_left_out(self):
        words = ["policy", "try", str(self.draft), "--since", "2026-03-03", "--json", "--data-dir", str(self.company.data)]

        self.assertEqual(json.loads(self.paidan(self.company, *words).stdout)["tickets"], 0)

    def test_mistakes_are_told(self):
        data = ["--data-dir", str(self.company.data)]
        self.paidan(self.company, "policy", "try", "dx", "--since", "March", *data, exit_code=2)
        self.paidan(self.company, "policy", "try", "dx", *data, exit_code=2)
        self.paidan(
            self.company, "policy", "try", "dx", "--since", "2026-03-01", "--data-dir", str(self.company.folder / "none"),
            exit_code=5)


class Simulating(Verbs):
    def setUp(self):
        self.company = self.house("10:00:00")
        self.story = self.company.folder / "story.scenario"

    def test_what_ships_comes_true(self):
        files = sorted(str(path) for path in SCENARIOS.glob("*.scenario"))

        told = json.loads(self.paidan(self.company, "simulate", "--json", *files).stdout)

        self.assertEqual([line["failed"] for line in told], [0] * len(files))
        self.assertGreaterEqual(len(files), 9)

    def test_what_does_not_is_told_with_its_line(self):
        self.story.write_text(STORY)

        run = self.paidan(self.company, "simulate", str(self.story), exit_code=1)

        self.assertIn(f"{self.story}:4:1: expected running, seen: late", run.stdout)
        self.assertIn("A = C-1 complaint", run.stdout)
        self.assertEqual(
            run.stdout, self.paidan(self.company, "simulate", str(self.story), exit_code=1).stdout)

    def test_mistakes_are_told_all_at_once(self):
        self.story.write_text(STORY.replace("expect", "expct"))

        run = self.paidan(self.company, "simulate", str(self.story), exit_code=3)

        self.assertEqual([line.split(":")[1] for line in run.stderr.splitlines()], ["3", "4"])
        self.paidan(self.company, "simulate", str(self.company.folder / "none"), exit_code=2)

    def test_another_policy_may_be_tried(self):
        self.story.write_text(STORY)
        longer = self.company.folder / "longer.yaml"
        longer.write_text("name: longer\ntitle: {zh: 三小时, en: three hours}\nextends: dx\ncomplaint.forwardWithin: 3 h\n")

        self.paidan(self.company, "simulate", str(self.story), "--policy", str(longer))
