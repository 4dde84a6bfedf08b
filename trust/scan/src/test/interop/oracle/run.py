"""The oracle: makes pickles, asks the scanner for the verdict of each, loads the clean ones and tells
which of them did something that the pickle chose.

    run.py --lists DIR --seed N --programs N --minutes N --report

Runs inside of bubblewrap, with the scanner at the other end of standard input and output.
"""

import argparse
import gc
import importlib.util
import json
import os
import pickle
import resource
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.setrecursionlimit(3000)

import nodes
from entries import MADE, load
from protocol import Judge
from reader import read
from watch import place

# Without these there is nothing to try; XGBoost, LightGBM and PyTorch may be missing.
REQUIRED = ("numpy", "scipy", "pandas", "sklearn", "joblib")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--lists", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--programs", type=int, default=0)
    options.add_argument("--minutes", type=float, default=0)
    options.add_argument("--cache")
    chosen = options.parse_args()
    missing = [name for name in REQUIRED if importlib.util.find_spec(name) is None]
    if missing:
        print("missing in Python: " + ", ".join(missing), file=sys.stderr)
        sys.exit(77)
    judge = Judge()
    began = time.monotonic()

    import corpus
    import learn
    from grammar import Grammar
    from minimise import Minimiser
    from oracle import Oracle
    from report import report
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
    for _, data in pickles:
        # What libraries do when they are first used is done before anybody looks.
        try:
            pickle.loads(data)
        except Exception:  # honest, but not for this version
            continue
    judge.line(f"learnt in {time.monotonic() - began:.0f} s")
    gc.collect()
    gc.freeze()
    honest = learn_honest(entries, pickles, Watch, Server)
    judge.line(f"honest in {time.monotonic() - began:.0f} s")
    watch = Watch(entries, honest)
    statistics = Statistics(entries)
    made = Grammar(entries, learnt, statistics, chosen.seed)
    minimiser = Minimiser(judge, Server(watch), made.is_old)
    oracle = Oracle(judge, entries, made, statistics, Server(watch), minimiser)
    oracle.prove()
    judge.line(f"{len(statistics.coverable)} of {len(statistics.loaded)} entries load in {time.monotonic() - began:.0f} s")
    steps = 0
    while more(chosen, oracle):
        oracle.step()
        steps += 1
        if steps % 20 == 0:
            judge.line(oracle.line())
    oracle.finish()
    judge.line(oracle.line())
    judge.counts(oracle.number, oracle.clean, oracle.loaded, min(statistics.loaded.values()))
    judge.report(json.dumps(report(oracle, learnt), indent=1))


def more(chosen, oracle):
    if chosen.programs and oracle.number >= chosen.programs:
        return False
    return not chosen.minutes or oracle.seconds() < 60 * chosen.minutes


def learn_honest(entries, pickles, Watch, Server):
    """Which events and frames belong to loading what is honest."""
    watch = Watch(entries, {})
    server = Server(watch, seconds=20)
    events, frames = set(), set()
    programs = [data for _, data in pickles]
    names = ["torch" if b"ctorch" in data and b"Q" in data else "watched" for data in programs]
    for entry in entries.values():
        if entry.found:
            programs.append(nodes.written(entry.node(), None, 2 if entry.old else 4))
            if entry.is_type and entry.permission in MADE:
                programs.append(nodes.written(nodes.new(entry.node())))
    for result in server.run(programs, names + ["watched"] * (len(programs) - len(names))):
        for kind, detail, more in result.effects:
            if kind in ("method called", "held called"):
                frames.add(more)
            elif kind == "chosen name looked up":
                frames.add(detail.partition(" ")[0])
            elif kind.startswith(("open", "import")) or "." in kind or kind in ("compile", "exec"):
                events.add((kind, detail))
    # joblib's own code between a wrapper and its bytes.
    frames |= {place(code) for code in watch.frames if "joblib/numpy_pickle.py" in code.co_filename}
    texts = set()
    for data in programs:
        try:
            texts |= nodes.texts(read(data))
        except Exception:  # opcodes that trees do not have
            continue
    return {"events": sorted(events), "frames": sorted(frames), "texts": sorted(texts)}


if __name__ == "__main__":
    main()
