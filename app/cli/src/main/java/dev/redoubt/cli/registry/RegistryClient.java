package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Asks a registry, as somebody.
///
/// @param server its address
/// @param token of who asks
record RegistryClient(URI server, String token) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  /// @throws UsageException if the token would go over a network in clear
  RegistryClient {
    boolean here = THIS_MACHINE.contains(String.valueOf(server.getHost()));
    if (!"https".equals(server.getScheme()) && !("http".equals(server.getScheme()) && here)) {
      throw new UsageException(
          "`"
              + server
              + "` does not begin with `https://`: a token would go over the network in clear");
    }
  }

  /// An answer.
  record Reply(int status, JsonNode json) {

    /// What went wrong, in the server's words.
    String message() {
      String message = json.path("message").asString("");
      return message.isEmpty() ? "the registry answered " + status : message;
    }
  }

  /// A token does not print.
  @Override
  public String toString() {
    return "RegistryClient[" + server + "]";
  }

  /// Reads.
  ///
  /// @param path names, which are encoded
  Reply get(List<String> path, String query) throws IOException {
    return send(HttpRequest.newBuilder(address(path, query)).GET());
  }

  /// Does something.
  Reply post(List<String> path, ObjectNode body) throws IOException {
    return post(path, "", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Does something with JSON as it is.
  Reply post(List<String> path, String query, byte[] json) throws IOException {
    return send(
        HttpRequest.newBuilder(address(path, query))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json)));
  }

  private URI address(List<String> path, String query) {
    String base = server.toString();
    String names = path.stream().map(RegistryClient::encoded).collect(Collectors.joining("/"));
    return URI.create(
        base + (base.endsWith("/") ? "" : "/") + names + (query.isEmpty() ? "" : "?" + query));
  }

  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Reply send(HttpRequest.Builder request) throws IOException {
    HttpRequest whole =
        request
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<String> response = client.send(whole, BodyHandlers.ofString());
      return new Reply(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (JacksonException _) {
      throw new IOException("`" + server + "` answered with something that is no JSON");
    } catch (java.net.ConnectException unreachable) {
      throw new IOException("`" + server + "` cannot be reached", unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }
}
