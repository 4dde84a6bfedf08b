package dev.redoubt.engine;

import dev.redoubt.controls.ComplianceFrameworks;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import dev.redoubt.findings.detail.ProvisionStatement;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedStatement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The statements of `redoubt.yaml` about provisions of compliance frameworks. They are unsigned:
/// claims of their owners.
public final class ProvisionStatements {

  private final List<ProvisionStatement> statements = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final LocalDate today;

  /// @param frameworks the frameworks that statements may be about
  /// @param today decides whether a statement has expired
  public ProvisionStatements(
      WorkspaceConfiguration configuration,
      List<FrameworkDescription> frameworks,
      LocalDate today) {
    this.today = today;
    configuration.statements().forEach(statement -> add(statement, frameworks));
  }

  private void add(ListedStatement statement, List<FrameworkDescription> frameworks) {
    FrameworkDescription framework =
        frameworks.stream()
            .filter(each -> each.id().equals(statement.framework()))
            .findFirst()
            .orElse(null);
    if (framework == null) {
      problems.add(
          Problem.error(
              "no framework is called `%s`; there are: %s"
                  .formatted(
                      statement.framework(),
                      String.join(", ", ComplianceFrameworks.NAMES.keySet())),
              statement.origin()));
      return;
    }
    for (String provision : statement.provisions()) {
      if (framework.provisions().stream().map(Provision::id).noneMatch(provision::equals)) {
        problems.add(
            Problem.error(
                "`%s` is no provision of the mapping for %s; write it as the HTML report does, such as `%s`"
                    .formatted(provision, framework.name(), framework.provisions().getFirst().id()),
                statement.origin()));
      } else {
        statements.add(
            new ProvisionStatement(
                framework.id(),
                provision,
                statement.text(),
                statement.owner(),
                statement.expires(),
                null,
                statement.origin()));
      }
    }
    if (statement.expires().isBefore(today)) {
      problems.add(
          Problem.warning(
              "the statement of %s about %s has expired on %s"
                  .formatted(
                      statement.owner(),
                      String.join(", ", statement.provisions()),
                      statement.expires()),
              statement.origin()));
    }
  }

  /// The statements, also those that have expired, in the order of the configuration.
  public List<ProvisionStatement> list() {
    return List.copyOf(statements);
  }

  /// Statements about nothing that exists, and expired ones.
  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
