package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.redoubt.http.testing.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connects to issuers whose certificate is from a private certificate authority, configured with
/// `ca`.
class IssuerAuthorityTest {

  private static final byte[] KEYS =
      ("{\"keys\":[" + FixedIssuer.KEY.jwk() + "]}").getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder = Path.of("");

  private static Path authority = Path.of("");

  /// That of nobody who has certified the server.
  private static Path other = Path.of("");

  private static HttpsServer server;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    CertificateAuthority made = CertificateAuthority.make(folder);
    authority = made.authority();
    other = made.certificate("client");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(made.client("server")));
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, KEYS.length);
          exchange.getResponseBody().write(KEYS);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static JsonWebKeySet keys(@Nullable Path trusted) throws IOException {
    URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    return new KeySetClient(trusted).keys("any", new KeySetLocation.KeySet(address));
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void fetchesKeysWhenServerCertificateIsTrusted() throws IOException {
    assertThat(keys(authority).entries()).hasSize(1);
  }

  @Test
  void fetchesKeysWhenOneOfSeveralAuthoritiesMatches() throws IOException {
    String first = Files.readString(authority);
    String second = Files.readString(other);
    assertThat(keys(file("first.pem", first + second)).entries()).hasSize(1);
    assertThat(keys(file("second.pem", second + first)).entries()).hasSize(1);
  }

  @Test
  void rejectsServerCertificateOfOtherAuthority() {
    for (Path trusted : new @Nullable Path[] {other, null}) {
      assertThatThrownBy(() -> keys(trusted))
          .isInstanceOf(IOException.class)
          .hasMessage("the issuer cannot be reached")
          .hasRootCauseInstanceOf(GeneralSecurityException.class)
          .hasStackTraceContaining(SSLHandshakeException.class.getName());
    }
  }

  @Test
  void reportsFileWithoutCertificate() throws IOException {
    Path empty = file("empty.pem", "");
    assertThatThrownBy(() -> keys(empty))
        .isInstanceOf(IOException.class)
        .hasMessage("`" + empty + "` contains no PEM certificates");
  }
}
