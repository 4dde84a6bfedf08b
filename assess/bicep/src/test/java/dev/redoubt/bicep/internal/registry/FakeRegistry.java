package dev.redoubt.bicep.internal.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A registry on the loopback interface with scripted responses, for error cases;
/// [RealRegistryTest] covers the normal cases with a real registry.
public final class FakeRegistry implements AutoCloseable {

  /// Writes one response.
  @FunctionalInterface
  public interface ResponseWriter {
    void write(HttpExchange exchange) throws IOException;
  }

  /// A received request.
  public record Request(String path, Map<String, List<String>> headers) {
    List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ResponseWriter> writers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /// Starts on a free port, with nothing in it.
  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  private void respond(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    requests.add(new Request(path, Map.copyOf(exchange.getRequestHeaders())));
    writers.getOrDefault(path, status(404)).write(exchange);
    exchange.close();
  }

  /// The name of this registry in a reference.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The requests so far, in order.
  public List<Request> requests() {
    return requests;
  }

  /// Answers requests for a path, query included.
  public void when(String path, ResponseWriter writer) {
    writers.put(path, writer);
  }

  /// Holds a module under a tag and under its digest, as Bicep publishes it.
  ///
  /// @return the digest of its manifest
  public OciDigest holds(String repository, String tag, String template) {
    byte[] bytes = utf8(template);
    byte[] manifest = utf8(manifest(bytes));
    String base = "/v2/" + repository;
    OciDigest digest = OciDigest.of(manifest);
    when(base + "/manifests/" + tag, manifest(manifest, digest));
    when(base + "/manifests/" + digest.text(), manifest(manifest, digest));
    when(base + "/blobs/" + OciDigest.of(bytes).text(), body(bytes));
    return digest;
  }

  /// The manifest that Bicep publishes for a template.
  public static String manifest(byte[] template) {
    return """
    {"schemaVersion": 2, "mediaType": "%s", "artifactType": "%s",
     "config": {"mediaType": "%s", "digest": "%s", "size": 2},
     "layers": [{"mediaType": "%s", "digest": "%s", "size": %d},
                {"mediaType": "application/vnd.ms.bicep.module.source.v1.tar+gzip",
                 "digest": "sha256:%s", "size": 7}]}
    """
        .formatted(
            ModuleManifest.IMAGE_MANIFEST,
            ModuleManifest.MODULE,
            ModuleManifest.MODULE_CONFIG,
            OciDigest.of(utf8("{}")).text(),
            ModuleManifest.MODULE_LAYER,
            OciDigest.of(template).text(),
            template.length,
            "0".repeat(64));
  }

  static ResponseWriter manifest(byte[] manifest, OciDigest stated) {
    return exchange -> {
      exchange.getResponseHeaders().add("Docker-Content-Digest", stated.text());
      exchange.getResponseHeaders().add("Content-Type", ModuleManifest.IMAGE_MANIFEST);
      body(manifest).write(exchange);
    };
  }

  static ResponseWriter body(byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  static ResponseWriter status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static ResponseWriter redirect(int status, String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /// Requires a token: responds with a challenge to requests without it.
  static ResponseWriter behind(String token, String challenge, ResponseWriter writer) {
    return exchange -> {
      if (("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        writer.write(exchange);
      } else {
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
      }
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
