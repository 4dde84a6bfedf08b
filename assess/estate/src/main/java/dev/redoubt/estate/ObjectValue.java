package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A JSON object. Property names keep their order and case; lookup ignores case, as in Azure. An
/// object may be *open*: then a property that is not listed may still exist, and [#rest] represents
/// the other properties.
public final class ObjectValue implements Value {

  public static final ObjectValue EMPTY = new Builder().build();

  /// Up to this size a linear scan is faster than a hash table and needs no memory.
  private static final int SCAN_LIMIT = 8;

  private final String[] names;
  private final Value[] values;
  private final @Nullable Unknown rest;
  private final long packedOrigin;
  private final int weight;

  /// Hash table with open addressing of index + 1; built at the first lookup in a large object. Two
  /// threads may build it twice, with the same content.
  private int @Nullable [] table;

  private ObjectValue(String[] names, Value[] values, @Nullable Unknown rest, long packedOrigin) {
    this.names = names;
    this.values = values;
    this.rest = rest;
    this.packedOrigin = packedOrigin;
    this.weight = ValueWeights.of(values, rest);
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return names.length;
  }

  public String nameAt(int index) {
    return names[index];
  }

  public Value valueAt(int index) {
    return values[index];
  }

  public List<String> names() {
    return List.of(names);
  }

  public boolean isEmpty() {
    return names.length == 0;
  }

  /// Returns the unknown that represents the properties that are not listed, or null if the object
  /// is closed.
  public @Nullable Unknown rest() {
    return rest;
  }

  public boolean isOpen() {
    return rest != null;
  }

  /// Returns the listed value of a property, or null. In an open object, null does not mean that
  /// the property is absent: see [#lookup].
  public @Nullable Value get(String name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  /// Returns the value of a property: the listed value, an unknown if the object is open, or null
  /// if it is absent.
  public @Nullable Value lookup(String name) {
    int index = indexOf(name);
    if (index >= 0) {
      return values[index];
    }
    return rest == null ? null : rest.member(name);
  }

  /// Returns the object at a property, or null if it is absent or of another type.
  public @Nullable ObjectValue object(String name) {
    return get(name) instanceof ObjectValue object ? object : null;
  }

  /// Returns the array at a property, or null if it is absent or of another type.
  public @Nullable ArrayValue array(String name) {
    return get(name) instanceof ArrayValue array ? array : null;
  }

  /// Returns the string at a property, or null if it is absent or of another type.
  public @Nullable String text(String name) {
    return get(name) instanceof StringValue string ? string.text() : null;
  }

  /// Returns the value at a dotted path (`properties.networkAcls.defaultAction`), or null if the
  /// path does not exist. Property names that contain a dot are not reachable.
  public @Nullable Value at(String path) {
    Value here = this;
    for (String step : path.split("\\.", -1)) {
      here = here instanceof ObjectValue object ? object.lookup(step) : null;
      if (here instanceof Unknown || here == null) {
        return here;
      }
    }
    return here;
  }

  /// Returns the index of a property, or -1.
  public int indexOf(String name) {
    if (names.length <= SCAN_LIMIT) {
      for (int i = 0; i < names.length; i++) {
        if (PropertyName.same(names[i], name)) {
          return i;
        }
      }
      return -1;
    }
    int[] slots = table();
    int mask = slots.length - 1;
    for (int slot = spread(PropertyName.hash(name)) & mask; slots[slot] != 0; ) {
      int index = slots[slot] - 1;
      if (PropertyName.same(names[index], name)) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private int[] table() {
    int[] made = table;
    if (made != null) {
      return made;
    }
    made = new int[Integer.highestOneBit(names.length) * 4];
    int mask = made.length - 1;
    for (int i = 0; i < names.length; i++) {
      int slot = spread(PropertyName.hash(names[i])) & mask;
      while (made[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      made[slot] = i + 1;
    }
    table = made;
    return made;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }

  /// Returns a builder with the content of this object.
  public Builder toBuilder() {
    Builder builder = new Builder();
    for (int i = 0; i < names.length; i++) {
      builder.put(names[i], values[i]);
    }
    return builder.rest(rest).origin(origin());
  }

  /// Returns a copy of this object with one property set.
  public ObjectValue with(String name, Value value) {
    return toBuilder().put(name, value).build();
  }

  @Override
  public boolean isFullyKnown() {
    if (rest != null) {
      return false;
    }
    for (Value value : values) {
      if (!value.isFullyKnown()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public long packedOrigin() {
    return packedOrigin;
  }

  @Override
  public ObjectValue at(Origin origin) {
    return new ObjectValue(names, values, rest, origin.packed());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ObjectValue that)
        || names.length != that.names.length
        || !Objects.equals(rest, that.rest)) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      Value theirs = that.get(names[i]);
      if (theirs == null || !theirs.equals(values[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < names.length; i++) {
      hash += PropertyName.hash(names[i]) ^ values[i].hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return JsonWriter.compact(this);
  }

  /// Builds an object; properties keep their order. Setting a property again replaces its value and
  /// keeps its position.
  public static final class Builder {

    private final List<String> names = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private java.util.@Nullable Map<String, Integer> index;
    private @Nullable Unknown rest;
    private long packedOrigin;

    private Builder() {}

    public Builder put(String name, Value value) {
      int known = indexOf(name);
      if (known >= 0) {
        values.set(known, value);
        return this;
      }
      if (index != null) {
        index.put(PropertyName.folded(name), names.size());
      }
      names.add(name);
      values.add(value);
      return this;
    }

    public Builder put(String name, String text) {
      return put(name, StringValue.of(text));
    }

    /// Returns the value that is set for a property, or null.
    public @Nullable Value get(String name) {
      int known = indexOf(name);
      return known < 0 ? null : values.get(known);
    }

    public Builder remove(String name) {
      int known = indexOf(name);
      if (known >= 0) {
        names.remove(known);
        values.remove(known);
        index = null;
      }
      return this;
    }

    public Builder putAll(ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        put(object.nameAt(i), object.valueAt(i));
      }
      return this;
    }

    /// Makes the object open; the unknown represents the properties that are not listed. Null makes
    /// it closed.
    public Builder rest(@Nullable Unknown rest) {
      this.rest = rest;
      return this;
    }

    public Builder origin(Origin origin) {
      this.packedOrigin = origin.packed();
      return this;
    }

    public int size() {
      return names.size();
    }

    private int indexOf(String name) {
      if (names.size() <= SCAN_LIMIT) {
        for (int i = 0; i < names.size(); i++) {
          if (PropertyName.same(names.get(i), name)) {
            return i;
          }
        }
        return -1;
      }
      java.util.Map<String, Integer> known = index;
      if (known == null) {
        known = new java.util.HashMap<>();
        for (int i = 0; i < names.size(); i++) {
          known.put(PropertyName.folded(names.get(i)), i);
        }
        index = known;
      }
      return known.getOrDefault(PropertyName.folded(name), -1);
    }

    public ObjectValue build() {
      return new ObjectValue(
          names.toArray(String[]::new), values.toArray(Value[]::new), rest, packedOrigin);
    }
  }

  /// Creates a closed object from two parallel lists without duplicate names.
  static ObjectValue ofDistinct(List<String> names, List<Value> values, Origin origin) {
    return new ObjectValue(
        names.toArray(String[]::new),
        Arrays.copyOf(values.toArray(), values.size(), Value[].class),
        null,
        origin.packed());
  }
}
