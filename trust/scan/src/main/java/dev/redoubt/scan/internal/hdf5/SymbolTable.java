package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The links of a group of the older kind: a tree of nodes, and a heap with their names.
final class SymbolTable {

  /// Groups of models have some hundred links.
  private static final int LINKS = 1_000_000;

  private static final int SOFT = 2;

  private final Layout layout;
  private final Input input;
  private final long names;
  private final long namesEnd;
  private final List<Link> links = new ArrayList<>();

  private SymbolTable(Layout layout, long heap) throws IOException, Malformed {
    this.layout = layout;
    this.input = layout.input();
    layout.expect(heap, "HEAP");
    long size = layout.length(heap + 8);
    this.names = layout.address(heap + 8 + 2L * layout.lengths());
    input.within(names, size);
    this.namesEnd = names + size;
  }

  /// The links of the group whose message is at a place.
  static List<Link> links(Layout layout, long message) throws IOException, Malformed {
    long tree = layout.address(message);
    long heap = layout.address(message + layout.offsets());
    if (tree == Layout.UNDEFINED || heap == Layout.UNDEFINED) {
      throw new Malformed(message, "a group without a list of its links");
    }
    SymbolTable table = new SymbolTable(layout, heap);
    Deque<Long> open = new ArrayDeque<>(List.of(tree));
    Set<Long> seen = new HashSet<>();
    for (Long node = open.poll(); node != null; node = open.poll()) {
      if (!seen.add(node)) {
        throw new Malformed(node, "a list of links that comes back to itself");
      }
      if (layout.input().u8(node) == 'S') {
        table.leaf(node);
      } else {
        table.inner(node, open);
      }
    }
    return table.links;
  }

  private void inner(long node, Deque<Long> open) throws IOException, Malformed {
    layout.expect(node, "TREE");
    int used = input.u16(node + 6);
    long at = node + 8 + 2L * layout.offsets() + layout.lengths();
    for (int i = 0; i < used; i++) {
      long child = layout.address(at);
      if (child == Layout.UNDEFINED) {
        throw new Malformed(at, "a list of links that goes on nowhere");
      }
      open.add(child);
      at += layout.offsets() + layout.lengths();
    }
  }

  private void leaf(long node) throws IOException, Malformed {
    layout.expect(node, "SNOD");
    int count = input.u16(node + 6);
    long at = node + 8;
    for (int i = 0; i < count; i++) {
      String name = name(input.unsigned(at, layout.offsets()), at);
      long scratch = at + 2L * layout.offsets() + 8;
      if (input.u32(scratch - 8) == SOFT) {
        links.add(new Link.Soft(name, name(input.u32(scratch), scratch)));
      } else {
        links.add(new Link.Hard(name, layout.address(at + layout.offsets())));
      }
      at = scratch + 16;
    }
    if (links.size() > LINKS) {
      throw new Malformed(node, "a group of more than `" + LINKS + "` links");
    }
  }

  private String name(long offset, long at) throws IOException, Malformed {
    if (offset >= namesEnd - names) {
      throw new Malformed(at, "a name that is not in the group's heap");
    }
    return Link.text(input, names + offset, namesEnd);
  }
}
