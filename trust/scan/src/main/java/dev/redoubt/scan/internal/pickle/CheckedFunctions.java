package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.Value.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What models call that is harmless only with some arguments. Each line of the lists that says
/// `checked` has its case here.
final class CheckedFunctions {

  private static final Set<String> ENCODINGS =
      Set.of("latin1", "latin-1", "iso-8859-1", "ascii", "utf-8", "utf8");

  /// Whose types may be bound, of those that may be made with any arguments.
  private static final List<String> BOUND =
      List.of("builtins.", "collections.", "numpy.", "torch.");

  private static final Set<String> TENSORS =
      Set.of(
          "torch.Tensor",
          "torch._tensor.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer",
          "torch.nn.Parameter");

  private static final Signature PATH = Signature.parse("(text*)", "");

  private static final String RANDOM = "numpy.random.";

  private static final String BIT_GENERATOR = "numpy.random._pickle.__bit_generator_ctor";

  private final Calls calls;
  private final PickleMachine machine;
  private final PickleContext context;

  CheckedFunctions(Calls calls, PickleMachine machine, PickleContext context) {
    this.calls = calls;
    this.machine = machine;
    this.context = context;
  }

  /// Whether it is one that models store: a type, or what makes a source of random numbers.
  boolean mayBeStored(Value.Global global) {
    String name = Library.canonical(global.fullName());
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

  /// Whether this is the state that `partial` writes: function, arguments, named arguments, and
  /// attributes, of which there are none. It keeps the very dictionary of these.
  boolean isPartialState(Value state) {
    return state instanceof Value.Tuple tuple
        && tuple.size() == 4
        && tuple.isWhole()
        && mayBeBound(tuple.elements().get(0))
        && Signature.kind(tuple.elements().get(1)) == Plain.TUPLE
        && (tuple.elements().get(2) == Plain.NONE
            || Signature.kind(tuple.elements().get(2)) == Plain.MAPPING)
        && (tuple.elements().get(3) == Plain.NONE
            || (tuple.elements().get(3) instanceof Value.Items attributes
                && attributes.kind() == Plain.MAPPING
                && attributes.size() == 0));
  }

  /// @param arguments null where they are not known
  Value call(Value.Global function, @Nullable List<Value> arguments)
      throws IOException, BrokenPickle {
    if (arguments == null) {
      machine.unresolved("`" + Shown.of(function) + "` is called with arguments that are unknown");
      return Plain.UNKNOWN;
    }
    String name = Library.canonical(function.fullName());
    Value result =
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
              Loaders.look(context, machine.offset(), arguments)
                      && Loaders.holdsStorage(context, ((Value.Bytes) arguments.getFirst()).start)
                  ? loaded(function, (Value.Bytes) arguments.getFirst())
                  : null;
          default -> {
            if (isPath(name)) {
              yield PATH.takes(arguments, calls::isInert) ? live(function) : null;
            }
            if (isItemGetter(name)) {
              yield Signature.INERT.takes(arguments, calls::isInert) ? live(function) : null;
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

  /// `cls.__new__(cls, ...)` of one of these, which no model does.
  Value make(Value.Global type, @Nullable List<Value> arguments) {
    refuse(type, arguments == null ? List.of() : arguments);
    return Plain.UNKNOWN;
  }

  /// What can be called, or has methods that act.
  private static Value live(Value.Global function) {
    return new Value.Instance(function, null, true);
  }

  private void refuse(Value.Global function, List<Value> arguments) {
    machine.report(
        PickleRule.ARGUMENT,
        "`"
            + Shown.of(function)
            + "` is called with `"
            + Shown.arguments(arguments)
            + "`, which no model needs");
  }

  /// An attribute with a constant name is like an import of that name, and judged as such.
  private @Nullable Value attribute(List<Value> arguments) throws BrokenPickle {
    if (arguments.size() != 2
        || !(arguments.get(1) instanceof Value.Text name)
        || !name.isWhole()) {
      return null;
    }
    return switch (arguments.getFirst()) {
      case Value.Global global -> machine.global(global.module, global.name + "." + name.start());
      case Value.Instance instance ->
          machine.global(instance.made().module, instance.made().name + "." + name.start());
      default -> null;
    };
  }

  /// `_reconstructor(cls, base, state)`: an instance of a class, filled by a plain base of it.
  private @Nullable Value reconstruct(List<Value> arguments) throws BrokenPickle {
    if (arguments.size() != 3
        || !(arguments.get(1) instanceof Value.Global base)
        || !isMadeOf(Library.canonical(base.fullName()), arguments.get(2))) {
      return null;
    }
    Value made = calls.make(arguments.getFirst(), Constants.EMPTY_TUPLE, Constants.EMPTY_TUPLE);
    Value content = arguments.get(2);
    if (content.isLive() && made instanceof Value.Instance instance) {
      instance.enliven();
    }
    if (content instanceof Value.Items items && items.kind() == Plain.MAPPING) {
      calls.keysSet(made, items);
    } else if (Signature.kind(content) == Plain.MAPPING) {
      calls.checkAttributes(content);
    }
    return made;
  }

  /// Whether a plain base makes its part of an instance of this.
  private static boolean isMadeOf(String base, Value content) {
    Plain kind = Signature.kind(content);
    return switch (base) {
      case "builtins.object" -> content == Plain.NONE;
      case "builtins.dict" -> kind == Plain.MAPPING;
      case "builtins.list" -> kind == Plain.LIST;
      case "builtins.tuple" -> kind == Plain.TUPLE;
      case "builtins.set" -> kind == Plain.SET || kind == Plain.LIST;
      case "builtins.frozenset" -> kind == Plain.FROZEN_SET || kind == Plain.LIST;
      case "builtins.str" -> content instanceof Value.Text || content == Plain.TEXT;
      case "builtins.bytes" -> content instanceof Value.Bytes || content == Plain.BYTES;
      case "builtins.int", "builtins.float", "builtins.complex" ->
          Signature.isConstant(content)
              && !(content instanceof Value.Text || content instanceof Value.Bytes)
              && content != Plain.TEXT
              && content != Plain.BYTES
              && content != Plain.NONE
              && kind != Plain.TUPLE;
      default -> false;
    };
  }

  private @Nullable Value make(List<Value> arguments) throws BrokenPickle {
    return arguments.isEmpty()
        ? null
        : calls.make(
            arguments.getFirst(),
            tuple(arguments.subList(1, arguments.size())),
            Constants.EMPTY_TUPLE);
  }

  /// A storage out of bytes, of which the length is kept.
  private static Value loaded(Value.Global function, Value.Bytes bytes) {
    return new Value.Instance(function, tuple(List.of(new Value.Whole(bytes.length))), false);
  }

  private static Value.Tuple tuple(List<Value> values) {
    return Value.Tuple.of(values.toArray(Value[]::new), 0, values.size());
  }

  static @Nullable Value encode(List<Value> arguments) {
    if (arguments.size() != 2
        || !(arguments.get(1) instanceof Value.Text encoding)
        || !ENCODINGS.contains(encoding.start())) {
      return null;
    }
    return switch (arguments.getFirst()) {
      case Value.Text text when text.isWhole() -> {
        byte[] bytes =
            text.start()
                .getBytes(
                    encoding.start().startsWith("u")
                        ? StandardCharsets.UTF_8
                        : StandardCharsets.ISO_8859_1);
        yield new Value.Bytes(bytes, bytes.length);
      }
      case Value.Text _ -> Plain.BYTES;
      case Plain plain when plain == Plain.TEXT -> Plain.BYTES;
      default -> null;
    };
  }

  /// `type(None)` is a class that Python names in no other way; with three arguments it would make
  /// one.
  private @Nullable Value typeOf(List<Value> arguments) throws BrokenPickle {
    return arguments.size() == 1 && arguments.getFirst() == Plain.NONE
        ? machine.global("types", "NoneType")
        : null;
  }

  /// `_ufunc_reconstruct(module, name)` imports by name.
  private @Nullable Value imported(List<Value> arguments) throws BrokenPickle {
    return arguments.size() == 2
            && arguments.get(0) instanceof Value.Text module
            && arguments.get(1) instanceof Value.Text name
            && module.isWhole()
            && name.isWhole()
        ? machine.global(module.start(), name.start())
        : null;
  }

  /// `_rebuild_from_type_v2(function, type, arguments, state)` calls the function, and sets the
  /// state of what it returns.
  private @Nullable Value rebuild(List<Value> arguments) throws IOException, BrokenPickle {
    if (arguments.size() != 4
        || !(arguments.get(0) instanceof Value.Global function)
        || !function.module.startsWith("torch.")
        || !(arguments.get(1) instanceof Value.Global type)
        || !function.signature.product().equals("tensor")
        || !TENSORS.contains(type.fullName())
        || !isTensorState(arguments.get(3))) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    return calls.call(function, arguments.get(2));
  }

  /// What becomes the attributes of a tensor: numbers, texts, tensors, and containers of these.
  /// PyTorch calls methods of a tensor, and another attribute could have the name of one.
  private boolean isTensorState(Value state) {
    return state == Plain.NONE
        || (state instanceof Value.Items items
            && items.kind() == Plain.MAPPING
            && items.hasTextKeys(_ -> true)
            && calls.isInert(items)
            && items.importKey() == null
            && items.kept().stream()
                .allMatch(
                    each ->
                        Signature.isConstant(each)
                            || Signature.kind(each) != null
                            || Signature.matches("tensor", each, calls::isInert)));
  }

  /// Whether `partial` may bind arguments to it: whoever calls the result calls it with them. A
  /// constructor that reads files would be called in this way.
  private static boolean mayBeBound(Value value) {
    return value instanceof Value.Global global
        && switch (global.permission) {
          case HELD, CUSTOM, DANGEROUS -> true;
          case VALUE, LIST, MAPPING, NAMED ->
              BOUND.stream().anyMatch(global.fullName()::startsWith);
          case INSTANCES -> global.module.startsWith("torch.nn.");
          case STATE, CALLABLE, ATTRIBUTES, CHECKED -> false;
        };
  }

  /// Of a source of random numbers: the name or the class of its generator, and what makes that.
  private @Nullable Value random(Value.Global function, List<Value> arguments) {
    boolean known =
        arguments.isEmpty()
            || switch (arguments.getFirst()) {
              case Value.Text _ -> true;
              case Value.Global type -> type.module.startsWith(RANDOM);
              case Value.Instance made ->
                  made.made().module.startsWith(RANDOM) && calls.isInert(made);
              default -> false;
            };
    boolean maker =
        arguments.size() < 2
            || (arguments.get(1) instanceof Value.Global global && global.is(BIT_GENERATOR));
    return known && maker && arguments.size() <= 2 ? function.bareInstance : null;
  }

  /// The last argument becomes the attributes of the parameter.
  private @Nullable Value withState(Value.Global function, List<Value> arguments) {
    if (arguments.size() != 4
        || !arguments.stream().allMatch(calls::isInert)
        || !Signature.matches("tensor", arguments.getFirst(), calls::isInert)
        || !isTensorState(arguments.get(3))) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    return function.bareInstance;
  }
}
