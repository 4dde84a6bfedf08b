package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Severity;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityEnd;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.SeverityOverride;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.TagSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the settings of controls: `tags`, `allowedRegions`, `severity`.
final class ControlSettingsReader {

  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::word).toList();

  private final ResponsibilityReader reader;

  ControlSettingsReader(ResponsibilityReader reader) {
    this.reader = reader;
  }

  TagSettings tags(ConfigurationSection top) {
    ConfigurationSection tags = top.section("tags").orElse(null);
    if (tags == null) {
      return TagSettings.NONE;
    }
    List<String> required = tags.texts("required");
    if (tags.has("required") && required.isEmpty()) {
      tags.addError(
          "required", "`required` must name at least one tag; use `--skip required-tags` for none");
    }
    checkNames(tags, "required", required);
    @Nullable String name = null;
    List<String> values = List.of();
    @Nullable List<String> sensitive = null;
    @Nullable List<String> highly = null;
    Origin origin = reader.origin(top, "tags");
    ConfigurationSection classification = tags.section("classification").orElse(null);
    if (classification != null) {
      origin = reader.origin(tags, "classification");
      name = classification.required("name");
      checkNames(classification, "name", name.isEmpty() ? List.of() : List.of(name));
      values = classification.texts("values");
      sensitive = values(classification, "sensitive", values);
      highly = values(classification, "highlySensitive", values);
      classification.end();
    }
    tags.end();
    return new TagSettings(
        required, name == null || name.isEmpty() ? null : name, values, sensitive, highly, origin);
  }

  /// Some of the values that the tag may have; null if they are not given.
  private static @Nullable List<String> values(
      ConfigurationSection classification, String setting, List<String> allowed) {
    if (!classification.has(setting)) {
      return null;
    }
    List<String> values = classification.texts(setting);
    for (String value : values) {
      if (!allowed.isEmpty() && !allowed.contains(value)) {
        classification.addError(setting, "`" + value + "` is not one of `values`");
      }
    }
    return values;
  }

  /// Azure does not accept these characters in names of tags. Source: "Use tags to organize your
  /// Azure resources: limitations", Microsoft Learn, 2026. The quote and brackets are not among
  /// them there, but a policy cannot name such a tag.
  private static void checkNames(ConfigurationSection section, String setting, List<String> names) {
    for (String name : names) {
      if (!name.matches("[^<>%&\\\\?/'\\[\\]]{1,512}")) {
        section.addError(setting, "`" + name + "` is not a valid name of a tag");
      }
    }
  }

  List<String> regions(ConfigurationSection top) {
    List<String> regions = top.texts("allowedRegions");
    if (top.has("allowedRegions") && regions.isEmpty()) {
      top.addError("allowedRegions", "`allowedRegions` must name at least one region");
    }
    for (String region : regions) {
      if (!region.matches("[a-z0-9]+")) {
        top.addError(
            "allowedRegions",
            "`" + region + "` is not the name of a region; write one such as `westeurope`");
      }
    }
    return regions;
  }

  List<SeverityOverride> severities(ConfigurationSection top) {
    ConfigurationSection section = top.section("severity").orElse(null);
    if (section == null) {
      return List.of();
    }
    List<SeverityOverride> overrides = new ArrayList<>();
    for (String control : section.names()) {
      ConfigurationSection whole = section.optionalSection(control).orElse(null);
      SeverityOverride override =
          whole == null
              ? word(section, control)
                  .map(
                      to ->
                          new SeverityOverride(control, to, null, reader.origin(section, control)))
                  .orElse(null)
              : override(control, whole, reader.origin(section, control));
      if (override != null) {
        overrides.add(override);
      }
    }
    return overrides;
  }

  /// The form with an owner, a reason and a last day.
  private static @Nullable SeverityOverride override(
      String control, ConfigurationSection section, Origin origin) {
    if (!section.has("to")) {
      section.addError("`to` is missing");
    }
    Severity to = word(section, "to").orElse(null);
    String owner = ResponsibilityReader.line(section, "owner");
    String reason = ResponsibilityReader.line(section, "reason");
    LocalDate expires = ResponsibilityReader.expires(section);
    section.end();
    return to == null || owner.isEmpty() || reason.isEmpty() || expires == null
        ? null
        : new SeverityOverride(control, to, new SeverityEnd(owner, reason, expires), origin);
  }

  private static Optional<Severity> word(ConfigurationSection section, String setting) {
    return section.word(setting, ControlSettingsReader::severity, SEVERITIES);
  }

  private static Optional<Severity> severity(String word) {
    return Arrays.stream(Severity.values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
