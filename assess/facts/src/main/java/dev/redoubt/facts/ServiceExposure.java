package dev.redoubt.facts;

import dev.redoubt.findings.inventory.Exposure;
import java.util.List;

/// The rules of services with more than one setting for public access.
final class ServiceExposure {

  private static final PublicNetworkAccess ALONE = PublicNetworkAccess.ALONE;

  private ServiceExposure() {}

  /// A namespace of Event Hubs or Service Bus, whose network rules are the child
  /// `networkRuleSets/default`.
  static ExposureFact namespace(ResourceFacts namespace) {
    ExposureFact own = ALONE.of(namespace);
    for (ResourceFacts rules : namespace.children("networkRuleSets")) {
      EffectiveProperty access = rules.property("properties.publicNetworkAccess");
      EffectiveProperty action = rules.property("properties.defaultAction");
      boolean isDeclared = rules.resource().property(access.path()) != null;
      if (own.exposure() == Exposure.PRIVATE) {
        return isDeclared && !access.is("Disabled")
            ? ExposureFact.of(Exposure.UNKNOWN, access, "the namespace says otherwise")
            : own;
      }
      if (isDeclared && access.is("Disabled")) {
        return ExposureFact.of(Exposure.UNKNOWN, access, "the namespace says otherwise");
      }
      if (own.exposure() == Exposure.PUBLIC && action.is("Deny")) {
        return byAddresses(namespace, rules, action, own);
      }
      if (own.exposure() == Exposure.PUBLIC && !action.is("Allow")) {
        return ExposureFact.of(Exposure.UNKNOWN, action, own.reason());
      }
    }
    return own;
  }

  /// Rules that may not exist restrict nothing for certain.
  private static ExposureFact byAddresses(
      ResourceFacts namespace, ResourceFacts rules, EffectiveProperty action, ExposureFact own) {
    if (!namespace.isCertainPart(rules)) {
      return ExposureFact.of(
          Exposure.UNKNOWN,
          action,
          "%s; only if %s".formatted(own.reason(), RoleAssignments.existence(rules.resource())));
    }
    AllowedAddresses addresses = new AllowedAddresses();
    addresses.addList(rules.property("properties.ipRules"));
    return ExposureFact.of(addresses.exposure(), action, own.reason() + addresses.words());
  }

  /// Azure Monitor: ingestion and queries have a setting each.
  static ExposureFact monitor(ResourceFacts resource) {
    List<EffectiveProperty> both =
        List.of(
            resource.property("properties.publicNetworkAccessForIngestion"),
            resource.property("properties.publicNetworkAccessForQuery"));
    for (EffectiveProperty each : both) {
      if (each.is("Enabled")) {
        return ExposureFact.of(Exposure.PUBLIC, each);
      }
    }
    for (EffectiveProperty each : both) {
      if (!each.is("Disabled")) {
        return ExposureFact.of(Exposure.UNKNOWN, each);
      }
    }
    return ExposureFact.of(Exposure.PRIVATE, both.getFirst(), both.getLast().phrase());
  }

  /// A cache: injected into a virtual network, or as other services.
  static ExposureFact cache(ResourceFacts cache) {
    return new FirewallRules("properties.publicNetworkAccess", "properties.subnetId", false)
        .of(cache);
  }
}
