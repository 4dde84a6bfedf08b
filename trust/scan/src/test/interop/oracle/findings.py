"""What was found: each kind of effect once for each shape of program, made small."""

import time

import nodes
from classify import cause, features
from entries import MADE
from learn import skeleton
from minimise import effect_keys


class Finding:
    def __init__(self, seconds, number, key, tree, data, effects, error):
        self.seconds = seconds
        self.number = number
        self.key = key
        self.tree = tree
        self.data = data
        self.effects = effects
        self.error = error
        self.cause = ""


class Findings:
    """Takes programs that acted, and makes those small that look new."""

    def __init__(self, entries, minimiser, judge):
        self.entries = entries
        self.minimiser = minimiser
        self.judge = judge
        self.found = {}
        self.seen = {}
        self.kinds = {}
        self.waiting = []
        self.done = {}
        self.unrepeated = []  # what was not seen again
        self.spent = 0.0
        self.causes = {}

    def take(self, item, result, seconds, before=()):
        """A program that acted, and those that its child had loaded before."""
        for key in effect_keys(result):
            self.wait(item, key, seconds, before)
        # Making small takes a third of the time, or twice that for what is unlike all that was found.
        while self.waiting:
            for waiting in self.waiting:
                waiting[0] = min(self.done.get(like, 0) for like in waiting[-1])
            self.waiting.sort(key=lambda waiting: waiting[:2])
            del self.waiting[300:]
            if self.spent > (0.3 if self.waiting[0][0] else 0.6) * seconds:
                break
            self.minimise(*self.waiting.pop(0)[2:])

    def wait(self, item, key, seconds, before):
        number, tree, _, data = item
        self.kinds[key] = self.kinds.get(key, 0) + 1
        rough = (key, rough_shape(tree, self.entries))
        self.seen[rough] = self.seen.get(rough, 0) + 1
        if self.seen[rough] > 1 or len(self.found) > 2000:
            return
        like = [(key, feature) for feature in ("", *features(tree, self.entries))]
        self.waiting.append([0, len(data), seconds, number, tree, key, before if key[0].startswith("died") else (), like])

    def settle(self, seconds):
        """Makes small what still waits, for a minute at most."""
        until = time.monotonic() + 60
        while self.waiting and time.monotonic() < until:
            self.minimise(*self.waiting.pop(0)[2:])

    def minimise(self, seconds, number, tree, key, before, like):
        began = time.monotonic()
        for each in like:
            self.done[each] = self.done.get(each, 0) + 1
        least = self.minimiser.minimise(tree, key, number)
        if least is None and key[0].startswith("died"):
            # What spoils memory may end the process later: in one of the programs behind it.
            least = self.minimiser.culprit([tree, *reversed(before)], number)
        if least is None:
            self.unrepeated.append((number, key, nodes.shown(tree, 2000)))
        else:
            self.note(seconds, number, key, *least)
        self.spent += time.monotonic() - began

    def note(self, seconds, number, key, tree, data, result):
        shape = (key, abstract(tree, self.entries))
        if shape in self.found:
            return
        finding = Finding(seconds, number, key, tree, data, result.effects, result.error)
        finding.cause = cause(finding, self.entries, self.minimiser)
        self.found[shape] = finding
        first = finding.cause not in self.causes
        self.causes.setdefault(finding.cause, finding)
        self.judge.finding(
            f"{'FIRST ' if first else ''}{finding.cause}: {seconds:.0f} s, program {number}: {result.effects[:2]} "
            f"{(result.error or '')[:80]}\n    {nodes.shown(tree, 1500)}"
        )


def rough_shape(tree, entries):
    """Which kinds of entries a program has beside functions, and which names of attributes."""
    names = set()
    for name in nodes.imports(tree):
        entry = entries.get(name)
        if entry is None or entry.permission == "held":
            continue
        names.add(".".join(name.split(".")[:2]) if entry.permission in MADE else name)
    return tuple(sorted(names))


def abstract(tree, entries):
    """The shape of a tree in which one function is like another, and one class of a library too."""
    texts = sorted({text for text in nodes.texts(tree) if text.isidentifier() and len(text) < 40})
    shape = skeleton(tree)
    for name in sorted(set(nodes.imports(tree)), key=len, reverse=True):
        entry = entries.get(name)
        if entry is not None and entry.permission == "held":
            shape = shape.replace(name, "HELD")
        elif entry is not None and entry.permission in MADE:
            shape = shape.replace(name, ".".join(name.split(".")[:2]))
    return shape + " " + " ".join(texts)
