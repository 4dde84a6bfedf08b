package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides which private endpoints lead to the left and which to the right. With all of them on one
/// side a network of twenty private endpoints is a column that fits no screen.
final class NetworkSides {

  /// Fewer private links of a network stay on one side.
  private static final int MANY = 8;

  private final DrawnDiagram drawn;
  private final Map<String, List<String>> subnets = new LinkedHashMap<>();
  private final Map<String, Integer> links = new HashMap<>();
  private final Set<String> left = new HashSet<>();
  private final List<List<String>> orders = new ArrayList<>();

  NetworkSides(DrawnDiagram drawn) {
    this.drawn = drawn;
    for (DiagramNode node : drawn.diagram().nodes()) {
      String parent = node.parent();
      if (node.kind() == DiagramNode.Kind.SUBNET && parent != null) {
        subnets.computeIfAbsent(parent, _ -> new ArrayList<>()).add(node.id());
      }
    }
    for (DiagramEdge edge : drawn.diagram().edges()) {
      if (edge.kind() == DiagramEdge.Kind.PRIVATE_LINK) {
        links.merge(subnet(edge), 1, Integer::sum);
      }
    }
    subnets.values().forEach(this::split);
  }

  /// Whether a private link leads to a resource on the left of the networks: most of the links to
  /// this resource come from subnets on the left side.
  boolean isLeft(DiagramEdge link) {
    List<DiagramEdge> all = drawn.to(link.to(), DiagramEdge.Kind.PRIVATE_LINK);
    long onLeft = all.stream().filter(each -> left.contains(subnet(each))).count();
    return 2 * onLeft > all.size();
  }

  /// Pairs of subnets, the first of which is on the left of the second one.
  List<List<String>> orders() {
    return List.copyOf(orders);
  }

  private String subnet(DiagramEdge edge) {
    DiagramNode node = drawn.node(edge.from());
    return node == null || node.parent() == null ? "" : node.parent();
  }

  /// The first subnets with half of the private links are on the left side.
  private void split(List<String> ids) {
    int all = ids.stream().mapToInt(id -> links.getOrDefault(id, 0)).sum();
    if (all <= MANY || ids.size() < 2) {
      return;
    }
    List<String> onLeft = new ArrayList<>();
    List<String> onRight = new ArrayList<>();
    int before = 0;
    for (String id : ids) {
      int own = links.getOrDefault(id, 0);
      boolean isLeft = 2 * before + own <= all || onLeft.isEmpty();
      (isLeft ? onLeft : onRight).add(id);
      before += own;
    }
    left.addAll(onLeft);
    for (int i = 0; i < onRight.size(); i++) {
      orders.add(List.of(onLeft.get(Math.min(i, onLeft.size() - 1)), onRight.get(i)));
    }
  }
}
