package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Place;
import java.io.IOException;
import java.io.InputStream;

/// A file, or a member of an archive, that an analyser looks at.
///
/// Streaming is the cheap way: it holds nothing. Only one of [#stream] and [#bytes] may be used by
/// an analyser, once; [#prefix] may be used before either.
public interface Content {

  /// Where it is; the last of its members is its own name. Names are hostile: they are shown, and a
  /// hint at most.
  Place place();

  /// The first bytes, fewer where the content is shorter.
  byte[] prefix(int length) throws IOException;

  /// The content from its start.
  InputStream stream() throws IOException;

  /// The content to be read at any place; where it comes out of a compressed archive it is
  /// decompressed whole first, into memory or into a temporary file.
  ByteSource bytes() throws IOException;
}
