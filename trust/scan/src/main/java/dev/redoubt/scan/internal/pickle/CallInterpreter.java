package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Interprets what a pickle does with its imports: calls, instances, state, elements.
///
/// Enforces the invariant of [ImportPermission]: before it passes values to a library, it requires
/// [#isInert] of them, unless the form is known to keep values without using them.
final class CallInterpreter {

  /// The attributes in `__slots__` of classes that the lists call `slots`, except those whose
  /// setters call a method.
  private static final Set<String> SLOTS =
      Set.of("_y_axis", "_y_extra_shape", "dtype", "_c", "_x", "extrapolate", "axis");

  /// Factories for the values of missing keys that do nothing else.
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
  private final ArgumentCheckedFunctions checked;
  private final NumpyArrayState arrays;

  CallInterpreter(PickleMachine machine, PickleContext context) {
    this.machine = machine;
    this.context = context;
    this.checked = new ArgumentCheckedFunctions(this, machine, context);
    this.arrays = new NumpyArrayState(this);
  }

  /// Whether no library can be led to a call by this value, as far as is known by now.
  boolean isInert(PickleValue value) {
    return !value.isLive() && !(context.isLate() && value.mayChange());
  }

  /// Records that something live was added to a container.
  ///
  /// @param known whether all holders of the container know of it
  void enlivened(boolean known) {
    if (!known) {
      context.late();
    }
  }

  /// Calls a function, or a class as its constructor.
  PickleValue call(PickleValue function, PickleValue arguments) throws IOException, BrokenPickle {
    return switch (function) {
      case PickleValue.Global global -> callGlobal(global, arguments);
      case PickleValue.Instance instance -> callResult(instance, arguments);
      case Plain plain when plain == Plain.UNKNOWN -> {
        machine.unresolved("an unknown value is called with `" + shown(arguments) + "`");
        yield Plain.UNKNOWN;
      }
      default ->
          throw new BrokenPickle(
              "`" + ValueFormatter.of(function) + "` is called, but is not a function");
    };
  }

  /// The effect of `INST` and `OBJ`: a class without arguments is instantiated without its
  /// constructor.
  PickleValue instantiate(PickleValue made, PickleValue arguments)
      throws IOException, BrokenPickle {
    boolean bare =
        isEmpty(arguments)
            && made instanceof PickleValue.Global global
            && switch (global.permission) {
              case STATE, CALLABLE, INSTANCES, ATTRIBUTES -> true;
              case VALUE, LIST, MAPPING, NAMED, HELD, CHECKED, CUSTOM, DANGEROUS -> false;
            };
    return bare ? make(made, arguments, ConstantOpcodes.EMPTY_TUPLE) : call(made, arguments);
  }

  private PickleValue callGlobal(PickleValue.Global global, PickleValue arguments)
      throws IOException, BrokenPickle {
    copied(arguments);
    return switch (global.permission) {
      case VALUE, LIST, MAPPING, STATE, CALLABLE, INSTANCES, ATTRIBUTES -> {
        checkArguments(global, arguments, global.signature);
        PickleValue bytes = asBytes(global, arguments);
        yield bytes == null ? instance(global, arguments) : bytes;
      }
      case NAMED, HELD -> {
        machine.report(
            PickleRule.ARGUMENT,
            "`"
                + ValueFormatter.of(global)
                + "` is called with `"
                + shown(arguments)
                + "`; models only store this function");
        yield global.bareInstance;
      }
      case CHECKED -> {
        PickleValue result = checked.call(global, list(arguments));
        if (result instanceof PickleValue.Instance instance && arguments.mayChange()) {
          instance.setHoldsChangeable();
        }
        yield result;
      }
      case CUSTOM, DANGEROUS -> {
        context.findings().called(global, machine.offset(), machine.opcode(), shown(arguments));
        List<PickleValue> list = list(arguments);
        if (list != null && EmbeddedFileLoaders.takes(global)) {
          EmbeddedFileLoaders.scanArguments(context, machine.offset(), list);
        }
        yield global.bareInstance;
      }
    };
  }

