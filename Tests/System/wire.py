"""A DEALER that can say anything, right or wrong, to the queues (docs/reference/wire-protocol.md)."""

import json
import time

import zmq

SILENCE_SECONDS = 0.4


class Wire:
    def __init__(self, endpoint):
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.connect(endpoint)

    def close(self):
        """Says BYE, which frees every lease, so that the next test finds them free."""
        try:
            self.say("BYE", {"reason": "shutdown"})
        except zmq.ZMQError:
            pass
        self.socket.close(linger=500)

    def say(self, command, header=None, body=b""):
        """One message of PDP/1; a header that is bytes is sent as it stands."""
        if not isinstance(header, bytes):
            header = json.dumps(header or {}, ensure_ascii=False).encode()
        self.say_frames([b"PDP1", command.encode(), header] + ([body] if body else []))

    def say_frames(self, frames):
        self.socket.send_multipart(frames)

    def hear(self, seconds=10):
        """The next message that is not a heartbeat, as (command, header, body); None if none comes in time."""
        end = time.monotonic() + seconds
        while self.socket.poll(max(0, int((end - time.monotonic()) * 1000))):
            frames = self.socket.recv_multipart()
            command, header = frames[1].decode(), json.loads(frames[2])
            if command not in ("PING", "PONG"):
                return command, header, frames[3] if len(frames) > 3 else b""
        return None

    def hear_only(self, command, seconds=10):
        heard = self.hear(seconds)
        if heard is None or heard[0] != command:
            raise AssertionError(f"expected {command}, heard {heard}")
        return heard[1]

    def hello(self, worker, queues=None, window=5, instance="1"):
        self.say("HELLO", {
            "proto": [1], "client": "test/1", "worker": worker, "instance": instance,
            "queues": {queue: {"window": window} for queue in queues or []}})
        return self.hear_only("WELCOME")
