import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.pickle.PickleAnalyser;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Times the pickle machine in one JVM, on one thread: `java -XX:+UseSerialGC -Xmx64m -cp CLASSES
/// benchmarks/PickleThroughput.java [FILE [MB]]`, with the classes and resources of `trust/scan`.
///
/// Where FILE is not there it makes a dense pickle of so many MB (50), without FILE in the folder
/// for temporary files: dictionaries of short texts and small numbers, tuples, and texts that are
/// remembered and fetched again, as Python's pickler writes them with protocol 4. The heap is the
/// memory that it takes. Prints the first round, in which the JVM is cold, and the minimum, median
/// and maximum of the others, in seconds of the thread's processor time.
final class PickleThroughput {

  private static final int MEGABYTES = 50;
  private static final int ROUNDS = 9;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private PickleThroughput() {}

  public static void main(String[] args) throws IOException {
    Path pickle = pickle(args);
    double size = Files.size(pickle) / 1e6;
    double first = round(pickle);
    double[] seconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      seconds[i] = round(pickle);
    }
    Arrays.sort(seconds);
    System.out.printf(
        "seconds  first %.3f  min %.3f  median %.3f  max %.3f   %.1f MB, %.0f MB/s%n",
        first,
        seconds[0],
        seconds[ROUNDS / 2],
        seconds[ROUNDS - 1],
        size,
        size / seconds[ROUNDS / 2]);
  }

  private static double round(Path pickle) throws IOException {
    Collected collected = new Collected();
    long start = THREADS.getCurrentThreadCpuTime();
    new PickleAnalyser().analyse(new File(pickle), collected);
    double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    if (collected.found != null) {
      System.out.println(collected.found.rule().id() + ": " + collected.found.message());
    }
    return seconds;
  }

  private static Path pickle(String[] args) throws IOException {
    Path file;
    if (args.length == 0) {
      file = Files.createTempFile("dense", ".pkl");
      file.toFile().deleteOnExit();
    } else {
      file = Path.of(args[0]);
      if (Files.exists(file)) {
        return file;
      }
    }
    writeDense(file, (args.length < 2 ? MEGABYTES : Integer.parseInt(args[1])) * 1_000_000L);
    return file;
  }

  private static void writeDense(Path file, long bytes) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      stream.write(new byte[] {(byte) 0x80, 4, ']', (byte) 0x94});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int number = 0;
      for (long size = 0; size < bytes; size += out.size()) {
        out.reset();
        out.write('(');
        for (int i = 0; i < 1000; i++, number++) {
          out.writeBytes(new byte[] {'}', (byte) 0x94, '('});
          text(out, "word" + number);
          out.writeBytes(new byte[] {(byte) 0x94, 'K', (byte) i, 'h', 1, 'M', 1, 2});
          text(out, "k");
          out.writeBytes(new byte[] {(byte) 0x94, 'K', 1, 'K', 2, (byte) 0x86, (byte) 0x94, 'u'});
        }
        out.write('e');
        out.writeTo(stream);
      }
      stream.write('.');
    }
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0x8c);
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private record File(Path path) implements ScannedContent {
    @Override
    public DetectionLocation place() {
      return DetectionLocation.of("dense.pkl");
    }

    @Override
    public byte[] prefix(int length) throws IOException {
      try (InputStream stream = stream()) {
        return stream.readNBytes(length);
      }
    }

    @Override
    public InputStream stream() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public ByteSource bytes() {
      throw new IllegalStateException("not needed");
    }
  }

  private static final class Collected implements ScanContext {
    private Detection found;

    @Override
    public ScanLimits limits() {
      return ScanLimits.DEFAULT;
    }

    @Override
    public Set<ModelFlavour> flavours() {
      return EnumSet.allOf(ModelFlavour.class);
    }

    @Override
    public void report(Detection detection) {
      found = detection;
    }

    @Override
    public void inspect(ScannedContent member) {}
  }
}
