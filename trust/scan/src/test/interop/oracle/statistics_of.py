"""What has been loaded so far, and what that says of what to make next."""

import nodes


class Statistics:
    """Counts in how many loaded programs each entry occurred, how often parts of each label are clean and
    are loaded, and with how many arguments calls load."""

    def __init__(self, entries, wanted=1000):
        self.entries = entries
        self.wanted = wanted
        self.loaded = {entry.full: 0 for entry in entries.values() if entry.found}
        self.failed = {}  # in how many programs they were that were not loaded
        self.coverable = []  # entries of which a shape is known that loads
        self.lacking = list(self.loaded)
        self.arities = {}
        self.good = {}
        self.bad = {}
        self.recent = 0.5

    def rarest(self, rng, count):
        """Entries that have occurred in the fewest loaded programs, in any order."""
        some = [(self.loaded[full] + self.failed.get(full, 0) // 2, rng.random(), full) for full in self.coverable]
        some.sort()
        chosen = [full for _, _, full in some[:count]]
        rng.shuffle(chosen)
        return chosen

    def judged(self, labels, clean):
        if not clean:
            for label in labels:
                self.bad[label] = self.bad.get(label, 0) + 1 / len(labels)

    def note(self, names, labels, tree, loaded, acted):
        """A clean program was loaded, or raised something, perhaps after it acted."""
        self.recent += 0.001 * (loaded - self.recent)
        for label in labels:
            if loaded or acted:
                self.good[label] = self.good.get(label, 0) + (3 if acted else 1)
            else:
                self.bad[label] = self.bad.get(label, 0) + 1 / len(labels)
        for name in names:
            if name in self.loaded:
                if loaded:
                    self.loaded[name] += 1
                else:
                    self.failed[name] = self.failed.get(name, 0) + 1
        if loaded:
            for node in nodes.walk(tree):
                if node.kind == "call" and node.parts[0].kind == "global" and node.parts[1].kind == "tuple":
                    self.called(".".join(node.parts[0].value), len(node.parts[1].parts))

    def trust(self, label):
        """How likely a part of that label is clean and loads, between 0 and 1."""
        good, bad = self.good.get(label, 0), self.bad.get(label, 0)
        return (good + 1) / (good + bad + 1.5)

    def refresh(self):
        self.lacking = [full for full, count in self.loaded.items() if count < self.wanted]

    def arity(self, entry, rng):
        """With how many arguments to call something: mostly as many as have been loaded."""
        known = self.arities.get(entry.full)
        if known and rng.random() < 0.8:
            return rng.choice(known)
        return rng.choice([0, 1, 1, 1, 2, 2, 3, 4])

    def called(self, name, count):
        known = self.arities.setdefault(name, [])
        if len(known) < 50:
            known.append(count)
