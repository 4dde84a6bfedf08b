package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.http.route.AuthenticationResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetches issuers' key sets, including errors and attacks.
class FetchingTest {

  @TempDir private Path folder;
  @AutoClose private final FakeIssuer issuer = FakeIssuer.start();
  @AutoClose private AuthenticationFixture authentication;

  @BeforeEach
  void open() {
    authentication =
        AuthenticationFixture.of(folder, BearerTokenAuthenticatorTest.yaml(issuer, "RS256"));
  }

  private Map<String, Object> claims() {
    return BearerTokenAuthenticatorTest.claims(issuer, authentication);
  }

  private String signedBy(TokenKey key) {
    return key.sign(key.header(), claims());
  }

  @Test
  void followsKeyRotation() {
    TokenKey old = issuer.key();
    assertThat(authentication.of(signedBy(old))).isInstanceOf(AuthenticationResult.Known.class);
    authentication.pass(CachedKeySet.PAUSE);
    TokenKey fresh = issuer.rotate("second");
    assertThat(authentication.of(signedBy(fresh))).isInstanceOf(AuthenticationResult.Known.class);
    assertThat(authentication.of(signedBy(old))).isInstanceOf(AuthenticationResult.Known.class);
    issuer.publish(fresh);
    authentication.pass(CachedKeySet.FRESH);
    assertThat(authentication.of(signedBy(fresh))).isInstanceOf(AuthenticationResult.Known.class);
    assertThat(authentication.refusal(signedBy(old)))
        .contains("signing key is not in the key set of its issuer");
  }

