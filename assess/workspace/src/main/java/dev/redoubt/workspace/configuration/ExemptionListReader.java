package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.findings.Exemption;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedExemption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the section `exemptions`.
final class ExemptionListReader {

  /// What limits an exemption to some resources.
  private static final List<String> PLACES = List.of("resource", "symbol", "path");

  private final ResponsibilityReader reader;

  ExemptionListReader(ResponsibilityReader reader) {
    this.reader = reader;
  }

  List<ListedExemption> read(ConfigurationSection top) {
    List<ListedExemption> exemptions = new ArrayList<>();
    for (ConfigurationSection section : top.sections("exemptions")) {
      ListedExemption exemption = exemption(section);
      section.end();
      if (exemption != null) {
        exemptions.add(exemption);
      }
    }
    return exemptions;
  }

  private @Nullable ListedExemption exemption(ConfigurationSection section) {
    List<String> controls = section.texts("control");
    if (!section.has("control")) {
      section.addError("`control` is missing");
    } else if (controls.isEmpty()) {
      section.addError("control", "`control` must name at least one control");
    }
    String resource = section.text("resource").orElse(null);
    String symbol = section.text("symbol").orElse(null);
    String path = section.text("path").orElse(null);
    List<String> places = PLACES.stream().filter(section::has).toList();
    if (places.isEmpty()) {
      section.addError(
          "`resource`, `symbol` or `path` is missing; to exempt all resources, write `resource:"
              + " '*'`");
    }
    boolean isLimited =
        !places.isEmpty()
            && places.size() == Stream.of(resource, symbol, path).filter(Objects::nonNull).count();
    String owner = ResponsibilityReader.line(section, "owner");
    String reason = ResponsibilityReader.line(section, "reason");
    String ticket = section.text("ticket").orElse(null);
    LocalDate expires = ResponsibilityReader.expires(section);
    if (controls.isEmpty()
        || !isLimited
        || owner.isEmpty()
        || reason.isEmpty()
        || expires == null) {
      return null;
    }
    return new ListedExemption(
        controls,
        resource,
        symbol,
        path,
        new Exemption(owner, reason, ticket, expires, reader.origin(section)));
  }
}
