#!/usr/bin/env python3
"""Reads every golden message of schema/wire/v1 with pdp1.py: plain python3, exit 0 if all agree."""
from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any, Iterator

from pdp1 import WireError, decode, decode_frames, encode

ROOT = Path(__file__).resolve().parents[3] / "schema" / "wire" / "v1"

LEAST = {"good": 58, "tolerated": 1, "bad": 37}


def files(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((ROOT / folder).glob("*.json")):
        yield path.name, json.loads(path.read_text(encoding="utf-8"))


def frames(message: dict[str, Any], key: str = "frames") -> list[bytes]:
    if key == "frames" and "frames64" in message:
        return [base64.b64decode(frame) for frame in message["frames64"]]
    return [frame.encode() for frame in message[key]]


def main() -> int:
    failures: list[str] = []
    counts = {"good": 0, "tolerated": 0, "bad": 0}
    for name, message in files("."):
        counts["good"] += 1
        if message["direction"] == "bell":  # Its first frame is the topic; a worker has no ear for bells.
            header = json.loads(frames(message)[2])
            again = frames(message)[:1] + encode("BELL", header)[::2]
        else:
            read = decode if message["direction"] == "server-to-client" else decode_frames
            again = encode(*read(frames(message)))
        if again != frames(message):
            failures.append(f"{name}: written otherwise: {again}")
    for name, message in files("tolerated"):
        if message["direction"] == "bell":
            continue
        counts["tolerated"] += 1
        (decode if message["direction"] == "server-to-client" else decode_frames)(frames(message))
    for name, message in files("bad"):
        if message["direction"] != "server-to-client":
            continue
        counts["bad"] += 1
        try:
            decode(frames(message))
            failures.append(f"{name}: was read")
        except WireError as error:
            if (error.code, error.rid) != (message["code"], message.get("rid")):
                failures.append(f"{name}: {error} (rid {error.rid}) instead of {message['code']}")
    for kind, least in LEAST.items():
        if counts[kind] < least:
            failures.append(f"{counts[kind]} {kind} messages in {ROOT}, and there are {least} at least: copy schema/wire/v1, too")
    print(*failures, sep="\n")
    print(f"{counts['good']} good, {counts['tolerated']} tolerated, {counts['bad']} bad: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
