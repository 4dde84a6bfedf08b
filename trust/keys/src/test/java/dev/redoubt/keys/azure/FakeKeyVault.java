package dev.redoubt.keys.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.redoubt.testing.KeytoolCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The wire protocol of Azure Key Vault and Managed HSM over HTTPS, with a certificate that is made
/// for it: the challenge for a token, API versions, keys with versions, errors, throttling.
final class FakeKeyVault implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-test";

  private static final JsonMapper JSON = new JsonMapper();
  private final HttpsServer server;
  private final SSLContext context;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final FakeVaultKeys keys;
  private final String resource;
  private final List<String> requests = new ArrayList<>();
  private int throttled;
  private String forbidden = "";

  FakeKeyVault(Path folder, URI vault) throws Exception {
    String host = vault.getHost();
    this.resource = "https://" + host.substring(host.indexOf('.') + 1);
    this.keys = new FakeVaultKeys(vault.toString(), host.contains(".managedhsm."));
    this.context = context(folder.resolve("server.p12"));
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static SSLContext context(Path file) throws Exception {
    KeytoolCertificates.generate(
        file,
        "server",
        List.of(
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-ext",
            "bc:c"));
    KeyStore store = KeytoolCertificates.read(file);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store.getCertificate("server"));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, KeytoolCertificates.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /// A client that reaches this server under the vault's own name.
  HttpClient client() {
    HttpClient real =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(context)).build();
    int port = server.getAddress().getPort();
    return new HttpClient() {
      @Override
      public Mono<HttpResponse> send(HttpRequest request) {
        return real.send(local(request));
      }

      @Override
      public HttpResponse sendSync(HttpRequest request, com.azure.core.util.Context context) {
        return real.sendSync(local(request), context);
      }

      private HttpRequest local(HttpRequest request) {
        URL url = request.getUrl();
        HttpRequest copy = request.copy();
        copy.setUrl("https://localhost:" + port + url.getFile());
        return copy;
      }
    };
  }

  /// Answers the next requests with "too many".
  void throttle(int count) {
    throttled = count;
  }

  /// Forbids an operation, such as `unwrapkey`.
  void forbid(String operation) {
    forbidden = operation;
  }

  /// Protects deleted keys from purging.
  void forbidPurge() {
    forbidden = "purge";
  }

  /// Lets a key wrap and sign between two times alone.
  synchronized void limit(String name, Instant from, Instant until) {
    keys.limit(name, from, until);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(exchange.getRequestMethod() + " " + uri.getPath());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization == null) {
        exchange
            .getResponseHeaders()
            .add(
                "WWW-Authenticate",
                "Bearer authorization=\"https://login.microsoftonline.com/"
                    + "11111111-2222-3333-4444-555555555555\", resource=\""
                    + resource
                    + "\"");
        answer(exchange, 401, error("Unauthorized", "AKV10000: a token is missing"));
        return;
      }
      if (!authorization.equals("Bearer " + TOKEN)) {
        answer(exchange, 401, error("Unauthorized", "AKV10022: the token is not valid"));
        return;
      }
      if (uri.getQuery() == null || !uri.getQuery().contains("api-version=7.")) {
        answer(exchange, 400, error("BadParameter", "api-version is missing"));
        return;
      }
      if (throttled > 0) {
        throttled--;
        exchange.getResponseHeaders().add("Retry-After", "1");
        answer(exchange, 429, error("Throttled", "too many requests"));
        return;
      }
      boolean purge =
          exchange.getRequestMethod().equals("DELETE") && uri.getPath().startsWith("/deletedkeys/");
      if (!forbidden.isEmpty()
          && (uri.getPath().endsWith("/" + forbidden) || (purge && forbidden.equals("purge")))) {
        answer(exchange, 403, error("Forbidden", "the caller has no permission"));
        return;
      }
      operate(exchange, uri, body);
    }
  }

  private void operate(HttpExchange exchange, URI uri, byte[] body) throws IOException {
    try {
      JsonNode request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      JsonNode answer = keys.answer(exchange.getRequestMethod(), uri.getPath(), request);
      if (answer.isMissingNode()) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        answer(exchange, 200, answer);
      }
    } catch (FakeVaultKeys.Failure failure) {
      answer(exchange, failure.status, error(failure.code, String.valueOf(failure.getMessage())));
    } catch (RuntimeException broken) {
      answer(exchange, 500, error("InternalError", broken.toString()));
    }
  }

  private static JsonNode error(String code, String message) {
    var root = JSON.createObjectNode();
    root.putObject("error").put("code", code).put("message", message);
    return root;
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
