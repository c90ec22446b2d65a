#!/usr/bin/python3
"""Makes Tests/System/old_log.csv: tickets of a help desk that never was, around the Spring Festival of 2026.

The same seed gives the same file. It has what real logs have: bursts, nights, week-ends, hand-overs, waiting, tickets that are
closed twice, skip steps, or have no end, and rows that are not in order.
"""

import pathlib
import random
from datetime import datetime, timedelta

FILE = pathlib.Path(__file__).resolve().parent / "old_log.csv"
SEED = 2026
TICKETS = 160
FIRST = datetime(2026, 1, 28)
COLUMNS = ["Case ID", "Activity", "Resource", "Complete Timestamp", "customer", "product", "responsible_section"]
STEPS = [
    ("Assign seriousness", 30), ("Take in charge ticket", 100), ("Take in charge ticket", 60), ("Wait", 25),
    ("Take in charge ticket", 25), ("Require upgrade", 10), ("Wait", 10), ("Resolve ticket", 88), ("Resolve ticket", 5),
    ("Closed", 90), ("Closed", 3), ("Take in charge ticket", 2), ("INVALID", 2), ("Schedule intervention", 4)]


def pause(chance):
    """From seconds to weeks; now and then exactly a limit, so that its very last moment is tried."""
    if chance.random() < 0.08:
        return timedelta(hours=chance.choice([2, 4, 24, 72, 168]), milliseconds=chance.choice([0, 0, 1, -1]))
    return timedelta(seconds=round(chance.expovariate(1 / chance.choice([60, 2_000, 20_000, 100_000])), 3))


def rows():
    chance = random.Random(SEED)
    found = []
    for number in range(1, TICKETS + 1):
        at = FIRST + timedelta(seconds=chance.randrange(32 * 86_400))
        customer, product, section = (f"Value {chance.randint(1, most)}" for most in (40, 9, 7))
        steps = [step for step, percent in STEPS if chance.random() * 100 < percent] or ["Insert ticket"]
        for step in steps:
            stamp = (at + timedelta(microseconds=500)).strftime("%Y/%m/%d %H:%M:%S.%f")[:-3]
            found.append([f"Case {number}", step, f"Value {chance.randint(1, 22)}", stamp, customer, product, section])
            at += pause(chance)
        if chance.random() < 0.1:
            found[-1], found[-2] = found[-2], found[-1]
    # A month later all is over; what is not, has no end.
    return [row for row in found if row[3] < "2026/03/20"]


def text():
    return "".join(",".join(row) + "\r\n" for row in [COLUMNS] + rows())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="")
