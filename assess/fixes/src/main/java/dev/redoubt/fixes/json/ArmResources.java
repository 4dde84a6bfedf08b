package dev.redoubt.fixes.json;

import dev.redoubt.fixes.plan.FixStep;
import java.util.stream.Collectors;

/// The resources that fixes add to ARM templates, as JSON.
///
/// @param word what is added to symbolic names and to the names of loops
record ArmResources(ArmIdentity identity, String word) {

  ArmResources {
    identity = identity.forAdded(word);
  }

  String endpoint(FixStep.PrivateEndpoint endpoint, String subnet) {
    return """
    {%s
      "type": "Microsoft.Network/privateEndpoints",
      "apiVersion": "2024-05-01",
      "name": "[%s]",
      "location": "%s",
      "dependsOn": ["[%s]"],
      "properties": {
        "subnet": {"id": "[%s]"},
        "privateLinkServiceConnections": [
          {
            "name": "%s",
            "properties": {"privateLinkServiceId": "[%s]", "groupIds": [%s]}
          }
        ]
      }
    }
    """
        .formatted(
            condition(),
            identity.named("pe"),
            identity.location() == null ? "[resourceGroup().location]" : identity.location(),
            identity.id(),
            subnet,
            endpoint.groups().getFirst(),
            identity.id(),
            endpoint.groups().stream().map(JsonText::quoted).collect(Collectors.joining(", ")));
  }

  String zoneGroup(FixStep.PrivateEndpoint endpoint, String group) {
    String zones =
        endpoint.zones().stream()
            .map(
                zone ->
                    """
                    {
                      "name": "%s",
                      "properties": {
                        "privateDnsZoneId":
                            "[concat(%s, '/providers/Microsoft.Network/privateDnsZones/%s')]"
                      }
                    }
                    """
                        .formatted(zone.replace('.', '-'), group, zone))
            .collect(Collectors.joining(", "));
    return """
    {%s
      "type": "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
      "apiVersion": "2024-05-01",
      "name": "[concat(%s, '/default')]",
      "dependsOn": ["[resourceId('Microsoft.Network/privateEndpoints', %s)]"],
      "properties": {"privateDnsZoneConfigs": [%s]}
    }
    """
        .formatted(condition(), identity.named("pe"), identity.named("pe"), zones);
  }

  String setting(FixStep.DiagnosticSetting setting, String workspace) {
    return """
    {%s
      "type": "Microsoft.Insights/diagnosticSettings",
      "apiVersion": "2021-05-01-preview",
      "scope": "[%s]",
      "name": "logs",
      "dependsOn": ["[%s]"],
      "properties": {
        "workspaceId": "[%s]",
        "logs": [{"categoryGroup": "%s", "enabled": true}]
      }
    }
    """
        .formatted(condition(), identity.id(), identity.id(), workspace, setting.categoryGroup());
  }

  /// The condition and the loop of the declared resource.
  private String condition() {
    StringBuilder text = new StringBuilder();
    if (identity.condition() != null) {
      text.append("\n  \"condition\": ").append(JsonText.quoted(identity.condition())).append(',');
    }
    ArmIdentity.Copy copy = identity.copy();
    if (copy != null) {
      text.append(
          "\n  \"copy\": {\"name\": %s, \"count\": %s},"
              .formatted(JsonText.quoted(copy.name()), copy.count()));
    }
    return text.toString();
  }
}
