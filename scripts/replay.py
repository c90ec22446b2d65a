#!/usr/bin/python3
"""Plays a real log of a help desk through a real server, in fast motion: every ticket at its true time.

Each ticket of the log is opened as a complaint when the manual clock stands at its first event. The server's own router
forwards it, the department's worker (`paidan work`) takes it, and only then the clock moves on. At the end every complaint
must have been forwarded in time and delivered exactly once. See docs/operating/replay.md.
"""

import argparse
import collections
import csv
import json
import os
import pathlib
import sys
import time
from datetime import datetime

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/System"))

from house import House, TookTooLong  # noqa: E402: the harness of the system tests

LOG = pathlib.Path(os.environ.get("PAIDAN_REAL_LOG", ROOT / "../shared/real/helpdesk.csv"))
MAPPING = ROOT / "deploy/replay/helpdesk-sections.json"
PATIENCE_SECONDS = 30
PAUSE_SECONDS = 0.004
BAR_WIDTH = 40


class Case:
    """A ticket of the log: its first event, and where it belongs."""

    def __init__(self, row, at, mapping):
        columns = mapping["columns"]
        self.name, self.at = row[columns["ticket"]], at
        section = mapping["sections"][row[columns["section"]]]
        self.category, self.department = section["category"], section["department"]
        self.notice = {
            "channel": "web",
            "customer": {"name": f"客户 {row[columns['customer']].removeprefix('Value ')}"},
            "content": f"{self.name}, {columns['about']} {row[columns['about']]}",
            "categories": [self.category],
            "receivedAt": at,
        }


