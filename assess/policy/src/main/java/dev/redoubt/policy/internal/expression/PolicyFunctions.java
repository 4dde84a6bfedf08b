package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.catalog.TemplateFunctions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions of policy expressions: those of templates, and a few of their own.
///
/// Source: "Azure Policy definition structure: policy functions", Microsoft Learn, 2025.
final class PolicyFunctions {

  /// Functions of policies alone whose value follows from their arguments.
  static final List<TemplateFunction> OWN = List.of(new AddDays(), new IpRangeContains());

  /// Functions that ask for what surrounds the evaluation.
  static final List<String> SURROUNDING =
      List.of("requestContext", "resourceGroup", "subscription", "policy", "utcNow");

  /// Template functions that Azure does not offer to policies.
  private static final Set<String> NOT_IN_POLICIES =
      Set.of(
          "copyindex",
          "datetimeadd",
          "datetimefromepoch",
          "datetimetoepoch",
          "deployment",
          "environment",
          "extensionresourceid",
          "lambda",
          "listkeys",
          "managementgroup",
          "newguid",
          "pickzones",
          "providers",
          "reference",
          "resourceid",
          "subscriptionresourceid",
          "tenant",
          "tenantresourceid",
          "variables");

  private PolicyFunctions() {}

  /// The function of a name in any case, or null.
  static @Nullable TemplateFunction find(String name) {
    for (TemplateFunction function : OWN) {
      if (PropertyName.same(function.name(), name)) {
        return function;
      }
    }
    return NOT_IN_POLICIES.contains(PropertyName.folded(name))
        ? null
        : TemplateFunctions.find(name);
  }

  /// The spelling of a function that asks for the surroundings, or null.
  static @Nullable String surrounding(String name) {
    for (String function : SURROUNDING) {
      if (PropertyName.same(function, name)) {
        return function;
      }
    }
    return null;
  }

  /// Whether its value depends on the resource at hand.
  static boolean isContextual(String name) {
    return surrounding(name) != null
        || PropertyName.same(name, "field")
        || PropertyName.same(name, "current");
  }
}
