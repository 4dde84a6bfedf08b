package dev.redoubt.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The environment that `build/interop.sh` has prepared.
final class InteropEnvironment {

  /// Loading models takes them a while, more so beside other tests.
  private static final long MINUTES = 15;

  private InteropEnvironment() {}

  /// The Python that has a client; the test skips, and says so, where it is not there.
  ///
  /// @param client `mlflow2` or `mlflow3`
  static Path python(String client) {
    Path python = Path.of(System.getProperty("redoubt.interop", ""), client, "bin", "python");
    if (!Files.isExecutable(python)) {
      Assumptions.abort("`%s` is not there; `build/interop.sh` prepares it".formatted(client));
    }
    return python.toAbsolutePath();
  }

  /// A file beside the tests that others run.
  static Path script(String name) {
    return Path.of(System.getProperty("redoubt.root"), "app/server/src/test/interop", name);
  }

  /// Runs a program to its end.
  ///
  /// @param environment more than this process has
  /// @return its exit code, and all that it said in `folder/said`
  static int run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + said(folder));
    }
    return process.exitValue();
  }

  /// What the last program in a folder said.
  static String said(Path folder) throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  /// Runs a program that has to succeed.
  static void succeed(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    int code = run(folder, command, environment);
    assertThat(code).as(said(folder)).isZero();
  }
}
