package dev.redoubt.server;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TrustConfiguration;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The embedded server with its default settings and tokens of its local issuer.
public final class LocalServer implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedServer server;
  private final LocalIssuer issuer;

  /// Starts one that keeps everything in a folder.
  public LocalServer(Path folder) throws IOException {
    EmptyDatabase.in(folder);
    server = EmbeddedServer.start(ServerSettings.local(folder, 0), TrustConfiguration.NONE);
    issuer = LocalIssuer.open(folder.resolve("issuer.jwk"));
  }

  /// Where it answers.
  public URI address() {
    return server.address();
  }

  /// A token of somebody, for an hour.
  public String token(String as, Persona persona, String... projects) {
    return issuer.issue(
        as,
        Principal.Kind.USER,
        Set.of(persona),
        projects.length == 0 ? Set.of("default") : Set.of(projects),
        Instant.now(),
        Duration.ofHours(1));
  }

  /// Sends what is in a request.
  public HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) {
    HttpRequest.Builder to = request.uri(URI.create(address() + path));
    if (headers.length > 0) {
      to.headers(headers);
    }
    try {
      return client.send(to.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Calls as somebody.
  ///
  /// @param json in which `'` stands for a quote
  public HttpResponse<String> call(String token, String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().method(method, BodyPublishers.ofString(json.replace('\'', '"')));
    return send(request, path, "Authorization", "Bearer " + token);
  }

  /// Calls as somebody who may, and reads the answer.
  public JsonNode done(String token, String method, String path, String json) {
    HttpResponse<String> reply = call(token, method, path, json);
    if (reply.statusCode() != 200) {
      throw new AssertionError(method + " " + path + ": " + reply.statusCode() + reply.body());
    }
    return reply.body().isEmpty()
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(reply.body());
  }

  /// Sends lines as they are, which no client of HTTP would, and gives what comes back.
  public String raw(String... lines) {
    try (Socket socket = new Socket(address().getHost(), address().getPort())) {
      String request = String.join("\r\n", List.of(lines)) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
