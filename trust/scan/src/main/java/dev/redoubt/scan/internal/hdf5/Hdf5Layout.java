package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// The widths of addresses and lengths in a file, and its base address. Source of all structures in
/// this package: the HDF5 File Format Specification, version 3.0.
///
/// @param base the address of the superblock, to which all addresses are relative
/// @param offsets bytes of an address
/// @param lengths bytes of a length
record Hdf5Layout(ContentReader input, long base, int offsets, int lengths) {

  /// The undefined address.
  static final long UNDEFINED = -1;

  /// Reads an address, in bytes of the content, or [#UNDEFINED].
  long address(long at) throws IOException, MalformedContentException {
    long value = raw(at, offsets);
    if (value == ones(offsets)) {
      return UNDEFINED;
    }
    if (value < 0 || value > input.size() - base) {
      throw new MalformedContentException(
          at, "invalid address `" + Long.toUnsignedString(value) + "`");
    }
    return base + value;
  }

  /// Reads a length.
  long length(long at) throws IOException, MalformedContentException {
    return input.unsigned(at, lengths);
  }

  /// Fails if a structure does not begin with its signature.
  void expect(long at, String signature) throws IOException, MalformedContentException {
    for (int i = 0; i < signature.length(); i++) {
      if (input.u8(at + i) != signature.charAt(i)) {
        throw new MalformedContentException(at, "missing signature `" + signature + "`");
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
