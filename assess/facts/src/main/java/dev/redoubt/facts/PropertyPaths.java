package dev.redoubt.facts;

import dev.redoubt.effective.AbsentProperty;
import dev.redoubt.effective.DocumentedDefault;
import dev.redoubt.effective.ProviderDefaults;
import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What leaving out a property means, kept for each type and API version: a deployment has many
/// resources of few types.
final class PropertyPaths {

  /// A path and what happens if the property is absent.
  record Resolved(List<String> steps, AbsentProperty absent) {}

  private record TypeVersion(ResourceType type, String apiVersion) {}

  private final Map<TypeVersion, Map<String, Resolved>> resolved = new HashMap<>();
  private final Map<TypeVersion, List<DocumentedDefault>> documented = new HashMap<>();

  Resolved resolve(ResourceView view, String path) {
    Resource resource = view.resource();
    if (!resource.managed()) {
      return new Resolved(AliasPath.parse(path).steps(), AbsentProperty.STAYS_ABSENT);
    }
    return resolved
        .computeIfAbsent(
            new TypeVersion(resource.type(), resource.apiVersion()), _ -> new HashMap<>())
        .computeIfAbsent(path, text -> resolve(view, AliasPath.parse(text)));
  }

  private static Resolved resolve(ResourceView view, AliasPath path) {
    Resource resource = view.resource();
    return new Resolved(
        path.steps(),
        view.absence().resolve(resource.type(), resource.apiVersion(), view.aliases(), path));
  }

  /// The properties whose defaults are documented.
  List<DocumentedDefault> documented(Resource resource) {
    return documented.computeIfAbsent(
        new TypeVersion(resource.type(), resource.apiVersion()),
        key -> ProviderDefaults.instance().documented(key.type(), key.apiVersion()));
  }
}
