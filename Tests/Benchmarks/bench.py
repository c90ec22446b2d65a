#!/usr/bin/python3
"""Measures Paidan beside its ceilings, in the same run on the same machine. See docs/internals/benchmarks.md.

`make bench` calls this after it has built what is measured.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import time
import unicodedata

import delivery
import machine
from programs import ROOT, Unfit, Wrk, folder, hello, house, play, ready_seconds, run_json

GROUPS = (1, 8, 64)
CLIENTS = (1, 8, 64)
STARTS = 5


class Report:
    """Rows of one table: what was measured, and what the machine could have done at best."""

    def __init__(self):
        self.rows = []

    def add(self, what, unit, value, ceiling=None, target=None, more_is_better=True):
        share = ceiling and (value / ceiling if more_is_better else ceiling / value)
        met = None if target is None else (value >= target if more_is_better else value <= target)
        self.rows.append({
            "what": what, "unit": unit, "value": value, "ceiling": ceiling, "ofCeiling": share, "target": target,
            "met": met})

    def time(self, what, unit, value, ceiling=None, target=None):
        self.add(what, unit, value, ceiling, target, more_is_better=False)

    @property
    def missed(self):
        return [row for row in self.rows if row["met"] is False]

    def table(self):
        lines = [("", "measured", "", "ceiling of this run", "of it", "target", "")]
        for row in self.rows:
            lines.append((
                row["what"], number(row["value"]), row["unit"], number(row["ceiling"]),
                "" if row["ofCeiling"] is None else f"{row['ofCeiling']:.0%}", number(row["target"]),
                {None: "", True: "met", False: "MISSED"}[row["met"]]))
        widths = [max(map(width, column)) for column in zip(*lines)]
        words = (0, 2, 6)
        return "\n".join(
            "  ".join(pad(cell, room, index in words) for index, (cell, room) in enumerate(zip(line, widths))).rstrip()
            for line in lines)


def number(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text, room, is_left):
    space = " " * (room - width(text))
    return text + space if is_left else space + text


def wall(told):
    return sum(step["wall"] for step in told["steps"].values())


class Bench:
    def __init__(self, options):
        self.paidan, self.bench = options.paidan.resolve(), options.bench.resolve()
        self.ceilings = options.ceilings.resolve()
        self.seconds, self.complaints, self.samples, self.rounds = (
            (2, 512, 500, 1) if options.quick else (6, 2_048, 1_000, 3))
        self.report, self.raw = Report(), {}
        self.facts = machine.facts(pathlib.Path(tempfile.tempdir))

    def run(self):
        others = machine.Others()
        for part in (self.decide, self.queues, self.engine, self.desk, self.department, self.start, self.year):
            begin = time.monotonic()
            part()
            print(f"==> {part.__name__}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
        self.facts["othersShare"] = round(others.share, 3)

    def decide(self):
        told = self.raw["decide"] = run_json(self.bench, "decide")
        for kind, mixes in told.items():
            for mix, figures in mixes.items():
                target = 3 if mix == "mixed" else None
                self.report.time(f"decide {kind}, {mix}, p50", "µs", figures["p50"] / 1e3, target=target)
                self.report.time(f"decide {kind}, {mix}, p99", "µs", figures["p99"] / 1e3)

    def queues(self):
        told = self.raw["zmq"] = run_json(self.ceilings / "zmq_ceiling")
        self.facts["zmq"] = told["zmq"]
        self.facts["zmqRoundTripMicroseconds"] = told["roundTrip"]["p50"]

    def engine(self):
        self.raw["engine"], self.raw["sqlite"] = {}, {}
        for group in GROUPS:
            with folder() as recorded:
                lives = ["--complaints", self.complaints, "--group", group]
                run_json(self.bench, "record", *lives, "--folder", recorded, "--output", recorded / "recording")
                pairs = [(self.live(lives), self.replay(recorded, round)) for round in range(self.rounds)]
            engine, raw = (min(told, key=wall) for told in zip(*pairs))
            self.raw["engine"][group], self.raw["sqlite"][group] = engine, raw
            self.facts["sqlite"] = raw["sqlite"]
            self.compare_engine(group, engine, raw)
        self.report.time("on disk, a closed complaint with one dispatch", "B", engine["bytesPerComplaint"])

    def live(self, lives):
        with folder() as place:
            return run_json(self.bench, "engine", *lives, "--folder", place)

    def replay(self, recorded, round):
        return run_json(
            self.ceilings / "sqlite_ceiling", recorded / "recording", recorded / "paidan.db",
            recorded / f"raw-{round}.db")

    def compare_engine(self, group, engine, raw):
        def rate(told, clock, *names):
            steps = [told["steps"][name] for name in names or told["steps"]]
            return sum(step["commands"] for step in steps) / sum(step[clock] for step in steps)

        title = f"engine, {group} a transaction"
        self.report.add(f"{title}: all commands", "/s", rate(engine, "wall"), rate(raw, "wall"))
        self.report.add(f"{title}: all, of processor time", "/s", rate(engine, "cpu"), rate(raw, "cpu"))
        for step in engine["steps"]:
            self.report.add(f"{title}: {step}", "/s", rate(engine, "wall", step), rate(raw, "wall", step))

    def desk(self):
        told = self.raw["http"] = {}
        with house(self.paidan) as server, hello(self.bench) as (bare, address):
            ours, token, body = server.server, server.specialist.token, delivery.complaint()
            complaints = f"http://{server.http_address}/v1/complaints"
            ticket = f"http://{server.http_address}/v1/tickets/{server.specialist.open().id}"
            for clients in CLIENTS:
                pairs = told[clients] = {
                    "hello POST": Wrk.post(bare, f"{address}/hello", clients, self.seconds, body),
                    "POST": Wrk.post(ours, complaints, clients, self.seconds, body, token),
                    "hello GET": Wrk.get(bare, f"{address}/hello", clients, self.seconds),
                    "GET": Wrk.get(ours, ticket, clients, self.seconds, token)}
                target = 7_000 if clients == CLIENTS[-1] else None
                self.compare_desk("POST /v1/complaints", clients, pairs["POST"], pairs["hello POST"], target)
                self.compare_desk("GET /v1/tickets/{id}", clients, pairs["GET"], pairs["hello GET"])

    def compare_desk(self, what, clients, measured, ceiling, target=None):
        title = f"{what}, {clients} client{'s' if clients > 1 else ''}"
        self.report.add(title, "/s", measured["rate"], ceiling["rate"], target)
        self.report.time(f"{title}, p50", "ms", measured["p50"] / 1e3, ceiling["p50"] / 1e3)
        self.report.time(f"{title}, p99", "ms", measured["p99"] / 1e3, ceiling["p99"] / 1e3)
        self.report.time(f"{title}, the server's processor time for one", "µs", measured["cpu"], ceiling["cpu"])

    def department(self):
        with house(self.paidan) as server:
            idle = delivery.measure(server, self.samples)
            server.verify()
            routed = delivery.routed_rate(server, CLIENTS[-1], self.seconds)
        with house(self.paidan) as server:
            loaded = delivery.measure_under_load(server, self.samples, routed["rate"] / 2)
        self.raw["department"] = {"idle": idle, "routed": routed, "halfLoad": loaded}
        ceiling = self.raw_delivery_milliseconds()
        self.report.add(
            f"complaints opened and forwarded, {CLIENTS[-1]} clients", "/s", routed["rate"],
            1 / self.raw_seconds(CLIENTS[-1]))
        self.report.time("POST sent → department has it, idle, p50", "ms", idle["p50"] / 1e3, ceiling, target=1.2)
        self.report.time("POST sent → department has it, idle, p99", "ms", idle["p99"] / 1e3)
        title = f"POST sent → department has it, beside {loaded['background']:,.0f} POST/s"
        self.report.time(f"{title}, p50", "ms", loaded["p50"] / 1e3, ceiling)
        self.report.time(f"{title}, p99", "ms", loaded["p99"] / 1e3)

    def raw_delivery_milliseconds(self):
        """Half a bare HTTP exchange, two raw transactions, and three bare messages: to a routing worker in a process of
        its own, back, and to the department."""
        messages = 3 * self.raw["zmq"]["roundTrip"]["p50"] / 2
        return (self.raw["http"][1]["hello POST"]["p50"] / 2 + messages) / 1e3 + self.raw_seconds(1) * 1e3

    def raw_seconds(self, group):
        """Opening and forwarding one complaint by raw SQLite."""
        steps = self.raw["sqlite"][group]["steps"]
        return sum(steps[name]["wall"] / steps[name]["commands"] for name in ("open", "forward"))

    def start(self):
        with folder() as place:
            first = [ready_seconds(self.paidan, place / f"data-{number}") for number in range(STARTS)]
            again = [ready_seconds(self.paidan, place / "data-0") for _ in range(STARTS)]
        self.raw["ready"] = {"first": first, "again": again}
        self.report.time("start to ready, new data, slowest of 5", "s", max(first), target=1)
        self.report.time("start to ready, known data, slowest of 5", "s", max(again), target=1)

    def year(self):
        told = self.raw["year"] = play(self.paidan, ROOT / "deploy/scenarios/load/year-of-a-company.scenario")
        title = "a year of 40 designers, 2,000 leads and 600 projects, receipts made again"
        self.report.time(title, "s", told["wall"], target=60)
        self.report.time(f"{title}: processor time", "s", told["cpu"])


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paidan", type=pathlib.Path, default=ROOT / ".build/release/paidan")
    parser.add_argument("--bench", type=pathlib.Path, default=ROOT / ".build/release/paidan-bench")
    parser.add_argument("--ceilings", type=pathlib.Path, default=ROOT / ".build/bench", help="where the C programs are")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/bench", help="on the disk to measure")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--quick", action="store_true", help="a quarter of everything; for a look, not for records")
    parser.add_argument("--check", action="store_true", help="exit 1 when a target is missed")
    return parser.parse_args()


def main():
    options = parsed()
    tempfile.tempdir = str(options.folder.resolve())
    bench = Bench(options)
    try:
        bench.run()
    except Unfit as unfit:
        print(f"error: {unfit}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(bench.report.table())
    print(machine.line(bench.facts))
    if options.json:
        told = {"machine": bench.facts, "rows": bench.report.rows, "raw": bench.raw}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 1 if options.check and bench.report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
