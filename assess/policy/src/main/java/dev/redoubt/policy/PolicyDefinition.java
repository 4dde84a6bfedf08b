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
/// @param name what to call it: the definition's own name, else the name of its file
/// @param displayName a line for people; the name where the definition has none
/// @param mode `All`, `Indexed`, or a data-plane mode such as `Microsoft.KeyVault.Data`; `All`
///   where none is written
/// @param parameters by name as written, in order
/// @param condition the `if`
/// @param effect the effect's word, or an expression that yields it
/// @param details the `details` of the effect, or null
/// @param origin where the rule stands
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
