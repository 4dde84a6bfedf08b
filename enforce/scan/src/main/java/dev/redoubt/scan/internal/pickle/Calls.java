package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.Value.Plain;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a pickle does with what it imported: calls, instances, state, elements.
final class Calls {

  private static final String NUMPY_TYPE = "numpy.dtype";

  /// The bit in the flags of a NumPy type's state that says that some field is an object.
  private static final int HAS_OBJECT = 1;

  private final PickleMachine machine;
  private final PickleContext context;
  private final CheckedFunctions checked;
  private boolean objectFields;

  Calls(PickleMachine machine, PickleContext context) {
    this.machine = machine;
    this.context = context;
    this.checked = new CheckedFunctions(this, machine, context);
  }

  /// Calls a function, or a class as its constructor.
  Value call(Value function, Value arguments) throws IOException, BrokenPickle {
    return switch (function) {
      case Value.Global global -> callGlobal(global, arguments);
      case Value.Instance instance -> callResult(instance, arguments);
      case Plain plain when plain == Plain.UNKNOWN -> {
        machine.unresolved("something unknown is called with `" + shown(arguments) + "`");
        yield Plain.UNKNOWN;
      }
      default -> throw new BrokenPickle("`" + Shown.of(function) + "` is called, no function");
    };
  }

  private Value callGlobal(Value.Global global, Value arguments) throws IOException, BrokenPickle {
    return switch (global.permission) {
      case ALLOWED -> instance(global, arguments);
      case INSTANCES -> {
        if (!isEmpty(arguments)) {
          machine.report(
              PickleRule.ARGUMENT,
              "`"
                  + Shown.of(global)
                  + "` is constructed with `"
                  + shown(arguments)
                  + "`, where pickles only set its state");
        }
        yield global.bareInstance;
      }
      case HELD -> {
        machine.report(
            PickleRule.ARGUMENT,
            "`"
                + Shown.of(global)
                + "` is called with `"
                + shown(arguments)
                + "`, where models only hold it");
        yield global.bareInstance;
      }
      case CHECKED -> checked.call(global, list(arguments));
      case CUSTOM, DANGEROUS -> {
        context.findings().called(global, machine.offset(), machine.opcode(), shown(arguments));
        List<Value> list = list(arguments);
        if (list != null && Loaders.takes(global)) {
          Loaders.look(context, machine.offset(), list);
        }
        yield global.bareInstance;
      }
    };
  }

  private Value callResult(Value.Instance instance, Value arguments) {
    if (instance.made().permission.isAllowed()) {
      machine.unresolved(
          "the result of `"
              + Shown.of(instance.made())
              + "` is called with `"
              + shown(arguments)
              + "`");
      return Plain.UNKNOWN;
    }
    context
        .findings()
        .called(instance.made(), machine.offset(), machine.opcode(), "...)(" + shown(arguments));
    return instance;
  }

  /// Makes an instance without a constructor: `cls.__new__(cls, ...)`.
  Value make(Value made, Value arguments, Value named) throws BrokenPickle {
    if (made == Plain.UNKNOWN) {
      machine.unresolved("an instance is made of something unknown");
      return Plain.UNKNOWN;
    }
    if (!(made instanceof Value.Global global)) {
      throw new BrokenPickle("an instance is made of `" + Shown.of(made) + "`");
    }
    if (global.permission == Permission.CHECKED) {
      return checked.make(global, list(arguments));
    }
    if (!global.permission.isAllowed()) {
      String shown =
          isEmpty(named) ? shown(arguments) : shown(arguments) + ", **" + Shown.of(named);
      context.findings().called(global, machine.offset(), machine.opcode(), shown);
    }
    return instance(global, arguments);
  }

  /// Types of NumPy are needed again, to know the size of an array of joblib.
  private static Value.Instance instance(Value.Global global, Value arguments) {
    return arguments instanceof Value.Tuple tuple && global.is(NUMPY_TYPE)
        ? new Value.Instance(global, tuple)
        : global.bareInstance;
  }

