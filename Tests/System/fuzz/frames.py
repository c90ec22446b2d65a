"""Messages of PDP/1 like the golden ones of schema/wire/v1, and worse ones; and what may be answered to them."""

import base64
import json
import sys
import uuid

from house import ROOT
from wire import Wire

sys.path.append(str(ROOT / "docs/examples/python"))
import pdp1  # noqa: E402  A second reading of the protocol: it judges what the server says.

FOLDER = ROOT / "schema/wire/v1"
QUEUES = ("engineering", "materials", "routing")


def golden(folder):
    """Every message there that a client might send."""
    found = []
    for path in sorted(folder.glob("*.json")):
        message = json.loads(path.read_text(encoding="utf-8"))
        if message["direction"] == "client-to-server":
            frames = message.get("frames64")
            found.append([base64.b64decode(one) for one in frames] if frames else [one.encode() for one in message["frames"]])
    return [frames for frames in found if frames]  # ZeroMQ cannot send nothing.


class Frames:
    """Workers that say nonsense, each within a session that began well."""

    def __init__(self, mutator, house):
        self.mutator, self.chance, self.house = mutator, mutator.chance, house
        self.good = golden(FOLDER) + golden(FOLDER / "tolerated")
        self.bad = golden(FOLDER / "bad")
        self.leases, self.tickets = [], ["D-1"]
        self.wire, self.said = None, []

    def begin(self):
        """A worker with a queue and a window; what it is given can be settled, rightly or wrongly."""
        self.wire = Wire(self.house.dispatch_endpoint)
        queue = self.chance.choice(QUEUES)
        self.wire.hello(f"fuzz-{uuid.UUID(int=self.chance.getrandbits(128))}", [queue], window=self.chance.choice((1, 5, 50)))
        self.said, self.leases = [], []

    def say(self):
        frames = self.make()
        self.said.append(frames)
        self.wire.say_frames(frames)
        return frames

    def make(self):
        if self.mutator.often(0.1):
            return list(self.chance.choice(self.bad))
        frames = list(self.chance.choice(self.good))
        if len(frames) > 2:
            frames[2] = self.header(frames[2])
        if self.mutator.often(0.1):
            at = self.chance.randrange(len(frames))
            frames[at] = self.mutator.bytes(frames[at])[:250_000]
        if self.mutator.often(0.1):
            at = self.chance.randrange(len(frames))
            self.chance.choice((frames.pop, lambda at: frames.insert(at, frames[at]), lambda at: frames.reverse()))(at)
        return frames or [b""]

    def header(self, text):
        """The header with things that exist here in the place of golden ones, and then changed or not."""
        try:
            header = json.loads(text)
        except ValueError:
            return self.mutator.bytes(text)
        if isinstance(header, dict):
            if "lease" in header and self.leases and self.mutator.often(0.8):
                header["lease"] = self.chance.choice(self.leases)
            if "ticket" in header:
                header["ticket"] = self.chance.choice(self.tickets)
            if "key" in header:
                header["key"] = f"fuzz-{self.chance.getrandbits(32)}"
            header.pop("expect_rev", None)
        return self.mutator.body(header) if self.mutator.often(0.6) else json.dumps(header).encode()

    def hear(self, seconds):
        """Reads what the server says until it is silent: the kinds of answers, and its faults as (what, frames)."""
        answers, faults = [], []
        while self.wire.socket.poll(int(seconds * 1000)):
            frames = self.wire.socket.recv_multipart()
            try:
                command, header, _ = pdp1.decode(frames)
            except pdp1.WireError as error:
                faults.append((f"unreadable: {error}", frames))
                continue
            answers.append(header["code"] if command == "ERROR" else header["outcome"] if command == "SETTLED" else command)
            if command == "DELIVER":
                self.leases = self.leases[-50:] + [header["lease"]]
                self.tickets = self.tickets[-50:] + [header["ticket"]]
        return answers, faults

    def end(self):
        self.wire.close()
