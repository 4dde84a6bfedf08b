"""Who loads a program: `pickle.load` as it is, the same with substitutes that tell when they are called,
and the loaders of joblib and PyTorch, which give a meaning to what pickle leaves open."""

import pickle

STORAGE_BYTES = 1 << 20


def of(tree_kinds):
    """The name of the loader that a tree with nodes of some kinds needs, None where any will do."""
    if "raw" in tree_kinds:
        return "joblib"
    if "persid" in tree_kinds:
        return "torch"
    return None


def make(substitute):
    """Functions that load from a file, by name.

    substitute: what stands for something that a program imports.
    """

    class Watched(pickle.Unpickler):
        def find_class(self, module, name):
            return substitute(super().find_class(module, name))

    found = {"plain": pickle.load, "watched": lambda source: Watched(source).load()}
    try:
        from joblib.numpy_pickle import NumpyUnpickler
    except ImportError:
        found["joblib"] = found["watched"]
    else:

        class Joblib(NumpyUnpickler):
            def find_class(self, module, name):
                return substitute(super().find_class(module, name))

        found["joblib"] = lambda source: Joblib("", source, ensure_native_byte_order=True, mmap_mode=None).load()
    try:
        import torch
    except ImportError:
        found["torch"] = found["watched"]
    else:

        class Torch(pickle.Unpickler):
            storages = None

            def find_class(self, module, name):
                return substitute(super().find_class(module, name))

            def persistent_load(self, key):
                if self.storages is None:
                    self.storages = {}
                return storage(torch, self.storages, key)

        found["torch"] = lambda source: Torch(source).load()
    return found


def storage(torch, storages, key):
    """What `torch.load` makes of a persistent id, with a storage of zeros that is as long as it says."""
    kind, storage_type, name, _, elements = key
    if kind != "storage":
        raise RuntimeError(f"unknown kind of persistent id: {kind}")
    dtype = torch.uint8 if storage_type is torch.UntypedStorage else storage_type.dtype
    count = elements * torch._utils._element_size(dtype)
    if not 0 <= count <= STORAGE_BYTES:
        raise RuntimeError("the file has no such record")
    if name not in storages:
        storages[name] = torch.storage.TypedStorage(wrap_storage=torch.UntypedStorage(count).fill_(0), dtype=dtype, _internal=True)
    return storages[name]
