"""The programs that the benchmark starts and asks."""

import contextlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "Tests/System"))

READY_PATIENCE_SECONDS = 20
READY_POLL_SECONDS = 0.0005


class Unfit(Exception):
    """Something was not as it must be for the figures to mean anything."""


def run_json(*command):
    """What a program prints as JSON."""
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if run.returncode != 0:
        raise Unfit(f"{command[0]} {command[1] if len(command) > 1 else ''}: exit {run.returncode}\n{run.stderr[-2000:]}")
    return json.loads(run.stdout.strip().splitlines()[-1])


def play(paidan, scenario):
    """How long a scenario takes to play, all of whose expectations have to come true."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([str(paidan), "simulate", str(scenario)], capture_output=True, text=True)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode != 0:
        raise Unfit(f"{scenario.name}: exit {run.returncode}\n{(run.stdout + run.stderr)[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu}


@contextlib.contextmanager
def folder():
    """An empty folder where measured data lie (`tempfile.tempdir`), for a while."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="paidan-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def house(binary):
    """A release server on the machine's clock with a demo company and one routing worker in the process."""
    import house as system

    system.BINARY = binary
    server = system.House(clock="real", routers=1, log_level="info")
    try:
        yield server
    finally:
        server.stop()
        server.clean_up()


@contextlib.contextmanager
def hello(bench):
    """The bare HTTP server; gives its process and its address."""
    process = subprocess.Popen([bench, "hello"], stdout=subprocess.PIPE, text=True)
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def processor_seconds(process):
    """What a running process has used of the processors so far."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ready_seconds(binary, data):
    """From starting the process until the ready file is there."""
    ready = data.parent / "ready"
    ready.unlink(missing_ok=True)
    with open(data.parent / "server.log", "ab") as log:
        begin = time.monotonic()
        process = subprocess.Popen(
            [binary, "serve", "--data", data, "--http", "127.0.0.1:0", "--dispatch", "tcp://127.0.0.1:*", "--bell",
             "tcp://127.0.0.1:*", "--ready-file", ready, "--demo", "--lang", "en"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            while not ready.exists():
                if process.poll() is not None or time.monotonic() - begin > READY_PATIENCE_SECONDS:
                    raise Unfit(f"the server did not become ready: {(data.parent / 'server.log').read_text()[-2000:]}")
                time.sleep(READY_POLL_SECONDS)
            return time.monotonic() - begin
        finally:
            process.terminate()
            process.wait()


class Wrk:
    """wrk with `wrk.lua`; one thread, for the machine's cores are the server's as well."""

    runs = 0

    @classmethod
    def words(cls, url, clients, seconds, *asks):
        cls.runs += 1
        return ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", str(HERE / "wrk.lua"), url, "--", *map(str, asks)]

    @classmethod
    def get(cls, server, url, clients, seconds, token="none"):
        return cls.run(server, cls.words(url, clients, seconds, "get", token, 200))

    @classmethod
    def post_words(cls, url, clients, seconds, body, token, *pause):
        data = json.dumps(body, ensure_ascii=False)
        return cls.words(url, clients, seconds, "post", token, 201, f"wrk-{cls.runs}", data, *pause)

    @classmethod
    def post(cls, server, url, clients, seconds, body, token="none"):
        return cls.run(server, cls.post_words(url, clients, seconds, body, token))

    @classmethod
    def run(cls, server, words):
        """With the processor time that the server's process spent on each request, in microseconds."""
        before = processor_seconds(server)
        told = cls.checked(run_json(*words))
        told["cpu"] = (processor_seconds(server) - before) / told["requests"] * 1e6
        return told

    @staticmethod
    def checked(told):
        if told["others"] or told["errors"] or not told["requests"]:
            raise Unfit(f"wrk: {told['others']} answers with another status, {told['errors']} errors, of {told['requests']}")
        told["rate"] = told["requests"] / told["seconds"]
        return told
