package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.util.List;

/// Validates the states of NumPy types and arrays, which NumPy trusts: a type whose flags deny its
/// objects makes NumPy use numbers from the file as addresses.
final class NumpyArrayState {

  /// The product of functions that create types.
  static final String TYPE = "dtype";

  /// The flags of a type of objects: `NPY_OBJECT_DTYPE_FLAGS`.
  private static final int OBJECT_FLAGS = 0x3f;

  /// Flags of types without objects: `NPY_NEEDS_INIT`, `NPY_NEEDS_PYAPI`, `NPY_ALIGNED_STRUCT`.
  private static final int PLAIN_FLAGS = 0x08 | 0x10 | 0x80;

  private static final int NEEDS_INIT = 0x08;

  private static final long LARGEST_TYPE = Integer.MAX_VALUE;

  private static final long LARGEST_UNIT = 1 << 30;

  /// Elements that take no bytes, such as empty strings.
  private static final long FEW = 1 << 16;

  /// Elements of an array of which only the shape is known.
  private static final long LARGEST_ARRAY = 1L << 40;

  /// The names under which pandas objects store their array, in different releases.
  private static final List<String> BACKING = List.of("_ndarray", "_data", "_codes");

  /// The weight of a type and of its arguments: a code and two booleans.
  private static final int NAMED_WEIGHT = 16;

  /// The content of an array after its state was set.
  enum Content {
    INERT,
    LIVE,
    /// Not a state that NumPy writes.
    REFUSED
  }

  private final CallInterpreter calls;
  private boolean objectFields;

  NumpyArrayState(CallInterpreter calls) {
    this.calls = calls;
  }

  /// Whether a NumPy type in this pickle has, or may have, fields that are objects.
  boolean hasObjectFields() {
    return objectFields;
  }

  /// Whether this is the state that NumPy writes for a type, directly after its creation. A type
  /// that was already used would change its arrays. Types with fields that are objects are
  /// rejected.
  boolean isType(PickleValue.Instance type, PickleValue state) {
    boolean known = !type.isEscaped() && !type.isStated() && isTypeState(type, state);
    objectFields |= !known;
    if (known
        && state instanceof PickleValue.Tuple tuple
        && tuple.elements().get(5) instanceof PickleValue.Whole size
        && size.value() >= 0) {
      type.setBytes(size.value());
    }
    return known;
  }

  private boolean isTypeState(PickleValue.Instance type, PickleValue state) {
    if (!(state instanceof PickleValue.Tuple tuple)
        || !tuple.isWhole()
        || (tuple.size() != 8 && tuple.size() != 9)
        || type.arguments() == null
        || type.arguments().elements().isEmpty()) {
      return false;
    }
    List<PickleValue> parts = tuple.elements();
    PickleValue code = type.arguments().elements().getFirst();
    boolean record = isRecord(code);
    if (!record && !(code instanceof PickleValue.Text)) {
      return false; // NumPy writes all others by their codes
    }
    return isWhole(parts.get(0), 3, 4)
        && parts.get(1) instanceof PickleValue.Text order
        && order.start().matches("[<>|=]")
        && (record
            ? isRecordState(parts)
            : parts.subList(2, 5).stream().allMatch(Plain.NONE::equals))
        && isSize(code, parts.get(5))
        && isAlignment(code, parts.get(6))
        && isFlags(code, parts.get(7))
        && (isDate(code) ? isDateState(parts) : parts.size() == 8 || parts.get(8) == Plain.NONE);
  }

  private static boolean isDate(PickleValue code) {
    return code instanceof PickleValue.Text text
        && text.start().replaceFirst("^[<>|=]", "").matches("[mM].*");
  }

  /// Dates have a unit, without which NumPy follows a null pointer: `(None, (b'ns', 1, 1, 1))`.
  private boolean isDateState(List<PickleValue> parts) {
    return isWhole(parts.getFirst(), 4, 4)
        && parts.size() == 9
        && parts.get(8) instanceof PickleValue.Tuple metadata
        && metadata.isWhole()
        && metadata.size() == 2
        && calls.isInert(metadata)
        && metadata.elements().get(1) instanceof PickleValue.Tuple unit
        && unit.isWhole()
        && unit.size() == 4
        && (unit.elements().getFirst() instanceof PickleValue.Bytes
            || unit.elements().getFirst() instanceof PickleValue.Text
            || isBuffer(unit.elements().getFirst()))
        && unit.elements().subList(1, 4).stream().allMatch(part -> isWhole(part, 1, LARGEST_UNIT));
  }

