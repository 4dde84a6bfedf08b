package dev.redoubt.facts;

import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rule of database servers, whose firewall rules are child resources.
///
/// @param access the path of the setting for public network access
/// @param injection the path of the subnet that the server is injected into; null if there is none
/// @param isClosedWithoutRules whether a server without firewall rules lets nobody in
record FirewallRules(String access, @Nullable String injection, boolean isClosedWithoutRules)
    implements ExposureRule {

  private static final String ALL_LOW = "0.0.0.0";

  @Override
  public ExposureFact of(ResourceFacts resource) {
    if (injection != null && resource.resource().managed()) {
      EffectiveProperty subnet = resource.property(injection);
      if (!subnet.isAbsent()) {
        return subnet.branches().contains(null)
            ? ExposureFact.of(Exposure.UNKNOWN, subnet)
            : ExposureFact.of(Exposure.PRIVATE, subnet, "it is injected into a virtual network");
      }
    }
    EffectiveProperty setting = resource.property(access);
    if (setting.is("Disabled")) {
      return ExposureFact.of(Exposure.PRIVATE, setting);
    }
    if (!setting.is("Enabled")) {
      return ExposureFact.of(Exposure.UNKNOWN, setting);
    }
    return byRules(resource, setting);
  }

  private ExposureFact byRules(ResourceFacts resource, EffectiveProperty setting) {
    List<ResourceFacts> rules = resource.children("firewallRules");
    Exposure worst = Exposure.RESTRICTED;
    String words = "";
    for (ResourceFacts rule : rules) {
      EffectiveProperty start = rule.property("properties.startIpAddress");
      EffectiveProperty end = rule.property("properties.endIpAddress");
      if (start.is(ALL_LOW) && end.is("255.255.255.255")) {
        return ExposureFact.of(
            Exposure.PUBLIC,
            setting,
            "the firewall rule `%s` lets every address in".formatted(rule.key().lastName()));
      }
      if (start.is(ALL_LOW) && end.is(ALL_LOW)) {
        words = "; every address of Azure, also of other customers, is let in";
      }
      if (!(start.value() instanceof StringValue) || !(end.value() instanceof StringValue)) {
        worst = Exposure.UNKNOWN;
        words = "; the addresses of the firewall rule `%s` are unknown".formatted(rule.key().lastName());
      }
    }
    return resource.deployment().unread() != null
        ? ExposureFact.of(
            Exposure.UNKNOWN, setting, "a part of the deployment, which may have rules, was not read")
        : withRules(setting, rules.size(), worst, words);
  }

  private ExposureFact withRules(
      EffectiveProperty setting, int rules, Exposure worst, String words) {
    if (rules == 0 && !isClosedWithoutRules) {
      return ExposureFact.of(Exposure.PUBLIC, setting, "no firewall rules");
    }
    return ExposureFact.of(
        worst,
        setting,
        rules == 0
            ? "no firewall rule lets an address in"
            : rules == 1 ? "1 firewall rule" + words : rules + " firewall rules" + words);
  }
}
