package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates calls that are harmless only with certain arguments. Each line of the lists with
/// `checked` has its case here.
final class ArgumentCheckedFunctions {

  private static final Set<String> ENCODINGS =
      Set.of("latin1", "latin-1", "iso-8859-1", "ascii", "utf-8", "utf8");

  /// Functions with any arguments whose types may be bound.
  private static final List<String> BOUND =
      List.of("builtins.", "collections.", "numpy.", "torch.");

  private static final Set<String> TENSORS =
      Set.of(
          "torch.Tensor",
          "torch._tensor.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer",
          "torch.nn.Parameter");

  private static final CallSignature PATH = CallSignature.parse("(text*)", "");

  private static final String RANDOM = "numpy.random.";

  private static final String BIT_GENERATOR = "numpy.random._pickle.__bit_generator_ctor";

  private final CallInterpreter calls;
  private final PickleMachine machine;
  private final PickleContext context;

  ArgumentCheckedFunctions(CallInterpreter calls, PickleMachine machine, PickleContext context) {
    this.calls = calls;
    this.machine = machine;
    this.context = context;
  }

  /// Whether models store it: a type, or a factory of random number generators.
  boolean mayBeStored(PickleValue.Global global) {
    String name = AllowedImports.canonical(global.fullName());
    return name.equals(BIT_GENERATOR)
        || name.equals("builtins.type")
        || isPath(name)
        || isItemGetter(name);
  }

  private static boolean isPath(String name) {
    return name.startsWith("pathlib.");
  }

  private static boolean isItemGetter(String name) {
    return name.endsWith("operator.itemgetter");
  }

  /// Whether this is the state that `partial` writes: function, arguments, keyword arguments, and
  /// attributes, which must be empty. `partial` keeps the dictionary itself.
  boolean isPartialState(PickleValue state) {
    return state instanceof PickleValue.Tuple tuple
        && tuple.size() == 4
        && tuple.isWhole()
        && mayBeBound(tuple.elements().get(0))
        && CallSignature.kind(tuple.elements().get(1)) == Plain.TUPLE
        && (tuple.elements().get(2) == Plain.NONE
            || CallSignature.kind(tuple.elements().get(2)) == Plain.MAPPING)
        && (tuple.elements().get(3) == Plain.NONE
            || (tuple.elements().get(3) instanceof PickleValue.Items attributes
                && attributes.kind() == Plain.MAPPING
                && attributes.size() == 0));
  }

  /// @param arguments null if unknown
  PickleValue call(PickleValue.Global function, @Nullable List<PickleValue> arguments)
      throws IOException, BrokenPickle {
    if (arguments == null) {
      machine.unresolved("`" + ValueFormatter.of(function) + "` is called with unknown arguments");
      return Plain.UNKNOWN;
    }
    String name = AllowedImports.canonical(function.fullName());
    PickleValue result =
        switch (name) {
          case "builtins.getattr" -> attribute(arguments);
          case "copyreg._reconstructor" -> reconstruct(arguments);
          case "copyreg.__newobj__" -> make(arguments);
          case "_codecs.encode" -> encode(arguments);
          case "builtins.type" -> typeOf(arguments);
          case "numpy._core._ufunc_reconstruct" -> imported(arguments);
          case "functools.partial", "_functools.partial" ->
              !arguments.isEmpty() && mayBeBound(arguments.getFirst()) ? live(function) : null;
          case BIT_GENERATOR,
              "numpy.random._pickle.__generator_ctor",
              "numpy.random._pickle.__randomstate_ctor" ->
              random(function, arguments);
          case "torch._utils._rebuild_parameter_with_state" -> withState(function, arguments);
          case "torch._tensor._rebuild_from_type_v2" -> rebuild(arguments);
          case "torch.storage._load_from_bytes" ->
              EmbeddedFileLoaders.scanArguments(context, machine.offset(), arguments)
                      && EmbeddedFileLoaders.holdsStorage(
                          context, ((PickleValue.Bytes) arguments.getFirst()).start)
                  ? loaded(function, (PickleValue.Bytes) arguments.getFirst())
                  : null;
          default -> {
            if (isPath(name)) {
              yield PATH.takes(arguments, calls::isInert) ? live(function) : null;
            }
            if (isItemGetter(name)) {
              yield CallSignature.INERT.takes(arguments, calls::isInert) ? live(function) : null;
            }
            throw new IllegalStateException("no check for " + function.fullName());
          }
        };
    if (result == null) {
      refuse(function, arguments);
      return Plain.UNKNOWN;
    }
    return result;
  }

