package dev.redoubt.server.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The token service that GitHub Actions or Azure Pipelines offer a job: returns an OpenID Connect
/// token to clients that have the job's secret.
final class TokenService implements AutoCloseable {

  /// What the runner has given the job.
  static final String JOB_SECRET = "job-secret-0123456789abcdef";

  private final HttpServer http;
  private final int status;
  private final String answer;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private TokenService(int status, String answer) throws IOException {
    this.status = status;
    this.answer = answer;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /// That of GitHub.
  static TokenService github(String token) throws IOException {
    return new TokenService(200, "{\"count\":1,\"value\":\"" + token + "\"}");
  }

  /// That of Azure Pipelines.
  static TokenService azure(String token) throws IOException {
    return new TokenService(200, "{\"oidcToken\":\"" + token + "\"}");
  }

  /// One that answers something else, to whoever has the secret or not.
  static TokenService broken(int status, String answer) throws IOException {
    return new TokenService(status, answer);
  }

  /// Where it is, with what the runners have in their addresses.
  String address() {
    return "http://127.0.0.1:%d/token?api-version=2.0".formatted(http.getAddress().getPort());
  }

  /// What it was asked, `METHOD query`.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getQuery());
      String who = exchange.getRequestHeaders().getFirst("Authorization");
      boolean known = ("Bearer " + JOB_SECRET).equals(who);
      byte[] body =
          (known || status != 200 ? answer : "{\"message\":\"who?\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known || status != 200 ? status : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
