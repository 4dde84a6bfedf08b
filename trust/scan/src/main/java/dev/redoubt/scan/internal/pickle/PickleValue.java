package dev.redoubt.scan.internal.pickle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Represents a Python object on the stack and in the memo of the unpickler. All values are small:
/// a long value keeps its beginning, a large container forgets its elements but remains of its
/// kind.
sealed interface PickleValue {

  /// Roughly how many Java objects this holds, counted at creation.
  default int weight() {
    return 1;
  }

  /// The same value without what takes memory.
  PickleValue bare();

  /// Whether it can be called, or contains something that can be ([ImportPermission] explains
  /// this). Unknown values are live.
  boolean isLive();

  /// Whether a container elsewhere may have made this live without notice.
  boolean mayChange();

  /// Records that something else holds this from now on.
  default void escape() {}

  /// How deeply native code recurses into this: nested tuples, whose hash is computed from theirs,
  /// and nested arrays and queues, which are freed together. Lists and dictionaries are freed one
  /// after the other.
  default int depth() {
    return 0;
  }

  /// More bytes than any memory has.
  long LARGEST = 1L << 60;

  /// The size of a deep copy in bytes, in which shared parts are copied repeatedly.
  default long extent() {
    return 0;
  }

  /// The number of its forgotten parts, each of which may be as large as anything before.
  default long forgottenParts() {
    return 0;
  }

  private static long plus(long extent, PickleValue more) {
    return Math.min(LARGEST, extent + PickleMachine.ELEMENT + more.extent());
  }

  private static long partsPlus(long parts, PickleValue more) {
    return Math.min(LARGEST, parts + more.forgottenParts());
  }

  /// The deepest of the arrays and queues that this contains.
  default int inner() {
    return 0;
  }

  /// Values of which only the kind is known, or matters.
  enum Plain implements PickleValue {
    NONE,
    TRUE,
    FALSE,
    WHOLE,
    FRACTION,
    TEXT,
    BYTES,
    TUPLE,
    LIST,
    MAPPING,
    SET,
    FROZEN_SET,
    /// A list that contains only arrays with a dimension.
    VECTORS,
    /// A list that contains only pandas indexes.
    INDEXES,
    LIVE_TUPLE,
    LIVE_LIST,
    LIVE_MAPPING,
    LIVE_SET,
    LIVE_FROZEN_SET,
    /// A one-dimensional array of numbers, whose bytes are in the file.
    ARRAY,
    /// The same with two dimensions or more.
    WIDE_ARRAY,
    /// The same without a dimension, which contains one number.
    SCALAR_ARRAY,
    /// Not even the kind is known.
    UNKNOWN;

    /// The kind, whether or not it contains something live.
    Plain kind() {
      return switch (this) {
        case LIVE_TUPLE -> TUPLE;
        case LIVE_LIST, VECTORS, INDEXES -> LIST;
        case LIVE_MAPPING -> MAPPING;
        case LIVE_SET -> SET;
        case LIVE_FROZEN_SET -> FROZEN_SET;
        default -> this;
      };
    }

    /// A container of this kind that contains something live.
    Plain live() {
      return switch (this) {
        case TUPLE -> LIVE_TUPLE;
        case LIST, VECTORS, INDEXES -> LIVE_LIST;
        case MAPPING -> LIVE_MAPPING;
        case SET -> LIVE_SET;
        case FROZEN_SET -> LIVE_FROZEN_SET;
        default -> this;
      };
    }

    @Override
    public PickleValue bare() {
      return this;
    }

    @Override
    public boolean isLive() {
      return switch (this) {
        case UNKNOWN, LIVE_TUPLE, LIVE_LIST, LIVE_MAPPING, LIVE_SET, LIVE_FROZEN_SET -> true;
        default -> false;
      };
    }

    @Override
    public long forgottenParts() {
      return switch (kind()) {
        case TEXT, BYTES, TUPLE, LIST, MAPPING, SET, FROZEN_SET, UNKNOWN -> 1;
        default -> 0;
      };
    }

    @Override
    public boolean mayChange() {
      return switch (kind()) {
        case LIST, MAPPING, SET, TUPLE, FROZEN_SET -> true;
        default -> false;
      };
    }
  }

