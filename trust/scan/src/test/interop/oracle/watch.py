"""What loading a pickle does: audit events, frames of functions that nothing may call, substitutes that
tell when they are called, and lookups of attributes by a name that the pickle chose.

All of this is installed once, in a child of the fork server. `Watch.load` loads one program and says
what it did.
"""

import builtins
import functools
import gc
import io
import operator
import os
import sys
import types
import warnings

import loaders

# Events that say nothing of what reaches outside.
QUIET = {
    "pickle.find_class", "builtins.id", "array.__new__", "sys._getframe", "sys._current_frames", "sys.setprofile",
    "sys.excepthook", "sys.unraisablehook", "gc.get_objects", "gc.get_referrers", "gc.get_referents",
    "object.__getattr__", "marshal.load", "cpython.PyInterpreterState_New",
}

# Methods that the unpickler, containers and the collector call themselves.
OWN = {
    "__new__", "__setstate__", "__reduce__", "__reduce_ex__", "__hash__", "__eq__", "__del__", "__getattr__",
    "__getattribute__", "__setattr__", "__init_subclass__", "__class_getitem__", "__subclasshook__", "__instancecheck__",
    "__getstate__", "__getnewargs__", "__getnewargs_ex__", "__len__", "__bool__", "__dict__",
}

DEFERRED = "/pytz/lazy.py"  # looks methods of its own up, by their names, when one is called for the first time

# Packages of the lists, and modules of other releases of Python, that need not be there.
NOT_INSTALLED = {"pytz", "dateutil", "_pydatetime", "torch", "xgboost", "lightgbm"}

STOPPED = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.kill", "os.killpg", "os.fork", "pty.")


class Recorder:
    """Stands for a function that may be stored and not called."""

    def __init__(self, watch, name, function):
        self._oracle = (watch, name, function)

    def __call__(self, *arguments, **named):
        watch, name, function = self._oracle
        watch.effect("called by a function" if watch.depth else "held called", name)
        watch.depth += 1
        try:
            return function(*arguments, **named)
        finally:
            watch.depth -= 1


