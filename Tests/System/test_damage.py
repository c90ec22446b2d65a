"""Rows that somebody has changed behind the server's back, and a disk without room."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import unittest

from house import PATIENCE_SECONDS, House, Scenario
from older import age

COMPLAINT = {"kind": "complaint", "data": {"channel": "phone", "anonymous": True, "content": "客厅瓷砖空鼓" * 50}}


class Damage(Scenario):
    def broken(self, *statements):
        """A company whose first complaint somebody has damaged with the shell of SQLite; the server has started again."""
        house = House()
        self.addCleanup(house.clean_up)
        for _ in range(2):
            house.specialist.open("construction")
        house.stop()
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                database.execute(statement)
        house.start()
        return house

    def broken_before_the_last_migration(self):
        """The same, stopped, as the program before m0008 left it."""
        house = self.broken()
        house.stop()
        age(house.data / "paidan.db", migrations=7)
        return house

    def findings(self, house):
        run = subprocess.run(
            house.command("verify", "--data-dir", str(house.data), "--json"), capture_output=True, text=True)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        return [finding["what"] for finding in json.loads(run.stdout)["findings"]]

    def assert_served(self, house):
        house.specialist.does("replyToCustomer", house.specialist.open("construction"), text="好")
        house.clock_to("18:00:00")
        house.specialist.open("construction")

    def test_a_row_that_cannot_be_read_stops_nobody_and_is_named(self):
        house = self.broken("UPDATE ticket SET due = 9223372036854775807 WHERE kind = 'complaint' AND number = 1")

        self.assertTrue(any("C-1 cannot be read" in what for what in self.findings(house)))
        page = house.specialist.get("/v1/tickets")
        self.assertEqual(page["damaged"], ["C-1"])
        self.assertEqual([row["number"] for row in page["tickets"] if row["kind"] == "complaint"], ["C-2"])
        self.refused("unreadable-history", house.specialist.get, "/v1/tickets/C-1")
        listed = subprocess.run(
            house.command("ticket", "list", "--lang", "en", "--ready-file", str(house.ready_file)),
            capture_output=True, text=True)
        self.assertIn("C-2", listed.stdout)
        self.assertIn("damaged; tell the administrator): C-1", listed.stderr)
        self.assert_served(house)

    def test_damaged_messages_do_not_keep_an_older_database_from_being_taken_over(self):
        house = self.broken_before_the_last_migration()
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("PRAGMA ignore_check_constraints = ON")
            database.execute("UPDATE message SET ticket = 999 WHERE id = (SELECT min(id) FROM message)")
            database.execute("UPDATE message SET state = 'lost' WHERE id = (SELECT max(id) FROM message)")
            self.assertEqual(database.execute("SELECT count(*) FROM message").fetchone(), (2,))

        house.start()

        self.assertTrue(self.findings(house))
        self.assert_served(house)

    def test_what_no_sound_file_could_hold_is_taken_over_too(self):
        """Twice out at once, empty where nothing may be empty, of another type, the same row twice."""
        house = self.broken_before_the_last_migration()
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("PRAGMA writable_schema = ON")
            database.execute("DROP INDEX message_order")
            for name, sql in database.execute("SELECT name, sql FROM sqlite_schema WHERE name IN ('message', 'settlement')").fetchall():
                loose = re.sub(r"(INTEGER|TEXT|BLOB) NOT NULL", r"\1", sql).replace(") STRICT, ", ") ").replace(") STRICT", ")")
                database.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (loose, name))
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("PRAGMA ignore_check_constraints = ON")
            columns = "queue, ticket, parent, kind, version, rev, enqueued_at, deadline, body, state, attempt, follows_gap, moment"
            for _ in range(2):
                database.execute(f"INSERT INTO message ({columns}) SELECT {columns} FROM message ORDER BY id LIMIT 1")
            database.execute("UPDATE message SET queue = NULL, body = NULL WHERE id = (SELECT max(id) FROM message)")
            database.execute("UPDATE message SET kind = x'00ff', rev = 'x' WHERE id = (SELECT max(id) - 1 FROM message) - 1")
            database.execute("INSERT INTO settlement VALUES (77, 1, NULL, 'then')")

        house.start()

        self.assertTrue(self.findings(house))
        self.assert_served(house)

    def test_a_file_that_cannot_be_taken_over_says_what_to_do(self):
        house = self.broken_before_the_last_migration()
        self.spoil(house.data / "paidan.db", "message")

        run = subprocess.run(house.serve_command(), capture_output=True, text=True, timeout=PATIENCE_SECONDS)

        self.assertEqual(run.returncode, 5, run.stderr)
        self.assertIn("restore a backup", run.stderr)
        self.assertNotIn("unexpected", run.stderr)

    def spoil(self, path, table):
        """The first page of a table's rows is no page any more."""
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = database.execute("PRAGMA page_size").fetchone()[0]
            root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
            leaf = database.execute(
                "SELECT min(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)).fetchone()[0]
        with open(path, "r+b") as file:
            file.seek((leaf - 1) * size)
            file.write(b"\xff" * 12)
        return leaf != root

    def test_a_page_that_cannot_be_read_hides_nothing_else_from_verify(self):
        for table in ("incident", "message", "ticket"):
            with self.subTest(table=table):
                house = House()
                self.addCleanup(house.clean_up)
                for _ in range(60):
                    house.specialist.open()
                house.stop()
                with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
                    database.execute("PRAGMA ignore_check_constraints = ON")
                    database.execute("UPDATE ticket SET rev = 999 WHERE no = 60")
                is_one_of_many = self.spoil(house.data / "paidan.db", table)

                found = self.findings(house)

                self.assertTrue(any("database" in what for what in found), found)
                self.assertTrue(any("999 stored" in what for what in found), found)
                self.assertEqual(is_one_of_many, table == "ticket")

    def test_a_schema_that_cannot_be_read_is_a_finding(self):
        house = self.broken()
        house.stop()
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("PRAGMA writable_schema = ON")
            database.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE x' WHERE name = 'clock'")

        self.assertTrue(any("cannot be read" in what for what in self.findings(house)))

    def test_a_policy_that_cannot_be_read_hides_nothing_else_from_verify(self):
        for damage in (
            "text = replace(text, 'name:', 'name:]')", "text = replace(text, 'dx', 'xd')", "activated_at = 9223372036854775807",
            "zone_hash = ''"):
            with self.subTest(damage=damage):
                house = self.broken()
                house.stop()
                with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
                    database.execute("DROP TRIGGER IF EXISTS policy_never_changes")
                    database.execute("PRAGMA ignore_check_constraints = ON")
                    database.execute(f"UPDATE policy SET {damage}")
                    database.execute("UPDATE feed SET head = 999 WHERE no = 1")

                found = self.findings(house)

                self.assertTrue(any(what.startswith("policy 1: ") for what in found), found)
                self.assertTrue(any("the head is 999" in what for what in found), found)

    def test_an_explanation_out_of_the_file_tells_damage_in_words(self):
        house = self.broken("UPDATE ticket SET due = 9223372036854775807 WHERE kind = 'complaint' AND number = 1")
        house.stop()

        run = subprocess.run(
            house.command("ticket", "explain", "C-1", "--data-dir", str(house.data), "--json"), capture_output=True, text=True)

        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertEqual(json.loads(run.stdout)["code"], "unreadable-history")

    def test_a_policy_that_never_was_ends_neither_verify_nor_server(self):
        house = self.broken(
            "DROP TRIGGER event_never_changes",
            "UPDATE event SET clocks = CAST(replace(CAST(clocks AS TEXT), ',1]', ',99]') AS BLOB)"
            " WHERE ticket = 1 AND clocks IS NOT NULL")

        self.assertTrue(any("policy 99" in what for what in self.findings(house)))
        self.refused("unreadable-history", house.specialist.get, "/v1/tickets/C-1/explain")
        self.assert_served(house)

    def test_customers_that_are_gone_are_missed(self):
        house = self.broken("DELETE FROM person")

        self.assertTrue(any("C-1 cannot be read" in what for what in self.findings(house)))
        self.assert_served(house)


class SmallHouse(House):
    """Its data lie on a disk of their own."""

    def start(self):
        if self.server is None:
            self.data.mkdir()
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", str(self.data)], check=True)
        super().start()

    def clean_up(self):
        super().clean_up()
        subprocess.run(["umount", "--lazy", str(self.data)], check=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def fill(self):
        with open(self.data / "rubbish", "ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4_096)):
                pass

    def make_room(self):
        os.remove(self.data / "rubbish")


@unittest.skipUnless(os.geteuid() == 0, "a disk of a certain size is root's to make")
class FullDisk(Scenario):
    def setUp(self):
        self.small = SmallHouse()
        self.addCleanup(self.small.clean_up)

    def test_nothing_is_written_reading_goes_on_and_room_is_enough(self):
        house = self.small
        first = house.specialist.open("construction")
        house.fill()

        answer = house.specialist.request("POST", "/v1/tickets", COMPLAINT)
        while answer.status == 201:
            house.fill()
            answer = house.specialist.request("POST", "/v1/tickets", COMPLAINT)
        self.assertEqual((answer.status, answer.json["code"]), (507, "disk-full"))
        self.assertIn(first.id, [row["id"] for row in house.specialist.get("/v1/tickets?limit=200")["tickets"]])
        self.refused("disk-full", house.clock_to, "18:00:00")

        house.make_room()
        house.specialist.open("construction")
        house.clock_to("18:30:00")
        self.assertTrue(first.show()["isLate"])
        self.check(house)

    def test_a_start_without_room_lets_people_read(self):
        house = self.small
        first = house.specialist.open("construction")
        house.fill()
        house.kill()

        house.start()

        self.assertEqual(first.show()["id"], first.id)
        self.assertIn("the disk is full", house.log.read_text())
        house.make_room()
        house.specialist.open("construction")
        self.check(house)

    def test_an_upgrade_without_room_is_told_and_changes_nothing(self):
        house = self.small
        for _ in range(20):
            house.specialist.open("construction")
        house.stop()
        age(house.data / "paidan.db", migrations=7)
        house.fill()

        run = subprocess.run(house.serve_command(), capture_output=True, text=True, timeout=PATIENCE_SECONDS)

        self.assertEqual(run.returncode, 5, run.stderr)
        self.assertIn("the disk is full", run.stderr)
        self.assertNotIn("unexpected", run.stderr)
        house.make_room()
        house.start()
        self.check(house)
