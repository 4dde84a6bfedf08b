package dev.redoubt.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what `docs/keys.md` shows.
class KeysPageTest {

  @TempDir Path folder;

  @Test
  void doesWhatThePageShows() throws IOException {
    byte[] plain = new byte[100_000];
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] read =
        page(
            folder.resolve("keys"),
            folder.resolve("root"),
            new ByteArrayInputStream(plain),
            out,
            () -> new ByteArrayInputStream(out.toByteArray()));

    assertThat(read).isEqualTo(plain);
  }

  @Test
  void isWhatThePageShows() throws IOException {
    Path root = Path.of(System.getProperty("redoubt.root"));
    String page = Files.readString(root.resolve("docs/keys.md"));
    String shown = page.substring(page.indexOf("```java") + 8, page.lastIndexOf("```"));
    String test =
        Files.readString(
            root.resolve("trust/keys/src/test/java/dev/redoubt/keys/KeysPageTest.java"));

    assertThat(test.replaceAll("\\s+", " ")).contains(shown.replaceAll("\\s+", " ").strip());
  }

  private static byte[] page(
      Path folder,
      Path rootKey,
      InputStream plaintext,
      OutputStream ciphertext,
      Supplier<InputStream> encrypted)
      throws IOException {
    try (LocalKeyStore keys = LocalKeyStore.create(folder, RootSecret.KeyFile.create(rootKey))) {
      keys.create(NewKey.of("models", KeyType.AES_256));
      KeyContext context = KeyContext.of(Map.of("model", "credit", "object", "weights.bin"));

      EnvelopeHeader header =
          EnvelopeEncryption.encrypt(
              keys.encryptionKey(KeyName.of("models")), context, plaintext, ciphertext);

      keys.rotate("models");
      EnvelopeHeader newer =
          EnvelopeEncryption.rewrap(keys, header, keys.encryptionKey(KeyName.of("models")));

      return EnvelopeEncryption.decrypt(keys, newer, context, encrypted.get()).readAllBytes();
    }
  }
}
