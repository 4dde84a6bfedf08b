package dev.redoubt.server.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.redoubt.access.Persona;
import dev.redoubt.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Starts empty servers on request, for foreign test suites that need one server per test.
///
/// `POST` starts one and answers with its address, `DELETE` with that address ends it. They are as
/// open as MLflow's own server is when nobody protects it: whoever comes without a token may do all
/// that a data scientist may, and everything may be released.
final class EmptyServers implements AutoCloseable {

  private final Path folder;
  private final HttpServer launcher;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, TestServer> running = new ConcurrentHashMap<>();
  private final LongAdder started = new LongAdder();
  private final LongAdder nanoseconds = new LongAdder();

  EmptyServers(Path folder) throws IOException {
    this.folder = folder;
    this.launcher =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    launcher.setExecutor(threads);
    launcher.createContext("/", this::answer);
    launcher.start();
  }

  /// Where it is asked for servers.
  URI address() {
    return URI.create("http://127.0.0.1:" + launcher.getAddress().getPort() + "/");
  }

  /// How many it has started.
  long started() {
    return started.sum();
  }

  /// How long a start took, in milliseconds, on average.
  long milliseconds() {
    return nanoseconds.sum() / 1_000_000 / Math.max(1, started.sum());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String said =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
      byte[] reply =
          (exchange.getRequestMethod().equals("POST") ? start() : end(said))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private String start() throws IOException {
    long begin = System.nanoTime();
    TestServer server =
        TestServer.ungated(Files.createTempDirectory(folder, "server"))
            .introduce(TestServer.WITHOUT_TOKEN, Persona.DATA_SCIENTIST, "default");
    nanoseconds.add(System.nanoTime() - begin);
    started.increment();
    String address = server.address().toString();
    running.put(address, server);
    return address;
  }

  private String end(String address) {
    TestServer server = running.remove(address);
    if (server != null) {
      server.close();
    }
    return "";
  }

  @Override
  public void close() {
    launcher.stop(0);
    threads.close();
    running.values().forEach(TestServer::close);
  }
}
