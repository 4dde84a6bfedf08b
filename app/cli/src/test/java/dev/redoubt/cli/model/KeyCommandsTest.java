package dev.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandsTest {

  @TempDir Path folder;

  private Path model;

  @BeforeEach
  void createModel() throws IOException {
    model = Files.write(folder.resolve("model.bin"), new byte[200_000]);
  }

  /// The output and the exit code of a command.
  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false,
            Map.of("REDOUBT_KEYSTORE", folder.resolve("keys").toString()));
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(Arrays.asList(arguments));
    int code = Main.run(terminal, all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran ok(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.code()).as(ran.toString()).isZero();
    return ran;
  }

  @Test
  void decryptRestoresAnEncryptedFile() throws IOException {
    assertThat(ok("key", "create", "local:models").out()).isEqualTo("local:models/1\n");
    ok("encrypt", model.toString(), "--key", "local:models");
    Path encrypted = folder.resolve("model.bin.redoubt");
    byte[] before = Files.readAllBytes(model);
    Files.delete(model);

    Ran ran = ok("decrypt", encrypted.toString());

    assertThat(ran.err()).contains("\ncontext: object=model.bin\n");
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @Test
  void rewrappedFileNeedsNoOldKeyVersion() throws IOException {
    ok("key", "create", "local:models");
    ok("encrypt", model.toString(), "--key", "local:models", "--context", "model=credit");
    Path encrypted = folder.resolve("model.bin.redoubt");
    assertThat(ok("key", "rotate", "local:models").out()).isEqualTo("local:models/2\n");

    assertThat(ok("rewrap", encrypted.toString()).err())
        .contains("local:models/1 -> local:models/2");
    ok("key", "destroy", "local:models/1", "--yes");

    ok("decrypt", encrypted.toString(), "--force", "--context", "model=credit");
    assertThat(ok("key", "list").out())
        .contains("local:models  aes-256")
        .contains("1  destroyed at ")
        .contains("2  enabled");
  }

  @Test
  void decryptReportsADestroyedKey() {
    ok("key", "create", "local:models");
    ok("encrypt", model.toString(), "--key", "local:models");
    ok("key", "destroy", "local:models", "--yes");

    Ran ran = run("decrypt", folder + "/model.bin.redoubt", "--force");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("destroyed at").contains("cannot be recovered");
  }

  @Test
  void destroyRequiresConfirmation() {
    ok("key", "create", "local:models");

    Ran ran = run("key", "destroy", "local:models");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--yes");
    assertThat(ok("key", "list").out()).contains("1  enabled");
  }

  @Test
  void decryptOfAChangedFileFailsWithoutOutput() throws IOException {
    ok("key", "create", "local:models");
    ok("encrypt", model.toString(), "--key", "local:models");
    Path encrypted = folder.resolve("model.bin.redoubt");
    byte[] bytes = Files.readAllBytes(encrypted);
    bytes[bytes.length - 1] ^= 1;
    Files.write(encrypted, bytes);
    Files.delete(model);

    Ran ran = run("decrypt", encrypted.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("does not authenticate");
    assertThat(model).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("keys", "keys.root", "model.bin.redoubt");
    }
  }

  @Test
  void decryptRefusesAnotherContext() {
    ok("key", "create", "local:models");
    ok("encrypt", model.toString(), "--key", "local:models", "--context", "model=credit");

    Ran ran = run("decrypt", folder + "/model.bin.redoubt", "--force", "--context", "model=fraud");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("model=credit").contains("model=fraud");
  }

  @Test
  void disabledKeyIsRefusedUntilItIsEnabled() {
    ok("key", "create", "local:models");
    ok("key", "disable", "local:models");
    assertThat(run("encrypt", model.toString(), "--key", "local:models").code()).isEqualTo(1);
    ok("key", "enable", "local:models");
    ok("encrypt", model.toString(), "--key", "local:models");
  }

  @Test
  void publicPrintsThePublicKey() {
    ok("key", "create", "local:release", "--type", "ec-p256");
    assertThat(ok("key", "public", "local:release").out()).startsWith("-----BEGIN PUBLIC KEY-----");
  }

  @Test
  void errorsHaveNoStackTrace() {
    for (String[] each :
        new String[][] {
          {"encrypt", "absent.bin", "--key", "local:models"},
          {"encrypt", "absent.bin", "--key", "https://example.org/keys/a"},
          {"encrypt", "absent.bin", "--key", "pkcs11:pin-value=1"},
          {"decrypt", folder + "/model.bin", "--output", folder + "/x"},
          {"rewrap", folder + "/model.bin"},
          {"key", "list"},
          {"key", "rotate", "local:absent"},
          {"key", "create", "local:a/1"},
          {"key", "create", "local:a", "--type", "des"},
          {"key", "release", "local:a"},
          {"key"}
        }) {
      Ran ran = run(each);
      assertThat(ran.code()).as(String.join(" ", each)).isEqualTo(2);
      assertThat(ran.err()).startsWith("redoubt: ").doesNotContain("Exception");
    }
  }
}