class Watch:
    """The tripwires. `honest` is what loading honest models does: see `learnt`."""

    def __init__(self, entries, honest):
        self.entries = entries
        self.honest_events = {tuple(event) for event in honest.get("events", ())}
        self.honest_frames = set(honest.get("frames", ()))
        self.learning = not honest
        self.honest_texts = set(honest.get("texts", ()))
        self.effects = []
        self.active = False
        self.depth = 0  # of functions that may only be stored, and were called
        self.data = b""
        self.covered = set()
        self.known_tops = {entry.module.split(".")[0] for entry in entries.values() if entry.found}
        self.known_tops |= set(sys.stdlib_module_names) | NOT_INSTALLED
        self.parents = set()
        for entry in entries.values():
            parts = entry.full.split(".")
            self.parents |= {".".join(parts[:i]) for i in range(1, len(parts))}
        self.frames = {}
        self.live = set()  # classes whose instances may hold what can be called
        self.delegates = {}
        self.substitutes = {}
        self.getattr = builtins.getattr
        self.shared = {}
        for entry in entries.values():
            if entry.found:
                self.wire(entry)
        # Code that is around many functions, a decorator's, says nothing of one of them.
        self.frames = {code: found for code, found in self.frames.items() if len(self.shared[code]) == 1}

    def wire(self, entry):
        value = entry.value
        if entry.permission == "held" and callable(value):
            self.substitutes[id(value)] = Recorder(self, entry.full, value)
        elif isinstance(value, type) and entry.permission == "instances":
            self.live.add(value)
            for kind in value.__mro__[:-1]:
                for name, member in vars(kind).items():
                    for code in codes(member):
                        self.shared.setdefault(code, set()).add(id(member))
                        key = place(code)
                        if name == "__getattr__":
                            self.delegates[code] = kind.__module__ + "." + kind.__qualname__
                        if name not in OWN and key not in self.honest_frames:
                            self.frames.setdefault(code, ("method called", f"{kind.__module__}.{kind.__qualname__}.{name}", key))

    def install(self):
        watch = self

        class RecordingPartial(functools.partial):
            def __call__(self, *arguments, **named):
                watch.effect("partial called", named_as(self.func, watch))
                return super().__call__(*arguments, **named)

        class RecordingItemgetter:
            def __init__(self, *items):
                self._oracle = operator.itemgetter(*items)

            def __call__(self, value):
                watch.effect("itemgetter called", "")
                return self._oracle(value)

        original = self.getattr
        load_code = Watch.run.__code__

        def recorded_getattr(target, name, *default):
            if watch.active and type(name) is str:
                frame = sys._getframe(1)
                code = frame.f_code
                own = name in code.co_names or name in code.co_consts or code.co_filename.endswith(DEFERRED)
                if code is not load_code and not own:
                    if len(name) > 2 and name.encode("utf-8", "replace") in watch.data and place(code) not in watch.honest_frames:
                        if not is_written(name, target, frame):
                            known = "" if name in watch.honest_texts else " of a foreign name"
                            watch.effect("chosen name looked up", place(code) + known, name)
            return original(target, name, *default)

        self.substitutes[id(functools.partial)] = RecordingPartial
        self.substitutes[id(operator.itemgetter)] = RecordingItemgetter
        self.substitutes[id(recorded_getattr)] = original
        builtins.getattr = recorded_getattr

        self.loaders = loaders.make(lambda value: watch.substitutes.get(id(value), value))
        warnings.simplefilter("ignore")
        warnings.showwarning = lambda *_, **__: None
        sys.unraisablehook = lambda _: None
        sys.addaudithook(self.audit)

    def effect(self, kind, detail, more=""):
        if self.active and len(self.effects) < 40:
            self.effects.append((kind, detail, more))

    def audit(self, event, arguments):
        if not self.active or event in QUIET:
            return
        self.active = False  # what is done to look at the event is not the program's
        try:
            self.judge(event, arguments)
        finally:
            self.active = True
        if event.startswith(STOPPED):
            raise PermissionError("the oracle does not let this happen")

    def judge(self, event, arguments):
        detail = ""
        kind = event
        if event == "import":
            name = str(arguments[0])
            top = name.split(".")[0]
            if top in self.known_tops and name in self.parents:
                return  # what the program imports is the scanner's to judge
            if name.encode() not in self.data and caller() != "pickle":
                return  # what a library imports when it is first needed is of its own choice
            kind, detail = ("import", name)
        elif event == "open":
            path, mode, flags = (list(arguments) + [None] * 3)[:3]
            writes = any(c in str(mode or "") for c in "wax+") or bool((flags or 0) & 0o103)
            chosen = chosen_path(path, self.data)
            if is_library(path) and (not chosen or (not writes and is_data(path))):
                return
            kind = "open for writing" if writes else "open chosen path" if chosen else "open"
            detail = "" if chosen else str(path)
        elif event in ("object.__setattr__", "object.__delattr__") and caller() != "pickle":
            return
        elif event in ("compile", "exec"):
            code = arguments[0]
            detail = getattr(code, "co_name", "") or ""
        else:
            detail = ",".join(type(argument).__name__ for argument in arguments)
        if event in ("marshal.loads", "exec", "compile", "os.listdir", "os.scandir") and is_below(sys._getframe(), ("importlib",)):
            return  # a library is being imported, or looks for what is installed: see `import`
        if (kind, detail) not in self.honest_events:
            self.effects.append((kind, detail, caller()))

    def profile(self, frame, event, argument):
        if event == "call":
            code = frame.f_code
            if code not in self.covered:
                self.covered.add(code)
            found = self.frames.get(code)
            if found and self.is_of_program(frame) and not is_construction(frame):
                if self.depth and found[0] == "method called":
                    found = ("method called by a function", *found[1:])
                self.effect(*found)
        elif event == "return" and argument is not None:
            found = self.delegates.get(frame.f_code)
            if found:
                name = frame.f_locals.get("name", frame.f_locals.get("attr", ""))
                if name not in ("__setstate__", "__dict__"):
                    self.effect("delegated lookup", found, str(name))

    def is_of_program(self, frame):
        """Whether the program names the class of the object whose method this is."""
        if self.learning:
            return True
        code = frame.f_code
        if "/pathlib.py" in code.co_filename and is_below(frame, ("importlib/", "zoneinfo/", "zipfile.py")):
            return False
        if not code.co_argcount:
            return True
        kind = type(frame.f_locals.get(code.co_varnames[0]))
        if kind is type or not self.live.isdisjoint(kind.__mro__[:-1]):
            return kind is type or kind.__name__.encode() in self.data
        return False  # what such an instance holds cannot be called, so that its methods are as harmless as any function

    def load(self, data, loader):
        """Loads one program as a loader does. Returns what it raised, as text or None, and what it did."""
        self.effects = []
        self.data = data
        self.depth = 0
        error = self.run(data, self.loaders[loader])
        sys.setprofile(None)
        self.active = False
        return error, self.effects

    def run(self, data, loader):
        source = io.BytesIO(data)
        error = None
        try:
            self.active = True
            sys.setprofile(self.profile)
            value = loader(source)
            del value
        except MemoryError as e:
            error = "MemoryError"
            del e
            self.effect("memory", "", origin())
        except BaseException as e:  # whatever a program raises ends that program alone
            error = type(e).__name__ + ": " + described(e)
            if "allocate memory" in error or "bad_alloc" in error:
                self.effect("memory", "", error[:60])
            e.__traceback__ = None
            del e
        gc.collect()
        return error


