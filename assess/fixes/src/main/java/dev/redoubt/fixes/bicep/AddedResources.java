package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.FixStep;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Adds resources for another one: its private endpoint, its diagnostic setting.
final class AddedResources {

  private final BicepSource.Declaration declaration;
  private final BicepSource file;
  private final PropertyChanges changes;
  private final EditCollector edits;

  AddedResources(
      BicepSource.Declaration declaration, PropertyChanges changes, EditCollector edits) {
    this.declaration = declaration;
    this.file = declaration.file();
    this.changes = changes;
    this.edits = edits;
  }

  void endpoint(FixStep.PrivateEndpoint endpoint, boolean dnsProvided, Set<Integer> findings) {
    if (isRepeatedOutside(findings)) {
      return;
    }
    String subnet = changes.symbol(file, "privateEndpointSubnetId", findings);
    String name = newName("PrivateEndpoint");
    String target = target();
    StringBuilder text =
        new StringBuilder(
            """
            resource %1$s 'Microsoft.Network/privateEndpoints@2024-05-01' = %2$s{
              name: 'pe-${%3$s.name}'
              location: %4$s
              properties: {
                subnet: {
                  id: %5$s
                }
                privateLinkServiceConnections: [
                  {
                    name: '%6$s'
                    properties: {
                      privateLinkServiceId: %3$s.id
                      groupIds: [
                        %7$s
                      ]
                    }
                  }
                ]
              }
            """
                .formatted(
                    name,
                    head(),
                    target,
                    location(),
                    subnet,
                    endpoint.groups().getFirst(),
                    endpoint.groups().stream()
                        .map(group -> "'" + group + "'")
                        .collect(Collectors.joining("\n            "))));
    if (!dnsProvided) {
      text.append(zoneGroup(endpoint.zones(), findings));
    }
    add(text.append('}').append(tail()).toString(), findings);
  }

  private String zoneGroup(List<String> zones, Set<Integer> findings) {
    String group = changes.symbol(file, "privateDnsZonesResourceGroupId", findings);
    StringBuilder text =
        new StringBuilder(
            """

              resource zones 'privateDnsZoneGroups' = {
                name: 'default'
                properties: {
                  privateDnsZoneConfigs: [
            """);
    for (String zone : zones) {
      text.append(
          """
                  {
                    name: '%s'
                    properties: {
                      privateDnsZoneId: '${%s}/providers/Microsoft.Network/privateDnsZones/%s'
                    }
                  }
          """
              .formatted(zone.replace('.', '-'), group, zone)
              .indent(0));
    }
    return text.append("      ]\n    }\n  }\n").toString();
  }

  void setting(FixStep.DiagnosticSetting setting, Set<Integer> findings) {
    if (!isRepeatedOutside(findings)) {
      add(setting(setting, target(), newName("Logs"), findings), findings);
    }
  }

  /// The diagnostic setting of a child that the service makes with the declared resource.
  ///
  /// @param type the full type of the child
  /// @param name the last segment of its name
  void settingOfChild(
      FixStep.DiagnosticSetting setting, String type, String name, Set<Integer> findings) {
    if (isRepeatedOutside(findings)) {
      return;
    }
    String last = type.substring(type.lastIndexOf('/') + 1);
    String child = newName(last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1));
    String version = declaration.statement().type().literalText();
    String text =
        """
        resource %s '%s@%s' existing = %s{
          parent: %s
          name: '%s'
        }%s

        %s\
        """
            .formatted(
                child,
                type,
                version == null ? "" : version.substring(version.indexOf('@') + 1),
                loop(),
                target(),
                BicepText.escaped(name),
                tail(),
                setting(setting, child + element(), newName("Logs"), findings));
    add(text, findings);
  }

  private String setting(
      FixStep.DiagnosticSetting setting, String target, String name, Set<Integer> findings) {
    String workspace = changes.symbol(file, "logAnalyticsWorkspaceId", findings);
    return """
    resource %s 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = %s{
      scope: %s
      name: 'logs'
      properties: {
        workspaceId: %s
        logs: [
          {
            categoryGroup: '%s'
            enabled: true
          }
        ]
      }
    }%s\
    """
        .formatted(name, head(), target, workspace, setting.categoryGroup(), tail());
  }

  /// Bicep refuses a resource inside a repeated one; nothing can be added for it.
  private boolean isRepeatedOutside(Set<Integer> findings) {
    boolean repeated = declaration.outer().stream().anyMatch(each -> each.loop() != null);
    if (repeated) {
      edits.note(
          findings,
          "add the resource for each element of the loop over `%s`"
              .formatted(declaration.symbol()));
    }
    return repeated;
  }

  /// What comes before the object of an added resource: the loop and the conditions of the declared
  /// one, so that expressions of the declared one mean the same.
  private String head() {
    StringBuilder conditions = new StringBuilder();
    for (BicepSource.Declaration outer : declaration.outer()) {
      and(conditions, outer.condition());
    }
    and(conditions, declaration.condition());
    return loop() + (conditions.isEmpty() ? "" : "if (" + conditions + ") ");
  }

  private String loop() {
    BicepExpression.For loop = declaration.loop();
    return loop == null
        ? ""
        : "[for (%s, %s) in %s: "
            .formatted(loop.item().text(), index(loop), file.ranges().iterated(loop));
  }

  private static String index(BicepExpression.For loop) {
    if (loop.index() != null) {
      return loop.index().text();
    }
    return loop.item().text().equals("i") ? "index" : "i";
  }

  private void and(StringBuilder conditions, BicepExpression.@Nullable If condition) {
    if (condition != null) {
      String text = file.ranges().condition(condition);
      conditions.append(conditions.isEmpty() ? text : " && (" + text + ")");
    }
  }

  private String tail() {
    return declaration.loop() == null ? "" : "]";
  }

  private String target() {
    return declaration.symbol() + element();
  }

  /// The index of the element in a repeated resource.
  private String element() {
    BicepExpression.For loop = declaration.loop();
    return loop == null ? "" : "[" + index(loop) + "]";
  }

  private String location() {
    if (declaration.body() != null) {
      for (BicepExpression.Entry entry : declaration.body().entries()) {
        if (entry instanceof BicepExpression.Property property
            && "location".equals(property.literalName())) {
          TextRange range = file.ranges().value(property);
          return file.source().slice(range.start(), range.end());
        }
      }
    }
    return file.declaresText("location") ? "location" : "resourceGroup().location";
  }

  /// The name of the resource with a word after it, which no other declaration of the file has.
  private String newName(String word) {
    StringBuilder words = new StringBuilder();
    for (String each : declaration.symbol().split("::", -1)) {
      words.append(
          words.isEmpty()
              ? each
              : each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1));
    }
    String base = words + word;
    String name = base;
    for (int i = 2; file.uses(name) > 0; i++) {
      name = base + i;
    }
    return name;
  }

  private void add(String text, Set<Integer> findings) {
    String end = file.source().lineEnd();
    String lines = text.replace("\n", end);
    int at = file.ranges().lineEndAfter(file.ranges().statement(declaration.top()));
    edits.add(findings, new TextEdit(file.name(), at, at, end + end + lines, lines));
    TextEdit blank = file.blankLineAfter(at);
    if (blank != null) {
      edits.add(findings, blank);
    }
  }
}