  /// An integer of up to 64 bits.
  record Whole(long value) implements PickleValue {
    private static final Whole[] SMALL = new Whole[256];

    static {
      for (int i = 0; i < SMALL.length; i++) {
        SMALL[i] = new Whole(i);
      }
    }

    static Whole small(int value) {
      return SMALL[value];
    }

    @Override
    public PickleValue bare() {
      return Plain.WHOLE;
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public boolean mayChange() {
      return false;
    }
  }

  /// A larger integer.
  record Big(BigInteger value) implements PickleValue {
    @Override
    public PickleValue bare() {
      return Plain.WHOLE;
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public boolean mayChange() {
      return false;
    }
  }

  /// A string.
  ///
  /// @param start its first [PickleInput#KEPT_TEXT] bytes or more
  /// @param isWhole whether that is all
  /// @param length of the whole string, in bytes
  record Text(String start, boolean isWhole, long length) implements PickleValue {
    Text(String start, boolean isWhole) {
      this(start, isWhole, start.length());
    }

    /// Whether Python treats an attribute with this name specially.
    boolean isMagic() {
      return start.startsWith("__") && Items.MAGIC.contains(start);
    }

    /// Whether some code checks a key with this name. Such a string is never forgotten.
    boolean isActedUpon() {
      return start.length() <= Items.LONGEST_NAME && Items.ACTED_UPON.contains(start);
    }

    @Override
    public int weight() {
      return 1 + start.length() / 32;
    }

    @Override
    public long extent() {
      return length;
    }

    @Override
    public PickleValue bare() {
      return isActedUpon() ? this : Plain.TEXT;
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public boolean mayChange() {
      return false;
    }
  }

  /// Bytes, of which all or the first ones are kept.
  final class Bytes implements PickleValue {
    final byte[] start;
    final long length;

    Bytes(byte[] start, long length) {
      this.start = start;
      this.length = length;
    }

    boolean isWhole() {
      return start.length == length;
    }

    @Override
    public int weight() {
      return 1 + start.length / 32;
    }

    @Override
    public long extent() {
      return length;
    }

    @Override
    public PickleValue bare() {
      return Plain.BYTES;
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public boolean mayChange() {
      return false;
    }
  }

  /// A tuple.
  ///
  /// @param elements the first ones
  /// @param size of the whole tuple
  /// @param live whether an element was live at creation
  /// @param changeable whether an element can change, or get a state that can
  record Tuple(
      List<PickleValue> elements,
      int size,
      int weight,
      boolean live,
      boolean changeable,
      int depth,
      int inner,
      long extent,
      long forgottenParts)
      implements PickleValue {
    /// The maximum depth of forgotten tuples; for deeper ones the depth is kept.
    private static final int SHALLOW = 32;

    private static final Map<Integer, Tuple> DEEP = new ConcurrentHashMap<>();

    /// Elements and weight beyond these are forgotten. No allowed library call takes as many
    /// arguments.
    private static final int ELEMENTS = 64;

    private static final int WEIGHT = 512;

    static Tuple of(PickleValue[] values, int from, int to) {
      int kept = Math.min(to - from, ELEMENTS);
      PickleValue[] elements = new PickleValue[kept];
      int weight = 1;
      int depth = 0;
      int inner = 0;
      long extent = 0;
      long forgotten = 0;
      boolean live = false;
      boolean changeable = false;
      for (int i = from; i < to; i++) {
        live |= values[i].isLive();
        changeable |= values[i].mayChange() || mayGetState(values[i]);
        depth = Math.max(depth, depthOf(values[i]));
        inner = Math.max(inner, values[i] instanceof Instance holder ? holder.depth() : 0);
        extent = plus(extent, values[i]);
        forgotten = partsPlus(forgotten, values[i]);
        values[i].escape();
      }
      for (int i = 0; i < kept; i++) {
        PickleValue value = values[from + i];
        if (weight + value.weight() > WEIGHT && !isHeld(value)) {
          value = value.bare();
        }
        weight += value.weight();
        elements[i] = value;
      }
      return new Tuple(
          List.of(elements),
          to - from,
          weight,
          live,
          changeable,
          depth + 1,
          inner,
          extent,
          forgotten);
    }

    private static int depthOf(PickleValue value) {
      return switch (value) {
        case Tuple tuple -> tuple.depth;
        case Plain plain -> plain.kind() == Plain.TUPLE ? SHALLOW : 0;
        default -> 0;
      };
    }

    /// A tuple of which only the depth is known.
    private static Tuple deep(boolean live, boolean changeable, int depth) {
      int key = 4 * depth + (live ? 2 : 0) + (changeable ? 1 : 0);
      return DEEP.computeIfAbsent(
          key, _ -> new Tuple(List.of(), Integer.MAX_VALUE, 1, live, changeable, depth, 0, 0, 1));
    }

    private static boolean mayGetState(PickleValue value) {
      return value instanceof Instance object && object.mayGetState();
    }

    /// Bytes that are kept completely are scanned when the call comes; numbers are small.
    private static boolean isHeld(PickleValue value) {
      return value instanceof Whole
          || (value instanceof Bytes bytes && bytes.isWhole())
          || (value instanceof Text text && text.isWhole());
    }

    boolean isWhole() {
      return elements.size() == size;
    }

    @Override
    public PickleValue bare() {
      return depth > SHALLOW
          ? deep(live, changeable, depth)
          : isLive() ? Plain.LIVE_TUPLE : Plain.TUPLE;
    }

    /// Whether only its depth is still known.
    boolean isForgotten() {
      return size == Integer.MAX_VALUE;
    }

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public boolean mayChange() {
      return changeable;
    }
  }

