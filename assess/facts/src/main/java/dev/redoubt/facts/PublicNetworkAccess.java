package dev.redoubt.facts;

import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rule of most services: `publicNetworkAccess`, then the action of network rules for addresses
/// that no rule names.
///
/// @param access the path of the setting
/// @param defaultAction the path of the action for other addresses; null if the type has none
/// @param rules the paths of lists of allowed addresses and networks
/// @param isClosedByRules whether a rule closes the endpoint to all other addresses; only without a
///   default action
record PublicNetworkAccess(
    String access, @Nullable String defaultAction, List<String> rules, boolean isClosedByRules)
    implements ExposureRule {

  private static final String ACCESS = "properties.publicNetworkAccess";

  /// Without network rules.
  static final PublicNetworkAccess ALONE = new PublicNetworkAccess(ACCESS, null, List.of(), false);

  PublicNetworkAccess {
    rules = List.copyOf(rules);
  }

  /// With network rules in an object that has a default action.
  static PublicNetworkAccess withRules(String object) {
    String path = "properties." + object + ".";
    return new PublicNetworkAccess(
        ACCESS,
        path + "defaultAction",
        List.of(path + "ipRules", path + "virtualNetworkRules", path + "resourceAccessRules"),
        false);
  }

  /// With lists that close the endpoint to all others once they have an element.
  static PublicNetworkAccess withLists(String... paths) {
    return new PublicNetworkAccess(ACCESS, null, List.of(paths), true);
  }

  @Override
  public ExposureFact of(ResourceFacts resource) {
    EffectiveProperty setting = resource.property(access);
    if (setting.is("Disabled")) {
      return ExposureFact.of(Exposure.PRIVATE, setting);
    }
    if (setting.is("SecuredByPerimeter")) {
      return ExposureFact.of(
          Exposure.UNKNOWN, setting, "the rules of the network security perimeter decide");
    }
    if (!setting.is("Enabled")) {
      return ExposureFact.of(Exposure.UNKNOWN, setting);
    }
    return defaultAction == null ? byLists(resource, setting) : byAction(resource, setting);
  }

  private ExposureFact byAction(ResourceFacts resource, EffectiveProperty setting) {
    EffectiveProperty action = resource.property(String.valueOf(defaultAction));
    if (action.is("Deny")) {
      AllowedAddresses addresses = addresses(resource);
      return new ExposureFact(
          addresses.exposure(),
          "%s; %s; %s%s"
              .formatted(setting.phrase(), action.phrase(), allowed(resource), addresses.words()),
          action.origin());
    }
    boolean isOpen = action.isAbsent() || action.is("Allow");
    return new ExposureFact(
        isOpen ? Exposure.PUBLIC : Exposure.UNKNOWN,
        setting.phrase() + (action.isAbsent() ? "; no network rules" : "; " + action.phrase()),
        isOpen && setting.origin().isWritten() ? setting.origin() : action.origin());
  }

  private ExposureFact byLists(ResourceFacts resource, EffectiveProperty setting) {
    List<EffectiveProperty> lists = rules.stream().map(resource::property).toList();
    if (isClosedByRules) {
      AllowedAddresses addresses = addresses(resource);
      for (EffectiveProperty list : lists) {
        if (list.isPresent() && !list.mayBe("false")) {
          return ExposureFact.of(
              addresses.exposure(), setting, allowed(resource) + addresses.words());
        }
      }
      for (EffectiveProperty list : lists) {
        if (!list.isEmpty() && !list.is("false")) {
          return ExposureFact.of(Exposure.UNKNOWN, setting, undecided(list));
        }
      }
    }
    return rules.isEmpty()
        ? ExposureFact.of(Exposure.PUBLIC, setting)
        : ExposureFact.of(Exposure.PUBLIC, setting, "no network rules");
  }

  private static String undecided(EffectiveProperty list) {
    return list.isUnknown()
        ? list.phrase()
        : "whether `%s` has rules depends on a condition".formatted(list.name());
  }

  /// The addresses in the lists; rules for networks name no addresses.
  private AllowedAddresses addresses(ResourceFacts resource) {
    AllowedAddresses all = new AllowedAddresses();
    for (String path : rules) {
      String name = path.substring(path.lastIndexOf('.') + 1);
      if (name.startsWith("ip")) {
        all.addList(resource.property(path));
      }
    }
    return all;
  }

  /// What the rules let in, one phrase.
  private String allowed(ResourceFacts resource) {
    int count = 0;
    for (String path : rules) {
      EffectiveProperty list = resource.property(path);
      if (list.isUnknown()) {
        return list.phrase();
      }
      List<Value> elements = resource.elements(path);
      count += elements.size();
    }
    return switch (count) {
      case 0 -> "no rule lets an address or network in";
      case 1 -> "1 rule lets an address or network in";
      default -> count + " rules let addresses or networks in";
    };
  }
}
