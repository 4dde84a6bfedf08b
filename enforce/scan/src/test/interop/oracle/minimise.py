"""Makes a finding small: takes away what it does not need to be clean and to act as it did."""

import nodes
from nodes import Node, atom, copy


def effect_key(effect):
    """What makes two effects the same kind of effect."""
    kind, detail, _ = effect
    if kind in ("held called", "partial called", "called by a function"):
        return (kind, "")
    if kind in ("method called", "method called by a function"):
        name = detail.rpartition(".")[2]
        return (kind, name if name in ("__init__", "__repr__", "__str__", "extra_repr") else detail)
    return (kind, detail)


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

    def good(self, trees, wanted):
        """Which of some trees are clean and act as wanted."""
        able = []
        for tree in trees:
            try:
                able.append((tree, self.written(tree)))
            except (nodes.Unwritable, RecursionError, IndexError):
                pass
        verdicts = self.judge.verdicts([data for _, data in able])
        clean = [item for item, verdict in zip(able, verdicts) if verdict == 0]
        results = self.server.run([data for _, data in clean])
        return [(len(data), tree, result) for (tree, data), result in zip(clean, results) if wanted in effect_keys(result)]

    def stays(self, tree):
        """Whether a tree is clean."""
        try:
            return self.judge.is_clean(self.written(tree))
        except (nodes.Unwritable, RecursionError, IndexError):
            return True

    def minimise(self, tree, wanted, rounds=25):
        """The smallest tree found, its bytes and what it did; None where it does not do it again."""
        best = self.good([tree], wanted)
        if not best:
            return None
        size, tree, result = best[0]
        whole = tree
        for _ in range(rounds):
            smaller = [item for item in self.good(list(reductions(tree)), wanted) if item[0] < size]
            if not smaller:
                break
            size, tree, result = min(smaller, key=lambda item: item[0])
        # Programs of one child may have changed something for those behind them: once more, alone.
        for tree in (tree, whole):
            alone = self.good([tree], wanted)
            if alone:
                return tree, self.written(tree), alone[0][2]
        return None


def reductions(tree):
    """Trees with one step less."""
    walked = list(nodes.walk(tree))
    for part in tree.parts:
        yield copy(part)
    for node in walked[:160]:
        if node.kind in ("atom", "global"):
            if node is not tree and not (node.kind == "atom" and node.value in (None, 0, "")):
                yield replaced(tree, node, atom(None))
                if node.kind == "atom" and type(node.value) in (int, float):
                    yield replaced(tree, node, atom(0))
                if node.kind == "atom" and type(node.value) in (str, bytes) and len(node.value) > 8:
                    yield replaced(tree, node, atom(node.value[: len(node.value) // 2]))
            continue
        if node is not tree:
            yield replaced(tree, node, atom(None))
            if node.parts and node.kind in ("tuple", "list", "dict", "set"):
                yield replaced(tree, node, Node(node.kind))
            for part in node.parts:
                yield replaced(tree, node, part)
        first_part = {"tuple": 0, "list": 0, "set": 0, "dict": 0, "append": 1, "setitems": 1, "additems": 1}.get(node.kind)
        if first_part is not None:
            step = 2 if node.kind in ("dict", "setitems") else 1
            for place in range(first_part, len(node.parts), step):
                yield shortened(tree, node, place, step)


def replaced(tree, node, other):
    return copy(tree, {id(node): copy(other)}) if other not in list(nodes.walk(node)) else copy(graft(tree, node, other))


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
