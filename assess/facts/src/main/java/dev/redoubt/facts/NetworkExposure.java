package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of gateways, and of machines, whose exposure depends on public addresses.
final class NetworkExposure {

  private static final String PUBLIC_ADDRESS = "properties.publicIPAddress";

  /// Where an address of an interface names parts of load balancers.
  private static final List<String> BALANCING =
      List.of(
          "properties.loadBalancerBackendAddressPools",
          "properties.loadBalancerInboundNatRules",
          "properties.loadBalancerInboundNatPools");

  /// The rules of a load balancer that forward traffic from outside.
  private static final List<String> FORWARDING =
      List.of(
          "properties.loadBalancingRules",
          "properties.inboundNatRules",
          "properties.inboundNatPools");

  private NetworkExposure() {}

  /// A gateway with front-end addresses.
  static ExposureFact frontend(ResourceFacts gateway) {
    return byAddresses(
        gateway, "properties.frontendIPConfigurations", "a public front-end address");
  }

  /// A firewall: its public addresses serve outgoing traffic, and what its rules forward.
  static ExposureFact firewall(ResourceFacts firewall) {
    ExposureFact addresses =
        byAddresses(firewall, "properties.ipConfigurations", "a public address");
    if (addresses.exposure() != Exposure.PUBLIC) {
      return addresses;
    }
    EffectiveProperty forwarding = firewall.property("properties.natRuleCollections");
    if (forwarding.isPresent()) {
      return ExposureFact.because(
          Exposure.PUBLIC, "its rules forward traffic from public addresses");
    }
    boolean isDecided =
        forwarding.isEmpty() && firewall.property("properties.firewallPolicy").isEmpty();
    return isDecided
        ? ExposureFact.because(Exposure.RESTRICTED, "it has a public address and forwards nothing")
        : ExposureFact.because(
            Exposure.UNKNOWN, "it has a public address; the rules of its policy decide");
  }

  private static ExposureFact byAddresses(ResourceFacts gateway, String path, String words) {
    TruthValue isPublic = hasPublicAddress(gateway.property(path).value(), PUBLIC_ADDRESS);
    return switch (isPublic) {
      case TRUE -> ExposureFact.because(Exposure.PUBLIC, "it has " + words);
      case FALSE -> ExposureFact.because(Exposure.PRIVATE, "it has only private addresses");
      case UNKNOWN -> ExposureFact.because(Exposure.UNKNOWN, "its addresses are unknown");
    };
  }

  /// Whether an element of a list has a public address; unknown for a list that is absent.
  private static TruthValue hasPublicAddress(@Nullable Value list, String path) {
    if (!(list instanceof ArrayValue array) || (array.size() == 0 && !array.isOpen())) {
      return TruthValue.UNKNOWN;
    }
    TruthValue truth = TruthValue.of(false);
    for (Value element : array) {
      truth = truth.or(has(element, path));
    }
    return array.isOpen() ? truth.or(TruthValue.UNKNOWN) : truth;
  }

  private static TruthValue has(Value element, String path) {
    if (!(element instanceof ObjectValue object)) {
      return TruthValue.UNKNOWN;
    }
    EffectiveProperty address = new EffectiveProperty(path, object.at(path));
    if (address.isEmpty()) {
      return TruthValue.FALSE;
    }
    return address.isPresent() ? TruthValue.TRUE : TruthValue.UNKNOWN;
  }

  /// A virtual machine: the addresses of its network interfaces.
  static ExposureFact virtualMachine(ResourceFacts machine) {
    String path = "properties.networkProfile.networkInterfaces";
    List<Value> interfaces = machine.elements(path);
    boolean isKnown = !interfaces.isEmpty() && isClosed(machine.property(path).value());
    TruthValue truth = isKnown ? TruthValue.FALSE : TruthValue.UNKNOWN;
    for (Value each : interfaces) {
      truth = truth.or(hasPublicAddress(machine, each));
    }
    return machineFact(truth);
  }

  private static boolean isClosed(@Nullable Value list) {
    return list instanceof ArrayValue array && !array.isOpen();
  }

