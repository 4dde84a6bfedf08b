package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.KeyAccessException;
import dev.redoubt.keys.KeyContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
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
          .hasMessageContaining("by somebody else");
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
}
