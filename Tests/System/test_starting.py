"""What is wrong is told at the start, at once and in words; and a server that must end ends soon."""

import http.client
import json
import os
import pty
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

from house import BINARY, PATIENCE_SECONDS, ROOT, Person, Refused, Scenario, until

SOON_SECONDS = 8  # far less than the 30 s that a client waits for an answer


class Starting(Scenario):
    def run_it(self, *words, status):
        """In both languages; answers what was said in each."""
        said = {}
        for language in ("zh", "en"):
            run = subprocess.run(
                [str(BINARY), *map(str, words), "--lang", language], capture_output=True, text=True, timeout=20,
                stdin=subprocess.DEVNULL)
            self.assertEqual(run.returncode, status, run.stderr)
            self.assertNotIn("NSCocoa", run.stderr)
            self.assertNotIn("Error Domain", run.stderr)
            said[language] = run.stderr
        return said

    def serve(self, house, *words, status):
        addresses = ["--http", "127.0.0.1:0", "--dispatch", "tcp://127.0.0.1:*", "--bell", "tcp://127.0.0.1:*"]
        return self.run_it("serve", *addresses, *words, status=status)

    def test_a_ready_file_that_cannot_be_written_is_told_before_anything_is_made(self):
        house = self.house()
        for path, zh, en in ((house.folder / "no/where", "没有这个文件或目录", "no such file or folder"),
                             (house.folder, "这是一个目录", "it is a folder")):
            said = self.serve(house, "--data", house.folder / "fresh", "--ready-file", path, status=2)
            self.assertIn(zh, said["zh"])
            self.assertIn(f"--ready-file: cannot write {path}: ", said["en"])
            self.assertIn(en, said["en"])
        self.assertFalse((house.folder / "fresh").exists())

    def test_a_pipe_is_neither_settings_nor_policy_nor_data(self):
        house = self.house()
        pipe = house.folder / "pipe.yaml"
        os.mkfifo(pipe, 0o600)

        said = self.serve(house, "--config", pipe, status=2)
        self.assertIn("不是普通文件", said["zh"])
        self.assertIn("no ordinary file", said["en"])
        self.serve(house, "--data", house.folder / "fresh", "--policy", pipe, status=3)
        self.run_it("policy", "check", pipe, status=3)
        for name in ("paidan.db", "master.key"):
            folder = house.folder / name.replace(".", "-")
            folder.mkdir(0o700)
            os.mkfifo(folder / name, 0o600)
            said = self.serve(house, "--data", folder, status=5)
            self.assertIn(f"{folder / name}: it is no ordinary file", said["en"])
        self.run_it("verify", "--data-dir", house.folder / "paidan-db", status=5)

    def test_a_folder_that_cannot_be_made_is_told_in_words(self):
        house = self.house()
        said = self.serve(house, "--data", house.log / "data", status=5)
        self.assertIn("路径中有一段不是目录", said["zh"])
        self.assertIn("a part of the path is no folder", said["en"])

    def test_a_file_that_is_no_database_is_told_in_words(self):
        house = self.house()
        folder = house.folder / "foreign"
        folder.mkdir(0o700)
        (folder / "paidan.db").write_text("no database at all, but long enough to be looked at as if it were one\n" * 20)
        said = self.serve(house, "--data", folder, status=5)
        self.assertIn("不是派单的数据库", said["zh"])
        self.assertIn("not a database of Paidan", said["en"])

    def test_data_of_another_schema_are_told_to_who_only_reads_and_how_to_go_on(self):
        house = self.house()
        house.specialist.open()
        house.stop()
        migrations = sorted((ROOT / "schema/migrations").glob("*.sql"))
        known, application = len(migrations), int.from_bytes(b"PDan", "big")
        newer, older = house.folder / "newer", house.folder / "older"
        shutil.copytree(house.data, newer)
        older.mkdir(0o700)
        with sqlite3.connect(newer / "paidan.db") as database:
            database.execute(f"PRAGMA user_version = {known + 1}")
        with sqlite3.connect(older / "paidan.db") as database:
            database.executescript(migrations[0].read_text())
            database.execute("PRAGMA user_version = 1")
            database.execute(f"PRAGMA application_id = {application}")
        for verb in (("verify",), ("policy", "list"), ("policy", "show", "active")):
            with self.subTest(verb=verb):
                said = self.run_it(*verb, "--data-dir", newer, status=5)
                self.assertIn(f"数据库的结构为第 {known + 1} 版", said["zh"])
                self.assertIn(f"has schema {known + 1} of a newer Paidan, this program knows {known}", said["en"])
                said = self.run_it(*verb, "--data-dir", older, status=5)
                self.assertIn(f"数据库的结构为第 1 版,此程序需要第 {known} 版", said["zh"])
                self.assertIn(f"has schema 1, this program needs {known}", said["en"])
                self.assertIn("paidan serve", said["en"])

    def test_workers_find_the_server_by_its_ready_file(self):
        house = self.house("10:00:00")
        house.specialist.open("construction")
        house.program(BINARY, "route", "--name", "r", "--ready-file", house.ready_file, "--lang", "en", name="route")
        house.program(
            BINARY, "work", "--queue", "engineering", "--name", "w", "--ready-file", house.ready_file, "--lang", "en",
            name="work")
        until("a worker has it", lambda: "new dispatch" in (house.folder / "work.out").read_text())

        said = self.run_it("work", "--queue", "engineering", "--ready-file", house.folder / "none", status=5)
        self.assertIn("不是就绪文件", said["zh"])
        self.assertIn("is no ready file", said["en"])

    def test_a_server_that_does_not_route_says_which_program_must(self):
        house = self.house()
        self.assertIn(f"paidan route --dispatch {house.dispatch_endpoint}\n", house.log.read_text())
        self.assertIn("nothing is forwarded in this process (routers is 0)", house.log.read_text())
        self.assertNotIn("paidan route", self.house(routers=1).log.read_text())

    def test_a_worker_without_a_server_tells_decent_times(self):
        house = self.house()
        house.program(
            BINARY, "work", "--queue", "engineering", "--name", "w", "--dispatch", house.dispatch_endpoint, "--lang", "en",
            name="work")
        words = lambda: (house.folder / "work.log").read_text()
        until("it is connected", lambda: "is open for" in words())
        house.stop()
        found = until("it connects again", lambda: re.search(r"connecting again after (.*)\n", words()))
        self.assertRegex(found[1], r"^\d+(\.\d)? s$")

    def test_an_empty_variable_is_none(self):
        house = self.house()
        run = subprocess.run(
            house.command("ticket", "list", "--ready-file", str(house.ready_file)), capture_output=True, text=True,
            env={**os.environ, "PAIDAN_TOKEN": "", "PAIDAN_CONFIG": "", "PAIDAN_LOG_LEVEL": ""})
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_a_failure_in_json_names_its_kind_as_a_word(self):
        house = self.house()
        run = subprocess.run(
            house.command("ticket", "show", "nonsense", "--json", "--ready-file", str(house.ready_file)),
            capture_output=True, text=True)
        self.assertEqual(run.returncode, 2)
        failure = json.loads(run.stdout)
        self.assertEqual((failure["code"], failure["exitCode"]), ("usage", 2))
        self.assertNotIn("status", failure)

    def test_a_program_that_cannot_be_run_is_refused_before_anything_is_taken(self):
        house = self.house()
        work = ("work", "--queue", "engineering", "--dispatch", house.dispatch_endpoint, "--name")
        for program, en in (("/no/such/program", "no such program"), ("/etc/passwd", "not executable")):
            with self.subTest(program=program):
                # Everything behind --exec is the program's, so the language is told before.
                run = subprocess.run(
                    [str(BINARY), *work, "w", "--lang", "en", "--exec", program], capture_output=True, text=True, timeout=20)
                self.assertEqual(run.returncode, 2, run.stderr)
                self.assertIn(en, run.stderr)

    def test_a_worker_with_too_long_a_name_ends(self):
        house = self.house()
        said = self.run_it(
            "work", "--queue", "engineering", "--dispatch", house.dispatch_endpoint, "--name", "x" * 61, status=2)
        self.assertIn("--name 应为 1 至 60 字节", said["zh"])
        self.assertTrue(said["zh"].startswith("用法错误:\n"))

    def test_a_path_is_no_ticket(self):
        house = self.house()
        client = ("--server", f"http://{house.http_address}", "--data-dir", house.data)
        for verb in (("show",), ("history",), ("actions",), ("do", "withdraw")):
            said = self.run_it("ticket", verb[0], "../people/x", *verb[1:], *client, status=2)
            self.assertIn("不是单号", said["zh"])
        self.run_it("ticket", "list", "--parent", "../x", *client, status=2)
        self.run_it("ticket", "show", "C-999", *client, status=3)


