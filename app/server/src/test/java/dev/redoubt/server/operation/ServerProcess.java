package dev.redoubt.server.operation;

import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server in its own process, which can be killed.
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final URI address;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Starts one; returns when it answers.
  static ServerProcess start(Path data, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerProcess.class.getName(), data.toString()));
    Process process = new ProcessBuilder(command).start();
    // To where the output of the test goes: a stream that is inherited would go past it.
    Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(System.err::println));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("http://")) {
        return new ServerProcess(process, URI.create(line));
      }
      System.err.println(line);
    }
    throw new IOException("the server did not start");
  }

  /// Runs in that process, until it is killed.
  public static void main(String[] arguments) throws Exception {
    EmbeddedServer server =
        EmbeddedServer.start(
            ServerSettings.local(Path.of(arguments[0]), 0), TrustConfiguration.NONE);
    System.out.println(server.address());
    Thread.currentThread().join();
  }

  URI address() {
    return address;
  }

  /// `kill -9`.
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
