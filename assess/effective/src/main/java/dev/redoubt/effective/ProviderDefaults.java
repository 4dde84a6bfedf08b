package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.TypeAliases;
import dev.redoubt.effective.table.TableResource;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The defaults of resource providers for absent properties: a dated table, the resource
/// `defaults.tsv`.
///
/// For a property that is not in the table: outside of `properties` and `sku` it stays absent
/// (tags, identity, kind: providers do not add these); so does an object or an array, and a
/// reference to another resource (`id`) whose object is absent. A scalar in `properties` is
/// unknown: the provider may use any value.
public final class ProviderDefaults implements ResourceView.Absence {

  private static final String RESOURCE = "defaults.tsv";

  /// Last path steps that refer to another resource.
  private static final Set<String> REFERENCES = Set.of("id", "resourceid");

  private static final class Loaded {
    static final ProviderDefaults TABLE = new ProviderDefaults(read());
  }

  private final Map<ResourceType, Map<String, List<ProviderDefault>>> rows = new HashMap<>();
  private final Map<ResourceType, List<ProviderDefault>> children = new HashMap<>();

  private ProviderDefaults(List<ProviderDefault> all) {
    for (ProviderDefault row : all) {
      ResourceType type = ResourceType.of(row.type());
      if (row.meaning() == ProviderDefault.Meaning.CHILD) {
        children.computeIfAbsent(type, _ -> new ArrayList<>()).add(row);
      } else {
        rows.computeIfAbsent(type, _ -> new HashMap<>())
            .computeIfAbsent(PropertyName.folded(row.path()), _ -> new ArrayList<>())
            .add(row);
      }
    }
  }

  /// The shared instance.
  public static ProviderDefaults instance() {
    return Loaded.TABLE;
  }

  static List<ProviderDefault> read() {
    return TableResource.rows(ProviderDefaults.class, RESOURCE, ProviderDefault.COLUMNS).stream()
        .map(ProviderDefault::of)
        .toList();
  }

  /// The children that a service creates itself, as segment and name: `blobServices/default`.
  List<String> childrenOf(ResourceType type) {
    return children.getOrDefault(type, List.of()).stream().map(ProviderDefault::path).toList();
  }

  /// The types that have such children.
  Set<ResourceType> typesWithChildren() {
    return Set.copyOf(children.keySet());
  }

  /// The properties of a type whose defaults are documented for an API version, also those whose
  /// default is that they stay absent or that depends on something else.
  public List<DocumentedDefault> documented(ResourceType type, String apiVersion) {
    return rows.getOrDefault(type, Map.of()).values().stream()
        .flatMap(List::stream)
        .filter(row -> !row.path().contains("[*]"))
        .filter(row -> !Boolean.FALSE.equals(row.versions().contains(apiVersion)))
        .map(row -> new DocumentedDefault(row.path(), row.source(), row.date()))
        .sorted(Comparator.comparing(DocumentedDefault::path))
        .toList();
  }

  @Override
  public AbsentProperty resolve(
      ResourceType type, String apiVersion, TypeAliases aliases, AliasPath path) {
    AbsentProperty.Effect[] effects = new AbsentProperty.Effect[path.steps().size()];
    for (int present = 0; present < effects.length; present++) {
      effects[present] = effect(type, apiVersion, aliases, path, present);
    }
    return new AbsentProperty(effects);
  }

  private AbsentProperty.Effect effect(
      ResourceType type, String apiVersion, TypeAliases aliases, AliasPath path, int present) {
    List<String> steps = path.steps();
    for (int length = steps.size(); length > present; length--) {
      AliasPath prefix = length == steps.size() ? path : new AliasPath(steps.subList(0, length));
      AbsentProperty.Effect listed = listed(type, apiVersion, prefix);
      if (listed != null) {
        return below(listed, steps.subList(length, steps.size()));
      }
    }
    return isUnlistedUnknown(aliases, path, present)
        ? new AbsentProperty.Effect.UnknownDefault(path)
        : AbsentProperty.Effect.StaysAbsent.INSTANCE;
  }

  /// The default of a property inside of a default.
  private static AbsentProperty.Effect below(AbsentProperty.Effect effect, List<String> steps) {
    if (!(effect instanceof AbsentProperty.Effect.Default(var value))) {
      return effect;
    }
    Value here = value;
    for (String step : steps) {
      here = here instanceof ObjectValue object ? object.lookup(step) : null;
    }
    return here == null || here instanceof NullValue
        ? AbsentProperty.Effect.StaysAbsent.INSTANCE
        : new AbsentProperty.Effect.Default(here.at(Origin.PROVIDER_DEFAULT));
  }

  private AbsentProperty.@Nullable Effect listed(
      ResourceType type, String apiVersion, AliasPath path) {
    List<ProviderDefault> some =
        rows.getOrDefault(type, Map.of()).get(PropertyName.folded(path.toString()));
    if (some == null) {
      return null;
    }
    for (ProviderDefault row : some) {
      Boolean holds = row.versions().contains(apiVersion);
      if (holds == null) {
        return new AbsentProperty.Effect.UnknownDefault(path);
      }
      if (holds) {
        return switch (row.meaning()) {
          case DEFAULT -> new AbsentProperty.Effect.Default(row.value());
          case ABSENT, CHILD -> AbsentProperty.Effect.StaysAbsent.INSTANCE;
          case UNKNOWN -> new AbsentProperty.Effect.UnknownDefault(path);
        };
      }
    }
    return new AbsentProperty.Effect.UnknownDefault(path);
  }

  private static boolean isUnlistedUnknown(TypeAliases aliases, AliasPath path, int present) {
    String root = path.steps().getFirst();
    boolean settled = PropertyName.same(root, "properties") || PropertyName.same(root, "sku");
    String last = PropertyName.folded(path.steps().getLast());
    boolean reference = REFERENCES.contains(last) && present + 1 < path.steps().size();
    return settled && !reference && aliases.isLeaf(path.toString());
  }
}
