package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.internal.SourceStream;
import dev.redoubt.scan.internal.compression.InflatingStream;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/// The compression methods of a member: APPNOTE.TXT 4.4.5.
final class ZipMethod {

  /// In KiB, and in bytes: as for separate streams.
  private static final int MEMORY = 160 << 10;

  private static final int DICTIONARY = 128 << 20;

  private ZipMethod() {}

  static InputStream open(ZipMember member, ByteSource data)
      throws IOException, UnsupportedCompressionException {
    return switch (member.method()) {
      case 8 -> new InflatingStream(data, 0, false);
      case 9 -> new Deflate64CompressorInputStream(buffered(data));
      case 12 -> new BZip2CompressorInputStream(buffered(data));
      case 14 -> lzma(data, member.endMarked() ? -1 : member.size());
      case 20, 93 -> new ZstdInputStream(buffered(data));
      case 95 -> new XZInputStream(buffered(data), MEMORY);
      default -> throw new UnsupportedCompressionException();
    };
  }

  /// Version, length of the properties, properties, then the stream: 5.8.8.
  private static InputStream lzma(ByteSource data, long size) throws IOException {
    byte[] head = data.prefix(9);
    if (head.length < 9 || LittleEndian.short16(head, 2) != 5) {
      throw new EOFException();
    }
    long dictionary = LittleEndian.int32(head, 5);
    if (dictionary > DICTIONARY) {
      throw new IOException("the dictionary exceeds 128 MiB");
    }
    InputStream stream = buffered(data.part(9, data.size()));
    return new LZMAInputStream(stream, size, head[4], (int) dictionary);
  }

  private static InputStream buffered(ByteSource data) {
    return new BufferedInputStream(new SourceStream(data), 1 << 15);
  }
}
