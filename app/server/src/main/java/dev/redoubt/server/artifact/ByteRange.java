package dev.redoubt.server.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A byte range of a file, requested with the header `Range` (RFC 9110, section 14).
///
/// @param start offset of the first byte
/// @param length in bytes, at least 1
record ByteRange(long start, long length) {

  private static final Pattern ONE =
      Pattern.compile("bytes=[ \t]*([0-9]{1,18})?-([0-9]{1,18})?[ \t]*");

  /// The part of a file that a request asks for.
  sealed interface Asked {
    /// The whole file: the header is absent, malformed or contains several ranges, which a server
    /// may ignore.
    record All() implements Asked {}

    /// A byte range.
    record Part(ByteRange range) implements Asked {}

    /// A range beyond the end of the file.
    record Outside() implements Asked {}
  }

  /// Parses the header.
  ///
  /// @param size of the file in bytes
  static Asked of(Optional<String> header, long size) {
    Matcher matcher = ONE.matcher(header.orElse(""));
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
      return new Asked.All();
    }
    if (matcher.group(1) == null) {
      long length = Math.min(size, Long.parseLong(matcher.group(2)));
      return within(size - length, size - 1, size);
    }
    long start = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? size - 1 : Long.parseLong(matcher.group(2));
    if (matcher.group(2) != null && last < start) {
      return new Asked.All();
    }
    return within(start, Math.min(last, size - 1), size);
  }

  private static Asked within(long start, long last, long size) {
    return start >= size || last < start
        ? new Asked.Outside()
        : new Asked.Part(new ByteRange(start, last - start + 1));
  }

  /// Returns the value of the header `Content-Range`.
  String header(long size) {
    return "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }
}
