package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A JSON object: names in the order and case they were written, looked up as Azure does, ignoring
/// case. It may be *open*: then an absent name is not known to be absent, and [#rest] stands for
/// what else there may be.
public final class ObjectValue implements Value {

  public static final ObjectValue EMPTY = new Builder().build();

  /// Up to here a scan is faster than a table, and needs no memory.
  private static final int SCAN_LIMIT = 8;

  private final String[] names;
  private final Value[] values;
  private final @Nullable Unknown rest;
  private final long packedOrigin;
  private final int weight;

  /// Open addressing, index + 1 of a name; made at the first look-up in a large object. A race
  /// makes it twice, alike.
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

  /// What stands for the properties that are not listed; null where the object is closed.
  public @Nullable Unknown rest() {
    return rest;
  }

  public boolean isOpen() {
    return rest != null;
  }

  /// The value that is listed under a name, or null where none is. In an open object that does not
  /// mean that there is none: see [#lookup].
  public @Nullable Value get(String name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  /// The value under a name: listed, or unknown where the object is open, or null where it is
  /// absent.
  public @Nullable Value lookup(String name) {
    int index = indexOf(name);
    if (index >= 0) {
      return values[index];
    }
    return rest == null ? null : rest.member(name);
  }

  /// The object under a name, or null where there is none or it is something else.
  public @Nullable ObjectValue object(String name) {
    return get(name) instanceof ObjectValue object ? object : null;
  }

  /// The array under a name, or null where there is none or it is something else.
  public @Nullable ArrayValue array(String name) {
    return get(name) instanceof ArrayValue array ? array : null;
  }

  /// The text under a name, or null where there is none or it is something else.
  public @Nullable String text(String name) {
    return get(name) instanceof StringValue string ? string.text() : null;
  }

  /// What is listed at a dotted path (`properties.networkAcls.defaultAction`), or null where the
  /// path ends early. Names with a dot in them cannot be reached so.
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

  /// The position of a name, or -1.
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

  /// A builder that starts with all that is here.
  public Builder toBuilder() {
    Builder builder = new Builder();
    for (int i = 0; i < names.length; i++) {
      builder.put(names[i], values[i]);
    }
    return builder.rest(rest).origin(origin());
  }

  /// The same object with one name set.
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

  /// Collects properties in order. A name that is set again keeps its place and takes the new
  /// value.
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

    /// The value set under a name so far, or null.
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

    /// Makes it open: what is not listed is unknown, as this stands for. Null closes it.
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

  /// A closed object of two parallel lists without duplicate names.
  static ObjectValue ofDistinct(List<String> names, List<Value> values, Origin origin) {
    return new ObjectValue(
        names.toArray(String[]::new),
        Arrays.copyOf(values.toArray(), values.size(), Value[].class),
        null,
        origin.packed());
  }
}
