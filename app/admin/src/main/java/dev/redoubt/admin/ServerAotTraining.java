package dev.redoubt.admin;

import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Starts a server and sends the first requests of typical clients, so that the JVM can record the
/// AOT cache of `serve`, `token` and `access`. The launcher runs it after a build; it prints
/// nothing.
public final class ServerAotTraining {

  private static final Pattern ADDRESS = Pattern.compile("http://\\S+:\\d+");

  /// In milliseconds; the training is skipped if the server takes longer.
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Path folder;

  private ServerAotTraining(Path folder) {
    this.folder = folder;
  }

  /// Runs the training in a temporary folder. A failure only makes later starts slower.
  public static void main(String[] none) {
    LibraryLogging.on();
    try {
      Path folder = Files.createTempDirectory("redoubt-training");
      try {
        new ServerAotTraining(folder).serve();
      } finally {
        delete(folder);
      }
    } catch (IOException _) {
      // Without a temporary folder, there is no training.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() throws IOException, InterruptedException {
    StringWriter messages = new StringWriter();
    Terminal terminal = terminal(new PrintWriter(messages));
    Thread server =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  var _ =
                      new CommandLine(new ServeCommand(terminal))
                          .execute("--data-dir", folder.toString(), "--port", "0");
                });
    URI address = address(server, messages);
    if (address != null) {
      sendRequests(address, token());
      explain();
    }
    server.interrupt();
    server.join(TIMEOUT_MILLIS);
  }

  private static @Nullable URI address(Thread server, StringWriter messages)
      throws InterruptedException {
    for (long end = System.currentTimeMillis() + TIMEOUT_MILLIS;
        server.isAlive() && System.currentTimeMillis() < end;
        Thread.sleep(20)) {
      Matcher found = ADDRESS.matcher(messages.toString());
      if (found.find()) {
        return URI.create(found.group());
      }
    }
    return null;
  }

  private String token() {
    StringWriter token = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(token), new PrintWriter(Writer.nullWriter()), false, false, Map.of());
    var _ =
        new CommandLine(new TokenCommand(terminal))
            .execute("--data-dir", folder.toString(), "--as", "training", "--persona", "pipeline");
    return token.toString().strip();
  }

  private void explain() {
    var _ =
        AccessCommand.commandLine(terminal(new PrintWriter(Writer.nullWriter())))
            .execute(
                "explain",
                "data-scientist",
                "release",
                "model:default/production",
                "--data-dir",
                folder.toString());
  }

  private static void sendRequests(URI address, String token)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          new String[] {
            "/health", "/sign-in", "/", "/api/2.0/mlflow/experiments/get?experiment_id=0"
          }) {
        var _ = client.send(request(address, path, token).GET().build(), BodyHandlers.discarding());
      }
      var _ =
          client.send(
              request(address, "/api/2.0/mlflow/runs/create", token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"experiment_id\":\"0\"}"))
                  .build(),
              BodyHandlers.discarding());
    }
  }

  private static HttpRequest.Builder request(URI address, String path, String token) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static Terminal terminal(PrintWriter err) {
    return new Terminal(new PrintWriter(Writer.nullWriter()), err, false, false, Map.of());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
