package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySetClientTest {

  @TempDir private Path folder = Path.of("");
  @AutoClose private final FakeIssuer issuer = FakeIssuer.with(FixedIssuer.KEY);
  private final KeySetClient fetcher = new KeySetClient(null);

  private KeySetLocation.Discovery discovery() {
    return new KeySetLocation.Discovery(URI.create(issuer.name() + FakeIssuer.DISCOVERY));
  }

  @ParameterizedTest
  @CsvSource({
    "https://issuer.example/keys, true",
    "https://issuer.example:8443, true",
    "https://10.0.0.1/, true",
    "https://me@issuer.example/, false",
    "https:/keys, false",
    "https:keys, false",
    "http://issuer.example/, false",
    "http://localhost/, true",
    "http://localhost:8080/x, true",
    "http://localhost.evil.example/, false",
    "http://127.0.0.1/, true",
    "http://127.1.2.3:1/, true",
    "http://127.0.0.1.evil.example/, false",
    "http://[::1]:8080/, true",
    "http://[::2]/, false",
    "http://10.0.0.1/, false",
    "http://me@localhost/, false",
    "http:/keys, false",
    "ftp://localhost/, false",
    "file:///etc/passwd, false",
    "//localhost/, false",
    "localhost, false",
    "'', false"
  })
  void acceptsHttpsAndLoopbackUrls(String address, boolean taken) {
    assertThat(KeySetClient.isAcceptable(URI.create(address))).isEqualTo(taken);
  }

  @Test
  void fetchesKeysByDiscoveryOrUrl() throws IOException {
    assertThat(fetcher.keys(issuer.name(), discovery()).entries()).hasSize(1);
    assertThat(issuer.paths()).containsExactly(FakeIssuer.DISCOVERY, "/keys");
    assertThat(
            fetcher.keys("any", new KeySetLocation.KeySet(URI.create(issuer.keySet()))).entries())
        .hasSize(1);
  }

  @Test
  void rejectsDiscoveryDocumentOfOtherIssuer() {
    issuer.say(document -> document.put("issuer", "https://other.example"));
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .isInstanceOf(IOException.class)
        .hasMessage("the discovery document names another issuer");
    issuer.say(document -> document.without("issuer"));
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the discovery document names another issuer");
  }

  @Test
  void reportsWhyKeysAreUnavailable() {
    issuer.say(document -> document.put("jwks_uri", "http://a b"));
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the `jwks_uri` of the issuer is not a valid URL");
    issuer.say(document -> document.put("jwks_uri", "http://issuer.example/keys"));
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the `jwks_uri` of the issuer does not use `https`");
    issuer.behave(FakeIssuer.Manner.BROKEN);
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the issuer responded with status 503");
    issuer.behave(FakeIssuer.Manner.GARBLED);
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the response is not a discovery document");
    assertThatThrownBy(
            () ->
                fetcher.keys(issuer.name(), new KeySetLocation.KeySet(URI.create(issuer.keySet()))))
        .hasMessage("the response is not a JWK set");
    assertThatThrownBy(
            () ->
                fetcher.keys(
                    "any", new KeySetLocation.KeySet(URI.create("http://127.0.0.1:1/keys"))))
        .hasMessage("the issuer cannot be reached");
  }

  /// A document from elsewhere may not lead to a port of this machine, nor one of this machine to
  /// somebody in the clear.
  @Test
  void rejectsJwksUriWithOtherScheme() {
    issuer.say(document -> document.put("jwks_uri", issuer.keySet().replace("http:", "ftp:")));
    assertThatThrownBy(() -> fetcher.keys(issuer.name(), discovery()))
        .hasMessage("the `jwks_uri` of the issuer does not use `https`");
  }

  @Test
  void limitsSizeOfKeySetFile() throws IOException {
    Path file = folder.resolve("keys.json");
    String set = "{\"keys\":[" + FixedIssuer.KEY.jwk() + "]}";
    Files.writeString(file, set);
    assertThat(fetcher.keys("any", new KeySetLocation.InFile(file)).entries()).hasSize(1);
    int most = 1024 * 1024;
    byte[] full = (set + " ".repeat(most - set.length())).getBytes(StandardCharsets.UTF_8);
    Files.write(file, full);
    assertThat(fetcher.keys("any", new KeySetLocation.InFile(file)).entries()).hasSize(1);
    Files.writeString(file, " ".repeat(most - set.length() + 1) + set);
    assertThatThrownBy(() -> fetcher.keys("any", new KeySetLocation.InFile(file)))
        .hasMessage("the response is not a JWK set");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> fetcher.keys("any", new KeySetLocation.InFile(none)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void interruptCancelsFetch() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> fetcher.keys("any", new KeySetLocation.KeySet(URI.create(issuer.keySet()))))
        .isInstanceOf(IOException.class)
        .hasMessage("stopped");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void loadsCertificateAuthority() throws IOException {
    Path wrong = Files.writeString(folder.resolve("ca.pem"), "nothing");
    KeySetLocation keys = new KeySetLocation.KeySet(URI.create(issuer.keySet()));
    assertThatThrownBy(() -> new KeySetClient(wrong).keys("any", keys))
        .isInstanceOf(IOException.class)
        .hasMessage("`" + wrong + "` contains no PEM certificates");
    assertThatThrownBy(() -> new KeySetClient(folder.resolve("none")).keys("any", keys))
        .isInstanceOf(NoSuchFileException.class);
  }
}