  /// Records that a value is passed to a library, which may copy it.
  private void copied(PickleValue value) throws BrokenPickle {
    long size = context.size(value.extent(), value.forgottenParts());
    if (value instanceof PickleValue.Tuple tuple) {
      for (PickleValue part : tuple.elements()) {
        size +=
            switch (part) {
              case PickleValue.Whole length -> Math.clamp(length.value(), 0, CallSignature.SMALL);
              case PickleValue.Instance made
                  when made.made().signature.product().equals("buffer") ->
                  context.size(0, 1);
              case Plain plain when plain == Plain.WHOLE -> context.size(0, 1);
              default -> 0;
            };
      }
    }
    context.copied(size, machine.offset());
  }

  /// The result of `bytes(b)`, `bytearray(b)` and `bytearray(text, encoding)`, if known.
  private static @Nullable PickleValue asBytes(PickleValue.Global global, PickleValue arguments) {
    if (!global.signature.product().equals("buffer")
        || !(arguments instanceof PickleValue.Tuple tuple)) {
      return null;
    }
    return tuple.size() == 1 && tuple.elements().getFirst() instanceof PickleValue.Bytes bytes
        ? bytes
        : ArgumentCheckedFunctions.encode(tuple.elements());
  }

  /// Reports calls with other arguments than those of models, live ones first.
  private void checkArguments(
      PickleValue.Global global, PickleValue arguments, CallSignature signature) {
    List<PickleValue> list = list(arguments);
    if (list == null) {
      machine.unresolved("`" + ValueFormatter.of(global) + "` is called with unknown arguments");
    } else if (list.contains(Plain.UNKNOWN)) {
      machine.unresolved(
          "`"
              + ValueFormatter.of(global)
              + "` is called with an unknown value: `"
              + shown(arguments)
              + "`");
    } else if (!signature.takes(list, this::isInert)
        || !TensorExtent.fits(signature, list)
        || (readsFirstElement(global)
            && !list.stream().allMatch(NumpyArrayState::hasNoScalarArray))) {
      machine.report(
          PickleRule.ARGUMENT,
          "`"
              + ValueFormatter.of(global)
              + "` is called with `"
              + shown(arguments)
              + "`, which no model needs");
    }
  }

