package dev.redoubt.estate;

/// A JSON boolean.
public record BooleanValue(boolean truth, long packedOrigin) implements Value {

  public static final BooleanValue TRUE = new BooleanValue(true, 0);
  public static final BooleanValue FALSE = new BooleanValue(false, 0);

  public static BooleanValue of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  @Override
  public BooleanValue at(Origin origin) {
    return new BooleanValue(truth, origin.packed());
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BooleanValue that && truth == that.truth;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(truth);
  }

  @Override
  public String toString() {
    return Boolean.toString(truth);
  }
}
