package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.Value.Plain;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a pickle does with what it imported: calls, instances, state, elements.
///
/// Here the invariant of [Permission] is enforced: whatever hands values to a library asks
/// [#isInert] of them first, or is one of the few forms that are known to keep values without
/// looking at them.
final class Calls {

  /// What the classes that the lists call `slots` keep in `__slots__`, but for attributes whose
  /// setters call a method.
  private static final Set<String> SLOTS =
      Set.of("_y_axis", "_y_extra_shape", "dtype", "_c", "_x", "extrapolate", "axis");

  /// What makes the values of missing keys, and does nothing else.
  private static final Set<String> FACTORIES =
      Set.of(
          "builtins.list",
          "builtins.dict",
          "builtins.set",
          "builtins.int",
          "builtins.float",
          "builtins.str",
          "builtins.tuple",
          "builtins.bool",
          "collections.OrderedDict",
          "collections.Counter",
          "collections.deque",
          "collections.defaultdict");

  private static final Set<String> PARTIAL = Set.of("functools.partial", "_functools.partial");

  private final PickleMachine machine;
  private final PickleContext context;
  private final CheckedFunctions checked;
  private final ArrayState arrays;

  Calls(PickleMachine machine, PickleContext context) {
    this.machine = machine;
    this.context = context;
    this.checked = new CheckedFunctions(this, machine, context);
    this.arrays = new ArrayState(this);
  }

  /// Whether no library can be led to a call by this value, as far as is known by now.
  boolean isInert(Value value) {
    return !value.isLive() && !(context.isLate() && value.mayChange());
  }

