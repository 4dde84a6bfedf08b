package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Visits all objects of a file, reports references to other files, and passes attributes to a
/// visitor.
public final class Hdf5Walk {

  /// Groups and data sets of a file; the largest models have some ten thousand.
  private static final int OBJECTS = 2_000_000;

  /// Receives what the walk finds.
  @FunctionalInterface
  public interface Visitor {
    /// Receives an attribute of an object that is a single string.
    ///
    /// @param path of the object: empty for the root, else `/group/object`
    /// @param at the position of the string, or of the reference to it, in the content
    void attribute(String path, String name, byte[] text, long at)
        throws IOException, MalformedContentException;
  }

  private record Entry(String path, long address) {}

  private final Hdf5Layout layout;
  private final ContentFindings findings;
  private final Visitor visitor;
  private final Deque<Entry> open = new ArrayDeque<>();
  private final Set<Long> seen = new HashSet<>();

  private Hdf5Walk(Hdf5Layout layout, ContentFindings findings, Visitor visitor) {
    this.layout = layout;
    this.findings = findings;
    this.visitor = visitor;
  }

  /// Whether a content begins like this format; other bytes may precede it.
  public static boolean begins(byte[] prefix) {
    return Hdf5Superblock.begins(prefix);
  }

  /// Visits all objects.
  public static void walk(ContentReader input, ContentFindings findings, Visitor visitor)
      throws IOException, MalformedContentException {
    Hdf5Superblock superblock = Hdf5Superblock.of(input);
    Hdf5Walk walk = new Hdf5Walk(superblock.layout(), findings, visitor);
    if (superblock.root() == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(0, "no root group");
    }
    walk.open.add(new Entry("", superblock.root()));
    for (Entry next = walk.open.poll(); next != null; next = walk.open.poll()) {
      if (walk.seen.add(next.address())) {
        walk.object(next);
      }
      if (walk.seen.size() > OBJECTS) {
        throw new MalformedContentException(next.address(), "more than `" + OBJECTS + "` objects");
      }
    }
  }

  private void object(Entry object) throws IOException, MalformedContentException {
    for (ObjectHeader.Message message : ObjectHeader.messages(layout, object.address())) {
      long at = message.at();
      if (message.shared()) {
        if (message.type() == ObjectHeader.ATTRIBUTE || message.type() == ObjectHeader.LINK) {
          throw new MalformedContentException(at, "shared attributes are not supported");
        }
        continue;
      }
      switch (message.type()) {
        case ObjectHeader.SYMBOL_TABLE -> follow(object, GroupSymbolTable.links(layout, at), at);
        case ObjectHeader.LINK -> follow(object, List.of(Hdf5Link.of(layout, at)), at);
        case ObjectHeader.LINK_INFO -> follow(object, DenseStorage.links(layout, at), at);
        case ObjectHeader.ATTRIBUTE -> attribute(object, at, at + message.length());
        case ObjectHeader.ATTRIBUTE_INFO -> {
          for (FractalHeap.Extent extent : DenseStorage.attributes(layout, at)) {
            attribute(object, extent.at(), extent.at() + extent.length());
          }
        }
        case ObjectHeader.EXTERNAL_FILES -> externalFiles(object, at);
        case ObjectHeader.DATA_LAYOUT -> dataLayout(object, at);
        case ObjectHeader.FILTERS ->
            FilterPipeline.check(layout.input(), at, object.path(), findings);
        default -> {
          // types, dimensions and times
        }
      }
    }
  }

  private void attribute(Entry object, long at, long end)
      throws IOException, MalformedContentException {
    Hdf5Attribute attribute = Hdf5Attribute.of(layout, at, end);
    String text = attribute.text();
    if (text != null) {
      visitor.attribute(
          object.path(),
          attribute.name(),
          text.getBytes(StandardCharsets.ISO_8859_1),
          attribute.at());
    }
  }

  private void follow(Entry group, List<Hdf5Link> links, long at) {
    for (Hdf5Link link : links) {
      String path = group.path() + "/" + link.name();
      switch (link) {
        case Hdf5Link.Hard hard -> {
          if (hard.address() != Hdf5Layout.UNDEFINED) {
            open.add(new Entry(path.length() < Hdf5Link.TEXT ? path : "/...", hard.address()));
          }
        }
        case Hdf5Link.Soft _ -> {
          // its target is in this file, and visited through its own link
        }
        case Hdf5Link.External external ->
            outside(at, path, external.file(), "is a link to another file");
        case Hdf5Link.Other other ->
            findings.add(
                ModelFormatRule.HDF5_OUTSIDE,
                at,
                QuotedContent.of(path) + " is a link of the unknown type `" + other.kind() + "`");
      }
    }
  }

  private void outside(long at, String path, String file, String what) {
    ModelFormatRule rule =
        ModelFilePaths.leadsOutside(file)
            ? ModelFormatRule.HDF5_OUTSIDE
            : ModelFormatRule.HDF5_OTHER_FILE;
    findings.add(
        rule, at, "%s %s: %s".formatted(QuotedContent.of(path), what, QuotedContent.of(file)));
  }

  /// Raw data in other files: a heap of names, then a slot for each file.
  private void externalFiles(Entry object, long at) throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    int used = input.u16(at + 6);
    long heap = layout.address(at + 8);
    if (heap == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(at, "external file list without names");
    }
    layout.expect(heap, "HEAP");
    long size = layout.length(heap + 8);
    long names = layout.address(heap + 8 + 2L * layout.lengths());
    input.within(names, size);
    for (int i = 0; i < used; i++) {
      long slot = at + 8 + layout.offsets() + 3L * layout.lengths() * i;
      long offset = layout.length(slot);
      if (offset >= size) {
        throw new MalformedContentException(slot, "external file without a name");
      }
      String file = Hdf5Link.text(input, names + offset, names + size);
      outside(at, object.path(), file, "stores its data in another file");
    }
  }

  /// Version 3 and later have the class after the version; class 3 is a virtual data set.
  private void dataLayout(Entry object, long at) throws IOException, MalformedContentException {
    ContentReader input = layout.input();
    if (input.u8(at) >= 3 && input.u8(at + 1) == 3) {
      findings.add(
          ModelFormatRule.HDF5_OTHER_FILE,
          at,
          QuotedContent.of(object.path()) + " is a virtual data set, which may read other files");
    }
  }
}