  /// A list, a dictionary (keys and values in turn) or a set, of which the first elements are kept
  /// as long as they are small. Mutable values are not kept inside mutable values.
  final class Items implements PickleValue {
    private static final Set<String> MAGIC =
        Set.of(
            "__setstate__",
            "__class__",
            "__dict__",
            "__reduce__",
            "__reduce_ex__",
            "__getattr__",
            "__getattribute__",
            "__setattr__",
            "__globals__",
            "__builtins__",
            "__code__",
            "__call__",
            "__new__",
            "__init__",
            "__getstate__",
            "__getnewargs__",
            "__getnewargs_ex__",
            "__copy__",
            "__deepcopy__",
            "__get__",
            "__set__",
            "__wrapped__",
            "__self__",
            "__func__",
            "__fspath__",
            "__len__",
            "__iter__",
            "__next__",
            "__getitem__",
            "__contains__",
            "__hash__",
            "__eq__",
            "__str__",
            "__repr__",
            "__format__",
            "__index__",
            // NumPy, PyTorch, pandas and scikit-learn look these up on the object itself.
            "__array__",
            "__array_interface__",
            "__array_struct__",
            "__array_finalize__",
            "__array_wrap__",
            "__array_ufunc__",
            "__array_function__",
            "__array_namespace__",
            "__cuda_array_interface__",
            "__dlpack__",
            "__dlpack_device__",
            "__dataframe__",
            "__arrow_c_array__",
            "__arrow_c_stream__",
            "__arrow_c_schema__",
            "__arrow_array__",
            "__torch_function__",
            "__torch_dispatch__",
            "__tensor_flatten__",
            "__sklearn_tags__",
            "__sklearn_clone__",
            "__sklearn_is_fitted__",
            "__del__");

    /// How Python adds elements to objects other than its own lists and sets. A value with such a
    /// name that is not a function is harmless, and models have some.
    private static final Set<String> ADDING = Set.of("append", "extend", "add");

    /// Attributes with the name of a method that scikit-learn looks up and calls.
    private static final Set<String> LOOKED_UP =
        Set.of("_response_method", "response_method", "stack_method_");

    private static final Set<String> METHODS =
        Set.of(
            "predict",
            "predict_proba",
            "predict_log_proba",
            "decision_function",
            "score_samples",
            "transform",
            "auto",
            "default");

    /// Attributes that are classes in models: types of numbers, and placeholders for a missing
    /// value.
    private static final Set<String> TYPES =
        Set.of(
            "dtype",
            "_dtype",
            "dtype_include",
            "dtype_exclude",
            "subtype",
            "_subtype",
            "na_value",
            "_na_value",
            "type");

