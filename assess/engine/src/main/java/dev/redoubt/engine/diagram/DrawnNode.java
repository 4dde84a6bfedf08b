package dev.redoubt.engine.diagram;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node while its picture is made.
final class DrawnNode {

  final String id;
  final DiagramNode.Kind kind;
  final DiagramSymbol symbol;
  final String label;

  /// The type in words; equal for nodes that may become one group.
  final String words;

  @Nullable String parent;
  boolean isCertain = true;
  boolean isMinor;
  Exposure exposure = Exposure.NONE;
  final List<String> badges = new ArrayList<>();

  /// What the detail says after the type.
  final List<String> remarks = new ArrayList<>();

  /// The resource that it is; null if it is none.
  @Nullable ResourceKey resource;

  /// The resources whose findings it shows.
  final List<ResourceKey> marked = new ArrayList<>();

  /// The nodes that a group stands for.
  final List<DrawnNode> members = new ArrayList<>();

  DrawnNode(String id, DiagramNode.Kind kind, DiagramSymbol symbol, String label, String words) {
    this.id = id;
    this.kind = kind;
    this.symbol = symbol;
    this.label = label;
    this.words = words;
  }

  /// The node of a resource with its name.
  static DrawnNode of(ResourceFacts facts, DiagramNode.Kind kind) {
    var site = facts.resource().site();
    String name = ValueText.shortName(facts.key().lastName(), site == null ? "" : site.symbol());
    return of(facts, kind, name);
  }

  /// The node of a resource.
  static DrawnNode of(ResourceFacts facts, DiagramNode.Kind kind, String label) {
    DrawnNode node =
        new DrawnNode(
            facts.id(),
            kind,
            facts.description().symbol(),
            label,
            facts.resource().managed()
                ? facts.description().words()
                : "existing " + facts.description().words());
    node.resource = facts.key();
    node.marked.add(facts.key());
    boolean isPart = facts.description().shape() == Shape.PART && !facts.isEndpointJudged();
    node.exposure = isPart ? Exposure.NONE : facts.exposure().exposure();
    node.isMinor = facts.description().isMinor();
    node.isCertain =
        facts.resource().existence().isCertain()
            && facts.resource().managed()
            && node.exposure != Exposure.UNKNOWN;
    return node;
  }

  String detail() {
    return remarks.isEmpty() ? words : words + ", " + String.join(", ", remarks);
  }
}
