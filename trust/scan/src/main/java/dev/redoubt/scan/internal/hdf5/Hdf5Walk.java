package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Visits all objects of a file: what leads out of it is reported, attributes are handed on.
public final class Hdf5Walk {

  /// Groups and data sets of a file; the largest models have some ten thousand.
  private static final int OBJECTS = 2_000_000;

  /// What a visitor is told.
  @FunctionalInterface
  public interface Visitor {
    /// An object has an attribute that is one text.
    ///
    /// @param path of the object: empty for the root, else `/group/object`
    /// @param at where the text, or what refers to it, is in the content
    void attribute(String path, String name, byte[] text, long at) throws IOException, Malformed;
  }

  private record Entry(String path, long address) {}

  private final Layout layout;
  private final Findings findings;
  private final Visitor visitor;
  private final Deque<Entry> open = new ArrayDeque<>();
  private final Set<Long> seen = new HashSet<>();

  private Hdf5Walk(Layout layout, Findings findings, Visitor visitor) {
    this.layout = layout;
    this.findings = findings;
    this.visitor = visitor;
  }

  /// Whether a content begins as this format does; it may have other bytes in front.
  public static boolean begins(byte[] prefix) {
    return Superblock.begins(prefix);
  }

  /// Visits all objects.
  public static void walk(Input input, Findings findings, Visitor visitor)
      throws IOException, Malformed {
    Superblock superblock = Superblock.of(input);
    Hdf5Walk walk = new Hdf5Walk(superblock.layout(), findings, visitor);
    if (superblock.root() == Layout.UNDEFINED) {
      throw new Malformed(0, "no root group");
    }
    walk.open.add(new Entry("", superblock.root()));
    for (Entry next = walk.open.poll(); next != null; next = walk.open.poll()) {
      if (walk.seen.add(next.address())) {
        walk.object(next);
      }
      if (walk.seen.size() > OBJECTS) {
        throw new Malformed(next.address(), "more than `" + OBJECTS + "` objects");
      }
    }
  }

  private void object(Entry object) throws IOException, Malformed {
    for (ObjectHeader.Message message : ObjectHeader.messages(layout, object.address())) {
      long at = message.at();
      if (message.shared()) {
        if (message.type() == ObjectHeader.ATTRIBUTE || message.type() == ObjectHeader.LINK) {
          throw new Malformed(at, "an attribute that is shared between objects");
        }
        continue;
      }
      switch (message.type()) {
        case ObjectHeader.SYMBOL_TABLE -> follow(object, SymbolTable.links(layout, at), at);
        case ObjectHeader.LINK -> follow(object, List.of(Link.of(layout, at)), at);
        case ObjectHeader.LINK_INFO -> follow(object, Dense.links(layout, at), at);
        case ObjectHeader.ATTRIBUTE -> attribute(object, at, at + message.length());
        case ObjectHeader.ATTRIBUTE_INFO -> {
          for (FractalHeap.Extent extent : Dense.attributes(layout, at)) {
            attribute(object, extent.at(), extent.at() + extent.length());
          }
        }
        case ObjectHeader.EXTERNAL_FILES -> externalFiles(object, at);
        case ObjectHeader.DATA_LAYOUT -> dataLayout(object, at);
        case ObjectHeader.FILTERS -> Filters.check(layout.input(), at, object.path(), findings);
        default -> {
          // types, dimensions and times
        }
      }
    }
  }

  private void attribute(Entry object, long at, long end) throws IOException, Malformed {
    Attribute attribute = Attribute.of(layout, at, end);
    String text = attribute.text();
    if (text != null) {
      visitor.attribute(
          object.path(),
          attribute.name(),
          text.getBytes(StandardCharsets.ISO_8859_1),
          attribute.at());
    }
  }

  private void follow(Entry group, List<Link> links, long at) {
    for (Link link : links) {
      String path = group.path() + "/" + link.name();
      switch (link) {
        case Link.Hard hard -> {
          if (hard.address() != Layout.UNDEFINED) {
            open.add(new Entry(path.length() < Link.TEXT ? path : "/...", hard.address()));
          }
        }
        case Link.Soft _ -> {
          // its target is in this file, and visited through its own link
        }
        case Link.External external ->
            outside(at, path, external.file(), "is a link to another file");
        case Link.Other other ->
            findings.add(
                ModelFormatRule.HDF5_OUTSIDE,
                at,
                Shown.of(path) + " is a link of the unknown kind `" + other.kind() + "`");
      }
    }
  }

  private void outside(long at, String path, String file, String what) {
    ModelFormatRule rule =
        ModelPaths.leadsOutside(file)
            ? ModelFormatRule.HDF5_OUTSIDE
            : ModelFormatRule.HDF5_OTHER_FILE;
    findings.add(rule, at, "%s %s: %s".formatted(Shown.of(path), what, Shown.of(file)));
  }

  /// Raw data in other files: a heap of names, then a slot for each file.
  private void externalFiles(Entry object, long at) throws IOException, Malformed {
    Input input = layout.input();
    int used = input.u16(at + 6);
    long heap = layout.address(at + 8);
    if (heap == Layout.UNDEFINED) {
      throw new Malformed(at, "a list of files without names");
    }
    layout.expect(heap, "HEAP");
    long size = layout.length(heap + 8);
    long names = layout.address(heap + 8 + 2L * layout.lengths());
    input.within(names, size);
    for (int i = 0; i < used; i++) {
      long slot = at + 8 + layout.offsets() + 3L * layout.lengths() * i;
      long offset = layout.length(slot);
      if (offset >= size) {
        throw new Malformed(slot, "a file without a name");
      }
      String file = Link.text(input, names + offset, names + size);
      outside(at, object.path(), file, "has its data in another file");
    }
  }

  /// Version 3 and later have their class after the version; 3 is a data set made of others.
  private void dataLayout(Entry object, long at) throws IOException, Malformed {
    Input input = layout.input();
    if (input.u8(at) >= 3 && input.u8(at + 1) == 3) {
      findings.add(
          ModelFormatRule.HDF5_OTHER_FILE,
          at,
          Shown.of(object.path())
              + " is put together from other data sets, which other files may have");
    }
  }
}
