package dev.redoubt.effective.alias;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The aliases of one resource type.
///
/// A type has up to thousands of aliases, of which an assessment asks for a few. So they stay a
/// text, which is searched, and each answer is kept: measured at the start of `assess`, tables of
/// all aliases of the types in use took 60 ms of 900.
public final class TypeAliases {

  /// Stands for the path of an alias that does not exist; other paths have steps.
  private static final AliasPath NONE = new AliasPath(List.of());

  private static final String PROPERTIES = "properties.";

  private final ResourceType type;
  private final String prefix;

  /// A line for each alias: its name after the type, or a slash and its whole name; then, after a
  /// tab, the [code][AliasPathEncoding] of its path, unless that is empty. Of aliases that differ
  /// in case alone, the last counts.
  private final String lines;

  private final ConcurrentMap<String, AliasPath> found = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Position> positions = new ConcurrentHashMap<>();

  /// Where a path is among the paths of all aliases.
  private enum Position {
    NOWHERE,
    /// An alias has the path, and none has a path below it.
    LEAF,
    /// An alias has a path below it.
    INNER
  }

  /// @param written the type as in the names of the aliases
  TypeAliases(ResourceType type, String written, String lines) {
    this.type = type;
    this.prefix = written + "/";
    this.lines = lines;
  }

  static TypeAliases none(ResourceType type) {
    return new TypeAliases(type, type.toString(), "");
  }

  public ResourceType type() {
    return type;
  }

  public int size() {
    Set<String> names = new HashSet<>();
    for (int start = 0; start < lines.length(); start = next(start)) {
      names.add(PropertyName.folded(lines.substring(start, nameEnd(start))));
    }
    return names.size();
  }

  /// The path of an alias, or null if this type has no such alias. Ignores case.
  public @Nullable AliasPath find(String alias) {
    AliasPath known = found.get(alias);
    if (known == null) {
      String path = path(alias);
      known = path == null ? NONE : AliasPath.parse(path);
      found.put(alias, known);
    }
    return known.steps().isEmpty() ? null : known;
  }

  private @Nullable String path(String alias) {
    boolean isOwn = alias.regionMatches(true, 0, prefix, 0, prefix.length());
    String whole = "/" + alias;
    String name = isOwn ? alias.substring(prefix.length()) : whole;
    int last = -1;
    for (int start = 0; start < lines.length(); start = next(start)) {
      if (isNamed(start, name) || isNamed(start, whole)) {
        last = start;
      }
    }
    return last < 0 ? null : path(last);
  }

  private boolean isNamed(int start, String name) {
    int end = start + name.length();
    return lines.regionMatches(true, start, name, 0, name.length())
        && (lines.charAt(end) == '\t' || lines.charAt(end) == '\n');
  }

  /// The path of the alias on a line.
  private String path(int start) {
    int end = nameEnd(start);
    String code = lines.charAt(end) == '\t' ? lines.substring(end + 1, next(start) - 1) : null;
    return AliasPathEncoding.decode(lines.substring(start, end), code);
  }

  private int nameEnd(int start) {
    int end = next(start) - 1;
    int tab = lines.indexOf('\t', start, end);
    return tab < 0 ? end : tab;
  }

  private int next(int start) {
    return lines.indexOf('\n', start) + 1;
  }

  /// Where an alias points in an API version.
  ///
  /// @param apiVersion empty if it is not known
  public AliasTarget target(String alias, String apiVersion) {
    AliasPath standard = find(alias);
    if (standard == null) {
      return new AliasTarget.None();
    }
    AliasTarget other = AliasVersions.find(type, alias, apiVersion);
    return other == null ? new AliasTarget.At(standard) : other;
  }

  /// Whether an alias has this path and none has a path below it: a scalar according to the
  /// aliases.
  public boolean isLeaf(String path) {
    return position(path) == Position.LEAF;
  }

  /// Whether an alias has a path below this one.
  public boolean isInner(String path) {
    return position(path) == Position.INNER;
  }

  private Position position(String path) {
    Position known = positions.get(path);
    if (known == null) {
      known = search(path);
      positions.put(path, known);
    }
    return known;
  }

  private Position search(String path) {
    Position found = Position.NOWHERE;
    for (int start = 0; start < lines.length(); start = next(start)) {
      int end = nameEnd(start);
      Position here =
          lines.charAt(end) == '\n'
              ? positionInDefault(path, start, end)
              : position(path, path(start));
      if (here == Position.INNER) {
        return here;
      }
      found = here == Position.LEAF ? here : found;
    }
    return found;
  }

  private static Position position(String path, String ofAlias) {
    int length = path.length();
    if (path.isEmpty() || !ofAlias.regionMatches(true, 0, path, 0, length)) {
      return Position.NOWHERE;
    }
    return ofAlias.length() == length ? Position.LEAF : below(ofAlias.charAt(length));
  }

  /// The same for the path of most aliases, `properties.` and the name, without making it.
  private Position positionInDefault(String path, int start, int end) {
    int inName = path.length() - PROPERTIES.length();
    if (inName <= 0) {
      return position(path, PROPERTIES + lines.substring(start, end));
    }
    if (inName > end - start
        || !path.regionMatches(true, 0, PROPERTIES, 0, PROPERTIES.length())
        || !lines.regionMatches(true, start, path, PROPERTIES.length(), inName)) {
      return Position.NOWHERE;
    }
    return inName == end - start ? Position.LEAF : below(lines.charAt(start + inName));
  }

  private static Position below(char next) {
    return next == '.' || next == '[' ? Position.INNER : Position.NOWHERE;
  }
}
