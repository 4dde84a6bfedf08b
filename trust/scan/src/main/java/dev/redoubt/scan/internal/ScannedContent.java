package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.DetectionLocation;
import java.io.IOException;
import java.io.InputStream;

/// A file, or a member of an archive, that an analyser looks at.
///
/// It can be read as often as one likes, in either way: what comes out of a compressed archive has
/// been decompressed into scratch space first. What is returned is for one thread, and need not be
/// closed: it holds nothing of its own.
public interface ScannedContent {

  /// Where it is; the last of its members is its own name. Names are hostile: they are shown, and a
  /// hint at most.
  DetectionLocation place();

  /// The first bytes, fewer where the content is shorter.
  byte[] prefix(int length) throws IOException;

  /// The content from its start, without a buffer: read it in large pieces.
  InputStream stream() throws IOException;

  /// The content to be read at any place.
  ByteSource bytes() throws IOException;

  /// Bytes at a place; whoever made the source closes it.
  static ScannedContent of(DetectionLocation place, ByteSource source) {
    return new SourceContent(place, source);
  }

  /// A part of this content, at an offset of its own, as a member named `name`.
  default ScannedContent part(String name, long start, long length) throws IOException {
    return of(place().member(name), bytes().part(start, length));
  }
}
