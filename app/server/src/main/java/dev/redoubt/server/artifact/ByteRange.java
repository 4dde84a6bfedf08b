package dev.redoubt.server.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a file, as the header `Range` asks for it (RFC 9110, section 14).
///
/// @param start of the first byte
/// @param length in bytes, not 0
record ByteRange(long start, long length) {

  private static final Pattern ONE =
      Pattern.compile("bytes=[ \t]*([0-9]{1,18})?-([0-9]{1,18})?[ \t]*");

  /// What a header says of a file.
  sealed interface Asked {
    /// All of it: there is no header, or one that is no range of bytes, or several, which a server
    /// may ignore.
    record All() implements Asked {}

    /// A part.
    record Part(ByteRange range) implements Asked {}

    /// Nothing that the file has.
    record Outside() implements Asked {}
  }

  /// Reads a header.
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

  /// The header `Content-Range`.
  String header(long size) {
    return "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }
}