  /// `cls.__new__(cls, ...)` of such a type, which no model does.
  PickleValue make(PickleValue.Global type, @Nullable List<PickleValue> arguments) {
    refuse(type, arguments == null ? List.of() : arguments);
    return Plain.UNKNOWN;
  }

  /// Something that can be called, or has methods that act.
  private static PickleValue live(PickleValue.Global function) {
    return new PickleValue.Instance(function, null, true);
  }

  private void refuse(PickleValue.Global function, List<PickleValue> arguments) {
    machine.report(
        PickleRule.ARGUMENT,
        "`"
            + ValueFormatter.of(function)
            + "` is called with `"
            + ValueFormatter.arguments(arguments)
            + "`, which no model needs");
  }

  /// An attribute with a constant name is judged like an import of that name.
  private @Nullable PickleValue attribute(List<PickleValue> arguments) throws BrokenPickle {
    if (arguments.size() != 2
        || !(arguments.get(1) instanceof PickleValue.Text name)
        || !name.isWhole()) {
      return null;
    }
    return switch (arguments.getFirst()) {
      case PickleValue.Global global ->
          machine.global(global.module, global.name + "." + name.start());
      case PickleValue.Instance instance ->
          machine.global(instance.made().module, instance.made().name + "." + name.start());
      default -> null;
    };
  }

  /// `_reconstructor(cls, base, state)`: an instance of a class, initialized by a built-in base.
  private @Nullable PickleValue reconstruct(List<PickleValue> arguments) throws BrokenPickle {
    if (arguments.size() != 3
        || !(arguments.get(1) instanceof PickleValue.Global base)
        || !isMadeOf(AllowedImports.canonical(base.fullName()), arguments.get(2))) {
      return null;
    }
    PickleValue made =
        calls.make(arguments.getFirst(), ConstantOpcodes.EMPTY_TUPLE, ConstantOpcodes.EMPTY_TUPLE);
    PickleValue content = arguments.get(2);
    if (content.isLive() && made instanceof PickleValue.Instance instance) {
      instance.enliven();
    }
    if (content instanceof PickleValue.Items items && items.kind() == Plain.MAPPING) {
      calls.keysSet(made, items);
    } else if (CallSignature.kind(content) == Plain.MAPPING) {
      calls.checkAttributes(content);
    }
    return made;
  }

  /// Whether a built-in base initializes its part of an instance from this.
  private static boolean isMadeOf(String base, PickleValue content) {
    Plain kind = CallSignature.kind(content);
    return switch (base) {
      case "builtins.object" -> content == Plain.NONE;
      case "builtins.dict" -> kind == Plain.MAPPING;
      case "builtins.list" -> kind == Plain.LIST;
      case "builtins.tuple" -> kind == Plain.TUPLE;
      case "builtins.set" -> kind == Plain.SET || kind == Plain.LIST;
      case "builtins.frozenset" -> kind == Plain.FROZEN_SET || kind == Plain.LIST;
      case "builtins.str" -> content instanceof PickleValue.Text || content == Plain.TEXT;
      case "builtins.bytes" -> content instanceof PickleValue.Bytes || content == Plain.BYTES;
      case "builtins.int", "builtins.float", "builtins.complex" ->
          CallSignature.isConstant(content)
              && !(content instanceof PickleValue.Text || content instanceof PickleValue.Bytes)
              && content != Plain.TEXT
              && content != Plain.BYTES
              && content != Plain.NONE
              && kind != Plain.TUPLE;
      default -> false;
    };
  }

  private @Nullable PickleValue make(List<PickleValue> arguments) throws BrokenPickle {
    return arguments.isEmpty()
        ? null
        : calls.make(
            arguments.getFirst(),
            tuple(arguments.subList(1, arguments.size())),
            ConstantOpcodes.EMPTY_TUPLE);
  }

  /// A storage loaded from bytes, of which the length is kept.
  private static PickleValue loaded(PickleValue.Global function, PickleValue.Bytes bytes) {
    return new PickleValue.Instance(
        function, tuple(List.of(new PickleValue.Whole(bytes.length))), false);
  }

  private static PickleValue.Tuple tuple(List<PickleValue> values) {
    return PickleValue.Tuple.of(values.toArray(PickleValue[]::new), 0, values.size());
  }

