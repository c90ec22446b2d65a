#!/usr/bin/python3
"""Takes a real log over with `paidan import`, and reckons every clock and every row again by an arithmetic of its own.

Three regulations: DX as it ships, one in working time, one in days, with holidays and make-up workdays of the log's years. The
calculation is Tests/System/reckoning.py. See docs/operating/import.md.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/System"))

import reckoning  # noqa: E402: the second calculation
from house import House  # noqa: E402: the harness of the system tests

LOG = pathlib.Path(os.environ.get("PAIDAN_REAL_LOG", ROOT / "../shared/real/helpdesk.csv"))
MAPPING = ROOT / "deploy/import/helpdesk.yaml"
LOG_ZONE = "+0100"
# The company's, with summer time; the log has none.
ZONE = "Europe/Rome"
CHINA = "Asia/Shanghai"
SHOWN = 20


def take_over(house, log):
    words = ["import", log, "--mapping", MAPPING, "--data-dir", house.data, "--json",
             "--report", house.folder / "rows.csv", "--clocks", house.folder / "clocks.csv"]
    started = time.monotonic()
    run = subprocess.run(house.command(*(str(word) for word in words)), capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"paidan import: exit {run.returncode}\n{run.stdout}{run.stderr}")
    return json.loads(run.stdout), time.monotonic() - started


def compare(rule, cases, log, folder):
    """Imports the log under one regulation. Returns what does not agree, a sentence each."""
    policy = "dx"
    if rule.policy:
        policy = folder / f"{rule.name}.yaml"
        policy.write_text(rule.policy, encoding="utf-8")
    # DX keeps its own zone.
    calendar = rule.calendar if rule.policy else reckoning.Calendar(CHINA, reckoning.HOURS)
    house = House("2026-03-25T09:00:00+08:00", policy=policy, routers=0)
    try:
        house.stop()
        summary, seconds = take_over(house, log)
        report = house.verify()
        reckoned = reckoning.reckon(cases, calendar, rule.limits)
        imported = reckoning.imported(house.folder / "clocks.csv", house.folder / "rows.csv")
        again, _ = take_over(house, log)
    finally:
        house.clean_up()
    wrong = [sentence for one, other in zip(reckoned, imported) for sentence in reckoning.differences(one, other)]
    rows = summary["rows"]
    if rows["all"] != rows["applied"] + rows["note"] + rows["refused"]:
        wrong.append(f"the rows do not add up: {rows}")
    if again["rows"]["known"] != rows["all"] or again["tickets"]["unchanged"] != summary["tickets"]["all"]:
        wrong.append(f"the second import changed something: {again['tickets']}")
    verdicts = {name: sum(limit[name] for limit in summary["limits"]) for name in ("inTime", "late", "released", "running")}
    print(f"{rule.name:<14}{rows['all']:>8,} rows: {rows['applied']:,} applied, {rows['note']:,} notes, {rows['refused']:,} refused; "
          f"{len(reckoned[0]):,} clocks: {verdicts['inTime']:,} in time, {verdicts['late']:,} late, {verdicts['released']:,} released, "
          f"{verdicts['running']:,} running; {len(wrong)} differences; {seconds:.1f} s; "
          f"verify: {report['events']:,} events, {len(report['findings'])} findings", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", type=pathlib.Path, default=LOG)
    options = parser.parse_args()
    if not options.log.exists():
        print(f"==> SKIPPED: there is no real log at {options.log.resolve()}; name one with PAIDAN_REAL_LOG", file=sys.stderr)
        return 0
    cases = reckoning.read(options.log, LOG_ZONE)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for rule in reckoning.rules(ZONE, {}, reckoning.italian_company()):
            wrong += compare(rule, cases, options.log, pathlib.Path(folder))
    for sentence in wrong[:SHOWN]:
        print(f"WRONG: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