    /// The parts of a PyTorch module.
    private static final Set<String> PARTS = Set.of("_parameters", "_buffers", "_modules");

    private static final String VERSION = "_sklearn_version";

    private static final Set<String> ACTED_UPON =
        Stream.of(
                MAGIC,
                ADDING,
                LOOKED_UP,
                PARTS,
                Set.of(VERSION),
                JoblibArray.ATTRIBUTES,
                EmbeddedFileLoaders.KEYS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST_NAME =
        ACTED_UPON.stream().mapToInt(String::length).max().orElseThrow();

    static final int WEIGHT = 96;

    /// Numbers, strings, and names of imports.
    static final int CONSTANTS = 1;

    /// Arrays with a dimension.
    static final int VECTORS = 2;

    /// Pandas indexes.
    static final int INDEXES = 4;

    private static final int OTHERS = 8;

    private final Plain kind;
    private final List<PickleValue> kept = new ArrayList<>(0);
    private int weight;
    private long size;
    private @Nullable String magicKey;
    private boolean live;
    private boolean escaped;
    private boolean frozen;
    private boolean otherThanFields;
    private int inner;
    private long extent;
    private long forgottenParts;
    private boolean forgotten;
    private int elements;
    private @Nullable String importKey;
    private @Nullable String lastText;
    private @Nullable Fields fields;

    Items(Plain kind) {
      this.kind = kind;
    }

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public boolean mayChange() {
      return true;
    }

    @Override
    public void escape() {
      escaped = true;
    }

    boolean isEscaped() {
      return escaped;
    }

    @Override
    public int inner() {
      return inner;
    }

    @Override
    public long extent() {
      return extent;
    }

    @Override
    public long forgottenParts() {
      return forgottenParts;
    }

    /// The kinds of its elements, as bits: [#CONSTANTS] and the like.
    int elements() {
      return elements;
    }

    private static int kindOf(PickleValue value) {
      return switch (value) {
        case Whole _, Text _, Big _, Bytes _, Global _ -> CONSTANTS;
        case Instance made when made.made().signature.makesIndexes() -> INDEXES;
        default ->
            CallSignature.isConstant(value)
                ? CONSTANTS
                : NumpyArrayState.isDimensioned(value) ? VECTORS : OTHERS;
      };
    }

    /// Whether the memo knows only its kind.
    boolean isForgotten() {
      return forgotten;
    }

    /// A key whose value is an import other than a type of numbers; null if there was none.
    @Nullable String importKey() {
      return importKey;
    }

    /// The fields of a NumPy type if this contains nothing else, null otherwise.
    @Nullable Fields fields() {
      return !otherThanFields && fields != null && 2 * fields.count == size ? fields : null;
    }

    /// Records a key, or its value: a pair or triple with the type of a field without objects.
    private void noteField(PickleValue value) {
      switch (value) {
        case Text text when text.isWhole() -> lastText = text.start;
        case Text _ -> lastText = null;
        case Tuple tuple -> {
          long end = NumpyArrayState.endOfField(tuple);
          String name = lastText;
          if (end < 0 || name == null) {
            otherThanFields = true;
            return;
          }
          if (fields == null) {
            fields = new Fields();
          }
          otherThanFields = !fields.add(name, end);
        }
        default -> otherThanFields = true;
      }
    }

    /// Forbids further changes, because an object keeps it as its attributes.
    void freeze() {
      frozen = true;
    }

    boolean isFrozen() {
      return frozen;
    }

    /// Records a key that becomes an attribute name if this becomes a state.
    void noteKey(PickleValue key, PickleValue value) {
      if (key instanceof Global
          || (value instanceof Global
              && !(key instanceof Text text && TYPES.contains(text.start)))) {
        importKey = ValueFormatter.of(key);
      }
      switch (key) {
        case Text text when text.isMagic() -> magicKey = text.start;
        case Text text when mayBeCalled(value) && ADDING.contains(text.start) ->
            magicKey = text.start;
        case Text text when isLookedUp(text.start) -> {
          freeze(value);
          if (!namesMethods(value)) {
            magicKey = text.start;
          }
        }
        case Text text when isMisused(text.start, value) -> magicKey = text.start;
        case Text text when PARTS.contains(text.start) && value instanceof Items parts -> {
          // A module resolves the names in these like its own attributes.
          parts.freeze();
          magicKey = parts.magicKey == null ? magicKey : parts.magicKey;
        }
        case Text text when PARTS.contains(text.start) && value instanceof Instance parts -> {
          parts.freezeKeys();
          magicKey = parts.magicKey() == null ? magicKey : parts.magicKey();
        }
        case Instance _ -> magicKey = ValueFormatter.of(key);
        case Plain plain when plain == Plain.UNKNOWN -> magicKey = ValueFormatter.of(key);
        default -> {}
      }
    }

    /// Names of methods, and the parts of a module, must not change after they were checked.
    private static void freeze(PickleValue value) {
      switch (value) {
        case Items items -> items.freeze();
        case Tuple tuple -> tuple.elements().forEach(Items::freeze);
        default -> {}
      }
    }

    /// Called for every key of every dictionary; the length avoids most lookups.
    private static boolean isLookedUp(String key) {
      return key.length() >= 13 && key.length() <= 16 && LOOKED_UP.contains(key);
    }

    private static boolean mayBeCalled(PickleValue value) {
      return value instanceof Global || value instanceof Instance || value == Plain.UNKNOWN;
    }

    /// Attributes that libraries read while they set a state, and that have one kind in every
    /// model: the parts of a PyTorch module, and the version that scikit-learn compares.
    private static boolean isMisused(String key, PickleValue value) {
      return PARTS.contains(key)
          ? !isDictionary(value)
          : key.equals(VERSION) && !(value instanceof Text || value == Plain.TEXT);
    }

    private static boolean isDictionary(PickleValue value) {
      return switch (value) {
        case Items items -> items.kind == Plain.MAPPING;
        case Plain plain -> plain.kind() == Plain.MAPPING || plain == Plain.NONE;
        case Instance instance -> instance.made().permission == ImportPermission.MAPPING;
        default -> false;
      };
    }

    private static boolean namesMethods(PickleValue value) {
      return switch (value) {
        case Text text -> METHODS.contains(text.start);
        case Tuple tuple ->
            tuple.isWhole() && tuple.elements().stream().allMatch(Items::namesMethods);
        case Items items -> items.isWhole() && items.kept.stream().allMatch(Items::namesMethods);
        case Plain plain -> plain == Plain.NONE;
        default -> false;
      };
    }

    /// A key that Python treats, or may treat, specially as an attribute name; null if there was
    /// none.
    @Nullable String magicKey() {
      return magicKey;
    }

    /// Records that an element was replaced.
    void replaced(PickleValue value) {
      otherThanFields = true;
      kept.clear();
      size++;
      extent = plus(extent, value);
      forgottenParts = partsPlus(forgottenParts, value);
      elements |= kindOf(value);
      live |= value.isLive();
      inner = Math.max(inner, value instanceof Instance holder ? holder.depth() : 0);
      value.escape();
    }

    Plain kind() {
      return kind;
    }

    List<PickleValue> kept() {
      return kept;
    }

    boolean isWhole() {
      return kept.size() == size;
    }

    long size() {
      return size;
    }

    /// Numbers and strings come first: a large list has millions of them, and checking each takes
    /// time.
    void add(PickleValue value) {
      size++;
      if (value instanceof Whole) {
        extent = Math.min(LARGEST, extent + PickleMachine.ELEMENT);
        elements |= CONSTANTS;
      } else if (value instanceof Text text) {
        extent = Math.min(LARGEST, extent + PickleMachine.ELEMENT + text.length);
        elements |= CONSTANTS;
      } else {
        extent = plus(extent, value);
        forgottenParts = partsPlus(forgottenParts, value);
        elements |= kindOf(value);
        live |= value.isLive();
        inner = Math.max(inner, value instanceof Instance holder ? holder.depth() : 0);
        value.escape();
      }
      if (!otherThanFields) {
        noteField(value);
      }
      if (weight < WEIGHT && kept.size() == size - 1) {
        boolean held = isHeld(value);
        PickleValue small =
            value instanceof Items || (weight + value.weight() > WEIGHT && !held)
                ? value.bare()
                : value;
        weight += held ? 1 : small.weight();
        kept.add(small);
      }
    }

    /// Bytes that are kept completely are scanned when they are used, and were counted when they
    /// were read.
    private static boolean isHeld(PickleValue value) {
      return switch (value) {
        case Text text -> text.isWhole() && text.start.length() > PickleInput.KEPT_TEXT;
        case Bytes bytes -> bytes.isWhole() && bytes.length > PickleInput.KEPT_TEXT;
        default -> false;
      };
    }

    /// Whether all keys are known, and are strings that match.
    boolean hasTextKeys(Predicate<String> known) {
      for (int i = 0; i < kept.size(); i += 2) {
        if (!(kept.get(i) instanceof Text key && key.isWhole() && known.test(key.start))) {
          return false;
        }
      }
      return isWhole();
    }

    /// Whether a key was among the first.
    boolean has(String key) {
      return get(key) != null;
    }

    /// The last value of a key of a dictionary; null if there is none or it was forgotten.
    @Nullable PickleValue get(String key) {
      for (int i = (kept.size() & ~1) - 2; i >= 0; i -= 2) {
        if (kept.get(i) instanceof Text text && text.start.equals(key)) {
          return kept.get(i + 1);
        }
      }
      return null;
    }

    @Override
    public int weight() {
      return WEIGHT;
    }

    @Override
    public PickleValue bare() {
      escaped = true;
      forgotten = true;
      return live
          ? kind.live()
          : kind != Plain.LIST
              ? kind
              : switch (elements) {
                case VECTORS -> Plain.VECTORS;
                case INDEXES -> Plain.INDEXES;
                default -> kind;
              };
    }
  }

