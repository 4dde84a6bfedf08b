package dev.redoubt.http.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The path of a route. Segments are literals, or variables `{name}` that match any non-empty
/// segment; the last one may be `{*name}`, which matches the rest of the path: nothing, or
/// everything from the slash before it, further slashes included.
///
/// Paths are matched as sent: nothing is decoded, no slash is added or removed, and dots have no
/// special meaning.
///
/// Patterns sort in matching order. Patterns with `{*name}` come last, longer ones first; otherwise
/// fewer variables come first, then longer patterns.
final class PathPattern implements Comparable<PathPattern> {

  private sealed interface Part {
    /// Minimum length, without the preceding slash.
    int length();
  }

  private record Text(String text) implements Part {
    @Override
    public int length() {
      return text.length();
    }
  }

  private record Name(String name) implements Part {
    @Override
    public int length() {
      return 1;
    }
  }

  private record Rest(String name) implements Part {
    @Override
    public int length() {
      return 0;
    }
  }

  private static final Pattern NAMED = Pattern.compile("\\{(\\*?)([A-Za-z_][A-Za-z0-9_]*)}");

  private static final Pattern TEXT = Pattern.compile("[^{}*?]*");

  private static final Comparator<PathPattern> ORDER =
      Comparator.<PathPattern>comparingInt(each -> each.hasRest() ? 1 : 0)
          .thenComparingInt(each -> each.hasRest() ? -each.length() : 0)
          .thenComparingInt(PathPattern::names)
          .thenComparingInt(each -> -each.length())
          .thenComparing(PathPattern::toString);

  private final String text;
  private final List<Part> parts;

  private PathPattern(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /// Parses a pattern.
  ///
  /// @throws IllegalArgumentException if it is malformed
  static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw wrong(text, "does not start with a slash");
    }
    List<Part> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String segment : text.substring(1).split("/", -1)) {
      if (!parts.isEmpty() && parts.getLast() instanceof Rest) {
        throw wrong(text, "continues after `{*name}`");
      }
      Matcher named = NAMED.matcher(segment);
      if (named.matches()) {
        String name = named.group(2);
        if (!names.add(name)) {
          throw wrong(text, "has the variable `" + name + "` twice");
        }
        parts.add(named.group(1).isEmpty() ? new Name(name) : new Rest(name));
      } else if (TEXT.matcher(segment).matches()) {
        parts.add(new Text(segment));
      } else {
        throw wrong(
            text, "has `" + segment + "`, which is neither a literal segment nor a variable");
      }
    }
    return new PathPattern(text, List.copyOf(parts));
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("the path `" + text + "` " + why);
  }

  /// Whether the pattern has no variables.
  boolean isFixed() {
    return names() == 0;
  }

  private int names() {
    return (int) parts.stream().filter(each -> !(each instanceof Text)).count();
  }

  private boolean hasRest() {
    return parts.getLast() instanceof Rest;
  }

  private int length() {
    return parts.stream().mapToInt(each -> 1 + each.length()).sum();
  }

  /// Returns the values of the variables if a path matches, otherwise null.
  ///
  /// @param path not percent-decoded
  @Nullable Map<String, String> match(String path) {
    Map<String, String> found = new LinkedHashMap<>();
    int at = 0;
    for (Part part : parts) {
      boolean isOver = at == path.length();
      if (!isOver && path.charAt(at) != '/') {
        return null;
      }
      if (part instanceof Rest(String name)) {
        found.put(name, path.substring(at));
        return found;
      }
      if (isOver) {
        return null;
      }
      int end = path.indexOf('/', at + 1);
      String segment = path.substring(at + 1, end < 0 ? path.length() : end);
      boolean fits =
          switch (part) {
            case Text(String expected) -> segment.equals(expected);
            case Name(String name) -> {
              found.put(name, segment);
              yield !segment.isEmpty();
            }
            case Rest _ -> throw new AssertionError();
          };
      if (!fits) {
        return null;
      }
      at += 1 + segment.length();
    }
    return at == path.length() ? found : null;
  }

  @Override
  public int compareTo(PathPattern other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
