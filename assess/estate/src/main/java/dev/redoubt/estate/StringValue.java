package dev.redoubt.estate;

/// A JSON string. Equality is ordinal; comparisons that ignore case use [PropertyName].
public record StringValue(String text, long packedOrigin) implements Value {

  public static StringValue of(String text) {
    return new StringValue(text, 0);
  }

  @Override
  public StringValue at(Origin origin) {
    return new StringValue(text, origin.packed());
  }

  @Override
  public int weight() {
    return 1 + (text.length() >> 8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StringValue that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return JsonWriter.quote(text);
  }
}
