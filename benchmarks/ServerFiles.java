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
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts a large file through a server and reads pieces of it: `java -cp JARS
/// benchmarks/ServerFiles.java FOLDER [ROUNDS [MEBIBYTES]]`, with the jars of `app/server` and what
/// it needs. FOLDER is on the disk that is meant.
///
/// The server runs in a JVM of its own with a heap of 256 MB; the client is on the same machine.
/// Beside that, in the same round, SHA-256 of as many bytes on one thread, and the disk alone,
/// written and flushed.
final class ServerFiles {

  private static final int MEBIBYTE = 1 << 20;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final int READS = 2000;
  private static final int PIECE = 4096;

  private ServerFiles() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      EmbeddedServer server =
          EmbeddedServer.start(ServerSettings.local(Path.of(args[1]), 0), TrustConfiguration.NONE);
      System.out.println(server.address());
      Thread.currentThread().join();
    }
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int size = args.length > 2 ? Integer.parseInt(args[2]) : 2048;
    Path folder = Files.createTempDirectory(Path.of(args[0]), "server-files");
    Process server = start(folder.resolve("data"));
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    try {
      URI address = URI.create(address(out));
      Thread.ofPlatform().daemon().start(() -> drain(out));
      measure(address, folder, rounds, size);
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

  private static Process start(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "benchmarks/ServerFiles.java",
            "serve",
            data.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
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

  private static void measure(URI address, Path folder, int rounds, int size) throws Exception {
    byte[] block = new byte[MEBIBYTE];
    new Random(1).nextBytes(block);
    String token =
        LocalIssuer.open(folder.resolve("data/issuer.jwk"))
            .issue(
                "alice",
                Principal.Kind.USER,
                List.of(Persona.DATA_SCIENTIST),
                List.of("default"),
                Instant.now(),
                Duration.ofHours(1));
    double[][] seconds = new double[3][rounds];
    try (Client client = new Client(address, token)) {
      String run = client.run();
      String file = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model.bin";
      for (int round = -1; round < rounds; round++) {
        // What is first takes turns: fresh blocks of a disk may be slower.
        double hashed = timed(() -> hash(block, size));
        double put = round % 2 == 0 ? timed(() -> client.put(file, block, size)) : 0;
        double written = timed(() -> write(folder.resolve("raw"), block, size));
        put += round % 2 == 0 ? 0 : timed(() -> client.put(file, block, size));
        Files.delete(folder.resolve("raw"));
        if (round >= 0) {
          seconds[0][round] = hashed;
          seconds[1][round] = written;
          seconds[2][round] = put;
        }
        System.out.printf(
            "round %d: SHA-256 %.2f s, disk %.2f s, put %.2f s%n", round, hashed, written, put);
      }
      String[] names = {"SHA-256 alone", "disk alone, flushed", "put through the server"};
      for (int i = 0; i < names.length; i++) {
        Arrays.sort(seconds[i]);
        System.out.printf(
            "%-24s s  min %.2f  median %.2f  max %.2f%n",
            names[i], seconds[i][0], seconds[i][rounds / 2], seconds[i][rounds - 1]);
      }
      double slower = Math.max(seconds[0][rounds / 2], seconds[1][rounds / 2]);
      System.out.printf(
          "median of put: %.2f x the slower of both%n", seconds[2][rounds / 2] / slower);
      reads(client, file, block, size);
    }
  }

  private static void reads(Client client, String file, byte[] block, int size) throws Exception {
    Random random = new Random(2);
    double[] micros = new double[READS];
    for (int i = -READS / 4; i < READS; i++) {
      long at = random.nextLong((long) size * MEBIBYTE - PIECE);
      long start = System.nanoTime();
      byte[] piece = client.read(file, at);
      double took = (System.nanoTime() - start) / 1e3;
      for (int k = 0; k < PIECE; k++) {
        if (piece[k] != block[(int) ((at + k) % MEBIBYTE)]) {
          throw new IOException("what is read is not what was put");
        }
      }
      if (i >= 0) {
        micros[i] = took;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "4 KiB at random, a request each: microseconds  median %.0f  99th of 100 %.0f%n",
        micros[READS / 2], micros[READS * 99 / 100]);
  }

  private interface Task {
    void run() throws Exception;
  }

  private static double timed(Task task) throws Exception {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void hash(byte[] block, int size) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < size; i++) {
      sha256.update(block);
    }
    if (sha256.digest()[0] == 0 && size == 0) {
      throw new IOException("nothing was hashed");
    }
  }

  private static void write(Path file, byte[] block, int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < size; i++) {
        ByteBuffer buffer = ByteBuffer.wrap(block);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      channel.force(true);
    }
  }

  /// One connection. As little as a client can be, so that the server gets the processor.
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String token;

    Client(URI address, String token) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      this.token = token;
    }

    private void head(String line, long length, String... more) throws IOException {
      String request =
          line
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Length: "
              + length
              + "\r\n"
              + String.join("", more)
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] answer() throws IOException {
      String status = line();
      int length = -1;
      for (String header = line(); !header.isEmpty(); header = line()) {
        Matcher matcher = LENGTH.matcher(header);
        length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : length;
      }
      byte[] body = in.readNBytes(length);
      if (!status.startsWith("HTTP/1.1 20")) {
        throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
      }
      return body;
    }

    String run() throws IOException {
      byte[] body = "{\"experiment_id\":\"0\"}".getBytes(StandardCharsets.US_ASCII);
      head("POST /api/2.0/mlflow/runs/create", body.length);
      socket.getOutputStream().write(body);
      String json = new String(answer(), StandardCharsets.UTF_8);
      Matcher matcher = Pattern.compile("\"run_id\": *\"([^\"]*)\"").matcher(json);
      if (!matcher.find()) {
        throw new IOException(json);
      }
      return matcher.group(1);
    }

    void put(String file, byte[] block, int size) throws IOException {
      head("PUT " + file, (long) size * block.length);
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < size; i++) {
        out.write(block);
      }
      answer();
    }

    byte[] read(String file, long at) throws IOException {
      head("GET " + file, 0, "Range: bytes=" + at + "-" + (at + PIECE - 1) + "\r\n");
      return answer();
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
