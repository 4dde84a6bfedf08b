package dev.redoubt.server.client;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers files with MLflow's Java client, which delegates this to MLflow's Python client. The
/// client is configured by environment variables, so it runs in its own process.
@Tag("interop")
class JavaClientFilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"mlflow2", "mlflow3"})
  void putsListsAndGetsFiles(String python, @TempDir Path folder) throws Exception {
    String executable = InteropEnvironment.python(python).toString();
    try (TestServer server =
        TestServer.start(folder).introduce("alice", Persona.DATA_SCIENTIST, "default")) {
      Path work = folder.resolve("work");
      InteropEnvironment.succeed(
          work,
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              JavaClientFiles.class.getName(),
              work.toString()),
          Map.of(
              "MLFLOW_TRACKING_URI",
              server.address().toString(),
              "MLFLOW_TRACKING_TOKEN",
              "alice",
              "MLFLOW_PYTHON_EXECUTABLE",
              executable));
    }
  }
}
