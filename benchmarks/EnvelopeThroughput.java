import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.envelope.EncryptingStream;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Times envelope encryption beside raw AES-256-GCM, on one thread in memory: `java -cp CLASSES
/// benchmarks/EnvelopeThroughput.java`, with the classes of `trust/keys`.
///
/// Raw is what this machine can do: `javax.crypto`, one key, a new nonce for each part of the size
/// of a segment, the same arrays over and over. Rounds of raw and ours alternate, so that both meet
/// the same noise; prints minimum, median and maximum in MB (of 1,000,000 bytes) a second, and the
/// share of the medians. Random reads are of 4 KiB at any position, as microseconds.
final class EnvelopeThroughput {

  private static final int OBJECT = 256 * 1024 * 1024;
  private static final int CALLER_BUFFER = 256 * 1024;
  private static final int ROUNDS = 11;
  private static final int READS = 2_000;

  private static final KeyContext CONTEXT = KeyContext.of(Map.of("object", "benchmark"));

  private EnvelopeThroughput() {}

  /// Wraps nothing: the time of a provider is not what is measured.
  private static final class Clear implements KeyEncryptionKey {
    private byte[] kept = new byte[0];

    @Override
    public ProviderKind provider() {
      return ProviderKind.LOCAL;
    }

    @Override
    public String keyId() {
      return "local:benchmark";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public WrappedKey wrap(DataKey key, KeyContext context) {
      kept = key.secret().reveal(byte[]::clone);
      return new WrappedKey(
          provider(), keyId(), version(), WrapAlgorithm.AES_256_GCM, new byte[] {1});
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
      return DataKey.of(SecretBytes.copyOf(kept));
    }
  }

  public static void main(String[] args) throws Exception {
    for (int segment : new int[] {64 * 1024, 256 * 1024}) {
      measure(segment);
    }
  }

  private static void measure(int segment) throws Exception {
    byte[] plain = new byte[OBJECT];
    new Random(1).nextBytes(plain);
    byte[] sealed = new byte[(int) EnvelopeEncryption.ciphertextSize(OBJECT, segment)];
    byte[] raw = new byte[sealed.length];
    Clear key = new Clear();
    EnvelopeHeader made;
    try (EnvelopeEncryption.Sealing sealing = EnvelopeEncryption.seal(key, CONTEXT)) {
      made = sealing.header();
    }
    EnvelopeHeader header = new EnvelopeHeader(segment, CONTEXT, made.wrappedKey());
    List<double[]> rates = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rates.add(new double[ROUNDS]);
    }
    for (int round = -3; round < ROUNDS; round++) {
      double[] each = {
        rawEncrypt(plain, raw, segment),
        encrypt(key, header, plain, sealed),
        rawDecrypt(raw, segment),
        decrypt(key, header, sealed, plain)
      };
      for (int i = 0; round >= 0 && i < each.length; i++) {
        rates.get(i)[round] = each[i];
      }
    }
    rates.forEach(Arrays::sort);
    String[] names = {"raw encrypt", "encrypt", "raw decrypt", "decrypt"};
    System.out.printf("segments of %d KiB%n", segment / 1024);
    for (int i = 0; i < names.length; i++) {
      double[] of = rates.get(i);
      System.out.printf(
          "  %-12s MB/s  min %.0f  median %.0f  max %.0f%s%n",
          names[i],
          of[0],
          of[ROUNDS / 2],
          of[ROUNDS - 1],
          i % 2 == 0
              ? ""
              : "   %.0f %% of raw".formatted(100 * of[ROUNDS / 2] / rates.get(i - 1)[ROUNDS / 2]));
    }
    randomReads(key, header, sealed);
  }

  private static double rate(long start) {
    return OBJECT / 1e6 / ((now() - start) / 1e9);
  }

  /// The thread's processor time, so that who else uses the machine matters little.
  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final SecretKeySpec RAW_KEY = new SecretKeySpec(new byte[32], "AES");

  private static byte[] nonce(int number) {
    return ByteBuffer.allocate(12).putInt(number).array();
  }

