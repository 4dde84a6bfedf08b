package dev.redoubt.engine.diagram;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ResourceFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Adds to the detail of a node how many of its notable parts it stands for.
final class PartSummaries {

  /// The last segments of types that a reader asks for.
  private static final Set<String> NOTABLE =
      Set.of(
          "deployments",
          "projects",
          "containers",
          "databases",
          "sqldatabases",
          "keys",
          "secrets",
          "subnets",
          "eventhubs",
          "queues",
          "topics",
          "tables",
          "filesystems",
          "shares",
          "models",
          "data",
          "environments",
          "datastores",
          "datasets",
          "pipelines",
          "afdendpoints",
          "apis",
          "slots",
          "federatedidentitycredentials");

  private PartSummaries() {}

  static void add(Picture picture, DeploymentFacts deployment) {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    for (ResourceFacts each : Picture.declared(deployment)) {
      String segment = PropertyName.folded(each.resource().type().lastSegment());
      String place = picture.place(each.key());
      boolean isPart = each.key().parent() != null && !picture.nodes.containsKey(each.id());
      if (isPart && place != null && NOTABLE.contains(segment)) {
        counts
            .computeIfAbsent(place, _ -> new LinkedHashMap<>())
            .merge(each.description().words(), 1, Integer::sum);
      }
    }
    counts.forEach(
        (id, words) -> {
          DrawnNode node = picture.nodes.get(id);
          if (node != null) {
            words.forEach((word, number) -> node.remarks.add(Plural.of(number, word)));
          }
        });
  }
}
