package dev.redoubt.server.client;

import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Uses MLflow's unmodified Python clients of both major versions. They are configured by
/// environment variables; the programs are in `src/test/interop`.
@Tag("interop")
class PythonClientTest {

  @ParameterizedTest
  @CsvSource({"mlflow2,tracking", "mlflow3,tracking", "mlflow2,files", "mlflow3,files"})
  void worksUnchanged(String client, String program, @TempDir Path folder) throws Exception {
    Path python = InteropEnvironment.python(client);
    try (TestServer server = TestServer.start(folder)) {
      run(python, server, program, folder);
    }
  }

  @ParameterizedTest
  @CsvSource({"mlflow2,sklearn", "mlflow3,sklearn", "mlflow2,onnx", "mlflow3,onnx"})
  void savesAndLoadsModels(String client, String flavour, @TempDir Path folder) throws Exception {
    Path python = InteropEnvironment.python(client);
    try (TestServer server = TestServer.start(folder)) {
      run(python, server, "models", folder, flavour, "candidate");
    }
  }

  /// Behind a gate that lets everything through, which is another test's matter.
  @ParameterizedTest
  @CsvSource({"mlflow2", "mlflow3"})
  void clientLoadsProductionVersion(String client, @TempDir Path folder) throws Exception {
    Path python = InteropEnvironment.python(client);
    try (TestServer server = TestServer.ungated(folder)) {
      run(python, server, "models", folder, "sklearn", "prod");
    }
  }

  private static void run(
      Path python, TestServer server, String program, Path folder, String... arguments)
      throws Exception {
    server.introduce("alice", Persona.DATA_SCIENTIST, "default");
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(InteropEnvironment.script("client_" + program + ".py").toString());
    command.addAll(List.of(arguments));
    InteropEnvironment.succeed(
        folder.resolve("work"),
        command,
        Map.of(
            "MLFLOW_TRACKING_URI",
            server.address().toString(),
            "MLFLOW_TRACKING_TOKEN",
            "alice",
            "MLFLOW_DISABLE_TELEMETRY",
            "true",
            "GIT_PYTHON_REFRESH",
            "quiet"));
  }
}
