package dev.redoubt.scan.internal.pickle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands for a Python object on the stack and in the memo of the unpickler. All are small:
/// what is long keeps its beginning, what holds much forgets what it holds but stays of its kind.
sealed interface Value {

  /// About how many objects of ours this holds, counted when it is made.
  default int weight() {
    return 1;
  }

  /// The same, without what takes room.
  Value bare();

  /// Of these only the kind is known, or there is no more to know.
  enum Plain implements Value {
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
    /// Not even the kind is known.
    UNKNOWN;

    @Override
    public Value bare() {
      return this;
    }
  }

  /// A whole number of up to 64 bits.
  record Whole(long value) implements Value {
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
    public Value bare() {
      return Plain.WHOLE;
    }
  }

  /// A larger whole number.
  record Big(BigInteger value) implements Value {
    @Override
    public Value bare() {
      return Plain.WHOLE;
    }
  }

  /// Text.
  ///
  /// @param start its first [PickleInput#KEPT_TEXT] bytes or more
  /// @param isWhole whether that is all
  record Text(String start, boolean isWhole) implements Value {
    /// Whether this means something to Python as the name of an attribute. Such a text is never
    /// forgotten.
    boolean isMagic() {
      return start.startsWith("__") && Items.MAGIC.contains(start);
    }

    @Override
    public int weight() {
      return 1 + start.length() / 32;
    }

    @Override
    public Value bare() {
      return isMagic() ? this : Plain.TEXT;
    }
  }

  /// Bytes, of which all or some first ones are kept.
  final class Bytes implements Value {
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
    public Value bare() {
      return Plain.BYTES;
    }
  }

  /// A tuple.
  ///
  /// @param elements the first ones
  /// @param size of the whole
  record Tuple(List<Value> elements, int size, int weight) implements Value {
    /// Elements and weight beyond these are forgotten. No call of a library that is allowed takes
    /// as many arguments.
    private static final int ELEMENTS = 64;

    private static final int WEIGHT = 512;

    static Tuple of(Value[] values, int from, int to) {
      int kept = Math.min(to - from, ELEMENTS);
      Value[] elements = new Value[kept];
      int weight = 1;
      for (int i = 0; i < kept; i++) {
        Value value = values[from + i];
        if (weight + value.weight() > WEIGHT && !isHeld(value)) {
          value = value.bare();
        }
        weight += value.weight();
        elements[i] = value;
      }
      return new Tuple(List.of(elements), to - from, weight);
    }

    /// Bytes that are held whole are there to be looked at when the call comes, numbers are small.
    private static boolean isHeld(Value value) {
      return value instanceof Whole
          || (value instanceof Bytes bytes && bytes.isWhole())
          || (value instanceof Text text && text.isWhole());
    }

    boolean isWhole() {
      return elements.size() == size;
    }

    @Override
    public Value bare() {
      return Plain.TUPLE;
    }
  }

  /// A list, a dictionary (keys and values in turn) or a set, of which the first elements are kept
  /// while they are small. What can change is not kept inside what can change.
  final class Items implements Value {
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
            // NumPy, PyTorch, pandas and scikit-learn ask the object itself for these.
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

    /// How Python adds elements to what is no list or set of its own. A value of that name that is
    /// no function is harmless, and models have such.
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

    static final int WEIGHT = 96;

    private final Plain kind;
    private final List<Value> kept = new ArrayList<>(0);
    private int weight;
    private long size;
    private @Nullable String magicKey;

    Items(Plain kind) {
      this.kind = kind;
    }

    /// Notes a key that becomes the name of an attribute where this becomes a state.
    void noteKey(Value key, Value value) {
      switch (key) {
        case Text text when text.isMagic() -> magicKey = text.start;
        case Text text when mayBeCalled(value) && ADDING.contains(text.start) ->
            magicKey = text.start;
        case Text text when isLookedUp(text.start) && !namesMethods(value) -> magicKey = text.start;
        case Instance _ -> magicKey = Shown.of(key);
        case Plain plain when plain == Plain.UNKNOWN -> magicKey = Shown.of(key);
        default -> {}
      }
    }

    /// Asked of every key of every dictionary; the length spares most of them the search.
    private static boolean isLookedUp(String key) {
      return key.length() >= 13 && key.length() <= 16 && LOOKED_UP.contains(key);
    }

    private static boolean mayBeCalled(Value value) {
      return value instanceof Global || value instanceof Instance || value == Plain.UNKNOWN;
    }

    private static boolean namesMethods(Value value) {
      return switch (value) {
        case Text text -> METHODS.contains(text.start);
        case Tuple tuple -> tuple.elements().stream().allMatch(Items::namesMethods);
        case Items items -> items.kept.stream().allMatch(Items::namesMethods);
        case Plain plain -> plain == Plain.NONE;
        default -> false;
      };
    }

    /// A key that means something to Python as the name of an attribute, or may; null where there
    /// was none.
    @Nullable String magicKey() {
      return magicKey;
    }

    /// Elements were changed in place.
    void forget() {
      kept.clear();
      size++;
    }

    Plain kind() {
      return kind;
    }

    List<Value> kept() {
      return kept;
    }

    boolean isWhole() {
      return kept.size() == size;
    }

    void add(Value value) {
      size++;
      if (weight < WEIGHT && kept.size() == size - 1) {
        Value small =
            value instanceof Items || weight + value.weight() > WEIGHT ? value.bare() : value;
        weight += small.weight();
        kept.add(small);
      }
    }

    /// Whether a key was among the first.
    boolean has(String key) {
      return get(key) != null;
    }

    /// The value of a key of a dictionary, the last one that was set; null where there is none or
    /// it was forgotten.
    @Nullable Value get(String key) {
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
    public Value bare() {
      return kind;
    }
  }

  /// Something imported. There is one of each name in a pickle.
  final class Global implements Value {
    final String module;
    final String name;
    final Permission permission;
    final Instance bareInstance;

    Global(String module, String name, Permission permission) {
      this.module = module;
      this.name = name;
      this.permission = permission;
      this.bareInstance = new Instance(this, null);
    }

    String fullName() {
      return module + "." + name;
    }

    boolean is(String full) {
      return full.length() == module.length() + 1 + name.length() && full.equals(fullName());
    }

    @Override
    public Value bare() {
      return this;
    }
  }

  /// What a call returned, or an instance of a class.
  ///
  /// @param made what was called
  /// @param arguments with what, where that matters later
  record Instance(Global made, @Nullable Tuple arguments) implements Value {
    @Override
    public int weight() {
      return arguments == null ? 1 : 1 + arguments.weight();
    }

    @Override
    public Value bare() {
      return made.bareInstance;
    }
  }
}
