"""One client that talks without end costs itself, and nobody else: clerks, other workers and bells go on."""

import json
import pathlib
import socket
import struct
import subprocess
import sys
import time

import zmq

from house import PATIENCE_SECONDS, House, Person, Scenario, until
from wire import Wire

FLOOD_SECONDS = 4
PATIENCE_OF_A_CLERK = 2  # a debug build beside floods that take every core
MEMORY_MAX = 400  # MiB; what a flood left standing was more than twice that

FLOOD = r"""
import itertools, json, sys, time, zmq
endpoint, kind, seed, seconds = sys.argv[1:]
end = time.monotonic() + float(seconds)
if kind in ("topics", "toggle"):
    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.SNDHWM, 0)
    socket.connect(endpoint)
    for number in itertools.count():
        if kind == "topics":
            socket.setsockopt(zmq.SUBSCRIBE, b"f.x%s-%d.g1\0" % (seed.encode(), number))
        else:
            socket.setsockopt(zmq.SUBSCRIBE, b"f.all.g1\0")
            socket.setsockopt(zmq.UNSUBSCRIBE, b"f.all.g1\0")
        if time.monotonic() > end:
            sys.exit()
socket = zmq.Context.instance().socket(zmq.DEALER)
socket.setsockopt(zmq.LINGER, 0)
socket.connect(endpoint)
def say(command, header):
    socket.send_multipart([b"PDP1", command, json.dumps(header).encode()])
say(b"HELLO", {"proto": [1], "client": "flood", "worker": "flood-" + seed, "instance": "1", "queues": {"engineering": {"window": 0}}})
for number in itertools.count(1):
    if kind == "ack":
        say(b"ACK", {"lease": "%d.1" % (10**6 + number)})
    else:
        say(b"DO", {"rid": "1", "key": "k%d" % number, "ticket": "01KJQ000000000000000000009", "type": "accept", "data": {}})
    while number % 50 == 0 and socket.poll(0):
        socket.recv_multipart()
    if time.monotonic() > end:
        sys.exit()
"""


class Flood(Scenario):
    def flood(self, endpoint, kind, clients):
        for number in range(clients):
            flood = subprocess.Popen([sys.executable, "-c", FLOOD, endpoint, kind, str(number), str(FLOOD_SECONDS)])
            self.addCleanup(flood.wait)
            self.addCleanup(flood.kill)

    def memory(self, house):
        with open(f"/proc/{house.server.pid}/status") as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))

    def watch(self, house):
        """A clerk opens complaints while the flood lasts: the longest answer in seconds, and the most memory in MiB."""
        clerk = Person(house, "clerk", house.specialist.token)
        self.addCleanup(clerk.hang_up)
        worst = most = 0
        end = time.monotonic() + FLOOD_SECONDS
        while time.monotonic() < end:
            begun = time.monotonic()
            clerk.open(anonymous=True)
            worst, most = max(worst, time.monotonic() - begun), max(most, self.memory(house))
        return worst, most

    def test_workers_that_flood_do_not_keep_a_clerk_waiting(self):
        for kind in ("ack", "do"):
            with self.subTest(kind=kind):
                house = self.house(routers=1)
                self.flood(house.dispatch_endpoint, kind, 2)

                worst, memory = self.watch(house)

                self.assertIsNone(house.server.poll(), house.log.read_text()[-400:])
                self.assertLess(worst, PATIENCE_OF_A_CLERK)
                self.assertLess(memory, MEMORY_MAX)

    def test_workers_that_flood_do_not_keep_another_worker_waiting(self):
        house = self.house(routers=1)
        wire = Wire(house.dispatch_endpoint)
        self.addCleanup(wire.close)
        wire.hello("quiet", ["engineering"])
        self.flood(house.dispatch_endpoint, "ack", 2)
        time.sleep(FLOOD_SECONDS / 4)

        begun = time.monotonic()
        house.specialist.open("construction")
        wire.say("ACK", {"lease": wire.hear_only("DELIVER")["lease"]})
        self.assertEqual(wire.hear_only("SETTLED")["outcome"], "acked")

        self.assertLess(time.monotonic() - begun, 2 * PATIENCE_OF_A_CLERK)

    def test_connections_that_break_off_with_much_unread_do_not_end_the_server(self):
        house = self.house(routers=1)
        for _ in range(2):
            connections = [Raw(house.dispatch_endpoint, f"raw-{number}") for number in range(60)]
            for connection in connections:
                connection.pour(b"".join(zmtp(b"PDP1", b"DO", DO) for _ in range(15_000)))
            for connection in connections:
                connection.reset()
            # What was read before is answered to nobody; that takes the server seconds.
            end = time.monotonic() + FLOOD_SECONDS
            while time.monotonic() < end:
                house.specialist.open(anonymous=True)
                self.assertIsNone(house.server.poll(), house.log.read_text()[-400:])

    def test_subscribers_that_ask_without_end_cost_neither_time_nor_memory(self):
        for kind in ("topics", "toggle"):
            with self.subTest(kind=kind):
                house = self.house(routers=1)
                self.flood(house.bell_endpoint, kind, 2)

                worst, memory = self.watch(house)

                self.assertIsNone(house.server.poll(), house.log.read_text()[-400:])
                self.assertLess(worst, PATIENCE_OF_A_CLERK)
                self.assertLess(memory, MEMORY_MAX)

    def test_an_honest_subscriber_hears_the_bell_again_after_a_flood(self):
        house = self.house()
        bell = zmq.Context.instance().socket(zmq.SUB)
        self.addCleanup(bell.close, 0)
        bell.connect(house.bell_endpoint)
        bell.setsockopt(zmq.SUBSCRIBE, b"f.all.g1\0")
        self.assertTrue(bell.poll(PATIENCE_SECONDS * 1000))
        self.flood(house.bell_endpoint, "topics", 1)
        time.sleep(FLOOD_SECONDS)

        ticket = house.specialist.open()

        def rung():
            while bell.poll(0):
                if json.loads(bell.recv_multipart()[2])["seq"] >= 1:
                    return True
        until(f"the bell rings for {ticket.id}", rung)


