package dev.redoubt.fixes.json;

import dev.redoubt.estate.Origin;
import dev.redoubt.fixes.edit.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON file, which may have comments, with the ranges of its values.
final class JsonSource {

  /// As deep as templates that Azure accepts.
  private static final int MAX_DEPTH = 128;

  private final SourceText source;
  private final String text;
  private int position;
  private final @Nullable Node root;

  /// A value.
  ///
  /// @param kind the first character: `{`, `[`, `"`, or that of another scalar
  /// @param members the properties of an object
  /// @param elements the elements of an array
  record Node(char kind, int start, int end, List<Member> members, List<Node> elements) {

    /// The property with a name, without case; null if absent.
    @Nullable Member member(String name) {
      return members.stream()
          .filter(each -> each.name().equalsIgnoreCase(name))
          .findFirst()
          .orElse(null);
    }

    @Nullable Node get(String name) {
      Member member = member(name);
      return member == null ? null : member.value();
    }

    boolean isObject() {
      return kind == '{';
    }

    boolean isArray() {
      return kind == '[';
    }

    private boolean contains(int index) {
      return start <= index && index < end;
    }
  }

  /// A property.
  record Member(String name, int start, Node value) {}

  JsonSource(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.position = source.start();
    this.root = parsed();
  }

  private @Nullable Node parsed() {
    try {
      Node node = value(0);
      skip();
      return position == text.length() ? node : null;
    } catch (Malformed _) {
      return null;
    }
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
  }

  SourceText source() {
    return source;
  }

  String name() {
    return source.name();
  }

  /// The root; null if the text is not JSON.
  @Nullable Node root() {
    return root;
  }

  /// The text of a string, with escape sequences as written; null for another value.
  @Nullable String string(@Nullable Node node) {
    return node != null && node.kind() == '"'
        ? text.substring(node.start() + 1, node.end() - 1)
        : null;
  }

  /// Whether a string is an expression of a template.
  static boolean isExpression(String text) {
    return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
  }

  /// The objects around a location, outermost first.
  List<Node> objectsAt(Origin origin) {
    int index = source.index(origin);
    List<Node> path = new ArrayList<>();
    Node at = root;
    while (at != null && at.contains(index)) {
      if (at.isObject()) {
        path.add(at);
      }
      at = inner(at, index);
    }
    return path;
  }

  private static @Nullable Node inner(Node node, int index) {
    for (Member member : node.members()) {
      if (member.value().contains(index)) {
        return member.value();
      }
    }
    for (Node element : node.elements()) {
      if (element.contains(index)) {
        return element;
      }
    }
    return null;
  }

  private Node value(int depth) throws Malformed {
    skip();
    if (position >= text.length() || depth > MAX_DEPTH) {
      throw new Malformed();
    }
    int start = position;
    char c = text.charAt(position);
    return switch (c) {
      case '{' -> object(start, depth);
      case '[' -> array(start, depth);
      case '"' -> {
        string();
        yield new Node(c, start, position, List.of(), List.of());
      }
      default -> {
        while (position < text.length() && isScalar(text.charAt(position))) {
          position++;
        }
        if (position == start) {
          throw new Malformed();
        }
        yield new Node(c, start, position, List.of(), List.of());
      }
    };
  }

  private static boolean isScalar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || "+-.E".indexOf(c) >= 0;
  }

  private Node object(int start, int depth) throws Malformed {
    List<Member> members = new ArrayList<>();
    position++;
    while (!closes('}', members.isEmpty())) {
      int key = position;
      String name = string();
      skip();
      expect(':');
      members.add(new Member(name, key, value(depth + 1)));
    }
    return new Node('{', start, position, List.copyOf(members), List.of());
  }

  private Node array(int start, int depth) throws Malformed {
    List<Node> elements = new ArrayList<>();
    position++;
    while (!closes(']', elements.isEmpty())) {
      elements.add(value(depth + 1));
    }
    return new Node('[', start, position, List.of(), List.copyOf(elements));
  }

  /// Whether the bracket is next; otherwise skips the comma.
  private boolean closes(char bracket, boolean first) throws Malformed {
    skip();
    if (position < text.length() && text.charAt(position) == bracket) {
      position++;
      return true;
    }
    if (!first) {
      expect(',');
      skip();
    }
    return false;
  }

  private void expect(char c) throws Malformed {
    if (position >= text.length() || text.charAt(position) != c) {
      throw new Malformed();
    }
    position++;
  }

  private String string() throws Malformed {
    expect('"');
    int start = position;
    while (position < text.length() && text.charAt(position) != '"') {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    expect('"');
    return text.substring(start, position - 1);
  }

  private void skip() throws Malformed {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        position++;
      } else if (text.startsWith("//", position)) {
        while (position < text.length() && text.charAt(position) != '\n') {
          position++;
        }
      } else if (text.startsWith("/*", position)) {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
          throw new Malformed();
        }
        position = end + 2;
      } else {
        return;
      }
    }
  }
}
