package dev.redoubt.bicep.lowering;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Writes and reads what follows `#/definitions/` in a `$ref`: a JSON pointer (RFC 6901) in the
/// form it has in the fragment of a URI.
final class TypePointer {

  private TypePointer() {}

  /// One segment, escaped: all but letters, digits and `-_.~` is percent-encoded.
  static String escaped(String segment) {
    String pointer = segment.replace("~", "~0").replace("/", "~1");
    return URLEncoder.encode(pointer, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /// The segments of a pointer, unescaped; one that is not well escaped is taken as it is.
  static List<String> segments(String pointer) {
    return Stream.of(pointer.split("/", -1)).map(TypePointer::unescaped).toList();
  }

  private static String unescaped(String segment) {
    String pointer;
    try {
      pointer = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      pointer = segment;
    }
    return pointer.replace("~1", "/").replace("~0", "~");
  }
}
