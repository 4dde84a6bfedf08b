"""Makes a finding small: takes away what it does not need to be clean and to act as it did."""

import itertools
import time

import loaders
import nodes
from nodes import Node, atom, copy


def effect_key(effect):
    """What makes two effects the same kind of effect."""
    kind, detail, _ = effect
    if kind == "partial called":
        return (kind, "an object" if detail.endswith("()") else "")
    if kind in ("held called", "called by a function"):
        return (kind, "")
    if kind in ("method called", "method called by a function"):
        name = detail.rpartition(".")[2]
        return (kind, name if name in ("__init__", "__repr__", "__str__", "extra_repr") else detail)
    return (kind, detail)


# That one finding may take; it is no worse where it stays larger.
SECONDS = 40

# How often a program is loaded in one process to see whether it spoils memory.
REPEATED = 30

# Effects that only programs with substitutes tell.
SUBSTITUTED = ("held called", "partial called", "itemgetter called", "called by a function")

# Effects that follow from others, but say more.
DEEP = ("chosen name", "open", "import", "called by", "method called by", "os.", "compile", "exec", "memory", "processor")


def effect_keys(result):
    """The first effect of a program, and those that say more."""
    keys = [effect_key(effect) for effect in result.effects]
    return [key for number, key in enumerate(dict.fromkeys(keys)) if number == 0 or key[0].startswith(DEEP)]


class Minimiser:
    """judge: gives verdicts. server: loads."""

    def __init__(self, judge, server, old):
        self.judge = judge
        self.server = server
        self.old = old  # whether a tree needs a protocol of Python 2

    def written(self, tree):
        return nodes.written(tree, None, 2 if self.old(tree) else 4)

    def good(self, trees, wanted, number=1):
        """Those of some trees that are clean and act as wanted, as (bytes, tree, result)."""
        able = []
        for tree in trees:
            try:
                able.append((tree, self.written(tree)))
            except (nodes.Unwritable, RecursionError, IndexError):
                pass
        verdicts = self.judge.verdicts([data for _, data in able])
        clean = [item for item, verdict in zip(able, verdicts) if verdict == 0]
        names = [loaders.of(nodes.kinds(tree)) for tree, _ in clean]
        if wanted[0] not in SUBSTITUTED and number % 4 == 0:
            names = [name or "plain" for name in names]
        results = self.server.run([data for _, data in clean], [name or "watched" for name in names])
        return [(data, tree, result) for (tree, data), result in zip(clean, results) if wanted in effect_keys(result)]

    def stays(self, tree):
        """Whether a tree is clean."""
        try:
            return self.judge.is_clean(self.written(tree))
        except (nodes.Unwritable, RecursionError, IndexError):
            return True

    def minimise(self, tree, wanted, number):
        """A small tree, its bytes and what it did; None where it does not do it again."""
        if not self.good([tree], wanted, number):
            return None
        whole, began = tree, time.monotonic()
        # What takes long or much is tried a few at a time.
        chunk = 8 if wanted[0] in ("memory", "processor time", "blocked") else 4 if wanted[0].startswith("died") else 40
        again = True
        while again and time.monotonic() - began < SECONDS:
            again = False
            steps = reductions(tree)
            while some := list(itertools.islice(steps, chunk)):
                smaller = self.good(some, wanted, number)
                if smaller:
                    tree = min(smaller, key=lambda item: len(item[0]))[1]
                    again = True
                    break
                if time.monotonic() - began > SECONDS:
                    break
        # Programs of one child may have changed something for those behind them: once more, alone.
        for tree in (tree, whole):
            alone = self.good([tree], wanted, number)
            if alone:
                return tree, alone[0][0], alone[0][2]
        return None


    def culprit(self, trees, number):
        """Which of some trees kills a process that loads it again and again; it is left as large as it is,
        but for parts that do it alone."""
        for tree in trees:
            for part in sorted([tree, *tree.parts], key=lambda part: sum(1 for _ in nodes.walk(part))):
                if not self.stays(part):
                    continue
                data = self.written(part)
                name = loaders.of(nodes.kinds(part)) or "watched"
                results = self.server.run([data] * REPEATED, [name] * REPEATED)
                died = [result for result in results if result.error == "died"]
                if died:
                    return part, data, died[0]
        return None


def reductions(tree):
    """Trees with one step less, those that lack most first."""
    for part in tree.parts:
        yield copy(part)
    below = {}
    for node in nodes.walk(tree):
        below[id(node)] = (sum(1 for _ in zip(nodes.walk(node), range(400))), node)
    for _, node in sorted(below.values(), key=lambda item: -item[0]):
        if node is not tree:
            yield from without(tree, node)
        yield from fewer(tree, node)


def without(tree, node):
    """Something plainer in place of a node."""
    if node.kind == "atom":
        value = node.value
        if value not in (None, 0, ""):
            yield replaced(tree, node, atom(None))
        if type(value) in (int, float) and value:
            yield replaced(tree, node, atom(0))
        if type(value) in (str, bytes) and len(value) > 8:
            yield replaced(tree, node, atom(value[: len(value) // 2]))
        return
    yield replaced(tree, node, atom(None))
    if node.kind in ("tuple", "list", "dict", "set") and node.parts:
        yield replaced(tree, node, Node(node.kind))
    for part in node.parts[:8]:
        yield graft(tree, node, part)


def fewer(tree, node):
    """A container with fewer elements: half of them, or one less."""
    first = {"tuple": 0, "list": 0, "set": 0, "dict": 0, "append": 1, "setitems": 1, "additems": 1}.get(node.kind)
    if first is None:
        return
    step = 2 if node.kind in ("dict", "setitems") else 1
    count = (len(node.parts) - first) // step
    size = count // 2
    while size:
        places = range(first, first + count * step, size * step)
        if size > 1 or count <= 40:
            for place in places:
                yield shortened(tree, node, place, size * step)
        size //= 2
    if count == 1:
        yield shortened(tree, node, first, step)


def replaced(tree, node, other):
    return copy(tree, {id(node): other})


def graft(tree, node, other):
    """The tree with a part of a node in place of the node, sharing kept."""
    made = {}
    for each in nodes.walk(tree):
        made[id(each)] = Node(each.kind, each.value)
    made[id(node)] = made[id(other)]
    for each in nodes.walk(tree):
        if each is not node:
            made[id(each)].parts = [made[id(part)] for part in each.parts]
    return made[id(tree)]


def shortened(tree, node, place, step):
    fresh = copy(tree)
    for each, twin in zip(nodes.walk(tree), nodes.walk(fresh)):
        if each is node:
            del twin.parts[place : place + step]
            return fresh
    return fresh
