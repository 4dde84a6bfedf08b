"""Saves models of the libraries that are installed into a folder: pickled_models.py FOLDER

Each estimator of scikit-learn is fitted on a toy set and pickled with every protocol and with
joblib; so are models of XGBoost and LightGBM, PyTorch's tensors and modules, arrays, frames and
Python's own values. Prints the names of libraries that are missing.
"""

import collections
import copy
import datetime
import decimal
import fractions
import pathlib
import pickle
import sys
import uuid
import warnings

warnings.filterwarnings("ignore")
FOLDER = pathlib.Path(sys.argv[1] if __name__ == "__main__" else ".")


def save(name, value, protocols=range(6), joblib_too=False):
    for protocol in protocols:
        path = FOLDER / f"{name}.p{protocol}.pkl"
        try:
            data = pickle.dumps(value, protocol=protocol)
        except Exception as e:  # some objects refuse the oldest protocols, or all
            if protocol >= 2:
                print("not pickled:", name, protocol, e, file=sys.stderr)
            continue
        path.write_bytes(data)
    if joblib_too:
        import joblib

        try:
            joblib.dump(value, FOLDER / f"{name}.joblib")
        except Exception as e:
            print("not dumped:", name, e, file=sys.stderr)


def plain():
    save("plain", {
        "none": None, "true": True, "numbers": [1, -1, 255, 70000, 2**31, -2**70, 2**2100, 1.5, 1 + 2j],
        "texts": ["", "a", "é\n'\"\\ \u2028", "x" * 1000, "\U0001f600"],
        "bytes": [b"", b"\x80\x04", b"x" * 70000, bytearray(b"abc")],
        "sets": [set(), {1, 2}, frozenset({3})],
        "dates": [datetime.datetime.now(datetime.timezone.utc), datetime.date.today(), datetime.timedelta(1),
                  datetime.time(1)],
        "decimal": decimal.Decimal("1.5"), "fraction": fractions.Fraction(1, 3), "uuid": uuid.uuid4(),
        "ordered": collections.OrderedDict(a=1), "counter": collections.Counter("abca"),
        "deque": collections.deque([1], 5), "default": collections.defaultdict(list, {1: [2]}),
        "slice": slice(1, 2), "range": range(5), "type": type(None), "class": dict, "path": pathlib.PurePosixPath("a"),
    })
    shared = ["shared"]
    cycle = [shared, shared]
    cycle.append(cycle)
    save("cycle", cycle)
    save("large-tuple", tuple(range(300000)))
    with open(FOLDER / "several.pkl", "wb") as f:
        for i in range(3):
            pickle.dump({"part": i}, f)


def numpy_values():
    import numpy as np

    rng = np.random.default_rng(1)
    save("numpy", {
        "matrix": rng.random((5, 3)), "fortran": np.asfortranarray(rng.random((4, 3))),
        "ints": np.arange(10), "bools": np.array([True]), "texts": np.array(["a", "bc"]),
        "objects": np.array([1, "a", None], dtype=object), "dates": np.array(["2020-01-01"], dtype="M8[D]"),
        "records": np.zeros(3, dtype=[("a", "f4"), ("b", "i8")]), "scalar": np.float32(1), "flag": np.bool_(True),
        "big": np.arange(3, dtype=">i4"), "masked": np.ma.array([1, 2], mask=[0, 1]), "matrix2": np.matrix([[1]]),
        "dtype": np.dtype("f8"), "type": np.float64, "state": np.random.RandomState(1), "generator": rng,
        "recarray": np.rec.array([(1, 2.0)], dtype=[("x", "i4"), ("y", "f8")]), "log": np.log1p, "nan": np.nan,
        "complex": np.array([1j]), "empty": np.zeros((0, 3)), "pcg": np.random.PCG64(3), "mean": np.mean,
        "sequence": np.random.SeedSequence(5), "scalar date": np.datetime64("2020-01-01"), "void": np.zeros(1, "V8")[0],
    }, joblib_too=True)


