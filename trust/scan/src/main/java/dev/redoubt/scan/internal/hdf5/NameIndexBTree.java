package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A version 2 B-tree: the positions of all its records.
final class NameIndexBTree {

  private static final int RECORDS = 1_000_000;

  /// Signature, version and type before the records, and a checksum after them.
  private static final int HEAD = 6;

  private static final int OVERHEAD = HEAD + 4;

  private record Node(long address, long records, int depth) {}

  private final Hdf5Layout layout;
  private final ContentReader input;
  private final int nodeSize;
  private final int recordSize;
  private final Deque<Node> open = new ArrayDeque<>();
  private final List<Long> found = new ArrayList<>();

  private NameIndexBTree(Hdf5Layout layout, long tree)
      throws IOException, MalformedContentException {
    this.layout = layout;
    this.input = layout.input();
    layout.expect(tree, "BTHD");
    long size = input.u32(tree + 6);
    this.recordSize = input.u16(tree + 10);
    int depth = input.u16(tree + 12);
    if (size > input.size() || size < OVERHEAD || recordSize == 0 || depth > 16) {
      throw new MalformedContentException(tree, "unsupported tree node size `" + size + "`");
    }
    this.nodeSize = (int) size;
    long root = layout.address(tree + 16);
    if (root != Hdf5Layout.UNDEFINED) {
      open.add(new Node(root, input.u16(tree + 16 + layout.offsets()), depth));
    }
  }

  /// The positions of the records.
  static List<Long> records(Hdf5Layout layout, long tree)
      throws IOException, MalformedContentException {
    NameIndexBTree opened = new NameIndexBTree(layout, tree);
    Set<Long> seen = new HashSet<>();
    for (Node node = opened.open.poll(); node != null; node = opened.open.poll()) {
      if (!seen.add(node.address()) || opened.found.size() > RECORDS) {
        throw new MalformedContentException(
            node.address(), "tree contains a cycle, or has too many records");
      }
      opened.read(node);
    }
    return opened.found;
  }

  private void read(Node node) throws IOException, MalformedContentException {
    layout.expect(node.address(), node.depth() == 0 ? "BTLF" : "BTIN");
    long at = node.address() + HEAD;
    if (node.records() * recordSize > nodeSize) {
      throw new MalformedContentException(
          node.address(), "invalid tree node with `" + node.records() + "` records");
    }
    for (long i = 0; i < node.records(); i++) {
      found.add(at);
      at += recordSize;
    }
    if (node.depth() > 0) {
      children(node, at);
    }
  }

  /// Counts are written in as few bytes as the largest one needs.
  private void children(Node node, long start) throws IOException, MalformedContentException {
    long most = (long) (nodeSize - OVERHEAD) / recordSize;
    int count = width(most);
    long total = most;
    int totalWidth = 0;
    for (int depth = 1; depth < node.depth(); depth++) {
      totalWidth = width(total);
      int pointer = layout.offsets() + count + (depth > 1 ? totalWidth : 0);
      long inner = Math.max(0, (nodeSize - OVERHEAD - pointer) / (recordSize + pointer));
      total = (inner + 1) * total + inner;
    }
    totalWidth = node.depth() > 1 ? width(total) : 0;
    long at = start;
    for (long i = 0; i <= node.records(); i++) {
      long child = layout.address(at);
      if (child == Hdf5Layout.UNDEFINED) {
        throw new MalformedContentException(at, "tree node has an undefined child address");
      }
      open.add(new Node(child, input.unsigned(at + layout.offsets(), count), node.depth() - 1));
      at += layout.offsets() + count + totalWidth;
    }
  }

  private static int width(long most) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(most) + 7) / 8);
  }
}
