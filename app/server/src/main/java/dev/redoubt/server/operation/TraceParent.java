package dev.redoubt.server.operation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header by which a request says which trace it belongs to: W3C Trace Context, section 3.2.
final class TraceParent {

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private TraceParent() {}

  /// The id of the trace; null if there is none that counts.
  static @Nullable String traceId(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(header);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
