"""What has been loaded so far, and what that says of what to make next."""


class Statistics:
    """Counts in how many loaded programs each entry occurred, and with how many arguments calls load."""

    def __init__(self, entries, wanted=1000):
        self.entries = entries
        self.wanted = wanted
        self.loaded = {entry.full: 0 for entry in entries.values() if entry.found}
        self.tried = {}
        self.lacking = list(self.loaded)
        self.arities = {}

    def rare(self, rng):
        """An entry that has not occurred often enough, None where all have."""
        if not self.lacking:
            return None
        some = [rng.choice(self.lacking) for _ in range(4)]
        return self.entries[min(some, key=lambda full: self.loaded[full] + self.tried.get(full, 0) // 10)]

    def note(self, names, loaded):
        for name in names:
            if name in self.loaded:
                if loaded:
                    self.loaded[name] += 1
                else:
                    self.tried[name] = self.tried.get(name, 0) + 1

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
