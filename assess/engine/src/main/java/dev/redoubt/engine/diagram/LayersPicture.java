package dev.redoubt.engine.diagram;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.PrivateEndpoints;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceReference;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The life cycle of the model: each resource in the stage of its type.
final class LayersPicture {

  private final Picture picture;
  private final DeploymentFacts deployment;

  private LayersPicture(DeploymentFacts deployment) {
    this.deployment = deployment;
    this.picture = new Picture(deployment);
  }

  static Picture of(DeploymentFacts deployment) {
    LayersPicture made = new LayersPicture(deployment);
    made.addBoxes();
    made.addOthers();
    made.connect();
    return made.picture;
  }

  private void addBoxes() {
    List<ResourceFacts> all = Picture.declared(deployment);
    for (LifecycleStage stage : LifecycleStage.values()) {
      for (ResourceFacts each : all) {
        if (each.description().stage() == stage && isBox(each)) {
          String parent = stage(stage);
          DrawnNode node = picture.add(each, DiagramNode.Kind.RESOURCE, parent);
          node.badges.addAll(IdentityBadges.of(each));
        }
      }
      if (stage == LifecycleStage.GOVERNANCE) {
        addGovernance(all);
      }
    }
  }

  /// Policies, locks and plans have no boxes of their own, because there are many: a card for each
  /// type stands for them.
  private void addGovernance(List<ResourceFacts> all) {
    Map<String, List<ResourceFacts>> byWords = new LinkedHashMap<>();
    for (ResourceFacts each : all) {
      if (each.description().stage() == LifecycleStage.GOVERNANCE
          && each.description().shape() == Shape.ANNOTATION) {
        byWords
            .computeIfAbsent(
                DrawnNode.of(each, DiagramNode.Kind.RESOURCE).words, _ -> new ArrayList<>())
            .add(each);
      }
    }
    byWords.forEach(
        (words, members) -> picture.addGroup(words, members, stage(LifecycleStage.GOVERNANCE)));
  }

  private String stage(LifecycleStage stage) {
    return picture.add(
            "stage:" + stage.word(),
            DiagramNode.Kind.STAGE,
            DiagramSymbol.RESOURCE,
            stage.word(),
            "stage")
        .id;
  }

  /// Whether a resource has a box of its own: a component, or a part of something that the
  /// deployment does not have.
  private boolean isBox(ResourceFacts facts) {
    return switch (facts.description().shape()) {
      case COMPONENT -> true;
      case PART -> owner(facts.key().parent()) == null;
      case CONNECTION, ANNOTATION -> false;
    };
  }

  private @Nullable ResourceFacts owner(@Nullable ResourceKey key) {
    for (ResourceKey here = key; here != null; here = here.parent()) {
      ResourceFacts found = deployment.find(here);
      if (found != null && found.description().shape() == Shape.COMPONENT) {
        return found;
      }
    }
    return null;
  }

  private void addOthers() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      if (picture.isPlaced(each.key())) {
        continue;
      }
      switch (each.description().shape()) {
        case PART ->
            picture.count(each, picture.place(each.key().parent()), "drawn with their parents");
        case CONNECTION -> picture.count(each, scopePlace(each), "drawn as lines");
        case ANNOTATION, COMPONENT -> picture.count(each, scopePlace(each), "not drawn as boxes");
      }
    }
    PartSummaries.add(picture, deployment);
  }

  /// The node of what a resource extends or belongs to.
  private @Nullable String scopePlace(ResourceFacts facts) {
    String parent = picture.place(facts.key().parent());
    return parent == null && facts.key().scope() instanceof ResourceScope.Resource(var key)
        ? picture.place(key)
        : parent;
  }

  private void connect() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      DrawnNode own = picture.nodes.get(each.id());
      if (own != null) {
        picture.connectInternet(own, each);
      }
      for (ResourceReference reference : each.references()) {
        connect(each, reference);
      }
    }
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().all()) {
      picture.connect(
          picture.place(each.subnet()),
          picture.place(each.target()),
          DiagramEdge.Kind.PRIVATE_LINK,
          each.flaw() == null ? "" : Labels.plain(each.flaw()),
          each.isEffective());
    }
  }

  private void connect(ResourceFacts from, ResourceReference reference) {
    DiagramEdge.Kind kind =
        switch (reference.kind()) {
          case USES -> DiagramEdge.Kind.USES;
          case LOGS_TO -> DiagramEdge.Kind.LOGS_TO;
          case ENCRYPTED_WITH -> DiagramEdge.Kind.ENCRYPTED_WITH;
          case SUBNET, NETWORK, IDENTITY -> null;
        };
    boolean isLine =
        from.description().shape() != Shape.ANNOTATION
            && (from.description().stage() != LifecycleStage.NETWORK
                || from.description().symbol() == DiagramSymbol.GATEWAY);
    if (kind == null || !isLine) {
      return;
    }
    String start =
        from.description().shape() == Shape.CONNECTION
            ? scopePlace(from)
            : picture.place(from.key());
    picture.connect(
        start,
        picture.place(reference.to()),
        kind,
        isVault(from) ? "keeps its key" : "",
        from.resource().existence().isCertain());
  }

  /// Whether a line from a resource means that a secret of it belongs to the other end.
  private static boolean isVault(ResourceFacts from) {
    return from.resource().type().provider().equalsIgnoreCase("Microsoft.KeyVault");
  }
}
