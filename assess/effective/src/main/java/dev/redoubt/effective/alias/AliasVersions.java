package dev.redoubt.effective.alias;

import dev.redoubt.effective.table.TableResource;
import dev.redoubt.effective.table.VersionRange;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The aliases whose path depends on the API version: the resource `alias-versions.tsv`.
final class AliasVersions {

  private static final String UNKNOWN = "?";
  private static final int COLUMNS = 6;

  private record Row(String alias, VersionRange versions, String path) {}

  private static final class Loaded {
    static final Map<ResourceType, List<Row>> TABLE = read();
  }

  private AliasVersions() {}

  private static Map<ResourceType, List<Row>> read() {
    Map<ResourceType, List<Row>> table = new HashMap<>();
    for (List<String> cells :
        TableResource.rows(AliasVersions.class, "alias-versions.tsv", COLUMNS)) {
      Row row =
          new Row(PropertyName.folded(cells.get(1)), new VersionRange(cells.get(2)), cells.get(3));
      table.computeIfAbsent(ResourceType.of(cells.getFirst()), _ -> new ArrayList<>()).add(row);
    }
    return table;
  }

  /// The path of an alias in an API version; null if it is the default path.
  static @Nullable AliasTarget find(ResourceType type, String alias, String apiVersion) {
    List<Row> rows = Loaded.TABLE.get(type);
    if (rows == null) {
      return null;
    }
    String folded = PropertyName.folded(alias);
    for (Row row : rows) {
      String rest = rest(row.alias, folded);
      Boolean applies = rest == null ? Boolean.FALSE : row.versions.contains(apiVersion);
      if (applies == null || (applies && row.path.equals(UNKNOWN))) {
        return new AliasTarget.Moved();
      }
      if (rest != null && applies) {
        String written = alias.substring(alias.length() - rest.length());
        return new AliasTarget.At(AliasPath.parse(row.path.replace("*", "") + written));
      }
    }
    return null;
  }

  /// The text that a star stands for, empty without a star; null if the alias is another.
  private static @Nullable String rest(String pattern, String alias) {
    if (!pattern.endsWith("*")) {
      return pattern.equals(alias) ? "" : null;
    }
    String start = pattern.substring(0, pattern.length() - 1);
    return alias.startsWith(start) ? alias.substring(start.length()) : null;
  }
}
