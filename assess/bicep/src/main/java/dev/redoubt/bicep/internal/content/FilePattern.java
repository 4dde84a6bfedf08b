package dev.redoubt.bicep.internal.content;

/// A file name pattern: `*` matches any characters, `?` one. Follows the .NET rules for Windows on
/// all systems: `?` may match nothing before a dot and at the end, a dot before a wildcard may
/// match nothing at the end (`a.*` matches `a`), and `*.` at the end means no extension.
/// Case-sensitive.
final class FilePattern {

  private enum Kind {
    CHARACTER,
    ANY,
    ANY_BUT_DOT,
    ONE,
    DOT_OR_END
  }

  private record Part(Kind kind, char character) {}

  private final Part[] parts;

  FilePattern(String pattern) {
    String effective = pattern.isEmpty() || pattern.equals("*.*") ? "*" : pattern;
    int last = effective.length() - 1;
    boolean noExtension = effective.endsWith("*.");
    this.parts = new Part[noExtension ? last : last + 1];
    for (int i = 0; i < parts.length; i++) {
      char c = effective.charAt(i);
      char next = i < last ? effective.charAt(i + 1) : ' ';
      Kind kind =
          switch (c) {
            case '*' -> noExtension && i == last - 1 ? Kind.ANY_BUT_DOT : Kind.ANY;
            case '?' -> Kind.ONE;
            case '.' -> next == '*' || next == '?' ? Kind.DOT_OR_END : Kind.CHARACTER;
            default -> Kind.CHARACTER;
          };
      parts[i] = new Part(kind, c);
    }
  }

  /// Takes time proportional to the product of the lengths of name and pattern.
  boolean matches(String name) {
    boolean[] here = new boolean[parts.length + 1];
    here[0] = true;
    skip(here, name.isEmpty() ? '\0' : name.charAt(0), name.isEmpty());
    for (int i = 0; i < name.length(); i++) {
      boolean[] next = new boolean[parts.length + 1];
      char c = name.charAt(i);
      for (int part = 0; part < parts.length; part++) {
        if (here[part] && takes(parts[part], c)) {
          next[part + 1] = true;
          next[part] |= isStar(parts[part]);
        }
      }
      boolean atEnd = i + 1 == name.length();
      skip(next, atEnd ? '\0' : name.charAt(i + 1), atEnd);
      here = next;
    }
    return here[parts.length];
  }

  private static boolean takes(Part part, char c) {
    return switch (part.kind) {
      case CHARACTER -> part.character == c;
      case ANY, ONE -> true;
      case ANY_BUT_DOT -> c != '.';
      case DOT_OR_END -> c == '.';
    };
  }

  private static boolean isStar(Part part) {
    return part.kind == Kind.ANY || part.kind == Kind.ANY_BUT_DOT;
  }

  /// Advances past the parts that can match nothing here.
  private void skip(boolean[] states, char next, boolean atEnd) {
    for (int part = 0; part < parts.length; part++) {
      boolean empty =
          switch (parts[part].kind) {
            case CHARACTER -> false;
            case ANY, ANY_BUT_DOT -> true;
            case ONE -> atEnd || next == '.';
            case DOT_OR_END -> atEnd;
          };
      states[part + 1] |= states[part] && empty;
    }
  }
}
