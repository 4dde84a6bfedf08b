package dev.redoubt.signing;

import java.util.Comparator;

/// Orders strings by Unicode code points, as section 5.2.1 of OpenSSF Model Signing 1.0 requires.
///
/// `String.compareTo` goes by UTF-16 units, which puts characters past U+FFFF before those from
/// U+E000 to U+FFFF.
final class CodePointOrder implements Comparator<String> {

  static final CodePointOrder INSTANCE = new CodePointOrder();

  private CodePointOrder() {}

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // The units differ here first, so that a surrogate belongs to a character past U+FFFF.
        boolean high = Character.isSurrogate(a);
        return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
