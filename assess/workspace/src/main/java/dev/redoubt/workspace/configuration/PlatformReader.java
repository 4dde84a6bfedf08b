package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.DeclaredFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the section `platform`: what the platform provides and no template shows, each with what
/// it provides, an owner and a last day.
final class PlatformReader {

  /// The effects of Azure Policy.
  private static final List<String> EFFECTS =
      List.of(
          "Append",
          "Audit",
          "AuditIfNotExists",
          "Deny",
          "DenyAction",
          "DeployIfNotExists",
          "Disabled",
          "Modify");

  /// The plans of Microsoft Defender for Cloud. Source: "Pricings", REST API of Microsoft.Security,
  /// 2024-01-01, and the plans that the portal shows, 2026.
  private static final List<String> PLANS =
      List.of(
          "AI",
          "Api",
          "AppServices",
          "Arm",
          "CloudPosture",
          "ContainerRegistry",
          "Containers",
          "CosmosDbs",
          "Discovery",
          "Dns",
          "FoundationalCspm",
          "KeyVaults",
          "KubernetesService",
          "OpenSourceRelationalDatabases",
          "SqlServerVirtualMachines",
          "SqlServers",
          "StorageAccounts",
          "VirtualMachines");

  private final ResponsibilityReader reader;
  private final List<DeclaredFact> facts = new ArrayList<>();

  PlatformReader(ResponsibilityReader reader) {
    this.reader = reader;
  }

  List<DeclaredFact> read(ConfigurationSection top) {
    top.section("platform").ifPresent(this::platform);
    return facts;
  }

  private void platform(ConfigurationSection platform) {
    platform
        .section("shape")
        .ifPresent(
            section -> {
              add("shape", section, List.of(), null);
              section.end();
            });
    for (ConfigurationSection each : platform.sections("dns")) {
      add("dns", each, each.textsOrNone("zones"), null);
      each.end();
    }
    for (ConfigurationSection each : platform.sections("roles")) {
      add("roles", each, each.textsOrNone("principals"), null);
      each.end();
    }
    for (ConfigurationSection each : platform.sections("policies")) {
      String assignment = each.required("assignment");
      if (!each.has("effect")) {
        each.addError("`effect` is missing");
      }
      String effect =
          each.word(
                  "effect",
                  word -> EFFECTS.contains(word) ? Optional.of(word) : Optional.empty(),
                  EFFECTS)
              .orElse("");
      add(
          "policies",
          each,
          assignment.isEmpty() || effect.isEmpty() ? null : List.of(assignment),
          effect);
      each.end();
    }
    listed(platform, "diagnostics", "resourceTypes");
    listed(platform, "defenderPlans", "plans");
    platform.end();
  }

  private void listed(ConfigurationSection platform, String kind, String setting) {
    for (ConfigurationSection each : platform.sections(kind)) {
      @Nullable List<String> names = null;
      if (each.has(setting)) {
        names = each.texts(setting);
        if (names.isEmpty()) {
          each.addError(setting, "`" + setting + "` must list at least one");
          names = null;
        }
      } else {
        each.addError("`" + setting + "` is missing");
      }
      if (names != null && setting.equals("resourceTypes")) {
        for (String name : names) {
          if (!name.matches("[A-Za-z][A-Za-z0-9.]*(/[A-Za-z0-9]+)+")) {
            each.addError(
                setting,
                "`"
                    + name
                    + "` is not a resource type; write one such as `Microsoft.KeyVault/vaults`");
            names = null;
            break;
          }
        }
      }
      if (names != null && setting.equals("plans")) {
        List<String> known =
            each.words(
                setting,
                word -> PLANS.contains(word) ? Optional.of(word) : Optional.empty(),
                PLANS);
        names = known.size() == names.size() ? names : null;
      }
      add(kind, each, names, null);
      each.end();
    }
  }

  private void add(
      String kind,
      ConfigurationSection section,
      @Nullable List<String> names,
      @Nullable String effect) {
    String text = ResponsibilityReader.line(section, "provides");
    String owner = ResponsibilityReader.line(section, "owner");
    LocalDate expires = ResponsibilityReader.expires(section);
    if (!text.isEmpty() && !owner.isEmpty() && expires != null && names != null) {
      facts.add(
          new DeclaredFact(
              new PlatformFact(kind, text, owner, expires, reader.origin(section)), names, effect));
    }
  }
}
