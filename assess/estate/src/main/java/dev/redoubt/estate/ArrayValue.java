package dev.redoubt.estate;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JSON array. An array may be *open*: then it contains the listed elements, and an unknown
/// number of other elements at unknown positions, represented by [#rest].
///
/// The listed elements of an open array may be a prefix, followed by the rest. Otherwise [#whole]
/// is the expression of the array, because the order is part of its identity.
public final class ArrayValue implements Value, Iterable<Value> {

  public static final ArrayValue EMPTY = of(List.of());

  private final Value[] elements;
  private final @Nullable Unknown rest;
  private final @Nullable Unknown whole;
  private final long packedOrigin;
  private final int weight;

  private ArrayValue(
      Value[] elements, @Nullable Unknown rest, @Nullable Unknown whole, long packedOrigin) {
    this.elements = elements;
    this.rest = rest;
    this.whole = whole;
    this.packedOrigin = packedOrigin;
    this.weight = whole == null ? ValueWeights.of(elements, rest) : whole.weight();
  }

  public static ArrayValue of(List<? extends Value> elements) {
    return new ArrayValue(elements.toArray(Value[]::new), null, null, 0);
  }

  public static ArrayValue of(List<? extends Value> elements, Origin origin) {
    return new ArrayValue(elements.toArray(Value[]::new), null, null, origin.packed());
  }

  /// Creates an open array: the listed elements, and the rest after them.
  public static ArrayValue open(List<? extends Value> elements, Unknown rest, Origin origin) {
    return new ArrayValue(elements.toArray(Value[]::new), rest, null, origin.packed());
  }

  /// Creates an open array in which listed and other elements may have any order.
  ///
  /// @param whole the expression of the whole array
  public static ArrayValue open(
      List<? extends Value> elements, Unknown rest, Unknown whole, Origin origin) {
    return new ArrayValue(elements.toArray(Value[]::new), rest, whole, origin.packed());
  }

  /// Returns the number of listed elements.
  public int size() {
    return elements.length;
  }

  public Value get(int index) {
    return elements[index];
  }

  /// Returns the unknown that represents the elements that are not listed, or null if the array is
  /// closed.
  public @Nullable Unknown rest() {
    return rest;
  }

  /// Returns the expression of an open array whose listed elements are no prefix; otherwise null.
  public @Nullable Unknown whole() {
    return whole;
  }

  public boolean isOpen() {
    return rest != null;
  }

  public List<Value> elements() {
    return List.of(elements);
  }

  public Stream<Value> stream() {
    return Arrays.stream(elements);
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(elements).iterator();
  }

  @Override
  public boolean isFullyKnown() {
    if (rest != null) {
      return false;
    }
    for (Value element : elements) {
      if (!element.isFullyKnown()) {
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
  public ArrayValue at(Origin origin) {
    return new ArrayValue(elements, rest, whole, origin.packed());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArrayValue that
        && Arrays.equals(elements, that.elements)
        && java.util.Objects.equals(whole, that.whole)
        && (whole != null || java.util.Objects.equals(rest, that.rest));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return JsonWriter.compact(this);
  }
}