  private static TruthValue hasPublicAddress(ResourceFacts machine, Value networkInterface) {
    Value id = networkInterface instanceof ObjectValue object ? object.at("id") : null;
    ResourceKey key = id == null || id instanceof NullValue ? null : ResourceId.parse(id);
    ResourceFacts found = key == null ? null : machine.deployment().find(key);
    if (found == null || !found.resource().managed()) {
      return TruthValue.UNKNOWN;
    }
    Value configurations = found.property("properties.ipConfigurations").value();
    return hasPublicAddress(configurations, PUBLIC_ADDRESS)
        .or(isBehindPublicBalancer(machine, configurations));
  }

  /// Whether a load balancer with a public address forwards traffic to an address of a list.
  private static TruthValue isBehindPublicBalancer(ResourceFacts machine, @Nullable Value list) {
    TruthValue truth = TruthValue.FALSE;
    if (!(list instanceof ArrayValue array)) {
      return TruthValue.UNKNOWN;
    }
    for (Value element : array) {
      for (String name : BALANCING) {
        Value targets = element instanceof ObjectValue object ? object.at(name) : null;
        truth = truth.or(forwards(machine, new EffectiveProperty(name, targets)));
      }
    }
    return truth;
  }

  private static TruthValue forwards(ResourceFacts machine, EffectiveProperty targets) {
    if (targets.isEmpty()) {
      return TruthValue.FALSE;
    }
    if (!(targets.value() instanceof ArrayValue array) || array.isOpen()) {
      return TruthValue.UNKNOWN;
    }
    TruthValue truth = TruthValue.FALSE;
    for (Value each : array) {
      Value id = each instanceof ObjectValue object ? object.at("id") : null;
      ResourceKey part = id == null ? null : ResourceId.parse(id);
      ResourceKey key = part == null ? null : part.parent();
      ResourceFacts balancer = key == null ? null : machine.deployment().find(key);
      truth =
          truth.or(
              balancer == null || !balancer.resource().managed()
                  ? TruthValue.UNKNOWN
                  : forwards(balancer));
    }
    return truth;
  }

  /// Whether a load balancer forwards traffic from a public address. Rules for outgoing traffic
  /// forward nothing to a machine.
  private static TruthValue forwards(ResourceFacts balancer) {
    boolean hasRules =
        !balancer.children("inboundNatRules").isEmpty()
            || FORWARDING.stream().anyMatch(each -> !balancer.property(each).isEmpty());
    return hasRules
        ? hasPublicAddress(
            balancer.property("properties.frontendIPConfigurations").value(), PUBLIC_ADDRESS)
        : TruthValue.FALSE;
  }

  /// A scale set: the interfaces of its machines.
  static ExposureFact scaleSet(ResourceFacts set) {
    String path = "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
    List<Value> interfaces = set.elements(path);
    boolean isKnown = !interfaces.isEmpty() && isClosed(set.property(path).value());
    TruthValue truth = isKnown ? TruthValue.FALSE : TruthValue.UNKNOWN;
    for (Value each : interfaces) {
      Value list =
          each instanceof ObjectValue object ? object.at("properties.ipConfigurations") : null;
      truth = truth.or(hasPublicAddress(list, "properties.publicIPAddressConfiguration"));
      truth = truth.or(isBehindPublicBalancer(set, list));
    }
    return machineFact(truth);
  }

  private static ExposureFact machineFact(TruthValue isPublic) {
    return switch (isPublic) {
      case TRUE ->
          ExposureFact.because(
              Exposure.PUBLIC,
              "it has a public address, or a load balancer with one leads to it; security groups"
                  + " may restrict it");
      case FALSE -> ExposureFact.because(Exposure.PRIVATE, "it has only private addresses");
      case UNKNOWN -> ExposureFact.because(Exposure.UNKNOWN, "its addresses are unknown");
    };
  }

  /// API Management: its mode in a virtual network, then public network access.
  static ExposureFact apiManagement(ResourceFacts service) {
    EffectiveProperty mode = service.property("properties.virtualNetworkType");
    EffectiveProperty access = service.property("properties.publicNetworkAccess");
    if (mode.is("Internal")) {
      return ExposureFact.of(Exposure.PRIVATE, mode);
    }
    if (access.is("Disabled")) {
      return ExposureFact.of(Exposure.PRIVATE, access);
    }
    boolean isPublic = (mode.is("External") || mode.is("None")) && access.is("Enabled");
    if (isPublic) {
      return ExposureFact.of(Exposure.PUBLIC, access, mode.phrase());
    }
    return ExposureFact.of(Exposure.UNKNOWN, access.is("Enabled") ? mode : access);
  }
}
