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

/// Reads the links of a group of the older kind: a tree of nodes, and a heap with their names.
final class GroupSymbolTable {

  /// Groups of models have some hundred links.
  private static final int LINKS = 1_000_000;

  private static final int SOFT = 2;

  private final Hdf5Layout layout;
  private final ContentReader input;
  private final long names;
  private final long namesEnd;
  private final List<Hdf5Link> links = new ArrayList<>();

  private GroupSymbolTable(Hdf5Layout layout, long heap)
      throws IOException, MalformedContentException {
    this.layout = layout;
    this.input = layout.input();
    layout.expect(heap, "HEAP");
    long size = layout.length(heap + 8);
    this.names = layout.address(heap + 8 + 2L * layout.lengths());
    input.within(names, size);
    this.namesEnd = names + size;
  }

  /// The links of the group whose message is at a position.
  static List<Hdf5Link> links(Hdf5Layout layout, long message)
      throws IOException, MalformedContentException {
    long tree = layout.address(message);
    long heap = layout.address(message + layout.offsets());
    if (tree == Hdf5Layout.UNDEFINED || heap == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(message, "group without a link index");
    }
    GroupSymbolTable table = new GroupSymbolTable(layout, heap);
    Deque<Long> open = new ArrayDeque<>(List.of(tree));
    Set<Long> seen = new HashSet<>();
    for (Long node = open.poll(); node != null; node = open.poll()) {
      if (!seen.add(node)) {
        throw new MalformedContentException(node, "link index contains a cycle");
      }
      if (layout.input().u8(node) == 'S') {
        table.leaf(node);
      } else {
        table.inner(node, open);
      }
    }
    return table.links;
  }

  private void inner(long node, Deque<Long> open) throws IOException, MalformedContentException {
    layout.expect(node, "TREE");
    int used = input.u16(node + 6);
    long at = node + 8 + 2L * layout.offsets() + layout.lengths();
    for (int i = 0; i < used; i++) {
      long child = layout.address(at);
      if (child == Hdf5Layout.UNDEFINED) {
        throw new MalformedContentException(at, "link index has an undefined child address");
      }
      open.add(child);
      at += layout.offsets() + layout.lengths();
    }
  }

  private void leaf(long node) throws IOException, MalformedContentException {
    layout.expect(node, "SNOD");
    int count = input.u16(node + 6);
    long at = node + 8;
    for (int i = 0; i < count; i++) {
      String name = name(input.unsigned(at, layout.offsets()), at);
      long scratch = at + 2L * layout.offsets() + 8;
      if (input.u32(scratch - 8) == SOFT) {
        links.add(new Hdf5Link.Soft(name, name(input.u32(scratch), scratch)));
      } else {
        links.add(new Hdf5Link.Hard(name, layout.address(at + layout.offsets())));
      }
      at = scratch + 16;
    }
    if (links.size() > LINKS) {
      throw new MalformedContentException(node, "group with more than `" + LINKS + "` links");
    }
  }

  private String name(long offset, long at) throws IOException, MalformedContentException {
    if (offset >= namesEnd - names) {
      throw new MalformedContentException(at, "link name outside the group's heap");
    }
    return Hdf5Link.text(input, names + offset, namesEnd);
  }
}
