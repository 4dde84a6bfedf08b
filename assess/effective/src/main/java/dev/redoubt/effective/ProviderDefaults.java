package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    List<ProviderDefault> all = new ArrayList<>();
    try (InputStream in = ProviderDefaults.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          all.add(ProviderDefault.parse(line));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The children that a service creates itself, as segment and name: `blobServices/default`.
  List<String> childrenOf(ResourceType type) {
    return children.getOrDefault(type, List.of()).stream().map(ProviderDefault::path).toList();
  }

  /// The types that have such children.
  Set<ResourceType> typesWithChildren() {
    return Set.copyOf(children.keySet());
  }

  @Override
  public @Nullable Value whenAbsent(ResourceView view, AliasPath path, int present) {
    List<String> steps = path.steps();
    for (int length = steps.size(); length > present; length--) {
      AliasPath prefix = length == steps.size() ? path : new AliasPath(steps.subList(0, length));
      Answer answer = row(view, prefix);
      if (answer != null) {
        return answer.below(steps.subList(length, steps.size()));
      }
    }
    return unlisted(view, path, present);
  }

  /// The entry of a row; a null value means that the property stays absent.
  private record Answer(@Nullable Value value) {

    @Nullable Value below(List<String> steps) {
      Value here = value;
      for (String step : steps) {
        if (here instanceof Unknown) {
          return here;
        }
        here = here instanceof ObjectValue object ? object.lookup(step) : null;
      }
      return here == null || here instanceof NullValue || here instanceof Unknown
          ? here
          : here.at(Origin.PROVIDER_DEFAULT);
    }
  }

  private @Nullable Answer row(ResourceView view, AliasPath path) {
    List<ProviderDefault> some =
        rows.getOrDefault(view.resource().type(), Map.of())
            .get(PropertyName.folded(path.toString()));
    if (some == null) {
      return null;
    }
    for (ProviderDefault row : some) {
      Boolean holds = row.holdsFor(view.resource().apiVersion());
      if (holds == null) {
        return new Answer(unknown(view, path));
      }
      if (holds) {
        return switch (row.meaning()) {
          case DEFAULT -> new Answer(row.value());
          case ABSENT, CHILD -> new Answer(null);
          case UNKNOWN -> new Answer(unknown(view, path));
        };
      }
    }
    return new Answer(unknown(view, path));
  }

  private static @Nullable Value unlisted(ResourceView view, AliasPath path, int present) {
    String root = path.steps().getFirst();
    boolean settled = PropertyName.same(root, "properties") || PropertyName.same(root, "sku");
    String last = PropertyName.folded(path.steps().getLast());
    boolean reference = REFERENCES.contains(last) && present + 1 < path.steps().size();
    return settled && !reference && view.aliases().isLeaf(path.toString())
        ? unknown(view, path)
        : null;
  }

  private static Unknown unknown(ResourceView view, AliasPath path) {
    ResourceType type = view.resource().type();
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PROVIDER_DEFAULT,
            "the default of `%s` in `%s` is not known".formatted(path, type),
            "set the property explicitly");
    String expression =
        "providerDefault('%s', '%s', '%s')"
            .formatted(view.resource().key().id(), path, view.resource().apiVersion());
    return Unknown.symbol(expression, cause, TypeHint.ANY, Origin.PROVIDER_DEFAULT);
  }
}
