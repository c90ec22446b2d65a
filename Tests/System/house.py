"""A Paidan of one's own: a real server process on free ports and throw-away data, and the people who work with it.

The tests in this folder know Paidan only from outside: HTTP, queues, command line. They use Python's standard library and
pyzmq, and the binary that `make build` made (or `PAIDAN_BIN`).
"""

import http.client
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from datetime import datetime, timedelta, timezone

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("PAIDAN_BIN", ROOT / ".build/debug/paidan"))
CHINA = timezone(timedelta(hours=8))
POLL_SECONDS = 0.01
PATIENCE_SECONDS = 20  # longer than anything here takes on a busy machine
DAYS = {"Mon": 2, "Tue": 3, "Wed": 4, "Thu": 5, "Fri": 6, "Sat": 7, "Sun": 8}  # of March 2026

_keys = itertools.count(1)


def moment(text, milliseconds=0):
    """An instant in Shenzhen as RFC 3339. "10:00:00" is on Monday, 2 March 2026; "Wed 10:00" in that week; "9 March 10:00" on that day."""
    match = re.fullmatch(r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) |(\d+) (March|April) )?(\d\d):(\d\d)(?::(\d\d))?", text)
    if match is None:
        return text
    name, day, month, hour, minute, second = match.groups()
    day = int(day or DAYS[name or "Mon"])
    when = datetime(2026, 4 if month == "April" else 3, day, int(hour), int(minute), int(second or 0), tzinfo=CHINA)
    return (when + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


def instant(text):
    return datetime.fromisoformat(text)


def same(text, other):
    return instant(moment(text)) == instant(moment(other))


class TookTooLong(AssertionError):
    """What was waited for did not come."""


def until(what, condition, patience=PATIENCE_SECONDS):
    """Waits until `condition()` is true and returns what it returned."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TookTooLong(f"waited {patience} s in vain until {what}")
        time.sleep(POLL_SECONDS)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:600].decode('utf-8', 'replace')}"


class Refused(Exception):
    """The server said no, in the form of RFC 9457."""

    def __init__(self, answer):
        super().__init__(repr(answer))
        self.status, self.problem = answer.status, answer.json
        self.code = self.problem["code"]


class Person:
    """Somebody with a token at a keyboard. One connection, kept open; not for several threads."""

    def __init__(self, house, name, token):
        self.house, self.name, self.token = house, name, token
        self.connection = None

    def request(self, method, path, body=None, headers=None, patience=PATIENCE_SECONDS):
        """One HTTP exchange. A closed connection is opened again; a broken exchange is the caller's to repeat.

        What writes has a fresh key unless another one is given, or None."""
        sent = {"Accept-Language": "en"}
        if method == "POST":
            sent["Idempotency-Key"] = f"{self.name}-{next(_keys)}"
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        if not isinstance(body, (bytes, type(None))):
            body = json.dumps(body, ensure_ascii=False).encode()
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.house.http_address, timeout=patience)
        try:
            self.connection.request(method, path, body, {name: value for name, value in sent.items() if value is not None})
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except Exception:
            self.hang_up()
            raise

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def get(self, path):
        answer = self.request("GET", path)
        if answer.status != 200:
            raise Refused(answer)
        return answer.json

    def post(self, path, body, key=None):
        answer = self.request("POST", path, body, {"Idempotency-Key": key} if key else None)
        if answer.status not in (200, 201):
            raise Refused(answer)
        return answer.json

    def open(self, *categories, **data):
        """A customer complains. Without categories the complaint waits for a clerk who knows where it belongs."""
        notice = {"channel": "phone", "customer": {"name": "王小明", "phone": "13800138000"}, "content": "客厅瓷砖空鼓"}
        if categories:
            notice["categories"] = list(categories)
        if data.get("anonymous"):
            del notice["customer"]
        notice.update({name: value for name, value in data.items() if name != "key"})
        receipt = self.post("/v1/tickets", {"kind": "complaint", "data": notice}, data.get("key"))
        return Ticket(self.house, receipt["id"])

    def does(self, verb, ticket, occurred_at=None, rev=None, key=None, **data):
        command = {"type": verb, "data": data}
        if occurred_at:
            command["occurredAt"] = moment(occurred_at)
        if rev:
            command["rev"] = rev
        return self.post(f"/v1/tickets/{ticket.id}/commands", command, key)

    def notices(self):
        return self.get("/v1/notices?limit=200")["notices"]


class Ticket:
    """A complaint or a dispatch, looked at through the administrator's eyes unless somebody else's are given."""

    def __init__(self, house, id):
        self.house, self.id = house, id

    def show(self, person=None):
        return (person or self.house.admin).get(f"/v1/tickets/{self.id}")

    @property
    def state(self):
        return self.show()["state"]["name"]

    @property
    def rev(self):
        return self.show()["rev"]

    @property
    def custodian(self):
        return self.show()["custodian"]

    def history(self):
        return self.house.admin.get(f"/v1/tickets/{self.id}/history")["events"]

    def facts(self):
        """The types of what happened, in order."""
        return [event["type"] for event in self.history()]

    def clocks(self, number, department=None):
        return [
            clock for clock in self.show()["clocks"]
            if clock.get("number") == number and department in (None, clock.get("subject"))]

    def clock(self, number, department=None):
        """The latest clock of that number (of that department)."""
        found = self.clocks(number, department)
        if not found:
            raise AssertionError(f"{self.id} has no clock {number} {department or ''}: {self.show()['clocks']}")
        return found[-1]

    def verdict(self, number):
        """What the complaint's record says about that promise: inTime, late or running; None if it was not made, or released."""
        return next((line["verdict"] for line in self.show()["verdicts"] if line["number"] == number), None)

    def rings(self, number, department=None):
        """When the rungs of that clock rang, as (instant, is it the breach?)."""
        keys = {clock["key"] for clock in self.clocks(number, department)}
        return [
            (event["factAt"], event["data"]["isBreach"])
            for event in self.history() if event["type"] == "rang" and event["data"]["clock"] in keys]

    def dispatches(self):
        rows = self.house.admin.get(f"/v1/dispatches?parent={self.id}&limit=200")["tickets"]
        return {row["department"]: Ticket(self.house, row["id"]) for row in reversed(rows)}

    def dispatch(self, department):
        """The latest dispatch of the complaint to that department."""
        return self.dispatches()[department]


class House:
    """A server process, its data, its people and whatever other processes were started around it."""

    def __init__(self, at="10:00:00", routers=0, policy="dx", clock="manual", log_level="warning"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="paidan-system-"))
        self.data = self.folder / "data"
        self.ready_file = self.folder / "ready"
        self.log = self.folder / "server.log"
        self.options = ["--policy", str(policy), "--routers", str(routers), "--log-level", log_level]
        self.clock_options = ["--clock", "manual", "--at", moment(at)] if clock == "manual" else []
        self.endpoints = ["127.0.0.1:0", "tcp://127.0.0.1:*", "tcp://127.0.0.1:*"]
        self.processes = []
        self.people = {}
        self.server = None
        try:
            self.start()
        except BaseException:
            self.clean_up()
            raise

    # The server process

    def command(self, *words):
        return [str(BINARY), *words, "--lang", "en"]

    def serve_command(self):
        http, dispatch, bell = self.endpoints
        return self.command(
            "serve", "--data", str(self.data), "--http", http, "--dispatch", dispatch, "--bell", bell,
            "--ready-file", str(self.ready_file), "--demo", *self.clock_options, *self.options)

    def start(self):
        """Starts the server, on the addresses it had before if it had any, and waits until it is ready."""
        self.ready_file.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(self.serve_command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until("the server is ready", self.is_ready_or_dead)
        ready = json.loads(self.ready_file.read_text())
        self.http_address = ready["http"].removeprefix("http://")
        self.dispatch_endpoint, self.bell_endpoint = ready["dispatch"], ready["bell"]
        self.endpoints = [self.http_address, self.dispatch_endpoint, self.bell_endpoint]
        for person in self.people.values():
            person.hang_up()
        self.people["admin"] = Person(self, "admin", (self.data / "admin.token").read_text().strip())
        if "specialist" not in self.people:
            # The announcement is printed after the ready file is written.
            until("the tokens are printed", lambda: "what to try next" in self.log.read_text())
            self.meet_the_demo_company(self.log.read_text())

    def is_ready_or_dead(self):
        if self.server.poll() is not None:
            raise AssertionError(f"the server ended with {self.server.returncode}:\n{self.log.read_text()[-3000:]}")
        return self.ready_file.exists()

    def meet_the_demo_company(self, announcement):
        labels = {
            "specialist": "customer-service specialist", "supervisor": "customer-service supervisor",
            "leader": "supervising leader", "revisitor": "call-back specialist",
            "engineering": "engineering", "materials": "materials", "furniture": "furniture",
            "director": "director", "supervising_designer": "design supervisor", "desk": "front desk",
            "designer": "designer", "salesperson": "salesperson"}
        tokens = dict(re.findall(r"^  ([a-z -]+): (pdn_[0-9a-f]+)$", announcement, re.MULTILINE))
        for name, label in labels.items():
            self.people[name] = Person(self, name, tokens[label])

    def kill(self):
        """The plug is pulled."""
        self.server.kill()
        self.server.wait()

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        return self.server.wait(PATIENCE_SECONDS)

    def clean_up(self):
        for process in self.processes + [self.server]:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
        for person in self.people.values():
            person.hang_up()
        if not os.environ.get("PAIDAN_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)

    # People and programs

    def __getattr__(self, name):
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    def program(self, *command, name="program", folder=None):
        """Starts another process, which writes to `name.out` and `name.log` in the folder."""
        with open(self.folder / f"{name}.out", "ab") as out, open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=log,
                cwd=folder)
        self.processes.append(process)
        return process

    def worker(self, department, *more, name=None):
        """`paidan work`: the department's own program, which says of each message "I hold it"."""
        name = name or f"{department}-worker"
        return self.program(
            BINARY, "work", "--queue", f"{department}=20", "--name", name, "--dispatch", self.dispatch_endpoint,
            "--json", "--lang", "en", *more, name=name)

    def router(self, name="router"):
        """`paidan route`: the program that forwards what is classified."""
        return self.program(
            BINARY, "route", "--name", name, "--dispatch", self.dispatch_endpoint, "--lang", "en", name=name)

    # Time

    def clock_to(self, text, milliseconds=0):
        """Moves the clock that stands still; answers when all that became due by then is recorded."""
        return self.move_clock(moment(text, milliseconds))

    def move_clock(self, to):
        answer = self.admin.request("POST", "/v1/test/clock", {"to": to})
        if answer.status != 200:
            raise Refused(answer)
        return answer.json

    @property
    def now(self):
        return self.admin.get("/v1/test/clock")["now"]

    # Looking at everything

    def events_stored(self):
        """How many facts there are: the head of the feed of everything."""
        return self.admin.get("/v1/feeds/all/events?limit=1")["head"]

    def queue(self, name):
        queues = self.admin.get("/v1/queues")["queues"]
        return next((line["messages"] for line in queues if line["queue"] == name), {})

    def verify(self):
        """`paidan verify` replays every ticket beside the running server."""
        run = subprocess.run(
            self.command("verify", "--data-dir", str(self.data), "--json"), capture_output=True, text=True)
        if run.returncode != 0:
            raise AssertionError(f"paidan verify: exit {run.returncode}\n{run.stdout}{run.stderr}")
        return json.loads(run.stdout)


class Scenario(unittest.TestCase):
    """A test with houses of its own. At its end every ticket of every house is replayed and compared."""

    longMessage = True

    def house(self, *arguments, **options):
        house = House(*arguments, **options)
        self.addCleanup(house.clean_up)
        self.addCleanup(self.check, house)
        return house

    def check(self, house):
        house.verify()
        if house.server.poll() not in (None, 0, -signal.SIGKILL):
            self.fail(f"the server ended with {house.server.returncode}:\n{house.log.read_text()[-3000:]}")

    def assert_instants(self, expected, found):
        self.assertEqual([instant(moment(text)) for text in expected], [instant(text) for text in found])

    def assert_due(self, expected, clock):
        self.assertTrue(same(expected, clock["due"]), f"{clock['number']} is due {clock['due']}, not {moment(expected)}")

    def refused(self, code, action, *arguments, **options):
        """Expects the refusal of that code and returns its problem."""
        with self.assertRaises(Refused) as caught:
            action(*arguments, **options)
        self.assertEqual(caught.exception.code, code, caught.exception.problem)
        return caught.exception.problem
