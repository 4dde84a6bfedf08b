package dev.redoubt.facts;

import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rule of database servers, whose firewall rules are child resources.
///
/// @param access the path of the setting for public network access
/// @param injection the path of the subnet that the server is injected into; null if there is none
/// @param isClosedWithoutRules whether a server without firewall rules lets nobody in
record FirewallRules(String access, @Nullable String injection, boolean isClosedWithoutRules)
    implements ExposureRule {

  /// The most rules that a reason names.
  private static final int MAX_NAMES = 3;

  @Override
  public ExposureFact of(ResourceFacts resource) {
    if (injection != null && resource.resource().managed()) {
      EffectiveProperty subnet = resource.property(injection);
      if (!subnet.isEmpty()) {
        return subnet.isPresent()
            ? ExposureFact.of(Exposure.PRIVATE, subnet, "it is injected into a virtual network")
            : ExposureFact.of(Exposure.UNKNOWN, subnet);
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
    if (resource.deployment().unread() != null) {
      return ExposureFact.of(
          Exposure.UNKNOWN,
          setting,
          "a part of the deployment, which may have rules, was not read");
    }
    List<ResourceFacts> rules = resource.children("firewallRules");
    AllowedAddresses all = new AllowedAddresses();
    boolean hasCertainRule = false;
    for (ResourceFacts rule : rules) {
      boolean isCertain = resource.isCertainPart(rule);
      hasCertainRule |= isCertain;
      all.addBetween(bound(rule, "start"), bound(rule, "end"), isCertain);
    }
    if (!isClosedWithoutRules && !hasCertainRule) {
      return rules.isEmpty()
          ? ExposureFact.of(Exposure.PUBLIC, setting, "no firewall rules")
          : ExposureFact.of(
              Exposure.UNKNOWN, setting, "whether it has a firewall rule depends on a condition");
    }
    return ExposureFact.of(all.exposure(), setting, counted(rules, hasCertainRule) + all.words());
  }

  /// The first or last address of a rule, which services name differently.
  private static EffectiveProperty bound(ResourceFacts rule, String end) {
    EffectiveProperty usual = rule.property("properties." + end + "IpAddress");
    return usual.isAbsent() ? rule.property("properties." + end + "IP") : usual;
  }

  private static String counted(List<ResourceFacts> rules, boolean hasCertainRule) {
    String names =
        rules.stream()
            .map(each -> ValueText.shortName(each.key().lastName(), ""))
            .limit(MAX_NAMES)
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", "));
    String words =
        switch (rules.size()) {
          case 0 -> "no firewall rule lets an address in";
          case 1 -> "the firewall rule " + names;
          default -> "%d firewall rules, such as %s".formatted(rules.size(), names);
        };
    String condition =
        rules.stream()
            .map(each -> RoleAssignments.existence(each.resource()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return hasCertainRule || condition.isEmpty() ? words : words + ", if " + condition;
  }
}
