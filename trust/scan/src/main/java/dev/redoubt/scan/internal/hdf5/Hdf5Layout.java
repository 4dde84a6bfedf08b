package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// How a file writes addresses and lengths, and where it starts. Source of all structures in this
/// package: the HDF5 File Format Specification, version 3.0.
///
/// @param base the address of the superblock, from which all addresses count
/// @param offsets bytes of an address
/// @param lengths bytes of a length
record Hdf5Layout(ContentReader input, long base, int offsets, int lengths) {

  /// An address that points nowhere.
  static final long UNDEFINED = -1;

  /// The address that is written at a place, in bytes of the content, or [#UNDEFINED].
  long address(long at) throws IOException, MalformedContentException {
    long value = raw(at, offsets);
    if (value == ones(offsets)) {
      return UNDEFINED;
    }
    if (value < 0 || value > input.size() - base) {
      throw new MalformedContentException(
          at, "an address of `" + Long.toUnsignedString(value) + "`");
    }
    return base + value;
  }

  /// The length that is written at a place.
  long length(long at) throws IOException, MalformedContentException {
    return input.unsigned(at, lengths);
  }

  /// Refuses a structure that does not begin with its letters.
  void expect(long at, String signature) throws IOException, MalformedContentException {
    for (int i = 0; i < signature.length(); i++) {
      if (input.u8(at + i) != signature.charAt(i)) {
        throw new MalformedContentException(at, "no `" + signature + "` where one must be");
      }
    }
  }

  private long raw(long at, int width) throws IOException, MalformedContentException {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | input.u8(at + i);
    }
    return value;
  }

  private static long ones(int width) {
    return width == Long.BYTES ? -1 : (1L << (8 * width)) - 1;
  }
}