  /// The fields of a NumPy type.
  final class Fields {
    /// More than the columns of any table.
    private static final int MOST = 65_536;

    private final Set<String> names = new HashSet<>();
    private long count;
    private long end;

    private boolean add(String name, long to) {
      names.add(name);
      end = Math.max(end, to);
      return ++count <= MOST;
    }

    /// Whether each of these names a field: NumPy does not check that.
    boolean haveAll(Tuple wanted) {
      return wanted.isWhole()
          && wanted.elements().stream()
              .allMatch(
                  name ->
                      name instanceof Text text && text.isWhole() && names.contains(text.start));
    }

    /// The end of the last field, in bytes.
    long end() {
      return end;
    }
  }

  /// An import. There is one object for each name in a pickle.
  final class Global implements PickleValue {
    final String module;
    final String name;
    final ImportPermission permission;
    final CallSignature signature;
    final Instance bareInstance;

    Global(String module, String name, AllowedImports.Entry entry) {
      this.module = module;
      this.name = name;
      this.permission = entry.permission();
      this.signature = entry.signature();
      this.bareInstance = new Instance(this, null, makesLive());
    }

    /// Whether the result of a call is live: every object except those that are known to be data.
    boolean makesLive() {
      return permission.makesLive()
          || (permission == ImportPermission.STATE && signature.product().isEmpty());
    }