  /// Sets the state of an instance: `__setstate__`, or its attributes one by one.
  void state(Value target, Value state) throws BrokenPickle {
    switch (target) {
      case Value.Global global -> changedImport(global);
      case Value.Instance instance -> {
        Value.Global made = instance.made();
        if (!made.permission.isAllowed()) {
          context
              .findings()
              .called(made, machine.offset(), machine.opcode(), "...).__setstate__(...");
        }
        if (isRecord(instance)) {
          noteFields(state);
        }
        if (made.is(NUMPY_TYPE)) {
          checkSize(instance, state);
        }
        checked.checkState(made, state);
        checkAttributes(state);
      }
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("the state of something unknown is set");
      default -> {
        if (state != Plain.NONE) {
          throw new BrokenPickle("`" + Shown.of(target) + "` has no state that could be set");
        }
      }
    }
  }

  private static boolean isRecord(Value.Instance instance) {
    return instance.made().is(NUMPY_TYPE)
        && !(instance.arguments() != null
            && !instance.arguments().elements().isEmpty()
            && instance.arguments().elements().getFirst() instanceof Value.Text code
            && code.isWhole()
            && !code.start().contains("V"));
  }

  /// The state of a type can give another size than its name, and whoever steps over an array by
  /// the name then reads on at another place than NumPy.
  private void checkSize(Value.Instance type, Value state) {
    if (!(state instanceof Value.Tuple tuple)
        || tuple.size() < 5
        || type.arguments() == null
        || type.arguments().elements().isEmpty()
        || !(type.arguments().elements().getFirst() instanceof Value.Text code)) {
      return;
    }
    // NumPy's older states have no names, and no version.
    Value size = tuple.elements().get(Math.min(5, tuple.size() - 2));
    boolean known =
        size instanceof Value.Whole whole
            && (whole.value() == -1 || JoblibArray.isSize(code.start(), whole.value()));
    if (!known) {
      machine.report(
          PickleRule.ARGUMENT,
          "`" + Shown.of(type) + "` gets the size " + Shown.of(size) + ", which is another's");
    }
  }

  private void noteFields(Value state) {
    boolean plain =
        state instanceof Value.Tuple tuple
            && tuple.isWhole()
            && (tuple.size() < 8
                || (tuple.elements().get(7) instanceof Value.Whole flags
                    && (flags.value() & HAS_OBJECT) == 0));
    objectFields |= !plain;
  }

  /// Whether some type of NumPy in this pickle has, or may have, fields that are objects.
  boolean hasObjectFields() {
    return objectFields;
  }

  /// Looks at what becomes the attributes of an object.
  void checkAttributes(Value state) {
    switch (state) {
      case Value.Items items -> checkAttributes(items);
      case Value.Tuple tuple when tuple.size() == 2 -> {
        // A pair may be the attributes of `__dict__` and those of `__slots__`.
        for (Value part : tuple.elements()) {
          switch (part) {
            case Value.Items items -> checkAttributes(items);
            case Value.Instance instance when isMapping(instance) -> unknownState();
            case Plain plain when plain == Plain.MAPPING || plain == Plain.UNKNOWN ->
                unknownState();
            default -> {}
          }
        }
      }
      case Value.Instance instance when isMapping(instance) -> unknownState();
      case Plain plain
          when plain == Plain.MAPPING || plain == Plain.TUPLE || plain == Plain.UNKNOWN ->
          unknownState();
      default -> {}
    }
  }

  private void unknownState() {
    machine.unresolved("state is set of which it is not known what it holds");
  }

  /// Python takes every kind of dictionary for attributes.
  private static boolean isMapping(Value.Instance instance) {
    String made = Library.canonical(instance.made().fullName());
    return made.startsWith("collections.")
        || made.equals("builtins.dict")
        || made.endsWith(".Bunch")
        || !instance.made().permission.isAllowed();
  }

