package dev.redoubt.template.function.strings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A URI reference, split into its five components, with resolution according to RFC 3986, section
/// 5. An absent component is null; the path is never null.
record UriReference(
    @Nullable String scheme,
    @Nullable String authority,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  static UriReference parse(String text) {
    String rest = text.strip();
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? null : rest.substring(hash + 1);
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? null : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    int colon = schemeLength(rest);
    String scheme = colon < 0 ? null : rest.substring(0, colon).toLowerCase(Locale.ROOT);
    rest = rest.substring(colon + 1);
    String authority = null;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    return new UriReference(scheme, authority, rest, query, fragment);
  }

  private static int schemeLength(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i > 0 ? i : -1;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return -1;
      }
    }
    return -1;
  }

  UriReference resolve(UriReference relative) {
    if (relative.scheme != null) {
      return relative.clean(relative.scheme, relative.authority, relative.query);
    }
    if (relative.authority != null) {
      return relative.clean(scheme, relative.authority, relative.query);
    }
    if (relative.path.isEmpty()) {
      return new UriReference(
          scheme,
          authority,
          path,
          relative.query == null ? query : relative.query,
          relative.fragment);
    }
    String merged = relative.path.startsWith("/") ? relative.path : merge(relative.path);
    return new UriReference(scheme, authority, merged, relative.query, relative.fragment)
        .clean(scheme, authority, relative.query);
  }

  private String merge(String relative) {
    if (authority != null && path.isEmpty()) {
      return "/" + relative;
    }
    return path.substring(0, path.lastIndexOf('/') + 1) + relative;
  }

  private UriReference clean(
      @Nullable String newScheme, @Nullable String newAuthority, @Nullable String newQuery) {
    return new UriReference(newScheme, newAuthority, withoutDots(path), newQuery, fragment);
  }

  private static String withoutDots(String path) {
    String[] segments = path.split("/", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("..")) {
        if (kept.size() > 1 || (kept.size() == 1 && !kept.getFirst().isEmpty())) {
          kept.removeLast();
        }
      } else if (!segments[i].equals(".")) {
        kept.add(segments[i]);
        continue;
      }
      if (last) {
        kept.add("");
      }
    }
    return String.join("/", kept);
  }

  /// Returns the host without user and port, in lower case.
  String host() {
    String text = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    int colon = portColon(text);
    return (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /// Returns the digits of the port, or null if none is given.
  @Nullable String port() {
    String text = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    int colon = portColon(text);
    return colon < 0 || colon == text.length() - 1 ? null : text.substring(colon + 1);
  }

  private static int portColon(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }

  /// Prints the URI as .NET's `Uri` does: host in lower case, without a default port, with a path
  /// of at least `/`, and with invalid characters percent-encoded.
  String print() {
    StringBuilder out = new StringBuilder();
    out.append(scheme).append(':');
    if (authority != null) {
      int at = authority.lastIndexOf('@');
      out.append("//").append(authority, 0, at + 1).append(host());
      String port = port();
      if (port != null && !isDefault(port)) {
        out.append(':').append(port);
      }
    }
    out.append(authority != null && path.isEmpty() ? "/" : encoded(path));
    if (query != null) {
      out.append('?').append(encoded(query));
    }
    if (fragment != null) {
      out.append('#').append(encoded(fragment));
    }
    return out.toString();
  }

  private boolean isDefault(String port) {
    return ("http".equals(scheme) && port.equals("80"))
        || ("https".equals(scheme) && port.equals("443"));
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point > ' ' && point < 127 && "\"<>\\^`{|}".indexOf(point) < 0) {
                out.append((char) point);
              } else {
                percent(Character.toString(point), out);
              }
            });
    return out.toString();
  }

  /// Appends the bytes of a text in UTF-8 as `%XX`.
  static void percent(String text, StringBuilder out) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.append('%')
          .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
          .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
    }
  }
}
