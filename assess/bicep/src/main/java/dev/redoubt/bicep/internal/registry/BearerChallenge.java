package dev.redoubt.bicep.internal.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bearer challenge of a registry: where to request a token. Source: RFC 6750 section 3, RFC 9110
/// section 11.6.1, and the token specification of the CNCF distribution project.
///
/// @param realm the address of the token server
/// @param service the service name to send; null if absent
/// @param scope the scope of the token; null if absent
public record BearerChallenge(String realm, @Nullable String service, @Nullable String scope) {

  /// The maximum length of a header.
  private static final int MAX_LENGTH = 8192;

  /// The first challenge for a bearer token among the values of `WWW-Authenticate`; null if none
  /// has a realm.
  public static @Nullable BearerChallenge find(List<String> headers) {
    for (String header : headers) {
      BearerChallenge found = header.length() > MAX_LENGTH ? null : new Reader(header).findBearer();
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Parses one header: challenges, each a scheme and `name=value` pairs between commas.
  private static final class Reader {

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable BearerChallenge findBearer() {
      String scheme = "";
      Map<String, String> parameters = new HashMap<>();
      while (at < text.length()) {
        skipSpaces();
        String word = word();
        skipSpaces();
        if (word.isEmpty()) {
          at++;
        } else if (at < text.length() && text.charAt(at) == '=') {
          at++;
          parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
        } else {
          if (isComplete(scheme, parameters)) {
            break;
          }
          scheme = word;
          parameters.clear();
        }
      }
      String realm = parameters.get("realm");
      return realm != null && isComplete(scheme, parameters)
          ? new BearerChallenge(realm, parameters.get("service"), parameters.get("scope"))
          : null;
    }

    private static boolean isComplete(String scheme, Map<String, String> parameters) {
      return scheme.equalsIgnoreCase("Bearer") && parameters.containsKey("realm");
    }

    private String value() {
      skipSpaces();
      if (at >= text.length() || text.charAt(at) != '"') {
        return word();
      }
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    private String word() {
      int start = at;
      while (at < text.length() && isPartOfWord(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isPartOfWord(char c) {
      return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private void skipSpaces() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }
  }
}
