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

  private NetworkExposure() {}

  /// A gateway with front-end addresses.
  static ExposureFact frontend(ResourceFacts gateway) {
    return byAddresses(gateway, "properties.frontendIPConfigurations", "a public front-end address");
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
      return ExposureFact.because(Exposure.PUBLIC, "its rules forward traffic from public addresses");
    }
    boolean isDecided = forwarding.isEmpty() && firewall.property("properties.firewallPolicy").isEmpty();
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
    List<Value> interfaces = machine.elements("properties.networkProfile.networkInterfaces");
    TruthValue truth = interfaces.isEmpty() ? TruthValue.UNKNOWN : TruthValue.FALSE;
    for (Value each : interfaces) {
      truth = truth.or(hasPublicAddress(machine, each));
    }
    return machineFact(truth);
  }

  private static TruthValue hasPublicAddress(ResourceFacts machine, Value networkInterface) {
    Value id = networkInterface instanceof ObjectValue object ? object.at("id") : null;
    ResourceKey key = id == null || id instanceof NullValue ? null : ResourceId.parse(id);
    ResourceFacts found = key == null ? null : machine.deployment().find(key);
    return found == null || !found.resource().managed()
        ? TruthValue.UNKNOWN
        : hasPublicAddress(found.property("properties.ipConfigurations").value(), PUBLIC_ADDRESS);
  }

  /// A scale set: the interfaces of its machines.
  static ExposureFact scaleSet(ResourceFacts set) {
    String path = "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
    TruthValue truth = TruthValue.FALSE;
    List<Value> interfaces = set.elements(path);
    for (Value each : interfaces) {
      Value list =
          each instanceof ObjectValue object ? object.at("properties.ipConfigurations") : null;
      truth = truth.or(hasPublicAddress(list, "properties.publicIPAddressConfiguration"));
    }
    return machineFact(interfaces.isEmpty() ? TruthValue.UNKNOWN : truth);
  }

  private static ExposureFact machineFact(TruthValue isPublic) {
    return switch (isPublic) {
      case TRUE ->
          ExposureFact.because(
              Exposure.PUBLIC, "it has a public address; security groups may restrict it");
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