  private PickleValue callResult(PickleValue.Instance instance, PickleValue arguments) {
    if (instance.made().permission.isAllowed()) {
      machine.unresolved(
          "the result of `"
              + ValueFormatter.of(instance.made())
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

  /// Creates an instance without a constructor: `cls.__new__(cls, ...)`.
  PickleValue make(PickleValue made, PickleValue arguments, PickleValue named) throws BrokenPickle {
    if (made == Plain.UNKNOWN) {
      machine.unresolved("an unknown value is instantiated");
      return Plain.UNKNOWN;
    }
    if (made instanceof PickleValue.Instance result) {
      // That may be a class.
      machine.unresolved(
          "an instance is created from the result of `" + ValueFormatter.of(result.made()) + "`");
      return Plain.UNKNOWN;
    }
    if (!(made instanceof PickleValue.Global global)) {
      throw new BrokenPickle("an instance is created from `" + ValueFormatter.of(made) + "`");
    }
    copied(arguments);
    switch (global.permission) {
      case VALUE, LIST, MAPPING, STATE, CALLABLE, INSTANCES, ATTRIBUTES -> {
        if (!isEmpty(arguments)) {
          boolean called = global.permission.compareTo(ImportPermission.MAPPING) <= 0;
          checkArguments(global, arguments, called ? global.signature : CallSignature.INERT);
        }
        if (!isEmpty(named)) {
          refuse(global, "**" + ValueFormatter.of(named));
        }
      }
      case NAMED, HELD -> refuse(global, shown(arguments));
      case CHECKED -> {
        return checked.make(global, list(arguments));
      }
      case CUSTOM, DANGEROUS -> {
        String shown =
            isEmpty(named)
                ? shown(arguments)
                : shown(arguments) + ", **" + ValueFormatter.of(named);
        context.findings().called(global, machine.offset(), machine.opcode(), shown);
      }
    }
    return instance(global, arguments);
  }

  private void refuse(PickleValue.Global global, String arguments) {
    machine.report(
        PickleRule.ARGUMENT,
        "an instance of `"
            + ValueFormatter.of(global)
            + "` is created with `"
            + arguments
            + "`, which no model needs");
  }

  /// NumPy types are needed later, to determine the size of a joblib array; instances that can
  /// become live have an identity.
  private PickleValue.Instance instance(PickleValue.Global global, PickleValue arguments)
      throws BrokenPickle {
    PickleValue.Instance made = made(global, arguments);
    if (arguments.mayChange()) {
      made.setHoldsChangeable();
    }
    if (made != global.bareInstance
        && (global.permission.makesHolders() || global.signature.makesArrays())) {
      deepen(made, arguments);
    }
    return made;
  }

  private static boolean isPlainFactory(PickleValue value) {
    return value == Plain.NONE
        || (value instanceof PickleValue.Global global
            && FACTORIES.contains(AllowedImports.canonical(global.fullName())));
  }

  /// Records that an instance contains something, which makes it deeper.
  private void deepen(PickleValue.Instance instance, PickleValue content) throws BrokenPickle {
    int inner =
        content instanceof PickleValue.Tuple tuple
            ? tuple.elements().stream()
                .mapToInt(PickleValue::inner)
                .reduce(tuple.inner(), Math::max)
            : content.inner();
    int untold = instance.deepen(inner);
    machine.nested(instance.depth(), untold);
  }

  private static PickleValue.Instance made(PickleValue.Global global, PickleValue arguments) {
    if (global.signature.product().equals(NumpyArrayState.TYPE)) {
      PickleValue.Tuple known = arguments instanceof PickleValue.Tuple tuple ? tuple : null;
      return new PickleValue.Instance(global, known, false);
    }
    if (global.permission.makesHolders()) {
      boolean live = arguments instanceof PickleValue.Tuple tuple && tuple.isLive();
      // A library that looks up a missing key calls the factory of the values.
      boolean calls =
          global.name.equals("defaultdict")
              && arguments instanceof PickleValue.Tuple tuple
              && tuple.elements().stream().anyMatch(each -> !isPlainFactory(each));
      PickleValue.Instance holder = new PickleValue.Instance(global, null, live || calls);
      if (global.permission == ImportPermission.MAPPING && !isEmpty(arguments)) {
        holder.setMagicKey("...");
      }
      return holder;
    }
    if (global.signature.makesIndexes()) {
      PickleValue.Instance index = new PickleValue.Instance(global, null, false);
      boolean plain =
          arguments instanceof PickleValue.Tuple tuple
              && !tuple.elements().isEmpty()
              && PandasColumns.isPlainIndex(tuple.elements().getLast());
      index.setDimensions(plain ? 1 : 0);
      index.setExtent(PandasColumns.rangeLength(arguments) * PickleMachine.ELEMENT);
      return index;
    }
    if (global.signature.makesNative()) {
      boolean ready =
          !global.signature.makesBacked()
              && arguments instanceof PickleValue.Tuple tuple
              && tuple.elements().stream().anyMatch(PickleValue.Tuple.class::isInstance);
      PickleValue.Tuple kept =
          global.signature.makesBacked()
                  && arguments instanceof PickleValue.Tuple tuple
                  && !tuple.elements().isEmpty()
              ? tuple
              : null;
      return new PickleValue.Instance(global, kept, !ready);
    }
    if (!global.signature.makesArrays()) {
      return global.bareInstance;
    }
    PickleValue.Instance array = new PickleValue.Instance(global, null, false);
    array.setDimensions(
        arguments instanceof PickleValue.Tuple tuple
            ? tuple.elements().stream()
                .mapToInt(part -> part instanceof PickleValue.Tuple shape ? shape.size() : 0)
                .max()
                .orElse(0)
            : 0);
    return array;
  }

  /// Sets the state of an instance: `__setstate__`, or its attributes one by one.
  void state(PickleValue target, PickleValue state) throws IOException, BrokenPickle {
    switch (target) {
      case PickleValue.Global global -> changedImport(global);
      case PickleValue.Instance instance -> stateOf(instance, state);
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("the state of an unknown value is set");
      default -> {
        if (!setsNothing(state)) {
          throw new BrokenPickle("`" + ValueFormatter.of(target) + "` has no state");
        }
      }
    }
  }

  /// Whether setting this state may have no effect, even if nothing could be set: it is empty, or
  /// both the attributes of `__dict__` and those of `__slots__` are.
  private static boolean setsNothing(PickleValue state) {
    return mayBeEmpty(state)
        || (state instanceof PickleValue.Tuple pair
            && pair.size() == 2
            && pair.elements().stream().allMatch(CallInterpreter::mayBeEmpty));
  }

  /// Whether Python may evaluate this as false.
  private static boolean mayBeEmpty(PickleValue value) {
    return switch (value) {
      case PickleValue.Whole whole -> whole.value() == 0;
      case PickleValue.Text text -> text.start().isEmpty();
      case PickleValue.Bytes bytes -> bytes.length == 0;
      case PickleValue.Tuple tuple -> tuple.size() == 0;
      case PickleValue.Items items -> items.size() == 0;
      case Plain plain -> plain != Plain.TRUE;
      case PickleValue.Instance _ -> true;
      case PickleValue.Big _, PickleValue.Global _ -> false;
    };
  }

  private void stateOf(PickleValue.Instance instance, PickleValue state)
      throws IOException, BrokenPickle {
    PickleValue.Global made = instance.made();
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
        } else if (made.signature.product().equals(NumpyArrayState.TYPE)) {
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
        } else if (!EmbeddedFileLoaders.scanState(context, machine.offset(), made, state)) {
          machine.unresolved(
              "the model in the state of `" + ValueFormatter.of(made) + "` is unknown");
        }
        checkAttributes(state);
      }
    }
    if (state.mayChange()) {
      instance.setHoldsChangeable();
    }
    freeze(state);
  }

