package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A link from a group to an object.
sealed interface Hdf5Link {

  /// The longest name or path; file systems allow less.
  int TEXT = 1 << 16;

  /// Its name in the group.
  String name();

  /// A link to an object of this file.
  record Hard(String name, long address) implements Hdf5Link {}

  /// A link to a path in this file.
  record Soft(String name, String path) implements Hdf5Link {}

  /// A link to an object of another file.
  record External(String name, String file, String path) implements Hdf5Link {}

  /// A user-defined link.
  record Other(String name, int kind) implements Hdf5Link {}

  /// Reads a link message.
  static Hdf5Link of(Hdf5Layout layout, long start) throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    if (input.u8(start) != 1) {
      throw new MalformedContentException(
          start, "unsupported link version `" + input.u8(start) + "`");
    }
    int flags = input.u8(start + 1);
    long at = start + 2;
    int kind = (flags & 8) != 0 ? input.u8(at++) : 0;
    at += ((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0);
    int width = 1 << (flags & 3);
    long length = input.unsigned(at, width);
    String name = input.text(at + width, length, TEXT);
    at += width + length;
    if (kind == 0) {
      return new Hard(name, layout.address(at));
    }
    int size = input.u16(at);
    String value = input.text(at + 2, size, TEXT);
    return switch (kind) {
      case 1 -> new Soft(name, value);
      case 64 -> external(name, value);
      default -> new Other(name, kind);
    };
  }

  private static Hdf5Link external(String name, String value) {
    String[] parts = value.isEmpty() ? new String[0] : value.substring(1).split("\0", -1);
    return new External(name, parts.length > 0 ? parts[0] : "", parts.length > 1 ? parts[1] : "");
  }

  /// A NUL-terminated string within a part of the content.
  static String text(ContentReader input, long at, long end)
      throws IOException, MalformedContentException {
    input.within(at, Math.max(0, end - at));
    byte[] bytes = input.bytes(at, Math.min(TEXT, end - at), TEXT);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
