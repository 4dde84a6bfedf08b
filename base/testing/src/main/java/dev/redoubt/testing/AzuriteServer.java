package dev.redoubt.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Runs Azurite, Microsoft's emulator of Azure Storage, once for all tests of a JVM. If it is not
/// installed, tests are skipped with a message.
public final class AzuriteServer {

  private static final Pattern LISTENS =
      Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");

  private sealed interface Start {
    record Running(String connection) implements Start {}

    record Failed(String why) implements Start {}
  }

  /// Started when it is first asked for.
  private static final class Holder {
    static final Start START = start();
  }

  private AzuriteServer() {}

  /// The connection string of its account. Lets the test skip, and says why, where it does not run.
  public static String connection() {
    return switch (Holder.START) {
      case Start.Running(String connection) -> connection;
      case Start.Failed(String why) -> {
        String words = "skipped: Azurite does not run here: " + why;
        System.err.println(words);
        yield Assumptions.abort(words);
      }
    };
  }

  /// Where `build/interop.sh` puts it, or on the path.
  private static Optional<Path> program() {
    String root = System.getProperty("redoubt.root", ".");
    String interop = System.getProperty("redoubt.interop", root + "/target/interop");
    Stream<Path> prepared = Stream.of(Path.of(interop, "node", "node_modules", ".bin"));
    Stream<Path> path =
        Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1)).map(Path::of);
    return Stream.concat(prepared, path)
        .map(folder -> folder.resolve("azurite-blob"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Start start() {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return new Start.Failed(
          "there is no `azurite-blob` in -Dredoubt.interop=DIR, target/interop or on the path;"
              + " `build/interop.sh DIR` prepares it");
    }
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    String secret = Base64.getEncoder().encodeToString(key);
    try {
      return start(program.get(), secret);
    } catch (IOException failed) {
      return new Start.Failed(failed.toString());
    }
  }

  private static Start start(Path program, String secret) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--inMemoryPersistence",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent"));
    builder.environment().put("AZURITE_ACCOUNTS", "redoubt:" + secret);
    Process process = builder.redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    StringBuilder output = new StringBuilder();
    BufferedReader out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      output.append(line).append('\n');
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        return new Start.Running(
            "AccountName=redoubt;AccountKey="
                + secret
                + ";DefaultEndpointsProtocol=http;BlobEndpoint="
                + listens.group(1)
                + "/redoubt;");
      }
    }
    return new Start.Failed("it exited; output: " + output);
  }
}
