package dev.redoubt.http.route;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An HTTP response.
///
/// @param length of the body in bytes; -1 if it is not known in advance
public record RouteResponse(
    int status, String type, Map<String, String> headers, long length, Body body) {

  private static final String JSON = "application/json";

  /// Writes the body.
  @FunctionalInterface
  public interface Body {
    /// Writes the body to a stream.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Copies the headers.
  public RouteResponse {
    headers = Map.copyOf(headers);
  }

  /// Creates a JSON response.
  public static RouteResponse json(int status, JsonNode json) {
    return text(status, JSON, json.toString());
  }

  /// Creates a JSON response with the status 200.
  public static RouteResponse json(JsonNode json) {
    return json(200, json);
  }

  /// Creates an empty JSON object with the status 200.
  public static RouteResponse done() {
    return json(JsonNodeFactory.instance.objectNode());
  }

  /// Creates the response to an MLflow endpoint that this server does not support; MLflow clients
  /// continue without it.
  public static RouteResponse notOffered(String message) {
    return ErrorResponse.of(501, "NOT_IMPLEMENTED", message).json();
  }

  /// Creates a text response in UTF-8.
  ///
  /// @param type media type without the character set
  public static RouteResponse text(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String full = type.equals(JSON) ? type : type + ";charset=utf-8";
    return new RouteResponse(status, full, Map.of(), bytes.length, out -> out.write(bytes));
  }

  /// Returns a copy with one more header.
  public RouteResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new RouteResponse(status, type, more, length, body);
  }
}
