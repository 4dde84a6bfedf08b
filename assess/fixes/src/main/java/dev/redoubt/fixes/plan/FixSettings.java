package dev.redoubt.fixes.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What fixes know besides the files.
///
/// @param parameters the parameters that fixes may declare, by name
/// @param tiers what the lower tiers of services refuse
/// @param dnsProvided whether the platform registers private endpoints in DNS
public record FixSettings(
    Map<String, FixParameter> parameters, ServiceTiers tiers, boolean dnsProvided) {
  public FixSettings {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
