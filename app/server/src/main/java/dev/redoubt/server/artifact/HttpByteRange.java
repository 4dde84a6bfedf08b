package dev.redoubt.server.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A byte range of a file, requested with the header `Range` (RFC 9110, section 14).
///
/// @param start offset of the first byte
/// @param length in bytes, at least 1
record HttpByteRange(long start, long length) {

  private static final Pattern ONE =
      Pattern.compile("bytes=[ \t]*([0-9]{1,18})?-([0-9]{1,18})?[ \t]*");

  /// The part of a file that a request asks for.
  sealed interface Requested {
    /// The whole file: the header is absent, malformed or contains several ranges, which a server
    /// may ignore.
    record All() implements Requested {}

    /// A byte range.
    record Part(HttpByteRange range) implements Requested {}

    /// A range beyond the end of the file.
    record Outside() implements Requested {}
  }

  /// Parses the header.
  ///
  /// @param size of the file in bytes
  static Requested of(Optional<String> header, long size) {
    Matcher matcher = ONE.matcher(header.orElse(""));
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
      return new Requested.All();
    }
    if (matcher.group(1) == null) {
      long length = Math.min(size, Long.parseLong(matcher.group(2)));
      return within(size - length, size - 1, size);
    }
    long start = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? size - 1 : Long.parseLong(matcher.group(2));
    if (matcher.group(2) != null && last < start) {
      return new Requested.All();
    }
    return within(start, Math.min(last, size - 1), size);
  }

  private static Requested within(long start, long last, long size) {
    return start >= size || last < start
        ? new Requested.Outside()
        : new Requested.Part(new HttpByteRange(start, last - start + 1));
  }

  /// Returns the value of the header `Content-Range`.
  String header(long size) {
    return "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }
}
