"""Tries programs: makes them, asks for verdicts, loads the clean ones, notes what they do."""

import collections
import time

import loaders
import nodes
from findings import Findings
from minimise import effect_keys

BATCH = 300

# How many shapes of an entry are tried alone, and how many that load are kept.
TRIED_SHAPES = 12
KEPT_SHAPES = 3


class Oracle:
    def __init__(self, judge, entries, grammar, statistics, server, minimiser):
        self.judge = judge
        self.entries = entries
        self.grammar = grammar
        self.statistics = statistics
        self.server = server
        self.findings = Findings(entries, minimiser, judge)
        self.number = self.clean = self.loaded = self.acting = 0
        self.failures = collections.Counter()  # why programs of shapes that load alone did not
        self.start = time.monotonic()
        self.running = None

    def seconds(self):
        return time.monotonic() - self.start

    def prove(self):
        """Looks for shapes of each entry that are clean and load: an entry that occurs in many programs has
        to occur in these. What acts while it is loaded is a finding as any other."""
        shapes = {full: self.grammar.shapes_of(self.entries[full]) for full in self.statistics.loaded}
        for _ in range(TRIED_SHAPES):
            some = []
            for full, left in list(shapes.items()):
                tree = next(left, None)
                if tree is None or len(self.grammar.proved.get(full, ())) == KEPT_SHAPES:
                    del shapes[full]
                else:
                    some.append((full, tree))
            for first in range(0, len(some), BATCH):
                self.prove_batch(some[first : first + BATCH])
        self.statistics.coverable = sorted(self.grammar.proved)

    def prove_batch(self, some):
        made = []
        for full, tree in some:
            try:
                made.append((self.number, tree, (), self.grammar.bytes(self.number, tree), full))
                self.number += 1
            except (nodes.Unwritable, RecursionError):
                pass
        verdicts = self.judge.verdicts([item[3] for item in made])
        good = [item for item, verdict in zip(made, verdicts) if verdict == 0]
        self.clean += len(good)
        names = [loaders.of(nodes.kinds(item[1])) or "watched" for item in good]
        for item, result in zip(good, self.server.run([item[3] for item in good], names)):
            self.take(item, result)
            if result.effects:
                self.findings.take(item[:4], result, self.seconds(), [])
            elif result.error is None:
                self.grammar.proved.setdefault(item[4], []).append(item[1])

    def batch(self):
        """The next programs, as (number, tree, labels of parts, bytes)."""
        made = []
        while len(made) < BATCH:
            try:
                root, used = self.grammar.program(self.number)
                made.append((self.number, root, used, self.grammar.bytes(self.number, root)))
            except (nodes.Unwritable, RecursionError):
                pass
            self.number += 1
        return made

    def step(self):
        """A batch: while the scanner judges it, the clean ones of the batch before are loaded."""
        made = self.batch()
        self.judge.ask([item[3] for item in made])
        acting = self.settle()
        verdicts = self.judge.answers(len(made))
        good = []
        for item, verdict in zip(made, verdicts):
            self.statistics.judged(item[2], verdict == 0)
            if verdict == 0:
                good.append(item)
        self.clean += len(good)
        # One in four is loaded as it is, without substitutes.
        names = [loaders.of(nodes.kinds(item[1])) or ("watched" if item[0] % 4 else "plain") for item in good]
        self.running = (good, self.server.start([item[3] for item in good], names)) if good else None
        for acted in acting:
            self.findings.take(*acted[:2], self.seconds(), acted[2])

    def settle(self):
        """Takes in what became of the programs that are being loaded; returns those that acted."""
        if self.running is None:
            return []
        good, started = self.running
        self.running = None
        acting = []
        for place, (item, result) in enumerate(zip(good, self.server.finish(started))):
            self.take(item, result)
            if result.effects:
                acting.append((item, result, [other[1] for other in good[max(place - 10, 0) : place]]))
        self.statistics.refresh()
        return acting

    def take(self, item, result):
        """Counts a program that was loaded, and keeps it where it did something new."""
        names = set(map(self.grammar.canonical, nodes.imports(item[1])))
        self.statistics.note(names, item[2], item[1], result.error is None, bool(result.effects))
        self.loaded += result.error is None
        if result.error is not None and "cover" in item[2]:
            self.failures[result.error[:70]] += 1
        if result.coverage:
            self.grammar.keep(item[1])
        if result.effects:
            self.acting += 1
            for key in effect_keys(result):
                self.grammar.keep(item[1], key)

    def finish(self):
        for acted in self.settle():
            self.findings.take(*acted[:2], self.seconds(), acted[2])
        self.findings.settle(self.seconds)

    def line(self):
        spent = max(self.seconds(), 0.001)
        return (
            f"{spent:.0f} s: {self.number} programs ({self.number / spent:.0f}/s), {self.clean} clean, {self.loaded} loaded "
            f"({100 * self.loaded // max(self.clean, 1)} %), {self.acting} acted, {len(self.findings.found)} findings of "
            f"{len(self.findings.kinds)} kinds, {len(self.statistics.lacking)} entries below {self.statistics.wanted}"
        )
