package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chooses the subnet of a file for private endpoints.
final class EndpointSubnets {

  static final ResourceType TYPE = ResourceType.of("Microsoft.Network/virtualNetworks/subnets");

  /// Subnets for one service alone.
  private static final Set<String> RESERVED =
      Set.of(
          "gatewaysubnet",
          "azurebastionsubnet",
          "azurefirewallsubnet",
          "azurefirewallmanagementsubnet",
          "routeserversubnet");

  /// Names of subnets for private endpoints: `pe`, `snet-pe`, `privateEndpoints`, `peSubnet`.
  private static final Pattern NAME =
      Pattern.compile(
          "(?i:endpoint|private-?link)|(?<![A-Za-z])(?i:peps?|pe)(?![a-z])|Pe(?![a-z])");

  private EndpointSubnets() {}

  /// The one that is named for private endpoints, otherwise the only one; null if it is not clear.
  /// A delegated subnet is for another service.
  static BicepSource.@Nullable Declaration choose(List<BicepSource.Declaration> subnets) {
    List<BicepSource.Declaration> free =
        subnets.stream().filter(each -> !isReserved(each)).toList();
    List<BicepSource.Declaration> named =
        free.stream().filter(each -> NAME.matcher(name(each)).find()).toList();
    if (named.size() == 1) {
      return named.getFirst();
    }
    return free.size() == 1 ? free.getFirst() : null;
  }

  private static String name(BicepSource.Declaration subnet) {
    String name = text(subnet);
    return subnet.statement().name().text() + " " + name.substring(name.lastIndexOf('/') + 1);
  }

  private static boolean isReserved(BicepSource.Declaration subnet) {
    String name = text(subnet).toLowerCase(Locale.ROOT);
    boolean isDelegated =
        subnet.body() != null
            && subnet.body().property("properties")
                instanceof BicepExpression.ObjectLiteral properties
            && properties.property("delegations") != null;
    return isDelegated || RESERVED.contains(name.substring(name.lastIndexOf('/') + 1));
  }

  private static String text(BicepSource.Declaration subnet) {
    BicepExpression name = subnet.body() == null ? null : subnet.body().property("name");
    String text = name == null ? null : name.literalText();
    return text == null ? "" : text;
  }
}