  /// Something live was added to a container.
  ///
  /// @param known whether all that hold the container know of it
  void enlivened(boolean known) {
    if (!known) {
      context.late();
    }
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

  /// What `INST` and `OBJ` do: a class without arguments is made without its constructor.
  Value instantiate(Value made, Value arguments) throws IOException, BrokenPickle {
    boolean bare =
        isEmpty(arguments)
            && made instanceof Value.Global global
            && switch (global.permission) {
              case STATE, CALLABLE, INSTANCES, ATTRIBUTES -> true;
              case VALUE, LIST, MAPPING, NAMED, HELD, CHECKED, CUSTOM, DANGEROUS -> false;
            };
    return bare ? make(made, arguments, Constants.EMPTY_TUPLE) : call(made, arguments);
  }

  private Value callGlobal(Value.Global global, Value arguments) throws IOException, BrokenPickle {
    copied(arguments);
    return switch (global.permission) {
      case VALUE, LIST, MAPPING, STATE, CALLABLE, INSTANCES, ATTRIBUTES -> {
        checkArguments(global, arguments, global.signature);
        Value bytes = asBytes(global, arguments);
        yield bytes == null ? instance(global, arguments) : bytes;
      }
      case NAMED, HELD -> {
        machine.report(
            PickleRule.ARGUMENT,
            "`"
                + Shown.of(global)
                + "` is called with `"
                + shown(arguments)
                + "`, where models only hold it");
        yield global.bareInstance;
      }
      case CHECKED -> {
        Value result = checked.call(global, list(arguments));
        if (result instanceof Value.Instance instance && arguments.mayChange()) {
          instance.setHoldsChangeable();
        }
        yield result;
      }
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

  /// Something is handed to a library, which may make a copy of it.
  private void copied(Value value) throws BrokenPickle {
    long size = context.size(value.extent(), value.forgottenParts());
    if (value instanceof Value.Tuple tuple) {
      for (Value part : tuple.elements()) {
        size +=
            switch (part) {
              case Value.Whole length -> Math.clamp(length.value(), 0, Signature.SMALL);
              case Value.Instance made when made.made().signature.product().equals("buffer") ->
                  context.size(0, 1);
              case Plain plain when plain == Plain.WHOLE -> context.size(0, 1);
              default -> 0;
            };
      }
    }
    context.copied(size, machine.offset());
  }

  /// What `bytes(b)`, `bytearray(b)` and `bytearray(text, encoding)` are, where that is known.
  private static @Nullable Value asBytes(Value.Global global, Value arguments) {
    if (!global.signature.product().equals("buffer") || !(arguments instanceof Value.Tuple tuple)) {
      return null;
    }
    return tuple.size() == 1 && tuple.elements().getFirst() instanceof Value.Bytes bytes
        ? bytes
        : CheckedFunctions.encode(tuple.elements());
  }

  /// Says where a call has other arguments than models give, live ones first of all.
  private void checkArguments(Value.Global global, Value arguments, Signature signature) {
    List<Value> list = list(arguments);
    if (list == null) {
      machine.unresolved("`" + Shown.of(global) + "` is called with arguments that are unknown");
    } else if (list.contains(Plain.UNKNOWN)) {
      machine.unresolved(
          "`"
              + Shown.of(global)
              + "` is called with something unknown: `"
              + shown(arguments)
              + "`");
    } else if (!signature.takes(list, this::isInert)
        || !TensorExtent.fits(signature, list)
        || (readsFirstElement(global) && !list.stream().allMatch(ArrayState::hasNoScalarArray))) {
      machine.report(
          PickleRule.ARGUMENT,
          "`"
              + Shown.of(global)
              + "` is called with `"
              + shown(arguments)
              + "`, which no model needs");
    }
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
    if (made instanceof Value.Instance result) {
      // That may be a class.
      machine.unresolved("an instance is made of the result of `" + Shown.of(result.made()) + "`");
      return Plain.UNKNOWN;
    }
    if (!(made instanceof Value.Global global)) {
      throw new BrokenPickle("an instance is made of `" + Shown.of(made) + "`");
    }
    copied(arguments);
    switch (global.permission) {
      case VALUE, LIST, MAPPING, STATE, CALLABLE, INSTANCES, ATTRIBUTES -> {
        if (!isEmpty(arguments)) {
          boolean called = global.permission.compareTo(Permission.MAPPING) <= 0;
          checkArguments(global, arguments, called ? global.signature : Signature.INERT);
        }
        if (!isEmpty(named)) {
          refuse(global, "**" + Shown.of(named));
        }
      }
      case NAMED, HELD -> refuse(global, shown(arguments));
      case CHECKED -> {
        return checked.make(global, list(arguments));
      }
      case CUSTOM, DANGEROUS -> {
        String shown =
            isEmpty(named) ? shown(arguments) : shown(arguments) + ", **" + Shown.of(named);
        context.findings().called(global, machine.offset(), machine.opcode(), shown);
      }
    }
    return instance(global, arguments);
  }

  private void refuse(Value.Global global, String arguments) {
    machine.report(
        PickleRule.ARGUMENT,
        "an instance of `"
            + Shown.of(global)
            + "` is made with `"
            + arguments
            + "`, which no model needs");
  }

  /// Types of NumPy are needed again, to know the size of an array of joblib; what can become live
  /// has an identity.
  private Value.Instance instance(Value.Global global, Value arguments) throws BrokenPickle {
    Value.Instance made = made(global, arguments);
    if (arguments.mayChange()) {
      made.setHoldsChangeable();
    }
    if (made != global.bareInstance
        && (global.permission.makesHolders() || global.signature.makesArrays())) {
      deepen(made, arguments);
    }
    return made;
  }

  private static boolean isPlainFactory(Value value) {
    return value == Plain.NONE
        || (value instanceof Value.Global global
            && FACTORIES.contains(Library.canonical(global.fullName())));
  }

  /// Something holds a container from now on, and is that much deeper.
  private void deepen(Value.Instance instance, Value content) throws BrokenPickle {
    int inner =
        content instanceof Value.Tuple tuple
            ? tuple.elements().stream().mapToInt(Value::inner).reduce(tuple.inner(), Math::max)
            : content.inner();
    int untold = instance.deepen(inner);
    machine.nested(instance.depth(), untold);
  }

  private static Value.Instance made(Value.Global global, Value arguments) {
    if (global.signature.product().equals(ArrayState.TYPE)) {
      Value.Tuple known = arguments instanceof Value.Tuple tuple ? tuple : null;
      return new Value.Instance(global, known, false);
    }
    if (global.permission.makesHolders()) {
      boolean live = arguments instanceof Value.Tuple tuple && tuple.isLive();
      // A library that asks for a missing key has what makes the values called.
      boolean calls =
          global.name.equals("defaultdict")
              && arguments instanceof Value.Tuple tuple
              && tuple.elements().stream().anyMatch(each -> !isPlainFactory(each));
      Value.Instance holder = new Value.Instance(global, null, live || calls);
      if (global.permission == Permission.MAPPING && !isEmpty(arguments)) {
        holder.setMagicKey("...");
      }
      return holder;
    }
    if (global.signature.makesIndexes()) {
      Value.Instance index = new Value.Instance(global, null, false);
      boolean plain =
          arguments instanceof Value.Tuple tuple
              && !tuple.elements().isEmpty()
              && PandasColumns.isPlainIndex(tuple.elements().getLast());
      index.setDimensions(plain ? 1 : 0);
      index.setExtent(PandasColumns.rangeLength(arguments) * PickleMachine.ELEMENT);
      return index;
    }
    if (global.signature.makesNative()) {
      boolean ready =
          !global.signature.makesBacked()
              && arguments instanceof Value.Tuple tuple
              && tuple.elements().stream().anyMatch(Value.Tuple.class::isInstance);
      Value.Tuple kept =
          global.signature.makesBacked()
                  && arguments instanceof Value.Tuple tuple
                  && !tuple.elements().isEmpty()
              ? tuple
              : null;
      return new Value.Instance(global, kept, !ready);
    }
    if (!global.signature.makesArrays()) {
      return global.bareInstance;
    }
    Value.Instance array = new Value.Instance(global, null, false);
    array.setDimensions(
        arguments instanceof Value.Tuple tuple
            ? tuple.elements().stream()
                .mapToInt(part -> part instanceof Value.Tuple shape ? shape.size() : 0)
                .max()
                .orElse(0)
            : 0);
    return array;
  }

  /// Sets the state of an instance: `__setstate__`, or its attributes one by one.
  void state(Value target, Value state) throws IOException, BrokenPickle {
    switch (target) {
      case Value.Global global -> changedImport(global);
      case Value.Instance instance -> stateOf(instance, state);
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("the state of something unknown is set");
      default -> {
        if (!setsNothing(state)) {
          throw new BrokenPickle("`" + Shown.of(target) + "` has no state that could be set");
        }
      }
    }
  }

  /// Whether setting this state may come to nothing, also where nothing could be set: it is empty,
  /// or both the attributes of `__dict__` and those of `__slots__` are.
  private static boolean setsNothing(Value state) {
    return mayBeEmpty(state)
        || (state instanceof Value.Tuple pair
            && pair.size() == 2
            && pair.elements().stream().allMatch(Calls::mayBeEmpty));
  }

  /// Whether Python may take this for false.
  private static boolean mayBeEmpty(Value value) {
    return switch (value) {
      case Value.Whole whole -> whole.value() == 0;
      case Value.Text text -> text.start().isEmpty();
      case Value.Bytes bytes -> bytes.length == 0;
      case Value.Tuple tuple -> tuple.size() == 0;
      case Value.Items items -> items.size() == 0;
      case Plain plain -> plain != Plain.TRUE;
      case Value.Instance _ -> true;
      case Value.Big _, Value.Global _ -> false;
    };
  }

  private void stateOf(Value.Instance instance, Value state) throws IOException, BrokenPickle {
    Value.Global made = instance.made();
    copied(state);
    if (JoblibArray.isWrapper(instance) && !JoblibArray.isState(state)) {
      refuseState(made, state);
    }
    switch (made.permission) {
      case CUSTOM, DANGEROUS -> {
        context
            .findings()
            .called(made, machine.offset(), machine.opcode(), "...).__setstate__(...");
        checkAttributes(state);
      }
      case INSTANCES, ATTRIBUTES -> checkAttributesOf(made, state);
      case VALUE, LIST, MAPPING, STATE, CALLABLE, NAMED, HELD, CHECKED -> {
        if (PARTIAL.contains(made.fullName())) {
          if (!checked.isPartialState(state)) {
            refuseState(made, state);
          }
        } else if (made.signature.product().equals(ArrayState.TYPE)) {
          if (!arrays.isType(instance, state)) {
            refuseState(made, state);
          }
          instance.setStated();
        } else if (made.signature.makesArrays()) {
          arrayState(instance, state);
        } else if (!takesState(made, state)) {
          refuseState(made, state);
        } else if (made.signature.makesNative()) {
          nativeState(instance, state);
        } else if (!Loaders.lookAtState(context, machine.offset(), made, state)) {
          machine.unresolved("the model in the state of `" + Shown.of(made) + "` is not known");
        }
        checkAttributes(state);
      }
    }
    if (state.mayChange()) {
      instance.setHoldsChangeable();
    }
    freeze(state);
  }

  private void arrayState(Value.Instance array, Value state) throws BrokenPickle {
    ArrayState.Content content =
        isLate(array, state) ? ArrayState.Content.REFUSED : arrays.contentOf(array.made(), state);
    switch (content) {
      case INERT -> {}
      case LIVE -> {
        enlivened(!array.isEscaped());
        array.enliven();
      }
      case REFUSED -> refuseState(array.made(), state);
    }
    if (state != Plain.NONE) {
      array.setDimensions(ArrayState.dimensions(state));
      array.setStated();
    }
    deepen(array, state);
  }

  /// From its state on, an object of native code may be used; it gets one, as it relies on what it
  /// was given. One around an array of two dimensions is only ever a part of a table.
  private void nativeState(Value.Instance instance, Value state) {
    Value.Global made = instance.made();
    int dimensions = made.signature.makesBacked() ? ArrayState.backing(state) : 1;
    if (state == Plain.NONE || dimensions == 0 || instance.isStated()) {
      refuseState(made, state);
      return;
    }
    instance.setStated();
    if (made.signature.makesBacked()) {
      instance.setDimensions(dimensions);
      instance.setState(state);
    }
    if (dimensions == 1) {
      instance.complete();
    }
  }

  /// Whether a state changes an array in a way that matters to who holds it, or may.
  private static boolean isLate(Value.Instance array, Value state) {
    if (array.isStated() && state != Plain.NONE) {
      return true; // the memory that it has may be that of something else, too
    }
    return array.isHeld()
        ? !ArrayState.mayComeLate(state)
        : array.mayBeHeld() && state != Plain.NONE && ArrayState.dimensions(state) == 0;
  }

  /// Whether this may become the state of an instance that is inert. One that another function
  /// makes may be shared by the whole process, so that its state must be known to be its own; and a
  /// state that is an object acts while it is read. A tuple is for what sets its state in native
  /// code: others may hand on a part of it as the state of an array, or take two dictionaries for
  /// two pairs of a name and a value.
  private boolean takesState(Value.Global made, Value state) {
    if (made.permission == Permission.LIST || made.permission == Permission.MAPPING) {
      return state == Plain.NONE || isMetadata(state);
    }
    if (made.name.equals("Random") && !isRandomState(state)) {
      return false;
    }
    boolean own =
        switch (made.permission) {
          case VALUE -> made.signature.makesObjects();
          case STATE, CALLABLE -> true;
          case CHECKED -> made.fullName().startsWith("numpy.random.");
          case LIST, MAPPING -> false;
          case INSTANCES, ATTRIBUTES, NAMED, HELD, CUSTOM, DANGEROUS -> false;
        };
    return state == Plain.NONE
        || (own
            && isInert(state)
            && made.signature.takesState(state, this::isInert)
            && importsNothing(state)
            && (made.signature.makesNative()
                || made.permission == Permission.CHECKED
                || isDictionary(state))
            && !(state instanceof Value.Instance)
            && (!readsFirstElement(made) || ArrayState.hasNoScalarArray(state)));
  }

  /// Whether this is the state of a source of random numbers of Python 3: earlier ones were of any
  /// values, which it takes the remainder of.
  private static boolean isRandomState(Value state) {
    return state instanceof Value.Tuple tuple
        && tuple.size() == 3
        && tuple.elements().getFirst() instanceof Value.Whole version
        && version.value() == 3;
  }

  /// Whether this is what PyTorch gives the dictionary of a network's state. Any other attribute of
  /// a container could have the name of one of its methods.
  private boolean isMetadata(Value state) {
    return state instanceof Value.Items items
        && items.kind() == Plain.MAPPING
        && items.size() == 2
        && items.hasTextKeys("_metadata"::equals)
        && isInert(items);
  }

  /// Whether no attribute is something imported, which a class could take for a method of its own
  /// and call.
  private static boolean importsNothing(Value state) {
    return switch (state) {
      case Value.Items items -> items.importKey() == null;
      case Value.Tuple pair -> pair.elements().stream().allMatch(Calls::importsNothing);
      default -> true;
    };
  }

  /// Whether native code may read the first element of an array that this is given, also where
  /// there is none.
  private static boolean readsFirstElement(Value.Global made) {
    return (made.signature.makesObjects() && made.module.startsWith("pandas"))
        || (made.signature.makesNative() && made.module.startsWith("sklearn"));
  }

  private void refuseState(Value.Global made, Value state) {
    machine.report(
        PickleRule.ARGUMENT,
        "the state of `"
            + Shown.of(made)
            + "` is set to `"
            + Shown.of(state)
            + "`, as no model does");
  }

  /// The attributes of an object that may be live: in a plain dictionary, or in a pair of these of
  /// which the second one goes through setters. Another mapping could act while it is read.
  private void checkAttributesOf(Value.Global made, Value state) {
    boolean plain =
        switch (state) {
          case Value.Tuple pair when pair.size() == 2 -> {
            Value slots = pair.elements().get(1);
            yield made.signature.makesSlots()
                && isDictionary(pair.elements().getFirst())
                && areSlots(slots)
                && isInert(slots);
          }
          default -> isDictionary(state);
        };
    if (!plain) {
      refuseState(made, state);
    }
    checkAttributes(state);
  }

  /// Whether these are slots of the classes that the lists call `slots`, and none of the attributes
  /// that call a method when they are set.
  private static boolean areSlots(Value slots) {
    return slots == Plain.NONE
        || (slots instanceof Value.Items items
            && items.isWhole()
            && items.hasTextKeys(SLOTS::contains));
  }

  private static boolean isDictionary(Value value) {
    return value == Plain.NONE || Signature.kind(value) == Plain.MAPPING;
  }

  /// Some classes keep the very dictionary as their attributes, so that it may not change any more.
  private void freeze(Value state) {
    switch (state) {
      case Value.Items items -> freeze(items);
      case Value.Tuple tuple ->
          tuple
              .elements()
              .forEach(
                  element -> {
                    if (element instanceof Value.Items items) {
                      freeze(items);
                    }
                  });
      default -> {}
    }
    state.escape();
  }

  private void freeze(Value.Items items) {
    items.freeze();
    if (items.isForgotten()) {
      context.forgetState();
    }
  }

  /// Looks at what becomes the attributes of an object.
  void checkAttributes(Value state) {
    switch (state) {
      case Value.Items items -> checkAttributes(items);
      case Value.Tuple tuple when tuple.isForgotten() -> unknownState();
      case Value.Tuple tuple ->
          // A pair may be the attributes of `__dict__` and those of `__slots__`.
          tuple.elements().forEach(this::checkPart);
      case Value.Instance instance when isMapping(instance) -> unknownState();
      case Plain plain
          when plain.kind() == Plain.MAPPING
              || plain.kind() == Plain.TUPLE
              || plain == Plain.UNKNOWN ->
          unknownState();
      default -> {}
    }
  }

  private void checkPart(Value part) {
    switch (part) {
      case Value.Items items -> checkAttributes(items);
      case Value.Instance instance when isMapping(instance) -> unknownState();
      case Plain plain when plain.kind() == Plain.MAPPING || plain == Plain.UNKNOWN ->
          unknownState();
      default -> {}
    }
  }

  private void unknownState() {
    machine.unresolved("state is set of which it is not known what it holds");
  }

  /// Python takes every kind of dictionary for attributes.
  private static boolean isMapping(Value.Instance instance) {
    return switch (instance.made().permission) {
      case MAPPING, ATTRIBUTES, CUSTOM, DANGEROUS -> true;
      case VALUE, LIST, STATE, CALLABLE, INSTANCES, NAMED, HELD, CHECKED -> false;
    };
  }

  /// A key of any dictionary is set. One is where pandas puts a part of a table, in a state that
  /// nobody looks into.
  void keySet(Value key, Value value) {
    if (key instanceof Value.Text text
        && text.start().equals("mgr_locs")
        && !PandasColumns.isPlace(value, this::isInert)) {
      machine.report(
          PickleRule.ARGUMENT,
          "`mgr_locs` of a block of pandas is `" + Shown.of(value) + "`, as in no table");
    }
  }

  /// Keys are set in something that is no plain dictionary, and that may take them for attributes.
  void keysSet(Value target, Value.Items elements) {
    if (isPlainMapping(target) && JoblibArray.ATTRIBUTES.stream().anyMatch(elements::has)) {
      machine.unresolved("an array of joblib may be changed where it is not known any more");
    }
    if (target instanceof Value.Instance instance
        && instance.made().permission == Permission.MAPPING) {
      String magic = elements.magicKey();
      if (magic != null) {
        instance.setMagicKey(magic);
        if (instance.hasFrozenKeys()) {
          checkAttributes(elements);
        }
      }
    } else {
      checkAttributes(elements);
    }
  }

  private static boolean isPlainMapping(Value value) {
    return value instanceof Plain plain && plain.kind() == Plain.MAPPING;
  }

  private void checkAttributes(Value.Items items) {
    String magic = items.magicKey();
    if (magic != null) {
      machine.report(
          PickleRule.MAGIC_ATTRIBUTE, "state sets the attribute `" + Shown.text(magic, true) + "`");
    }
  }

  /// A plain container gets more elements after something took it for its attributes.
  void changedWhenFrozen(Value.Items items) {
    machine.report(
        PickleRule.MAGIC_ATTRIBUTE,
        "`" + Shown.of(items) + "` is changed after it became the state of something");
  }

  /// A value becomes a key or an element of a set, so that Python asks for its hash and compares
  /// it.
  void hashed(Value value) {
    boolean live =
        switch (value) {
          case Value.Global _ -> false;
          case Value.Tuple tuple when tuple.isWhole() -> {
            tuple.elements().forEach(this::hashed);
            yield false;
          }
          default -> !isInert(value);
        };
    if (live) {
      machine.report(
          PickleRule.ARGUMENT,
          "`" + Shown.of(value) + "` is a key, so that its own methods are called");
    }
  }

  /// Elements are added to something that is no plain list, dictionary or set.
  ///
  /// @param elements of the kind to which Python adds them in this way
  void changed(Value target, Value.Items elements) throws BrokenPickle {
    Plain kind = elements.kind();
    boolean live = elements.isLive();
    switch (target) {
      case Value.Global global -> changedImport(global);
      case Value.Instance instance -> changedInstance(instance, elements);
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("elements are added to something unknown");
      case Plain plain when plain.kind() == kind -> {
        if (context.hasForgottenState() && elements.size() > 0) {
          machine.report(
              PickleRule.MAGIC_ATTRIBUTE,
              "elements are added to what may be the state of something");
        }
        forgottenChanged(plain, elements);
      }
      case Plain plain when plain == Plain.BYTES && kind != Plain.SET -> requireInert(plain, live);
      case Plain plain when plain.kind() == Plain.LIST && kind == Plain.MAPPING ->
          forgottenChanged(plain, elements);
      case Value.Bytes bytes when kind != Plain.SET -> requireInert(bytes, live);
      default -> {
        // CPython does not look at what no elements are added to.
        if (elements.size() > 0) {
          throw new BrokenPickle("elements cannot be added to `" + Shown.of(target) + "`");
        }
      }
    }
  }

  /// Elements are added to a container of which no more than its kind is known, and maybe that it
  /// has nothing but arrays or indexes: then these may be others.
  private void forgottenChanged(Plain target, Value.Items elements) {
    context.grew(elements.extent());
    boolean pure = target == Plain.VECTORS || target == Plain.INDEXES;
    enlivened(!elements.isLive() && !(pure && elements.size() > 0));
  }

  /// A byte array takes numbers alone.
  private void requireInert(Value target, boolean live) {
    if (live) {
      machine.report(
          PickleRule.ARGUMENT,
          "something that is no number is added to `" + Shown.of(target) + "`");
    }
  }

  private void changedInstance(Value.Instance instance, Value.Items elements) throws BrokenPickle {
    Value.Global made = instance.made();
    Plain kind = elements.kind();
    boolean live = elements.isLive();
    boolean takes =
        switch (made.permission) {
          case LIST -> kind == Plain.LIST;
          case MAPPING, ATTRIBUTES -> kind == Plain.MAPPING;
          case VALUE, STATE, CALLABLE, INSTANCES, NAMED, HELD, CHECKED -> false;
          case CUSTOM, DANGEROUS -> {
            context.findings().called(made, machine.offset(), machine.opcode(), "...).add(...");
            yield true;
          }
        };
    if (!takes) {
      machine.report(
          PickleRule.ARGUMENT,
          "elements are added to `" + Shown.of(instance) + "`, as no model does");
    } else if (live && !instance.isLive()) {
      enlivened(!instance.isEscaped());
      instance.enliven();
    }
    if (made.permission.makesHolders()) {
      deepen(instance, elements);
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

  /// Whether some type of NumPy in this pickle has, or may have, fields that are objects.
  boolean hasObjectFields() {
    return arrays.hasObjectFields();
  }

  /// What a persistent id stands for: a storage of PyTorch, or nobody knows what.
  Value persistent(Value id) {
    if (id instanceof Value.Tuple tuple
        && tuple.elements().size() >= 2
        && tuple.elements().getFirst() instanceof Value.Text kind) {
      Value type = tuple.elements().get(1);
      if (kind.start().equals("storage")
          && type instanceof Value.Global global
          && global.permission.isAllowed()
          && global.module.startsWith("torch")
          && tuple.isWhole()
          && tuple.elements().stream().skip(2).allMatch(Signature::isConstant)) {
        note(global, tuple.elements());
        return new Value.Instance(global, tuple, false);
      }
      // Containers with their source, of the older form: the class itself is what they stand for.
      if (kind.start().equals("module")
          && type instanceof Value.Global global
          && global.module.startsWith("torch.nn.modules.")
          && tuple.isWhole()
          && tuple.elements().stream().skip(2).allMatch(Signature::isConstant)) {
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
