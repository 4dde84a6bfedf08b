package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The arguments with which an allowed import may be called, and what it creates.
///
/// Written in the lists as `(kind, kind, ...) {attribute: kind, ...} product`. A kind is one of
/// [#matches], several with `|` between them; `?` means that it and what follows may be missing,
/// `*` after the last one that it may be repeated. Every kind but `factory`, `pairs` and `block` is
/// inert. The braces contain the attributes that a state must set, and their kinds; with `?`, an
/// attribute may be missing.
///
/// @param product what it creates, by the word that other signatures use; empty if none does
/// @param state the kinds of the attributes that a state sets, by name
record CallSignature(List<Parameter> parameters, String product, Map<String, Parameter> state) {

  /// Creates an array, which may contain objects.
  private static final String ARRAY = "array";

  /// Creates an object of its own, whose attributes may be set.
  private static final String OBJECT = "object";

  /// Creates a native object, which follows null pointers if it is used before its state is set;
  /// the state may be a tuple of its fields.
  private static final String NATIVE = "native";

  /// The same for pandas objects around an array, whose dimensions native code does not check.
  private static final String BACKED = "backed";

  /// Creates an object that stores data and does nothing else with it. All other objects that are
  /// created without a constructor are live.
  private static final String DATA = "data";

  /// Creates an object whose state may be two dictionaries; a class that sets its own state could
  /// interpret them as pairs of a name and a value.
  private static final String SLOTS = "slots";

  /// Creates a pandas index.
  static final String INDEX = "index";

  private static final Set<String> PRODUCTS =
      Set.of(
          "",
          ARRAY,
          OBJECT,
          NATIVE,
          BACKED,
          DATA,
          INDEX,
          SLOTS,
          "dtype",
          "tensor",
          "storage",
          "buffer",
          "bit-generator");

  /// A shape with more elements is not that of an array that is yet to be filled, and `bytes(n)`
  /// with a larger number is not one that a model creates in this way.
  static final long SMALL = 1 << 16;

  /// More layers than any recurrent network has.
  private static final long FEW = 256;

  /// Numbers of a `range`, each of which a library may create when it receives one.
  private static final long BOUND = 1 << 20;

  private static final int SHORT = 4096;

  private static final Set<String> KINDS =
      Set.of(
          "never",
          "none",
          "bool",
          "int",
          "number",
          "small",
          "bounded",
          "text",
          "code",
          "digits",
          "bytes",
          "shape",
          "empty",
          "list",
          "tuple",
          "dict",
          "inert",
          "constant",
          "typecode",
          "vector",
          "values",
          "vectors",
          "indexes",
          "axis",
          "few",
          "axes",
          "block",
          "column",
          "columns",
          "zone",
          "factory",
          "pairs");

  private static final Set<Plain> CONSTANTS =
      EnumSet.of(
          Plain.NONE,
          Plain.TRUE,
          Plain.FALSE,
          Plain.WHOLE,
          Plain.FRACTION,
          Plain.TEXT,
          Plain.BYTES);

  /// Any inert arguments, and any inert state.
  static final CallSignature INERT = parse("(inert*)", OBJECT);