  private void arrayState(PickleValue.Instance array, PickleValue state) throws BrokenPickle {
    NumpyArrayState.Content content =
        isLate(array, state)
            ? NumpyArrayState.Content.REFUSED
            : arrays.contentOf(array.made(), state);
    switch (content) {
      case INERT -> {}
      case LIVE -> {
        enlivened(!array.isEscaped());
        array.enliven();
      }
      case REFUSED -> refuseState(array.made(), state);
    }
    if (state != Plain.NONE) {
      array.setDimensions(NumpyArrayState.dimensions(state));
      array.setStated();
    }
    deepen(array, state);
  }

  /// After its state is set, a native object may be used; it must get one, because it relies on
  /// what it was given. A native object around an array of two dimensions is only ever a part of a
  /// table.
  private void nativeState(PickleValue.Instance instance, PickleValue state) {
    PickleValue.Global made = instance.made();
    int dimensions = made.signature.makesBacked() ? NumpyArrayState.backing(state) : 1;
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

  /// Whether a state changes an array, or may change it, in a way that matters to its holders.
  private static boolean isLate(PickleValue.Instance array, PickleValue state) {
    if (array.isStated() && state != Plain.NONE) {
      return true; // the memory that it has may be that of something else, too
    }
    return array.isHeld()
        ? !NumpyArrayState.mayComeLate(state)
        : array.mayBeHeld() && state != Plain.NONE && NumpyArrayState.dimensions(state) == 0;
  }

  /// Whether this may become the state of an inert instance. An instance that another function
  /// creates may be shared by the whole process, so its state must be known to be its own; and a
  /// state that is an object acts while it is read. A tuple is for classes that set their state in
  /// native code: others may pass a part of it on as the state of an array, or interpret two
  /// dictionaries as two pairs of a name and a value.
  private boolean takesState(PickleValue.Global made, PickleValue state) {
    if (made.permission == ImportPermission.LIST || made.permission == ImportPermission.MAPPING) {
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
                || made.permission == ImportPermission.CHECKED
                || isDictionary(state))
            && !(state instanceof PickleValue.Instance)
            && (!readsFirstElement(made) || NumpyArrayState.hasNoScalarArray(state)));
  }

  /// Whether this is the state of a random number generator in Python 3: those of Python 2 contain
  /// any values, of which it computes the remainder.
  private static boolean isRandomState(PickleValue state) {
    return state instanceof PickleValue.Tuple tuple
        && tuple.size() == 3
        && tuple.elements().getFirst() instanceof PickleValue.Whole version
        && version.value() == 3;
  }

