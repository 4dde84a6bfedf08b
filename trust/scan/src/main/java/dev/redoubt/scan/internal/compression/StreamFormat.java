package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/// A format that compresses one stream, as a chain of frames.
public enum StreamFormat {
  GZIP("gzip") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      return GzipFrame.open(source, start);
    }
  },
  ZLIB("zlib") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      if (start > 0) {
        throw new IOException("readers decompress a single stream only");
      }
      InflatingStream inflating = new InflatingStream(source, start, true);
      return new Frame(inflating, inflating::end);
    }
  },
  XZ("xz") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      CountingInputStream input = counting(source, start);
      return new Frame(new SingleXZInputStream(input, MEMORY), () -> start + input.taken());
    }
  },
  LZMA("lzma") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      CountingInputStream input = counting(source, start);
      return new Frame(new LZMAInputStream(input, MEMORY), () -> start + input.taken());
    }
  },
  BZIP2("bzip2") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      CountingInputStream input = counting(source, start);
      return new Frame(new BZip2CompressorInputStream(input), () -> start + input.taken());
    }
  },
  LZ4("lz4") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      CountingInputStream input = counting(source, start);
      return new Frame(new FramedLZ4CompressorInputStream(input), () -> start + input.taken());
    }
  },
  /// Reads a chain of frames itself, and rejects windows of more than 8 MiB.
  ZSTD("zstd") {
    @Override
    Frame open(ByteSource source, long start) throws IOException {
      return new Frame(new ZstdInputStream(counting(source, start)), source::size);
    }
  };

  /// In KiB: a dictionary of 128 MiB and the decoder's other memory. `xz -9` needs 65 MiB.
  private static final int MEMORY = 160 << 10;

  private final String label;

  StreamFormat(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /// Opens the frame at a position.
  abstract Frame open(ByteSource source, long start) throws IOException;

  private static CountingInputStream counting(ByteSource source, long start) throws IOException {
    return new CountingInputStream(source.part(start, source.size() - start));
  }

  /// One frame.
  ///
  /// @param unpacked the decompressed data
  /// @param end the end of the frame, once everything was read
  record Frame(InputStream unpacked, End end) {}

  /// A position that becomes known later.
  @FunctionalInterface
  interface End {
    long position() throws IOException;
  }
}
