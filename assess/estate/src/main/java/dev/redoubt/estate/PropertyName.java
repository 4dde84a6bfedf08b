package dev.redoubt.estate;

/// Compares property names as Azure does: ordinally, ignoring case. All case folding is done here.
public final class PropertyName {

  private PropertyName() {}

  /// Whether two names are equal in Azure.
  public static boolean same(String left, String right) {
    return left.equalsIgnoreCase(right);
  }

  /// Returns a hash that is equal for names that are [the same][#same].
  public static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + foldedChar(name.charAt(i));
    }
    return hash;
  }

  /// Returns the folded form, for use as a key: two names are [the same][#same] if and only if
  /// their folded forms are equal.
  public static String folded(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != foldedChar(name.charAt(i))) {
        return foldedFrom(name, i);
      }
    }
    return name;
  }

  private static String foldedFrom(String name, int start) {
    StringBuilder folded = new StringBuilder(name.length()).append(name, 0, start);
    for (int i = start; i < name.length(); i++) {
      folded.append(foldedChar(name.charAt(i)));
    }
    return folded.toString();
  }

  /// Returns the folded form of a character.
  public static char folded(char c) {
    return foldedChar(c);
  }

  /// To upper case, then to lower case, as [String#equalsIgnoreCase] compares.
  private static char foldedChar(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
