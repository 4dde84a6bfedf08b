"""The allow lists of the scanner, and which of their entries the installed libraries have."""

import importlib
import os
import pathlib
import re
import _compat_pickle

from nodes import imported


# Permissions with which instances are made without a constructor.
MADE = ("instances", "state")


class Entry:
    """A line of a list.

    permission: what may be done with it. "allowed": call it, "instances": make instances and set any
    attributes, "state": the same with a harmless state, "named": give it as an argument, "held": store it, "checked": whatever the scanner finds
    harmless. value: what it names here, None where the installed libraries do not have it.
    """

    def __init__(self, full, permission):
        self.full = full
        self.permission = permission
        self.value = None
        self.found = False
        self.old = False  # a name of Python 2, which protocols below 3 translate
        self.module, _, self.name = full.rpartition(".")

    def node(self):
        return imported(self.module, self.name)

    @property
    def is_type(self):
        return isinstance(self.value, type)

    def __repr__(self):
        return f"{self.full} {self.permission}"


def load(folder):
    """All entries of the lists `*.txt` of a folder, by full name."""
    entries = {}
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for line in path.read_text().splitlines():
            line = line.strip()
            if line and not line.startswith("#"):
                full, _, rest = line.partition(" ")
                entries[full] = Entry(full, permission(rest))
    for entry in entries.values():
        resolve(entry)
    return entries


def permission(rest):
    """What the words behind a name amount to; a signature means that it may be called."""
    words = set(re.sub(r"\(.*?\)", " ", rest).split())
    for word in ("held", "checked", "named"):
        if word in words:
            return word
    if words & {"instances", "attributes", "callable"}:
        return "instances"
    if "state" in words and "(" not in rest:
        return "state"
    return "allowed"


def resolve(entry):
    if entry.full == "pathlib.WindowsPath" and os.name != "nt":
        return  # other systems refuse to make one
    if not found(entry, entry.full):
        # Names of NumPy 1 are looked up in the lists as those of NumPy 2; some were never moved.
        found(entry, entry.full.replace("numpy._core.", "numpy.core."))
    if not entry.found:
        python2(entry)


def found(entry, full):
    parts = full.split(".")
    for size in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:size])
        try:
            value = importlib.import_module(module)
            for part in parts[size:]:
                value = getattr(value, part)
        except Exception:  # whatever a module raises that does not exist here, or not any more
            continue
        entry.module, entry.name = module, ".".join(parts[size:])
        entry.value, entry.found = value, True
        return True
    return False


def python2(entry):
    for (old, name), (module, today) in _compat_pickle.NAME_MAPPING.items():
        if f"builtins.{name}" == entry.full and old == "__builtin__":
            entry.module, entry.name, entry.old, entry.found = old, name, True, True
            entry.value = getattr(importlib.import_module(module), today)
