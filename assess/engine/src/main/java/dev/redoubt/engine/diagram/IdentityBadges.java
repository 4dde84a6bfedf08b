package dev.redoubt.engine.diagram;

import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceIdentity;
import dev.redoubt.facts.ValueText;
import dev.redoubt.findings.TruthValue;
import java.util.ArrayList;
import java.util.List;

/// The names of the identities that a resource acts as.
final class IdentityBadges {

  private IdentityBadges() {}

  static List<String> of(ResourceFacts facts) {
    ResourceIdentity identity = ResourceIdentity.of(facts);
    List<String> badges = new ArrayList<>();
    if (identity.systemAssigned() == TruthValue.TRUE) {
      badges.add("system-assigned");
    } else if (identity.systemAssigned() == TruthValue.UNKNOWN && facts.resource().managed()) {
      badges.add("identity unknown");
    }
    identity.userAssigned().forEach(each -> badges.add(ValueText.shortName(each.lastName(), "")));
    return badges;
  }
}
