package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// Reads strings of variable length.
final class GlobalHeap {

  private GlobalHeap() {}

  /// The bytes of an object.
  ///
  /// @param length as declared by the reference
  static byte[] object(Hdf5Layout layout, long heap, long index, long length, int most)
      throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    layout.expect(heap, "GCOL");
    long size = layout.length(heap + 8);
    input.within(heap, size);
    int head = 8 + layout.lengths();
    for (long at = heap + 8 + layout.lengths(); at + head <= heap + size; ) {
      long object = layout.length(at + 8);
      if (object > heap + size - at - head) {
        break;
      }
      int found = input.u16(at);
      if (found == index && found != 0) {
        if (length > object) {
          throw new MalformedContentException(
              at,
              "the reference declares `" + length + "` bytes, but the string has `" + object + "`");
        }
        return input.bytes(at + head, length, most);
      }
      if (found == 0) {
        break;
      }
      at += head + (object + 7) / 8 * 8;
    }
    throw new MalformedContentException(heap, "string `" + index + "` is not in its heap");
  }
}
