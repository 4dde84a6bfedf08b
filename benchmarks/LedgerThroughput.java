import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerEvent;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Times durable appends beside what the disk can do: `java -cp CLASSES
/// benchmarks/LedgerThroughput.java [DIR [WRITERS [SECONDS]]]`, with the classes of `trust/ledger`.
/// DIR should be on the disk that counts; a folder is made and deleted there.
///
/// Each writer appends one entry after another, and waits for each until it survives a crash of the
/// machine. Beside it, in turns so that other users of the machine disturb both alike, one thread
/// writes the bytes of as many entries to one file, flushes them, and renames a checkpoint with two
/// more flushes: the least that any program does to publish a batch in this order.
final class LedgerThroughput {

  private static final int ROUNDS = 7;

  private LedgerThroughput() {}

  public static void main(String[] args) throws Exception {
    Path parent = Path.of(args.length > 0 ? args[0] : ".");
    int writers = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 5;
    Path folder = Files.createTempDirectory(parent, "ledger-throughput");
    try {
      KeyFileSigner signer = KeyFileSigner.generate(folder.resolve("key"), "bench.example/log");
      Path log = folder.resolve("log");
      double[] appends = new double[ROUNDS];
      double[] bare = new double[ROUNDS];
      double[] flushes = new double[ROUNDS];
      try (Ledger ledger = Ledger.create(log, signer)) {
        appends(ledger, writers, seconds);
        for (int i = 0; i < ROUNDS; i++) {
          appends[i] = appends(ledger, writers, seconds);
          bare[i] = bare(folder, writers, seconds / 2);
          flushes[i] = flushes(folder, seconds / 2);
        }
      }
      print("durable entries/s, " + writers + " writers", appends);
      print("bare batches of as many, entries/s", bare);
      print("one flush after another, flushes/s", flushes);
      verify(log, signer);
    } finally {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static double appends(Ledger ledger, int writers, double seconds)
      throws InterruptedException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    AtomicLong count = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String actor = "svc-" + i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long j = 0; System.nanoTime() < end; j++) {
                      append(ledger, actor, j);
                      count.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return count.get() / ((System.nanoTime() - start) / 1e9);
  }

  private static void append(Ledger ledger, String actor, long number) {
    try {
      Sha256Digest body = Sha256Digest.sha256((actor + number).getBytes(StandardCharsets.UTF_8));
      ledger.append(new LedgerEvent("model.approved", actor, "model/credit/" + number, body));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double bare(Path folder, int writers, double seconds) throws IOException {
    byte[] batch = new byte[writers * 250];
    long start = System.nanoTime();
    long count = 0;
    try (FileChannel root = FileChannel.open(folder, StandardOpenOption.READ);
        FileChannel data = create(folder.resolve("data"))) {
      while (System.nanoTime() - start < seconds * 1e9) {
        data.write(ByteBuffer.wrap(batch));
        data.force(true);
        Path next = folder.resolve("next");
        try (FileChannel checkpoint = create(next)) {
          checkpoint.write(ByteBuffer.wrap(batch, 0, 250));
          checkpoint.force(true);
        }
        Files.move(next, folder.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        root.force(true);
        count += writers;
      }
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private static double flushes(Path folder, double seconds) throws IOException {
    long start = System.nanoTime();
    long count = 0;
    try (FileChannel data = create(folder.resolve("data"))) {
      while (System.nanoTime() - start < seconds * 1e9) {
        data.write(ByteBuffer.wrap(new byte[4096]));
        data.force(true);
        count++;
      }
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void verify(Path log, KeyFileSigner signer) throws IOException {
    long start = System.nanoTime();
    var result = LedgerReader.of(log).verify(signer.verifierKey(), false, System.out::println);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "verify: %s, %d entries in %.1f s, %.0f entries/s%n",
        result.isIntact() ? "intact" : "not intact",
        result.entries(),
        seconds,
        result.entries() / seconds);
  }

  private static void print(String what, double[] rates) {
    Arrays.sort(rates);
    System.out.printf(
        "%-40s min %7.0f  median %7.0f  max %7.0f%n",
        what, rates[0], rates[rates.length / 2], rates[rates.length - 1]);
  }
}
