"""Whose data a program works on: the company that somebody named, the folder that is really there, and one server at a time."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess

from house import PATIENCE_SECONDS, Scenario


class Folders(Scenario):
    def run_it(self, house, *words, status, cwd=None, **environment):
        run = subprocess.run(
            house.command(*map(str, words)), capture_output=True, text=True, timeout=PATIENCE_SECONDS, cwd=cwd,
            env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def serve(self, house, data, *words, status):
        addresses = ["--http", "127.0.0.1:0", "--dispatch", "tcp://127.0.0.1:*", "--bell", "tcp://127.0.0.1:*"]
        return self.run_it(
            house, "serve", "--data", data, *addresses, *house.clock_options, *words, status=status)

    def branches(self, data):
        with contextlib.closing(sqlite3.connect(data / "paidan.db")) as database:
            return [code for (code,) in database.execute("SELECT code FROM branch ORDER BY code")]


class Journals(Folders):
    def work(self, house, journal, status):
        return self.run_it(
            house, "work", "--queue", "engineering", "--dispatch", "tcp://127.0.0.1:1", "--journal", journal, status=status)

    def test_a_journal_takes_the_place_of_nothing(self):
        house = self.house()
        house.specialist.open()
        house.stop()
        notes = house.folder / "notes.txt"
        notes.write_text("line one\nthe only copy of something, without a line feed at its end")
        link = house.folder / "link"
        link.symlink_to(house.data / "lock")
        before = {file: file.read_bytes() for file in [*house.data.iterdir(), notes]}
        listed = sorted(os.listdir(house.data))
        for file in [*before, link]:
            with self.subTest(file=file.name):
                said = self.work(house, file, status=2)

                self.assertIn("no journal" if file == notes else "nothing else is written there", said)
        self.assertEqual({file: file.read_bytes() for file in before}, before)
        self.assertEqual(sorted(os.listdir(house.data)), listed)
        # Not theirs by its name, and still no journal.
        key = shutil.copy(house.data / "master.key", house.folder / "copy")
        self.assertIn("no journal", self.work(house, key, status=2))
