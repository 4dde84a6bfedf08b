import dev.redoubt.signing.HashMethod;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.HashedModel;
import dev.redoubt.signing.digest.HashAlgorithm;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Times the hashing of models beside raw SHA-256 on each core, from memory and while reading the
/// same files (DIR without folders), in one run: `java -cp CLASSES benchmarks/HashThroughput.java
/// [DIR]`, with the classes of `trust/signing`, `trust/keys` and Jackson.
///
/// Without DIR it makes 16 files of 64 MB and reads them once, so that they are in the system's
/// cache. Prints MB (of 1,000,000 bytes) a second of wall time; raw and ours take turns, and the
/// median of the rounds counts.
final class HashThroughput {

  private static final int ROUNDS = 7;
  private static final int FILES = 16;
  private static final int FILE_BYTES = 64 << 20;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private HashThroughput() {}

  public static void main(String[] args) throws Exception {
    Path model = args.length == 0 ? generated() : Path.of(args[0]);
    long bytes = ours(model, HashMethod.FILES);
    raw(bytes);
    double[] raw = new double[ROUNDS];
    double[] reading = new double[ROUNDS];
    double[] files = new double[ROUNDS];
    double[] shards = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      raw[i] = rate(bytes, () -> raw(bytes));
      reading[i] = rate(bytes, () -> rawReading(model));
      files[i] = rate(bytes, () -> ours(model, HashMethod.FILES));
      shards[i] =
          rate(bytes, () -> ours(model, new HashMethod.Shards(HashAlgorithm.SHA256, 16_000_000)));
    }
    System.out.printf(
        "%d cores, %.0f MB: raw SHA-256 %.0f MB/s from memory, %.0f while reading;"
            + " files %.0f (%.0f %% of memory, %.0f %% of reading),"
            + " shards %.0f (%.0f %%, %.0f %%)%n",
        CORES,
        bytes / 1e6,
        median(raw),
        median(reading),
        median(files),
        100 * median(files) / median(raw),
        100 * median(files) / median(reading),
        median(shards),
        100 * median(shards) / median(raw),
        100 * median(shards) / median(reading));
    if (args.length == 0) {
      try (Stream<Path> all = Files.list(model)) {
        for (Path each : all.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(model);
    }
  }

  private interface Work {
    Object run() throws Exception;
  }

  private static double rate(long bytes, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long ours(Path model, HashMethod method) throws Exception {
    return HashedModel.of(model, method, HashScope.DEFAULT).bytes();
  }

  /// The same bytes from memory, divided among the cores.
  private static Object raw(long bytes) throws InterruptedException {
    Thread[] threads = new Thread[CORES];
    for (int i = 0; i < CORES; i++) {
      threads[i] = Thread.ofPlatform().start(() -> digest(bytes / CORES));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return threads;
  }

  /// The same files, shared out among the cores, read into one buffer and digested: it pays for the
  /// copy out of the system's cache, as anybody who reads files does.
  private static Object rawReading(Path model) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(model)) {
      files = all.sorted().toList();
    }
    Thread[] threads = new Thread[CORES];
    for (int i = 0; i < CORES; i++) {
      int first = i;
      threads[i] = Thread.ofPlatform().start(() -> read(files, first));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return threads;
  }

  private static void read(List<Path> files, int first) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[128 << 10];
      for (int i = first; i < files.size(); i += CORES) {
        try (InputStream in = Files.newInputStream(files.get(i))) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
          }
        }
        sha256.digest();
      }
    } catch (java.security.NoSuchAlgorithmException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void digest(long bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[128 << 10];
      for (long rest = bytes; rest > 0; rest -= buffer.length) {
        sha256.update(buffer, 0, (int) Math.min(rest, buffer.length));
      }
      sha256.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path generated() throws Exception {
    Path folder = Files.createTempDirectory("redoubt-hash-");
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    for (int i = 0; i < FILES; i++) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("f" + i))) {
        for (int done = 0; done < FILE_BYTES; done += block.length) {
          out.write(block);
        }
      }
    }
    return folder;
  }
}
