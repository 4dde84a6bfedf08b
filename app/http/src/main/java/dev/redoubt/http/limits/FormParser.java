package dev.redoubt.http.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses HTML form bodies: `application/x-www-form-urlencoded` in UTF-8.
final class FormParser {

  /// Maximum number of fields; the pages have a handful.
  private static final int MAX = 1000;

  private FormParser() {}

  static boolean isOne(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals("application/x-www-form-urlencoded");
  }

  /// Returns the query parameters followed by the form fields.
  ///
  /// @throws IllegalStateException if the form cannot be decoded or has too many fields, as
  ///   specified for servlet requests
  static Map<String, String[]> added(Map<String, String[]> query, byte[] form) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    query.forEach((name, values) -> all.put(name, new ArrayList<>(List.of(values))));
    String text = new String(form, StandardCharsets.UTF_8);
    String[] fields = text.isEmpty() ? new String[0] : text.split("&", MAX + 1);
    if (fields.length > MAX) {
      throw new IllegalStateException("the form has more than " + MAX + " fields");
    }
    for (String field : fields) {
      int equals = field.indexOf('=');
      String name = decoded(equals < 0 ? field : field.substring(0, equals));
      String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
      all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    Map<String, String[]> added = new LinkedHashMap<>();
    all.forEach((name, values) -> added.put(name, values.toArray(String[]::new)));
    return added;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
