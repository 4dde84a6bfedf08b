package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedStatement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the section `statements`: what persons state about provisions of compliance frameworks.
final class StatementListReader {

  private final ResponsibilityReader reader;

  StatementListReader(ResponsibilityReader reader) {
    this.reader = reader;
  }

  List<ListedStatement> read(ConfigurationSection top) {
    List<ListedStatement> statements = new ArrayList<>();
    for (ConfigurationSection section : top.sections("statements")) {
      ListedStatement statement = statement(section);
      section.end();
      if (statement != null) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private @Nullable ListedStatement statement(ConfigurationSection section) {
    String framework = ResponsibilityReader.line(section, "framework");
    List<String> provisions = section.texts("provisions");
    if (!section.has("provisions")) {
      section.addError("`provisions` is missing");
    } else if (provisions.isEmpty()) {
      section.addError("provisions", "`provisions` must name at least one provision");
    }
    String text = ResponsibilityReader.line(section, "states");
    String owner = ResponsibilityReader.line(section, "owner");
    LocalDate expires = ResponsibilityReader.expires(section);
    return framework.isEmpty()
            || provisions.isEmpty()
            || text.isEmpty()
            || owner.isEmpty()
            || expires == null
        ? null
        : new ListedStatement(framework, provisions, text, owner, expires, reader.origin(section));
  }
}