  static @Nullable PickleValue encode(List<PickleValue> arguments) {
    if (arguments.size() != 2
        || !(arguments.get(1) instanceof PickleValue.Text encoding)
        || !ENCODINGS.contains(encoding.start())) {
      return null;
    }
    return switch (arguments.getFirst()) {
      case PickleValue.Text text when text.isWhole() -> {
        byte[] bytes =
            text.start()
                .getBytes(
                    encoding.start().startsWith("u")
                        ? StandardCharsets.UTF_8
                        : StandardCharsets.ISO_8859_1);
        yield new PickleValue.Bytes(bytes, bytes.length);
      }
      case PickleValue.Text _ -> Plain.BYTES;
      case Plain plain when plain == Plain.TEXT -> Plain.BYTES;
      default -> null;
    };
  }

  /// `type(None)` is a class that Python names in no other way; with three arguments, `type` would
  /// create a class.
  private @Nullable PickleValue typeOf(List<PickleValue> arguments) throws BrokenPickle {
    return arguments.size() == 1 && arguments.getFirst() == Plain.NONE
        ? machine.global("types", "NoneType")
        : null;
  }

  /// `_ufunc_reconstruct(module, name)` imports by name.
  private @Nullable PickleValue imported(List<PickleValue> arguments) throws BrokenPickle {
    return arguments.size() == 2
            && arguments.get(0) instanceof PickleValue.Text module
            && arguments.get(1) instanceof PickleValue.Text name
            && module.isWhole()
            && name.isWhole()
        ? machine.global(module.start(), name.start())
        : null;
  }

  /// `_rebuild_from_type_v2(function, type, arguments, state)` calls the function, and sets the
  /// state of the result.
  private @Nullable PickleValue rebuild(List<PickleValue> arguments)
      throws IOException, BrokenPickle {
    if (arguments.size() != 4
        || !(arguments.get(0) instanceof PickleValue.Global function)
        || !function.module.startsWith("torch.")
        || !(arguments.get(1) instanceof PickleValue.Global type)
        || !function.signature.product().equals("tensor")
        || !TENSORS.contains(type.fullName())
        || !isTensorState(arguments.get(3))) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    return calls.call(function, arguments.get(2));
  }

  /// Whether this may become the attributes of a tensor: numbers, strings, tensors, and containers
  /// of these. PyTorch calls methods of a tensor, and another attribute could have the name of one.
  private boolean isTensorState(PickleValue state) {
    return state == Plain.NONE
        || (state instanceof PickleValue.Items items
            && items.kind() == Plain.MAPPING
            && items.hasTextKeys(_ -> true)
            && calls.isInert(items)
            && items.importKey() == null
            && items.kept().stream()
                .allMatch(
                    each ->
                        CallSignature.isConstant(each)
                            || CallSignature.kind(each) != null
                            || CallSignature.matches("tensor", each, calls::isInert)));
  }

  /// Whether `partial` may bind arguments to it: a caller of the result calls it with them. A
  /// constructor that reads files could be called in this way.
  private static boolean mayBeBound(PickleValue value) {
    return value instanceof PickleValue.Global global
        && switch (global.permission) {
          case HELD, CUSTOM, DANGEROUS -> true;
          case VALUE, LIST, MAPPING, NAMED ->
              BOUND.stream().anyMatch(global.fullName()::startsWith);
          case INSTANCES -> global.module.startsWith("torch.nn.");
          case STATE, CALLABLE, ATTRIBUTES, CHECKED -> false;
        };
  }

  /// A random number generator: the name or the class of its bit generator, and its factory.
  private @Nullable PickleValue random(PickleValue.Global function, List<PickleValue> arguments) {
    boolean known =
        arguments.isEmpty()
            || switch (arguments.getFirst()) {
              case PickleValue.Text _ -> true;
              case PickleValue.Global type -> type.module.startsWith(RANDOM);
              case PickleValue.Instance made ->
                  made.made().module.startsWith(RANDOM) && calls.isInert(made);
              default -> false;
            };
    boolean maker =
        arguments.size() < 2
            || (arguments.get(1) instanceof PickleValue.Global global && global.is(BIT_GENERATOR));
    return known && maker && arguments.size() <= 2 ? function.bareInstance : null;
  }

  /// The last argument becomes the attributes of the parameter.
  private @Nullable PickleValue withState(
      PickleValue.Global function, List<PickleValue> arguments) {
    if (arguments.size() != 4
        || !arguments.stream().allMatch(calls::isInert)
        || !CallSignature.matches("tensor", arguments.getFirst(), calls::isInert)
        || !isTensorState(arguments.get(3))) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    return function.bareInstance;
  }
}
