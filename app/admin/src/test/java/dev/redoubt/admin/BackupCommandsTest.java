package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {

  @TempDir private Path folder = Path.of("");

  private record Run(int code, String err) {}

  private static Run run(String... arguments) {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, Map.of());
    return new Run(AdminMain.run(terminal, arguments), err.toString());
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private EmbeddedServer start(String data) throws IOException {
    return EmbeddedServer.start(
        ServerSettings.local(folder.resolve(data), 0), TrustConfiguration.NONE);
  }

  @Test
  void backupOfARunningServerRestoresToOneThatStarts() throws IOException {
    try (EmbeddedServer _ = start("data")) {
      Run saved =
          run(
              "backup",
              "--data-dir",
              at("data"),
              "--output",
              at("b.zip"),
              "--with-secrets",
              at("s.zip"));
      assertThat(saved.code()).as(saved.err()).isZero();
      assertThat(saved.err())
          .contains("wrote a backup of 0 files")
          .doesNotContain("does not contain");
    }
    Run restored =
        run("restore", "--input", at("b.zip"), "--secrets", at("s.zip"), "--data-dir", at("new"));
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.err()).contains("and verified them").doesNotContain("keys.secret");
    try (EmbeddedServer server = start("new")) {
      assertThat(server.address()).isNotNull();
    }
  }

  @Test
  void backupAndRestoreReportMissingSecretsAndFiles() throws IOException {
    start("data").close();
    Run saved = run("backup", "-d", at("data"), "-o", at("b.zip"));
    assertThat(saved.code()).isZero();
    assertThat(saved.err()).contains("does not contain `keys.secret`");
    Run restored = run("restore", "-i", at("b.zip"), "-d", at("new"));
    assertThat(restored.code()).isZero();
    assertThat(restored.err()).contains("copy `keys.secret` and `ledger.key` into the data folder");
    Run again = run("restore", "-i", at("b.zip"), "-d", at("new"));
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is not empty");
    Run none = run("backup", "-d", at("nowhere"), "-o", at("c.zip"));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no registry in");
    Files.writeString(folder.resolve("x.zip"), "no zip");
    Run wrong = run("restore", "-i", at("x.zip"), "-d", at("other"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("is not a backup");
    assertThat(folder.resolve("other")).doesNotExist();
  }
}