  /// It must not be called.
  static final CallSignature NEVER = parse("(never)", "");

  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+): ([^,{} ]+)");

  /// One parameter.
  record Parameter(List<String> kinds, boolean optional, boolean repeated) {}

  CallSignature {
    parameters = List.copyOf(parameters);
    state = Map.copyOf(state);
  }

  static CallSignature parse(String text, String product) {
    if (!text.startsWith("(") || !text.endsWith(")") || !PRODUCTS.contains(product)) {
      throw new IllegalStateException("invalid signature: " + text + " " + product);
    }
    List<Parameter> parameters = new ArrayList<>();
    String inner = text.substring(1, text.length() - 1).strip();
    for (String part : inner.isEmpty() ? new String[0] : inner.split("\\s*,\\s*", -1)) {
      parameters.add(parameter(part));
    }
    return new CallSignature(parameters, product, Map.of());
  }

  private static Parameter parameter(String part) {
    boolean optional = part.endsWith("?");
    boolean repeated = part.endsWith("*");
    String kinds = optional || repeated ? part.substring(0, part.length() - 1) : part;
    List<String> alternatives = Arrays.asList(kinds.split("\\|", -1));
    for (String kind : alternatives) {
      if (!KINDS.contains(kind)
          && (kind.isEmpty() || !PRODUCTS.contains(kind))
          && !kind.startsWith("type:")
          && !kind.startsWith("of:")) {
        throw new IllegalStateException("unknown kind of argument: " + kind);
      }
    }
    return new Parameter(List.copyOf(alternatives), optional, repeated);
  }

  /// The same signature with attributes, written as `{name: kind|kind, ...}`.
  CallSignature holding(String text) {
    Map<String, Parameter> attributes = new HashMap<>();
    for (String part : text.substring(1, text.length() - 1).split(",", -1)) {
      Matcher matcher = ATTRIBUTE.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalStateException("invalid attributes: " + text);
      }
      attributes.put(matcher.group(1), parameter(matcher.group(2)));
    }
    return new CallSignature(parameters, product, attributes);
  }

  /// The same parameters with another product.
  CallSignature making(String made) {
    if (!PRODUCTS.contains(made)) {
      throw new IllegalStateException("unknown product: " + made);
    }
    return made.equals(product) ? this : new CallSignature(parameters, made, state);
  }

  boolean makesArrays() {
    return product.equals(ARRAY);
  }

  boolean makesObjects() {
    return product.equals(OBJECT) || makesNative();
  }

  /// Whether the product must not be used before its state was set.
  boolean makesNative() {
    return product.equals(NATIVE) || makesBacked();
  }

  boolean makesBacked() {
    return product.equals(BACKED);
  }

  boolean makesSlots() {
    return product.equals(SLOTS);
  }

  boolean makesData() {
    return product.equals(DATA);
  }

  boolean makesIndexes() {
    return product.equals(INDEX);
  }

  /// Whether the attributes that a state sets have the required kinds: those of a dictionary, or of
  /// one that comes first in a tuple.
  boolean takesState(PickleValue given, Predicate<PickleValue> inert) {
    PickleValue first =
        given instanceof PickleValue.Tuple tuple && tuple.size() > 0 && !tuple.elements().isEmpty()
            ? tuple.elements().getFirst()
            : given;
    return state.isEmpty()
        || given == Plain.NONE
        || (first instanceof PickleValue.Items items
            && items.hasTextKeys(_ -> true)
            && state.entrySet().stream()
                .allMatch(
                    each -> {
                      PickleValue value = items.get(each.getKey());
                      return value == null
                          ? each.getValue().optional()
                          : matches(each.getValue(), value, inert);
                    }));
  }

  /// Whether arguments match the parameters.
  ///
  /// @param inert whether a value is inert as far as is known by now
  boolean takes(List<PickleValue> arguments, Predicate<PickleValue> inert) {
    int at = 0;
    boolean optional = false;
    for (Parameter parameter : parameters) {
      optional |= parameter.optional();
      if (parameter.repeated()) {
        while (at < arguments.size()) {
          if (!matches(parameter, arguments.get(at++), inert)) {
            return false;
          }
        }
      } else if (at == arguments.size()) {
        return optional;
      } else if (!matches(parameter, arguments.get(at++), inert)) {
        return false;
      }
    }
    return at == arguments.size();
  }

  private static boolean matches(
      Parameter parameter, PickleValue value, Predicate<PickleValue> inert) {
    return parameter.kinds().stream().anyMatch(kind -> matches(kind, value, inert));
  }

  /// Whether a value is of a kind.
  static boolean matches(String kind, PickleValue value, Predicate<PickleValue> inert) {
    return switch (kind) {
      case "never" -> false;
      case "none" -> value == Plain.NONE;
      case "bool" -> isFlag(value);
      case "int" -> isInteger(value) || isFlag(value);
      case "number" -> isInteger(value) || value == Plain.FRACTION;
      case "small" ->
          value instanceof PickleValue.Whole whole && whole.value() >= 0 && whole.value() <= SMALL;
      case "bounded" ->
          value instanceof PickleValue.Whole whole
              && whole.value() >= -BOUND
              && whole.value() <= BOUND;
      case "text" -> value instanceof PickleValue.Text || value == Plain.TEXT;
      case "code" ->
          value instanceof PickleValue.Text text
              && text.isWhole()
              && text.start().matches("[<>|=]?[?a-zA-Z][0-9]{0,9}(\\[[0-9a-zA-Z]+\\])?");
      case "typecode" ->
          value == Plain.TEXT
              || value == Plain.BYTES
              || matches("code", value, inert)
              || (value instanceof PickleValue.Bytes bytes
                  && bytes.isWhole()
                  && matches(
                      "code",
                      new PickleValue.Text(
                          new String(bytes.start, StandardCharsets.ISO_8859_1), true),
                      inert));
      case "storage" -> isStorage(value) && inert.test(value);
      case "digits" ->
          value instanceof PickleValue.Text text
              && text.isWhole()
              && text.start().length() <= SHORT
              && text.start().matches("[-+]?[0-9]+(/[0-9]+)?");
      case "bytes" -> value instanceof PickleValue.Bytes || value == Plain.BYTES;
      case "buffer" ->
          value instanceof PickleValue.Bytes || value == Plain.BYTES || isProduct(kind, value);
      case "shape" -> elements(value, Long.MAX_VALUE) >= 0;
      case "empty" -> elements(value, 0) == 0;
      case "list" -> kind(value) == Plain.LIST && inert.test(value);
      case "tuple" -> kind(value) == Plain.TUPLE && inert.test(value);
      case "dict" -> kind(value) == Plain.MAPPING && inert.test(value);
      case "array" ->
          (value == Plain.ARRAY || value == Plain.WIDE_ARRAY || isProduct(kind, value))
              && inert.test(value);
      case "vector" -> NumpyArrayState.isDimensioned(value) && inert.test(value);
      case "vectors" ->
          PandasColumns.isListOf(PickleValue.Items.VECTORS, Plain.VECTORS, value, inert);
      case "indexes" ->
          PandasColumns.isListOf(PickleValue.Items.INDEXES, Plain.INDEXES, value, inert);
      case "values" -> PandasColumns.areValues(value, inert);
      case "axis" -> isProduct(INDEX, value) && inert.test(value);
      case "few" ->
          value instanceof PickleValue.Whole whole && whole.value() >= 0 && whole.value() <= FEW;
      case "axes" -> PandasColumns.areAxes(value, inert);
      case "inert" -> inert.test(value);
      case "constant" -> isConstant(value);
      case "block" -> PandasColumns.isBlock(value, inert);
      case "column" -> PandasColumns.isColumn(value, inert);
      case "columns" -> PandasColumns.areColumns(value, inert);
      case "zone" -> PandasColumns.isZone(value, inert);
      case "factory" -> isFactory(value);
      case "pairs" -> isPairs(value, inert);
      case INDEX ->
          value instanceof PickleValue.Instance made
              && isProduct(INDEX, value)
              && made.dimensions() == 1
              && inert.test(value);
      default ->
          kind.startsWith("type:")
              ? value instanceof PickleValue.Global global && isNamed(global, kind.substring(5))
              : kind.startsWith("of:")
                  ? value instanceof PickleValue.Instance instance
                      && isNamed(instance.made(), kind.substring(3))
                      && inert.test(value)
                  : isProduct(kind, value) && inert.test(value);
    };
  }

  /// Whether an allowed import has a name with this prefix.
  private static boolean isNamed(PickleValue.Global global, String prefix) {
    return global.permission.isAllowed()
        && global.permission != ImportPermission.HELD
        && global.permission != ImportPermission.CHECKED
        && AllowedImports.canonical(global.fullName()).startsWith(prefix);
  }

  private static boolean isProduct(String product, PickleValue value) {
    return value instanceof PickleValue.Instance instance
        && instance.made().signature.product().equals(product);
  }

  /// Numbers, strings, bytes, and tuples of these: nothing that a library could call.
  static boolean isConstant(PickleValue value) {
    return switch (value) {
      case PickleValue.Whole _, PickleValue.Big _, PickleValue.Text _, PickleValue.Bytes _ -> true;
      case PickleValue.Tuple tuple ->
          tuple.isWhole() && tuple.elements().stream().allMatch(CallSignature::isConstant);
      case Plain plain -> CONSTANTS.contains(plain);
      case PickleValue.Items _, PickleValue.Global _, PickleValue.Instance _ -> false;
    };
  }

  /// A PyTorch storage, by a persistent id or loaded from bytes.
  static boolean isStorage(PickleValue value) {
    return value instanceof PickleValue.Instance instance
        && instance.made().module.startsWith("torch")
        && (instance.made().name.endsWith("Storage")
            || instance.made().name.equals("_load_from_bytes"));
  }

  private static boolean isFlag(PickleValue value) {
    return value == Plain.TRUE || value == Plain.FALSE;
  }

  private static boolean isInteger(PickleValue value) {
    return value instanceof PickleValue.Whole
        || value instanceof PickleValue.Big
        || value == Plain.WHOLE;
  }

  /// A factory for the values of missing keys: it is stored and not called.
  private static boolean isFactory(PickleValue value) {
    return switch (value) {
      case PickleValue.Global global ->
          global.permission.isAllowed() && global.permission != ImportPermission.CHECKED;
      case PickleValue.Instance instance -> instance.made().permission.isAllowed();
      default -> value == Plain.NONE;
    };
  }

  /// A list of pairs, of which the second elements are only stored.
  private static boolean isPairs(PickleValue value, Predicate<PickleValue> inert) {
    return kind(value) == Plain.LIST
        && (inert.test(value)
            || (value instanceof PickleValue.Items items
                && items.isWhole()
                && items.kept().stream().allMatch(CallSignature::isPair)));
  }

  private static boolean isPair(PickleValue value) {
    return switch (value) {
      case PickleValue.Tuple tuple ->
          tuple.size() == 2 && tuple.isWhole() && !tuple.elements().getFirst().isLive();
      default -> kind(value) == Plain.LIST;
    };
  }

  /// The kind of a container, whether or not its elements are known; null for anything else.
  static @Nullable Plain kind(PickleValue value) {
    return switch (value) {
      case PickleValue.Tuple _ -> Plain.TUPLE;
      case PickleValue.Items items -> items.kind();
      case Plain plain -> plain.kind();
      default -> null;
    };
  }

  /// The number of elements of an array with this shape; -1 if unknown, or more than a limit.
  static long elements(PickleValue shape, long most) {
    if (shape instanceof PickleValue.Whole whole) {
      return whole.value() >= 0 && whole.value() <= most ? whole.value() : -1;
    }
    if (!(shape instanceof PickleValue.Tuple tuple) || !tuple.isWhole()) {
      return -1;
    }
    long elements = 1;
    for (PickleValue length : tuple.elements()) {
      if (!(length instanceof PickleValue.Whole whole) || whole.value() < 0) {
        return -1;
      }
      try {
        elements = Math.multiplyExact(elements, whole.value());
      } catch (ArithmeticException _) {
        return -1;
      }
      if (elements > most) {
        return -1;
      }
    }
    return elements;
  }
}
