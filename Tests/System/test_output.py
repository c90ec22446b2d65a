"""What cannot be written was not done, half a data folder is none, and nobody keeps the server from ending."""

import os
import signal
import socket
import subprocess

from house import Scenario

STOP_SECONDS = 20


class Output(Scenario):
    def run_into_a_full_disk(self, house, *words):
        with open("/dev/full", "w") as full:
            return subprocess.run(house.command(*words), stdout=full, stderr=subprocess.PIPE, text=True, timeout=20)

    def test_a_result_that_cannot_be_written_ends_with_75(self):
        run = self.run_into_a_full_disk(self.house("10:00:00"), "diagram")

        self.assertEqual(run.returncode, 75, run.stderr)
        self.assertTrue(run.stderr)

    def test_an_issue_that_could_not_be_printed_is_not_acknowledged(self):
        house = self.house("10:00:00")
        complaint = house.specialist.open()
        house.specialist.does("forward", complaint, departments=["engineering"])

        run = self.run_into_a_full_disk(
            house, "work", "--queue", "engineering", "--dispatch", house.dispatch_endpoint, "--once", "1")

        self.assertEqual(run.returncode, 75, run.stderr)
        self.assertEqual(complaint.dispatch("engineering").state, "queued")


class Folder(Scenario):
    def test_a_folder_whose_database_is_gone_does_not_become_an_empty_company(self):
        for spoil in (os.remove, lambda path: os.truncate(path, 0)):
            with self.subTest(spoil=spoil):
                house = self.house("10:00:00")
                house.stop()
                whole = (house.data / "paidan.db").read_bytes()
                spoil(house.data / "paidan.db")

                run = subprocess.run(
                    house.command("serve", "--data", str(house.data), "--http", "127.0.0.1:0", "--dispatch",
                                  "tcp://127.0.0.1:*", "--bell", "tcp://127.0.0.1:*"),
                    capture_output=True, text=True, timeout=20)

                self.assertEqual(run.returncode, 5, run.stderr)
                self.assertIn("paidan.db", run.stderr)
                (house.data / "paidan.db").write_bytes(whole)


class Ending(Scenario):
    def test_a_request_that_never_ends_does_not_keep_the_server(self):
        house = self.house("10:00:00")
        host, port = house.http_address.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as client:
            client.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nt")
            # Answered after what came before it was read.
            house.admin.get("/v1/policy")
            house.server.send_signal(signal.SIGTERM)

            self.assertEqual(house.server.wait(STOP_SECONDS), 0)
