package dev.redoubt.facts;

import dev.redoubt.effective.table.TableResource;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The descriptions of resource types: the resource `resource-types.tsv`, and a guess from the name
/// for types that it does not have. A guess never claims that a type has no endpoint.
public final class TypeDescriptions {

  private static final String RESOURCE = "resource-types.tsv";
  private static final int COLUMNS = 6;

  /// The stages of other types of a provider.
  private static final Map<String, LifecycleStage> PROVIDERS =
      Map.of(
          "microsoft.network", LifecycleStage.NETWORK,
          "microsoft.insights", LifecycleStage.MONITOR,
          "microsoft.alertsmanagement", LifecycleStage.MONITOR,
          "microsoft.operationalinsights", LifecycleStage.MONITOR,
          "microsoft.security", LifecycleStage.GOVERNANCE,
          "microsoft.securityinsights", LifecycleStage.GOVERNANCE,
          "microsoft.authorization", LifecycleStage.GOVERNANCE,
          "microsoft.machinelearningservices", LifecycleStage.TRAIN,
          "microsoft.cognitiveservices", LifecycleStage.SERVE);

  private static final class Loaded {
    static final Map<String, String> PLURALS = new HashMap<>();
    static final Map<String, TypeDescription> TABLE = read(PLURALS);
    static final ConcurrentMap<ResourceType, TypeDescription> GUESSED = new ConcurrentHashMap<>();
  }

  private TypeDescriptions() {}

  /// The description of a type and a kind of it.
  ///
  /// @param kind of the resource; empty if it has none
  public static TypeDescription of(ResourceType type, String kind) {
    int comma = kind.indexOf(',');
    String first = PropertyName.folded(comma < 0 ? kind : kind.substring(0, comma));
    TypeDescription listed = Loaded.TABLE.get(type.folded() + "#" + first);
    return listed == null ? of(type) : listed;
  }

  /// The description of a type.
  public static TypeDescription of(ResourceType type) {
    TypeDescription listed = Loaded.TABLE.get(type.folded());
    return listed != null
        ? listed
        : Loaded.GUESSED.computeIfAbsent(type, TypeDescriptions::guessed);
  }

  /// The plural of the words of a type that does not follow the rules; null for other words.
  public static @Nullable String plural(String words) {
    return Loaded.PLURALS.get(words);
  }

  private static Map<String, TypeDescription> read(Map<String, String> plurals) {
    Map<String, TypeDescription> table = new HashMap<>();
    for (List<String> row : TableResource.rows(TypeDescriptions.class, RESOURCE, COLUMNS)) {
      table.put(PropertyName.folded(row.getFirst()), listed(row));
      String[] words = row.get(3).split("\\|", -1);
      if (words.length > 1) {
        plurals.put(words[0], words[1]);
      }
    }
    return table;
  }

  private static TypeDescription listed(List<String> row) {
    List<String> marks = List.of(row.get(5).split(",", -1));
    return new TypeDescription(
        ResourceType.of(row.get(0).replaceFirst("#.*", "")),
        LifecycleStage.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
        DiagramSymbol.valueOf(row.get(2).toUpperCase(Locale.ROOT)),
        row.get(3).replaceFirst("\\|.*", ""),
        Shape.valueOf(row.get(4).toUpperCase(Locale.ROOT)),
        marks.contains("data"),
        marks.contains("no-endpoint"),
        marks.contains("minor"));
  }

  private static TypeDescription guessed(ResourceType type) {
    ResourceType parent = type.parent();
    if (parent != null) {
      TypeDescription above = of(parent);
      return new TypeDescription(
          type,
          above.stage(),
          above.symbol(),
          words(type.lastSegment()),
          Shape.PART,
          false,
          above.hasNoEndpoint(),
          false);
    }
    return new TypeDescription(
        type,
        PROVIDERS.getOrDefault(PropertyName.folded(type.provider()), LifecycleStage.OTHER),
        DiagramSymbol.RESOURCE,
        words(type.lastSegment()),
        Shape.COMPONENT,
        false,
        false,
        false);
  }

  /// `virtualNetworkLinks` as `virtual network link`.
  private static String words(String segment) {
    String spaced = segment.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    if (spaced.endsWith("ies")) {
      return spaced.substring(0, spaced.length() - 3) + "y";
    }
    boolean isPlural = spaced.endsWith("s") && !spaced.endsWith("ss") && !spaced.endsWith("us");
    return isPlural ? spaced.substring(0, spaced.length() - 1) : spaced;
  }
}