    @Override
    public boolean isLive() {
      return permission.isLive();
    }

    @Override
    public boolean mayChange() {
      return false;
    }

    String fullName() {
      return module + "." + name;
    }

    boolean is(String full) {
      return full.length() == module.length() + 1 + name.length() && full.equals(fullName());
    }

    @Override
    public PickleValue bare() {
      return this;
    }
  }

  /// The result of a call, or an instance of a class. It has an identity if it can become live, or
  /// if its state changes it; all other instances of a class share one object.
  final class Instance implements PickleValue {
    private final Global made;
    private final @Nullable Tuple arguments;
    private boolean live;
    private boolean held;
    private boolean escaped;
    private boolean stated;
    private int dimensions;
    private @Nullable PickleValue state;
    private int depth;
    private long extent;
    private boolean frozenKeys;
    private @Nullable String magicKey;
    private boolean holdsChangeable;
    private long bytes = -1;

    /// @param made what was called
    /// @param arguments of the call, if they matter later
    Instance(Global made, @Nullable Tuple arguments, boolean live) {
      this.made = made;
      this.arguments = arguments;
      this.live = live;
    }

    Global made() {
      return made;
    }

    @Nullable Tuple arguments() {
      return arguments;
    }

    /// Records that something live was added. Instances of its class that were forgotten become
    /// live with it.
    void enliven() {
      live = true;
      if (escaped) {
        made.bareInstance.live = true;
      }
    }