def pandas_values():
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame({"a": [1.0, 2.0, None], "b": ["x", "y", "z"], "c": [1, 2, 3],
                          "d": pd.to_datetime(["2020-01-01"] * 3), "e": pd.Categorical(["u", "v", "u"]),
                          "f": pd.array([1, None, 3], dtype="Int64"), "g": pd.array([True, False, None], dtype="boolean"),
                          "h": pd.array(["a", None, "c"], dtype="string"), "i": pd.to_timedelta([1, 2, 3], unit="s")})
    save("pandas", {"frame": frame, "series": frame["a"], "index": frame.index,
                    "multi": frame.set_index(["b", "c"]), "time": pd.Timestamp("2020-01-01"),
                    "delta": pd.Timedelta(1), "range": pd.date_range("2020", periods=3), "na": pd.NA, "nat": pd.NaT,
                    "zone": pd.date_range("2020", periods=3, tz="UTC"), "period": pd.period_range("2020", periods=2, freq="M"),
                    "interval": pd.interval_range(0, 3), "dtype": pd.CategoricalDtype(["a"]), "objects": pd.Series([1, "a"], dtype=object),
                    "cut": pd.cut([1, 2, 3], 2)}, joblib_too=True)
    from zoneinfo import ZoneInfo

    save("pandas-more", {"zone": pd.date_range("2020", periods=3, tz=ZoneInfo("UTC")), "instant": pd.Timestamp("2020", tz=ZoneInfo("UTC")),
                         "intervals": pd.Series(pd.interval_range(0, 3)), "interval": pd.interval_range(0, 3).array,
                         "sparse": pd.arrays.SparseArray([0, 0, 1]), "blocks": pd.arrays.SparseArray([0, 0, 1], kind="block"),
                         "frame": pd.DataFrame({"a": pd.arrays.SparseArray([0, 0, 1.0])})}, joblib_too=True)


def scipy_values():
    import numpy as np
    import scipy.interpolate
    import scipy.sparse as sp

    m = sp.random(5, 5, 0.5, random_state=1)
    save("scipy", [m.tocsr(), m.tocsc(), m.tocoo(), m.tolil(), m.todok(), m.todia(), m.tobsr(),
                   sp.csr_array(m), sp.coo_array(m), 
                   scipy.interpolate.interp1d([1, 2, 3], [1, 4, 9])], joblib_too=True)


