"""Who held a ticket for how long, and why a limit was missed: from the server, and from the file alone (`paidan ticket explain`)."""

import json
import re
import shutil
import sqlite3
import subprocess

from house import Scenario, instant, until


def seconds(duration):
    """Of an ISO 8601 duration without days."""
    hours, minutes, rest = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?", duration).groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest or 0)


class Explanations(Scenario):
    def explain(self, house, ticket, *words, expect=0):
        run = subprocess.run(
            house.command("ticket", "explain", ticket, "--data-dir", str(house.data), "--json", *words),
            capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, expect, run.stdout + run.stderr)
        return json.loads(run.stdout)

    def late(self, house):
        """A complaint that is forwarded one second too late, given back once, done and told."""
        complaint = house.specialist.open("construction")
        house.clock_to("12:00:01")
        house.specialist.does("forward", complaint, departments=["engineering"])
        house.clock_to("12:40:00")
        house.engineering.does("returnMisrouted", complaint.dispatch("engineering"), reason="主材问题", suggestedDept="materials")
        house.clock_to("13:00:00")
        house.specialist.does("forward", complaint, departments=["materials"])
        house.clock_to("13:10:00")
        house.materials.does("accept", complaint.dispatch("materials"), promisedDate="2026-03-03T18:00:00+08:00")
        return complaint

    def close(self, house, complaint):
        house.clock_to("Tue 17:00:00")
        house.materials.does("reportDone", complaint.dispatch("materials"), result="已换", cause="色差")
        house.specialist.does("replyToCustomer", complaint, text="已换砖")
        self.assertEqual(complaint.state, "closed")

    def assert_adds_up(self, account):
        intervals = account["intervals"]
        self.assertEqual([account["from"]] + [line["until"] for line in intervals],
                         [line["from"] for line in intervals] + [account["until"]])
        whole = (instant(account["until"]) - instant(account["from"])).total_seconds()
        for name in ("clockTime", "workingTime"):
            self.assertEqual(sum(seconds(line[name]) for line in intervals), seconds(account[name]))
            self.assertEqual(sum(seconds(line[name]) for line in account["totals"]), seconds(account[name]))
        self.assertEqual(seconds(account["clockTime"]), whole)
        for line in intervals:
            length = (instant(line["until"]) - instant(line["from"])).total_seconds()
            self.assertEqual(length, seconds(line["clockTime"]))

    def test_a_late_forward_is_explained_and_the_accounts_add_up(self):
        house = self.house("10:00:00")
        complaint = self.late(house)

        told = house.specialist.get(f"/v1/tickets/{complaint.id}/explain")

        clock = next(clock for clock in told["clocks"] if clock["key"] == "forward:engineering:1")
        self.assertEqual(
            clock["why"],
            "forward (T-01, engineering department): 2 h from 2026-03-02 Mon 10:00, due 2026-03-02 Mon 12:00; "
            "forwarded to departments at 2026-03-02 Mon 12:00:01, late by 1 s")
        self.assertEqual((clock["verdict"], clock["rules"], clock["policy"]["name"]), ("late", "CMP-05", "dx"))
        self.assertEqual(sum(seconds(step["time"]) for step in clock["arithmetic"]["steps"] if step["isCounted"]), 7200)
        self.assertTrue(told["agrees"])
        self.assert_adds_up(told["account"])
        for part in told["parts"]:
            self.assert_adds_up(part["account"])
        self.assertEqual(
            [(line["holder"], seconds(line["clockTime"])) for line in told["account"]["intervals"]],
            [("customerService", 7201), ("department:engineering", 2399), ("customerService", 1200),
             ("department:materials", 600)])

    def test_each_hop_has_its_facts_its_verdicts_and_what_came_back(self):
        house = self.house("10:00:00")
        complaint = self.late(house)

        account = house.specialist.get(f"/v1/tickets/{complaint.id}/explain")["handOvers"]

        first, second = account["hops"]
        self.assertEqual((account["returned"], account["backAgain"]), (1, 0))
        self.assertEqual((first["outcome"], first["suggested"]), ("returned", "materials"))
        self.assertEqual(first["delivered"]["took"]["clockTime"], "PT39M59S")
        self.assertEqual([clock["verdict"] for clock in first["delivered"]["clocks"]], ["late"])
        self.assertEqual(second["delivered"]["clocks"][0]["verdict"], "inTime")
        self.assertRegex(second["receipt"], r"^desk:")
        self.assertNotIn("at", second["done"])

    def test_a_worker_that_took_it_is_told_by_its_receipt(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.worker("engineering")
        house.specialist.does("forward", complaint, departments=["engineering"])
        until("it is delivered", lambda: complaint.dispatch("engineering").state == "published")

        hop = self.explain(house, complaint.id)["handOvers"]["hops"][0]

        self.assertRegex(hop["receipt"], r"^lease:\d+\.1$")
        self.assertEqual(hop["attempts"], 1)

    def test_the_file_alone_says_what_the_server_said(self):
        house = self.house("10:00:00")
        complaint = self.late(house)
        open_online = house.admin.get(f"/v1/tickets/{complaint.id}/explain")
        self.assertEqual(self.explain(house, "C-1", "--at", open_online["asOf"]), open_online)
        self.close(house, complaint)
        online = house.admin.get(f"/v1/tickets/{complaint.id}/explain")
        through_the_client = self.explain(house, "C-1", "--server", f"http://{house.http_address}")
        self.assertEqual(through_the_client, online)
        self.assertEqual(house.stop(), 0)

        self.assertEqual(self.explain(house, "C-1"), online)
        # Neither the key nor the folder is needed; a copy of the database is enough.
        copy = house.folder / "copy.db"
        shutil.copy(house.data / "paidan.db", copy)
        (house.data / "master.key").rename(house.folder / "away.key")
        self.assertEqual(self.explain(house, complaint.id, "--file", str(copy)), online)
        (house.folder / "away.key").rename(house.data / "master.key")

    def test_what_was_bent_in_the_file_ends_with_1(self):
        house = self.house("10:00:00")
        complaint = self.late(house)
        self.close(house, complaint)
        house.stop()
        copy = house.folder / "bent.db"
        shutil.copy(house.data / "paidan.db", copy)
        database = sqlite3.connect(copy)
        database.execute("DROP TRIGGER event_never_changes")
        changed = database.execute(
            "UPDATE event SET clocks = CAST(replace(CAST(clocks AS TEXT), '\"late\"', '\"inTime\"') AS BLOB) "
            "WHERE CAST(clocks AS TEXT) LIKE '%forward:engineering:1%late%'").rowcount
        database.commit()
        database.close()
        self.assertEqual(changed, 1)

        told = self.explain(house, "C-1", "--file", str(copy), expect=1)

        clock = next(clock for clock in told["clocks"] if clock["key"] == "forward:engineering:1")
        self.assertFalse(told["agrees"] or clock["agrees"])
        self.assertIn("verdict", clock["findings"][0])
        self.assertTrue(any("was changed" in finding["what"] for finding in told["findings"]))

    def test_people_read_it_in_both_languages(self):
        house = self.house("10:00:00")
        self.late(house)
        for language, words in (
            ("zh", ["时间账", "交接凭证", "时限证明", "超时 1 秒", "计入 2 小时", "合计", "重算与记录一致", "退回 1 次"]),
            ("en", ["time account", "hand-over account", "deadline proofs", "late by 1 s", "counted 2 h", "all agrees"]),
        ):
            with self.subTest(language=language):
                run = subprocess.run(
                    [*house.command("ticket", "explain", "C-1", "--data-dir", str(house.data))[:-1], language],
                    capture_output=True, text=True, timeout=20)
                self.assertEqual(run.returncode, 0, run.stderr)
                for word in words:
                    self.assertIn(word, run.stdout)
                for secret in ("王小明", "瓷砖空鼓", "主材问题"):
                    self.assertNotIn(secret, run.stdout)

    def test_mistakes_are_told(self):
        house = self.house("10:00:00")
        for words, code in (
            (["C-99"], 3), (["nonsense"], 2), (["C-1", "--file", str(house.folder / "none.db")], 5),
            (["C-1", "--at", "yesterday"], 2), (["C-1", "--at", "2026-03-02T10:00:00Z", "--server", "http://127.0.0.1:1"], 2),
        ):
            with self.subTest(words=words):
                run = subprocess.run(
                    house.command("ticket", "explain", *words, "--data-dir", str(house.data)), capture_output=True,
                    text=True, timeout=20)
                self.assertEqual(run.returncode, code, run.stdout + run.stderr)
                self.assertTrue(run.stderr)
