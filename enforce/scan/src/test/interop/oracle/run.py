"""The oracle: makes pickles, asks the scanner for the verdict of each, loads the clean ones and tells
which of them did something that the pickle chose.

    run.py --lists DIR --seed N --programs N --minutes N --report

Runs inside of bubblewrap, with the scanner at the other end of standard input and output.
"""

import argparse
import gc
import json
import os
import pickle
import resource
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.setrecursionlimit(3000)

import nodes
from entries import load
from protocol import Judge

BATCH = 300


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--lists", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--programs", type=int, default=0)
    options.add_argument("--minutes", type=float, default=0)
    options.add_argument("--cache")
    chosen = options.parse_args()
    judge = Judge()
    began = time.monotonic()

    import corpus
    import grammar
    import learn
    from server import Server
    from statistics_of import Statistics
    from watch import Watch

    entries = load(chosen.lists)
    if chosen.cache and os.path.exists(chosen.cache):
        with open(chosen.cache, "rb") as file:
            pickles, learnt = pickle.load(file)
    else:
        pickles = corpus.honest(entries)
        learnt = learn.learn(entries, pickles)
        if chosen.cache:
            with open(chosen.cache, "wb") as file:
                pickle.dump((pickles, learnt), file)
    judge.line(f"learnt in {time.monotonic() - began:.0f} s")
    gc.collect()
    gc.freeze()
    honest = learn_honest(entries, pickles, Watch, Server)
    judge.line(f"honest {json.dumps(honest)[:3000]}")
    judge.line(f"honest in {time.monotonic() - began:.0f} s")
    watch = Watch(entries, honest)
    server = Server(watch)
    statistics = Statistics(entries)
    from minimise import Minimiser, effect_key

    made = grammar.Grammar(entries, learnt, statistics, chosen.seed)
    number = clean = loaded = 0
    small = Minimiser(judge, Server(watch), lambda tree: any(
        entry.old for entry in map(entries.get, map(made.canonical, nodes.imports(tree))) if entry))
    seen = set()
    counted = {}
    findings = {}
    productions = {}
    start = time.monotonic()
    while (chosen.programs and number < chosen.programs) or (chosen.minutes and time.monotonic() - start < 60 * chosen.minutes):
        batch = []
        while len(batch) < BATCH:
            try:
                root, used = made.program(number)
                batch.append((number, root, used, made.bytes(number, root)))
            except (nodes.Unwritable, RecursionError):
                pass
            number += 1
        verdicts = judge.verdicts([item[3] for item in batch])
        good = [item for item, verdict in zip(batch, verdicts) if verdict == 0]
        for item, verdict in zip(batch, verdicts):
            for used in set(item[2]):
                tally = productions.setdefault(used, [0, 0, 0])
                tally[0] += 1
                tally[1] += verdict == 0
        clean += len(good)
        for item, result in zip(good, server.run([item[3] for item in good])):
            names = set(map(made.canonical, nodes.imports(item[1])))
            statistics.note(names, result.error is None)
            if result.error is None:
                loaded += 1
                for used in set(item[2]):
                    productions[used][2] += 1
            if result.coverage and len(made.pool) < 3000:
                made.pool.append(item[1])
            for effect in result.effects[:1]:
                key = effect_key(effect)
                rough = (key, tuple(sorted({name for name in names if name in entries and entries[name].permission != "held"})))
                counted[key] = counted.get(key, 0) + 1
                if rough not in seen and counted[key] < 400 and len(seen) < 3000:
                    seen.add(rough)
                    least = small.minimise(item[1], key)
                    if least is None:
                        judge.line(f"not again: {effect}")
                        continue
                    shape = (key, abstract(least[0], entries))
                    if shape not in findings:
                        findings[shape] = (time.monotonic() - start, item[0], least)
                        judge.line(f"FINDING {time.monotonic() - start:.0f} s, {number}: {least[2].effects[:3]} {least[2].error}\n    {nodes.shown(least[0], 1500)}")
        statistics.refresh()
        spent = time.monotonic() - start
        judge.line(f"{number} programs, {clean} clean, {loaded} loaded, {len(findings)} kinds, lacking {len(statistics.lacking)}, {number / spent:.0f}/s {productions}")
    out = {
        "programs": number, "clean": clean, "loaded": loaded,
        "findings": [
            {"seconds": when, "number": n, "effects": least[2].effects, "error": least[2].error, "tree": nodes.shown(least[0], 3000), "hex": least[1].hex()}
            for shape, (when, n, least) in findings.items()
        ],
        "occurrences": statistics.loaded,
    }
    judge.report(json.dumps(out, indent=1))


def abstract(tree, entries):
    """The shape of a tree in which one function is like another."""
    from learn import skeleton

    names = []
    for node in nodes.walk(tree):
        if node.kind == "atom" and type(node.value) is str and node.value.isidentifier():
            names.append(node.value)
    shape = skeleton(tree)
    for name in set(nodes.imports(tree)):
        if name in entries and entries[name].permission == "held":
            shape = shape.replace(name, "HELD")
        elif name in entries and entries[name].permission == "instances":
            shape = shape.replace(name, ".".join(name.split(".")[:2]))
    return shape + " " + " ".join(sorted(name for name in names if name.startswith("__")))


def learn_honest(entries, pickles, Watch, Server):
    """Which events and frames belong to loading what is honest."""
    watch = Watch(entries, {})
    server = Server(watch, seconds=20)
    events, frames = set(), set()
    programs = [data for _, data in pickles]
    for entry in entries.values():
        if entry.found:
            programs.append(nodes.written(entry.node(), None, 2 if entry.old else 4))
    for result in server.run(programs):
        for kind, detail, more in result.effects:
            if kind in ("method called", "held called"):
                frames.add(more)
            elif kind == "chosen name looked up":
                frames.add(detail)
            else:
                events.add((kind, detail))
    return {"events": sorted(events), "frames": sorted(frames)}


if __name__ == "__main__":
    main()
