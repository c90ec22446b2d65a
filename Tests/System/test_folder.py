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


class Named(Folders):
    def test_a_server_that_somebody_named_is_meant_and_not_a_folder_that_nobody_named(self):
        house = self.house()
        other = house.folder / "elsewhere"
        other.mkdir()
        fallow = self.house()
        fallow.stop()
        shutil.copytree(fallow.data, other / "data")
        server, token = f"http://{house.http_address}", house.admin.token
        settings = house.folder / "settings.yaml"
        settings.write_text(f"server: {server}\n")
        ways = [
            {"PAIDAN_SERVER": server, "PAIDAN_TOKEN": token}, {"PAIDAN_READY_FILE": str(house.ready_file)},
            {"PAIDAN_HTTP": house.http_address, "PAIDAN_TOKEN": token},
            {"PAIDAN_CONFIG": str(settings), "PAIDAN_TOKEN": token},
        ]
        before = self.branches(other / "data")
        for number, way in enumerate(ways):
            with self.subTest(way=list(way)):
                said = self.run_it(house, "branch", "add", f"b{number}", status=0, cwd=other, **way)

                self.assertIn(f"at the server {server}", said)
                self.assertIn(f"b{number}", [branch["code"] for branch in house.admin.get("/v1/branches")["branches"]])
                self.assertIn(f"b{number}", self.run_it(house, "branch", "list", status=0, cwd=other, **way))
                self.assertEqual(self.branches(other / "data"), before)

        said = self.run_it(house, "branch", "add", "here", status=0, cwd=other)
        self.assertIn("in the data folder ./data", said)
        self.assertIn("here", self.branches(other / "data"))

    def test_a_folder_named_by_a_flag_comes_before_a_server_named_by_a_variable(self):
        house, fallow = self.house(), self.house()
        fallow.stop()

        self.run_it(
            house, "branch", "add", "south", "--data-dir", fallow.data, status=0,
            PAIDAN_SERVER=f"http://{house.http_address}", PAIDAN_TOKEN=house.admin.token)

        self.assertIn("south", self.branches(fallow.data))


    def test_a_folder_may_have_a_name_of_one_letter(self):
        fallow = self.house()
        fallow.stop()
        shutil.copytree(fallow.data, fallow.folder / "d")

        self.run_it(fallow, "branch", "add", "south", "--data-dir", "d", status=0, cwd=fallow.folder)

        self.assertIn("south", self.branches(fallow.folder / "d"))


class Links(Folders):
    def test_a_database_that_is_a_link_is_none_of_the_folders_own(self):
        house = self.house()
        house.stop()
        volume = house.folder / "volume"
        volume.mkdir()
        (volume / "empty.db").touch(mode=0o600)
        for target in ("nowhere.db", "empty.db"):
            with self.subTest(target=target):
                folder = house.folder / f"of-{target}"
                folder.mkdir(0o700)
                shutil.copy(house.data / "master.key", folder)
                (folder / "paidan.db").symlink_to(volume / target)

                for said in (
                    self.serve(house, folder, status=5),
                    self.run_it(house, "branch", "add", "south", "--data-dir", folder, status=5)):
                    self.assertIn("there is no database", said)
                self.assertEqual([(file.name, file.stat().st_size) for file in volume.iterdir()], [("empty.db", 0)])

    def test_one_database_has_one_server_by_whatever_name(self):
        house = self.house()
        house.specialist.open()
        for name, link in (("soft", os.symlink), ("hard", os.link)):
            with self.subTest(link=name):
                folder = house.folder / name
                folder.mkdir(0o700)
                shutil.copy(house.data / "master.key", folder)
                link(house.data / "paidan.db", folder / "paidan.db")

                said = self.serve(house, folder, status=5)

                self.assertIn("paidan.db", said)
                self.assertIn("link", said)
                self.assertEqual(sorted(file.name for file in folder.iterdir()), ["lock", "master.key", "paidan.db"])
                (folder / "paidan.db").unlink()
        house.specialist.open()

    def test_data_without_their_key_are_given_no_other_though_nothing_tells_of_the_key(self):
        house = self.house()
        house.specialist.open()
        house.stop()
        with contextlib.closing(sqlite3.connect(house.data / "paidan.db", isolation_level=None)) as database:
            database.execute("DELETE FROM meta WHERE name = 'masterKey'")
        key = (house.data / "master.key").read_text()
        (house.data / "master.key").unlink()

        said = self.serve(house, house.data, status=5)

        self.assertIn("there is no master key", said)
        self.assertFalse((house.data / "master.key").exists())
        (house.data / "master.key").write_text(key)
        (house.data / "master.key").chmod(0o600)
        house.start()


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
        before = {file: file.read_bytes() for file in [*house.data.iterdir(), notes] if file.is_file()}
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
