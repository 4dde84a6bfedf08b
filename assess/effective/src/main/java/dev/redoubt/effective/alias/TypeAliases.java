package dev.redoubt.effective.alias;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The aliases of one resource type.
public final class TypeAliases {

  private final ResourceType type;
  private final Map<String, String> pathByAlias;
  private final ConcurrentMap<String, AliasPath> parsed = new ConcurrentHashMap<>();

  /// Created on first use; a race creates it twice with the same content.
  private @Nullable Set<String> inner;

  private @Nullable Set<String> all;

  TypeAliases(ResourceType type, Map<String, String> pathByAlias) {
    this.type = type;
    this.pathByAlias = pathByAlias;
  }

  static TypeAliases none(ResourceType type) {
    return new TypeAliases(type, new HashMap<>());
  }

  public ResourceType type() {
    return type;
  }

  public int size() {
    return pathByAlias.size();
  }

  /// The path of an alias, or null if this type has no such alias. Ignores case.
  public @Nullable AliasPath find(String alias) {
    String folded = PropertyName.folded(alias);
    AliasPath known = parsed.get(folded);
    if (known != null) {
      return known;
    }
    String path = pathByAlias.get(folded);
    return path == null ? null : parsed.computeIfAbsent(folded, _ -> AliasPath.parse(path));
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
    String folded = PropertyName.folded(path);
    return paths().contains(folded) && !innerPaths().contains(folded);
  }

  /// Whether an alias has a path below this one.
  public boolean isInner(String path) {
    return innerPaths().contains(PropertyName.folded(path));
  }

  private Set<String> paths() {
    Set<String> made = all;
    if (made == null) {
      made = new HashSet<>();
      for (String path : pathByAlias.values()) {
        made.add(PropertyName.folded(path));
      }
      all = made;
    }
    return made;
  }

  private Set<String> innerPaths() {
    Set<String> made = inner;
    if (made == null) {
      made = new HashSet<>();
      for (String path : paths()) {
        for (int i = path.length() - 1; i > 0; i--) {
          if (path.charAt(i) == '.' || path.charAt(i) == '[') {
            made.add(path.substring(0, i));
          }
        }
      }
      inner = made;
    }
    return made;
  }
}
