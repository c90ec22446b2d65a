"""What nobody else may get at: the data folder, the key, and why somebody looked a customer up."""

import pathlib
import sqlite3
import stat
import subprocess

from house import Scenario

REASON = "客户王小明来电催问"


class Rights(Scenario):
    def serve(self, house):
        return subprocess.run(house.serve_command(), capture_output=True, text=True, timeout=20)

    def mode(self, path):
        return stat.S_IMODE(path.stat().st_mode)

    def test_a_key_that_others_may_read_keeps_the_server_from_starting(self):
        house = self.house()
        house.stop()
        key = house.data / "master.key"
        for mode in (0o644, 0o640, 0o602):
            with self.subTest(mode=oct(mode)):
                key.chmod(mode)
                for language, words in (("en", "may have been copied"), ("zh", "可能已被复制")):
                    command = [word if word != "en" else language for word in house.serve_command()]
                    run = subprocess.run(command, capture_output=True, text=True, timeout=20)
                    self.assertEqual(run.returncode, 5, run.stderr)
                    self.assertIn(words, run.stderr)
                    self.assertIn(f"chmod 600 {key}", run.stderr)
        key.chmod(0o600)
        house.start()

    def test_a_folder_and_a_database_open_to_others_are_closed_and_told_of(self):
        house = self.house()
        house.stop()
        database = house.data / "paidan.db"
        database.chmod(0o664)
        house.data.chmod(0o755)

        house.start()

        self.assertEqual((self.mode(house.data), self.mode(database)), (0o700, 0o600))
        log = house.log.read_text()
        self.assertIn(f"warning: {house.data} had mode 0755", log)
        self.assertIn(f"warning: {database} had mode 0664", log)

    def test_everything_in_a_new_folder_is_the_owners_alone(self):
        house = self.house()
        house.specialist.open()
        for path in [house.data, house.ready_file, *house.data.iterdir()]:
            self.assertEqual(self.mode(path) & 0o077, 0, path)


class Customers(Scenario):
    def test_why_a_customer_was_looked_up_is_sealed(self):
        house = self.house()
        customer = house.specialist.open().show()["customer"]
        answer = house.specialist.request(
            "GET", f"/v1/people/{customer}", headers={"Reveal-Reason": "".join(f"%{byte:02X}" for byte in REASON.encode())})
        self.assertEqual((answer.status, answer.json["name"]), (200, "王小明"))

        database = sqlite3.connect(f"file:{house.data / 'paidan.db'}?mode=ro", uri=True)
        self.addCleanup(database.close)
        rows = database.execute("SELECT principal, reason FROM access_log").fetchall()

        self.assertEqual([row[0] for row in rows], ["demo-specialist"])
        self.assertGreater(len(rows[0][1]), len(REASON.encode()), "there is something, and it is sealed")
        for path in filter(pathlib.Path.is_file, house.data.rglob("*")):
            self.assertNotIn(REASON.encode(), path.read_bytes(), path)

    def test_a_customers_id_does_not_lie_beside_its_tickets(self):
        house = self.house()
        digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

        def chance(id):
            return sum(digits.index(letter) * 32**place for place, letter in enumerate(reversed(id[10:])))

        for _ in range(5):
            ticket = house.specialist.open()
            gap = abs(chance(ticket.show()["customer"]) - chance(ticket.id))
            self.assertGreater(gap, 2**40)