def place(code):
    """Where a code object stands, as file:function."""
    return code.co_filename.rsplit("site-packages/")[-1] + ":" + code.co_qualname


def chosen_path(path, data):
    """Whether a program names a path, or the end of it."""
    if not isinstance(path, (str, bytes)):
        return False
    text = path if isinstance(path, bytes) else path.encode("utf-8", "surrogateescape")
    return bool(text) and (text in data or text.rpartition(b"/")[2] in data)


def is_library(path):
    """Whether a file is of Python or of an installed library, or says something about the machine."""
    if not isinstance(path, (str, bytes)):
        return False
    text = path if isinstance(path, str) else path.decode("utf-8", "replace")
    return text.startswith((sys.prefix, sys.base_prefix, "/usr/lib", "/usr/share/zoneinfo", "/proc", "/sys"))


def is_data(path):
    """Whether a file stands where time zones do, which are opened by their names."""
    text = os.path.normpath(os.fsdecode(path))
    return "/zoneinfo/" in text and text.startswith((sys.prefix, sys.base_prefix, "/usr/share/zoneinfo"))


def is_construction(frame):
    """Whether a frame belongs to a class that the program constructs without arguments: its own
    `__init__`, with nothing but defaults, or what that calls."""
    while frame is not None:
        code, below = frame.f_code, frame.f_back
        if below is not None and below.f_code is Watch.run.__code__:
            return code.co_name == "__init__" and all(plain_default(frame, name) for name in arguments_of(code)[1:])
        frame = below
    return False


def is_below(frame, files):
    while frame is not None:
        if any(file in frame.f_code.co_filename for file in files):
            return True
        frame = frame.f_back
    return False


def is_written(name, target, frame):
    """Whether a name stands in the code that is running, or in an attribute of the object's class."""
    while frame is not None and frame.f_code is not Watch.run.__code__:
        code = frame.f_code
        if code.co_filename.endswith(("/functools.py", "/pickle.py")) or name in code.co_names or name in code.co_consts or name in nested_texts(code):
            return True
        frame = frame.f_back
    for kind in type(target).__mro__:
        for value in vars(kind).values():
            if type(value) in (tuple, list, set, frozenset) and name in value:
                return True
    return False


def arguments_of(code):
    count = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[:count]


def plain_default(frame, name):
    value = frame.f_locals.get(name)
    return value is None or type(value) in (bool, int, float, str, tuple)


def described(error):
    try:
        return str(error)[:160]
    except BaseException:  # a message made of the program's own values may fail as well
        return "?"


def origin():
    return ""


def caller():
    """The innermost frame that is no frame of ours, as file:function."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if "/oracle/" not in code.co_filename and "importlib" not in code.co_filename:
            return place(code)
        frame = frame.f_back
    return "pickle"


def named_as(function, watch):
    if isinstance(function, Recorder):
        return function._oracle[1]
    kind = function if isinstance(function, type) else type(function)
    return kind.__module__ + "." + kind.__qualname__ + ("" if kind is function else "()")


def codes(member):
    """The code objects of a member of a class."""
    if isinstance(member, (classmethod, staticmethod)):
        member = member.__func__
    if isinstance(member, property):
        for part in (member.fget, member.fset, member.fdel):
            if part is not None:
                yield from codes(part)
    elif isinstance(member, types.FunctionType):
        yield member.__code__
        inner = member.__dict__.get("__wrapped__")
        if inner is not None:
            yield from codes(inner)


@functools.lru_cache(maxsize=None)
def nested_texts(code):
    """Texts in constants of constants of a code object, and in those around it."""
    found = set()
    todo = list(code.co_consts)
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, (tuple, frozenset)):
            todo.extend(value)
        elif isinstance(value, types.CodeType):
            todo.extend(value.co_consts)
            found.update(value.co_names)
    return found
