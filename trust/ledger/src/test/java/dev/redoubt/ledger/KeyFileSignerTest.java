package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileSignerTest {

  @TempDir private Path folder = Path.of("");

  private Path write(String text) throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static void refuses(Path file, String why) {
    assertThatThrownBy(() -> KeyFileSigner.load(file, "n"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(why);
  }

  @Test
  void signsAsTheKeyThatItPublishes_alsoWhenItIsLoadedAgain() throws Exception {
    Path file = folder.resolve("key");
    byte[] message = {1, 2, 3};
    KeyFileSigner made = KeyFileSigner.generate(file, "n");
    assertThat(Files.readString(file))
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("\n-----END PRIVATE KEY-----\n");
    for (KeyFileSigner each : new KeyFileSigner[] {made, KeyFileSigner.load(file, "n")}) {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(made.verifierKey().publicKey());
      verifier.update(message);
      assertThat(verifier.verify(each.sign(message))).isTrue();
      assertThat(each.verifierKey()).isEqualTo(made.verifierKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---", "rw-----w-"})
  void refusesAKeyThatOthersCanTouch(String permissions) throws Exception {
    Path file = folder.resolve("key");
    KeyFileSigner.generate(file, "n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    refuses(file, "is accessible to users other than its owner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void takesAKeyThatItsOwnerAloneCanTouch(String permissions) throws Exception {
    Path file = folder.resolve("key");
    KeyFileSigner made = KeyFileSigner.generate(file, "n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(KeyFileSigner.load(file, "n").verifierKey()).isEqualTo(made.verifierKey());
  }

  @Test
  void refusesAFileThatIsNoKey() throws Exception {
    String why = "is not an Ed25519 private key in PEM (PKCS#8)";
    refuses(write("hello"), why);
    KeyFileSigner.generate(folder.resolve("good"), "n");
    String good = Files.readString(folder.resolve("good"));
    refuses(write(good.replace("-----BEGIN PRIVATE", "-----BEGIN PUBLIC")), why);
    refuses(write(good.replace("-----END PRIVATE KEY-----", "")), why);
    refuses(write(good.replaceFirst("MC4", "MC5")), why);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] rsa = generator.generateKeyPair().getPrivate().getEncoded();
    refuses(
        write(
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(rsa)
                + "\n-----END PRIVATE KEY-----"),
        why);
    refuses(folder.resolve("none"), "cannot be read: no such file or folder");
  }

  @Test
  void unwritableKeyFileIsNamed() {
    assertThatThrownBy(() -> KeyFileSigner.generate(folder.resolve("none/key"), "n"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the private key cannot be written to")
        .hasMessageContaining("no such file or folder");
  }
}
