package dev.redoubt.scan.internal.gguf;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the descriptions of the tensors, and checks that each lies inside the file and overlaps no
/// other.
final class GgufTensors {

  /// The library rejects names of 64 bytes and more; some converters wrote longer ones.
  private static final int NAME = 1_024;

  /// `GGML_MAX_DIMS`.
  private static final int DIMENSIONS = 4;

  private final GgufCursor cursor;
  private final ContentFindings findings;
  private final long alignment;

  private record Extent(String name, long described, long begin, long end) {}

  GgufTensors(GgufCursor cursor, ContentFindings findings, long alignment) {
    this.cursor = cursor;
    this.findings = findings;
    this.alignment = alignment;
  }

  void read(long count, long size) throws IOException, MalformedContentException {
    List<Extent> extents = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      Extent extent = tensor();
      if (!names.add(extent.name())) {
        findings.add(
            ModelFormatRule.GGUF_DUPLICATE,
            extent.described(),
            "tensor " + QuotedContent.of(extent.name()) + " is described twice");
      }
      extents.add(extent);
    }
    place(extents, Math.min(aligned(cursor.at()), size), size);
  }

  private Extent tensor() throws IOException, MalformedContentException {
    long at = cursor.at();
    String name = cursor.text(NAME);
    long dimensions = cursor.u32();
    if (dimensions > DIMENSIONS) {
      throw new MalformedContentException(
          at, "tensor " + QuotedContent.of(name) + " has `" + dimensions + "` dimensions");
    }
    long elements = 1;
    long row = 1;
    for (int i = 0; i < dimensions; i++) {
      long dimension = cursor.count();
      if (dimension != 0 && elements > Long.MAX_VALUE / dimension) {
        throw new MalformedContentException(
            at, "the size of tensor " + QuotedContent.of(name) + " overflows");
      }
      elements *= dimension;
      row = i == 0 ? dimension : row;
    }
    long number = cursor.u32();
    GgmlType type = GgmlType.of(number);
    long offset = cursor.u63();
    if (type == null || row % type.elements() != 0) {
      throw new MalformedContentException(
          at, "tensor " + QuotedContent.of(name) + " has the unknown type `" + number + "`");
    }
    long blocks = elements / type.elements();
    if (blocks > Long.MAX_VALUE / type.bytes() || offset > Long.MAX_VALUE - blocks * type.bytes()) {
      throw new MalformedContentException(
          at, "the size of tensor " + QuotedContent.of(name) + " overflows");
    }
    if (offset % alignment != 0) {
      throw new MalformedContentException(
          at, "tensor " + QuotedContent.of(name) + " at offset `" + offset + "` is not aligned");
    }
    return new Extent(name, at, offset, offset + blocks * type.bytes());
  }

  private void place(List<Extent> extents, long data, long size)
      throws IOException, MalformedContentException {
    extents.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
    long covered = 0;
    for (Extent extent : extents) {
      if (extent.end() > size - data) {
        throw new MalformedContentException(
            extent.described(),
            "tensor %s ends at `%d`, but there are `%d` bytes of data"
                .formatted(QuotedContent.of(extent.name()), extent.end(), size - data));
      }
      if (extent.begin() < covered && extent.end() > extent.begin()) {
        findings.add(
            ModelFormatRule.GGUF_OVERLAP,
            extent.described(),
            "tensor " + QuotedContent.of(extent.name()) + " overlaps another tensor");
      } else if (extent.begin() > aligned(covered)) {
        hidden(data + aligned(covered), data + extent.begin());
      }
      covered = Math.max(covered, extent.end());
    }
    long end = data + aligned(covered);
    if (end < size) {
      hidden(end, size);
    }
  }

  private void hidden(long from, long to) throws IOException {
    findings.add(
        ModelFormatRule.GGUF_HIDDEN, from, "`" + (to - from) + "` bytes that belong to no tensor");
    findings.inspect(from, to);
  }

  private long aligned(long offset) {
    return (offset + alignment - 1) / alignment * alignment;
  }
}
