"""From a clerk's POST to the department's program: routing, queues and two commits in between."""

import contextlib
import json
import math
import random
import signal
import socket
import subprocess
import sys
import time

from programs import HERE, Unfit, Wrk, run_json

WARM_UP = 50
GAP_SECONDS = 0.004  # on average, between two complaints: nobody is awake any more
PATIENCE_SECONDS = 20
ROUTING_PATIENCE_SECONDS = 300


def complaint(category=None):
    data = {"channel": "phone", "customer": {"name": "王小明", "phone": "13800138000"}, "content": "客厅瓷砖空鼓,要求尽快处理"}
    return {"data": {**data, "categories": [category]} if category else data}


class Clerk:
    """One connection that stays open, and nothing between us and the socket."""

    def __init__(self, address, token):
        host, port = address.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.body = json.dumps(complaint("construction"), ensure_ascii=False).encode()
        self.head = (
            f"POST /v1/complaints HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
            f"Idempotency-Key: clerk-{time.monotonic_ns()}-").encode()
        self.sent = 0

    def post(self):
        """When it was sent, when the answer was there, and the complaint's id."""
        self.sent += 1
        request = b"%s%d\r\n\r\n%s" % (self.head, self.sent, self.body)
        begin = time.monotonic_ns()
        self.socket.sendall(request)
        answer = self.answer()
        end = time.monotonic_ns()
        if not answer.startswith(b"HTTP/1.1 201 "):
            raise Unfit(f"the server answered {answer[:300]!r}")
        return begin, end, json.loads(answer.partition(b"\r\n\r\n")[2])["id"]

    def answer(self):
        received = b""
        while True:
            part = self.socket.recv(65536)
            if not part:
                raise Unfit("the server closed the connection")
            received += part
            head, found, body = received.partition(b"\r\n\r\n")
            if found and len(body) >= int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]):
                return received


@contextlib.contextmanager
def worker(endpoint):
    process = subprocess.Popen(
        [sys.executable, HERE / "worker.py", endpoint, "engineering"], stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout.readline().strip() != "ready":
            raise Unfit("the department's program did not start")
        yield process
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, math.ceil(len(values) * share) - 1)]


def measure(house, samples):
    """Complaints one at a time. Microseconds until the department's program had the message, and until the clerk had
    the answer."""
    clerk = Clerk(house.http_address, house.specialist.token)
    delivered, answered = [], []
    with worker(house.dispatch_endpoint) as program:
        for number in range(WARM_UP + samples):
            time.sleep(random.uniform(0, 2 * GAP_SECONDS))
            begin, end, complaint_id = clerk.post()
            told, at = program.stdout.readline().split()
            if told != complaint_id:
                raise Unfit(f"{complaint_id} was sent, {told} came")
            if number >= WARM_UP:
                delivered.append((int(at) - begin) / 1e3)
                answered.append((end - begin) / 1e3)
    clerk.socket.close()
    return {
        "samples": samples, "p50": percentile(delivered, 0.5), "p99": percentile(delivered, 0.99),
        "answerP50": percentile(answered, 0.5), "answerP99": percentile(answered, 0.99)}


def routed_rate(house, clients, seconds):
    """Complaints a second that are opened and forwarded to a department: until the last has left the routing queue."""
    begin = time.monotonic()
    told = Wrk.checked(run_json(*Wrk.post_words(
        f"http://{house.http_address}/v1/complaints", clients, seconds, complaint("furnishing"),
        house.specialist.token)))
    while house.queue("routing"):
        if time.monotonic() - begin > ROUTING_PATIENCE_SECONDS:
            raise Unfit(f"the routing queue is not empty: {house.queue('routing')}")
        time.sleep(0.05)
    return {**told, "posted": told["rate"], "rate": told["requests"] / (time.monotonic() - begin)}


def measure_under_load(house, samples, rate):
    """The same beside clerks who open complaints for another department, so many a second."""
    clients = 64
    pause = round(clients / rate * 1e3)
    seconds = 600  # ended by us
    words = Wrk.post_words(
        f"http://{house.http_address}/v1/complaints", clients, seconds, complaint("furnishing"),
        house.specialist.token, pause)
    load = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        time.sleep(1)
        figures = measure(house, samples)
    finally:
        load.send_signal(signal.SIGINT)
        told, _ = load.communicate()
    background = Wrk.checked(json.loads(told.strip().splitlines()[-1]))
    return {**figures, "backgroundWanted": rate, "background": background["rate"]}
