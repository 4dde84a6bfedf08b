package dev.redoubt.http.server;

import dev.redoubt.http.route.SecurityHeaders;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.TlsPemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.TLSClientHelloExtractor;

/// Configures TLS 1.3 and 1.2 with the JDK's cipher suites.
final class TlsContexts {

  private static final String PROTOCOLS = "TLSv1.3+TLSv1.2";

  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /// The plain-text response to a client that speaks plain HTTP to the TLS port: Tomcat supports
  /// only fixed bytes here. Contains no TLS-only header.
  private static final byte[] NEEDS_TLS = needsTls();

  private static byte[] needsTls() {
    String body =
        "{\"error_code\":\"BAD_REQUEST\",\"message\":\"this port accepts only TLS: use https\"}";
    StringBuilder response = new StringBuilder("HTTP/1.1 400 \r\n");
    SecurityHeaders.of(false, null)
        .forEach((name, value) -> response.append(name + ": " + value + "\r\n"));
    response.append("Content-Type: application/json\r\n");
    response.append("Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    return response.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// Configures a connector for TLS only.
  static void apply(TlsSettings tls, Connector connector, HeaderTimeoutProtocol protocol) {
    TLSClientHelloExtractor.USE_TLS_RESPONSE = NEEDS_TLS;
    SSLHostConfig config = new SSLHostConfig();
    config.setHostName(protocol.getDefaultSSLHostConfigName());
    config.setProtocols(PROTOCOLS);
    config.setCertificateVerification(
        tls.clients().map(each -> each.required() ? "required" : "optional").orElse("none"));
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
    config.addCertificate(certificate);
    try {
      certificate.setCertificateKeystorePassword("");
      certificate.setCertificateKeystore(own(tls));
      if (tls.clients().isPresent()) {
        config.setTrustStore(trusted(tls.clients().get().authorities()));
      }
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("the TLS certificate or key cannot be loaded", failed);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    protocol.setSSLEnabled(true);
    protocol.addSslHostConfig(config);
    connector.setScheme("https");
    connector.setSecure(true);
  }

  private static KeyStore own(TlsSettings tls) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    try (SecretBytes pem = SecretBytes.takeOver(Files.readAllBytes(tls.key()))) {
      store.setKeyEntry(
          "server",
          TlsPemFiles.privateKey(pem),
          NO_PASSWORD,
          certificates(tls.certificate()).toArray(Certificate[]::new));
    }
    return store;
  }

  private static KeyStore trusted(Path authorities) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (X509Certificate each : certificates(authorities)) {
      store.setCertificateEntry("authority-" + store.size(), each);
    }
    return store;
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    return TlsPemFiles.certificates(Files.readAllBytes(file));
  }

  /// Creates a keystore in memory; it is never written.
  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