def sklearn_models():
    import numpy as np
    from sklearn.base import clone
    from sklearn.compose import ColumnTransformer, make_column_selector
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.metrics import make_scorer, f1_score
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import FeatureUnion, Pipeline
    from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
    from sklearn.tree import DecisionTreeClassifier
    from sklearn.utils import all_estimators

    rng = np.random.RandomState(0)
    x = np.abs(rng.rand(40, 4)) + 0.1
    y = (x[:, 0] > 0.6).astype(int)
    both = np.column_stack([y, 1 - y])
    texts = ["the cat sat", "a dog ran", "the dog sat", "cats and dogs"] * 10
    inner = {"base_estimator": LogisticRegression(), "estimator": LogisticRegression(),
             "estimators": [("a", LogisticRegression()), ("b", DecisionTreeClassifier())],
             "regressor": Ridge(), "param_grid": {"C": [0.1, 1]}, "param_distributions": {"C": [0.1, 1]},
             "transformers": [("s", StandardScaler(), [0, 1])], "transformer_list": [("s", StandardScaler())],
             "steps": [("s", StandardScaler()), ("m", LogisticRegression())], "dictionary": np.eye(4)}
    unfitted = []
    for name, kind in all_estimators():
        try:
            import inspect

            wanted = inspect.signature(kind.__init__).parameters
            arguments = {k: v for k, v in inner.items() if k in wanted and wanted[k].default is inspect.Parameter.empty}
            model = kind(**arguments)
        except Exception as e:
            unfitted.append((name, str(e)[:80]))
            continue
        attempts = [(x, y), (x, rng.rand(40)), (x, both), (x, both.astype(float)), (y,), (texts,), ([{"a": 1}] * 9,), (x[:, :1], y), (x[:, 0], y),
                    (x > 0.5, y), (list(both),), ([["a"], ["b"]] * 9,)]
        for attempt in attempts:
            try:
                model = clone(model).fit(*copy.deepcopy(attempt))
                break
            except Exception:
                continue
        else:
            unfitted.append((name, "not fitted"))
        save("sklearn-" + name, model, joblib_too=True)
    if unfitted:
        print("saved without fitting:", unfitted, file=sys.stderr)
    table = ColumnTransformer([("n", Pipeline([("s", StandardScaler()), ("f", FunctionTransformer(np.tanh))]), [0, 1]),
                               ("c", OneHotEncoder(handle_unknown="ignore"), [2]), ("d", "drop", [3])])
    whole = Pipeline([("t", table), ("u", FeatureUnion([("s", StandardScaler(with_mean=False))])),
                      ("m", RandomForestClassifier(20, random_state=1))]).fit(x, y)
    save("sklearn-pipeline", whole, joblib_too=True)
    save("sklearn-selector", ColumnTransformer([("n", StandardScaler(), make_column_selector(pattern="a", dtype_include=np.number))]),
         joblib_too=True)
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}, cv=3, scoring=make_scorer(f1_score)).fit(x, y)
    save("sklearn-search", search, joblib_too=True)
    save("sklearn-search2", GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}, cv=3, scoring="roc_auc").fit(x, y))
    import joblib

    for compress in [3, ("zlib", 3), ("gzip", 3), ("bz2", 3), ("xz", 3), ("lzma", 3)]:
        kind = compress if isinstance(compress, int) else compress[0]
        joblib.dump(whole, FOLDER / f"compressed-{kind}.joblib.z", compress=compress)
    from sklearn.gaussian_process import GaussianProcessRegressor, kernels as k

    for i, kernel in enumerate([k.RBF() + k.WhiteKernel(), k.Matern() * k.ConstantKernel(2), k.RationalQuadratic(),
                                k.ExpSineSquared(), k.DotProduct() ** 2, k.PairwiseKernel(), k.CompoundKernel([k.RBF()])]):
        try:
            save(f"sklearn-kernel{i}", GaussianProcessRegressor(kernel).fit(x, y))
        except Exception:
            save(f"sklearn-kernel{i}", kernel)
    from sklearn import linear_model, neighbors, ensemble

    for metric in ["euclidean", "manhattan", "chebyshev", "haversine", "minkowski"]:
        for tree in ["kd_tree", "ball_tree", "brute"]:
            try:
                save(f"sklearn-neighbors-{metric}-{tree}", neighbors.KNeighborsClassifier(algorithm=tree, metric=metric).fit(x[:, :2], y))
            except Exception:
                pass
    for loss in ["hinge", "log_loss", "modified_huber", "squared_hinge", "perceptron", "squared_error", "huber",
                 "epsilon_insensitive", "squared_epsilon_insensitive"]:
        save("sklearn-sgd-" + loss, linear_model.SGDClassifier(loss=loss).fit(x, y))
        if "eps" in loss or loss in ("squared_error", "huber"):
            save("sklearn-sgdr-" + loss, linear_model.SGDRegressor(loss=loss).fit(x, y))
    for loss in ["squared_error", "absolute_error", "gamma", "poisson", "quantile"]:
        options = {"quantile": 0.5} if loss == "quantile" else {}
        save("sklearn-hist-" + loss, ensemble.HistGradientBoostingRegressor(loss=loss, max_iter=3, early_stopping=True, **options).fit(x, y + 0.1))
    for loss in ["squared_error", "absolute_error", "huber", "quantile"]:
        save("sklearn-gb-" + loss, ensemble.GradientBoostingRegressor(loss=loss, n_estimators=3).fit(x, y))
    save("sklearn-gb-exp", ensemble.GradientBoostingClassifier(loss="exponential", n_estimators=3).fit(x, y))
    three = rng.randint(0, 3, 40)
    for kind in [ensemble.HistGradientBoostingClassifier(max_iter=3), ensemble.GradientBoostingClassifier(n_estimators=3),
                 LogisticRegression()]:
        save("sklearn-three-" + type(kind).__name__, kind.fit(x, three))


