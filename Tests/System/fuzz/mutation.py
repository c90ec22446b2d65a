"""Right things made wrong: JSON values, bytes and texts, changed at random by a seeded chance."""

import copy
import json

ODD_TEXTS = (
    "", " ", "\t\n", "\u0000", "\u200b", "\u202eabc", "é", "👩‍👩‍👧", "水" * 400, "x" * 20_000, "null", "true", "0", "-1", "1e400",
    "C-0", "C-1", "D-1", "C-99999999999999999999", "../../etc/passwd", "%00", "' OR 1=1 --", "<script>alert(1)</script>",
    "2026-03-02T10:00:00", "2026-02-30T10:00:00+08:00", "9999-12-31T23:59:59+08:00", "0000-01-01T00:00:00Z",
    "2026-03-02T10:00:00+99:99", "0" * 26, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "\ud7ff", "\uffff")
ODD_NUMBERS = (
    0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, -2**63, 2**64, 10**40, 0.5, -0.0, 1e-320, 1.7976931348623157e308)
ODD_VALUES = ODD_TEXTS + ODD_NUMBERS + (None, True, False, [], {}, [[]], [None], {"": None}, [{}] * 300)


class Mutator:
    def __init__(self, chance):
        self.chance = chance

    def often(self, probability):
        return self.chance.random() < probability

    # JSON

    def value(self, value):
        """The same value with one to three places changed; the value itself is left alone."""
        root = [copy.deepcopy(value)]
        for _ in range(self.chance.randint(1, 3)):
            self._change(*self.chance.choice(list(self._places(root))))
        return root[0]

    def _places(self, holder):
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], (dict, list)):
                yield from self._places(holder[key])

    def _change(self, holder, key):
        what = self.chance.randrange(7)
        if what <= 2:
            holder[key] = self.odd()
        elif what == 3 and isinstance(holder, dict):
            del holder[key]
        elif what == 4 and isinstance(holder, dict):
            holder[self.chance.choice(ODD_TEXTS[:12] + (key + "s", key.upper()))] = copy.deepcopy(holder[key])
        elif what == 5:
            holder[key] = [copy.deepcopy(holder[key]) for _ in range(self.chance.choice((1, 2, 65, 1000)))]
        elif isinstance(holder[key], str):
            holder[key] = self.text(holder[key])
        else:
            holder[key] = {"value": holder[key]}

    def odd(self):
        return copy.deepcopy(self.chance.choice(ODD_VALUES))

    def text(self, text):
        at = self.chance.randint(0, len(text))
        odd = self.chance.choice(ODD_TEXTS)
        return self.chance.choice((text[:at], text[:at] + odd + text[at:], text * 2, text.upper(), odd))

    # Bytes

    def bytes(self, data):
        at = self.chance.randint(0, len(data))
        what = self.chance.randrange(8)
        if what == 0:
            return data[:at]
        if what == 1:
            return data[:at] + bytes(self.chance.randrange(256) for _ in range(self.chance.randint(1, 8))) + data[at:]
        if what == 2 and data:
            at = min(at, len(data) - 1)
            return data[:at] + bytes([data[at] ^ (1 << self.chance.randrange(8))]) + data[at + 1:]
        if what == 3:
            return data[:at] + data[:at]
        if what == 4:
            return b"[" * self.chance.choice((10, 200, 60_000)) + data
        if what == 5:
            return data + data
        if what == 6:
            return data.replace(b":", b":{\"a\":", 1)
        return data.replace(b"{", b'{"type":1,"type":2,', 1)

    def body(self, value):
        """A JSON text: mostly of a changed value, now and then with broken bytes, now and then right."""
        if self.often(0.75):
            value = self.value(value)
        data = json.dumps(value, ensure_ascii=self.often(0.3)).encode("utf-8", "surrogatepass")
        return self.bytes(data) if self.often(0.2) else data
