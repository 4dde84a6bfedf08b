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

  /// `bytes(n)` makes n zeros: no model needs more in this way.
  private static final long ZEROS = 1 << 16;

  private static final Set<String> ENCODINGS =
      Set.of("latin1", "latin-1", "iso-8859-1", "ascii", "utf-8", "utf8");

  private static final Set<String> BASES =
      Set.of(
          "builtins.object",
          "builtins.dict",
          "builtins.list",
          "builtins.tuple",
          "builtins.set",
          "builtins.frozenset",
          "builtins.str",
          "builtins.int",
          "builtins.float",
          "builtins.complex",
          "builtins.bytes");

  private static final Set<String> PARTIAL = Set.of("functools.partial", "_functools.partial");

  /// Whose types may be bound, of those that may be made with any arguments.
  private static final List<String> BOUND =
      List.of("builtins.", "collections.", "numpy.", "torch.");

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
    return isType(global) || global.is(BIT_GENERATOR);
  }

  private static boolean isType(Value.Global global) {
    String name = Library.canonical(global.fullName());
    return name.equals("builtins.type")
        || name.equals("builtins.bytes")
        || name.equals("builtins.bytearray");
  }

  /// What is to be said of the state of something, before it is taken for attributes.
  void checkState(Value.Global made, Value state) {
    if (PARTIAL.contains(made.fullName())
        && !(state instanceof Value.Tuple tuple
            && !tuple.elements().isEmpty()
            && mayBeBound(tuple.elements().getFirst()))) {
      refuse(made, List.of(state));
    }
  }

  /// @param arguments null where they are not known
  Value call(Value.Global function, @Nullable List<Value> arguments)
      throws IOException, BrokenPickle {
    if (arguments == null) {
      machine.unresolved("`" + Shown.of(function) + "` is called with arguments that are unknown");
      return Plain.UNKNOWN;
    }
    Value result =
        switch (Library.canonical(function.fullName())) {
          case "builtins.getattr" -> attribute(arguments);
          case "copyreg._reconstructor" -> reconstruct(arguments);
          case "copyreg.__newobj__" -> make(arguments);
          case "_codecs.encode" -> encode(arguments);
          case "builtins.type" -> typeOf(arguments);
          case "builtins.bytes", "builtins.bytearray" -> zeros(function, arguments);
          case "numpy._core._ufunc_reconstruct" -> imported(arguments);
          case "functools.partial", "_functools.partial" ->
              !arguments.isEmpty() && mayBeBound(arguments.getFirst())
                  ? function.bareInstance
                  : null;
          case BIT_GENERATOR,
              "numpy.random._pickle.__generator_ctor",
              "numpy.random._pickle.__randomstate_ctor" ->
              random(function, arguments);
          case "torch._utils._rebuild_parameter_with_state" -> withState(function, arguments);
          case "torch._tensor._rebuild_from_type_v2" -> rebuild(arguments);
          case "torch.storage._load_from_bytes" ->
              Loaders.look(context, machine.offset(), arguments) ? function.bareInstance : null;
          default -> throw new IllegalStateException("no check for " + function.fullName());
        };
    if (result == null) {
      refuse(function, arguments);
      return Plain.UNKNOWN;
    }
    return result;
  }

  /// `cls.__new__(cls, ...)` of one of these.
  Value make(Value.Global type, @Nullable List<Value> arguments) throws BrokenPickle {
    if (arguments != null
        && isType(type)
        && !Library.canonical(type.fullName()).equals("builtins.type")
        && zeros(type, arguments) != null) {
      return type.bareInstance;
    }
    refuse(type, arguments == null ? List.of() : arguments);
    return Plain.UNKNOWN;
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
    return arguments.size() == 3
            && arguments.get(1) instanceof Value.Global base
            && BASES.contains(Library.canonical(base.fullName()))
        ? calls.make(arguments.getFirst(), Constants.EMPTY_TUPLE, Constants.EMPTY_TUPLE)
        : null;
  }

  private @Nullable Value make(List<Value> arguments) throws BrokenPickle {
    return arguments.isEmpty()
        ? null
        : calls.make(arguments.getFirst(), Plain.TUPLE, Constants.EMPTY_TUPLE);
  }

  private static @Nullable Value encode(List<Value> arguments) {
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

  /// `type(None)` says what `None` is; with three arguments it would make a class.
  private static @Nullable Value typeOf(List<Value> arguments) {
    return arguments.size() == 1 && arguments.getFirst() instanceof Plain ? Plain.NONE : null;
  }

  private static @Nullable Value zeros(Value.Global type, List<Value> arguments) {
    boolean many =
        !arguments.isEmpty()
            && ((arguments.getFirst() instanceof Value.Whole whole && whole.value() > ZEROS)
                || arguments.getFirst() instanceof Value.Big
                || arguments.getFirst() == Plain.WHOLE
                || arguments.getFirst() == Plain.UNKNOWN);
    return many ? null : type.bareInstance;
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

  /// `_rebuild_from_type_v2(function, type, arguments, state)` calls the function.
  private @Nullable Value rebuild(List<Value> arguments) throws IOException, BrokenPickle {
    if (arguments.size() != 4) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    calls.call(arguments.get(0), arguments.get(2));
    return arguments.get(1) instanceof Value.Global type ? type.bareInstance : null;
  }

  /// Whether `partial` may bind arguments to it: whoever calls the result calls it with them. A
  /// constructor that reads files would be called in this way.
  private static boolean mayBeBound(Value value) {
    return value instanceof Value.Global global
        && switch (global.permission) {
          case HELD, CUSTOM, DANGEROUS -> true;
          case ALLOWED -> BOUND.stream().anyMatch(global.fullName()::startsWith);
          case INSTANCES -> global.module.startsWith("torch.nn.");
          case CHECKED -> false;
        };
  }

  /// Of a source of random numbers: the name or the class of its generator, and what makes that.
  private static @Nullable Value random(Value.Global function, List<Value> arguments) {
    boolean known =
        arguments.isEmpty()
            || switch (arguments.getFirst()) {
              case Value.Text _ -> true;
              case Value.Global type -> type.module.startsWith(RANDOM);
              case Value.Instance made -> made.made().module.startsWith(RANDOM);
              default -> false;
            };
    boolean maker =
        arguments.size() < 2
            || (arguments.get(1) instanceof Value.Global global && global.is(BIT_GENERATOR));
    return known && maker && arguments.size() <= 2 ? function.bareInstance : null;
  }

  /// The last argument becomes the attributes of the parameter.
  private @Nullable Value withState(Value.Global function, List<Value> arguments) {
    if (arguments.size() != 4) {
      return null;
    }
    calls.checkAttributes(arguments.get(3));
    return function.bareInstance;
  }
}
