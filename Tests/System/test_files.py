"""Photos and files: brought, attached, shown, kept through crashes, found when damaged."""

import hashlib
import json
import socket
import subprocess

from cases import promised, received
from house import PATIENCE_SECONDS, Scenario

LIMIT = 10 << 20


def chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + b"\0\0\0\0"


def picture(number=0, author=None, length=3):
    text = chunk(b"tEXt", b"Author\0" + author) if author else b""
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(8) + b"\x08\x02\0\0\0") + text
    return head + chunk(b"IDAT", number.to_bytes(length, "big")) + chunk(b"IEND", b"")


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Files(Scenario):
    def upload(self, person, ticket, data, kind="application/octet-stream"):
        return person.request("POST", f"/v1/tickets/{ticket.id}/files", data, {"Content-Type": kind, "Idempotency-Key": None})

    def kept(self, house):
        return sorted(path for path in (house.data / "files").rglob("*") if path.is_file())

    def run_paidan(self, house, *words):
        return subprocess.run(
            house.command(*words, *([] if words[0] == "verify" else ["--ready-file", str(house.ready_file)])),
            capture_output=True, text=True)

    def findings(self, house):
        run = self.run_paidan(house, "verify", "--data-dir", str(house.data), "--json")
        return run.returncode, json.loads(run.stdout)

    def test_a_photo_goes_with_the_report_and_everybody_concerned_sees_it(self):
        house = self.house()
        dispatch = promised(house)
        brought = self.upload(house.engineering, dispatch, picture(1, author=b"secret")).json
        self.assertEqual(brought["digest"], digest(picture(1)), "without what the camera wrote")
        house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓", files=[brought["digest"]])

        for person in (house.specialist, house.engineering, house.leader):
            answer = person.request("GET", f"/v1/tickets/{dispatch.id}/files/{brought['digest']}")
            self.assertEqual((answer.status, answer.body), (200, picture(1)))
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertIn("sandbox", answer.headers["Content-Security-Policy"])
        self.assertEqual(house.furniture.request("GET", f"/v1/tickets/{dispatch.id}/files/{brought['digest']}").status, 404)
        listed = house.specialist.get(f"/v1/tickets/{dispatch.id}/files")
        self.assertEqual([file["step"] for file in listed["files"]], ["reportDone"])
        self.assertEqual(dispatch.facts()[-2], "filesAttached", dispatch.facts())
        self.assertEqual(house.verify()["files"], 1)

    def test_nothing_of_a_file_lies_open_on_the_disk(self):
        house = self.house()
        complaint = received(house)
        secret = b"%PDF-1.4 " + b"the customer's contract " * 5_000
        self.assertEqual(self.upload(house.specialist, complaint, secret).status, 200)

        (path,) = self.kept(house)
        self.assertNotIn(b"contract", path.read_bytes())
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual((house.data / "files").stat().st_mode & 0o777, 0o700)
        self.assertEqual(path.name, digest(secret))

    def test_the_command_line_brings_lists_and_fetches_files(self):
        house = self.house()
        complaint = received(house)
        photo = house.folder / "crack.png"
        photo.write_bytes(picture(7, length=70_000))
        run = self.run_paidan(house, "ticket", "attach", "C-1", str(photo), "--note", "the crack", "--token", house.specialist.token)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

        listed = self.run_paidan(house, "ticket", "files", "C-1", "--json", "--token", house.specialist.token)
        (file,) = json.loads(listed.stdout)["files"]
        self.assertEqual(file["digest"], digest(photo.read_bytes()))
        out = house.folder / "out.png"
        fetch = ["ticket", "file", "C-1", file["digest"][:8], "--out", str(out), "--token", house.specialist.token]
        self.assertEqual(self.run_paidan(house, *fetch).returncode, 0)
        self.assertEqual(out.read_bytes(), photo.read_bytes())
        again = self.run_paidan(house, *fetch)
        self.assertNotEqual(again.returncode, 0, "nothing is overwritten")
        letter = house.folder / "letter.pdf"
        letter.write_bytes(b"%PDF-1.4 letter")
        with_step = self.run_paidan(
            house, "ticket", "do", "C-1", "proposePlan", "--set", "plan=重铺", "--set", "customerAgrees=true",
            "--set", f"files=@{letter}", "--token", house.specialist.token)
        self.assertEqual(with_step.returncode, 0, with_step.stdout + with_step.stderr)
        text = house.folder / "notes.txt"
        text.write_text("no picture")
        refused = self.run_paidan(house, "ticket", "attach", "C-1", str(text), "--token", house.specialist.token)
        self.assertEqual(refused.returncode, 2, refused.stderr)
        steps = [file.get("step") for file in house.specialist.get(f"/v1/tickets/{complaint.id}/files")["files"]]
        self.assertEqual(steps, [None, "proposePlan"])

    def test_too_large_is_refused_before_it_has_come_and_the_largest_is_taken(self):
        house = self.house()
        complaint = received(house)
        largest = b"%PDF-1.4 " + bytes(LIMIT - 9)
        self.assertEqual(self.upload(house.specialist, complaint, largest).status, 200)
        answer = house.specialist.request("GET", f"/v1/tickets/{complaint.id}/files/{digest(largest)}")
        self.assertEqual(digest(answer.body), digest(largest))

        host, port = house.http_address.split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as line:
            line.sendall((
                f"POST /v1/tickets/C-1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.specialist.token}\r\n"
                f"Content-Type: image/png\r\nContent-Length: {LIMIT + 1}\r\n\r\n").encode())
            self.assertIn(b" 413 ", line.recv(65_536))

    def test_a_body_of_another_route_stays_short(self):
        house = self.house()
        complaint = received(house)
        body = json.dumps({"type": "replyToCustomer", "data": {"text": "x" * 300_000}}).encode()
        answer = house.specialist.request("POST", f"/v1/tickets/{complaint.id}/commands", body)
        self.assertEqual(answer.status, 413)

    def test_a_page_of_another_site_uploads_nothing(self):
        house = self.house()
        complaint = received(house)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None):
            answer = house.specialist.request(
                "POST", f"/v1/tickets/{complaint.id}/files", picture(),
                {"Authorization": None, "Cookie": f"paidan_token={house.specialist.token}", "Content-Type": kind})
            self.assertEqual(answer.status, 415, kind)
        self.assertEqual(self.kept(house), [])

    def test_what_a_crash_left_is_swept_and_what_a_fact_names_stays(self):
        house = self.house()
        complaint = received(house)
        one = self.upload(house.specialist, complaint, picture(1)).json["digest"]
        house.specialist.does("attachFiles", complaint, files=[one])
        folder = self.kept(house)[0].parent
        house.kill()
        # As between renaming the bytes and storing their row, and in the middle of writing some.
        (folder / digest(b"orphan")).write_bytes(b"orphan")
        (folder / ("." + digest(b"half") + "-3")).write_bytes(b"half")

        house.start()

        self.assertEqual({path.name for path in self.kept(house)}, {one, "aside-" + digest(b"orphan")})
        answer = house.specialist.request("GET", f"/v1/tickets/{complaint.id}/files/{one}")
        self.assertEqual(answer.body, picture(1))

    def test_the_plug_is_pulled_while_files_come(self):
        house = self.house()
        complaint = received(house)
        answered = []
        for round in range(6):
            host, port = house.http_address.split(":")
            lines = []
            for number in range(4):
                data = picture(round * 10 + number, length=100_000)
                line = socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS)
                line.sendall((
                    f"POST /v1/tickets/C-1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.specialist.token}\r\n"
                    f"Content-Type: image/png\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data)
                lines.append((line, data))
            for line, data in lines[:round % 4]:
                if b" 200 " in line.recv(65_536):
                    answered.append(data)
            house.kill()
            for line, _ in lines:
                line.close()
            house.start()
        for data in answered:
            house.specialist.does("attachFiles", complaint, files=[digest(data)])
            answer = house.specialist.request("GET", f"/v1/tickets/{complaint.id}/files/{digest(data)}")
            self.assertEqual(answer.body, data)
        self.assertGreater(len(answered), 3)
        self.assertEqual(house.verify()["files"], len(answered))

    def test_what_nobody_attaches_goes_after_a_day(self):
        house = self.house()
        complaint = received(house)
        self.upload(house.specialist, complaint, picture(1))
        kept = self.upload(house.specialist, complaint, picture(2)).json["digest"]
        house.specialist.does("attachFiles", complaint, files=[kept])
        house.clock_to("Wed 12:00:00")

        self.assertEqual(house.specialist.get(f"/v1/tickets/{complaint.id}/files")["waiting"], [])
        self.refused("invalid-data", house.specialist.does, "attachFiles", complaint, files=[digest(picture(1))])
        house.stop()
        house.start()
        self.assertEqual({path.name for path in self.kept(house)}, {kept, "aside-" + digest(picture(1))})

    def test_verify_names_what_is_missing_changed_or_put_in_anothers_place(self):
        house = self.house()
        complaint = received(house)
        files = [self.upload(house.specialist, complaint, picture(number)).json["digest"] for number in (1, 2, 3)]
        house.specialist.does("attachFiles", complaint, files=files)
        paths = {path.name: path for path in self.kept(house)}
        originals = {name: path.read_bytes() for name, path in paths.items()}
        paths[files[0]].unlink()
        paths[files[1]].write_bytes(originals[files[2]])
        changed = bytearray(originals[files[2]])
        changed[30] ^= 1
        paths[files[2]].write_bytes(changed)

        code, report = self.findings(house)
        self.assertEqual((code, len(report["findings"])), (1, 3), report)
        self.assertEqual({finding["ticket"] for finding in report["findings"]}, {complaint.id})
        for name in files:
            self.refused_bytes(house, complaint, name)
        for name, data in originals.items():
            paths[name].write_bytes(data)
        self.assertEqual(self.findings(house)[0], 0)

    def refused_bytes(self, house, complaint, name):
        answer = house.specialist.request("GET", f"/v1/tickets/{complaint.id}/files/{name}")
        self.assertEqual((answer.status, answer.json["code"]), (500, "unreadable-file"))

    def test_a_backup_of_database_and_files_is_whole(self):
        house = self.house()
        complaint = received(house)
        name = self.upload(house.specialist, complaint, picture(1)).json["digest"]
        house.specialist.does("attachFiles", complaint, files=[name])
        copy = house.folder / "copy"
        copy.mkdir()
        subprocess.run(["sqlite3", str(house.data / "paidan.db"), f".backup {copy / 'paidan.db'}"], check=True)
        subprocess.run(["cp", "-a", str(house.data / "files"), str(house.data / "master.key"), str(copy)], check=True)

        run = subprocess.run(house.command("verify", "--data-dir", str(copy), "--json"), capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertEqual(json.loads(run.stdout)["files"], 1)

    def test_a_slow_photo_is_waited_for_and_one_that_stands_still_is_not(self):
        house = self.house()
        received(house)
        host, port = house.http_address.split(":")
        data = picture(1, length=200_000)
        head = (
            f"POST /v1/tickets/C-1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.specialist.token}\r\n"
            f"Content-Type: image/png\r\nContent-Length: {len(data)}\r\n\r\n").encode()
        with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as line:
            line.sendall(head + data[:1_000])
            self.assertIn(b"408", line.recv(65_536))
