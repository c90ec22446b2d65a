"""A department's program for the benchmark: takes what its queue offers and tells when it had it.

    worker.py ENDPOINT QUEUE

Prints `ready`, then a line `COMPLAINT NANOSECONDS` for each delivery, by CLOCK_MONOTONIC, which is one for all processes
of a machine; only then it acknowledges.
"""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "System"))

from wire import Wire  # noqa: E402: the DEALER of the system tests

PATIENCE_MILLISECONDS = 500
WINDOW = 64


def work(endpoint, queue):
    wire = Wire(endpoint)
    wire.hello("bench", [queue], window=WINDOW)
    print("ready", flush=True)
    while True:
        if not wire.socket.poll(PATIENCE_MILLISECONDS):
            wire.say("PING")
            continue
        frames = wire.socket.recv_multipart()
        now = time.monotonic_ns()
        if frames[1] == b"PING":
            wire.say("PONG")
        elif frames[1] == b"DELIVER":
            header = json.loads(frames[2])
            print(header["parent"], now, flush=True)
            wire.say("ACK", {"lease": header["lease"]})


try:
    work(*sys.argv[1:])
except KeyboardInterrupt:
    pass