class Signals(Scenario):
    def test_a_service_does_not_mind_sighup(self):
        house = self.house()
        house.server.send_signal(signal.SIGHUP)

        self.assertEqual(house.specialist.request("GET", "/readyz").status, 200)
        self.assertEqual(house.stop(), 0)

    def test_a_server_goes_with_its_terminal(self):
        house = self.house()
        house.stop()
        house.ready_file.unlink()
        controller, terminal = pty.openpty()
        self.addCleanup(os.close, controller)
        house.server = subprocess.Popen(
            house.serve_command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=terminal)
        os.close(terminal)
        until("the server is ready", house.ready_file.exists)

        house.server.send_signal(signal.SIGHUP)

        self.assertEqual(house.server.wait(PATIENCE_SECONDS), 0)


class InputOutputErrors(Scenario):
    def test_a_server_whose_disk_fails_ends_with_75_at_once(self):
        house = self.house(routers=1)
        house.stop()
        house.ready_file.unlink()
        with open(house.log, "ab") as log:
            # Python ignores SIGXFSZ, and the server is to inherit that: a write beyond the limit then fails.
            house.server = subprocess.Popen(
                house.serve_command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, restore_signals=False)
        until("the server is ready", house.is_ready_or_dead)
        answers = []

        def facts():
            return house.specialist.get("/v1/feeds/all/events?limit=1")["head"]

        def keep_opening():
            """Complaints that are forwarded in the turn that opens them, so that much is under way when the disk fails."""
            clerk = Person(house, "clerk", house.specialist.token)
            try:
                while True:
                    clerk.open("construction")
            except (Refused, OSError, http.client.HTTPException) as error:
                answers.append(error)
            finally:
                clerk.hang_up()

        clerks = [threading.Thread(target=keep_opening) for _ in range(4)]
        for clerk in clerks:
            clerk.start()
        until("much is under way", lambda: facts() > 50)
        resource.prlimit(house.server.pid, resource.RLIMIT_FSIZE, (4096, 4096))
        failed = time.monotonic()

        self.assertEqual(house.server.wait(2 * PATIENCE_SECONDS), 75)
        self.assertLess(time.monotonic() - failed, SOON_SECONDS)
        for clerk in clerks:
            clerk.join()
        self.assertTrue(any(isinstance(answer, Refused) and answer.code == "outcome-unknown" for answer in answers), answers)
        house.start()
