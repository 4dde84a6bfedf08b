package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `redoubt serve` as a separate process, from start to shutdown by a signal.
class ServeProcessTest {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  private Path err(int which) {
    return folder.resolve("err" + which);
  }

  private Process serve(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), AdminMain.class.getName()));
    command.addAll(List.of("serve", "--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out" + started.size()).toFile())
            .redirectError(err(started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  private URI address(Process process) throws IOException, InterruptedException {
    Path err = err(started.indexOf(process));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      String said = Files.readString(err);
      Matcher found = ADDRESS.matcher(said);
      if (found.find() && said.contains("stop it with")) {
        return URI.create(found.group());
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it does not answer: " + Files.readString(err));
  }

  private static String run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    assertThat(AdminMain.run(terminal, arguments)).as("%s", err).isZero();
    return out.toString().strip();
  }

  private String token(String... more) {
    String[] call = {"token", "--data-dir", folder.resolve("data").toString(), "--as"};
    return run(Map.of(), Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder asked(URI address, String path, String token) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static void terminated(Process process, int code) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  @Test
  void serverAcceptsTokensPersistsDataAndStopsGracefully()
      throws IOException, InterruptedException {
    Process first = serve("--port", "0");
    URI address = address(first);
    String token = token("alice", "--persona", "data-scientist");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> made =
          send(
              client,
              asked(address, "/api/2.0/mlflow/experiments/create", token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"name\":\"kept\"}")));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
      String path = "/api/2.0/mlflow/experiments/get-by-name?experiment_name=kept";
      assertThat(send(client, HttpRequest.newBuilder(address.resolve(path))).statusCode())
          .isEqualTo(401);
      first.destroy();
      terminated(first, 0);

      Process second = serve("--port", "0");
      URI again = address(second);
      assertThat(send(client, asked(again, path, token)).statusCode()).isEqualTo(200);
      revoked(again, token);
      assertThat(send(client, asked(again, path, token)).statusCode()).isEqualTo(401);
      second.destroy();
      terminated(second, 0);
    }
    assertThat(Files.readString(folder.resolve("out0"))).isEmpty();
    assertThat(Files.readString(err(0)))
        .contains("redoubt token --data-dir " + folder.resolve("data"))
        .contains("export MLFLOW_TRACKING_URI=" + address)
        .contains("stopping")
        .endsWith("redoubt: stopped\n")
        .doesNotContain("SLF4J", "DEBUG", "WARNING");
    assertThat(run(Map.of(), "ledger", "list", folder.resolve("data/ledger").toString()))
        .contains("identity.revoked");
  }

  private void revoked(URI address, String token) {
    String payload = token.split("\\.", -1)[1];
    String issuer =
        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
            .replaceFirst(".*\"iss\":\"([^\"]+)\".*", "$1");
    Map<String, String> environment =
        Map.of(
            "REDOUBT_SERVER",
            address.toString(),
            "REDOUBT_TOKEN",
            token("root", "--persona", "administrator"));
    String said =
        run(environment, "access", "revoke", issuer + "#alice", "--reason", "a test says so");
    assertThat(said).contains("#alice are only accepted if issued at or after");
  }

  @Test
  void inFlightRequestCompletesOnShutdown() throws IOException, InterruptedException {
    Process process = serve("--port", "0");
    URI address = address(process);
    String token = token("alice", "--persona", "data-scientist");
    String body = "{\"name\":\"in time\"}";
    String head =
        """
        POST /api/2.0/mlflow/experiments/create HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d
        Expect: 100-continue
        Connection: close

        """
            .formatted(token, body.length())
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String goOn = "HTTP/1.1 100 \r\n\r\n";
      assertThat(in.readNBytes(goOn.length())).asString().isEqualTo(goOn);
      out.write(body.substring(0, 5).getBytes(StandardCharsets.US_ASCII));
      process.destroy();
      awaitNoMoreConnections(address);
      assertThat(process.isAlive()).isTrue();
      out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("experiment_id");
    }
    terminated(process, 0);
  }

  /// Returns when a stopping server accepts no more connections.
  private static void awaitNoMoreConnections(URI address) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        Thread.sleep(10);
      } catch (ConnectException refused) {
        return;
      }
    }
    throw new AssertionError("it still takes connections");
  }

  @Test
  void secondServerWithTheSameFolderOrPortDoesNotStart() throws IOException, InterruptedException {
    Process first = serve("--port", "0");
    address(first);
    Process second = serve("--port", "0");
    terminated(second, 2);
    assertThat(Files.readString(err(1))).contains("is in use by another server");
    first.destroy();
    terminated(first, 0);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process third = serve("--port", Integer.toString(taken.getLocalPort()));
      terminated(third, 2);
      assertThat(Files.readString(err(2)))
          .startsWith("redoubt: port " + taken.getLocalPort() + " is already in use")
          .hasLineCount(1);
    }
  }
}