  /// Keys are set in something that is no plain dictionary, and that may take them for attributes.
  void keysSet(Value target, Value.Items elements) {
    if (target == Plain.MAPPING && JoblibArray.ATTRIBUTES.stream().anyMatch(elements::has)) {
      machine.unresolved("an array of joblib may be changed where it is not known any more");
    }
    if (!(target instanceof Value.Instance instance
        && instance.made().module.startsWith("collections"))) {
      checkAttributes(elements);
    }
  }

  private void checkAttributes(Value.Items items) {
    String magic = items.magicKey();
    if (magic != null) {
      machine.report(
          PickleRule.MAGIC_ATTRIBUTE, "state sets the attribute `" + Shown.text(magic, true) + "`");
    }
  }

  /// Elements are added to something that is no plain list, dictionary or set.
  ///
  /// @param kind to what Python adds them in this way
  void changed(Value target, Plain kind) throws BrokenPickle {
    switch (target) {
      case Value.Global global -> changedImport(global);
      case Value.Instance instance -> {
        if (!instance.made().permission.isAllowed()) {
          context
              .findings()
              .called(instance.made(), machine.offset(), machine.opcode(), "...).add(...");
        }
      }
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("elements are added to something unknown");
      case Plain plain when plain == kind || plain == Plain.BYTES -> {}
      case Value.Bytes _ -> {}
      case Value.Items items when items.kind() == Plain.LIST && kind == Plain.MAPPING ->
          items.forget();
      default -> throw new BrokenPickle("elements cannot be added to `" + Shown.of(target) + "`");
    }
  }

  private void changedImport(Value.Global global) {
    machine.report(
        PickleRule.CHANGED_IMPORT,
        "`" + Shown.of(global) + "` itself is changed, for the whole process");
  }

  /// A function is stored somewhere.
  void handOn(Value.Global global) {
    if (global.permission == Permission.CHECKED && !checked.mayBeStored(global)) {
      machine.report(
          PickleRule.HANDED_FUNCTION,
          "`" + Shown.of(global) + "` is stored, so that something else may call it");
    }
  }

  /// What a persistent id stands for: a storage of PyTorch, or nobody knows what.
  Value persistent(Value id) {
    if (id instanceof Value.Tuple tuple
        && tuple.size() >= 2
        && tuple.elements().getFirst() instanceof Value.Text kind) {
      Value type = tuple.elements().get(1);
      if (kind.start().equals("storage")
          && type instanceof Value.Global global
          && global.permission.isAllowed()
          && global.module.startsWith("torch")) {
        note(global, tuple.elements());
        return global.bareInstance;
      }
      // Containers with their source, of the older form: the class itself is what they stand for.
      if (kind.start().equals("module") && type instanceof Value.Global global) {
        return global;
      }
    }
    machine.report(
        PickleRule.PERSISTENT_ID,
        "what `" + Shown.of(id) + "` is depends on the program that loads it");
    return Plain.UNKNOWN;
  }

  private void note(Value.Global type, List<Value> id) {
    if (id.size() >= 5
        && id.get(2) instanceof Value.Text key
        && id.get(4) instanceof Value.Whole elements) {
      context.storages().add(key.start(), type.name, elements.value());
    }
  }

  private static boolean isEmpty(Value arguments) {
    return (arguments instanceof Value.Tuple tuple && tuple.size() == 0)
        || (arguments instanceof Value.Items items && items.isWhole() && items.kept().isEmpty());
  }

  private static String shown(Value arguments) {
    List<Value> list = list(arguments);
    return list == null ? "*" + Shown.of(arguments) : Shown.arguments(list);
  }

  /// The arguments one by one, null where they are not known.
  private static @Nullable List<Value> list(@Nullable Value arguments) {
    return switch (Objects.requireNonNullElse(arguments, Plain.UNKNOWN)) {
      case Value.Tuple tuple when tuple.isWhole() -> tuple.elements();
      case Value.Items items when items.isWhole() && items.kind() == Plain.LIST -> items.kept();
      default -> null;
    };
  }
}
