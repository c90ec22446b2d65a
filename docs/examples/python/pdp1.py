"""The form of PDP/1's messages: docs/reference/wire-protocol.md §3 and the tables of §5 to §8, for a client.

`encode` makes frames, `decode` reads what a server sends. Nothing but the standard library.
"""
from __future__ import annotations

import json
import re
from typing import Any, Callable

Header = dict[str, Any]
Check = Callable[[Any], bool]
INTEGER_MAX = 2**53 - 1


class WireError(Exception):
    def __init__(self, code: str, detail: str, rid: str | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.rid = code, rid


def integer(low: int, high: int = INTEGER_MAX) -> Check:
    return lambda value: type(value) is int and low <= value <= high


def text(most: int, forbidden: str) -> Check:
    return lambda value: (isinstance(value, str) and 1 <= len(value.encode()) <= most
                          and not re.search(forbidden, value))


def form(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def listed(check: Check, most: int) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(check, value))


def shaped(**fields: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(key in value and check(value[key])
                                                         for key, check in fields.items())


SEGMENT = r"[a-z0-9][a-z0-9_-]*"
name, sentence = text(64, "[\x00-\x1f\x7f]"), text(500, "\x00")
queue = form(rf"(?=.{{1,64}}\Z)(dlq\.)?{SEGMENT}(/{SEGMENT})?")
feed = form(rf"(?=.{{1,64}}\Z){SEGMENT}(/{SEGMENT})?")
lease = form(r"[A-Za-z0-9_-]{1,64}\.([1-9][0-9]{0,2}|1000)")
topic = form(rf"f\.{SEGMENT}(/{SEGMENT})?\.g[1-9][0-9]{{0,15}}\x00")
boolean, moment, positive = (lambda value: isinstance(value, bool)), integer(0), integer(1)


def feeds(value: Any) -> bool:
    granted = shaped(topic=topic, seq=integer(0))
    return isinstance(value, dict) and len(value) <= 8 and all(
        feed(key) and granted(grant) and grant["topic"].startswith(f"f.{key}.g") for key, grant in value.items())


STAMP: dict[str, Check] = {"ver": positive, "rev": positive, "state": name}
OUTCOMES = {"acked", "already", "requeued", "dead", "extended", "stale", "unknown"}
# What the server sends: required fields, then optional ones.
FIELDS: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "WELCOME": ({"proto": integer(1, 999), "session": name, "epoch": name, "principal": name,
                 "queues": listed(queue, 16), "leases": listed(shaped(lease=lease, queue=queue, until=moment), 24),
                 "hb_ms": integer(1, 3_600_000), "dead_ms": integer(1, 3_600_000),
                 "lease_ms": integer(1, 3_600_000), "max_body": positive, "now": moment},
                {"feeds": feeds, "leases_more": boolean}),
    "DELIVER": ({"queue": queue, "id": form(r"[A-Za-z0-9_-]{1,64}"), "lease": lease, "attempt": integer(1, 1000),
                 "ticket": name, "ver": positive, "rev": positive, "kind": name, "enq": moment,
                 "lease_until": moment, "key": name},
                {"parent": name, "deadline": moment, "gap": boolean}),
    "SETTLED": ({"lease": lease, "outcome": lambda value: value in OUTCOMES}, {"until": moment, **STAMP}),
    "CANCEL": ({"lease": lease, "reason": sentence}, {}),
    "DID": ({"rid": name, "ticket": name, **STAMP}, {}),
    "ERROR": ({"code": name}, {"lease": lease, "rev": positive, "proto": listed(integer(1, 999), 8),
                               "detail": sentence}),
    "PING": ({}, {}),
    "PONG": ({}, {}),
    "BYE": ({"reason": name}, {}),
}


def object_once(pairs: list[tuple[str, Any]]) -> Header:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key occurs twice")
    return dict(pairs)


def no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def check_values(value: Any, depth: int = 1) -> None:
    if isinstance(value, (dict, list)):
        if depth > 4:
            raise ValueError("nested deeper than 4 levels")
        for inner in value.values() if isinstance(value, dict) else value:
            check_values(inner, depth + 1)
    elif isinstance(value, (int, float)) and not -2**53 < value < 2**53:
        raise ValueError("a number of 2^53 or more")


def decode_frames(frames: list[bytes]) -> tuple[str, Header, bytes]:
    """Checks in the order of §3; knows nothing of commands."""
    if not frames or frames[0] != b"PDP1":
        other = frames and re.fullmatch(rb"PDP[1-9][0-9]{0,2}", frames[0])
        raise WireError("unsupported-version" if other else "malformed", "frame 0 must be PDP1")
    if not 3 <= len(frames) <= 4:
        raise WireError("malformed", "a message has 3 or 4 frames")
    if not re.fullmatch(rb"[A-Z_]{1,16}", frames[1]):
        raise WireError("malformed", "frame 1 must be a command")
    body = frames[3] if len(frames) == 4 else b""
    if len(frames[2]) > 8192 or len(body) > 262_144:
        raise WireError("malformed", "too long")
    try:
        header = json.loads(frames[2].decode(), object_pairs_hook=object_once, parse_constant=no_constant)
        json.dumps(header, ensure_ascii=False).encode()  # Fails for half a surrogate pair.
        check_values(header)
    except (ValueError, RecursionError) as error:
        raise WireError("malformed", f"frame 2: {error}") from None
    if not isinstance(header, dict) or ("rid" in header and not name(header["rid"])):
        raise WireError("malformed", "frame 2 must be an object with a good rid")
    return frames[1].decode(), header, body


def decode(frames: list[bytes]) -> tuple[str, Header, bytes]:
    """Reads a message of the server."""
    command, header, body = decode_frames(frames)
    rid = header.get("rid")
    if command not in FIELDS:
        raise WireError("unknown-command", command, rid)
    required, optional = FIELDS[command]
    for key, check in {**required, **optional}.items():
        if (key in required and key not in header) or (key in header and not check(header[key])):
            raise WireError("malformed", f"{command}: {key}", rid)
    if command == "DELIVER" and (not body or header["lease"] != f"{header['id']}.{header['attempt']}"):
        raise WireError("malformed", "DELIVER: body, or lease of another message", rid)
    if command == "SETTLED" and ((header["outcome"] == "extended") != ("until" in header)
                                 or len(STAMP.keys() & header.keys()) not in (0, 3)):
        raise WireError("malformed", "SETTLED: until or ver, rev, state", rid)
    return command, header, body


def encode(command: str, header: Header, body: bytes = b"") -> list[bytes]:
    line = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return [b"PDP1", command.encode(), line] + ([body] if body else [])