class Connections(Scenario):
    def test_a_connection_that_never_says_who_it_is_is_closed(self):
        house = self.house()
        for endpoint in (house.dispatch_endpoint, house.bell_endpoint):
            host, port = endpoint.removeprefix("tcp://").split(":")
            with socket.create_connection((host, int(port)), PATIENCE_SECONDS) as mute:
                while mute.recv(64):
                    pass  # the server's own greeting comes first; what ends this is that it hangs up

    def test_the_kernel_watches_a_connection_where_nothing_moves(self):
        house = self.house()
        quiet = Raw(house.dispatch_endpoint, "quiet")
        self.addCleanup(quiet.socket.close)
        mine, server = quiet.socket.getsockname()[1], int(house.dispatch_endpoint.rpartition(":")[2])

        def timer():
            for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
                _, local, remote, _, _, timer = line.split()[:6]
                if (int(local.split(":")[1], 16), int(remote.split(":")[1], 16)) == (server, mine):
                    return timer.split(":")[0]
        until("the keepalive timer runs", lambda: timer() == "02")


DO = b'{"rid":"1","key":"k","ticket":"01KJQ000000000000000000009","type":"accept","data":{}}'


def zmtp(*frames):
    """Short frames of one message as ZMTP 3.0 has them: flags, length, bytes."""
    last = len(frames) - 1
    return b"".join(bytes([number < last, len(frame)]) + frame for number, frame in enumerate(frames))


class Raw:
    """A DEALER spoken by hand, because ZeroMQ itself never breaks off in the middle."""

    GREETING = b"\xff" + b"\0" * 8 + b"\x7f\x03\0NULL" + b"\0" * 48
    READY = b"\x05READY\x0bSocket-Type" + struct.pack(">I", 6) + b"DEALER" + b"\x08Identity" + struct.pack(">I", 0)

    def __init__(self, endpoint, worker):
        host, port = endpoint.removeprefix("tcp://").split(":")
        self.socket = socket.create_connection((host, int(port)), PATIENCE_SECONDS)
        self.socket.sendall(self.GREETING + bytes([4, len(self.READY)]) + self.READY)
        self.hear(b"Socket-Type")  # before that a message would be taken for a part of the handshake
        hello = {"proto": [1], "client": "raw", "worker": worker, "instance": "1", "queues": {}}
        self.socket.sendall(zmtp(b"PDP1", b"HELLO", json.dumps(hello).encode()))
        self.hear(b"WELCOME")

    def hear(self, word):
        heard = b""
        while word not in heard:
            more = self.socket.recv(4096)
            if not more:
                raise AssertionError(f"closed after {heard}")
            heard += more

    def pour(self, data):
        """As much as the connection takes."""
        self.socket.setblocking(False)
        try:
            while data:
                data = data[self.socket.send(data):]
        except OSError:
            pass

    def reset(self):
        """RST, where closing would say FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()