  /// Whether this is the attribute that PyTorch sets on the dictionary of a network's state. Any
  /// other attribute of a container could have the name of one of its methods.
  private boolean isMetadata(PickleValue state) {
    return state instanceof PickleValue.Items items
        && items.kind() == Plain.MAPPING
        && items.size() == 2
        && items.hasTextKeys("_metadata"::equals)
        && isInert(items);
  }

  /// Whether no attribute is an import, which a class could mistake for a method of its own and
  /// call.
  private static boolean importsNothing(PickleValue state) {
    return switch (state) {
      case PickleValue.Items items -> items.importKey() == null;
      case PickleValue.Tuple pair ->
          pair.elements().stream().allMatch(CallInterpreter::importsNothing);
      default -> true;
    };
  }

  /// Whether native code may read the first element of an array that it is given, even if there is
  /// none.
  private static boolean readsFirstElement(PickleValue.Global made) {
    return (made.signature.makesObjects() && made.module.startsWith("pandas"))
        || (made.signature.makesNative() && made.module.startsWith("sklearn"));
  }

  private void refuseState(PickleValue.Global made, PickleValue state) {
    machine.report(
        PickleRule.ARGUMENT,
        "the state of `"
            + ValueFormatter.of(made)
            + "` is set to `"
            + ValueFormatter.of(state)
            + "`, which no model does");
  }