def xgboost_models():
    import numpy as np
    import xgboost as xgb

    x, y = np.random.rand(30, 3), np.random.randint(0, 2, 30)
    for kind in [xgb.XGBClassifier, xgb.XGBRegressor, xgb.XGBRanker, xgb.XGBRFClassifier, xgb.XGBRFRegressor]:
        model = kind(n_estimators=3)
        model = model.fit(x, y, group=[30]) if kind is xgb.XGBRanker else model.fit(x, y)
        save("xgboost-" + kind.__name__, model, joblib_too=True)
    save("xgboost-Booster", xgb.train({}, xgb.DMatrix(x, y), 3), joblib_too=True)
    save("xgboost-callbacks", xgb.XGBClassifier(n_estimators=3, callbacks=[xgb.callback.EarlyStopping(2)], eval_metric="logloss")
         .fit(x, y, eval_set=[(x, y)], verbose=False))


def lightgbm_models():
    import lightgbm as lgb
    import numpy as np

    x, y = np.random.rand(60, 3), np.random.randint(0, 2, 60)
    for kind in [lgb.LGBMClassifier, lgb.LGBMRegressor, lgb.LGBMRanker]:
        model = kind(n_estimators=3, verbose=-1)
        model = model.fit(x, y, group=[60]) if kind is lgb.LGBMRanker else model.fit(x, y)
        save("lightgbm-" + kind.__name__, model, joblib_too=True)
    save("lightgbm-Booster", lgb.train({"verbose": -1}, lgb.Dataset(x, y), 3), joblib_too=True)


def torch_models():
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.BatchNorm1d(8), nn.Dropout(), nn.Linear(8, 2))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.rand(3, 4)).sum().backward()
    optimizer.step()
    values = {
        "state": model.state_dict(), "model": model, "optimizer": optimizer.state_dict(),
        "tensors": [torch.zeros(2, dtype=t) for t in (torch.float16, torch.bfloat16, torch.int8, torch.int64, torch.bool, torch.complex64)],
        "parameter": nn.Parameter(torch.rand(3)), "sparse": torch.eye(3).to_sparse(), "csr": torch.eye(3).to_sparse_csr(),
        "quantized": torch.quantize_per_tensor(torch.rand(3), 0.1, 0, torch.qint8), "size": torch.Size([1, 2]),
        "device": torch.device("cpu"), "dtype": torch.float32, "generator": torch.Generator().get_state(),
        "modules": nn.ModuleList([nn.Conv2d(1, 2, 3), nn.LSTM(3, 4), nn.Embedding(5, 3), nn.LayerNorm(3), nn.MultiheadAttention(4, 2),
                                  nn.TransformerEncoderLayer(4, 2), nn.MaxPool2d(2), nn.GELU(), nn.Softmax(1), nn.Flatten()]),
        "losses": [nn.CrossEntropyLoss(), nn.MSELoss()], "schedule": torch.optim.lr_scheduler.StepLR(optimizer, 1).state_dict(),
        "layout": torch.strided,
    }
    for name, value in values.items():
        try:
            torch.save(value, FOLDER / f"torch-{name}.pt".replace(" ", "-"))
            torch.save(value, FOLDER / f"torch-{name}.legacy.pkl".replace(" ", "-"), _use_new_zipfile_serialization=False)
        except Exception as e:
            print("not saved:", name, e, file=sys.stderr)
            (FOLDER / f"torch-{name}.legacy.pkl".replace(" ", "-")).unlink(missing_ok=True)
        save(f"torch-{name}".replace(" ", "-"), value, protocols=[2, 4])


PARTS = [plain, numpy_values, pandas_values, scipy_values, sklearn_models, xgboost_models, lightgbm_models, torch_models]

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        try:
            part()
        except ImportError as e:
            print("missing:", e.name)
