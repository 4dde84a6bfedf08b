package dev.redoubt.fixes.plan;

import dev.redoubt.estate.ResourceType;
import java.util.List;

/// What the lower tiers of services refuse. A fix that needs such a feature raises the tier.
///
/// @param limits the limits of `service-tiers.json`
public record ServiceTiers(List<Limit> limits) {

  /// The feature of a private endpoint in [Limit#refused].
  public static final PropertyPath PRIVATE_ENDPOINT = PropertyPath.of("privateEndpoint");

  public ServiceTiers {
    limits = List.copyOf(limits);
  }

  /// What some tiers of a service refuse.
  ///
  /// @param tier the property with the tier
  /// @param tiers the tiers that refuse the features
  /// @param refused properties with everything in them, and [#PRIVATE_ENDPOINT]
  /// @param lowest the lowest tier that accepts the features
  /// @param source the document that says so
  public record Limit(
      ResourceType type,
      PropertyPath tier,
      List<String> tiers,
      List<PropertyPath> refused,
      String lowest,
      String source) {
    public Limit {
      tiers = List.copyOf(tiers);
      refused = List.copyOf(refused);
    }

    boolean refuses(List<PropertyPath> features) {
      return features.stream().anyMatch(each -> refused.stream().anyMatch(each::startsWith));
    }

    boolean isOf(String name) {
      return tiers.stream().anyMatch(name::equalsIgnoreCase);
    }
  }

  /// The limits of a type that concern features.
  ///
  /// @param features properties, and [#PRIVATE_ENDPOINT]
  List<Limit> of(ResourceType type, List<PropertyPath> features) {
    return limits.stream()
        .filter(each -> each.type().equals(type) && each.refuses(features))
        .toList();
  }
}
