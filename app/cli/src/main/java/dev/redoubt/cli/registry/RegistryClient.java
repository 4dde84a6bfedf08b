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

/// Sends requests to a registry with an access token.
///
/// @param server the base URL of the registry
/// @param token the access token of the user
record RegistryClient(URI server, String token) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  /// @throws UsageException if the token would be sent unencrypted over a network
  RegistryClient {
    boolean here = THIS_MACHINE.contains(String.valueOf(server.getHost()));
    if (!"https".equals(server.getScheme()) && !("http".equals(server.getScheme()) && here)) {
      throw new UsageException(
          "`"
              + server
              + "` does not begin with `https://`: the token would be sent unencrypted over the"
              + " network");
    }
  }

  /// A response.
  record Response(int status, JsonNode json) {

    /// The error message of the server.
    String message() {
      String message = json.path("message").asString("");
      return message.isEmpty() ? "the registry returned HTTP status " + status : message;
    }
  }

  /// Omits the token.
  @Override
  public String toString() {
    return "RegistryClient[" + server + "]";
  }

  /// Sends a GET request.
  ///
  /// @param path unencoded path segments
  Response get(List<String> path, String query) throws IOException {
    return send(HttpRequest.newBuilder(address(path, query)).GET());
  }

  /// Sends a POST request.
  Response post(List<String> path, ObjectNode body) throws IOException {
    return post(path, "", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a POST request with a JSON body as it is.
  Response post(List<String> path, String query, byte[] json) throws IOException {
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

  private Response send(HttpRequest.Builder request) throws IOException {
    HttpRequest complete =
        request
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<String> response = client.send(complete, BodyHandlers.ofString());
      return new Response(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (JacksonException _) {
      throw new IOException(
          "`"
              + server
              + "` returned a response that is not JSON; is it the address of a registry?");
    } catch (java.net.ConnectException unreachable) {
      throw new IOException("`" + server + "` cannot be reached", unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }
}
