package dev.redoubt.ledger;

import dev.redoubt.ledger.internal.LogSource;
import dev.redoubt.ledger.internal.LogStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A disk of which a crash leaves what a real one may leave: what was flushed, and of the rest any
/// part, in any order, also torn, as zeroes or as rubbish. It stops after a number of steps: each
/// call is one, and each of some places within a file, which may be each byte.
class CrashingMemoryStorage implements LogStorage {

  private final Map<String, byte[]> durable;
  private final Map<String, byte[]> now;
  private final List<Change> pending = new ArrayList<>();
  private long steps;
  private long stopAfter = Long.MAX_VALUE;
  private final int places;

  /// What was done and not flushed.
  private sealed interface Change {
    record Write(String path, Content content) implements Change {}

    record Rename(String from, String to) implements Change {}

    record Discard(String folder) implements Change {}
  }

  /// What is written.
  private static final class Content {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /// The machine stopped here.
  static final class Stopped extends IOException {
    Stopped() {
      super("stopped");
    }
  }

  /// How much of what was not flushed is there after the crash.
  enum Survival {
    EVERYTHING,
    NOTHING,
    ANYTHING
  }

  CrashingMemoryStorage(Map<String, byte[]> files) {
    this(files, 1);
  }

  /// @param places at how many places within a file it can stop, evenly spread
  CrashingMemoryStorage(Map<String, byte[]> files, int places) {
    this.places = places;
    durable = new TreeMap<>(files);
    now = new TreeMap<>(files);
  }

  CrashingMemoryStorage stopAfter(long count) {
    steps = 0;
    stopAfter = count;
    return this;
  }

  long steps() {
    return steps;
  }

  Map<String, byte[]> files() {
    return now;
  }

  private void step() throws Stopped {
    if (steps >= stopAfter) {
      throw new Stopped();
    }
    steps++;
  }

  @Override
  public byte @Nullable [] read(String path, int limit) {
    byte[] bytes = now.get(path);
    return bytes == null ? null : Arrays.copyOf(bytes, (int) Math.min(bytes.length, limit + 1L));
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    step();
    int stride = Math.max(1, content.length / places);
    for (int length = 0; length < content.length; length += stride) {
      change(new Change.Write(path, new Content(Arrays.copyOf(content, length))), length > 0);
      step();
    }
    change(new Change.Write(path, new Content(content.clone())), content.length > 0);
  }

  private void change(Change change, boolean inPlaceOfLast) {
    if (inPlaceOfLast) {
      pending.removeLast();
    }
    pending.add(change);
    apply(change, now);
  }

  private static void apply(Change change, Map<String, byte[]> files) {
    switch (change) {
      case Change.Write(String path, Content content) -> files.put(path, content.bytes);
      case Change.Rename(String from, String to) -> {
        byte[] content = files.remove(from);
        files.put(to, content == null ? new byte[0] : content);
      }
      case Change.Discard(String folder) ->
          files.keySet().removeIf(path -> path.startsWith(folder + "/"));
    }
  }

  @Override
  public void sync() throws IOException {
    step();
    flush();
    step();
  }

  private void flush() {
    pending.forEach(each -> apply(each, durable));
    pending.clear();
  }

  @Override
  public void replace(String from, String to) throws IOException {
    step();
    change(new Change.Rename(from, to), false);
    step();
    // Flushing a folder flushes names, not the contents of files.
    pending.removeLast();
    byte[] content = durable.remove(from);
    durable.put(to, content == null ? new byte[0] : content);
  }

  @Override
  public void discard(String folder) throws IOException {
    step();
    change(new Change.Discard(folder), false);
  }

  @Override
  public void close() {}

  /// What is there after a crash.
  Map<String, byte[]> crash(Survival survival, Random random) {
    return switch (survival) {
      case EVERYTHING -> new TreeMap<>(now);
      case NOTHING -> new TreeMap<>(durable);
      case ANYTHING -> {
        Map<String, byte[]> files = new TreeMap<>(durable);
        List<Change> survivors = new ArrayList<>(pending);
        survivors.removeIf(_ -> random.nextInt(4) == 0);
        survivors.forEach(each -> apply(damaged(each, random), files));
        yield files;
      }
    };
  }

  private static Change damaged(Change change, Random random) {
    return switch (change) {
      case Change.Write(String path, Content content) ->
          new Change.Write(path, new Content(damaged(content.bytes, random)));
      case Change.Rename rename -> rename;
      case Change.Discard discard -> discard;
    };
  }

  private static byte[] damaged(byte[] content, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(content, random.nextInt(content.length + 1));
      case 1 -> new byte[content.length];
      case 2 -> rubbish(content, random);
      default -> content;
    };
  }

  private static byte[] rubbish(byte[] content, Random random) {
    byte[] bytes = content.clone();
    for (int i = random.nextInt(content.length + 1); i < content.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  /// These files as a reader sees them.
  static LogSource source(Map<String, byte[]> files) {
    return new LogSource() {
      @Override
      public byte @Nullable [] read(String path, int limit) {
        byte[] bytes = files.get(path);
        return bytes == null
            ? null
            : Arrays.copyOf(bytes, (int) Math.min(bytes.length, limit + 1L));
      }

      @Override
      public @Nullable InputStream open(String path) {
        byte[] bytes = files.get(path);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
      }

      @Override
      public String location() {
        return "memory";
      }
    };
  }
}
