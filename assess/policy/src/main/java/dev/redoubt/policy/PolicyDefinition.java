package dev.redoubt.policy;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.syntax.PolicyCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An Azure Policy definition as it is written.
///
/// @param name the name of the definition, otherwise the name of its file
/// @param displayName the display name; the name if the definition has none
/// @param mode `All`, `Indexed`, or a data-plane mode such as `Microsoft.KeyVault.Data`; the
///   default is `All`
/// @param parameters by name as written, in order
/// @param condition the `if`
/// @param effect the name of the effect, or an expression that returns it
/// @param details the `details` of the effect, or null
/// @param origin the location of the rule
public record PolicyDefinition(
    String name,
    String displayName,
    String mode,
    Map<String, ParameterDefinition> parameters,
    PolicyCondition condition,
    Value effect,
    @Nullable Value details,
    Origin origin) {

  public PolicyDefinition {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