def read(log, mapping):
    """The tickets of the log in the order of their first events."""
    zone = datetime.strptime(mapping["offset"], "%z").tzinfo
    first = {}
    with open(log, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            at = datetime.strptime(row[mapping["columns"]["time"]], mapping["time"]).replace(tzinfo=zone)
            name = row[mapping["columns"]["ticket"]]
            if name not in first or at < first[name][0]:
                first[name] = (at, row)
    ordered = sorted(first.values(), key=lambda pair: pair[0])
    return [Case(row, at.isoformat(timespec="milliseconds"), mapping) for at, row in ordered]


class Progress:
    """A bar on a terminal, a line each tenth elsewhere."""

    def __init__(self, words, total):
        self.words, self.total, self.started, self.told = words, total, time.monotonic(), 0
        self.terminal = sys.stderr.isatty()

    def at(self, done):
        seconds = time.monotonic() - self.started
        if self.terminal:
            filled = BAR_WIDTH * done // self.total
            sys.stderr.write(f"\r{self.words} [{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{self.total} {seconds:.0f} s ")
            if done == self.total:
                sys.stderr.write("\n")
        elif done * 10 // self.total > self.told:
            self.told = done * 10 // self.total
            sys.stderr.write(f"{self.words}: {done}/{self.total}, {seconds:.0f} s\n")
        sys.stderr.flush()


class Replay:
    def __init__(self, house, cases):
        self.house, self.cases = house, cases
        self.complaints = {}  # complaint → its case
        self.departments = {}  # dispatch → department
        self.delivered = collections.Counter()  # dispatch → how often
        self.heard = 0  # the feed has been read up to here

    def play(self):
        progress = Progress("replaying", len(self.cases))
        for done, case in enumerate(self.cases, 1):
            self.house.move_clock(case.at)
            ticket = self.house.specialist.post("/v1/tickets", {"kind": "complaint", "data": case.notice}, case.name.replace(" ", "-"))
            self.complaints[ticket["id"]] = case
            self.await_deliveries(done)
            progress.at(done)

    def await_deliveries(self, count):
        """Reads the feed of everything until so many dispatches have been delivered."""
        end = time.monotonic() + PATIENCE_SECONDS
        while sum(self.delivered.values()) < count:
            if not self.read_feed():
                if time.monotonic() > end:
                    raise TookTooLong(f"{self.cases[count - 1].name} was not delivered in {PATIENCE_SECONDS} s")
                time.sleep(PAUSE_SECONDS)

    def read_feed(self):
        page = self.house.admin.get(f"/v1/feeds/all/events?after={self.heard}&limit=1000")
        for event in page["events"]:
            self.heard += 1
            if int(event["sequence"]) != self.heard:
                raise AssertionError(f"the feed has a gap before {event['sequence']}")
            if event["type"] == "cn.paidan.dispatch.opened.v1":
                self.departments[event["subject"]] = event["data"]["department"]
            elif event["type"] == "cn.paidan.dispatch.delivered.v1":
                self.delivered[event["subject"]] += 1
        return page["events"]

    def compare(self):
        """What is wrong, a sentence each; and the counts per department."""
        wrong, table = [], collections.defaultdict(collections.Counter)
        progress = Progress("comparing", len(self.complaints))
        for done, (id, case) in enumerate(self.complaints.items(), 1):
            line = table[case.department]
            line["tickets"] += 1
            shown = self.house.admin.get(f"/v1/tickets/{id}?fields=number,state,verdicts")
            verdict = {item["number"]: item["verdict"] for item in shown["verdicts"]}.get("T-01")
            if verdict == "inTime":
                line["in time"] += 1
            else:
                wrong.append(f"{case.name} ({shown['number']}) is {shown['state']['name']}, T-01 {verdict}")
            progress.at(done)
        while self.read_feed():
            pass
        for dispatch, department in self.departments.items():
            table[department]["dispatches"] += 1
            times = self.delivered[dispatch]
            table[department]["delivered"] += times > 0
            table[department]["doubled"] += times > 1
            if times != 1:
                wrong.append(f"dispatch {dispatch} was delivered {times} times")
        wrong += self.printed_otherwise()
        if len(self.departments) != len(self.complaints):
            wrong.append(f"{len(self.complaints)} complaints, {len(self.departments)} dispatches")
        for department, line in table.items():
            if line["tickets"] != line["dispatches"]:
                wrong.append(f"{department} should have {line['tickets']} and has {line['dispatches']}")
        return wrong, table

    def printed_otherwise(self):
        """Each worker prints what it holds: every dispatch of its department once."""
        for department in sorted(set(self.departments.values())):
            printed = collections.Counter()
            for line in open(self.house.folder / f"{department}-worker.out", encoding="utf-8"):
                message = json.loads(line)
                if message["kind"] == "dispatch.new":
                    printed[message["ticket"]] += 1
            for dispatch in (id for id, holder in self.departments.items() if holder == department):
                if printed[dispatch] != 1:
                    yield f"the worker of {department} has printed {dispatch} {printed[dispatch]} times"


def show(table):
    columns = ["tickets", "in time", "dispatches", "delivered", "doubled"]
    print(f"{'department':<14}" + "".join(f"{column:>12}" for column in columns))
    for department, line in sorted(table.items()):
        print(f"{department:<14}" + "".join(f"{line[column]:>12,}" for column in columns))
    print(f"{'all':<14}" + "".join(f"{sum(line[column] for line in table.values()):>12,}" for column in columns))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", type=pathlib.Path, default=LOG)
    parser.add_argument("--mapping", type=pathlib.Path, default=MAPPING)
    parser.add_argument("--first", type=int, metavar="N", help="only the first N tickets")
    options = parser.parse_args()
    if not options.log.exists():
        print(f"==> SKIPPED: there is no real log at {options.log.resolve()}; name one with PAIDAN_REAL_LOG", file=sys.stderr)
        return 0
    mapping = json.loads(options.mapping.read_text(encoding="utf-8"))
    cases = read(options.log, mapping)[:options.first]

    started = time.monotonic()
    house = House(at=cases[0].at, routers=1)
    try:
        for department in sorted({section["department"] for section in mapping["sections"].values()}):
            house.worker(department)
        replay = Replay(house, cases)
        replay.play()
        played = time.monotonic() - started
        wrong, table = replay.compare()
        report = house.verify()
    finally:
        house.clean_up()
    show(table)
    print(f"{len(cases):,} tickets from {cases[0].at[:10]} to {cases[-1].at[:10]} in {played:.0f} s; "
          f"verify: {report['tickets']:,} tickets, {report['events']:,} events, {len(report['findings'])} findings")
    for sentence in wrong[:20]:
        print(f"WRONG: {sentence}", file=sys.stderr)
    return 1 if wrong or report["findings"] else 0


if __name__ == "__main__":
    sys.exit(main())