  /// The attributes of an object that may be live: in a plain dictionary, or in a pair of these of
  /// which the second one goes through setters. Another mapping could act while it is read.
  private void checkAttributesOf(PickleValue.Global made, PickleValue state) {
    boolean plain =
        switch (state) {
          case PickleValue.Tuple pair when pair.size() == 2 -> {
            PickleValue slots = pair.elements().get(1);
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

  /// Whether these are slots of the classes that the lists call `slots`, without the attributes
  /// that call a method when they are set.
  private static boolean areSlots(PickleValue slots) {
    return slots == Plain.NONE
        || (slots instanceof PickleValue.Items items
            && items.isWhole()
            && items.hasTextKeys(SLOTS::contains));
  }

  private static boolean isDictionary(PickleValue value) {
    return value == Plain.NONE || CallSignature.kind(value) == Plain.MAPPING;
  }

  /// Some classes keep the dictionary itself as their attributes, so it must not change any more.
  private void freeze(PickleValue state) {
    switch (state) {
      case PickleValue.Items items -> freeze(items);
      case PickleValue.Tuple tuple ->
          tuple
              .elements()
              .forEach(
                  element -> {
                    if (element instanceof PickleValue.Items items) {
                      freeze(items);
                    }
                  });
      default -> {}
    }
    state.escape();
  }

  private void freeze(PickleValue.Items items) {
    items.freeze();
    if (items.isForgotten()) {
      context.forgetState();
    }
  }

  /// Checks what becomes the attributes of an object.
  void checkAttributes(PickleValue state) {
    switch (state) {
      case PickleValue.Items items -> checkAttributes(items);
      case PickleValue.Tuple tuple when tuple.isForgotten() -> unknownState();
      case PickleValue.Tuple tuple ->
          // A pair may be the attributes of `__dict__` and those of `__slots__`.
          tuple.elements().forEach(this::checkPart);
      case PickleValue.Instance instance when isMapping(instance) -> unknownState();
      case Plain plain
          when plain.kind() == Plain.MAPPING
              || plain.kind() == Plain.TUPLE
              || plain == Plain.UNKNOWN ->
          unknownState();
      default -> {}
    }
  }

  private void checkPart(PickleValue part) {
    switch (part) {
      case PickleValue.Items items -> checkAttributes(items);
      case PickleValue.Instance instance when isMapping(instance) -> unknownState();
      case Plain plain when plain.kind() == Plain.MAPPING || plain == Plain.UNKNOWN ->
          unknownState();
      default -> {}
    }
  }

  private void unknownState() {
    machine.unresolved("the state contains unknown attributes");
  }

  /// Python accepts every kind of dictionary as attributes.
  private static boolean isMapping(PickleValue.Instance instance) {
    return switch (instance.made().permission) {
      case MAPPING, ATTRIBUTES, CUSTOM, DANGEROUS -> true;
      case VALUE, LIST, STATE, CALLABLE, INSTANCES, NAMED, HELD, CHECKED -> false;
    };
  }

  /// Records a key of any dictionary. One key is where pandas puts a part of a table, in a state
  /// that nothing else checks.
  void keySet(PickleValue key, PickleValue value) {
    if (key instanceof PickleValue.Text text
        && text.start().equals("mgr_locs")
        && !PandasColumns.isPlace(value, this::isInert)) {
      machine.report(
          PickleRule.ARGUMENT,
          "`mgr_locs` of a block of pandas is `"
              + ValueFormatter.of(value)
              + "`, which no table has");
    }
  }

  /// Records keys of an object other than a plain dictionary, which may treat them as attributes.
  void keysSet(PickleValue target, PickleValue.Items elements) {
    if (isPlainMapping(target) && JoblibArray.ATTRIBUTES.stream().anyMatch(elements::has)) {
      machine.unresolved("a joblib array may be modified after it was forgotten");
    }
    if (target instanceof PickleValue.Instance instance
        && instance.made().permission == ImportPermission.MAPPING) {
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

  private static boolean isPlainMapping(PickleValue value) {
    return value instanceof Plain plain && plain.kind() == Plain.MAPPING;
  }

  private void checkAttributes(PickleValue.Items items) {
    String magic = items.magicKey();
    if (magic != null) {
      machine.report(
          PickleRule.MAGIC_ATTRIBUTE,
          "the state sets the attribute `" + ValueFormatter.text(magic, true) + "`");
    }
  }

  /// Records that a plain container grows after it became the attributes of an object.
  void changedWhenFrozen(PickleValue.Items items) {
    machine.report(
        PickleRule.MAGIC_ATTRIBUTE,
        "`" + ValueFormatter.of(items) + "` is modified after it became the state of an object");
  }

  /// Records that a value becomes a key or an element of a set, so that Python hashes and compares
  /// it.
  void hashed(PickleValue value) {
    boolean live =
        switch (value) {
          case PickleValue.Global _ -> false;
          case PickleValue.Tuple tuple when tuple.isWhole() -> {
            tuple.elements().forEach(this::hashed);
            yield false;
          }
          default -> !isInert(value);
        };
    if (live) {
      machine.report(
          PickleRule.ARGUMENT,
          "`"
              + ValueFormatter.of(value)
              + "` is used as a key, so that Python calls its own methods");
    }
  }

  /// Records that elements are added to something other than a plain list, dictionary or set.
  ///
  /// @param elements of the kind to which Python adds them in this way
  void changed(PickleValue target, PickleValue.Items elements) throws BrokenPickle {
    Plain kind = elements.kind();
    boolean live = elements.isLive();
    switch (target) {
      case PickleValue.Global global -> changedImport(global);
      case PickleValue.Instance instance -> changedInstance(instance, elements);
      case Plain plain when plain == Plain.UNKNOWN ->
          machine.unresolved("elements are added to an unknown value");
      case Plain plain when plain.kind() == kind -> {
        if (context.hasForgottenState() && elements.size() > 0) {
          machine.report(
              PickleRule.MAGIC_ATTRIBUTE,
              "elements are added to a value that may be the state of an object");
        }
        forgottenChanged(plain, elements);
      }
      case Plain plain when plain == Plain.BYTES && kind != Plain.SET -> requireInert(plain, live);
      case Plain plain when plain.kind() == Plain.LIST && kind == Plain.MAPPING ->
          forgottenChanged(plain, elements);
      case PickleValue.Bytes bytes when kind != Plain.SET -> requireInert(bytes, live);
      default -> {
        // CPython does not check the type of the target if there are no elements.
        if (elements.size() > 0) {
          throw new BrokenPickle("elements cannot be added to `" + ValueFormatter.of(target) + "`");
        }
      }
    }
  }

  /// Elements are added to a container of which only the kind is known, and perhaps that it
  /// contains only arrays or indexes, which is no longer certain.
  private void forgottenChanged(Plain target, PickleValue.Items elements) {
    context.grew(elements.extent());
    boolean pure = target == Plain.VECTORS || target == Plain.INDEXES;
    enlivened(!elements.isLive() && !(pure && elements.size() > 0));
  }

  /// A byte array accepts only numbers.
  private void requireInert(PickleValue target, boolean live) {
    if (live) {
      machine.report(
          PickleRule.ARGUMENT,
          "a value other than a number is added to `" + ValueFormatter.of(target) + "`");
    }
  }

  private void changedInstance(PickleValue.Instance instance, PickleValue.Items elements)
      throws BrokenPickle {
    PickleValue.Global made = instance.made();
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
          "elements are added to `" + ValueFormatter.of(instance) + "`, which no model does");
    } else if (live && !instance.isLive()) {
      enlivened(!instance.isEscaped());
      instance.enliven();
    }
    if (made.permission.makesHolders()) {
      deepen(instance, elements);
    }
  }

  private void changedImport(PickleValue.Global global) {
    machine.report(
        PickleRule.CHANGED_IMPORT,
        "`" + ValueFormatter.of(global) + "` itself is modified, for the whole process");
  }

  /// Records that a function is stored.
  void handOn(PickleValue.Global global) {
    if (global.permission == ImportPermission.CHECKED && !checked.mayBeStored(global)) {
      machine.report(
          PickleRule.HANDED_FUNCTION,
          "`" + ValueFormatter.of(global) + "` is stored, so that other code may call it");
    }
  }

  /// Whether a NumPy type in this pickle has, or may have, fields that are objects.
  boolean hasObjectFields() {
    return arrays.hasObjectFields();
  }

  /// Resolves a persistent id: a PyTorch storage, or something unknown.
  PickleValue persistent(PickleValue id) {
    if (id instanceof PickleValue.Tuple tuple
        && tuple.elements().size() >= 2
        && tuple.elements().getFirst() instanceof PickleValue.Text kind) {
      PickleValue type = tuple.elements().get(1);
      if (kind.start().equals("storage")
          && type instanceof PickleValue.Global global
          && global.permission.isAllowed()
          && global.module.startsWith("torch")
          && tuple.isWhole()
          && tuple.elements().stream().skip(2).allMatch(CallSignature::isConstant)) {
        note(global, tuple.elements());
        return new PickleValue.Instance(global, tuple, false);
      }
      // Containers with their source, of the older format: they stand for the class itself.
      if (kind.start().equals("module")
          && type instanceof PickleValue.Global global
          && global.module.startsWith("torch.nn.modules.")
          && tuple.isWhole()
          && tuple.elements().stream().skip(2).allMatch(CallSignature::isConstant)) {
        return global;
      }
    }
    machine.report(
        PickleRule.PERSISTENT_ID,
        "the meaning of `" + ValueFormatter.of(id) + "` depends on the loading program");
    return Plain.UNKNOWN;
  }

  private void note(PickleValue.Global type, List<PickleValue> id) {
    if (id.size() >= 5
        && id.get(2) instanceof PickleValue.Text key
        && id.get(4) instanceof PickleValue.Whole elements) {
      context.storages().add(key.start(), type.name, elements.value());
    }
  }

  private static boolean isEmpty(PickleValue arguments) {
    return (arguments instanceof PickleValue.Tuple tuple && tuple.size() == 0)
        || (arguments instanceof PickleValue.Items items
            && items.isWhole()
            && items.kept().isEmpty());
  }

  private static String shown(PickleValue arguments) {
    List<PickleValue> list = list(arguments);
    return list == null ? "*" + ValueFormatter.of(arguments) : ValueFormatter.arguments(list);
  }

  /// The arguments one by one, null if unknown.
  private static @Nullable List<PickleValue> list(@Nullable PickleValue arguments) {
    return switch (Objects.requireNonNullElse(arguments, Plain.UNKNOWN)) {
      case PickleValue.Tuple tuple when tuple.isWhole() -> tuple.elements();
      case PickleValue.Items items when items.isWhole() && items.kind() == Plain.LIST ->
          items.kept();
      default -> null;
    };
  }
}