  private static boolean isBuffer(PickleValue value) {
    return value instanceof PickleValue.Instance made
        && made.made().signature.product().equals("buffer");
  }

  /// A record has fields, or is an array of another type, or has neither; NumPy does not check
  /// whether they fit into its size.
  private boolean isRecordState(List<PickleValue> parts) {
    if (!(parts.get(5) instanceof PickleValue.Whole size)
        || size.value() < 0
        || !calls.isInert(parts.get(4))) {
      return false;
    }
    if (parts.get(3) == Plain.NONE && parts.get(4) == Plain.NONE) {
      return parts.get(2) == Plain.NONE || isSubarray(parts.get(2), size.value());
    }
    return parts.get(2) == Plain.NONE
        && parts.get(3) instanceof PickleValue.Tuple names
        && parts.get(4) instanceof PickleValue.Items items
        && items.kind() == Plain.MAPPING
        && areFields(names, items, size.value());
  }

  private static boolean areFields(PickleValue.Tuple names, PickleValue.Items items, long size) {
    if (items.size() == 0) {
      return names.size() == 0;
    }
    PickleValue.Fields fields = items.fields();
    return fields != null && fields.haveAll(names) && fields.end() <= size;
  }

  private static boolean isSubarray(PickleValue subarray, long size) {
    if (!(subarray instanceof PickleValue.Tuple base) || base.size() != 2) {
      return false;
    }
    long bytes = bytesOf(base.elements().getFirst());
    long count = CallSignature.elements(base.elements().getLast(), LARGEST_TYPE);
    return bytes >= 0 && count >= 0 && bytes * count == size;
  }

  /// The end of a field in bytes: `(type, offset)`, or with a title; -1 if it is not a field.
  static long endOfField(PickleValue.Tuple field) {
    if ((field.size() != 2 && field.size() != 3)
        || !isWhole(field.elements().get(1), 0, LARGEST_TYPE)
        || !(field.elements().get(1) instanceof PickleValue.Whole offset)) {
      return -1;
    }
    long bytes = bytesOf(field.elements().getFirst());
    return bytes < 0 ? -1 : offset.value() + bytes;
  }

  /// The size of the elements of a type without objects; -1 if unknown.
  private static long bytesOf(PickleValue value) {
    if (!isPlainType(value)
        || !(value instanceof PickleValue.Instance type)
        || type.arguments() == null) {
      return -1;
    }
    if (type.bytes() >= 0) {
      return type.bytes();
    }
    return type.arguments().elements().getFirst() instanceof PickleValue.Text code && code.isWhole()
        ? JoblibArray.bytesOf(code.start())
        : -1;
  }

  private static boolean isWhole(PickleValue value, long least, long most) {
    return value instanceof PickleValue.Whole whole
        && whole.value() >= least
        && whole.value() <= most;
  }

  /// The state of a type can declare another size than its name; code that uses the name to step
  /// over an array would then continue at another position than NumPy.
  private static boolean isSize(PickleValue code, PickleValue size) {
    return isWhole(size, -1, LARGEST_TYPE)
        && size instanceof PickleValue.Whole whole
        && ((whole.value() == -1 && !isSized(code))
            || !(code instanceof PickleValue.Text text)
            || JoblibArray.isSize(text.start(), whole.value()));
  }

  private static boolean isFlags(PickleValue code, PickleValue flags) {
    if (!(flags instanceof PickleValue.Whole whole)) {
      return false;
    }
    long value = whole.value();
    return isObject(code)
        ? value == OBJECT_FLAGS
        : isRecord(code)
            ? value >= 0 && (value & ~PLAIN_FLAGS) == 0
            : value == 0 || (value == NEEDS_INIT && letter(code) == 'U');
  }

  /// The alignment of a type: -1 if it follows from the kind of numbers.
  private static boolean isAlignment(PickleValue code, PickleValue alignment) {
    return alignment instanceof PickleValue.Whole whole
        && (whole.value() == -1 ? !isSized(code) : whole.value() >= 1 && whole.value() <= 64);
  }

  /// Whether the name of a type declares the length of its elements: strings, bytes, records.
  private static boolean isSized(PickleValue code) {
    return isRecord(code) || "SUVa".indexOf(letter(code)) >= 0;
  }

