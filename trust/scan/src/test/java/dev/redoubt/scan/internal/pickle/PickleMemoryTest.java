package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Measures the memory that a pickle takes, in a JVM with a small heap.
class PickleMemoryTest {

  /// Each stores a dictionary, its strings and a tuple, like Python's pickler.
  private static final int ENTRIES = 5_000_000;

  @Test
  void staysWithinASmallHeap_whenAPickleStoresMillionsOfValues()
      throws IOException, InterruptedException {
    ProgramRun.of(
            List.of(
                ProgramRun.ofJdk("java"),
                "-XX:+UseSerialGC",
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName()))
        .succeeds();
  }

  static final class Reader {
    private Reader() {}

    public static void main(String[] args) {
      PickleScan scan = PickleScan.of(new Streamed(), EnumSet.allOf(ModelFlavour.class));
      System.out.println(scan.found());
      System.exit(scan.found().isEmpty() ? 0 : 1);
    }
  }

  private record Streamed() implements ScannedContent {
    @Override
    public DetectionLocation place() {
      return DetectionLocation.of("dense.pkl");
    }

    @Override
    public byte[] prefix(int length) throws IOException {
      return stream().readNBytes(length);
    }

    @Override
    public InputStream stream() {
      return new Dense();
    }

    @Override
    public ByteSource bytes() {
      throw new IllegalStateException("not needed");
    }
  }

  /// A pickle that is generated while it is read.
  private static final class Dense extends InputStream {
    private static final byte[] BEGIN = bytes("\200\004]\224");
    private byte[] piece = BEGIN;
    private int at;
    private int entries;

    @Override
    public int read() {
      if (at == piece.length && !next()) {
        return -1;
      }
      return piece[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == piece.length && !next()) {
        return -1;
      }
      int count = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, target, offset, count);
      at += count;
      return count;
    }

    private boolean next() {
      if (entries > ENTRIES) {
        return false;
      }
      String word = "word" + entries;
      piece =
          entries == ENTRIES
              ? bytes(".")
              : bytes(
                  "}\224(\214"
                      + (char) word.length()
                      + word
                      + "\224K\001\214\001k\224K\001K\002\206\224ua");
      entries++;
      at = 0;
      return true;
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
