package dev.redoubt.scan.internal.pickle;

import java.util.List;

/// Checks that a tensor lies within its storage. Otherwise PyTorch enlarges the storage to whatever
/// size the pickle declares.
final class TensorExtent {

  /// The most elements per byte: those of `quint2x4`.
  private static final int ELEMENTS_A_BYTE = 4;

  private static final int STORAGE_SIZE = 4;

  /// Elements of a tensor that repeats the same data: a copy contains all of them.
  private static final int REPEATED = 4096;

  private TensorExtent() {}

  /// @param arguments storage, offset, size and stride first, if the signature requires a storage
  static boolean fits(CallSignature signature, List<PickleValue> arguments) {
    return signature.parameters().isEmpty()
        || !signature.parameters().getFirst().kinds().contains("storage")
        || fits(arguments);
  }

  private static boolean fits(List<PickleValue> arguments) {
    if (!(arguments.get(0) instanceof PickleValue.Instance storage)
        || storage.arguments() == null
        || !(arguments.get(1) instanceof PickleValue.Whole offset)
        || !(arguments.get(2) instanceof PickleValue.Tuple size)
        || !(arguments.get(3) instanceof PickleValue.Tuple stride)
        || size.size() != stride.size()) {
      return false;
    }
    long elements = elements(storage.arguments().elements());
    try {
      long last = offset.value();
      long count = 1;
      for (int i = 0; i < size.size(); i++) {
        long length = ((PickleValue.Whole) size.elements().get(i)).value();
        long step = ((PickleValue.Whole) stride.elements().get(i)).value();
        if (length == 0) {
          return true;
        }
        last = Math.addExact(last, Math.multiplyExact(length - 1, step));
        count = Math.multiplyExact(count, length);
      }
      return offset.value() >= 0 && last < elements && count <= Math.max(elements, REPEATED);
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /// The number of elements of a storage: as its persistent id declares, or as many as fit into the
  /// bytes that it is loaded from.
  private static long elements(List<PickleValue> storage) {
    if (storage.size() > STORAGE_SIZE
        && storage.get(STORAGE_SIZE) instanceof PickleValue.Whole count) {
      return count.value();
    }
    return storage.size() == 1 && storage.getFirst() instanceof PickleValue.Whole bytes
        ? bytes.value() * ELEMENTS_A_BYTE
        : 0;
  }
}
