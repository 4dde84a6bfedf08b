package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.testing.CertificateAuthority;
import dev.redoubt.server.settings.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that the examples in `docs/server.md` are valid.
class DocumentedConfigurationTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path folder = Path.of("");

  private static List<String> examples() throws IOException {
    Path page = Path.of(System.getProperty("redoubt.root", "../.."), "docs/server.md");
    return EXAMPLE.matcher(Files.readString(page)).results().map(each -> each.group(1)).toList();
  }

  private ServerConfiguration read(String example) throws Exception {
    Path file = Files.writeString(folder.resolve("redoubt-server.yaml"), example);
    return ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.empty());
  }

  @BeforeEach
  void writeTlsFiles() throws Exception {
    CertificateAuthority authority = CertificateAuthority.make(folder.resolve("tls"));
    authority.authority();
    authority.certificate("server");
    authority.key("server");
  }

  @Test
  void shortConfigurationHasTlsAndAnIssuerAndDefaultsOtherwise() throws Exception {
    ServerConfiguration read = read(examples().getFirst());
    assertThat(read.settings().isLocal()).isFalse();
    assertThat(read.settings().tls()).isPresent();
    assertThat(read.trust().hasIssuers()).isTrue();
    assertThat(read.settings().storage()).isEqualTo(StorageSettings.LOCAL);
  }

  @Test
  void fullConfigurationIsValid() throws Exception {
    assertThat(examples()).hasSize(2);
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
    ServerConfiguration read = read(examples().getLast());
    assertThat(read.settings().port()).isEqualTo(8443);
    assertThat(read.settings().storage().keys()).isInstanceOf(StorageSettings.Keys.Azure.class);
    assertThat(read.trust().hasIssuers()).isTrue();
    // Apart from the notice, the example contains the defaults.
    assertThat(read.limits()).isEqualTo(LimitSettings.DEFAULT);
    assertThat(read.notice()).hasSeconds(5);
  }
}
