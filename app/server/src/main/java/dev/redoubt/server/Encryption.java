package dev.redoubt.server;

import dev.redoubt.http.route.SecurityHeaders;
import dev.redoubt.server.settings.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tomcat.util.net.TLSClientHelloExtractor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;

/// TLS 1.3 and 1.2, with the cipher suites that the JDK has for them.
final class Encryption {

  private static final String NAME = "server";

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

  private Encryption() {}

  /// What whoever speaks in clear to it is told, in clear: Tomcat has bytes for that, and no other
  /// way. Nothing in it is only for TLS.
  private static final byte[] NEEDS_TLS = needsTls();

  private static byte[] needsTls() {
    String body =
        "{\"error_code\":\"BAD_REQUEST\",\"message\":\"this server speaks TLS alone: use https\"}";
    StringBuilder answer = new StringBuilder("HTTP/1.1 400 \r\n");
    SecurityHeaders.of(false, null)
        .forEach((name, value) -> answer.append(name + ": " + value + "\r\n"));
    answer.append("Content-Type: application/json\r\n");
    answer.append("Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    return answer.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// Has a web server speak TLS alone.
  static void apply(TlsFiles tls, TomcatServletWebServerFactory web) {
    TLSClientHelloExtractor.USE_TLS_RESPONSE = NEEDS_TLS;
    SslBundle bundle =
        SslBundle.of(
            new PemSslStoreBundle(
                PemSslStoreDetails.forCertificates(text(tls.certificate()))
                    .withPrivateKey(text(tls.key())),
                trusted(tls)),
            SslBundleKey.NONE,
            SslOptions.of(null, PROTOCOLS));
    web.setSslBundles(new DefaultSslBundleRegistry(NAME, bundle));
    Ssl ssl = Ssl.forBundle(NAME);
    ssl.setClientAuth(
        tls.clients()
            .map(each -> each.required() ? Ssl.ClientAuth.NEED : Ssl.ClientAuth.WANT)
            .orElse(Ssl.ClientAuth.NONE));
    web.setSsl(ssl);
  }

  private static @Nullable PemSslStoreDetails trusted(TlsFiles tls) {
    return tls.clients()
        .map(each -> PemSslStoreDetails.forCertificates(text(each.authorities())))
        .orElse(null);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
