package dev.redoubt.http.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An OpenID Connect issuer on a local port, with discovery document, key set and signed tokens.
/// Tests can make it misbehave.
///
/// Issuers in a cloud cannot be here; for those, [#named] has the name of one, and a configuration
/// says with `jwks` where its keys are.
final class FakeIssuer implements AutoCloseable {

  static final String DISCOVERY = "/.well-known/openid-configuration";

  /// Made once: it takes longer than all that a test does with it.
  private static final TokenKey FIRST = TokenKey.rsa("first");

  private static final TokenKey OF_A_NAME = TokenKey.rsa("first");

  /// How it answers.
  enum Manner {
    /// As it should.
    WELL,
    /// With an error.
    BROKEN,
    /// Not at all.
    SILENT,
    /// With more than anybody wants.
    ENDLESS,
    /// With a key set that a list of somebody else's leads to.
    ELSEWHERE,
    /// With something else.
    GARBLED
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> paths = new ArrayList<>();
  private final String name;
  private volatile Manner manner = Manner.WELL;
  private volatile List<TokenKey> published;
  private volatile TokenKey current;
  private volatile String elsewhere = "";
  private volatile Function<ObjectNode, ObjectNode> document = each -> each;

  private FakeIssuer(String name, String path, TokenKey key) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    this.name = name.isEmpty() ? address() + path : name;
    this.current = key;
    this.published = List.of(key);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// One that is called by its address.
  static FakeIssuer start() {
    return new FakeIssuer("", "", FIRST);
  }

  /// One whose name is its address and a path, as a tenant's or a cluster's.
  static FakeIssuer at(String path) {
    return new FakeIssuer("", path, FIRST);
  }

  /// One with another name.
  static FakeIssuer named(String name) {
    return new FakeIssuer(name, "", OF_A_NAME);
  }

  /// One that signs with a key.
  static FakeIssuer with(TokenKey key) {
    return new FakeIssuer("", "", key);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// As its tokens have it in `iss`.
  String name() {
    return name;
  }

  /// Where its keys are.
  String keySet() {
    return address() + "/keys";
  }

  /// The key that it signs with.
  TokenKey key() {
    return current;
  }

  /// Signs claims, as they are.
  String token(Map<String, ?> claims) {
    return current.sign(current.header(), claims);
  }

  /// Signs with a new key from now on, and publishes it beside the old ones.
  TokenKey rotate(String id) {
    TokenKey fresh = current.algorithm().equals("ES256") ? TokenKey.ec(id) : TokenKey.rsa(id);
    List<TokenKey> all = new ArrayList<>(published);
    all.add(fresh);
    published = List.copyOf(all);
    current = fresh;
    return fresh;
  }

  /// Publishes these keys, and no others.
  void publish(TokenKey... keys) {
    published = List.of(keys);
  }

  void behave(Manner manner) {
    this.manner = manner;
  }

  /// Leads whoever asks to another address.
  void redirect(String to) {
    elsewhere = to;
    manner = Manner.ELSEWHERE;
  }

  /// Says something else in its discovery document.
  void say(Function<ObjectNode, ObjectNode> change) {
    document = change;
  }

  /// How many requests there were.
  int asked() {
    return asked.get();
  }

  /// What was asked for.
  List<String> paths() {
    synchronized (paths) {
      return List.copyOf(paths);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    synchronized (paths) {
      paths.add(path);
    }
    try (exchange) {
      switch (manner) {
        case WELL -> well(exchange, path);
        case BROKEN -> exchange.sendResponseHeaders(503, -1);
        case SILENT -> closed.await();
        case ENDLESS -> endless(exchange);
        case ELSEWHERE -> {
          exchange.getResponseHeaders().set("Location", elsewhere);
          exchange.sendResponseHeaders(302, -1);
        }
        case GARBLED -> send(exchange, "<html>sign in</html>");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void well(HttpExchange exchange, String path) throws IOException {
    if (path.equals(URI.create(keySet()).getPath())) {
      send(exchange, keys().toString());
    } else if (path.endsWith(DISCOVERY)) {
      send(exchange, document.apply(discovery()).toString());
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private ObjectNode keys() {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    ArrayNode keys = set.putArray("keys");
    published.forEach(each -> keys.add(each.jwk()));
    return set;
  }

  private ObjectNode discovery() {
    ObjectNode said =
        JsonNodeFactory.instance.objectNode().put("issuer", name).put("jwks_uri", keySet());
    said.putArray("response_types_supported").add("id_token");
    said.putArray("subject_types_supported").add("public");
    said.putArray("id_token_signing_alg_values_supported").add(current.algorithm());
    return said;
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 1024; i++) {
        out.write(blanks);
      }
    } catch (IOException _) {
      // Whoever asked has gone.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