    /// Whether a state was set, or may have been.
    boolean isStated() {
      return stated || this == made.bareInstance;
    }

    void setStated() {
      stated = true;
    }

    /// The element size of a NumPy type according to its state; -1 if there is none.
    long bytes() {
      return bytes;
    }

    void setBytes(long given) {
      bytes = given;
    }

    /// Whether it may get a state, and then contain mutable values.
    boolean mayGetState() {
      return switch (made.permission) {
        case VALUE, NAMED -> made.signature.makesObjects();
        case LIST, MAPPING, STATE, CALLABLE, INSTANCES, ATTRIBUTES -> true;
        case HELD, CHECKED, CUSTOM, DANGEROUS -> true;
      };
    }

    /// Records that it was created from something, or has a state, that may change while this holds
    /// it.
    void setHoldsChangeable() {
      holdsChangeable = true;
      if (escaped) {
        made.bareInstance.holdsChangeable = true;
      }
    }

    /// The number of dimensions of it as an array, or of the array that it contains; 0 if it has
    /// none, or if unknown.
    int dimensions() {
      return dimensions;
    }

    void setDimensions(int known) {
      dimensions = known;
    }

    @Override
    public int depth() {
      return depth;
    }

    /// Records that it contains something of this depth.
    ///
    /// @return by how much that made it deeper without its holders knowing
    int deepen(int inner) {
      int before = depth;
      depth = Math.max(depth, inner + 1);
      if (escaped) {
        made.bareInstance.depth = Math.max(made.bareInstance.depth, depth);
      }
      return held ? depth - before : 0;
    }

    @Override
    public long extent() {
      return extent;
    }

    void setExtent(long bytes) {
      extent = bytes;
    }

    /// A key of this mapping that Python treats, or may treat, specially as an attribute name.
    @Nullable String magicKey() {
      return magicKey;
    }

    void setMagicKey(String key) {
      magicKey = key;
      if (escaped) {
        made.bareInstance.magicKey = key;
      }
    }

    /// Forbids such keys from now on, because the keys became attribute names.
    void freezeKeys() {
      frozenKeys = true;
      made.bareInstance.frozenKeys |= escaped;
    }

    boolean hasFrozenKeys() {
      return frozenKeys;
    }

    /// The state of an object around an array; null for all others, and before it was set.
    @Nullable PickleValue state() {
      return state;
    }

    void setState(PickleValue given) {
      state = given;
    }

    /// Records that it got the state that native code requires.
    void complete() {
      live = false;
    }

    /// Whether something holds it.
    boolean isHeld() {
      return held || this == made.bareInstance;
    }

    /// Whether something holds it, or a forgotten value that may be this one.
    boolean mayBeHeld() {
      return isHeld() || (escaped && made.bareInstance.held);
    }

    /// Whether something holds it, or it was forgotten and something may hold it.
    boolean isEscaped() {
      return escaped || this == made.bareInstance;
    }

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public boolean mayChange() {
      return holdsChangeable || made.permission.makesHolders() || made.signature.makesArrays();
    }

    @Override
    public void escape() {
      held = true;
      escaped = true;
    }

    @Override
    public int weight() {
      return arguments == null ? 1 : 1 + arguments.weight();
    }

    @Override
    public PickleValue bare() {
      escaped = true;
      if (live) {
        made.bareInstance.live = true;
      }
      made.bareInstance.holdsChangeable |= holdsChangeable;
      made.bareInstance.frozenKeys |= frozenKeys;
      made.bareInstance.depth = Math.max(made.bareInstance.depth, depth);
      made.bareInstance.extent = Math.max(made.bareInstance.extent, extent);
      if (magicKey != null) {
        made.bareInstance.magicKey = magicKey;
      }
      return made.bareInstance;
    }
  }
}
