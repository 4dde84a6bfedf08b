package dev.redoubt.fixes.json;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.FixStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Adds resources for another one to its ARM template: its private endpoint, its diagnostic
/// setting.
///
/// @param around the objects around the resource, outermost first
record ArmAddedResources(
    JsonSource file,
    JsonSource.Node node,
    List<JsonSource.Node> around,
    Resource resource,
    ArmParameters parameters,
    EditCollector edits) {

  ArmAddedResources {
    around = List.copyOf(around);
  }

  void endpoint(FixStep.PrivateEndpoint endpoint, boolean dnsProvided, Set<Integer> findings) {
    ArmIdentity identity = ArmIdentity.of(file, node, around, resource);
    if (identity == null) {
      edits.note(findings, "add a private endpoint for the resource");
      return;
    }
    String subnet = parameter("privateEndpointSubnetId", findings);
    ArmResources added = new ArmResources(identity, "PrivateEndpoint");
    add(added.word(), added.endpoint(endpoint, subnet), findings);
    if (!dnsProvided) {
      String group = parameter("privateDnsZonesResourceGroupId", findings);
      ArmResources zones = new ArmResources(identity, "PrivateEndpointZones");
      add(zones.word(), zones.zoneGroup(endpoint, group), findings);
    }
  }

  void setting(FixStep.DiagnosticSetting setting, Set<Integer> findings) {
    ArmIdentity identity = ArmIdentity.of(file, node, around, resource);
    if (identity == null) {
      edits.note(findings, "add a diagnostic setting for the resource");
      return;
    }
    String workspace = parameter("logAnalyticsWorkspaceId", findings);
    ArmResources added = new ArmResources(identity, "Logs");
    add(added.word(), added.setting(setting, workspace), findings);
  }

  private String parameter(String name, Set<Integer> findings) {
    return "parameters('%s')".formatted(parameters.name(around, name, findings));
  }

  private void add(String word, String json, Set<Integer> findings) {
    JsonSource.Node template = ArmTemplates.declaring(around);
    List<JsonSource.Node> all = ArmTemplates.resources(template);
    JsonSource.Node resources = template.get("resources");
    if (resources == null || all.isEmpty()) {
      return;
    }
    JsonSource.Node last = all.getLast();
    String indentation = file.source().indentation(last.start());
    JsonText writer =
        new JsonText(name -> parameters.name(around, name, findings), file.source().lineEnd());
    String text = writer.value(parsed(json), indentation);
    if (!resources.isArray()) {
      text = JsonText.quoted(symbol(resources, word)) + ": " + text;
    }
    String before = "," + file.source().lineEnd() + indentation;
    String where = "resources of " + new ArmTemplates(file).templateName(template);
    edits.add(
        findings, new TextEdit(file.name(), last.end(), last.end(), before + text, text, where));
  }

  /// A symbolic name that the template does not have.
  private String symbol(JsonSource.Node resources, String word) {
    String own = ArmTemplates.symbol(node, around);
    String type = resource.type().toString();
    String last = type.substring(type.lastIndexOf('/') + 1);
    String base =
        own.isEmpty() ? last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1) : own;
    String name = base + word;
    for (int i = 2; resources.get(name) != null; i++) {
      name = base + word + i;
    }
    return name;
  }

  private static Value parsed(String json) {
    Value value =
        new JsonReader(new SourceFiles(), new ArrayList<>())
            .read(json.getBytes(StandardCharsets.UTF_8), "fix");
    if (value == null) {
      throw new IllegalStateException("not JSON: " + json);
    }
    return value;
  }
}
