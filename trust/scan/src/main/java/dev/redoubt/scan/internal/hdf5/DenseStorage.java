package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the links and attributes of objects that have many of them, which are stored in a heap
/// with a B-tree of their names.
final class DenseStorage {

  private DenseStorage() {}

  /// The links that a link info message refers to; empty if all are in the header.
  static List<Hdf5Link> links(Hdf5Layout layout, long message)
      throws IOException, MalformedContentException {
    boolean ordered = (layout.input().u8(message + 1) & 1) != 0;
    long at = message + 2 + (ordered ? 8 : 0);
    List<Hdf5Link> links = new ArrayList<>();
    // a record of the tree of link names is a hash of four bytes and the position in the heap
    for (FractalHeap.Extent extent : extents(layout, at, 4)) {
      links.add(Hdf5Link.of(layout, extent.at()));
    }
    return links;
  }

  /// The attribute messages that an attribute info message refers to.
  static List<FractalHeap.Extent> attributes(Hdf5Layout layout, long message)
      throws IOException, MalformedContentException {
    boolean ordered = (layout.input().u8(message + 1) & 1) != 0;
    return extents(layout, message + 2 + (ordered ? 2 : 0), 0);
  }

  private static List<FractalHeap.Extent> extents(Hdf5Layout layout, long at, int idOffset)
      throws IOException, MalformedContentException {
    long heap = layout.address(at);
    long tree = layout.address(at + layout.offsets());
    if (heap == Hdf5Layout.UNDEFINED) {
      return List.of();
    }
    if (tree == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(at, "heap without an index of its content");
    }
    FractalHeap opened = FractalHeap.of(layout, heap);
    List<FractalHeap.Extent> extents = new ArrayList<>();
    for (long record : NameIndexBTree.records(layout, tree)) {
      extents.add(opened.find(record + idOffset));
    }
    return extents;
  }
}
