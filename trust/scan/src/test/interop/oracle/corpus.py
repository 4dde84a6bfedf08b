"""Honest pickles: what the libraries save, from which shapes are learnt, and which say what loading does."""

import inspect
import pathlib
import pickle
import sys
import warnings
import zipfile

import nodes
from apart import apart
from nodes import Node, atom, call, imported, list_of, tuple_of

warnings.filterwarnings("ignore")
LARGEST = 1 << 16


def honest(entries):
    """Pickles of models and values of all installed libraries, as (name, bytes)."""
    made = []

    def save(name, value, protocols=(), joblib_too=False):
        if isinstance(value, dict):
            for key, part in value.items():
                save(f"{name}.{key}", part)
        for protocol in (4, 2, 5):
            try:
                data = pickle.dumps(value, protocol=protocol)
            except Exception:  # some objects refuse to be pickled, which is no matter here
                continue
            if len(data) <= LARGEST:
                made.append((f"{name}.{protocol}", data))

    folder = pathlib.Path(__file__).resolve().parent.parent
    sys.path.insert(0, str(folder))
    import pickled_models

    pickled_models.save = save
    pickled_models.FOLDER = pathlib.Path("/tmp")
    for part in pickled_models.PARTS:
        try:
            part()
        except ImportError as e:
            print("missing:", e.name, file=sys.stderr)
    made += [(f"older.{number}", data) for number, data in enumerate(older())]
    made += torch_files(pathlib.Path("/tmp"))
    # Constructors do what they like with an argument that is none of theirs: one closes a file.
    made += apart(lambda: constructed(entries)) or []
    return made


def older():
    """Shapes that only other releases write, or Python's own classes on another platform."""
    fields = ("storage", imported("torch", "FloatStorage"), "0", "cpu", 4)
    storage = Node("persid", None, [tuple_of(*[part if isinstance(part, Node) else atom(part) for part in fields])])
    ordered = call(imported("collections", "OrderedDict"))
    number = imported("torch", "float32")
    rebuild = "torch._utils"
    pair = tuple_of(atom(4)), tuple_of(atom(1))
    shapes = [
        call(imported("copyreg", "__newobj__"), imported("sklearn.base", "BaseEstimator")),
        call(imported("numpy.core", "_ufunc_reconstruct"), atom("numpy"), atom("log1p")),
        call(imported("numpy.random", "__RandomState_ctor")),
        call(imported("_random", "Random")),
        call(imported("_pydecimal", "Decimal"), atom("1.5")),
        call(imported("builtins", "type"), atom(None)),
        call(imported(rebuild, "_rebuild_tensor"), storage, atom(0), *pair),
        call(imported(rebuild, "_rebuild_tensor_v3"), storage, atom(0), *pair, atom(False), ordered, number),
        call(imported(rebuild, "_rebuild_meta_tensor_no_storage"), number, *pair, atom(False)),
        call(imported("torch.jit._pickle", "build_intlist"), list_of(atom(1))),
        call(imported("torch.jit._pickle", "build_doublelist"), list_of(atom(1.5))),
        call(imported("torch.jit._pickle", "build_boollist"), list_of(atom(True))),
        call(imported("torch.jit._pickle", "build_tensorlist"), list_of()),
        call(imported("torch.jit._pickle", "restore_type_tag"), list_of(atom(1)), atom("List[int]")),
        call(imported("pandas._libs.internals", "BlockPlacement"), atom(1)),
    ]
    return [nodes.written(shape) for shape in shapes]


