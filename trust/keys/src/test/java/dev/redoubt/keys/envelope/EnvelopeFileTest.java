package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeFileTest {

  private final TestKey key = TestKey.random();

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void encrypt() throws Exception {
    file = folder.resolve("object");
    EnvelopeFile.encrypt(key, KeyContext.EMPTY, new ByteArrayInputStream(new byte[10]), file);
  }

  private void decrypts() throws Exception {
    try (InputStream in = EnvelopeFile.decrypt(key, KeyContext.EMPTY, file)) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[10]);
    }
  }

  @Test
  void wrapsNothingAnew_whileAnotherThreadDoes() throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> EnvelopeFile.rewrap(key, key, file))
          .isInstanceOf(KeyAccessException.Unavailable.class)
          .hasMessageContaining("by another process");
    }
    EnvelopeFile.rewrap(key, key, file);
    decrypts();
  }

  /// Whoever can write the file could otherwise make the next wrapping leave no head at all.
  @Test
  void wrapsNothingAnew_whereTheHeadCannotBeCountedFurther() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    int slot = EnvelopeFile.CIPHERTEXT / 2;
    ByteBuffer.wrap(bytes).putInt(5, Integer.MAX_VALUE);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, slot - 32));
    System.arraycopy(digest, 0, bytes, slot - 32, 32);
    Files.write(file, bytes);

    assertThatThrownBy(() -> EnvelopeFile.rewrap(key, key, file))
        .isInstanceOf(KeyAccessException.Malformed.class);
    decrypts();
  }

  private static void wrapAnewByHand(byte[] bytes, int slot, int at, int value) throws Exception {
    int size = EnvelopeFile.CIPHERTEXT / 2;
    ByteBuffer.wrap(bytes).putInt(slot * size + at, value);
    seal(bytes, slot);
  }

  private static void seal(byte[] bytes, int slot) throws Exception {
    int size = EnvelopeFile.CIPHERTEXT / 2;
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(bytes, slot * size, size - 32);
    System.arraycopy(sha256.digest(), 0, bytes, (slot + 1) * size - 32, 32);
  }

  private byte[] slot(int index) throws Exception {
    int size = EnvelopeFile.CIPHERTEXT / 2;
    return Arrays.copyOfRange(Files.readAllBytes(file), index * size, (index + 1) * size);
  }

  /// The old head would let the old key go on decrypting.
  @Test
  void leavesNothingOfTheOldHead_eachTimeItIsWrappedAnew() throws Exception {
    byte[] before = Files.readAllBytes(file);
    for (int i = 1; i <= 4; i++) {
      TestKey next = new TestKey(key.secret(), "v" + i);
      EnvelopeFile.rewrap(key, next, file);
      assertThat(slot((i + 1) % 2)).containsOnly(0);
      assertThat(EnvelopeFile.header(file).wrappedKey().version()).isEqualTo("v" + i);
      byte[] after = Files.readAllBytes(file);
      assertThat(Arrays.copyOfRange(after, EnvelopeFile.CIPHERTEXT, after.length))
          .isEqualTo(Arrays.copyOfRange(before, EnvelopeFile.CIPHERTEXT, before.length));
      decrypts();
    }
  }

  @Test
  void countsTheFirstHead_whereBothHaveOneNumber() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    EnvelopeFile.rewrap(key, new TestKey(key.secret(), "2"), file);
    byte[] later = Files.readAllBytes(file);
    int size = EnvelopeFile.CIPHERTEXT / 2;
    System.arraycopy(later, size, bytes, size, size);
    Files.write(file, bytes);
    assertThat(EnvelopeFile.header(file).wrappedKey().version()).isEqualTo("2");
    wrapAnewByHand(bytes, 1, 5, 1);
    Files.write(file, bytes);
    assertThat(EnvelopeFile.header(file).wrappedKey().version()).isEqualTo("1");
  }

  @Test
  void refusesAHeadOfAFormThatItDoesNotKnow() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[4] = 2;
    seal(bytes, 0);
    Files.write(file, bytes);
    assertThatThrownBy(() -> EnvelopeFile.header(file))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining("unknown format version 2; only version 1 is supported");
  }

  @Test
  void wrapsNothingAnew_whileAnotherProcessDoes() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream said = other.getInputStream()) {
      assertThat(said.read()).isEqualTo('L');
      assertThatThrownBy(() -> EnvelopeFile.rewrap(key, key, file))
          .isInstanceOf(KeyAccessException.Unavailable.class)
          .hasMessageContaining("by another process");
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
    } finally {
      other.destroyForcibly();
    }
    EnvelopeFile.rewrap(key, key, file);
    decrypts();
  }

  /// How often this process has the file open, where the system tells.
  private long opened() throws Exception {
    Path handles = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(Files.isDirectory(handles), "no /proc/self/fd on this system");
    Path real = file.toRealPath();
    try (Stream<Path> list = Files.list(handles)) {
      return list.filter(each -> real.equals(target(each))).count();
    }
  }

  /// Null where the handle was closed meanwhile.
  private static @Nullable Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException _) {
      return null;
    }
  }

  @Test
  void closesTheFile_alsoWhereItIsRefused() throws Exception {
    KeyContext other = KeyContext.of(java.util.Map.of("a", "b"));
    assertThatThrownBy(() -> EnvelopeFile.decrypt(key, other, file))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThatThrownBy(() -> EnvelopeFile.open(key, other, file))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThat(opened()).isZero();
    try (InputStream in = EnvelopeFile.decrypt(key, KeyContext.EMPTY, file);
        SeekableByteChannel channel = EnvelopeFile.open(key, KeyContext.EMPTY, file)) {
      assertThat(opened()).isEqualTo(2);
      assertThat(in.readAllBytes()).isEqualTo(new byte[10]);
      ByteBuffer read = ByteBuffer.allocate(20);
      assertThat(channel.read(read)).isEqualTo(10);
      assertThat(channel.size()).isEqualTo(10);
    }
    assertThat(opened()).isZero();
  }
}
