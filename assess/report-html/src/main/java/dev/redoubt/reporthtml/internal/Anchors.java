package dev.redoubt.reporthtml.internal;

/// Ids of elements in the page. Different inputs have different ids, and no id contains a character
/// that a link would have to escape.
public final class Anchors {

  private Anchors() {}

  public static String finding(String id) {
    return "f-" + safe(id);
  }

  static String control(String id) {
    return "c-" + safe(id);
  }

  static String framework(String id) {
    return "w-" + safe(id);
  }

  static String provision(String framework, String id) {
    return "p-" + safe(framework) + "__" + safe(id);
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        safe.append(c);
      } else if (c == '-' || c == '.') {
        safe.append(c);
      } else {
        safe.append('_').append(Integer.toHexString(c)).append('_');
      }
    }
    return safe.toString();
  }
}
