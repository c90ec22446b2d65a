#!/usr/bin/env python3
"""A tiny router: forwards each complaint to the departments of its categories, with the table that the message brings.

It needs no database: what it decides goes with the ACK, and the server runs it in the same transaction.
"""
from __future__ import annotations

import argparse
import json
import sys

from department_worker import Worker, run
from pdp1 import Header


class Router(Worker):
    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(options.endpoint, "routing", options.name)
        self.answers: dict[str, tuple[str, Header]] = {}

    def outbox(self) -> list[tuple[str, Header]]:
        return list(self.answers.values())

    def knows(self, tag: str) -> bool:
        return tag in self.answers

    def handle(self, header: Header, body: bytes) -> None:
        command, answer = self.decide(header, json.loads(body).get("data", {}))
        self.answers[header["lease"]] = (command, answer)
        print(f"{header['ticket']} {command} {json.dumps(answer, ensure_ascii=False)}", flush=True)
        self.send(command, answer)

    def decide(self, header: Header, data: Header) -> tuple[str, Header]:
        table, categories = data.get("routing", {}), data.get("categories", [])
        missing = [category for category in categories if category not in table]
        if missing or not categories:
            return "REJECT", {"lease": header["lease"], "reason": f"no department for {missing or 'no category'}"}
        departments = sorted({table[category] for category in categories})
        return "ACK", {"lease": header["lease"], "cmd": {
            "type": "forward", "data": {"departments": departments}, "expect_rev": header["rev"]}}

    def settled(self, header: Header) -> None:
        self.answers.pop(header["lease"], None)

    def refused(self, header: Header) -> None:
        """`conflict`: the complaint has changed, and a fresh message is in the queue already."""
        tag = header.get("lease", "")
        if self.answers.pop(tag, None) is None:
            return
        if header["code"] == "conflict":
            self.answers[tag] = ("ACK", {"lease": tag})
        else:
            self.answers[tag] = ("NACK", {"lease": tag, "reason": f"forward was refused: {header['code']}"})
        self.send(*self.answers[tag])


def main() -> int:
    parser = argparse.ArgumentParser(description="A routing worker / 自动转派程序")
    parser.add_argument("--endpoint", default="tcp://127.0.0.1:5870")
    parser.add_argument("--name", default="router-py")
    return run(Router(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
