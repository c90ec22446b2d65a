"""What one must know of a machine to read figures that were measured on it."""

import datetime
import os
import pathlib
import platform
import subprocess
import time

from programs import ROOT

SYNCS = 200


def facts(folder):
    return {
        "date": datetime.date.today().isoformat(),
        "commit": told("git", "-C", ROOT, "describe", "--always", "--dirty"),
        "cores": os.cpu_count(),
        "cpu": field("/proc/cpuinfo", "model name"),
        "memory": f"{int(field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB",
        "kernel": platform.release(),
        "fileSystem": file_system(folder),
        "fdatasyncMicroseconds": round(sync_microseconds(folder)),
    }


def line(facts):
    return (
        f"{facts['date']}, {facts['commit']}; {facts['cores']} × {facts['cpu']}, {facts['memory']}, Linux {facts['kernel']}; "
        f"{facts['fileSystem']}, fdatasync {facts['fdatasyncMicroseconds']} µs; SQLite {facts.get('sqlite', '?')}, "
        f"ZeroMQ {facts.get('zmq', '?')}, bare round trip {facts.get('zmqRoundTripMicroseconds', '?')} µs; "
        f"others used {facts['othersShare']:.0%} of the processors meanwhile")


class Others:
    """What share of the processors everybody else uses while we measure; much of it, and the figures are not ours."""

    def __init__(self):
        self.begin, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    @property
    def share(self):
        whole = (time.monotonic() - self.begin) * os.cpu_count()
        return max(0, busy_seconds() - self.busy - (own_seconds() - self.own)) / whole


def busy_seconds():
    """Of all processors, for user, nice, system, interrupts and what the host took away."""
    user, nice, system, _idle, _waiting, *interrupts_and_stolen = map(
        int, pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9])
    return (user + nice + system + sum(interrupts_and_stolen)) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    """Of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def told(*command):
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return run.stdout.strip() or "unknown"


def field(path, name):
    for row in pathlib.Path(path).read_text().splitlines():
        if row.startswith(name):
            return row.partition(":")[2].strip()
    return "unknown"


def file_system(folder):
    """The type of the mount that holds the folder."""
    best = ("", "unknown")
    for row in pathlib.Path("/proc/mounts").read_text().splitlines():
        _, place, kind, *_ = row.split()
        inside = str(folder) == place or str(folder).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]


def sync_microseconds(folder):
    """The median of writing a page and having it on the disk: what every transaction waits for at least."""
    path, page, times = folder / "sync", os.urandom(4096), []
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        for number in range(SYNCS):
            begin = time.monotonic()
            os.pwrite(handle, page, (number % 64) * len(page))
            os.fdatasync(handle)
            times.append(time.monotonic() - begin)
    finally:
        os.close(handle)
        path.unlink()
    return sorted(times)[len(times) // 2] * 1e6
