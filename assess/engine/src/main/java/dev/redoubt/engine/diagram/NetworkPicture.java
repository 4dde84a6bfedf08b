package dev.redoubt.engine.diagram;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.NetworkFacts;
import dev.redoubt.facts.PrivateEndpoints;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceReference;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Networks and subnets with what is in them, what leads out of them, and what the Internet can
/// reach.
final class NetworkPicture {

  private final Picture picture;
  private final DeploymentFacts deployment;
  private final SubnetMembers members;

  private NetworkPicture(DeploymentFacts deployment) {
    this.deployment = deployment;
    this.picture = new Picture(deployment);
    this.members = new SubnetMembers(deployment);
  }

  static Picture of(DeploymentFacts deployment) {
    NetworkPicture made = new NetworkPicture(deployment);
    made.addNetworks();
    made.addInside();
    made.addOutside();
    made.countRest();
    made.connectEndpoints();
    made.connectNetworks();
    return made.picture;
  }

  private void addNetworks() {
    for (ResourceFacts each : deployment.ofType(NetworkFacts.NETWORK)) {
      remark(picture.add(each, DiagramNode.Kind.NETWORK, null), each);
    }
    for (ResourceFacts each : deployment.ofType(NetworkFacts.SUBNET)) {
      ResourceKey network = each.key().parent();
      String parent = network == null ? null : network(network);
      remark(picture.add(each, DiagramNode.Kind.SUBNET, parent), each);
    }
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().all()) {
      if (each.subnet() != null && picture.place(each.subnet()) == null) {
        addUndeclared(each.subnet());
      }
    }
  }

  private static void remark(DrawnNode node, ResourceFacts facts) {
    String addresses = NetworkFacts.addresses(facts);
    if (!addresses.isEmpty()) {
      node.remarks.add(addresses);
    }
  }

  /// The node of a network that the deployment may not have.
  private String network(ResourceKey key) {
    String place = picture.place(key);
    return place != null
        ? place
        : undeclared(key, DiagramNode.Kind.NETWORK, "other virtual network").id;
  }

  private void addUndeclared(ResourceKey subnet) {
    ResourceKey network = subnet.parent();
    DrawnNode node = undeclared(subnet, DiagramNode.Kind.SUBNET, "other subnet");
    node.parent = network == null ? null : network(network);
  }

  private DrawnNode undeclared(ResourceKey key, DiagramNode.Kind kind, String words) {
    DrawnNode node =
        picture.add(
            key.id(), kind, DiagramSymbol.NETWORK, ValueText.shortName(key.lastName(), ""), words);
    node.isCertain = false;
    return node;
  }

  private @Nullable String subnetPlace(@Nullable ResourceKey subnet) {
    if (subnet == null) {
      return null;
    }
    String place = picture.place(subnet);
    return place != null ? place : picture.nodes.containsKey(subnet.id()) ? subnet.id() : null;
  }

  private void addInside() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      if (picture.isPlaced(each.key())) {
        continue;
      }
      if (members.isEndpoint(each)) {
        DrawnNode node = DrawnNode.of(each, DiagramNode.Kind.RESOURCE, endpointLabel(each));
        picture.add(node, each, subnetPlace(members.subnet(each)));
        for (PrivateEndpoints.Connection connection :
            deployment.privateEndpoints().from(each.key())) {
          if (connection.target() != null) {
            node.remarks.add("to " + ValueText.shortName(connection.target().lastName(), ""));
          }
        }
      } else if (members.isInside(each)) {
        String subnet = subnetPlace(members.subnet(each));
        if (subnet != null) {
          picture.add(each, DiagramNode.Kind.RESOURCE, subnet);
        }
      }
    }
  }

  /// The name of a private endpoint if it is known, otherwise what it leads to: several endpoints
  /// may have the same groups.
  private String endpointLabel(ResourceFacts endpoint) {
    String name = ValueText.shortName(endpoint.key().lastName(), "");
    if (!name.contains("…") && endpoint.key().lastName().isLiteral()) {
      return name;
    }
    List<String> labels = new ArrayList<>();
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().from(endpoint.key())) {
      if (each.target() != null) {
        String groups = String.join(", ", each.groups());
        String target = targetLabel(each.target());
        labels.add(groups.isEmpty() ? "to " + target : groups + " of " + target);
      }
    }
    return labels.isEmpty() ? name : String.join("; ", labels);
  }

  private String targetLabel(ResourceKey target) {
    ResourceFacts found = deployment.find(target);
    return found == null
        ? ValueText.shortName(target.lastName(), "")
        : DrawnNode.of(found, DiagramNode.Kind.RESOURCE).label;
  }

  /// Everything else that something on a network can reach.
  private void addOutside() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      boolean isReachable = each.isEndpointJudged() && each.exposure().exposure() != Exposure.NONE;
      if (!picture.isPlaced(each.key()) && isReachable) {
        picture.add(each, DiagramNode.Kind.RESOURCE, null);
      }
    }
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().all()) {
      ResourceFacts target = each.target() == null ? null : deployment.find(each.target());
      if (target != null && picture.place(target.key()) == null) {
        picture.add(target, DiagramNode.Kind.RESOURCE, null);
      }
    }
  }

  private void countRest() {
    for (ResourceFacts each : Picture.declared(deployment)) {
      if (picture.isPlaced(each.key())) {
        continue;
      }
      ResourceKey owner = members.owner(each);
      String place = picture.place(owner);
      DrawnNode node = place == null ? null : picture.nodes.get(place);
      boolean isPart = place == null && picture.place(each.key().parent()) != null;
      if (node != null && !node.remarks.contains(each.description().words())) {
        node.remarks.add(each.description().words());
      }
      picture.count(
          each,
          place != null ? place : picture.place(each.key().parent()),
          place != null || isPart
              ? "drawn with what they belong to"
              : "without a place in a network");
    }
  }

  private void connectEndpoints() {
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().all()) {
      picture.connect(
          picture.place(each.endpoint().key()),
          picture.place(each.target()),
          DiagramEdge.Kind.PRIVATE_LINK,
          each.flaw() == null ? String.join(", ", each.groups()) : Labels.plain(each.flaw()),
          each.isEffective());
    }
    for (ResourceFacts each : Picture.declared(deployment)) {
      DrawnNode own = picture.nodes.get(each.id());
      if (own != null) {
        picture.connectInternet(own, each);
      }
    }
  }

  private void connectNetworks() {
    for (NetworkFacts.Peering each : NetworkFacts.peerings(deployment)) {
      if (each.remote() != null) {
        picture.connect(
            network(each.network()),
            network(each.remote()),
            DiagramEdge.Kind.PEERING,
            "",
            each.isCertain());
      }
    }
    for (ResourceFacts each : Picture.declared(deployment)) {
      List<ResourceReference> entered = members.entered(each);
      entered.forEach(
          reference ->
              picture.connect(
                  picture.place(each.key()),
                  picture.place(reference.to()),
                  DiagramEdge.Kind.INTEGRATION,
                  "",
                  each.resource().existence().isCertain()));
    }
  }

  /// Whether a path is a list of networks that a resource lets in, which does not put it there.
  static boolean isRule(String path) {
    return PropertyName.folded(path).contains("virtualnetworkrules");
  }
}
