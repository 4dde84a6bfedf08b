package dev.redoubt.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs MLflow's own REST tests, each against an empty server. Expected failures are listed in
/// `redoubt_servers.py` with their reasons; no others may fail, and those must.
///
/// `-Dredoubt.corpus` names a folder with MLflow's repository at a commit of version 2 in
/// `mlflow-2` and of version 3 in `mlflow-3`.
@Tag("corpus")
class MlflowTestsTest {

  private static final List<String> FILES =
      List.of(
          "tests/tracking/test_rest_tracking.py",
          "tests/tracking/test_model_registry.py",
          "tests/tracking/test_mlflow_artifacts.py");

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void pass_butForThoseExplained(String version, @TempDir Path folder) throws Exception {
    Path python = InteropEnvironment.python("mlflow" + version);
    Path theirs =
        Path.of(System.getProperty("redoubt.corpus", ""), "mlflow-" + version).toAbsolutePath();
    for (String file : FILES) {
      if (!Files.exists(theirs.resolve(file))) {
        Assumptions.abort("`%s` is not there".formatted(theirs.resolve(file)));
      }
    }
    try (EmptyServers servers = new EmptyServers(folder)) {
      Path work = folder.resolve("work");
      InteropEnvironment.succeed(
          work, command(python, theirs), environment(python, theirs, servers));
      System.out.println(
          "%s; %d servers, started in %d ms each"
              .formatted(
                  last(InteropEnvironment.said(work)), servers.started(), servers.milliseconds()));
      assertThat(servers.started()).isPositive();
      assertThat(servers.milliseconds()).isLessThan(1_000);
    }
  }

  private static String last(String said) {
    return said.strip().lines().toList().getLast();
  }

  /// Without the settings of their repository, which are for plugins that this does not need.
  private static List<String> command(Path python, Path theirs) {
    return List.of(
        "/bin/sh",
        "-c",
        "cd '%s' && exec '%s' -m pytest -c /dev/null --rootdir=. -p redoubt_servers -p no:cacheprovider -q --no-header -W ignore --tb=short %s"
            .formatted(theirs, python, String.join(" ", FILES)));
  }

  private static Map<String, String> environment(Path python, Path theirs, EmptyServers servers) {
    return Map.of(
        "REDOUBT_LAUNCHER",
        servers.address().toString(),
        "PYTHONPATH",
        InteropEnvironment.script("redoubt_servers.py").getParent() + ":" + theirs,
        "PYTHONDONTWRITEBYTECODE",
        "1",
        "PATH",
        python.getParent() + ":" + System.getenv("PATH"),
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES",
        "1",
        "MLFLOW_DISABLE_TELEMETRY",
        "true");
  }
}
