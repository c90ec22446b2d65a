#!/usr/bin/env python3
"""A department's worker for Paidan: python3, pyzmq and sqlite3, nothing else.

It takes dispatches out of its queue, stores them, says so (ACK), promises a date (DO accept) and, if told to,
reports the work done later (DO reportDone). Written from docs/reference/wire-protocol.md alone; § points there.
"""
from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import zmq

from pdp1 import Header, WireError, decode, encode


# ---------------------------------------------------------------- §4, §11: the session, for any worker
class Finished(Exception):
    """The session is over and coming back would change nothing."""


class Worker:
    """The session's rules. A department fills in `handle`, `settled`, `did` and `refused`, and keeps an `outbox`."""

    def __init__(self, endpoint: str, queue_name: str, worker: str, window: int = 5) -> None:
        self.endpoint, self.queue, self.worker, self.window = endpoint, queue_name, worker, window
        self.instance = str(uuid.uuid4())
        self.hb, self.dead = 2.5, 10.0
        self.failures, self.running, self.is_open, self.greeted = 0, True, False, False
        self.resend_at = float("inf")
        self.socket: zmq.Socket[bytes] | None = None

    def welcomed(self, header: Header) -> None: ...
    def handle(self, header: Header, body: bytes) -> None: ...
    def settled(self, header: Header) -> None: ...
    def did(self, header: Header) -> None: ...
    def refused(self, header: Header) -> None: ...
    def each_turn(self) -> None: ...
    def outbox(self) -> list[tuple[str, Header]]: return []
    def knows(self, tag: str) -> bool: return False

    def send(self, command: str, header: Header) -> bool:
        if self.socket is None or not (self.is_open or command in ("HELLO", "BYE")):
            return False  # It stands in the outbox and is sent after WELCOME.
        try:
            self.socket.send_multipart(encode(command, header), zmq.DONTWAIT)
        except zmq.Again:
            self.resend_at = time.monotonic() + 1
            return False
        self.sent = time.monotonic()
        return True

    def connect(self) -> None:
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        for option, value in ((zmq.LINGER, 0), (zmq.IMMEDIATE, 1), (zmq.RECONNECT_IVL, 100),
                              (zmq.RECONNECT_IVL_MAX, 10_000), (zmq.MAXMSGSIZE, 307_200)):
            self.socket.setsockopt(option, value)
        self.socket.connect(self.endpoint)
        self.heard = self.sent = time.monotonic()
        self.hello()

    def hello(self) -> None:
        self.is_open = False
        self.greeted = self.send("HELLO", {"proto": [1], "client": "py-example/0.1", "worker": self.worker,
                            "instance": self.instance, "queues": {self.queue: {"window": self.window}}})

    def run(self) -> None:
        try:
            while self.running:
                self.connect()
                try:
                    while self.running and time.monotonic() - self.heard < self.dead:
                        self.turn()
                except ConnectionError as error:
                    print(f"# {error}", file=sys.stderr)
                if self.running:
                    self.close(0)
                    time.sleep(min(0.1 * 2**self.failures, 10) * random.uniform(0.5, 1))
                    self.failures = min(self.failures + 1, 7)
        finally:
            self.send("BYE", {"reason": "shutdown"})
            self.close(200)

    def close(self, linger: int) -> None:
        if self.socket:
            self.socket.close(linger)
        self.socket, self.is_open = None, False

    def turn(self) -> None:
        """One poll; PING comes from here, so a worker that hangs is seen to hang."""
        assert self.socket
        if not self.greeted:  # With IMMEDIATE nothing is taken before the connection stands.
            self.socket.poll(int(self.hb * 500), zmq.POLLOUT)
            self.hello()
        elif self.socket.poll(int(self.hb * 500)):
            for _ in range(100):
                try:
                    self.receive(self.socket.recv_multipart(zmq.DONTWAIT))
                except zmq.Again:
                    break
                self.heard = time.monotonic()
        if self.is_open:
            self.each_turn()
            if time.monotonic() >= self.resend_at:
                self.resend()
            if time.monotonic() - self.sent >= self.hb:
                self.send("PING", {})

    def resend(self) -> None:
        self.resend_at = float("inf")
        for command, header in self.outbox():
            self.send(command, header)

    def receive(self, frames: list[bytes]) -> None:
        try:
            command, header, body = decode(frames)
        except WireError as error:
            return print(f"# unreadable: {error}", file=sys.stderr)
        if command == "WELCOME":
            self.is_open, self.failures = True, 0
            self.hb, self.dead = header["hb_ms"] / 1000, header["dead_ms"] / 1000
            self.welcomed(header)
            for held in header["leases"]:
                if not self.knows(held["lease"]):
                    self.send("RELEASE", {"lease": held["lease"]})
            self.resend()
        elif command == "DELIVER" and self.is_open:
            self.handle(header, body)
        elif command == "SETTLED":
            self.settled(header)
        elif command == "DID":
            self.did(header)
        elif command == "PING":
            self.send("PONG", {"rid": header["rid"]} if "rid" in header else {})
        elif command == "ERROR":
            self.error(header)
        elif command == "BYE" and header["reason"] in (
                "unsupported-version", "forbidden", "revoked", "malformed", "replaced"):
            raise Finished(f"the server refused this worker: {header['reason']}")
        elif command == "BYE":
            raise ConnectionError(f"the server said BYE: {header['reason']}")

    def error(self, header: Header) -> None:
        if header["code"] == "no-session":
            if self.is_open:
                self.hello()
        elif header["code"] in ("unavailable", "outcome-unknown"):
            self.resend_at = time.monotonic() + random.uniform(1, 3)
        else:
            print(f"# refused: {json.dumps(header, ensure_ascii=False)}", file=sys.stderr)
            self.refused(header)


