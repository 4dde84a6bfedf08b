package dev.redoubt.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A CI step: `gate.js`, run by Node.js as the runner would.
final class GateStep {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /// Who runs it.
  enum Runner {
    /// GitHub Actions.
    GITHUB("::add-mask::"),
    /// Azure Pipelines.
    AZURE("##vso[task.setsecret]");

    private final String mask;

    Runner(String mask) {
      this.mask = mask;
    }
  }

  /// How it ended.
  ///
  /// @param log what it said, without what it asks the runner to hide
  /// @param hidden what it asks the runner to hide
  /// @param outputs as the runner takes them, one a line
  record Ended(int code, String log, List<String> hidden, String outputs, String summary) {}

  private final Runner runner;
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> options = new ArrayList<>();

  /// A step without inputs.
  ///
  /// @param folder for the files that it writes to
  GateStep(Runner runner, Path folder) {
    this.runner = runner;
    this.folder = folder;
    if (runner == Runner.GITHUB) {
      environment.put("GITHUB_ACTIONS", "true");
      environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
      environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
    }
  }

  /// Gives it an input, as its runner does.
  GateStep input(String name, String value) {
    environment.put("INPUT_" + name.toUpperCase(Locale.ROOT), value);
    return this;
  }

  /// Gives it a variable of its environment.
  GateStep variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Lets it ask a service for its token.
  GateStep identity(TokenService service) {
    return runner == Runner.GITHUB
        ? variable("ACTIONS_ID_TOKEN_REQUEST_URL", service.address())
            .variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN", TokenService.JOB_SECRET)
        : variable("SYSTEM_OIDCREQUESTURI", service.address().replaceAll("\\?.*", ""))
            .variable("SYSTEM_ACCESSTOKEN", TokenService.JOB_SECRET)
            .input("serviceConnection", "connection-1");
  }

  /// Lets its clock run faster. How long it sleeps stays as it is.
  GateStep faster(int times) throws IOException {
    Path clock =
        Files.writeString(
            folder.resolve("clock.js"),
            "const now = Date.now, start = now(); Date.now = () => start + (now() - start) * "
                + times);
    options.addAll(List.of("--require", clock.toString()));
    return this;
  }

  /// Starts it.
  Process start() throws IOException {
    for (String each : List.of("output", "summary")) {
      Files.writeString(folder.resolve(each), "");
    }
    List<String> command = new ArrayList<>(List.of(node().toString()));
    command.addAll(options);
    command.add(GateIntegrationFiles.file("gate.js").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(INPUT|GITHUB|ACTIONS|SYSTEM|ENDPOINT|NODE)_.*"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// What it has said so far.
  String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  /// Runs it to its end. That it keeps secrets to itself is asked each time.
  Ended run() throws IOException, InterruptedException {
    return end(start());
  }

  /// Waits for the end of one that was started.
  Ended end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + said());
    }
    List<String> hidden = new ArrayList<>();
    List<String> log = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    for (String line : said().lines().toList()) {
      if (line.startsWith(runner.mask)) {
        hidden.add(line.substring(runner.mask.length()));
      } else if (line.startsWith("##vso[task.setvariable ")) {
        outputs.add(line);
      } else {
        log.add(line);
      }
    }
    String written = Files.readString(folder.resolve("output"));
    String summary = Files.readString(folder.resolve("summary"));
    Ended ended =
        new Ended(
            process.exitValue(),
            String.join("\n", log),
            hidden,
            written + String.join("\n", outputs),
            summary);
    Stream.concat(hidden.stream(), Stream.of(TokenService.JOB_SECRET))
        .forEach(secret -> assertThat(ended.log + ended.outputs + summary).doesNotContain(secret));
    return ended;
  }

  /// Node.js, from the path or from what `build/interop.sh` has prepared; the test skips, and says
  /// so, where it is not there.
  private static Path node() {
    String prepared = System.getProperty("redoubt.interop", "");
    Stream<Path> folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(each -> !each.isEmpty())
            .map(Path::of);
    Stream<Path> more =
        prepared.isEmpty() ? Stream.empty() : Stream.of(Path.of(prepared, "node", "bin"));
    return Stream.concat(folders, more)
        .map(each -> each.resolve("node"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(
            () ->
                Assumptions.abort(
                    "Node.js is not there, neither on the path nor in `node/bin` of"
                        + " `redoubt.interop`"));
  }
}
