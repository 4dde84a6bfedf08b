import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.ArtifactKeys;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.artifacts.blob.FolderBlobStore;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.NewExperiment;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.registry.tracking.Runs;
import dev.redoubt.server.ServerMigrations;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Times putting a large artifact into a folder beside SHA-256 alone and the disk alone: `java
/// -Xmx256m -cp JARS benchmarks/ArtifactThroughput.java FOLDER [ROUNDS]`, with the jars of
/// `enforce/registry` and what it needs. FOLDER is on the disk that is meant.
///
/// All three read the same bytes from memory. SHA-256 alone is one thread; the disk alone writes a
/// file of that size and flushes it. Rounds alternate, so that all meet the same noise; prints
/// minimum, median and maximum in seconds, and what the median of ours is of the other two. Random
/// reads are of 4 KiB at any position of the artifact that is open, in microseconds; opening it is
/// timed apart.
final class ArtifactThroughput {

  private static final long SIZE = 2L * 1024 * 1024 * 1024;
  private static final int BUFFER = 1024 * 1024;
  private static final int READS = 5_000;
  private static final int OPENS = 200;
  private static final Caller CALLER = new Caller("benchmark", "benchmark", _ -> true);

  private ArtifactThroughput() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "artifacts");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (RegistryDatabase database =
            SqliteDatabase.open(folder.resolve("registry.db"), ServerMigrations.MIGRATIONS);
        LocalKeyStore keys =
            LocalKeyStore.create(
                folder.resolve("keys"), new RootSecret.Given(SecretBytes.random(32)));
        ArtifactKeys vaults =
            new ArtifactKeys(database, Clock.systemUTC(), keys, KeyType.AES_256)) {
      FolderBlobStore store = FolderBlobStore.open(folder.resolve("blobs"));
      ArtifactStore artifacts = new ArtifactStore(database, Clock.systemUTC(), store, vaults);
      measure(folder, artifacts, run(database), rounds);
    } finally {
      delete(folder);
    }
  }

  private static ArtifactRoot run(RegistryDatabase database) {
    long experiment =
        Experiments.open(database, Clock.systemUTC())
            .create(
                CALLER, new NewExperiment("benchmark", AccessAttributes.DEFAULT, "", List.of()));
    Runs runs = new Runs(database, Clock.systemUTC());
    return new ArtifactRoot.OfRun(
        runs.create(CALLER, new NewRun(experiment, "", "", 1, List.of())).info().id());
  }

  private static void measure(Path folder, ArtifactStore artifacts, ArtifactRoot run, int rounds)
      throws Exception {
    double[][] seconds = new double[3][rounds];
    for (int round = -1; round < rounds; round++) {
      // Ours is the first one in every other round: fresh blocks of a disk may be slower.
      boolean first = round % 2 != 0;
      Task put = () -> artifacts.put(CALLER, run, new ArtifactPath("model"), new Source());
      double hashed = timed(ArtifactThroughput::hash);
      double ours = first ? timed(put) : 0;
      double written = timed(() -> write(folder.resolve("raw")));
      ours += first ? 0 : timed(put);
      double[] each = {hashed, written, ours};
      Files.delete(folder.resolve("raw"));
      for (int i = 0; round >= 0 && i < each.length; i++) {
        seconds[i][round] = each[i];
      }
      if (round < rounds - 1) {
        artifacts.delete(CALLER, run, new ArtifactPath("model"));
        delete(folder.resolve("blobs"));
        Files.createDirectory(folder.resolve("blobs"));
      }
    }
    String[] names = {"SHA-256 alone", "disk alone, flushed", "put"};
    for (int i = 0; i < names.length; i++) {
      Arrays.sort(seconds[i]);
      print(names[i], "s", seconds[i]);
    }
    double ours = seconds[2][rounds / 2];
    System.out.printf(
        "median of put: %.2f x SHA-256, %.2f x the disk, %.2f x the disk at its fastest%n",
        ours / seconds[0][rounds / 2], ours / seconds[1][rounds / 2], ours / seconds[1][0]);
    reads(artifacts, run);
  }

  private static void print(String name, String unit, double[] sorted) {
    System.out.printf(
        "%-22s %s  min %.2f  median %.2f  99th of 100 %.2f  max %.2f%n",
        name,
        unit,
        sorted[0],
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        sorted[sorted.length - 1]);
  }

  private interface Task {
    Object run() throws Exception;
  }

  private static double timed(Task task) throws Exception {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static byte[] hash() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new Source()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    return sha256.digest();
  }

  private static Path write(Path file) throws IOException {
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        InputStream in = new Source()) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(ByteBuffer.wrap(buffer, 0, n));
      }
      out.force(true);
    }
    return file;
  }

  private static void reads(ArtifactStore artifacts, ArtifactRoot run) throws Exception {
    ArtifactPath path = new ArtifactPath("model");
    Random random = new Random(2);
    double[] opens = new double[OPENS];
    double[] reads = new double[READS];
    ByteBuffer target = ByteBuffer.allocate(4096);
    for (int i = -OPENS; i < OPENS; i++) {
      long start = System.nanoTime();
      artifacts.open(CALLER, run, path).close();
      if (i >= 0) {
        opens[i] = (System.nanoTime() - start) / 1e3;
      }
    }
    try (SeekableByteChannel channel = artifacts.open(CALLER, run, path)) {
      for (int i = -READS; i < READS; i++) {
        long at = random.nextLong(SIZE - 4096);
        target.clear();
        long start = System.nanoTime();
        channel.position(at).read(target);
        if (i >= 0) {
          reads[i] = (System.nanoTime() - start) / 1e3;
        }
      }
    }
    Arrays.sort(opens);
    Arrays.sort(reads);
    print("open", "us", opens);
    print("4 KiB at random", "us", reads);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// The same random bytes over and over, as they would come from a network.
  private static final class Source extends InputStream {
    private static final byte[] BYTES = new byte[8 * 1024 * 1024];
    private long at;

    static {
      new Random(1).nextBytes(BYTES);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at >= SIZE) {
        return -1;
      }
      int from = (int) (at % BYTES.length);
      int part = (int) Math.min(Math.min(length, BYTES.length - from), SIZE - at);
      System.arraycopy(BYTES, from, target, offset, part);
      at += part;
      return part;
    }
  }
}
