import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets many clients use a server at once, beside what one can do: `java -cp JARS
/// benchmarks/ServerClients.java FOLDER [CLIENTS [SECONDS [ROUNDS]]]`, with the jars of
/// `app/server` and what it needs. FOLDER is on the disk that is meant.
///
/// The server runs in a JVM of its own with a heap of 256 MB and default limits. Each client has a
/// connection and a token of its own, and goes round: it creates a run, logs five metrics, searches
/// runs, puts a file of 4 KiB and reads it. It begins with the next request when the last is
/// answered. Prints requests a second, how long they took, what was not answered with 200, and the
/// peak of the server's memory. One client and many take turns.
final class ServerClients {

  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  private ServerClients() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      EmbeddedServer server =
          EmbeddedServer.start(ServerSettings.local(Path.of(args[1]), 0), TrustConfiguration.NONE);
      System.out.println(server.address());
      Thread.currentThread().join();
    }
    int clients = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    Path folder = Files.createTempDirectory(Path.of(args[0]), "server-clients");
    Process server = start(folder);
    // Not closed: whoever drains it holds it until the server ends.
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    try {
      URI address = URI.create(address(out));
      Thread.ofPlatform().daemon().start(() -> drain(out));
      measure("warm-up", address, folder, 20, 10);
      for (int i = 0; i < rounds; i++) {
        double one = measure("1 client", address, folder, 1, seconds / 2);
        double many = measure(clients + " clients", address, folder, clients, seconds);
        System.out.printf("  many are %.2f times as fast as one%n", many / one);
      }
      Path status = Path.of("/proc", Long.toString(server.pid()), "status");
      if (Files.exists(status)) {
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .forEach(System.out::println);
      }
    } finally {
      server.destroyForcibly().waitFor();
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "benchmarks/ServerClients.java",
            "serve",
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String address(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("http://")) {
        return line;
      }
    }
    throw new IOException("the server did not start");
  }

  /// A server whose log nobody reads would wait for its reader.
  private static void drain(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      return;
    }
  }

  private static double measure(String name, URI address, Path folder, int clients, int seconds)
      throws Exception {
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    for (int i = 0; i < clients; i++) {
      String who = "client" + i;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Client client = new Client(address, token(folder, who), nanos)) {
                      client.run(who + "-" + start, end);
                    } catch (IOException | RuntimeException failed) {
                      failures.add(String.valueOf(failed));
                    }
                  }));
    }
    for (Thread each : threads) {
      each.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
    double rate = sorted.length / took;
    System.out.printf(
        "%s: %d requests in %.1f s, %.0f a second; median %.1f ms, 99th of 100 %.0f ms, longest"
            + " %.0f ms; %d clients failed%n",
        name,
        sorted.length,
        took,
        rate,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        failures.size());
    failures.stream().distinct().limit(3).forEach(System.out::println);
    return rate;
  }

  private static String token(Path folder, String who) throws IOException {
    return LocalIssuer.open(folder.resolve("issuer.jwk"))
        .issue(
            who,
            Principal.Kind.USER,
            List.of(Persona.DATA_SCIENTIST),
            List.of("default"),
            Instant.now(),
            Duration.ofHours(1));
  }

  /// One connection. As little as a client can be, so that the server gets the processor.
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String token;
    private final Queue<Long> nanos;

    Client(URI address, String token, Queue<Long> nanos) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(120_000);
      in = new BufferedInputStream(socket.getInputStream());
      this.token = token;
      this.nanos = nanos;
    }

    void run(String name, long end) throws IOException {
      String experiment =
          field(post("experiments/create", "{\"name\":\"" + name + "\"}"), "experiment_id");
      String file = "0123456789abcdef".repeat(256);
      while (System.nanoTime() < end) {
        String run =
            post("runs/create", "{\"experiment_id\":\"" + experiment + "\",\"start_time\":1}");
        String id = field(run, "run_id");
        String root = field(run, "artifact_uri").substring("mlflow-artifacts:/".length());
        for (int step = 0; step < 5; step++) {
          post(
              "runs/log-metric",
              "{\"run_id\":\"%s\",\"key\":\"loss\",\"value\":0.5,\"timestamp\":%d,\"step\":%d}"
                  .formatted(id, step, step));
        }
        post(
            "runs/search",
            "{\"experiment_ids\":[\""
                + experiment
                + "\"],\"max_results\":5,\"filter\":\"metrics.loss < 1\"}");
        send("PUT", FILES + root + "/file.txt", file);
        if (!send("GET", FILES + root + "/file.txt", "").equals(file)) {
          throw new IOException("a file is not what was put");
        }
      }
    }

    private static String field(String json, String name) throws IOException {
      Matcher matcher = Pattern.compile("\"" + name + "\": *\"([^\"]*)\"").matcher(json);
      if (!matcher.find()) {
        throw new IOException("no `" + name + "` in " + json);
      }
      return matcher.group(1);
    }

    private String post(String what, String json) throws IOException {
      return send("POST", API + what, json);
    }

    private String send(String method, String path, String body) throws IOException {
      long start = System.nanoTime();
      String request =
          "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(method, path, token, body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String status = line();
      int length = -1;
      for (String header = line(); !header.isEmpty(); header = line()) {
        Matcher matcher = LENGTH.matcher(header);
        length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : length;
      }
      String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      nanos.add(System.nanoTime() - start);
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException(
            method + " " + path.replaceAll("[0-9a-f]{32}", "x") + ": " + status + " " + answer);
      }
      return answer;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int each = in.read(); each != '\n'; each = in.read()) {
        if (each < 0) {
          throw new IOException("the connection was closed");
        }
        if (each != '\r') {
          line.append((char) each);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
