"""Clients that are slow on purpose: each is cut off after its time, and nobody else notices."""

import socket
import time

from house import Scenario, until

REQUEST_SECONDS = 10
LOOK_SECONDS = 1
SLACK_SECONDS = 4  # of a busy machine


class Dripping:
    """Says one byte, and then another byte each half second as long as it is listened to."""

    def __init__(self, house, opening, drop):
        host, port = house.http_address.split(":")
        self.socket = socket.create_connection((host, int(port)), 5)
        self.socket.setblocking(False)
        self.begun, self.ended = time.monotonic(), None
        self.drop, self.next, self.heard = drop, time.monotonic(), b""
        self.socket.sendall(opening)

    def step(self):
        if self.ended:
            return
        try:
            if time.monotonic() >= self.next:
                self.next += 0.5
                self.socket.sendall(self.drop)
            part = self.socket.recv(4096)
            self.heard += part
            if not part:
                self.ended = time.monotonic()
        except BlockingIOError:
            pass
        except OSError:
            self.ended = time.monotonic()


class SlowClients(Scenario):
    def test_a_request_that_drips_is_cut_off_after_ten_seconds_and_others_are_served(self):
        house = self.house()
        body = b"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
        body += f"Authorization: Bearer {house.specialist.token}\r\n".encode()
        slow = {
            "head": Dripping(house, b"GET /livez HTTP/1.1\r\nX-Slow: ", b"a"),
            "body": Dripping(house, body + b"Content-Length: 1000\r\n\r\n{", b" "),
            "chunks": Dripping(house, body + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"1\r\n \r\n")}
        self.addCleanup(lambda: [client.socket.close() for client in slow.values()])

        def all_cut_off():
            for client in slow.values():
                client.step()
            self.assertEqual(house.specialist.request("GET", "/livez").status, 200)
            return all(client.ended for client in slow.values())

        until("all are cut off", all_cut_off, patience=REQUEST_SECONDS + SLACK_SECONDS)
        for name, client in slow.items():
            with self.subTest(client=name):
                self.assertGreater(client.ended - client.begun, REQUEST_SECONDS - LOOK_SECONDS)
                self.assertTrue(client.heard.startswith(b"HTTP/1.1 408 "), client.heard)
        self.assertNotIn("request failed", house.log.read_text())

    def test_hundreds_of_silent_connections_keep_nobody_out(self):
        house = self.house()
        host, port = house.http_address.split(":")
        silent = []
        self.addCleanup(lambda: [wire.close() for wire in silent])

        for _ in range(700):
            silent.append(socket.create_connection((host, int(port)), 5))

        self.assertEqual(house.specialist.request("GET", "/v1/tickets").status, 200)

        def are_let_go():
            # More than half of the places are taken, so that the idle ones are let go before their minute is over.
            for wire in silent:
                wire.setblocking(False)
                try:
                    if wire.recv(1) == b"":
                        return True
                except BlockingIOError:
                    pass
            return False

        until("they are let go", are_let_go, patience=5 + LOOK_SECONDS + SLACK_SECONDS)
