"""What can be learnt of the libraries without knowing what is wrong with anybody's scanner.

Templates: for each entry of the lists the shapes in which honest pickles have it. Carriers: in which
place of a template a name and a value have to be put so that the object has an attribute of that name.
Asked: which attributes each constructor and function looks up on its arguments.
"""

import inspect
import pickle
import random
import signal
import sys

import loaders
import nodes
import reader
from apart import apart
from entries import MADE
from nodes import Node, atom, copy, dict_of, imported, tuple_of

PROBE = "zz_probe"
SHAPES = 24
LARGEST = 120  # nodes of a template


class Learnt:
    def __init__(self):
        self.templates = {}  # full name -> trees
        self.values = []  # small trees of all kinds
        self.carriers = []  # (tree, site)
        self.asked = {}  # full name -> names of attributes
        self.callers = []  # (function, parameter that it calls, with how many arguments, whether it passes others on)
        self.loader = []  # names that the unpickler itself looks up
        self.names = []  # all names of attributes and methods that libraries use
        self.parameters = {}  # full name -> names of parameters
        self.required = {}  # full name, or that of a class with `.__call__` -> names of parameters without a default
        self.missing = []  # entries that the installed versions do not have


def learn(entries, pickles):
    learnt = Learnt()
    learnt.missing = sorted(entry.full for entry in entries.values() if not entry.found)
    templates(learnt, entries, pickles)
    learnt.asked = apart(lambda: asked(entries)) or {}
    learnt.callers = callers(entries)
    learnt.loader = apart(loader) or []
    learnt.parameters = parameters(entries)
    learnt.required = required(entries)
    learnt.names = names(entries)
    learnt.carriers = carriers(learnt, entries)
    return learnt


def head(node):
    """The full name of what a node is made by, None where it is not made by an import."""
    while node.kind in ("build", "append", "setitems", "additems"):
        node = node.parts[0]
    if node.kind in ("call", "new", "newex") and node.parts[0].kind == "global":
        return ".".join(node.parts[0].value)
    return None


