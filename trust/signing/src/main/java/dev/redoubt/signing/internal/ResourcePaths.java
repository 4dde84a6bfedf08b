package dev.redoubt.signing.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Checks names of files in signatures: section 6.1.2 of OpenSSF Model Signing 1.0, and stricter
/// where a name could mean different files on different systems.
public final class ResourcePaths {

  /// The name of a model that is a single file, in the reference implementation.
  public static final String SINGLE_FILE = ".";

  /// File systems have no longer paths.
  private static final int MAX_LENGTH = 4096;

  private ResourcePaths() {}

  /// The problem of a path relative to the model, or null if it is valid.
  public static @Nullable String problem(String path) {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return "a name must have 1 to " + MAX_LENGTH + " characters";
    }
    if (!QuotedText.isWellFormed(path)) {
      return "the name is not valid Unicode";
    }
    if (path.startsWith("/")) {
      return "the name is an absolute path";
    }
    if (path.indexOf('\\') >= 0) {
      return "the name has a backslash, which is a path separator on Windows";
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return "the name has a control character";
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return "the name has an empty segment, `.` or `..`";
      }
    }
    return null;
  }

  /// The last segment of a path as text, or null if its bytes are not UTF-8.
  ///
  /// If Java does not use UTF-8 for file names (because of the locale), a path loses characters
  /// when it is printed; its URI does not.
  public static @Nullable String name(Path path) {
    Path last = path.getFileName();
    if (last == null) {
      return "";
    }
    String printed = last.toString();
    if (printed.chars().allMatch(letter -> letter < 0x80)) {
      return printed;
    }
    String uri = path.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    return decode(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
  }

  private static @Nullable String decode(String escaped) {
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char letter = escaped.charAt(i);
      if (letter == '%') {
        bytes.put((byte) Integer.parseInt(escaped, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) letter);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
