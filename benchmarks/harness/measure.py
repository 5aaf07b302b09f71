"""What one command costs: wall seconds, CPU seconds of the client and of the server, peak memory."""

import json
import os
import statistics
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds, and megabytes of the largest process. The server's are 0 where its processes cannot be seen."""

    wall: float
    client: float
    server: float
    rss: float

    @property
    def cpu(self):
        return self.client + self.server


def median(costs):
    """Each figure's own median."""
    return Cost(*(statistics.median(values) for values in zip(*(asdict(cost).values() for cost in costs))))


def cost(command, server, *, env=None, cwd=None, log):
    """Runs a command with its output thrown away; its complaints go to the file `log`. It has to succeed."""
    cpu_before = server.cpu_seconds()
    with open(os.devnull, "wb") as nothing, open(log, "wb") as complaints:
        begin = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=nothing, stderr=complaints, env=env, cwd=cwd
        )
        # of the process and of those it waited for: a launcher's work is its child's
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{Path(log).read_text()[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, server.cpu_seconds() - cpu_before, used.ru_maxrss / 1024)


class Results:
    """Costs by part of the benchmark and name, kept in a file: parts may be measured one by one."""

    def __init__(self, path):
        self.path = path
        self.parts = json.loads(path.read_text()) if path.exists() else {}

    def begin(self, part, facts):
        self.parts[part] = {"facts": facts, "costs": {}}

    def add(self, part, name, measured):
        self.parts[part]["costs"].setdefault(name, []).append(asdict(measured))
        self.path.write_text(json.dumps(self.parts, indent=1))
        print(
            f"{part:12} {name:34} wall {measured.wall:7.2f}  client {measured.client:7.2f}"
            f"  server {measured.server:6.2f}  {measured.rss:5.0f} MB",
            flush=True,
        )

    def has(self, part):
        return part in self.parts

    def facts(self, part):
        return self.parts[part]["facts"]

    def runs(self, part, name):
        return len(self.parts[part]["costs"][name])

    def names(self, part):
        return list(self.parts[part]["costs"])

    def median(self, part, name):
        """The median cost, or None where it was not measured."""
        costs = self.parts.get(part, {}).get("costs", {}).get(name)
        return median([Cost(**cost) for cost in costs]) if costs else None
