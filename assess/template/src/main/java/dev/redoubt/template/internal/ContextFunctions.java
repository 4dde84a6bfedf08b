package dev.redoubt.template.internal;

import static java.util.Map.entry;

import dev.redoubt.estate.PropertyName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists all functions that depend on the enclosing deployment.
final class ContextFunctions {

  private static final Map<String, ContextFunction> ALL =
      folded(
          Map.ofEntries(
              entry("parameters", NameFunctions::parameters),
              entry("variables", NameFunctions::variables),
              entry("lambdaVariables", NameFunctions::lambdaVariables),
              entry("copyIndex", NameFunctions::copyIndex),
              entry("resourceGroup", ScopeFunctions::resourceGroup),
              entry("subscription", ScopeFunctions::subscription),
              entry("tenant", ScopeFunctions::tenant),
              entry("managementGroup", ScopeFunctions::managementGroup),
              entry("deployment", ScopeFunctions::deployment),
              entry("deployer", ScopeFunctions::deployer),
              entry("environment", ScopeFunctions::environment),
              entry("resourceId", ResourceIdFunctions::resourceId),
              entry("subscriptionResourceId", ResourceIdFunctions::subscriptionResourceId),
              entry("tenantResourceId", ResourceIdFunctions::tenantResourceId),
              entry("managementGroupResourceId", ResourceIdFunctions::managementGroupResourceId),
              entry("extensionResourceId", ResourceIdFunctions::extensionResourceId),
              entry("reference", ReferenceFunctions::reference),
              entry("references", ReferenceFunctions::references),
              entry("resourceInfo", ReferenceFunctions::resourceInfo),
              entry("target", AzureFunctions::target),
              entry("listOutputsWithSecureValues", AzureFunctions::outputs),
              entry("getSecret", AzureFunctions::vaultSecret),
              entry("externalInput", AzureFunctions::externalInput),
              entry("roleDefinitions", AzureFunctions::roleDefinition),
              entry("providers", AzureFunctions::ofPlatform),
              entry("pickZones", AzureFunctions::ofPlatform),
              entry("toLogicalZone", AzureFunctions::ofPlatform),
              entry("toLogicalZones", AzureFunctions::ofPlatform),
              entry("toPhysicalZone", AzureFunctions::ofPlatform),
              entry("toPhysicalZones", AzureFunctions::ofPlatform)));

  private ContextFunctions() {}

  /// Returns the function with a name, ignoring case, or null. Any other name that starts with
  /// `list` is an operation of a resource.
  static @Nullable ContextFunction find(String name) {
    ContextFunction function = ALL.get(PropertyName.folded(name));
    if (function != null) {
      return function;
    }
    return name.toLowerCase(Locale.ROOT).startsWith("list") ? AzureFunctions::secret : null;
  }

  private static Map<String, ContextFunction> folded(Map<String, ContextFunction> functions) {
    Map<String, ContextFunction> folded = new HashMap<>();
    functions.forEach((name, function) -> folded.put(PropertyName.folded(name), function));
    return folded;
  }
}