  /// Whoever invents names of keys makes the server ask the issuer no more often.
  @Test
  void limitsFetchesForUnknownKeys() {
    authentication.known(signedBy(issuer.key()));
    int before = issuer.asked();
    for (int i = 0; i < 100; i++) {
      authentication.refusal(signedBy(issuer.key().called("invented-" + i)));
      authentication.pass(Duration.ofSeconds(1));
    }
    assertThat(issuer.asked() - before).isLessThanOrEqualTo(2 * 4);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"WELL", "SILENT"})
  void acceptsTokensForOneDayWhileIssuerIsUnreachable(FakeIssuer.Manner manner) {
    String token = signedBy(issuer.key());
    authentication.known(token);
    issuer.redirect(issuer.name() + "/elsewhere");
    issuer.behave(manner);
    authentication.pass(Duration.ofHours(23));
    assertThat(authentication.of(signedBy(issuer.key())))
        .isInstanceOf(AuthenticationResult.Known.class);
    authentication.pass(Duration.ofHours(2));
    assertThat(authentication.refusal(signedBy(issuer.key()))).contains("is not available");
    issuer.behave(FakeIssuer.Manner.WELL);
    authentication.pass(CachedKeySet.PAUSE);
    assertThat(authentication.of(signedBy(issuer.key())))
        .isInstanceOf(AuthenticationResult.Known.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"WELL", "SILENT"})
  void rejectsTokensWhenIssuerNeverResponded(FakeIssuer.Manner manner) {
    issuer.redirect("http://127.0.0.1:1/keys");
    issuer.behave(manner);
    assertThat(authentication.refusal(signedBy(issuer.key()))).contains("is not available");
  }

  /// A redirect is not followed anywhere: neither to another server, nor within this machine, where
  /// somebody else may listen.
  @Test
  void doesNotFollowRedirects() {
    try (FakeIssuer other = FakeIssuer.start()) {
      for (String to :
          new String[] {other.keySet(), "http://169.254.169.254/metadata/identity", "file:/etc"}) {
        issuer.redirect(to);
        authentication.refusal(signedBy(issuer.key()));
        authentication.pass(CachedKeySet.PAUSE);
      }
      assertThat(other.asked()).isZero();
    }
  }

  @Test
  void rejectsDiscoveryDocumentOfAnotherIssuer() {
    issuer.say(document -> document.put("issuer", issuer.name() + "/"));
    assertThat(authentication.refusal(signedBy(issuer.key()))).contains("is not available");
    assertThat(issuer.paths()).doesNotContain("/keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/metadata/identity/oauth2/token",
        "http://10.0.0.1/keys",
        "file:///etc/passwd",
        "jar:file:///tmp/x.jar!/keys",
        "ftp://127.0.0.1/keys",
        "https://user@127.0.0.1/keys",
        "https:/keys",
        "//127.0.0.1/keys",
        "keys",
        "",
        "http://[::1",
        "http://127.0.0.1.evil.example/keys"
      })
  void rejectsInsecureJwksUri(String address) {
    issuer.say(document -> document.put("jwks_uri", address));
    KeySetClient fetcher = new KeySetClient(null);
    assertThatThrownBy(
            () ->
                fetcher.keys(
                    issuer.name(),
                    new KeySetLocation.Discovery(URI.create(issuer.name() + FakeIssuer.DISCOVERY))))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "the `jwks_uri` of the issuer (is not a valid URL|does not use `https`)");
  }

  @Test
  @Timeout(20)
  void fetchTimesOut() {
    issuer.behave(FakeIssuer.Manner.SILENT);
    KeySetClient fetcher = new KeySetClient(null, Duration.ofMillis(200));
    assertThatThrownBy(
            () ->
                fetcher.keys(issuer.name(), new KeySetLocation.KeySet(URI.create(issuer.keySet()))))
        .isInstanceOf(IOException.class)
        .hasMessage("the issuer cannot be reached");
  }

  @Test
  @Timeout(20)
  void limitsSizeOfResponse() {
    issuer.behave(FakeIssuer.Manner.ENDLESS);
    KeySetClient fetcher = new KeySetClient(null);
    assertThatThrownBy(
            () ->
                fetcher.keys(issuer.name(), new KeySetLocation.KeySet(URI.create(issuer.keySet()))))
        .isInstanceOf(IOException.class);
  }

  /// While one thread waits for an issuer that hangs, the others go on with the keys that are
  /// there.
  @Test
  @Timeout(20)
  void knownKeyDoesNotWaitForFetch() throws Exception {
    Instant[] now = {Instant.EPOCH};
    JsonWebKeySet keySet = JsonWebKeySet.parse(set(issuer.key())).orElseThrow();
    AtomicInteger fetches = new AtomicInteger();
    var hanging = new java.util.concurrent.CountDownLatch(1);
    var entered = new java.util.concurrent.CountDownLatch(1);
    CachedKeySet keys =
        new CachedKeySet(
            () -> {
              if (fetches.getAndIncrement() > 0) {
                entered.countDown();
                try {
                  hanging.await();
                } catch (InterruptedException stopped) {
                  throw new IOException(stopped);
                }
              }
              return keySet;
            },
            () -> now[0]);
    assertThat(keys.keySet(Optional.of("first"))).isPresent();
    now[0] = now[0].plus(CachedKeySet.FRESH);
    Thread first = Thread.ofVirtual().start(() -> keys.keySet(Optional.of("first")));
    entered.await();
    assertThat(keys.keySet(Optional.of("first"))).contains(keySet);
    hanging.countDown();
    first.join();
    assertThat(fetches).hasValue(2);
  }

  private static byte[] set(TokenKey... keys) {
    StringBuilder json = new StringBuilder("{\"keys\":[");
    for (int i = 0; i < keys.length; i++) {
      json.append(i == 0 ? "" : ",").append(keys[i].jwk());
    }
    return json.append("]}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void rereadsKeySetFile(@TempDir Path other) throws IOException {
    Path file = other.resolve("keys.json");
    Files.write(file, set(issuer.key()));
    String yaml =
        BearerTokenAuthenticatorTest.yaml(issuer, "RS256")
            .replace("    audience", "    jwks-file: keys.json\n    audience");
    try (AuthenticationFixture offline = AuthenticationFixture.of(other, yaml)) {
      assertThat(offline.of(signedBy(issuer.key()))).isInstanceOf(AuthenticationResult.Known.class);
      assertThat(issuer.asked()).isZero();
      TokenKey fresh = TokenKey.rsa("second");
      Files.write(file, set(fresh));
      offline.pass(CachedKeySet.PAUSE);
      assertThat(offline.of(signedBy(fresh))).isInstanceOf(AuthenticationResult.Known.class);
      Files.delete(file);
      offline.pass(CachedKeySet.FRESH);
      assertThat(offline.of(signedBy(fresh))).isInstanceOf(AuthenticationResult.Known.class);
    }
  }

  @Test
  void skipsNonSignatureKeys() {
    String json =
        "{\"keys\":[%s,%s,{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"},{\"kty\":\"new\"},7]}"
            .formatted(
                issuer.key().jwk(), TokenKey.rsa("sealing").jwk().put("use", "enc").toString());
    JsonWebKeySet keySet =
        JsonWebKeySet.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
    assertThat(keySet.entries()).extracting(JsonWebKeySet.Entry::id).containsExactly("first");
  }
}