# ---------------------------------------------------------------- §15: a department
class Department(Worker):
    """Its durable store has two tables: `inbox` by message id, and `outbox` of what is not yet answered."""

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(options.endpoint, options.queue, options.name)
        self.options, self.finished = options, 0
        self.fresh: list[tuple[str, Header]] = []
        self.db = sqlite3.connect(options.journal)
        self.db.executescript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY, ticket TEXT, kind TEXT, key TEXT, body BLOB,
                                              stage TEXT NOT NULL DEFAULT 'held', due REAL);
            CREATE TABLE IF NOT EXISTS outbox (rid TEXT PRIMARY KEY, id TEXT, command TEXT, header TEXT);
            CREATE TABLE IF NOT EXISTS epoch (name TEXT);""")

    def welcomed(self, header: Header) -> None:
        """Another epoch: restored from a backup, and the same ids may mean other messages."""
        known = self.db.execute("SELECT name FROM epoch").fetchone()
        if known != (header["epoch"],):
            with self.db:
                for table in ("inbox", "outbox", "epoch") if known else ():
                    self.db.execute(f"DELETE FROM {table}")
                self.db.execute("INSERT INTO epoch VALUES (?)", (header["epoch"],))

    def outbox(self) -> list[tuple[str, Header]]:
        rows = self.db.execute("SELECT command, header FROM outbox ORDER BY rowid").fetchall()
        return [(command, json.loads(header)) for command, header in rows]

    def knows(self, tag: str) -> bool:
        return any(header.get("lease") == tag for _, header in self.outbox())

    @contextmanager
    def step(self) -> Iterator[None]:
        """One commit: an answer leaves the outbox together with what follows from it. Sent is what was put, afterwards."""
        self.fresh = []
        with self.db:
            yield
        for command, header in self.fresh:
            self.send(command, header)

    def put(self, command: str, rid: str, message: str, header: Header) -> None:
        """Within a step."""
        header = {"rid": rid, **header}
        line = json.dumps(header, ensure_ascii=False)
        self.db.execute("INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?)", (rid, message, command, line))
        self.fresh.append((command, header))

    def handle(self, header: Header, body: bytes) -> None:
        """Store durably, then ACK; a repetition is only acknowledged again."""
        row = tuple(header[key] for key in ("id", "ticket", "kind", "key")) + (body,)
        with self.step():
            new = self.db.execute("INSERT OR IGNORE INTO inbox (id, ticket, kind, key, body) VALUES (?,?,?,?,?)", row)
            self.db.execute("DELETE FROM outbox WHERE id = ? AND command = 'ACK'", (header["id"],))
            self.put("ACK", f"a-{header['lease']}"[-64:], header["id"], {"lease": header["lease"]})
        print(f"{header['ticket']} {header['kind']} {'stored 已存' if new.rowcount else 'again 重复'}", flush=True)

    def settled(self, header: Header) -> None:
        outcome, message = header["outcome"], header["lease"].rpartition(".")[0]
        if outcome == "extended":
            return
        with self.step():
            if self.take(header.get("rid", ""), message) is None:
                return
            if outcome in ("stale", "requeued", "dead"):
                print(f"# {header['lease']}: {outcome}", file=sys.stderr)  # Undo nothing.
            else:
                self.acknowledged(message)

    def acknowledged(self, message: str) -> None:
        """Within a step: the server knows that we have it; a new dispatch wants a date."""
        ticket, kind, stage, key = self.db.execute(
            "SELECT ticket, kind, stage, key FROM inbox WHERE id = ?", (message,)).fetchone()
        if stage != "held":
            return
        print(f"{ticket} delivered 已签收", flush=True)
        if kind != "dispatch.new":
            return self.move(message, "done")
        promised = int((time.time() + self.options.promise_hours * 3600) * 1000)
        self.order(message, ticket, "accept", f"{key}/accept"[-64:], {"promisedDate": promised}, "acknowledged")

    def order(self, message: str, ticket: str, verb: str, key: str, data: Header, stage: str) -> None:
        """Within a step."""
        self.move(message, stage)
        self.put("DO", f"d-{verb}-{message}"[:64], message, {"key": key, "ticket": ticket, "type": verb, "data": data})

    def did(self, header: Header) -> None:
        with self.step():
            message = self.take(header["rid"])
            if message is None:
                return
            verb = header["rid"].split("-")[1]
            print(f"{header['ticket']} {verb} {'已承诺' if verb == 'accept' else '已完成'}", flush=True)
            if verb == "accept" and self.options.report_done is not None:
                self.move(message, "promised", time.time() + self.options.report_done)
            else:
                self.move(message, "done")

    def each_turn(self) -> None:
        due = self.db.execute("SELECT id, ticket, key FROM inbox WHERE stage = 'promised' AND due <= ?", (time.time(),))
        for message, ticket, key in due.fetchall():
            with self.step():
                self.order(message, ticket, "reportDone", f"{key}/done"[-64:],
                           {"result": "墙面已修补", "cause": "基层未干透", "responsible": "施工班组 7"}, "reporting")

    def refused(self, header: Header) -> None:
        with self.step():
            message = self.take(header.get("rid", ""))
            if message and header["rid"].startswith("d-"):
                self.move(message, "done")  # A person has to look; the log has the reason.

    def take(self, rid: str, message: str | None = None) -> str | None:
        """Within a step: takes an answered message out of the outbox; its inbox id, or None if it was not there."""
        row = self.db.execute("DELETE FROM outbox WHERE rid = ? AND id = ifnull(?, id) RETURNING id",
                              (rid, message)).fetchone()
        return row[0] if row else None

    def move(self, message: str, stage: str, due: float | None = None) -> None:
        """Within a step."""
        self.db.execute("UPDATE inbox SET stage = ?, due = ? WHERE id = ?", (stage, due, message))
        self.finished += stage == "done"
        if self.options.once and self.finished >= self.options.once:
            self.running = False


def run(worker: Worker) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: setattr(worker, "running", False))
    try:
        worker.run()
    except Finished as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description="A department's worker / 部门接单程序")
    parser.add_argument("--endpoint", default="tcp://127.0.0.1:5870")
    parser.add_argument("--queue", default="engineering")
    parser.add_argument("--name", default="eng-py", help="the worker's lasting name; no two processes share one")
    parser.add_argument("--promise-hours", type=float, default=72)
    parser.add_argument("--report-done", type=float, metavar="SECONDS", help="report the work done so long after")
    parser.add_argument("--journal", default="department.sqlite3")
    parser.add_argument("--once", type=int, default=0, metavar="N", help="end after N messages")
    return run(Department(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
