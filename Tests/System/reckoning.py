"""A second opinion on every clock of an imported log, by arithmetic of its own.

Nothing here is ported from Paidan. The rules are the regulation's: a complaint goes to its department within so much time of
its receipt, the department takes delivery, names a date and keeps it, the customer is told the result; what a limit in working
hours, in days or in working days means stands in docs/reference/policy.md. What a row of the log means is read off
deploy/import/helpdesk.yaml by hand. Only the standard library is used; times are whole milliseconds since 1970.
"""

import csv
import re
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HOUR = 3_600_000
DAY = 24 * HOUR
WAIT = 7 * DAY  # how long a ticket may be on hold
PROMISE = 3 * DAY  # the date that a department gives


# The calendar

class Calendar:
    """The hours of a company: `hours` on Monday to Friday, but for single days."""

    def __init__(self, zone, hours=(), days=None):
        self.zone = ZoneInfo(zone)
        self.hours = [tuple(self.minutes(end) for end in stretch.split("-")) for stretch in hours]
        self.days = days or {}  # day → "none", "usual" or its own hours

    @staticmethod
    def minutes(text):
        hour, minute = text.split(":")
        return int(hour) * 60 + int(minute)

    def instant(self, day, minute):
        """When the local clock shows so many minutes after midnight of that day."""
        local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self.zone)
        return int(local.timestamp()) * 1000

    def day(self, moment):
        return datetime.fromtimestamp(moment // 1000, self.zone).date()

    def stretches(self, day):
        special = self.days.get(day)
        if special == "none":
            return []
        if special is None:
            return self.hours if day.weekday() < 5 else []
        if special == "usual":
            return self.hours
        return [tuple(self.minutes(end) for end in stretch.split("-")) for stretch in special]

    # What a limit means

    def end_of_day(self, day):
        return self.instant(day + timedelta(days=1), 0)

    def after_work(self, start, length):
        """The earliest moment by which so much working time has passed since `start`."""
        day = self.day(start)
        while True:
            for opens, closes in self.stretches(day):
                begin, end = max(self.instant(day, opens), start), self.instant(day, closes)
                if begin >= end:
                    continue
                if length <= end - begin:
                    return begin + length
                length -= end - begin
            day += timedelta(days=1)

    def after_days(self, start, count):
        return self.end_of_day(self.day(start) + timedelta(days=count))

    def after_working_days(self, start, count):
        day = self.day(start)
        while count > 0:
            day += timedelta(days=1)
            count -= 1 if self.stretches(day) else 0
        return self.end_of_day(day)

    def due(self, limit, start):
        if limit == "same day":
            return self.after_days(start, 0)
        parts = [(int(number), unit) for number, unit in re.findall(r"(\d+) (wh|wmin|wd|h|min|d)", limit)]
        units = {unit for _, unit in parts}
        if units == {"d"}:
            return self.after_days(start, parts[0][0])
        if units == {"wd"}:
            return self.after_working_days(start, parts[0][0])
        length = sum(number * (HOUR if unit.endswith("h") else HOUR // 60) for number, unit in parts)
        return self.after_work(start, length) if units <= {"wh", "wmin"} else start + length


# The clocks of a ticket

class Clock:
    def __init__(self, start, due):
        self.start, self.due, self.stopped, self.verdict = start, due, None, ""

    def kept(self, at):
        self.stopped, self.verdict = at, "inTime" if at <= self.due else "late"

    def dropped(self, at):
        """Nobody's promise any more; what had run out stays late."""
        if self.verdict == "":
            self.stopped, self.verdict = at, "late" if at > self.due else "released"

    def standing(self, end):
        last = end if self.stopped is None else self.stopped
        return (self.start, self.due, self.stopped, self.verdict, last > self.due)


class Case:
    """One ticket of the log, from its first row to its last."""

    def __init__(self, calendar, limits, receipt):
        self.calendar, self.limits = calendar, limits
        self.state, self.dispatch = "received", None
        self.hold_ends = None
        self.clocks = {}
        self.start("forward", receipt)

    def start(self, name, at, number=1, due=None):
        due = self.calendar.due(self.limits[name], at) if due is None else due
        self.clocks[name, number] = Clock(at, due)

    def keep(self, name, at, number=1):
        clock = self.clocks.get((name, number))
        if clock is not None and clock.verdict == "":
            clock.kept(at)

    # What happens by itself

    def pass_time(self, until):
        """A hold ends when it was to end; a date that is not kept is missed a millisecond later."""
        while True:
            dated = self.clocks.get(("promisedDate", 1))
            if self.state == "onHold" and self.hold_ends <= until and not (self.misses(until) and dated.due < self.hold_ends):
                self.state, self.hold_ends = "inDepartment", None
            elif self.misses(until):
                self.dispatch = "overdue"
                self.start("promise", dated.due + 1, 2)
            else:
                return

    def misses(self, until):
        return self.dispatch == "working" and self.clocks["promisedDate", 1].due < until

    # What a row says

    def forward(self, at):
        self.keep("forward", at)
        self.start("pickUp", at)
        self.keep("pickUp", at)
        self.start("promise", at)
        self.state, self.dispatch = "inDepartment", "published"

    def accept(self, at):
        self.keep("promise", at)
        self.start("promisedDate", at, due=at + PROMISE)
        self.dispatch = "working"

    def hold(self, at):
        self.state, self.hold_ends = "onHold", at + WAIT
        if self.dispatch == "working":
            self.clocks["promisedDate", 1].due += WAIT

    def resume(self, at):
        if self.dispatch == "working":
            self.clocks["promisedDate", 1].due -= self.hold_ends - at
        self.state, self.hold_ends = "inDepartment", None

    def done(self, at):
        for name, number in (("promise", 1), ("promise", 2), ("promisedDate", 1)):
            self.keep(name, at, number)
        self.state, self.dispatch = "awaitingRevisit", "done"
        self.start("resultTold", at)

    def told(self, at):
        self.keep("resultTold", at)
        self.state = "closed"

    def explained(self, at):
        self.keep("forward", at)
        self.state = "closed"

    def withdrawn(self, at):
        for clock in self.clocks.values():
            clock.dropped(at)
        self.state = "withdrawn"

    def row(self, activity, at):
        """Plays one row. Returns "applied", "note" or "refused"."""
        state, dispatch = self.state, self.dispatch
        held = state in ("inDepartment", "onHold") and dispatch in ("published", "working", "overdue")
        if activity == "Take in charge ticket":
            if state == "received":
                self.forward(at)
            elif state == "onHold":
                self.resume(at)
            elif dispatch == "published" and held:
                self.accept(at)
            elif not held:
                return "refused"
        elif activity == "Wait":
            if state != "inDepartment":
                return "note"
            self.hold(at)
        elif activity == "Require upgrade":
            return "applied" if held else "note"
        elif activity == "Resolve ticket":
            if state == "explaining":
                return "note"
            if state == "received":
                self.state = "explaining"
            elif held:
                if state == "onHold":
                    self.resume(at)
                self.done(at)
            else:
                return "refused"
        elif activity == "Closed":
            if state in ("received", "explaining"):
                self.explained(at)
            elif held:
                if state == "onHold":
                    self.resume(at)
                self.done(at)
                self.told(at)
            elif state == "awaitingRevisit":
                self.told(at)
            else:
                return "refused"
        elif activity == "INVALID":
            if state not in ("received", "explaining", "inDepartment", "onHold"):
                return "refused"
            self.withdrawn(at)
        else:
            return "note"
        return "applied"


# The log, and what Paidan made of it

def read(log, zone):
    """The rows of each ticket in the order of their times: (moment, line, activity)."""
    zone = ZoneInfo(zone) if "/" in zone else datetime.strptime(zone, "%z").tzinfo
    cases = {}
    with open(log, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        for row in reader:
            at = datetime.strptime(row["Complete Timestamp"], "%Y/%m/%d %H:%M:%S.%f").replace(tzinfo=zone)
            moment = (at - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)
            cases.setdefault(row["Case ID"], []).append((moment, reader.line_num, row["Activity"]))
    return {name: sorted(rows) for name, rows in cases.items()}


def reckon(cases, calendar, limits):
    """Every clock by (ticket, name, round), and every row's verdict by line."""
    end = max(rows[-1][0] for rows in cases.values())
    clocks, verdicts = {}, {}
    for name, rows in cases.items():
        case = Case(calendar, limits, rows[0][0])
        for position, (at, line, activity) in enumerate(rows):
            case.pass_time(at)
            verdict = case.row(activity, at)
            # The first row opens the ticket, whatever it says.
            verdicts[line] = "applied" if position == 0 and verdict == "note" else verdict
        case.pass_time(end)
        for (clock, number), found in case.clocks.items():
            clocks[name, clock, number] = found.standing(end)
    return clocks, verdicts


def milliseconds(text):
    if text == "":
        return None
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)


def imported(clocks_file, rows_file):
    """The same two tables out of what `paidan import --clocks --report` wrote."""
    clocks, verdicts = {}, {}
    with open(clocks_file, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["clock"] == "holdUntil":  # a schedule, not a promise
                continue
            times = [milliseconds(row[name]) for name in ("start", "due", "stopped")]
            clocks[row["reference"], row["clock"], int(row["round"])] = (*times, row["verdict"], row["breached"] == "true")
    with open(rows_file, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            verdicts[int(row["line"])] = row["verdict"]
    return clocks, verdicts


def differences(one, other):
    """A sentence for each entry on which the two do not agree."""
    for key in sorted(one.keys() | other.keys(), key=str):
        if one.get(key) != other.get(key):
            yield f"{key}: reckoned {one.get(key)}, imported {other.get(key)}"


# The regulations that are tried

class Rules:
    """A regulation in our own words, and the same as a policy file."""

    def __init__(self, name, calendar, limits, policy=None):
        self.name, self.calendar, self.limits, self.policy = name, calendar, limits, policy


DX = {"forward": "2 h", "pickUp": "30 min", "promise": "4 h", "resultTold": "24 h"}
KEYS = {
    "forward": "complaint.forwardWithin", "pickUp": "dispatch.pickUpWithin", "promise": "dispatch.promiseWithin",
    "resultTold": "complaint.resultToldWithin"}
HOURS = ("09:00-12:00", "13:30-18:00")


def policy_text(name, zone, limits, own_days):
    """DX with these limits. Ladders without warnings, since those of DX come too late for some limits."""
    lines = [f"name: {name}", f"title: {{zh: {name}, en: {name}}}", "extends: dx", f"zone: {zone}",
             f"hours: [{', '.join(HOURS)}]"]
    lines += [f"{KEYS[clock]}: {limit}" for clock, limit in limits.items()]
    lines += ["clocks:"] + [f"  {clock}: [{{late: [supervisor]}}]" for clock in limits]
    if own_days:
        lines += ["ownDays:"]
        for day, hours in sorted(own_days.items()):
            written = hours if isinstance(hours, str) else f"[{', '.join(hours)}]"
            lines.append(f"  - {{from: {day}, to: {day}, hours: {written}, zh: 公司安排, en: our own}}")
    return "\n".join(lines) + "\n"


def rules(zone, days, own_days):
    """DX as it is, working time, and days. `days` are the nation's, which the policy has already."""
    calendar = Calendar(zone, HOURS, {**days, **own_days})
    working = {"forward": "2 wh", "pickUp": "30 wmin", "promise": "4 wh 30 wmin", "resultTold": "3 d"}
    daily = {"forward": "same day", "pickUp": "same day", "promise": "1 wd", "resultTold": "2 wd"}
    return [
        Rules("dx", calendar, DX),
        Rules("working-time", calendar, working, policy_text("working-time", zone, working, own_days)),
        Rules("days", calendar, daily, policy_text("days", zone, daily, own_days)),
    ]


def span(first, last):
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += timedelta(days=1)


def china_2026():
    """国办发明电〔2025〕7号, the first half of the year."""
    days = {}
    for first, last in (("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05")):
        days.update({day: "none" for day in span(first, last)})
    for day in ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09"):
        days[date.fromisoformat(day)] = "usual"
    return days


def italian_company():
    """Holidays of the years of the real log; a Saturday and an afternoon besides, so that they are tried, too."""
    days = {}
    for year in range(2010, 2015):
        for month, day in ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)):
            days[date(year, month, day)] = "none"
        days[date(year, 12, 24)] = ("09:00-12:00",)
    days[date(2012, 4, 28)] = "usual"
    days[date(2012, 9, 29)] = ("10:00-11:15", "14:00-16:30")
    return days
