package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// The superblock of a file, and its root group.
///
/// @param root the address of the header of the root group
record Hdf5Superblock(Hdf5Layout layout, long root) {

  private static final long SIGNATURE = 0x0a1a0a0d46444889L;

  /// The signature is at 0, at 512, or at any doubling of that. Data in front of it belongs to the
  /// user.
  private static final int FIRST_BLOCK = 512;

  static Hdf5Superblock of(ContentReader input) throws IOException, MalformedContentException {
    for (long at = 0; at <= input.size() - 16; at = at == 0 ? FIRST_BLOCK : 2 * at) {
      if (input.i64(at) == SIGNATURE) {
        return at(input, at);
      }
    }
    throw new MalformedContentException(0, "missing HDF5 signature");
  }

  static boolean begins(byte[] prefix) {
    for (int at = 0; at + 8 <= prefix.length; at = at == 0 ? FIRST_BLOCK : 2 * at) {
      long value = 0;
      for (int i = 7; i >= 0; i--) {
        value = (value << 8) | (prefix[at + i] & 0xff);
      }
      if (value == SIGNATURE) {
        return true;
      }
    }
    return false;
  }

  private static Hdf5Superblock at(ContentReader input, long at)
      throws IOException, MalformedContentException {
    int version = input.u8(at + 8);
    if (version > 3) {
      throw new MalformedContentException(
          at + 8, "unsupported superblock version `" + version + "`");
    }
    boolean old = version < 2;
    int offsets = input.u8(at + (old ? 13 : 9));
    int lengths = input.u8(at + (old ? 14 : 10));
    if (!isWidth(offsets) || !isWidth(lengths)) {
      throw new MalformedContentException(
          at,
          "unsupported sizes: addresses of `"
              + offsets
              + "` and lengths of `"
              + lengths
              + "` bytes");
    }
    Hdf5Layout layout = new Hdf5Layout(input, at, offsets, lengths);
    long addresses = at + (old ? version == 0 ? 24 : 28 : 12);
    whole(layout, addresses + 2L * offsets);
    long root = old ? addresses + 5L * offsets : addresses + 3L * offsets;
    return new Hdf5Superblock(layout, layout.address(root));
  }

  /// The library rejects a file that is shorter than it declares, including the user block; data
  /// after the end belongs to nobody.
  private static void whole(Hdf5Layout layout, long at)
      throws IOException, MalformedContentException {
    long end = layout.input().unsigned(at, layout.offsets());
    long size = layout.input().size();
    if (end > size) {
      throw new MalformedContentException(at, "truncated: `" + size + "` of `" + end + "` bytes");
    }
  }

  private static boolean isWidth(int width) {
    return width == 2 || width == 4 || width == 8;
  }
}
