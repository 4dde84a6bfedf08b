package dev.redoubt.workspace.configuration;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The fuzz target of `redoubt.yaml`, with its invariants: no exception, each problem is an error
/// with a readable message, and what is read is complete.
final class ConfigurationFuzzTarget {

  /// A folder that does not exist, so that no file of the machine is read.
  private static final Path FOLDER = Path.of("/nonexistent-redoubt-fuzz").toAbsolutePath();

  private ConfigurationFuzzTarget() {}

  static void read(byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    WorkspaceConfiguration read =
        new WorkspaceConfigurationReader(new SourceFiles(), problems)
            .read(
                new String(bytes, StandardCharsets.UTF_8), "redoubt.yaml", FOLDER, List.of(FOLDER));
    for (Problem each : problems) {
      require(each.severity() == Problem.Severity.ERROR, "an error for: " + each.message());
      require(each.message().chars().noneMatch(c -> c < ' '), "a readable message");
    }
    read.exemptions()
        .forEach(
            each -> {
              require(each.resource() != null || each.path() != null, "a limit of an exemption");
              require(!each.controls().isEmpty(), "a control of an exemption");
              require(!each.exemption().owner().isBlank(), "an owner of an exemption");
              require(each.exemption().origin().line() >= 1, "a line of an exemption");
            });
    read.platform().forEach(each -> require(!each.fact().owner().isBlank(), "an owner of a fact"));
    require(read.policies().isEmpty() && read.modulePath().isEmpty(), "no folder");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
