package dev.redoubt.estate;

/// The JSON value null.
public record NullValue(long packedOrigin) implements Value {

  public static final NullValue NULL = new NullValue(0);

  @Override
  public NullValue at(Origin origin) {
    return new NullValue(origin.packed());
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NullValue;
  }

  @Override
  public int hashCode() {
    return 7;
  }

  @Override
  public String toString() {
    return "null";
  }
}
