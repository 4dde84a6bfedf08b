package dev.redoubt.effective;

import dev.redoubt.effective.table.TableResource;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The resource types that support tags and a location. Policies in the mode `Indexed` are
/// evaluated for these types only.
///
/// Source: "Azure Policy definition structure basics: mode", Microsoft Learn, 2025. The types are
/// in the resource `indexed-types.tsv`.
public final class IndexedTypes {

  private static final class Loaded {
    static final Map<ResourceType, Boolean> TABLE = read();
  }

  private IndexedTypes() {}

  private static Map<ResourceType, Boolean> read() {
    Map<ResourceType, Boolean> table = new HashMap<>();
    for (List<String> row : TableResource.rows(IndexedTypes.class, "indexed-types.tsv", 2)) {
      table.put(ResourceType.of(row.getFirst()), row.get(1).equals("yes"));
    }
    return table;
  }

  /// Whether the type is indexed; null if that depends on the resource.
  public static @org.jspecify.annotations.Nullable Boolean find(ResourceType type) {
    return Loaded.TABLE.get(type);
  }

  /// Whether a resource is of an indexed type. A type that is not in the table is, if the resource
  /// declares a location; otherwise it is unknown.
  public static TruthValue contains(Resource resource) {
    Boolean known = find(resource.type());
    if (known != null) {
      return TruthValue.of(known);
    }
    Value location = resource.body().lookup("location");
    return location == null || location instanceof NullValue || location instanceof Unknown
        ? TruthValue.UNKNOWN
        : TruthValue.TRUE;
  }
}
