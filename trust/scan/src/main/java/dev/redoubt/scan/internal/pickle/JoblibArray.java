package dev.redoubt.scan.internal.pickle;

import java.io.IOException;
import java.util.Set;

/// Reads an array as joblib writes it: after the state of a `NumpyArrayWrapper` follow the bytes of
/// the array, in the middle of the pickle, or a separate pickle for an array of objects.
final class JoblibArray {

  private static final Set<String> WRAPPERS =
      Set.of(
          "joblib.numpy_pickle.NumpyArrayWrapper",
          "sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper");

  /// Creates the type of variable-length strings, whose arrays joblib writes like those of objects.
  private static final String TEXTS = "numpy._core._internal._convert_to_stringdtype_kwargs";

  private static final String ALIGNMENT = "numpy_array_alignment_bytes";

  /// The attributes that determine the length of an array.
  static final Set<String> ATTRIBUTES = Set.of("shape", "dtype", ALIGNMENT);

  private final PickleInput in;
  private final PickleContext context;

  JoblibArray(PickleInput in, PickleContext context) {
    this.in = in;
    this.context = context;
  }

  /// Whether this is a state that joblib writes for a wrapper. joblib calls methods of the wrapper,
  /// and any other attribute could have the name of one.
  static boolean isState(PickleValue state) {
    if (!(state instanceof PickleValue.Items items)
        || !items.isWhole()
        || items.kind() != PickleValue.Plain.MAPPING) {
      return false;
    }
    for (int i = 0; i < items.kept().size(); i += 2) {
      PickleValue value = items.kept().get(i + 1);
      boolean known =
          items.kept().get(i) instanceof PickleValue.Text key
              && key.isWhole()
              && switch (key.start()) {
                case "subclass" -> CallSignature.matches("type:numpy.", value, _ -> true);
                case "shape" -> value instanceof PickleValue.Tuple;
                case "order" ->
                    value instanceof PickleValue.Text order && order.start().matches("[CF]");
                case "dtype" -> value instanceof PickleValue.Instance;
                case "allow_mmap" -> CallSignature.matches("bool", value, _ -> true);
                case ALIGNMENT -> isAlignment(value);
                default -> false;
              };
      if (!known) {
        return false;
      }
    }
    return true;
  }

  static boolean isWrapper(PickleValue value) {
    return value instanceof PickleValue.Instance instance
        && WRAPPERS.stream().anyMatch(instance.made()::is);
  }

  /// Reads the array from the input, and returns the value that replaces its wrapper.
  ///
  /// @param objects whether a type of the pickle has fields that are objects
  PickleValue read(PickleValue state, boolean objects) throws IOException, BrokenPickle {
    if (!(state instanceof PickleValue.Items items)
        || !items.isWhole()
        || !(items.get("shape") instanceof PickleValue.Tuple shape)
        || !(items.get("dtype") instanceof PickleValue.Instance type)) {
      throw sizeUnknown();
    }
    if (TEXTS.equals(AllowedImports.canonical(type.made().fullName()))) {
      return embedded();
    }
    if (type.arguments() == null
        || type.arguments().elements().isEmpty()
        || !(type.arguments().elements().getFirst() instanceof PickleValue.Text code)) {
      throw sizeUnknown();
    }
    String name = code.start().replaceAll("^[<>=|]", "");
    if (name.startsWith("O")) {
      return embedded();
    }
    if (name.startsWith("V") && objects) {
      throw new BrokenPickle("a joblib array has fields that are objects");
    }
    long bytes = size(shape, name);
    PickleValue alignment = items.get(ALIGNMENT);
    if (alignment == null ? context.isPadded() : !isAlignment(alignment)) {
      throw new BrokenPickle("unknown padding of a joblib array");
    }
    if (alignment instanceof PickleValue.Whole) {
      context.padded();
      in.skip(in.next());
    }
    in.skip(bytes);
    return switch (shape.size()) {
      case 0 -> PickleValue.Plain.SCALAR_ARRAY;
      case 1 -> PickleValue.Plain.ARRAY;
      default -> PickleValue.Plain.WIDE_ARRAY;
    };
  }

  private PickleValue embedded() throws IOException, BrokenPickle {
    return new PickleMachine(in, context, PickleMachine.Reading.ANY).run();
  }

  private static BrokenPickle sizeUnknown() {
    return new BrokenPickle("unknown size of a joblib array");
  }

  /// joblib only checks whether there is one.
  private static boolean isAlignment(PickleValue alignment) {
    return alignment == PickleValue.Plain.NONE || alignment instanceof PickleValue.Whole;
  }

  /// Whether a type with this name has elements of this size.
  static boolean isSize(String code, long size) {
    return size >= 0 && bytesOf(code) == size;
  }

  /// The size of an element in bytes by the code of its type, -1 if the code does not determine it.
  static long bytesOf(String code) {
    try {
      return elementBytes(code.replaceAll("^[<>=|]", ""));
    } catch (BrokenPickle _) {
      return -1;
    }
  }

  private static long size(PickleValue.Tuple shape, String type) throws BrokenPickle {
    long size = elementBytes(type);
    try {
      for (PickleValue length : shape.elements()) {
        if (!(length instanceof PickleValue.Whole whole) || whole.value() < 0) {
          throw new BrokenPickle("unknown shape of a joblib array");
        }
        size = Math.multiplyExact(size, whole.value());
      }
    } catch (ArithmeticException _) {
      throw new BrokenPickle("a joblib array exceeds any memory");
    }
    if (!shape.isWhole()) {
      throw new BrokenPickle("a joblib array has too many dimensions");
    }
    return size;
  }

  /// The size of an element in bytes by the code of its type: `f8`, `U10`, `V24`.
  private static long elementBytes(String type) throws BrokenPickle {
    if (!type.matches("[a-zA-Z][0-9]{1,9}")) {
      throw new BrokenPickle("`" + ValueFormatter.text(type, true) + "` is not an array type");
    }
    long count = Long.parseLong(type.substring(1));
    return type.charAt(0) == 'U' ? 4 * count : count;
  }
}
