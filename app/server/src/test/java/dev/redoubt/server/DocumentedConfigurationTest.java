package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.testing.CertificateAuthority;
import dev.redoubt.server.settings.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that the example in `docs/server.md` is valid.
class DocumentedConfigurationTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void isRead() throws Exception {
    Path page = Path.of(System.getProperty("redoubt.root", "../.."), "docs/server.md");
    String text = Files.readString(page);
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();
    String example = text.substring(start, text.indexOf("```", start));
    CertificateAuthority authority = CertificateAuthority.make(folder.resolve("tls"));
    authority.authority();
    authority.certificate("server");
    authority.key("server");
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/db"), "secret");
    Files.writeString(folder.resolve("gates.yaml"), GatePolicy.builtInText());
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        folder.resolve("rules/all-see.cedar"),
        """
        // Everybody sees everything.
        permit(principal, action == Redoubt::Action::"see", resource);
        """);
    Path file = Files.writeString(folder.resolve("redoubt-server.yaml"), example);
    ServerConfiguration read =
        ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.empty());
    assertThat(read.settings().port()).isEqualTo(8443);
    assertThat(read.settings().storage().keys()).isInstanceOf(StorageSettings.Keys.Azure.class);
    assertThat(read.trust().hasIssuers()).isTrue();
    // The example says what is usual anyway, but for the notice.
    assertThat(read.limits()).isEqualTo(LimitSettings.DEFAULT);
    assertThat(read.notice()).hasSeconds(5);
  }
}
