"""Makes programs: allowed imports, calls, states and aliases, put together at random.

There is no payload in here. What is known of the libraries is what `learn` found out, and what is
known of values is what `shapes` says of documented protocols.
"""

import random

import loaders
import nodes
import shapes
from entries import MADE
from learn import carry, delegate, head
from nodes import Node, atom, build, copy, dict_of, list_of, tuple_of

# What a snippet is, and how often.
PRODUCTIONS = [
    ("template", 12), ("mutated", 16), ("consumer", 12), ("duck", 30), ("afterwards", 8), ("forged", 6), ("called", 12), ("keeping", 6), ("swapped", 10), ("padded", 4), ("evolved", 12),
]


class Grammar:
    """Makes programs of one seed. `statistics` steers towards what is missing and what loads."""

    def __init__(self, entries, learnt, statistics, seed):
        self.entries = entries
        self.learnt = learnt
        self.statistics = statistics
        self.seed = seed
        self.found = [entry for entry in entries.values() if entry.found]
        self.absent = [entry for entry in entries.values() if not entry.found]
        self.held = [entry for entry in self.found if entry.permission == "held"]
        self.allowed = [entry for entry in self.found if entry.permission == "allowed" and callable(entry.value)]
        self.checked = [entry for entry in self.found if entry.permission == "checked"]
        self.types = [entry for entry in self.found if entry.is_type and entry.permission != "held"]
        self.callables = [entry for entry in self.types if "__call__" in dir(entry.value) and callable_instance(entry.value)]
        self.askers = [name for name in learnt.asked if name in entries]
        self.allowed_askers = [name for name in self.askers if entries[name].permission == "allowed"]
        self.held_askers = [name for name in self.askers if entries[name].permission == "held"]
        self.dunders = [name for name in learnt.names if name.startswith("__") and name.endswith("__")]
        self.asked_names = sorted({name for names in learnt.asked.values() for name in names})
        self.listed = {f"{entry.module}.{entry.name}": entry.full for entry in self.found}
        self.alike = {}
        for entry in self.found:
            self.alike.setdefault(id(entry.value), []).append(entry)
        self.trees = self.by_object()
        self.carriers = {}
        for tree, site in learnt.carriers:
            self.carriers.setdefault((self.family(head(tree)), site[0]), []).append((tree, site))
        self.carrier_kinds = sorted(self.carriers)
        self.held_families = self.families(self.held)
        self.callable_families = self.families(self.callables)
        needing = [entry for entry in self.callables if learnt.required.get(entry.full + ".__call__")]
        self.needing_families = self.families(needing)  # instances that are called with arguments of their own
        self.type_families = self.families(self.types)
        self.libraries = {}
        for entry in self.types + self.allowed:
            self.libraries.setdefault(entry.full.split(".")[0], []).append(entry)
        self.rebuilders = [entry for entry in self.allowed + self.checked if REBUILT <= set(map(role, learnt.parameters.get(entry.full, ())))]
        self.proved = {}  # by full name of an entry: shapes of it that are clean and load
        self.pool = {}  # programs by what they did
        self.kept = 0

    def family(self, name):
        """What entries are counted as one where a choice is made between kinds: those of one part of a library."""
        entry = self.entries.get(name)
        return ".".join((entry.module if entry else name or "").split(".")[:2])

    def families(self, some):
        found = {}
        for entry in some:
            found.setdefault(".".join(entry.full.split(".")[:-1][:3]), []).append(entry)
        return [found[name] for name in sorted(found)]

    def trusted(self, choices, labels, tries=3):
        """One of some choices, rather one whose label was clean and loaded before."""
        rng = self.rng
        some = [rng.randrange(len(choices)) for _ in range(tries)]
        weights = [self.statistics.trust(labels(choices[number])) ** 2 for number in some]
        return choices[rng.choices(some, weights)[0]]

    def by_object(self):
        """Templates by the object that they are of: several entries may name one."""
        names = {}
        for entry in self.found:
            names.setdefault(entry.full, entry)
            names.setdefault(f"{entry.module}.{entry.name}", entry)
        trees = {}
        for name, found in self.learnt.templates.items():
            if name in names:
                trees.setdefault(id(names[name].value), []).extend(found)
        for made in trees.values():
            made.sort(key=lambda tree: sum(1 for _ in nodes.walk(tree)))
        return trees

    # ---- programs

    def program(self, number):
        """Program `number`: its tree, and the labels of its parts, which say how they were made."""
        rng = random.Random(f"{self.seed}:{number}")
        self.rng = rng
        self.locals = []
        self.later = []
        self.labels = []
        parts = []
        # Long programs of shapes that load alone, with something new in some; small ones of what is new. There
        # are the more long ones the fewer are loaded.
        recent = self.statistics.recent
        if rng.random() < (0.7 if recent < 0.54 else 0.3 if recent < 0.65 else 0.2) and self.proved:
            parts = self.covering(rng.randrange(20, 120))
            self.labels.append("cover")
            kinds = [self.kind()] if rng.random() < 0.1 else []
        elif rng.random() < 0.03 and self.absent:
            return rng.choice(self.absent).node(), ("absent",)
        else:
            kinds = [self.kind() for _ in range(rng.choice([1, 1, 1, 2]))]
        for kind in kinds:
            part = getattr(self, kind)()
            if part is not None:
                self.labels.append(kind)
                parts.append(self.settled(part))
                self.locals.append(part)
        if len({loaders.of({kind}) for part in parts for kind in nodes.kinds(part)} - {None}) > 1:
            parts = parts[:1]  # no loader reads both
        root = tuple_of(*parts) if len(parts) != 1 else parts[0]
        return root, tuple(self.labels)

    def kind(self):
        return self.rng.choices([name for name, _ in PRODUCTIONS], [weight for _, weight in PRODUCTIONS])[0]

    def keep(self, tree, key="new"):
        """Notes a program that did something, to make others of it: a few for each thing it did."""
        if sum(1 for _ in zip(nodes.walk(tree), range(200))) == 200:
            return
        some = self.pool.setdefault(key, [])
        if len(some) < (400 if key == "new" else 6):
            some.append(tree)
        else:
            some[random.Random(f"{self.seed}:{self.kept}").randrange(len(some))] = tree
        self.kept += 1

    def bytes(self, number, root):
        rng = random.Random(f"{self.seed}:{number}:style")
        return nodes.written(root, rng, 2 if self.is_old(root) else 4)

    def is_old(self, root):
        """Whether a tree has names of Python 2, which protocols below 3 translate."""
        return any(entry.old for entry in map(self.entries.get, map(self.canonical, nodes.imports(root))) if entry)

    def protocol(self, root):
        """The protocol that a tree needs: 2 for names of Python 2, 4 for names with dots, None where any will do."""
        if self.is_old(root):
            return 2
        return 4 if any("." in node.value[1] for node in nodes.walk(root) if node.kind == "global") else None

    def canonical(self, name):
        """The name in the lists of what a program imports, which may be called otherwise in this version."""
        return self.listed.get(name, name)

    # ---- productions

    def shapes_of(self, entry):
        """The shapes in which an entry may occur in an honest pickle, the likely ones first."""
        if entry.permission != "held":
            yield from (self.renamed(tree, entry) for tree in self.trees.get(id(entry.value), ()))
            if entry.is_type and entry.permission in MADE:
                yield nodes.new(entry.node())
        if entry.permission != "checked":
            yield entry.node()
        if entry.permission == "allowed" and callable(entry.value):
            yield nodes.call(entry.node())

    def covering(self, count):
        """Entries that have occurred in few programs, each in a shape that loads alone."""
        made, loader, protocol = [], None, None
        for full in self.statistics.rarest(self.rng, count):
            tree = copy(self.rng.choice(self.proved[full]))
            needed, written = loaders.of(nodes.kinds(tree)), self.protocol(tree)
            if (needed and loader and needed != loader) or (written and protocol and written != protocol):
                continue  # no loader reads both, or no protocol has both
            loader, protocol = loader or needed, protocol or written
            made.append(tree)
            self.locals.append(tree)
        return made

    def honest(self, entry):
        """An entry in the shape of an honest pickle, or merely stored."""
        rng = self.rng
        trees = self.trees.get(id(entry.value))
        if trees and entry.permission != "held" and rng.random() < 0.85:
            some = {min(int(rng.expovariate(0.3)), len(trees) - 1) for _ in range(3)}
            place = max(some, key=lambda number: self.statistics.trust((entry.full, number)))
            self.labels.append((entry.full, place))
            return self.renamed(trees[place], entry)
        if entry.permission == "checked":
            return self.renamed(rng.choice(trees), entry) if trees else None
        if entry.is_type and entry.permission in MADE and self.statistics.trust(("new", entry.full)) > 0.3:
            self.labels.append(("new", entry.full))
            return nodes.new(entry.node())
        return entry.node()

    def renamed(self, tree, entry):
        """A copy of a template, in which its object is called as an entry calls it."""
        fresh = copy(tree)
        node = fresh
        while node.kind in ("build", "append", "setitems", "additems"):
            node = node.parts[0]
        if node.parts and node.parts[0].kind == "global":
            node.parts[0] = entry.node()
        return fresh

    def template(self):
        tree = self.any_tree()
        return copy(tree) if tree is not None else None

    def any_tree(self):
        rng = self.rng
        entry = rng.choice(self.types) if rng.random() < 0.7 else rng.choice(self.found)
        trees = self.trees.get(id(entry.value))
        return rng.choice(trees) if trees else None

    def mutated(self):
        """A template of which some part is another value."""
        tree = self.template()
        if tree is None:
            return None
        for _ in range(self.rng.choice([1, 1, 1, 2, 3])):
            tree = self.mutate(tree)
        return tree

    def mutate(self, tree):
        rng = self.rng
        tree = copy(tree)
        all_nodes = list(nodes.walk(tree))
        kind = rng.random()
        if kind < 0.2 and self.grow(tree):
            pass
        elif kind < 0.25:
            built = [node for node in all_nodes if node.kind == "build" and node.parts[0].kind in ("call", "new")]
            if built:
                node = rng.choice(built)
                return copy(tree, {id(node): self.rebuilt(node)})
        elif kind < 0.58:
            parents = [node for node in all_nodes if node.parts]
            if not parents:
                return tree
            parent = rng.choice(parents)
            place = rng.randrange(len(parent.parts))
            if parent.kind in ("new", "newex", "call") and place == 0 and rng.random() < 0.8:
                return tree
            old = parent.parts[place]
            parent.parts[place] = self.instead(old)
        elif kind < 0.75:
            dicts = [node for node in all_nodes if node.kind in ("dict", "setitems")]
            if dicts:
                rng.choice(dicts).parts += [atom(self.name()), self.value(2)]
            else:
                tree = build(tree, self.state())
        elif kind < 0.85:
            # the same object at two places
            parents = [node for node in all_nodes if node.parts]
            if parents:
                parent = rng.choice(parents)
                place = rng.randrange(len(parent.parts))
                other = rng.choice(all_nodes)
                if other is not tree and other not in (parent,) and not contains(other, parent):
                    parent.parts[place] = other
        else:
            tree = self.changed(tree)
        return tree

    def instead(self, old):
        """Another value for one of a template: of the same kind more often than not."""
        rng = self.rng
        if old.kind == "atom" and rng.random() < 0.6:
            value = old.value
            if type(value) is bool:
                return atom(not value)
            if type(value) is int:
                return rng.choice([shapes.size(rng), atom(value + 1), atom(-value)])
            if type(value) is str:
                if rng.random() < 0.35:
                    items = list_of(atom(value))
                    return self.grown(items, items)
                return atom(self.name())
            if type(value) is bytes:
                return rng.choice([shapes.octets(rng), atom(value[: len(value) // 2]), atom(value + b"\0")])
        if old.kind == "global" and rng.random() < 0.6:
            return self.callable(2)
        if old.kind == "tuple" and old.parts and rng.random() < 0.3:
            return tuple_of(*old.parts[:-1]) if rng.random() < 0.5 else list_of(*old.parts)
        return self.value(2)

    def grow(self, tree):
        """Puts a list in place of a text among the values of a dictionary; it gets more texts later."""
        places = [
            (node, place)
            for node in nodes.walk(tree)
            if node.kind in ("dict", "setitems")
            for place in range(1 + (node.kind == "setitems"), len(node.parts), 2)
            if node.parts[place].kind == "atom" and type(node.parts[place].value) is str
        ]
        if not places:
            return False
        node, place = self.rng.choice(places)
        node.parts[place] = self.grown(list_of(node.parts[place]), tree)
        return True

    def grown(self, items, owner):
        """A list that gets more elements after its owner has it, and before that is used: see `settled`."""
        change = Node("append", None, [items] + [atom(self.name()) for _ in range(self.rng.randrange(1, 3))])
        self.later += [owner, change]
        return items

    def settled(self, tree):
        """A tree behind the changes that were put off."""
        later, self.later = self.later, []
        return tuple_of(*later, tree) if later else tree

    def consumer(self):
        """An allowed function or constructor called with any values."""
        rng = self.rng
        entry = rng.choice(self.allowed)
        return Node("call", None, [entry.node(), self.arguments(entry)])

    def arguments(self, entry, first=None):
        rng = self.rng
        names = self.learnt.parameters.get(entry.full, [])
        count = self.statistics.arity(entry, rng)
        values = []
        for place in range(count):
            made = shapes.by_name(names[place], rng) if place < len(names) and rng.random() < 0.5 else None
            values.append(made or self.value(2))
        if first is not None:
            if values:
                values[0 if rng.random() < 0.8 else rng.randrange(len(values))] = first
            else:
                values = [first]
        return tuple_of(*values)

    def duck(self):
        """An object with an attribute that somebody looks up, and somebody who does."""
        rng = self.rng
        inner = None
        if rng.random() < 0.45:
            name = rng.choice(self.learnt.loader)
            target = self.carrier(name, self.answer(name))
            return self.loaded(target, name)
        if rng.random() < 0.7:
            asker = self.entries[rng.choice(self.allowed_askers)]
            name = rng.choice(self.learnt.asked[asker.full])
            target = self.carrier(name, self.answer(name))
            arguments = self.arguments(asker, target) if rng.random() < 0.5 else tuple_of(target)
            return Node("call", None, [asker.node(), arguments])
        # a function that asks, called by somebody who asks
        asker = self.entries[rng.choice(self.held_askers)]
        name = rng.choice(self.learnt.asked[asker.full])
        target = self.carrier(name, self.callable(1))
        inner = self.bound(asker.node(), self.arguments(asker, target) if rng.random() < 0.5 else tuple_of(target))
        name = rng.choice(self.learnt.loader)
        return self.loaded(self.carrier(name, inner), name)

    def called(self):
        """A function that calls what it is given, bound to what it needs, and somebody who calls that."""
        rng = self.rng
        if not self.learnt.callers:
            return None
        full, name, count, passes_on = rng.choice(self.learnt.callers)
        families = rng.choice([self.callable_families, self.needing_families, self.needing_families, None])
        entry = rng.choice(rng.choice(families)) if families else None
        made = self.honest(entry) if entry else self.callable(0)
        if made is None:
            return None
        kind = rng.random()
        if kind < 0.3:
            made = copy(made)
            self.grow(made)
        elif kind < 0.6:
            made = self.mutate(made)
        pairs = [(atom(name), made)]
        if entry and passes_on:
            pairs += [(atom(left), self.fit(left)) for left in self.learnt.required.get(entry.full + ".__call__", [])[count:]]
        given = tuple_of(*[self.fit(left) for left in self.learnt.required.get(full, []) if left != name])
        partial = self.entries["functools.partial"].node()
        function = self.entries[full].node()
        bound = build(nodes.call(partial, function), tuple_of(function, given, dict_of(pairs), atom(None)))
        asked = rng.choice(self.learnt.loader if rng.random() < 0.5 else self.asked_names)
        target = self.carrier(asked, bound)
        if asked in self.learnt.loader:
            return self.loaded(target, asked)
        return Node("call", None, [self.entries[rng.choice(self.askers_of(asked))].node(), tuple_of(target)])

    def keeping(self):
        """An object that keeps a list, which gets something that can be called after that, and somebody who takes it."""
        rng = self.rng
        items = list_of(*[self.plain() for _ in range(rng.choice([0, 0, 1, 2, 100]))])
        container = items if rng.random() < 0.6 else tuple_of(items) if rng.random() < 0.5 else dict_of([(atom(self.name()), items)])
        entry = rng.choice(rng.choice(self.type_families))
        if rng.random() < 0.5:
            made = nodes.call(entry.node(), container)
        else:
            tree = self.honest(entry)
            if tree is None:
                return None
            made = build(tree, dict_of([(atom(self.name()), container)]))
        change = Node("append", None, [items, self.callable(2)])
        if rng.random() < 0.3:
            name = rng.choice(self.learnt.loader)
            return tuple_of(made, change, self.loaded(made, name))
        return tuple_of(made, change, nodes.call(rng.choice(self.allowed).node(), made))

    def swapped(self):
        """An object with other parts than its library gives it, or none yet, where the library has another object."""
        rng = self.rng
        entry = rng.choice(rng.choice(self.type_families))
        made = nodes.new(entry.node()) if rng.random() < 0.2 else self.honest(entry)
        if made is None:
            return None
        made = copy(made)
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            self.swap(made)
        if rng.random() < 0.3:
            return made
        library = entry.full.split(".")[0]
        host = self.honest(rng.choice(self.libraries[library]))
        if host is None:
            return made
        host = copy(host)
        return host if self.put(host, made) else nodes.call(rng.choice(self.allowed).node(), made)

    def swap(self, tree):
        """Puts something else that loads in place of a part of an object, or of its state."""
        rng = self.rng
        places = [
            (node, place)
            for node in nodes.walk(tree)
            if node.kind in ("tuple", "list", "dict", "setitems", "build")
            for place in range(1 if node.kind in ("setitems", "build") else 0, len(node.parts))
        ]
        if places:
            node, place = rng.choice(places)
            kind = rng.random()
            node.parts[place] = shapes.regular(rng) if kind < 0.55 else self.plain() if kind < 0.75 else rng.choice([
                atom(None), tuple_of(), list_of(), dict_of([]), list_of(shapes.regular(rng)), tuple_of(node.parts[place])])

    def put(self, host, made):
        """Puts an object in place of another one, or of a text or a list, among the parts of a host."""
        places = [
            (node, place)
            for node in nodes.walk(host)
            if node.kind in ("tuple", "list", "dict", "setitems", "build", "append")
            for place in range(1 if node.kind in ("setitems", "build", "append") else 0, len(node.parts))
            if not (node.parts[place].kind == "atom" and node.parts[place].value is None)
        ]
        objects = [(node, place) for node, place in places if node.parts[place].kind in ("build", "call", "new")]
        if not places:
            return False
        node, place = self.rng.choice(objects if objects and self.rng.random() < 0.7 else places)
        node.parts[place] = made
        return True

    def askers_of(self, name):
        """Who may be called and asks its argument for an attribute of that name."""
        return [full for full in self.allowed_askers if name in self.learnt.asked[full]] or self.allowed_askers

    def loaded(self, target, name):
        """The opcode with which the unpickler looks up an attribute of that name."""
        if name == "__setstate__":
            return build(target, self.value(2) if self.rng.random() < 0.7 else self.state())
        if name == "add":
            return Node("additems", None, [target, self.value(2)])
        return Node("append", None, [target] + [self.value(2) for _ in range(self.rng.choice([1, 1, 2]))])

    def answer(self, name):
        """What an attribute of that name is."""
        made = shapes.by_name(name, self.rng) if self.rng.random() < 0.6 else None
        return made or (self.callable(2) if self.rng.random() < 0.8 else self.value(1))

    def carrier(self, name, value):
        """An object with an attribute of that name."""
        rng = self.rng
        kind = self.trusted(self.carrier_kinds, lambda kind: ("carrier", kind))
        self.labels.append(("carrier", kind))
        tree, site = rng.choice(self.carriers[kind])
        if site[0] == "inner" and rng.random() < 0.3:
            # Whatever has attributes of its own.
            inside = self.honest(rng.choice(rng.choice(self.type_families)))
            if inside is not None:
                return delegate(tree, site[1], inside)
        if site[0] == "inner":
            inner = self.trusted([kind for kind in self.carrier_kinds if kind[1] != "inner"], lambda kind: ("carrier", kind))
            self.labels.append(("carrier", inner))
            inside, inner_site = rng.choice(self.carriers[inner])
            return delegate(tree, site[1], carry(inside, inner_site, name, value))
        made = carry(tree, site, name, value)
        if site[0] == "state" and rng.random() < 0.3:
            made.parts[1] = self.mapping(made.parts[1])
        return self.rebuilt(made) if site[0] == "state" and rng.random() < 0.15 else made

    def mapping(self, plain):
        """A dictionary as another kind of mapping that is made of it."""
        entry = self.rng.choice(self.allowed)
        if entry.is_type and issubclass(entry.value, dict):
            return nodes.call(entry.node(), plain)
        for entry in self.rng.sample(self.allowed, 30):
            if entry.is_type and issubclass(entry.value, dict):
                return nodes.call(entry.node(), plain)
        return plain

    def afterwards(self):
        """A template that is changed after it was stored."""
        tree = self.template()
        if tree is None:
            return None
        tree = self.mutate(tree)
        all_nodes = [node for node in nodes.walk(tree) if node.kind in ("list", "dict", "set", "build", "call", "new")]
        rng = self.rng
        if not all_nodes:
            return tree
        return tuple_of(tree, *[self.changed(rng.choice(all_nodes)) for _ in range(rng.choice([1, 1, 2]))])

    def changed(self, node):
        rng = self.rng
        if node.kind == "list":
            return Node("append", None, [node, self.value(1)])
        if node.kind == "dict":
            return Node("setitems", None, [node, atom(self.name()), self.value(1)])
        if node.kind == "set":
            return Node("additems", None, [node, atom(self.name())])
        kind = rng.random()
        if kind < 0.4:
            return build(node, self.state())
        if kind < 0.7:
            return Node("append", None, [node, self.value(1)])
        return Node("setitems", None, [node, atom(self.name()), self.value(1)])

    def forged(self):
        """Arrays, types and sizes that may contradict themselves, and somebody who uses them."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.12:
            return shapes.joblib_array(rng)
        if kind < 0.2 and "torch._utils._rebuild_tensor_v2" in self.entries:
            rebuild = self.entries["torch._utils._rebuild_tensor_v2"].node()
            ordered = nodes.call(self.entries["collections.OrderedDict"].node())
            return nodes.call(rebuild, shapes.storage(rng), shapes.size(rng), shapes.shape(rng), shapes.shape(rng), atom(False), ordered)
        if kind < 0.5:
            made = shapes.array(rng) if rng.random() < 0.5 else shapes.scalar(rng)
        elif kind < 0.7:
            entry = rng.choice(self.allowed)
            made = nodes.call(entry.node(), shapes.size(rng) if rng.random() < 0.6 else shapes.number_text(rng))
        else:
            made = nodes.call(self.entries["builtins.range"].node(), shapes.size(rng))
        kind = rng.random()
        if kind < 0.3:
            return made
        if kind < 0.5:
            return dict_of([(made, atom(1))])
        return nodes.call(rng.choice(self.allowed).node(), made)

    def padded(self):
        """Something among so many other things that whoever reads it may forget."""
        rng = self.rng
        made = self.duck() if rng.random() < 0.5 else self.mutated()
        if made is None:
            return None
        containers = [node for node in nodes.walk(made) if node.kind in ("list", "dict", "tuple", "setitems", "append")]
        if not containers:
            return made
        node = rng.choice(containers)
        filling = self.plain()
        count = rng.choice([10, 40, 70, 100, 300, 1100])
        if node.kind in ("dict", "setitems"):
            fresh = [part for number in range(count) for part in (atom(f"k{number}"), filling)]
        else:
            fresh = [filling] * count
        if node.kind in ("append", "setitems"):
            node.parts = node.parts[:1] + fresh + node.parts[1:]
        elif rng.random() < 0.5 and node.kind != "tuple":
            node.parts = node.parts + fresh
        else:
            node.parts = fresh + node.parts
        return made

    def evolved(self):
        """A mutation of something that was new when it was loaded."""
        if not self.pool:
            return self.mutated()
        keys = list(self.pool)
        key = "new" if "new" in self.pool and self.rng.random() < 0.4 else self.rng.choice(keys)
        return self.settled(self.mutate(self.rng.choice(self.pool[key])))

    # ---- values

    def value(self, depth):
        rng = self.rng
        kind = rng.random()
        if depth <= 0 or kind < 0.22:
            return self.plain()
        if kind < 0.34:
            return copy(rng.choice(self.learnt.values))
        if kind < 0.46:
            made = self.honest(rng.choice(self.found))
            return made or self.plain()
        if kind < 0.58:
            return self.callable(depth - 1)
        if kind < 0.66:
            return rng.choice([shapes.array, shapes.dtype, shapes.matrix, shapes.scalar, shapes.shape, shapes.number_text])(rng)
        if kind < 0.74:
            entry = rng.choice(self.allowed)
            return nodes.call(entry.node(), *[self.value(depth - 1) for _ in range(rng.choice([0, 1, 1, 2]))])
        if kind < 0.82:
            return self.carrier(self.name(), self.value(depth - 1))
        if kind < 0.88 and self.locals:
            return rng.choice(list(nodes.walk(rng.choice(self.locals))))
        parts = [self.value(depth - 1) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        return rng.choice([
            lambda: tuple_of(*parts), lambda: list_of(*parts), lambda: dict_of([(atom(self.name()), part) for part in parts]),
            lambda: Node("set", None, [self.plain() for _ in parts]),
        ])()

    def plain(self):
        rng = self.rng
        kind = rng.randrange(8)
        if kind == 0:
            return atom(rng.choice([None, True, False]))
        if kind <= 2:
            return shapes.size(rng)
        if kind == 3:
            return atom(rng.choice([0.0, 1.5, -1.0, float("inf"), float("nan"), 1e300]))
        if kind == 4:
            return shapes.octets(rng)
        if kind == 5:
            return atom(shapes.code(rng))
        return atom(self.name())

    def name(self):
        """A name that means something to somebody."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.15:
            return rng.choice(self.learnt.loader)
        if kind < 0.45:
            return rng.choice(self.asked_names)
        if kind < 0.6:
            return rng.choice(self.dunders)
        return rng.choice(self.learnt.names)

    def callable(self, depth):
        """Something that can be called."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            return self.held_function().node()
        if kind < 0.6:
            entry = self.held_function() if rng.random() < 0.7 else rng.choice(self.types)
            count = rng.choice([0, 1, 1, 2])
            kind = rng.random()
            if kind < 0.4:
                arguments = self.fitting(entry.full)
            elif kind < 0.7:
                arguments = self.arguments(entry)
            else:
                arguments = tuple_of(*[self.value(depth - 1) for _ in range(count)])
            return self.bound(entry.node(), arguments, depth)
        if kind < 0.9 and self.callables:
            entry = rng.choice(rng.choice(self.callable_families))
            made = self.honest(entry)
            if made is not None and rng.random() < 0.4:
                made = self.mutate(made)
            return self.bound(made, self.fitting(entry.full + ".__call__"), depth) if made is not None and rng.random() < 0.5 else made
        return rng.choice(self.types).node()

    def fitting(self, name):
        """As many arguments as something needs, or one less, which whoever calls it adds."""
        rng = self.rng
        names = self.learnt.required.get(name, [])
        return tuple_of(*[self.fit(parameter) for parameter in names[: max(len(names) - rng.choice([0, 1, 1]), 0)]])

    def fit(self, parameter):
        """A value for a parameter of that name."""
        rng = self.rng
        made = shapes.by_name(parameter, rng)
        if made is None:
            made = self.honest(rng.choice(rng.choice(self.type_families))) if rng.random() < 0.7 else self.value(1)
        return made or self.plain()

    def held_function(self):
        return self.rng.choice(self.rng.choice(self.held_families))

    def bound(self, function, arguments, depth=0):
        """A partial, as pickles have it."""
        rng = self.rng
        named = dict_of([])
        if function.kind == "global" and rng.random() < 0.5:
            names = self.learnt.parameters.get(".".join(function.value), [])[len(arguments.parts) :]
            if names:
                for name in rng.sample(names, min(len(names), rng.choice([1, 1, 2]))):
                    named.parts += [atom(name), shapes.by_name(name, rng) or (self.callable(0) if rng.random() < 0.8 else self.plain())]
        space = atom(None) if rng.random() < 0.7 else dict_of([(atom(self.name()), self.value(depth - 1))])
        partial = self.entries["functools.partial"].node()
        held = function if rng.random() < 0.85 else self.callable(0) if depth > 0 else self.types_or_instance()
        made = build(nodes.call(partial, function), tuple_of(held, arguments, named, space))
        return self.rebuilt(made) if rng.random() < 0.15 else made

    def types_or_instance(self):
        entry = self.rng.choice(self.types)
        return entry.node() if self.rng.random() < 0.5 else self.honest(entry) or entry.node()

    def rebuilt(self, node):
        """A call whose result gets a state, as a function does it that takes both."""
        rng = self.rng
        if not self.rebuilders or node.kind != "build" or node.parts[0].kind not in ("call", "new"):
            return node
        entry = rng.choice(self.rebuilders)
        function, arguments = node.parts[0].parts
        parts = {"function": function, "type": function, "arguments": arguments, "state": node.parts[1]}
        given = [parts.get(role(name)) or self.plain() for name in self.learnt.parameters[entry.full]]
        return nodes.call(entry.node(), *given)

    def state(self):
        """What BUILD may be given."""
        rng = self.rng
        pairs = [(atom(self.name()), self.value(1)) for _ in range(rng.choice([1, 1, 2]))]
        made = dict_of(pairs)
        kind = rng.random()
        if kind < 0.4:
            return made
        if kind < 0.6:
            return self.mapping(made)
        if kind < 0.8:
            return tuple_of(atom(None), made) if rng.random() < 0.5 else tuple_of(made, atom(None))
        return self.value(1)


REBUILT = {"function", "arguments", "state"}
ROLES = {
    "function": ("func", "function", "fn", "callable"), "type": ("type", "new_type", "cls", "kind"),
    "arguments": ("args", "arguments"), "state": ("state",),
}


def role(name):
    """What a parameter of that name is for whoever calls something and sets a state."""
    return next((role for role, names in ROLES.items() if name in names), None)


def contains(root, node):
    return any(other is node for other in nodes.walk(root))


def callable_instance(kind):
    """Whether instances of a class can be called."""
    return any("__call__" in vars(base) for base in kind.__mro__) and not issubclass(kind, type)
