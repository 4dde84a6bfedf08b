package dev.redoubt.http.route;

import dev.redoubt.access.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a request: a JSON object, or query parameters, which are read as an object with
/// strings.
///
/// As lenient as Protocol Buffers JSON: numbers may be strings, and null means absent.
public final class RequestFields {

  /// MLflow clients send at most about one megabyte; profiles of datasets may be larger.
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode object;
  private final boolean query;

  private RequestFields(ObjectNode object, boolean query) {
    this.object = object;
    this.query = query;
  }

  /// Reads the fields of a request.
  static RequestFields of(HttpServletRequest request) {
    boolean bodyless =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    return bodyless ? ofQuery(request) : new RequestFields(ofBody(request), false);
  }

  private static RequestFields ofQuery(HttpServletRequest request) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    RequestParameters.all(request)
        .forEach(
            (name, values) -> {
              if (values.length == 1) {
                object.put(name, values[0]);
              } else {
                ArrayNode array = object.putArray(name);
                List.of(values).forEach(array::add);
              }
            });
    return new RequestFields(object, true);
  }

  private static ObjectNode ofBody(HttpServletRequest request) {
    byte[] bytes;
    try (InputStream in = request.getInputStream()) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException broken) {
      throw RequestRefusedException.invalid("the request body is incomplete");
    }
    if (bytes.length > MAX_BYTES) {
      throw RequestRefusedException.invalid(
          "the request body is larger than " + MAX_BYTES + " bytes");
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException wrong) {
      throw RequestRefusedException.invalid(
          "the request body is not valid JSON: " + wrong.getOriginalMessage());
    }
    throw RequestRefusedException.invalid("the request body is not a JSON object");
  }

  /// Returns a required, non-empty string.
  public String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw missing(name);
    }
    return text;
  }

  /// Returns a string; empty if it is absent.
  public String text(String name) {
    String text = optional(name);
    return text == null ? "" : text;
  }

  /// Returns a string; null if it is absent.
  public @Nullable String optional(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    return text(name, node);
  }

  /// Returns an enum constant, given by name or, as in Protocol Buffers JSON, by number; empty if
  /// it is absent.
  ///
  /// @param names of the constants, indexed by their number
  public String constant(String name, List<String> names) {
    JsonNode node = node(name);
    if (node == null) {
      return "";
    }
    if (node.isString() && names.contains(node.stringValue())) {
      return node.stringValue();
    }
    OptionalLong number = node.isIntegralNumber() || query ? number(name) : OptionalLong.empty();
    if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() < names.size()) {
      return names.get((int) number.getAsLong());
    }
    throw wrong(name, node, "one of " + names);
  }

  /// Returns a list of strings; empty if it is absent.
  public List<String> texts(String name) {
    return list(name, node -> text(name, node));
  }

  /// Returns an integer; empty if it is absent.
  public OptionalLong number(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return OptionalLong.empty();
    }
    if (node.isString()) {
      return OptionalLong.of(parsed(name, node.stringValue()));
    }
    if (node.isNumber() && node.canConvertToLong() && isWhole(node)) {
      return OptionalLong.of(node.longValue());
    }
    throw wrong(name, node, "an integer");
  }

  private static boolean isWhole(JsonNode node) {
    return node.isIntegralNumber() || node.doubleValue() == Math.rint(node.doubleValue());
  }

  private static long parsed(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw RequestRefusedException.invalid(
          "Invalid value \"%s\" for parameter '%s' supplied: expected an integer"
              .formatted(text, name));
    }
  }

  /// Returns an integer with an upper bound.
  ///
  /// @param usual the default
  public int size(String name, int usual) {
    long number = number(name).orElse(usual);
    if (number != (int) number) {
      throw RequestRefusedException.invalid(
          "Invalid value "
              + number
              + " for parameter '"
              + name
              + "' supplied: the value is too large");
    }
    return (int) number;
  }

  /// Returns a number; the strings `NaN`, `Infinity` and `-Infinity` are numbers, too.
  ///
  /// @throws RequestRefusedException if it is absent
  public double decimal(String name) {
    JsonNode node = node(name);
    if (node == null) {
      throw missing(name);
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isString()) {
      try {
        return Double.parseDouble(node.stringValue());
      } catch (NumberFormatException _) {
        throw wrong(name, node, "a number");
      }
    }
    throw wrong(name, node, "a number");
  }

  /// Returns a boolean; false if it is absent.
  public boolean flag(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return false;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isString() && query) {
      return Boolean.parseBoolean(node.stringValue());
    }
    throw wrong(name, node, "true or false");
  }

  /// Returns a list of objects; empty if it is absent.
  public List<RequestFields> objects(String name) {
    return list(name, node -> of(name, node));
  }

  /// Returns an object; an empty one if it is absent.
  public RequestFields object(String name) {
    JsonNode node = node(name);
    return node == null
        ? new RequestFields(JsonNodeFactory.instance.objectNode(), false)
        : of(name, node);
  }

  private static RequestFields of(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new RequestFields(object, false);
    }
    throw wrong(name, node, "an object");
  }

  /// Whether a field is present and not null.
  public boolean has(String name) {
    return node(name) != null;
  }

  private <T> List<T> list(String name, Function<JsonNode, T> read) {
    JsonNode node = node(name);
    if (node == null) {
      return List.of();
    }
    List<T> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> all.add(read.apply(each)));
    } else if (query) {
      all.add(read.apply(node));
    } else {
      throw wrong(name, node, "a list");
    }
    return all;
  }

  private @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static String text(String name, JsonNode node) {
    if (node.isString()) {
      return node.stringValue();
    }
    throw wrong(name, node, "a string");
  }

  private static RequestRefusedException wrong(String name, JsonNode node, String what) {
    String shown = node.toString();
    return RequestRefusedException.invalid(
        "Invalid value %s for parameter '%s' supplied: expected %s"
            .formatted(shown.length() > 100 ? shown.substring(0, 100) + "..." : shown, name, what));
  }

  /// Creates the error for a missing field.
  public static RequestRefusedException missing(String name) {
    return RequestRefusedException.invalid("Missing value for required parameter '" + name + "'.");
  }
}