  private static char letter(PickleValue code) {
    String text =
        code instanceof PickleValue.Text name ? name.start().replaceFirst("^[<>|=]", "") : "";
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  /// Whether this is a type with known, small arguments.
  static boolean isNamedType(PickleValue value) {
    return value instanceof PickleValue.Instance type
        && type.made().signature.product().equals(TYPE)
        && type.arguments() != null
        && type.weight() <= NAMED_WEIGHT;
  }

  /// A type without objects, according to its known state.
  static boolean isPlainType(PickleValue value) {
    return value instanceof PickleValue.Instance type
        && type.made().signature.product().equals(TYPE)
        && type.arguments() != null
        && !type.arguments().elements().isEmpty()
        && !isObject(type.arguments().elements().getFirst());
  }

  private static boolean isObject(PickleValue code) {
    return code instanceof PickleValue.Text text
        ? text.start().replaceFirst("^[<>|=]", "").startsWith("O")
        : !isRecord(code);
  }

  /// Whether a type with this code takes its fields from its state.
  private static boolean isRecord(PickleValue code) {
    return switch (code) {
      case PickleValue.Text text -> text.start().replaceFirst("^[<>|=]", "").startsWith("V");
      case PickleValue.Global type -> type.is("numpy.record") || type.is("numpy.void");
      default -> false;
    };
  }

  /// The content of an array after its state was set: that of `ndarray`, with or without a version,
  /// or that of `MaskedArray`.
  Content contentOf(PickleValue.Global made, PickleValue state) {
    if (state == Plain.NONE) {
      return Content.INERT;
    }
    if (!(state instanceof PickleValue.Tuple tuple)) {
      return Content.REFUSED;
    }
    List<PickleValue> parts = tuple.elements();
    boolean masked = made.name.equals("_mareconstruct");
    if (masked ? parts.size() != 7 : parts.size() != 4 && parts.size() != 5) {
      return Content.REFUSED;
    }
    if (parts.size() != 4) {
      if (!isWhole(parts.getFirst(), 0, 2)) {
        return Content.REFUSED;
      }
      parts = parts.subList(1, parts.size());
    }
    boolean known =
        parts.get(0) instanceof PickleValue.Tuple shape
            && CallSignature.elements(shape, Long.MAX_VALUE) >= 0
            && isType(parts.get(1))
            && calls.isInert(parts.get(2))
            && (!masked || (isData(parts.get(4)) && isFilling(parts.get(5))));
    return known ? contentOf(parts.get(0), parts.get(1), parts.get(3)) : Content.REFUSED;
  }

  /// The fill value of a masked array, from which NumPy creates an array.
  private boolean isFilling(PickleValue value) {
    return CallSignature.isConstant(value)
        || (value instanceof PickleValue.Instance && calls.isInert(value));
  }

  /// The number of dimensions of an array with this state.
  static int dimensions(PickleValue state) {
    return state instanceof PickleValue.Tuple tuple
        ? tuple.elements().stream()
            .limit(2)
            .mapToInt(part -> part instanceof PickleValue.Tuple shape ? shape.size() : 0)
            .max()
            .orElse(0)
        : 0;
  }

  /// Whether an array may get this state after something else holds it: one of objects may contain
  /// itself. A holder of any other array has checked it, and relies on the result.
  static boolean mayComeLate(PickleValue state) {
    return state == Plain.NONE
        || (dimensions(state) > 0
            && state instanceof PickleValue.Tuple tuple
            && tuple.elements().getLast() instanceof PickleValue.Items);
  }

  /// Whether all arrays in a state have a dimension: native code of pandas reads the first one
  /// without a check.
  static boolean hasNoScalarArray(PickleValue state) {
    return switch (state) {
      case PickleValue.Tuple tuple ->
          tuple.isWhole() && tuple.elements().stream().allMatch(NumpyArrayState::hasNoScalarArray);
      case PickleValue.Items items ->
          items.isWhole() && items.kept().stream().allMatch(NumpyArrayState::hasNoScalarArray);
      case PickleValue.Instance made ->
          !made.made().signature.makesArrays() || made.dimensions() > 0;
      case Plain plain -> plain != Plain.SCALAR_ARRAY;
      case PickleValue.Whole _,
          PickleValue.Big _,
          PickleValue.Text _,
          PickleValue.Bytes _,
          PickleValue.Global _ ->
          true;
    };
  }

  /// Whether this is an array that is known to have a dimension.
  static boolean isDimensioned(PickleValue value) {
    return arrayDimensions(value) > 0;
  }

  /// The number of dimensions of the array that a state gives a pandas object: `(type, array)` with
  /// or without further attributes, or all as a dictionary; 0 if it is not such a state, or for an
  /// array without dimensions.
  static int backing(PickleValue state) {
    return switch (state) {
      case PickleValue.Tuple parts
          when parts.isWhole()
              && (parts.size() == 2
                  || (parts.size() == 3
                      && CallSignature.kind(parts.elements().get(2)) == Plain.MAPPING)) -> {
        int first = arrayDimensions(parts.elements().get(0));
        int second = arrayDimensions(parts.elements().get(1));
        PickleValue type = parts.elements().get(first >= 0 ? 1 : 0);
        yield isTypeOfPandas(type) ? Math.max(0, Math.max(first, second)) : 0;
      }
      case PickleValue.Items attributes when attributes.hasTextKeys(_ -> true) -> {
        PickleValue type = attributes.get("_dtype");
        if (type == null || !isTypeOfPandas(type)) {
          yield 0;
        }
        int most = 0;
        for (String name : BACKING) {
          PickleValue array = attributes.get(name);
          int dimensions = array == null ? -1 : arrayDimensions(array);
          if (array != null && (dimensions <= 0 || most > 0)) {
            yield 0;
          }
          most = Math.max(most, dimensions);
        }
        yield most;
      }
      default -> 0;
    };
  }

  /// Whether this is a type as pandas gives it to its arrays, which parses a string.
  private static boolean isTypeOfPandas(PickleValue value) {
    return value instanceof PickleValue.Instance type
        && (type.made().signature.product().equals(TYPE)
            || (type.made().module.startsWith("pandas") && type.made().name.endsWith("Dtype")));
  }

  /// The number of dimensions of an array, 0 if unknown; -1 if it is not an array.
  private static int arrayDimensions(PickleValue value) {
    return switch (value) {
      case PickleValue.Instance made when made.made().signature.makesArrays() -> made.dimensions();
      case Plain plain when plain == Plain.ARRAY -> 1;
      case Plain plain when plain == Plain.WIDE_ARRAY -> 2;
      case Plain plain when plain == Plain.SCALAR_ARRAY -> 0;
      default -> -1;
    };
  }

  private boolean isType(PickleValue value) {
    return value instanceof PickleValue.Instance type
        && type.made().signature.product().equals(TYPE)
        && calls.isInert(type);
  }

  private static boolean isData(PickleValue value) {
    return value instanceof PickleValue.Bytes
        || value == Plain.BYTES
        // Python 2 wrote bytes as text.
        || value instanceof PickleValue.Text
        || value == Plain.TEXT
        || isBuffer(value);
  }

  private static boolean isTypeOfObjects(PickleValue value) {
    return value instanceof PickleValue.Instance type
        && type.arguments() != null
        && !type.arguments().elements().isEmpty()
        && type.arguments().elements().getFirst() instanceof PickleValue.Text code
        && isObject(code);
  }

  /// The number of elements for which the bytes suffice; NumPy multiplies the shape before it
  /// compares.
  private static long most(PickleValue data) {
    return data instanceof PickleValue.Bytes bytes ? Math.max(bytes.length, FEW) : LARGEST_ARRAY;
  }

  /// NumPy takes as many objects from the list as the shape says, and no list if the type contains
  /// no objects. It gives the array its new type before it checks the data: if an array of objects
  /// gets bytes, NumPy uses the numbers in it as addresses when it frees the array.
  private Content contentOf(PickleValue shape, PickleValue type, PickleValue data) {
    if (isData(data)) {
      return isPlainType(type) && CallSignature.elements(shape, most(data)) >= 0
          ? Content.INERT
          : Content.REFUSED;
    }
    if (!(data instanceof PickleValue.Items list)
        || list.kind() != Plain.LIST
        || isPlainType(type)
        || list.size() != CallSignature.elements(shape, Long.MAX_VALUE)) {
      return Content.REFUSED;
    }
    if (!isTypeOfObjects(type)) {
      // Variable-length strings: NumPy converts whatever is in the list.
      return (list.elements() & ~PickleValue.Items.CONSTANTS) == 0
          ? Content.INERT
          : Content.REFUSED;
    }
    return calls.isInert(list) ? Content.INERT : Content.LIVE;
  }
}
