#!/usr/bin/env python3
"""Plays the server for department_worker.py: lost answers, a killed process, a repetition. Plain python3 and pyzmq."""
from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import zmq

from pdp1 import Header, decode_frames, encode

HERE = Path(__file__).resolve().parent


class Server:
    def __init__(self) -> None:
        self.router = zmq.Context.instance().socket(zmq.ROUTER)
        self.port = self.router.bind_to_random_port("tcp://127.0.0.1")
        self.peer = b""

    def next(self, command: str) -> Header:
        """The next message of this kind; PING is answered, others are passed over."""
        while self.router.poll(10_000):
            self.peer, *frames = self.router.recv_multipart()
            came, header, _ = decode_frames(frames)
            if came == command:
                return header
            if came == "PING":
                self.send("PONG", {})
        raise AssertionError(f"no {command} came")

    def send(self, command: str, header: Header, body: bytes = b"") -> None:
        self.router.send_multipart([self.peer, *encode(command, header, body)])

    def welcome(self, leases: list[Header]) -> None:
        rid = {key: value for key, value in self.next("HELLO").items() if key == "rid"}
        self.send("WELCOME", {**rid, "proto": 1, "session": "s", "epoch": "e", "principal": "p",
                              "queues": ["engineering"], "leases": leases, "hb_ms": 200, "dead_ms": 2000,
                              "lease_ms": 20000, "max_body": 262144, "now": 1})

    def deliver(self, attempt: int) -> None:
        self.send("DELIVER", {"queue": "engineering", "id": "m-1", "lease": f"m-1.{attempt}", "attempt": attempt,
                              "ticket": "D-1", "ver": 1, "rev": 1, "kind": "dispatch.new", "enq": 1,
                              "lease_until": 2, "key": "m-1"}, b"{}")

    def settle(self, header: Header, outcome: str) -> None:
        self.send("SETTLED", {"rid": header["rid"], "lease": header["lease"], "outcome": outcome})

    def did(self, header: Header) -> None:
        self.send("DID", {"rid": header["rid"], "ticket": "D-1", "ver": 2, "rev": 2, "state": "working"})


def start(port: int, journal: str) -> subprocess.Popen[bytes]:
    words: list[Any] = [sys.executable, HERE / "department_worker.py", "--endpoint", f"tcp://127.0.0.1:{port}",
                        "--journal", journal, "--once", 1, "--report-done", 0.1]
    return subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE)


def main() -> int:
    server = Server()
    with tempfile.TemporaryDirectory() as folder:
        journal = str(Path(folder) / "journal.sqlite3")
        worker = start(server.port, journal)
        server.welcome([{"lease": "m-9.1", "queue": "engineering", "until": 1}])
        assert server.next("RELEASE")["lease"] == "m-9.1", "a lease that is not known is released"
        server.deliver(1)
        assert server.next("ACK")["lease"] == "m-1.1"
        worker.kill()  # Its SETTLED is lost, and so is the process.
        worker.wait()

        worker = start(server.port, journal)
        server.welcome([])
        server.settle(server.next("ACK"), "stale")  # It says again what was not settled; the message is free again.
        server.deliver(2)
        again = server.next("ACK")
        assert again["lease"] == "m-1.2", "a repetition is acknowledged again"
        server.settle(again, "acked")
        accept = server.next("DO")
        assert (accept["type"], accept["key"]) == ("accept", "m-1/accept"), accept
        server.send("ERROR", {"code": "no-session"})
        server.welcome([])
        repeated = server.next("DO")
        assert repeated == accept, "the same command with the same key until it is answered"
        server.did(repeated)
        done = server.next("DO")
        assert (done["type"], done["key"]) == ("reportDone", "m-1/done"), done
        server.did(done)
        assert server.next("BYE")["reason"] == "shutdown"
        output, _ = worker.communicate(timeout=10)
        assert worker.returncode == 0, worker.returncode
        assert output.decode().splitlines() == [
            "D-1 dispatch.new again 重复", "D-1 delivered 已签收", "D-1 accept 已承诺", "D-1 reportDone 已完成"], output
    print("the dialogue went as told")
    return 0


if __name__ == "__main__":
    sys.exit(main())
