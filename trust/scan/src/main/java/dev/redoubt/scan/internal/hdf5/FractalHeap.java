package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// A fractal heap, whose blocks double in size from row to row.
final class FractalHeap {

  /// The position of an object in the heap.
  record Extent(long at, long length) {}

  private static final int KIND = 0x30;
  private static final int TINY = 0x20;

  private final Hdf5Layout layout;
  private final ContentReader input;
  private final int width;
  private final long startSize;
  private final long largestDirect;
  private final int offsetBytes;
  private final int lengthBytes;
  private final long root;
  private final int rows;

  private FractalHeap(Hdf5Layout layout, long at) throws IOException, MalformedContentException {
    this.layout = layout;
    this.input = layout.input();
    layout.expect(at, "FRHP");
    if (input.u16(at + 7) != 0) {
      throw new MalformedContentException(at, "compressed heaps are not supported");
    }
    long largest = input.u32(at + 10);
    long table = at + 14 + 10L * layout.lengths() + 2L * layout.offsets();
    this.width = input.u16(table);
    this.startSize = layout.length(table + 2);
    this.largestDirect = layout.length(table + 2 + layout.lengths());
    long rest = table + 2 + 2L * layout.lengths();
    int bits = input.u16(rest);
    this.root = layout.address(rest + 4);
    this.rows = input.u16(rest + 4 + layout.offsets());
    this.offsetBytes = (bits + 7) / 8;
    this.lengthBytes = bytes(Math.min(largestDirect, largest));
    if (width == 0 || startSize == 0 || offsetBytes == 0 || offsetBytes > 8 || rows > 64) {
      throw new MalformedContentException(
          at, "invalid fractal heap with `" + width + "` blocks per row");
    }
  }

  static FractalHeap of(Hdf5Layout layout, long at) throws IOException, MalformedContentException {
    return new FractalHeap(layout, at);
  }

  /// Finds the object with an identifier.
  ///
  /// @param id the position of the identifier
  Extent find(long id) throws IOException, MalformedContentException {
    int flags = input.u8(id);
    if ((flags & KIND) == TINY) {
      return new Extent(id + 1, (flags & 15) + 1L);
    }
    if ((flags & KIND) != 0 || root == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(id, "heap object is stored outside its heap");
    }
    long offset = input.unsigned(id + 1, offsetBytes);
    long length = input.unsigned(id + 1 + offsetBytes, lengthBytes);
    long at = rows == 0 ? root + offset : locate(root, offset, rows);
    input.within(at, length);
    return new Extent(at, length);
  }

  private long locate(long block, long heapOffset, int blockRows)
      throws IOException, MalformedContentException {
    long at = block;
    long offset = heapOffset;
    int count = blockRows;
    // each step goes to a smaller block
    for (int step = 0; step < 64; step++) {
      layout.expect(at, "FHIB");
      int row = 0;
      long size = startSize;
      while (row < count && offset >= size * width) {
        offset -= size * width;
        row++;
        size = row < 2 ? startSize : size * 2;
        if (size <= 0 || size > Long.MAX_VALUE / width) {
          throw new MalformedContentException(at, "heap blocks are too large");
        }
      }
      if (row >= count) {
        throw new MalformedContentException(at, "offset outside the heap");
      }
      long entry = at + 5 + layout.offsets() + offsetBytes;
      long child = layout.address(entry + (row * (long) width + offset / size) * layout.offsets());
      if (child == Hdf5Layout.UNDEFINED) {
        throw new MalformedContentException(entry, "offset in a missing heap block");
      }
      offset %= size;
      if (size <= largestDirect) {
        return child + offset;
      }
      at = child;
      count =
          Long.numberOfTrailingZeros(size / startSize)
              - Long.numberOfTrailingZeros(Math.max(1, Long.highestOneBit(width)))
              + 1;
    }
    throw new MalformedContentException(block, "heap blocks are nested too deeply");
  }

  private static int bytes(long most) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(most) + 7) / 8);
  }
}
