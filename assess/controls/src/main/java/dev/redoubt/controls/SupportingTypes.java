package dev.redoubt.controls;

import dev.redoubt.estate.ResourceType;
import java.util.Set;

/// Resource types that hold no data, run no code and accept no requests of their own: names,
/// connections and records of other resources. That no control covers them is no gap. A type that
/// is not listed here is reported as not judged, so an unknown service is never overlooked.
final class SupportingTypes {

  private static final Set<String> TYPES =
      Set.of(
          "microsoft.authorization/locks",
          "microsoft.authorization/policyassignments",
          "microsoft.authorization/policydefinitions",
          "microsoft.authorization/policyexemptions",
          "microsoft.authorization/policysetdefinitions",
          "microsoft.authorization/roleassignments",
          "microsoft.authorization/roledefinitions",
          "microsoft.insights/actiongroups",
          "microsoft.insights/diagnosticsettings",
          "microsoft.insights/metricalerts",
          "microsoft.insights/scheduledqueryrules",
          "microsoft.insights/workbooks",
          "microsoft.managedidentity/userassignedidentities",
          "microsoft.network/applicationsecuritygroups",
          "microsoft.network/networksecuritygroups",
          "microsoft.network/privatednszones",
          "microsoft.network/privateendpoints",
          "microsoft.network/routetables",
          "microsoft.network/virtualnetworks",
          "microsoft.portal/dashboards",
          "microsoft.resources/deployments",
          "microsoft.resources/resourcegroups",
          "microsoft.resources/subscriptions/resourcegroups",
          "microsoft.resources/tags",
          "microsoft.security/pricings",
          "microsoft.security/securitycontacts");

  private SupportingTypes() {}

  /// Whether a type, or the type that it is a part of, only supports others.
  static boolean contains(ResourceType type) {
    ResourceType parent = type.parent();
    return TYPES.contains(type.folded()) || (parent != null && contains(parent));
  }
}
