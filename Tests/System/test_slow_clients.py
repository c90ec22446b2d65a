"""Clients that are slow or greedy on purpose: each is cut off after its time or its measure, and nobody else notices."""

import socket
import time

from house import Scenario, until

REQUEST_SECONDS = 10
LOOK_SECONDS = 1
UNTAKEN_SECONDS = 30
SLACK_SECONDS = 4  # of a busy machine
MEMORY_MB = 60  # more than before; unbounded, the same requests take more than 500
REFUSED_MB = 30  # of a body without end: what is thrown away, and the buffers of two operating systems


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

    def test_answers_that_nobody_reads_do_not_fill_the_memory(self):
        house = self.house()
        host, port = house.http_address.split(":")
        before, most = memory_mb(house), 0
        greedy = [socket.create_connection((host, int(port)), 5) for _ in range(60)]
        self.addCleanup(lambda: [wire.close() for wire in greedy])
        unsent = {wire: b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 2_000 for wire in greedy}
        for wire in greedy:
            wire.setblocking(False)

        end = time.monotonic() + SLACK_SECONDS
        while time.monotonic() < end:
            for wire, rest in unsent.items():
                try:
                    unsent[wire] = rest[wire.send(rest[:65_536]):]
                except OSError:
                    pass
            self.assertEqual(house.specialist.request("GET", "/livez").status, 200)
            most = max(most, memory_mb(house))

        self.assertLess(most - before, MEMORY_MB)

    def test_pipelined_requests_are_all_answered_also_after_the_client_has_ended_its_side(self):
        house = self.house()
        host, port = house.http_address.split(":")
        with socket.create_connection((host, int(port)), 20) as wire:
            wire.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
            wire.shutdown(socket.SHUT_WR)
            self.assertEqual(all_heard(wire).count(b"HTTP/1.1 200 OK"), 500)

    def test_a_reader_that_sips_is_cut_off(self):
        house = self.house()
        host, port = house.http_address.split(":")
        slow = socket.socket()
        self.addCleanup(slow.close)
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        slow.settimeout(5)
        slow.connect((host, int(port)))
        slow.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
        begun, sips = time.monotonic(), [time.monotonic()]

        def is_cut_off():
            if time.monotonic() < sips[-1] + 0.5:
                return False
            sips.append(time.monotonic())
            try:
                return slow.recv(200) == b""
            except ConnectionResetError:
                return True

        until("it is cut off", is_cut_off, patience=2 * UNTAKEN_SECONDS + SLACK_SECONDS)
        self.assertGreater(time.monotonic() - begun, UNTAKEN_SECONDS - LOOK_SECONDS)
        self.assertEqual(house.specialist.request("GET", "/livez").status, 200)

    def test_a_body_without_end_is_refused_at_its_limit_and_the_connection_closed(self):
        house = self.house()
        head = f"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.specialist.token}\r\n"
        head += "Content-Type: application/json\r\nIdempotency-Key: endless\r\n"
        chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
        for name, field in {"chunked": "Transfer-Encoding: chunked", "announced": "Content-Length: 99999999999"}.items():
            with self.subTest(body=name):
                begun, heard, sent = time.monotonic(), b"", 0
                host, port = house.http_address.split(":")
                with socket.create_connection((host, int(port)), 5) as wire:
                    wire.sendall(f"{head}{field}\r\n\r\n".encode())
                    wire.setblocking(False)
                    while time.monotonic() < begun + REQUEST_SECONDS:
                        try:
                            heard += wire.recv(4096)
                        except BlockingIOError:
                            pass
                        except OSError:
                            break
                        try:
                            sent += wire.send(chunk)
                        except BlockingIOError:
                            pass
                        except OSError:
                            break
                self.assertLess(time.monotonic() - begun, SLACK_SECONDS)
                self.assertLess(sent, REFUSED_MB * 1_024 * 1_024)
                self.assertTrue(heard.startswith(b"HTTP/1.1 413 "), heard)
                self.assertIn(b"connection: close", heard.lower())
                self.assertEqual(heard.count(b"HTTP/1.1"), 1)

    def test_a_client_that_ends_its_side_still_hears_why_its_body_is_refused(self):
        house = self.house()
        host, port = house.http_address.split(":")
        head = f"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.specialist.token}\r\n"
        head += "Content-Type: application/json\r\nIdempotency-Key: long\r\nContent-Length: 300000\r\n\r\n"
        for _ in range(20):
            with socket.create_connection((host, int(port)), 20) as wire:
                wire.sendall(head.encode() + b" " * 300_000)
                wire.shutdown(socket.SHUT_WR)
                heard = all_heard(wire)
            self.assertTrue(heard.startswith(b"HTTP/1.1 413 "), heard)
            self.assertIn(b"body-too-large", heard)


def memory_mb(house):
    """What the server has in memory."""
    with open(f"/proc/{house.server.pid}/status") as status:
        return next(int(line.split()[1]) // 1_024 for line in status if line.startswith("VmRSS"))


def all_heard(wire):
    heard = b""
    while part := wire.recv(65_536):
        heard += part
    return heard
