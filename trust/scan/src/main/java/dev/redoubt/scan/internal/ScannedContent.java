package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.DetectionLocation;
import java.io.IOException;
import java.io.InputStream;

/// A file, or an archive member, that analyzers read.
///
/// It can be read any number of times, sequentially or at random, because compressed members are
/// first decompressed into scratch space. What the methods return is for one thread and needs no
/// closing.
public interface ScannedContent {

  /// The location of the content; the last member is its own name. Names may be hostile: they are
  /// shown in reports, and are at most a hint.
  DetectionLocation place();

  /// Reads the first bytes; fewer if the content is shorter.
  byte[] prefix(int length) throws IOException;

  /// The content from its start, without a buffer: read it in large blocks.
  InputStream stream() throws IOException;

  /// The content with random access.
  ByteSource bytes() throws IOException;

  /// Creates a content from a source, which the caller closes.
  static ScannedContent of(DetectionLocation place, ByteSource source) {
    return new SourceContent(place, source);
  }

  /// A part of this content as a member named `name`, with offsets of its own.
  default ScannedContent part(String name, long start, long length) throws IOException {
    return of(place().member(name), bytes().part(start, length));
  }
}