def skeleton(node, seen=None):
    """What a tree looks like without its constants."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return "^"
    seen.add(id(node))
    if node.kind == "atom":
        return type(node.value).__name__
    if node.kind == "global":
        return ".".join(node.value)
    return node.kind + "(" + ",".join(skeleton(part, seen) for part in node.parts[:12]) + ")"


def templates(learnt, entries, pickles):
    seen, small = set(), set()
    aliases = {f"{entry.module}.{entry.name}": entry for entry in entries.values()}
    for _, data in pickles:
        try:
            root = reader.read(data)
        except Exception:  # opcodes that trees do not have
            continue
        for node in nodes.walk(root):
            size = sum(1 for _ in zip(nodes.walk(node), range(LARGEST + 1)))
            if size > LARGEST:
                continue
            if size <= 12 and node.kind != "persid":
                shape = skeleton(node)
                if node.kind == "atom" and len(learnt.values) < 3000:
                    shape += repr(node.value)
                if shape not in small and len(shape) < 3000:
                    small.add(shape)
                    learnt.values.append(copy(node))
            name = head(node)
            if name is None:
                continue
            shape = name + skeleton(node)
            known = learnt.templates.setdefault(name, [])
            if shape not in seen and len(known) < SHAPES:
                seen.add(shape)
                known.append(copy(node))
    for name in list(learnt.templates):
        if name not in entries and name not in aliases:
            del learnt.templates[name]


class Probe:
    """Notes which attributes are looked up on it."""

    def __init__(self, seen):
        object.__setattr__(self, "_seen", seen)

    def __getattr__(self, name):
        self._seen.add(name)
        raise AttributeError(name)


class Stopped(Exception):
    pass


def stop(*_):
    raise Stopped


def asked(entries):
    """Which attributes each callable of the lists looks up on an argument at each place."""
    signal.signal(signal.SIGALRM, stop)
    found = {}
    import numpy

    plain = [1, [1.0, 2.0], numpy.ones((2, 2)), "a", None]
    for entry in entries.values():
        if not entry.found or not callable(entry.value) or entry.full.startswith(("torch.optim", "torch.cuda")):
            continue
        seen = set()
        for before in ((), (1,), ([1.0, 2.0],), (numpy.ones((2, 2)),), (1, 1)):
            for behind in ((), (1,), (numpy.ones((2, 2)),), (plain[4], 1)):
                signal.setitimer(signal.ITIMER_REAL, 1.0)
                try:
                    entry.value(*before, Probe(seen), *behind)
                except BaseException:  # what it says of a probe is no matter
                    pass
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
        if seen:
            found[entry.full] = sorted(seen)
    return found


class Called(Exception):
    """Carries with how many arguments a probe was called."""


class Function:
    """Tells when it is called."""

    def __call__(self, *arguments, **_):
        raise Called(len(arguments))


def callers(entries):
    """Which functions of the lists call something that they are given by the name of a parameter."""
    functions = [entry for entry in entries.values() if entry.found and entry.permission == "held" and inspect.isfunction(entry.value)]
    found = []
    for first in range(0, len(functions), 50):
        some = functions[first : first + 50]
        found += apart(lambda: [caller for entry in some for caller in calls_of(entry)]) or []
    return found


def calls_of(entry):
    import numpy

    signal.signal(signal.SIGALRM, stop)
    try:
        parameters = inspect.signature(entry.value).parameters.values()
    except (TypeError, ValueError):
        return
    passes_on = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    named = [parameter for parameter in parameters if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)]
    numbers = {parameter.name: numpy.array([[1.0, 2.0], [3.0, 4.0]]) for parameter in named if parameter.default is parameter.empty}
    for parameter in named:
        signal.setitimer(signal.ITIMER_REAL, 1.0)
        try:
            entry.value(**{**numbers, parameter.name: Function()})
        except Called as e:
            yield (entry.full, parameter.name, e.args[0], passes_on)
        except BaseException:  # it wants something else
            pass
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def loader():
    """Which attributes the unpickler looks up on what it loads."""
    seen = set()

    class Loader(pickle.Unpickler):
        def find_class(self, module, name):
            return Probe(seen)

    import io

    for data in (b"cx\ny\nNb.", b"cx\ny\n}b.", b"cx\ny\nNa.", b"cx\ny\n(NNe.", b"cx\ny\nNNs.", b"cx\ny\n(N\x90.",
                 b"cx\ny\n)R.", b"cx\ny\n)\x81.", b"cx\ny\n)}\x92.", b"cx\ny\n(N}\x86b.", b"cx\ny\nN}\x86b."):
        try:
            Loader(io.BytesIO(data)).load()
        except Exception:  # a probe is no object that can be filled
            pass
    return sorted(seen)


def parameters(entries):
    found = {}
    for entry in entries.values():
        if entry.found and callable(entry.value):
            try:
                found[entry.full] = [p.name for p in inspect.signature(entry.value).parameters.values()]
            except (TypeError, ValueError):
                pass
    return found


def required(entries):
    found = {}
    for entry in entries.values():
        if entry.found and callable(entry.value):
            note_required(found, entry.full, entry.value, 0)
        if entry.is_type and not issubclass(entry.value, type):
            called = next((vars(kind)["__call__"] for kind in entry.value.__mro__ if "__call__" in vars(kind)), None)
            if called is not None:
                note_required(found, entry.full + ".__call__", called, 1)
    return found


def note_required(found, name, value, skipped):
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    try:
        parameters = list(inspect.signature(value).parameters.values())[skipped:]
    except (TypeError, ValueError):
        return
    found[name] = [p.name for p in parameters if p.kind in plain and p.default is p.empty]


def names(entries):
    """Names of members of all listed classes, and of attributes that the code of their modules looks up."""
    import types

    found = set()
    modules = {entry.module for entry in entries.values() if entry.found}
    todo = []
    for module in modules:
        for value in list(vars(sys.modules[module]).values()) if module in sys.modules else ():
            if isinstance(value, types.FunctionType):
                todo.append(value.__code__)
            elif isinstance(value, type):
                found.update(vars(value))
                todo += [member.__code__ for member in vars(value).values() if isinstance(member, types.FunctionType)]
    while todo:
        code = todo.pop()
        found.update(code.co_names)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                todo.append(constant)
            elif isinstance(constant, str) and constant.isidentifier():
                found.add(constant)
    for kind in (object, type, int, str, list, dict, set, tuple, bytes, float, complex, type(len), type(learn), type(iter([]))):
        found.update(dir(kind))
    return sorted(found)


# ---- carriers

def sites(tree):
    """Where an attribute may be put into a tree, as (kind, number of the node in walking order)."""
    for number, node in enumerate(nodes.walk(tree)):
        if node.kind == "dict":
            yield ("entry", number)
        elif node.kind == "setitems":
            yield ("entry", number)
        elif node.kind == "tuple" and number:
            for place in range(min(len(node.parts), 6)):
                yield ("slot", number, place)
    yield ("state",)
    yield ("slots",)
    yield ("items",)


def carry(tree, site, name, value):
    """A copy of a tree with an attribute put where a site says."""
    fresh = copy(tree)
    if site[0] == "state":
        return Node("build", None, [fresh, dict_of([(atom(name), value)])])
    if site[0] == "slots":
        return Node("build", None, [fresh, tuple_of(atom(None), dict_of([(atom(name), value)]))])
    if site[0] == "items":
        return Node("setitems", None, [fresh, atom(name), value])
    for number, node in enumerate(nodes.walk(fresh)):
        if number == site[1]:
            if site[0] == "entry":
                node.parts = node.parts + [atom(name), value]
            else:
                node.parts[site[2]] = dict_of([(atom(name), value)])
            return fresh
    raise ValueError(site)


def delegate(tree, number, inner):
    """A copy of a tree with another object in place of the node of that number."""
    replaced = None
    for at, node in enumerate(nodes.walk(tree)):
        if at == number:
            replaced = node
    return copy(tree, {id(replaced): inner})


def carriers(learnt, entries):
    plain = nodes.build(nodes.new(imported("types", "SimpleNamespace")), dict_of([(atom(PROBE), atom(7))]))
    trials = []
    for name, trees in learnt.templates.items():
        for tree in sorted(trees, key=lambda t: sum(1 for _ in nodes.walk(t)))[:6]:
            for site in sites(tree):
                trials.append((tree, site))
            for number, node in enumerate(nodes.walk(tree)):
                if number and node.kind in ("call", "new", "build", "list", "dict", "global"):
                    trials.append((tree, ("inner", number)))
    for entry in entries.values():
        if entry.found and entry.is_type and entry.permission in (*MADE, "allowed"):
            for tree in (nodes.new(entry.node()), nodes.call(entry.node())):
                trials += [(tree, site) for site in (("state",), ("slots",), ("items",))]
            trials.append((nodes.call(entry.node(), dict_of([])), ("entry", 3)))
    # Classes of one part of a library carry attributes alike: some of each kind of place are enough.
    random.Random(1).shuffle(trials)
    several, kept = {}, []
    for tree, site in trials:
        kind = (".".join((head(tree) or "").split(".")[:2]), site[0])
        several[kind] = several.get(kind, 0) + 1
        if several[kind] <= 60:
            kept.append((tree, site))
    trials = kept
    works, first = [], 0
    while first < len(trials):
        some = trials[first : first + 400]
        done = apart(lambda: [try_carrier(tree, site, plain) for tree, site in some])
        if done is None:
            done = [apart(lambda: try_carrier(tree, site, plain)) for tree, site in some]
        works += [trial for trial, good in zip(some, done) if good]
        first += len(some)
    return works


def try_carrier(tree, site, plain):
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 2.0)
    try:
        if site[0] == "inner":
            made = delegate(tree, site[1], copy(plain))
        else:
            made = carry(tree, site, PROBE, atom(7))
        if loaders.of(nodes.kinds(made)):
            return False
        value = pickle.loads(nodes.written(made))
        found = getattr(value, PROBE, None)
        return type(found) is int and found == 7
    except BaseException:  # does not carry
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
