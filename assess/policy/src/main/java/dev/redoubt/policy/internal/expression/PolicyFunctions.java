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

  /// Functions that only policies have and that depend only on their arguments.
  static final List<TemplateFunction> OWN = List.of(new AddDays(), new IpRangeContains());

  /// Functions that read the context of the evaluation.
  static final List<String> SURROUNDING =
      List.of(
          "requestContext", "resourceGroup", "subscription", "managementGroup", "policy", "utcNow");

  /// Template functions that are not available in policies.
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

  /// The function with a name, ignoring case; or null.
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

  /// The canonical name of a context function, or null.
  static @Nullable String surrounding(String name) {
    for (String function : SURROUNDING) {
      if (PropertyName.same(function, name)) {
        return function;
      }
    }
    return null;
  }

  /// Whether the value of the function depends on the current resource.
  static boolean isContextual(String name) {
    return surrounding(name) != null
        || PropertyName.same(name, "field")
        || PropertyName.same(name, "current");
  }
}