def torch_files(folder):
    """The pickles inside of files of PyTorch, which leave storages to the loader."""
    made = []
    for path in sorted(folder.glob("torch-*.pt")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith("data.pkl") and archive.getinfo(name).file_size <= LARGEST:
                    made.append((path.name, archive.read(name)))
    return made


def constructed(entries):
    made = []
    for name, value in instances(entries):
        for protocol in (4, 2):
            try:
                data = pickle.dumps(value, protocol=protocol)
            except Exception:
                continue
            if len(data) <= LARGEST:
                made.append((f"{name}.{protocol}", data))
    return made


# What a constructor may be called with, from the plainest on.
ATTEMPTS = [
    (), (1,), ("a",), ([1, 2],), ({"a": 1},), ([("a", 1)],), (1, 2), ([1], [2]), (1.5,), ([[1, 2], [3, 4]],), (b"ab",),
    (2020, 1, 1), ("1.2.3.4",), ("::1",), ("1.2.3.0/24",), ("a", "b"), (len,), ("i", [1]), ("f8",), (None,), (1, "D"),
    ([[1.0, 0.0], [0.0, 1.0]],), (int,), (3, "a"), ("2020-01-01",), ([1.0, 2.0, 3.0],), ("1" * 32,), ([],), ((2, 2),),
]


def instances(entries):
    """An object of each allowed type that can be constructed from something plain."""
    for entry in entries.values():
        if not (entry.found and entry.is_type) or entry.full.startswith(("torch.optim", "torch.cuda")):
            continue
        several = 0
        for kind in ATTEMPTS + [named(entry.value)]:
            try:
                value = entry.value(**kind) if isinstance(kind, dict) else entry.value(*kind)
            except Exception:  # not this way
                continue
            yield entry.full, value
            several += 1
            if several == 4:
                break
    yield from composed()


def named(kind):
    """Arguments for the parameters of a constructor that have no default."""
    try:
        parameters = inspect.signature(kind).parameters.values()
    except (TypeError, ValueError):
        return {}
    values = {"estimator": "x", "n_components": 2, "embedding_dim": 4, "num_heads": 2, "kernel_size": 2, "d_model": 4,
              "nhead": 2, "score_func": len, "sign": 1, "kwargs": {}}
    return {
        parameter.name: values.get(parameter.name, 2)
        for parameter in parameters
        if parameter.default is parameter.empty and parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
    }


def composed():
    """Objects of parts that models have and toys do not: records with objects, scorers of several."""
    import functools
    import re
    import zoneinfo

    import numpy as np
    import pandas as pd
    from pandas.core.indexes.frozen import FrozenList

    record = np.rec.array([(1, None, "a")], dtype=[("a", "i4"), ("b", "O"), ("c", "U2")])
    yield "record array", record
    yield "record", record[0]
    yield "void", np.zeros(2, [("a", "O"), ("b", "f8", (2,))])[0]
    yield "sub array", np.dtype(("f4", (2,)))
    yield "aligned", np.dtype([("a", "u1"), ("b", "f8")], align=True)
    yield "pattern", re.compile("a+", re.I)
    yield "zone", zoneinfo.ZoneInfo("UTC")
    yield "partial", functools.partial(np.round, [1.5], decimals=1)
    yield "partial type", functools.partial(dict, a=1)
    yield "periods", pd.period_range("2020", periods=2, freq="M")
    yield "intervals", pd.interval_range(0, 2)
    yield "offset", pd.DateOffset(days=1)
    yield "frozen list", FrozenList([1, 2])
    yield "masked record", np.ma.array([(1, 2.0)], dtype=[("a", int), ("b", float)])
    try:
        from sklearn import metrics
        from sklearn.frozen import FrozenEstimator
        from sklearn.linear_model import LogisticRegression
        from sklearn.metrics import check_scoring
    except ImportError:
        return
    for name in ("accuracy", "roc_auc", "neg_log_loss"):
        yield "scorer", metrics.get_scorer(name)
    model = LogisticRegression().fit([[0.0], [1.0]], [0, 1])
    yield "frozen", FrozenEstimator(model)
    try:
        yield "scorers", check_scoring(model, scoring=["accuracy", "roc_auc"])
        yield "passthrough", check_scoring(model)
    except Exception as e:  # another release of the library
        print("no scorers:", e, file=sys.stderr)
    try:
        import torch
    except ImportError:
        return
    parameter = torch.nn.Parameter(torch.zeros(2))
    parameter.note = 1
    yield "noted parameter", parameter
    tensor = torch.zeros(2)
    tensor.note = 1
    yield "noted tensor", tensor
    meta = torch.zeros(2, device="meta")
    meta.note = 1
    yield "noted tensor without a storage", meta
    sized = torch.nn.Linear(2, 2)
    yield "scheduler", torch.optim.lr_scheduler.StepLR(torch.optim.SGD(sized.parameters(), 0.1), 1)
    yield "optimizer", torch.optim.Adam(sized.parameters())
    yield "averaged", torch.optim.swa_utils.AveragedModel(sized)
