"""The fork server: runs programs in children of this process, which has all libraries imported.

Many programs share a child. A child that dies tells by how far it came which program killed it; the
next one goes on behind that program.
"""

import gc
import json
import os
import resource
import select
import signal
import time

from watch import place

GIGABYTE = 1 << 30


class Result:
    """What became of a program: `error` is None where it was loaded."""

    __slots__ = ("error", "effects", "coverage")

    def __init__(self, error, effects, coverage=()):
        self.error = error
        self.effects = [tuple(effect) for effect in effects]
        self.coverage = coverage


class Server:
    """Runs programs.

    seconds: of processor time that one program may take before it counts as an effect.
    """

    def __init__(self, watch, seconds=1.5, memory=GIGABYTE):
        self.watch = watch
        self.seconds = seconds
        self.memory = memory
        self.forks = 0

    def start(self, programs, loaders):
        """Starts a child for programs, each with the name of its loader; returns what `finish` needs."""
        reading, writing = os.pipe()
        gc.freeze()  # what is there now is no garbage of a program
        pid = os.fork()
        self.forks += 1
        if pid == 0:
            try:
                os.close(reading)
                self.child(programs, loaders, writing)
            finally:
                os._exit(0)
        os.close(writing)
        return pid, reading, programs, loaders

    def child(self, programs, loaders, writing):
        limits(self.memory)
        watch = self.watch
        watch.install()
        known = watch.covered
        watch.covered = set(known)
        for data, loader in zip(programs, loaders):
            before = len(watch.covered)
            error, effects = watch.load(data, loader)
            fresh = []
            if len(watch.covered) > before:
                fresh = [
                    place(code)
                    for code in watch.covered - known
                ][:40]
                known = set(watch.covered)
            os.write(writing, json.dumps([error, effects, fresh]).encode() + b"\n")

    def finish(self, started):
        """Waits for a child, and for those that go on behind a program that kills one."""
        results = []
        while True:
            pid, reading, programs, loaders = started
            more, death = self.collect(pid, reading)
            results += more
            rest = programs[len(more):]
            if not rest:
                return results
            if death is None:
                death = "ended"
            results.append(Result("died", [(death, "", "")]))
            rest = rest[1:]
            if not rest:
                return results
            started = self.start(rest, loaders[len(programs) - len(rest):])

    def run(self, programs, loaders):
        return self.finish(self.start(programs, loaders)) if programs else []

    def collect(self, pid, reading):
        results, buffer, cause = [], b"", None
        since, used = time.monotonic(), 0.0
        while True:
            ready, _, _ = select.select([reading], [], [], 1.0)
            if ready:
                data = os.read(reading, 1 << 20)
                if not data:
                    break
                buffer += data
                *lines, buffer = buffer.split(b"\n")
                results += [Result(*json.loads(line)) for line in lines]
                since, used = time.monotonic(), cpu(pid)
            elif cpu(pid) - used > self.seconds:
                cause = "processor time"
                os.kill(pid, signal.SIGKILL)
            elif time.monotonic() - since > 60 * self.seconds:
                cause = "blocked"
                os.kill(pid, signal.SIGKILL)
        os.close(reading)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status) and cause is None:
            cause = "died of " + signal.Signals(os.WTERMSIG(status)).name
        return results, cause


def limits(memory):
    with open("/proc/self/statm") as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def cpu(pid):
    """Processor time of a process in seconds."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            parts = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
