package dev.redoubt.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// Microsoft's emulator of Azure Storage, as `build/interop.sh` prepares it.
///
/// @param connection the connection string of its account
record Azurite(Process process, String connection) implements AutoCloseable {

  private static final Pattern LISTENS =
      Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");

  /// Starts one, or lets the test skip and say why.
  static Azurite start() throws IOException {
    Path program =
        Path.of(
            System.getProperty(
                "redoubt.interop", System.getProperty("redoubt.root", ".") + "/target/interop"),
            "node/node_modules/.bin/azurite-blob");
    if (!Files.isExecutable(program)) {
      String words =
          "skipped: there is no `azurite-blob` in -Dredoubt.interop=DIR; `build/interop.sh DIR`"
              + " prepares it";
      System.err.println(words);
      return Assumptions.abort(words);
    }
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    String secret = Base64.getEncoder().encodeToString(key);
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            "0",
            "--inMemoryPersistence",
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent");
    builder.environment().put("AZURITE_ACCOUNTS", "redoubt:" + secret);
    Process process = builder.redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        return new Azurite(
            process,
            "AccountName=redoubt;AccountKey="
                + secret
                + ";DefaultEndpointsProtocol=http;BlobEndpoint="
                + listens.group(1)
                + "/redoubt;");
      }
    }
    throw new IOException("Azurite does not listen");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