  /// From the same array into the same sink as [#encrypt], through one buffer of a segment.
  private static double rawEncrypt(byte[] plain, byte[] sealed, int segment) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] buffer = new byte[segment];
    int part = segment - 16;
    long start = now();
    try (OutputStream out = new Into(sealed)) {
      for (int at = 0, number = 0; at < OBJECT; at += part, number++) {
        cipher.init(Cipher.ENCRYPT_MODE, RAW_KEY, new GCMParameterSpec(128, nonce(number)));
        int size = cipher.doFinal(plain, at, Math.min(part, OBJECT - at), buffer, 0);
        out.write(buffer, 0, size);
      }
    }
    return rate(start);
  }

  /// Opens what [#rawEncrypt] sealed, from the same source as [#decrypt], through one buffer of a
  /// segment into one of the caller's size.
  private static double rawDecrypt(byte[] sealed, int segment) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] buffer = new byte[segment];
    byte[] out = new byte[CALLER_BUFFER];
    int left = OBJECT;
    long start = now();
    try (InputStream in = new ByteArrayInputStream(sealed)) {
      for (int number = 0; left > 0; number++) {
        int size = in.readNBytes(buffer, 0, Math.min(left, segment - 16) + 16);
        cipher.init(Cipher.DECRYPT_MODE, RAW_KEY, new GCMParameterSpec(128, nonce(number)));
        left -= cipher.doFinal(buffer, 0, size, out, 0);
      }
    }
    return rate(start);
  }

  private static double encrypt(Clear key, EnvelopeHeader header, byte[] plain, byte[] sealed)
      throws Exception {
    long start = now();
    try (EnvelopeEncryption.Sealing sealing =
            new EnvelopeEncryption.Sealing(header, key.unwrap(header.wrappedKey(), CONTEXT));
        EncryptingStream out = sealing.to(new Into(sealed))) {
      for (int at = 0; at < OBJECT; at += CALLER_BUFFER) {
        out.write(plain, at, Math.min(CALLER_BUFFER, OBJECT - at));
      }
      out.finish();
    }
    return rate(start);
  }

  private static double decrypt(Clear key, EnvelopeHeader header, byte[] sealed, byte[] plain)
      throws Exception {
    long start = now();
    byte[] buffer = new byte[CALLER_BUFFER];
    long total = 0;
    try (InputStream in =
        EnvelopeEncryption.decrypt(key, header, CONTEXT, new ByteArrayInputStream(sealed))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
      }
    }
    double rate = rate(start);
    if (total != plain.length) {
      throw new IllegalStateException("only " + total);
    }
    return rate;
  }

  private static void randomReads(Clear key, EnvelopeHeader header, byte[] sealed)
      throws Exception {
    double[] times = new double[READS];
    ByteBuffer target = ByteBuffer.allocate(4096);
    Random random = new Random(2);
    try (SeekableByteChannel channel =
        EnvelopeEncryption.decrypt(key, header, CONTEXT, new Memory(sealed))) {
      for (int i = -READS; i < READS; i++) {
        long at = random.nextLong(OBJECT - 4096);
        target.clear();
        long start = System.nanoTime();
        channel.position(at).read(target);
        if (i >= 0) {
          times[i] = (System.nanoTime() - start) / 1e3;
        }
      }
    }
    Arrays.sort(times);
    System.out.printf(
        "  random 4 KiB  us  min %.0f  median %.0f  99th of 100 %.0f  max %.0f%n",
        times[0], times[READS / 2], times[READS * 99 / 100], times[READS - 1]);
  }

  /// Writes into an array that stays.
  private static final class Into extends OutputStream {
    private final byte[] target;
    private int at;

    Into(byte[] target) {
      this.target = target;
    }

    @Override
    public void write(int each) {
      target[at++] = (byte) each;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      System.arraycopy(bytes, offset, target, at, length);
      at += length;
    }
  }

  /// A file in memory.
  private static final class Memory implements SeekableByteChannel {
    private final byte[] bytes;
    private long position;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      int part = (int) Math.min(target.remaining(), bytes.length - position);
      target.put(bytes, (int) position, part);
      position += part;
      return part == 0 ? -1 : part;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
