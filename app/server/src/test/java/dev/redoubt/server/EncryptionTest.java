package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.testing.CertificateAuthority;
import dev.redoubt.server.folder.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests servers with TLS against clients that perform real handshakes.
class EncryptionTest {

  /// Making certificates takes longer than shaking hands.
  @TempDir private static Path shared = Path.of("");

  private static @Nullable CertificateAuthority made;

  private static @Nullable CertificateAuthority stranger;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void makeCertificates() throws IOException, GeneralSecurityException {
    made = CertificateAuthority.make(shared.resolve("tls"));
    stranger = CertificateAuthority.make(shared.resolve("another"));
    for (CertificateAuthority each : List.of(ours(), another())) {
      each.authority();
      each.certificate("server");
      each.key("server");
    }
  }

  private static CertificateAuthority ours() {
    return Objects.requireNonNull(made);
  }

  private static CertificateAuthority another() {
    return Objects.requireNonNull(stranger);
  }

  private EmbeddedServer start(String clients) throws IOException, ConfigurationException {
    Path file =
        Files.writeString(
            folder.resolve("redoubt-server.yaml"),
            """
            listen:
              port: 0
            tls:
              certificate: %1$s/tls/server.pem
              key: %1$s/tls/server.key
            %2$s
            """
                .formatted(shared, clients));
    ServerConfiguration read =
        ServerConfiguration.read(file, folder.resolve("data"), OptionalInt.empty());
    return EmbeddedServer.start(read.settings(), read.trust());
  }

  /// @param authority the folder of one
  private static String clients(String authority, String certificate) {
    return """
      clients:
        ca: %s/%s/ca.pem
        certificate: %s
    """
        .formatted(shared, authority, certificate);
  }

  private static int status(URI server, SSLContext context, String token)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/api/redoubt/identity"))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", token)
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode();
    }
  }

  private String token() throws IOException {
    return "Bearer "
        + LocalIssuer.open(new DataFolder(folder.resolve("data")).issuerKey())
            .issue(
                "alice",
                Principal.Kind.USER,
                List.of(Persona.AUDITOR),
                List.of("default"),
                Instant.now(),
                Duration.ofHours(1));
  }

  @Test
  void clientThatTrustsAuthorityConnects() throws Exception {
    try (EmbeddedServer server = start("")) {
      assertThat(server.address().getScheme()).isEqualTo("https");
      assertThat(status(server.address(), ours().client(null), token())).isEqualTo(200);
      assertThat(status(server.address(), ours().client(null), "Bearer nobody")).isEqualTo(401);
    }
  }

  @Test
  void clientThatTrustsOtherAuthorityRejectsServer() throws Exception {
    try (EmbeddedServer server = start("")) {
      assertThatThrownBy(() -> status(server.address(), another().client(null), token()))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void plainHttpOnTlsPortIsRejected() throws Exception {
    try (EmbeddedServer server = start("")) {
      URI clear = URI.create(server.address().toString().replace("https:", "http:"));
      assertThat(status(clear, ours().client(null), token())).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void supportsTls12And13(String version) throws Exception {
    try (EmbeddedServer server = start("");
        SSLSocket socket =
            (SSLSocket)
                ours()
                    .client(null)
                    .getSocketFactory()
                    .createSocket("localhost", server.address().getPort())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void optionalClientCertificateMayBeAbsent() throws Exception {
    try (EmbeddedServer server = start(clients("tls", "optional"))) {
      assertThat(status(server.address(), ours().client(null), token())).isEqualTo(200);
      assertThat(status(server.address(), ours().client("client"), token())).isEqualTo(200);
    }
  }

  @Test
  void rejectsClientCertificateOfOtherAuthority() throws Exception {
    String clients = clients("another", "required");
    try (EmbeddedServer server = start(clients)) {
      assertThatThrownBy(() -> status(server.address(), ours().client("client"), token()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void rejectsClientWithoutRequiredCertificate() throws Exception {
    try (EmbeddedServer server = start(clients("tls", "required"))) {
      assertThatThrownBy(() -> status(server.address(), ours().client(null), token()))
          .isInstanceOf(IOException.class);
      assertThat(status(server.address(), ours().client("client"), token())).isEqualTo(200);
    }
  }

  @Test
  void clientCertificateDoesNotAuthenticate() throws Exception {
    try (EmbeddedServer server = start(clients("tls", "required"))) {
      assertThat(status(server.address(), ours().client("client"), "Basic eDp5")).isEqualTo(401);
    }
  }
}
