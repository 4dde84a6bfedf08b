package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An attribute of an HDF5 object.
///
/// @param at the position of its value
/// @param text its value if that is a single string, one character per byte; null otherwise
record Hdf5Attribute(String name, long at, @Nullable String text) {

  /// A model configuration; the largest known ones have a few megabytes.
  private static final int VALUE = 64 << 20;

  private static final int STRING = 3;
  private static final int VARIABLE = 9;

  /// Reads an attribute message.
  static Hdf5Attribute of(Hdf5Layout layout, long start, long end)
      throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    int version = input.u8(start);
    if (version < 1 || version > 3) {
      throw new MalformedContentException(start, "unsupported attribute version `" + version + "`");
    }
    int flags = version == 1 ? 0 : input.u8(start + 1);
    int nameSize = input.u16(start + 2);
    int typeSize = input.u16(start + 4);
    int spaceSize = input.u16(start + 6);
    long name = start + (version == 3 ? 9 : 8);
    long type = name + padded(nameSize, version);
    long space = type + padded(typeSize, version);
    long value = space + padded(spaceSize, version);
    if (value > end) {
      throw new MalformedContentException(start, "attribute exceeds its message");
    }
    String shown = Hdf5Link.text(input, name, name + nameSize);
    if (flags != 0 || count(layout, space) != 1) {
      return new Hdf5Attribute(shown, value, null);
    }
    byte[] text = text(layout, type, value, end);
    return new Hdf5Attribute(
        shown, value, text == null ? null : new String(text, StandardCharsets.ISO_8859_1));
  }

  private static byte @Nullable [] text(Hdf5Layout layout, long type, long value, long end)
      throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    int kind = input.u8(type) & 15;
    if (kind == STRING) {
      long size = input.u32(type + 4);
      if (size > end - value) {
        throw new MalformedContentException(
            value, "string of `" + size + "` bytes exceeds its attribute");
      }
      return input.bytes(value, size, VALUE);
    }
    if (kind == VARIABLE && (input.u8(type + 1) & 15) == 1) {
      long length = input.u32(value);
      long heap = layout.address(value + 4);
      long index = input.u32(value + 4 + layout.offsets());
      return length == 0 || heap == Hdf5Layout.UNDEFINED
          ? new byte[0]
          : GlobalHeap.object(layout, heap, index, length, VALUE);
    }
    return null;
  }

  /// The number of values; one for a scalar.
  private static long count(Hdf5Layout layout, long space)
      throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    int version = input.u8(space);
    int rank = input.u8(space + 1);
    if (version == 2 && input.u8(space + 3) == 2) {
      return 0;
    }
    long count = 1;
    long at = space + (version == 1 ? 8 : 4);
    for (int i = 0; i < rank && count <= 1; i++) {
      count *= Math.min(2, layout.length(at + (long) i * layout.lengths()));
    }
    return count;
  }

  private static long padded(int size, int version) {
    return version == 1 ? (size + 7L) / 8 * 8 : size;
  }
}
