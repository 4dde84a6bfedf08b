package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RateLimit;
import dev.redoubt.http.server.TlsSettings;
import dev.redoubt.http.testing.CertificateAuthority;
import dev.redoubt.server.settings.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigurationTest {

  private static final String ISSUER =
      """
      issuers:
        - issuer: https://issuer.example.org
          audience: redoubt
          mappings:
            - when:
                groups: scientists
              personas: data-scientist
              projects: credit
      """;

  @TempDir private Path folder = Path.of("");

  private ServerConfiguration read(String text) throws IOException, ConfigurationException {
    Path file = Files.writeString(folder.resolve("redoubt-server.yaml"), text);
    return ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.empty());
  }

  private List<String> mistakes(String text) {
    ConfigurationException wrong =
        catchThrowableOfType(ConfigurationException.class, () -> read(text));
    assertThat(wrong).isNotNull();
    return wrong.errors().stream()
        .map((ConfigurationError each) -> each.line() + ":" + each.column() + ": " + each.message())
        .toList();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void listensOnLoopbackByDefault() throws Exception {
    ServerSettings settings = read("").settings();
    assertThat(settings.isLocal()).isTrue();
    assertThat(settings.port()).isEqualTo(5000);
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.storage()).isEqualTo(StorageSettings.LOCAL);
    assertThat(settings.gates().digest()).isEqualTo(GatePolicy.builtIn().digest());
  }

  @Test
  void commandLinePortOverridesFile() throws Exception {
    Path file = Files.writeString(folder.resolve("c.yaml"), "listen: { port: 5001 }");
    assertThat(ServerConfiguration.read(file, folder, OptionalInt.of(7)).settings().port())
        .isEqualTo(7);
    assertThat(ServerConfiguration.read(file, folder, OptionalInt.empty()).settings().port())
        .isEqualTo(5001);
  }

  @Test
  void readsAllSettings() throws Exception {
    CertificateAuthority authority = CertificateAuthority.make(folder.resolve("tls"));
    authority.authority();
    authority.certificate("server");
    authority.key("server");
    file("password", "secret\n");
    file("pin", "1234\n");
    file("gates.yaml", GatePolicy.builtInText() + "\n# ours\n");
    Files.createDirectories(folder.resolve("rules"));
    file(
        "rules/all-see.cedar",
        """
        // Everybody sees everything.
        permit(principal, action == Redoubt::Action::"see", resource);
        """);
    ServerConfiguration all =
        read(
            """
            listen:
              address: 0.0.0.0
              port: 8443
              hosts: [registry.example.org, 10.0.0.7]
            tls:
              certificate: tls/server.pem
              key: tls/server.key
              clients: { ca: tls/ca.pem, certificate: optional }
            storage:
              database:
                postgresql:
                  url: jdbc:postgresql://db.example.org:5433/redoubt
                  user: redoubt
                  password-file: password
              artifacts:
                azure-blob:
                  container: https://contoso.blob.core.windows.net/models
            keys:
              place: pkcs11:token=redoubt?module-path=/usr/lib/softhsm/libsofthsm2.so
              pin-file: pin
            gates: gates.yaml
            rules: rules
            """
                + ISSUER);
    ServerSettings settings = all.settings();
    assertThat(settings.address()).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
    assertThat(settings.port()).isEqualTo(8443);
    assertThat(settings.hosts()).isEqualTo(Set.of("registry.example.org", "10.0.0.7"));
    assertThat(settings.tls())
        .contains(
            new TlsSettings(
                folder.resolve("tls/server.pem"),
                folder.resolve("tls/server.key"),
                Optional.of(new TlsSettings.Clients(folder.resolve("tls/ca.pem"), false))));
    assertThat(settings.storage().tables())
        .isEqualTo(
            new StorageSettings.Tables.PostgreSql(
                "jdbc:postgresql://db.example.org:5433/redoubt",
                "redoubt",
                Optional.of(folder.resolve("password")),
                Optional.empty()));
    assertThat(settings.storage().files())
        .isEqualTo(
            new StorageSettings.Files.AzureSignedIn(
                URI.create("https://contoso.blob.core.windows.net/models")));
    assertThat(settings.storage().keys()).isInstanceOf(StorageSettings.Keys.Token.class);
    assertThat(settings.rules()).contains(folder.resolve("rules"));
    assertThat(settings.gates().digest()).isNotEqualTo(GatePolicy.builtIn().digest());
    assertThat(all.trust().hasIssuers()).isTrue();
  }

  @Test
  void nonLoopbackAddressRequiresTlsAndIssuer() throws Exception {
    assertThat(mistakes("listen:\n  address: 0.0.0.0\n  hosts: registry\n"))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).startsWith("2:3: ").contains("which requires `tls`"))
        .anySatisfy(each -> assertThat(each).contains("which requires `issuers`"));
    assertThat(mistakes("listen:\n  address: '::'\n  hosts: registry\n" + ISSUER))
        .singleElement()
        .asString()
        .contains("which requires `tls`");
    assertThat(mistakes("listen: { address: 10.1.2.3 }\n" + ISSUER))
        .anySatisfy(each -> assertThat(each).contains("`hosts` is missing"));
  }

  @Test
  void embeddedServerRequiresTlsAndIssuerForNonLoopbackAddress() {
    ServerSettings local = ServerSettings.local(folder, 0);
    ServerSettings open =
        new ServerSettings(
            folder,
            InetAddress.ofLiteral("0.0.0.0"),
            0,
            Set.of("registry"),
            Optional.empty(),
            local.storage(),
            Optional.empty(),
            local.gates());
    assertThatThrownBy(() -> EmbeddedServer.start(open, TrustConfiguration.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("requires TLS and a token issuer");
  }

  @Test
  void reportsAllErrors() throws IOException {
    file("broken.pem", "nothing");
    file("gates.yaml", "version: 1\nenvironmnts: {}\n");
    assertThat(
            mistakes(
                """
                listn: {}
                listen:
                  address: registry.example.org
                  port: 99999
                tls:
                  certificate: broken.pem
                  key: none.pem
                storage:
                  database:
                    postgresql:
                      url: jdbc:postgresql://u:secret@db/redoubt?sslmode=disable
                      user: redoubt
                      password: secret
                  artifacts:
                    azure-blob: { container: http://contoso.blob.core.windows.net/models }
                keys: { place: local:mine }
                rules: nowhere
                gates: gates.yaml
                """))
        .satisfiesExactlyInAnyOrder(
            each ->
                assertThat(each)
                    .startsWith("1:1: unknown setting `listn`")
                    .endsWith("; did you mean `listen`?"),
            each ->
                assertThat(each).startsWith("3:12: `registry.example.org` is not an IP address"),
            each -> assertThat(each).startsWith("4:9: `port` must be an integer"),
            each -> assertThat(each).startsWith("6:16: ").contains("contains no PEM certificates"),
            each -> assertThat(each).startsWith("7:8: ").contains("is not a readable file"),
            each -> assertThat(each).startsWith("11:12: `url` must be"),
            each -> assertThat(each).startsWith("11:7: set exactly one of `password-file`"),
            each -> assertThat(each).startsWith("13:7: unknown setting `password`"),
            each -> assertThat(each).startsWith("15:30: ").contains("is not a container URL"),
            each -> assertThat(each).startsWith("16:16: `local:mine` is not a key location"),
            each -> assertThat(each).startsWith("17:8: ").contains("is not a readable folder"),
            each -> assertThat(each).startsWith("18:8: ").contains("gates.yaml:1:1: "),
            each -> assertThat(each).startsWith("18:8: ").contains("gates.yaml:2:1: "));
  }

  @Test
  void errorsContainNoSecret() {
    assertThat(
            String.join(
                "\n",
                mistakes(
                    """
                    storage:
                      database:
                        postgresql:
                          url: jdbc:postgresql://u:hunter2@db/redoubt
                          user: redoubt
                          password: hunter2
                      artifacts:
                        azure-blob:
                          connection: AccountKey=hunter2
                    keys:
                      pin: hunter2
                    """)))
        .doesNotContain("hunter2");
  }

  @Test
  void rejectsKeyOfOtherCertificate() throws IOException, GeneralSecurityException {
    CertificateAuthority authority = CertificateAuthority.make(folder.resolve("tls"));
    authority.certificate("server");
    authority.key("client");
    assertThat(mistakes("tls:\n  certificate: tls/server.pem\n  key: tls/client.key\n"))
        .singleElement()
        .asString()
        .startsWith("3:8: ")
        .contains("does not match the first certificate");
  }

  @Test
  void readsKeyLocations() throws Exception {
    assertThat(read("keys: { place: local }").settings().storage().keys())
        .isEqualTo(new StorageSettings.Keys.Local());
    assertThat(read("keys: { place: 'https://contoso.vault.azure.net' }").settings().storage())
        .extracting(each -> ((StorageSettings.Keys.Azure) each.keys()).isHsm())
        .isEqualTo(false);
    assertThat(
            read("keys: { place: 'https://contoso.managedhsm.azure.net/' }").settings().storage())
        .extracting(each -> ((StorageSettings.Keys.Azure) each.keys()).isHsm())
        .isEqualTo(true);
    assertThat(mistakes("keys: { place: 'https://contoso.example.org' }"))
        .singleElement()
        .asString()
        .contains("expected `https://VAULT.vault.azure.net/keys/NAME[/VERSION]`");
    assertThat(mistakes("keys: { place: 'pkcs11:token=x' }")).hasSize(2);
  }

  @Test
  void readsLimits() throws Exception {
    LimitSettings limits =
        read("limits: { file-megabytes: 10, requests-a-second-of-one-principal: 3 }").limits();
    assertThat(limits.bodies().file()).isEqualTo(10L * 1024 * 1024);
    assertThat(limits.bodies().question()).isEqualTo(LimitSettings.DEFAULT.bodies().question());
    assertThat(limits.perPrincipal()).isEqualTo(new RateLimit(3, 30));
    assertThat(limits.perAddress()).isEqualTo(LimitSettings.DEFAULT.perAddress());
    assertThat(mistakes("limits:\n  waiting: 0\n  connections: many\n  requests-at-one: 3\n"))
        .satisfiesExactlyInAnyOrder(
            each -> assertThat(each).startsWith("2:12: ").contains("`waiting`", "from 1 to"),
            each -> assertThat(each).startsWith("3:16: ").contains("`connections`", "`many`"),
            each -> assertThat(each).startsWith("4:3: ").contains("requests-at-once"));
  }
}
