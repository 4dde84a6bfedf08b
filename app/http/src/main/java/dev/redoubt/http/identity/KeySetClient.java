package dev.redoubt.http.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Fetches discovery documents and key sets over HTTP: without following redirects, and with limits
/// on time and size.
final class KeySetClient {

  /// In bytes. The key set of Entra ID has about 20,000.
  private static final int MAX_BYTES = 1024 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final @Nullable Path authority;
  private final Duration requestTimeout;
  private @Nullable HttpClient client;

  /// @param authority PEM file with CA certificates; null for those of the JDK
  KeySetClient(@Nullable Path authority) {
    this(authority, CONNECT_TIMEOUT);
  }

  /// @param requestTimeout to connect, and for the response headers; the whole request may take
  ///   twice as long
  KeySetClient(@Nullable Path authority, Duration requestTimeout) {
    this.authority = authority;
    this.requestTimeout = requestTimeout;
  }

  /// Fetches a key set.
  ///
  /// @param issuer the issuer that the discovery document must name
  JsonWebKeySet keys(String issuer, KeySetLocation source) throws IOException {
    byte[] json =
        switch (source) {
          case KeySetLocation.InFile(Path file) -> file(file);
          case KeySetLocation.KeySet(URI address) -> get(address);
          case KeySetLocation.Discovery(URI document) -> get(discovered(issuer, document));
        };
    return JsonWebKeySet.parse(json)
        .orElseThrow(() -> new IOException("the response is not a JWK set"));
  }

  private URI discovered(String issuer, URI document) throws IOException {
    TokenClaims said =
        TokenClaims.parse(get(document))
            .orElseThrow(() -> new IOException("the response is not a discovery document"));
    if (!said.text("issuer").orElse("").equals(issuer)) {
      throw new IOException("the discovery document names another issuer");
    }
    URI address;
    try {
      address = URI.create(said.text("jwks_uri").orElse(""));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("the `jwks_uri` of the issuer is not a valid URL", malformed);
    }
    boolean asGood = isSecure(address) || (isLoopback(document) && isLoopback(address));
    if (!asGood) {
      throw new IOException("the `jwks_uri` of the issuer does not use `https`");
    }
    return address;
  }

  /// Whether a URL uses a trustworthy channel: `https`, or `http` on the loopback interface.
  static boolean isAcceptable(URI address) {
    return isSecure(address) || isLoopback(address);
  }

  private static boolean isSecure(URI address) {
    return "https".equals(address.getScheme())
        && address.getHost() != null
        && address.getUserInfo() == null;
  }

  private static boolean isLoopback(URI address) {
    String host = address.getHost();
    if (!"http".equals(address.getScheme()) || host == null || address.getUserInfo() != null) {
      return false;
    }
    try {
      return host.equals("localhost")
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] file(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES);
    }
  }

  private byte[] get(URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(requestTimeout)
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      HttpResponse<byte[]> response =
          coming.get(requestTimeout.toMillis() * 2, TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("the issuer responded with status " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("the issuer cannot be reached", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    } finally {
      coming.cancel(true);
    }
  }

  private synchronized HttpClient client() throws IOException {
    HttpClient made = client;
    if (made == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(requestTimeout);
      if (authority != null) {
        builder.sslContext(trusting(authority));
      }
      made = builder.build();
      client = made;
    }
    return made;
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count, each);
        count++;
      }
      if (count == 0) {
        throw new CertificateException("the file is empty");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException wrong) {
      throw new IOException("`" + authority + "` contains no PEM certificates", wrong);
    }
  }
}
