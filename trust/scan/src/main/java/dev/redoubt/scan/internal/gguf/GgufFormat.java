package dev.redoubt.scan.internal.gguf;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import java.io.IOException;

/// Reads GGUF, versions 1 to 3, in either byte order: typed metadata, then the descriptions of the
/// tensors, then their data. Source: `docs/gguf.md` of ggml.
public final class GgufFormat {

  private static final int MAGIC = 0x46554747;

  /// The newest known version; later ones may differ in any way.
  private static final int NEWEST = 3;

  private GgufFormat() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.GGUF_UNREADABLE, GgufFormat::parse);
  }

  /// Whether a content begins like this format.
  public static boolean begins(byte[] prefix) {
    return prefix.length >= 4
        && prefix[0] == 'G'
        && prefix[1] == 'G'
        && prefix[2] == 'U'
        && prefix[3] == 'F';
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    if (input.u32(0) != MAGIC) {
      throw new MalformedContentException(0, "missing magic number `GGUF`");
    }
    int written = (int) input.u32(4);
    boolean big = (written & 0xffff) == 0;
    int version = big ? Integer.reverseBytes(written) : written;
    if (version < 1 || version > NEWEST) {
      throw new MalformedContentException(
          4, "unsupported version `" + Integer.toUnsignedString(version) + "` of GGUF");
    }
    GgufCursor cursor = new GgufCursor(input, 8, big, version);
    long tensors = cursor.count();
    long values = cursor.count();
    GgufMetadata metadata = new GgufMetadata(cursor, findings);
    metadata.read(values);
    new GgufTensors(cursor, findings, metadata.alignment()).read(tensors, input.size());
  }
}
