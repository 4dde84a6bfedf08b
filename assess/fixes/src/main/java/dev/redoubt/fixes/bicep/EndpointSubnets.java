package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ArrayLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.estate.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chooses the subnet of a file for private endpoints: a resource, or a part of a virtual network.
final class EndpointSubnets {

  static final ResourceType TYPE = ResourceType.of("Microsoft.Network/virtualNetworks/subnets");

  private static final ResourceType NETWORK = ResourceType.of("Microsoft.Network/virtualNetworks");

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

  /// A subnet.
  ///
  /// @param name the name; empty if it is an expression
  /// @param words the symbolic name, and the name as written
  /// @param id the expression for its id
  private record Subnet(String name, String words, String id) {}

  private EndpointSubnets() {}

  /// The id of the one that is named for private endpoints, otherwise of the only one; null if it
  /// is not clear. A delegated subnet is for another service.
  static @Nullable String choose(List<BicepSource.Declaration> declarations) {
    List<Subnet> free = new ArrayList<>();
    for (BicepSource.Declaration each : declarations) {
      if (each.isSingle() && each.isOf(TYPE) && !isReserved(each.body())) {
        String name = name(each.body());
        String written = each.writtenName();
        String words =
            each.statement().name().text()
                + " "
                + (name.isEmpty() && written != null ? written : name);
        free.add(new Subnet(name, words, each.symbol() + ".id"));
      }
    }
    for (BicepSource.Declaration each : declarations) {
      if (each.isSingle() && each.isOf(NETWORK)) {
        for (Subnet inner : parts(each)) {
          if (free.stream().noneMatch(other -> other.name().equalsIgnoreCase(inner.name()))) {
            free.add(inner);
          }
        }
      }
    }
    List<Subnet> named = free.stream().filter(each -> NAME.matcher(each.words()).find()).toList();
    if (named.size() == 1) {
      return named.getFirst().id();
    }
    return free.size() == 1 ? free.getFirst().id() : null;
  }

  /// The subnets that are declared in the properties of a virtual network.
  private static List<Subnet> parts(BicepSource.Declaration network) {
    List<Subnet> parts = new ArrayList<>();
    if (network.body() == null
        || !(network.body().property("properties") instanceof ObjectLiteral properties)
        || !(properties.property("subnets") instanceof ArrayLiteral subnets)) {
      return parts;
    }
    for (BicepExpression element : subnets.elements()) {
      if (!(element instanceof ObjectLiteral subnet)) {
        continue;
      }
      String name = name(subnet);
      String written = name.isEmpty() ? written(subnet, network.file()) : BicepText.escaped(name);
      if (written != null && !isReserved(subnet)) {
        String id = "'${%s.id}/subnets/%s'".formatted(network.symbol(), written);
        parts.add(new Subnet(name, written, id));
      }
    }
    return parts;
  }

  /// The expression that is the name, inside of a text; null if there is none on one line.
  private static @Nullable String written(ObjectLiteral subnet, BicepSource file) {
    Property property = PropertyChanges.property(subnet, "name");
    if (property == null) {
      return null;
    }
    TextRange range = file.ranges().value(property);
    String text = file.source().slice(range.start(), range.end());
    if (text.contains("\n")) {
      return null;
    }
    return property.value() instanceof BicepExpression.Interpolation && !text.startsWith("'''")
        ? text.substring(1, text.length() - 1)
        : "${" + text + "}";
  }

  private static boolean isReserved(@Nullable ObjectLiteral subnet) {
    String name = name(subnet).toLowerCase(Locale.ROOT);
    BicepExpression delegations =
        subnet != null && subnet.property("properties") instanceof ObjectLiteral properties
            ? properties.property("delegations")
            : null;
    boolean isEmpty = delegations instanceof ArrayLiteral array && array.elements().isEmpty();
    return (delegations != null && !isEmpty) || RESERVED.contains(name);
  }

  /// The last segment of the name; empty if it is an expression.
  private static String name(@Nullable ObjectLiteral subnet) {
    BicepExpression name = subnet == null ? null : subnet.property("name");
    String text = name == null ? null : name.literalText();
    return text == null ? "" : text.substring(text.lastIndexOf('/') + 1);
  }
}
