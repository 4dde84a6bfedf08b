package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.behind;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.body;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.manifest;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.redirect;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.status;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.internal.registry.FakeRegistry.Request;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleRegistryClientTest {

  private static final String TEMPLATE = "{\"resources\": []}";
  private static final byte[] BYTES = utf8(TEMPLATE);
  private static final String MANIFEST = "/v2/net/vnet/manifests/1.0";
  private static final String BLOB = "/v2/net/vnet/blobs/" + OciDigest.of(BYTES).text();

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeRegistry elsewhere = new FakeRegistry();
  private final ModuleRegistryClient client = new ModuleRegistryClient(new RegistryHttpClient());

  @AfterEach
  void close() {
    registry.close();
    elsewhere.close();
  }

  @Test
  void pullsByTag_andByDigest() {
    OciDigest digest = registry.holds("net/vnet", "1.0", TEMPLATE);

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);
    assertThat(template(client.pull(digested(digest.text())))).isEqualTo(TEMPLATE);
    assertThat(given(client.pull(tagged())).digest()).isEqualTo(digest);
  }

  @Test
  void sendsNoCredentials() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    client.pull(tagged());

    assertThat(registry.requests()).hasSize(2);
    for (Request request : registry.requests()) {
      assertThat(request.headers()).doesNotContainKeys("Authorization", "Cookie", "Referer");
      assertThat(request.header("User-agent")).containsExactly("redoubt");
    }
  }

  @Test
  void refusesManifestWhoseDigestDiffersFromTheReference() {
    byte[] other = utf8(FakeRegistry.manifest(utf8("{}")));
    String digest = "sha256:" + "a".repeat(64);
    registry.when("/v2/net/vnet/manifests/" + digest, manifest(other, OciDigest.of(other)));

    assertThat(why(client.pull(digested(digest))))
        .isEqualTo(
            "the manifest from the registry `%s` does not match its digest"
                .formatted(registry.host()));
  }

  @Test
  void refusesManifestWhoseDigestDiffersFromTheHeader() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(
        MANIFEST, manifest(utf8(FakeRegistry.manifest(BYTES)), OciDigest.of(utf8("another"))));

    assertThat(why(client.pull(tagged()))).contains("does not match its digest");
  }

  @Test
  void refuses_whenTheTemplateWasChanged_toTheSameLength() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, body(utf8(TEMPLATE.replace('[', '{'))));

    assertThat(why(client.pull(tagged()))).contains("does not match the digest");
  }

  @Test
  void refuses_whenTheTemplateIsTruncated() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, body(utf8(TEMPLATE.substring(1))));
    assertThat(why(client.pull(tagged()))).contains("does not match the digest and size");

    registry.when(
        BLOB,
        exchange -> {
          exchange.sendResponseHeaders(200, BYTES.length);
          exchange.getResponseBody().write(BYTES, 0, 5);
          exchange.getResponseBody().flush();
        });
    assertThat(why(client.pull(tagged()))).contains("the connection to `127.0.0.1` failed");
  }

  @Test
  void refuses_whenTheTemplateIsLongerThanItsManifestSays() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, endless());

    assertThat(why(client.pull(tagged())))
        .isEqualTo("`127.0.0.1` sent more than the %d bytes allowed".formatted(BYTES.length));
  }

  @Test
  void refusesManifestLargerThanTheLimit() {
    registry.when(MANIFEST, endless());

    assertThat(why(client.pull(tagged()))).contains("sent more than the 4194304 bytes allowed");
  }

  @Test
  void refusesTemplateLargerThanTheLimit_beforeTheRequest() {
    byte[] manifest =
        utf8(
            FakeRegistry.manifest(BYTES)
                .replace("\"size\": " + BYTES.length, "\"size\": 99999999999"));
    registry.when(MANIFEST, manifest(manifest, OciDigest.of(manifest)));

    assertThat(why(client.pull(tagged())))
        .isEqualTo("its template has 95367 MB, more than the limit of 64 MB");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void reportsStatusOfErrorResponse_whateverItsLength() {
    registry.when(
        MANIFEST,
        exchange -> {
          exchange.sendResponseHeaders(404, 0);
          writeEndlessly(exchange.getResponseBody());
        });

    assertThat(why(client.pull(tagged()))).contains("has no such module or version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | the registry `HOST` has no such module or version
          401 | the registry `HOST` requires authentication, and no credentials are sent; run `bicep restore` while signed in, or specify a folder that contains the module with `--module-path`
          403 | the registry `HOST` requires authentication, and no credentials are sent; run `bicep restore` while signed in, or specify a folder that contains the module with `--module-path`
          429 | the registry `HOST` responded with status 429 (rate limit exceeded); try again later
          500 | the registry `HOST` responded with status 500
          302 | `127.0.0.1` redirects without a valid location
          204 | the registry `HOST` responded with status 204
          """)
  void saysWhatTheRegistryAnswered(int status, String why) {
    registry.when(MANIFEST, status(status));

    assertThat(why(client.pull(tagged()))).isEqualTo(why.replace("HOST", registry.host()));
  }

  @Test
  void reportsTemplateMissingInRegistry() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, status(404));

    assertThat(why(client.pull(tagged())))
        .contains("does not have the template that its manifest lists");
  }

  @Test
  void timesOut_whenThereIsNoResponse_andDoesNotContactTheServerAgain() {
    CountDownLatch end = new CountDownLatch(1);
    registry.when(
        MANIFEST,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
        });
    ModuleRegistryClient impatient =
        new ModuleRegistryClient(new RegistryHttpClient(Duration.ofMillis(200)));

    assertThat(why(impatient.pull(tagged())))
        .isEqualTo("timeout: `127.0.0.1` did not respond within 0.2 s");
    assertThat(why(impatient.pull(tagged())))
        .isEqualTo("timeout: `127.0.0.1` did not respond within 0.2 s");

    end.countDown();
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void reportsUnreachableRegistry() throws IOException {
    // A port that is taken and not listened at refuses, and nobody else can listen there meanwhile.
    try (Socket deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String host = "127.0.0.1:" + deaf.getLocalPort();
      assertThat(why(client.pull(new Registry(host, "net/vnet", "1.0", null))))
          .isEqualTo("`127.0.0.1` cannot be reached");
    }
    assertThat(why(client.pull(new Registry("nowhere.invalid", "net/vnet", "1.0", null))))
        .isEqualTo("`nowhere.invalid` cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:99999", "user@127.0.0.1", "a_b", "a b", "", "[", "x:y"})
  void refusesInvalidHostName(String host) {
    assertThat(client.pull(new Registry(host, "net/vnet", "1.0", null)))
        .isInstanceOf(RegistryResult.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsARedirect(int status) {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, redirect(status, "http://" + elsewhere.host() + "/data?sig=s"));
    elsewhere.when("/data?sig=s", body(BYTES));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);
  }

  @Test
  void limitsTheNumberOfRedirects() {
    registry.when(MANIFEST, redirect(307, MANIFEST));

    assertThat(why(client.pull(tagged()))).isEqualTo("`127.0.0.1` redirects more than 5 times");
    assertThat(registry.requests()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/x",
        "ftp://example.com/x",
        "file:///etc/passwd",
        "https://user:password@example.com/x",
        "http://",
        "not an address",
        ""
      })
  void followsNoRedirect_toAPlaceThatIsNotAllowed(String location) {
    registry.when(MANIFEST, redirect(307, location));

    assertThat(why(client.pull(tagged()))).contains("`127.0.0.1` redirects ");
  }

  @Test
  void checksWhatARedirectLedTo() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, redirect(307, "http://" + elsewhere.host() + "/data"));
    elsewhere.when("/data", body(utf8(TEMPLATE.replace('[', '{'))));

    assertThat(why(client.pull(tagged()))).contains("does not match the digest");
  }

  @Test
  void getsAnAnonymousToken_andUsesItForTheWholeModule() {
    putBehindAToken(
        "Bearer realm=\"http://%s/token\",service=\"the"
            + " service\",scope=\"repository:net/vnet:pull\"");
    elsewhere.when(
        "/token?scope=repository%3Anet%2Fvnet%3Apull&service=the+service",
        body(utf8("{\"token\": \"T.o-k_e~n/+==\", \"expires_in\": 300}")));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);

    assertThat(registry.requests()).hasSize(3);
    assertThat(elsewhere.requests()).hasSize(1);
    assertThat(elsewhere.requests().getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void getsATokenByItsOtherName_whenTheChallengeNamesNoScope() {
    putBehindAToken("Basic realm=\"x\", bearer realm=\"http://%s/token?a=b\"");
    elsewhere.when(
        "/token?a=b&scope=repository%3Anet%2Fvnet%3Apull",
        body(utf8("{\"access_token\": \"T.o-k_e~n/+==\"}")));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);
  }

  @Test
  void asksTheServerOfTheRealm_whateverItsPathLooksLike() {
    putBehindAToken("Bearer realm=\"http://%s//nowhere.invalid/token\"");
    elsewhere.when(
        "//nowhere.invalid/token?scope=repository%3Anet%2Fvnet%3Apull",
        body(utf8("{\"token\": \"T.o-k_e~n/+==\"}")));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);
  }

  @Test
  void sendsTokenOnlyToItsRegistry() {
    putBehindAToken("Bearer realm=\"http://%s/token\"");
    elsewhere.when(
        "/token?scope=repository%3Anet%2Fvnet%3Apull",
        body(utf8("{\"token\": \"T.o-k_e~n/+==\"}")));
    registry.when(
        BLOB, behind("T.o-k_e~n/+==", "", redirect(307, "http://" + elsewhere.host() + "/data")));
    elsewhere.when("/data", redirect(307, "http://" + registry.host() + "/back"));
    registry.when("/back", body(BYTES));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);

    assertThat(requestTo(elsewhere, "/data").headers()).doesNotContainKey("Authorization");
    assertThat(requestTo(registry, "/back").headers()).doesNotContainKey("Authorization");
    assertThat(requestTo(registry, BLOB).header("Authorization")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/token",
        "https://user@example.com/token",
        "http://127.0.0.1.example.com/token",
        "ftp://127.0.0.1/token",
        "not an address"
      })
  void getsNoToken_fromAPlaceThatIsNotAllowed(String realm) {
    registry.when(MANIFEST, behind("x", "Bearer realm=\"" + realm + "\"", status(200)));

    assertThat(why(client.pull(tagged()))).contains("refers to a token server that is not allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                         | without a token
          {"token": 1}               | without a token
          {"token": "a b"}           | without a token
          {"token": "a\\r\\nX: y"}   | without a token
          []                         | without a token
          <html>                     | without a token
          """)
  void getsNoToken_whenTheResponseContainsNone(String response, String why) {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when("/token?scope=repository%3Anet%2Fvnet%3Apull", body(utf8(response)));

    assertThat(why(client.pull(tagged()))).endsWith(why);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void isRefused_whenTheTokenServerRequiresAuthentication(int status) {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when("/token?scope=repository%3Anet%2Fvnet%3Apull", status(status));

    assertThat(why(client.pull(tagged()))).contains("no credentials are sent");
  }

  @Test
  void isRefused_whenTheTokenIsRejected_andDoesNotRetry() {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when(
        "/token?scope=repository%3Anet%2Fvnet%3Apull", body(utf8("{\"token\": \"other\"}")));

    assertThat(why(client.pull(tagged()))).contains("no credentials are sent");
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void isRefused_whenAPasswordIsWanted() {
    registry.when(MANIFEST, behind("x", "Basic realm=\"registry\"", status(200)));

    assertThat(why(client.pull(tagged()))).contains("no credentials are sent");
  }

  private void putBehindAToken(String challenge) {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    byte[] manifest = utf8(FakeRegistry.manifest(BYTES));
    String header = challenge.formatted(elsewhere.host());
    registry.when(
        MANIFEST, behind("T.o-k_e~n/+==", header, manifest(manifest, OciDigest.of(manifest))));
    registry.when(BLOB, behind("T.o-k_e~n/+==", header, body(BYTES)));
  }

  private static FakeRegistry.ResponseWriter endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      writeEndlessly(exchange.getResponseBody());
    };
  }

  private static void writeEndlessly(java.io.OutputStream out) throws IOException {
    byte[] block = new byte[8192];
    while (true) {
      out.write(block);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request requestTo(FakeRegistry registry, String path) {
    List<Request> found = registry.requests().stream().filter(a -> a.path().equals(path)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Registry tagged() {
    return new Registry(registry.host(), "net/vnet", "1.0", null);
  }

  private Registry digested(String digest) {
    return new Registry(registry.host(), "net/vnet", null, digest);
  }

  private static PulledModule given(RegistryResult<PulledModule> result) {
    assertThat(result).isInstanceOf(RegistryResult.Given.class);
    return ((RegistryResult.Given<PulledModule>) result).value();
  }

  private static String template(RegistryResult<PulledModule> result) {
    if (result instanceof RegistryResult.Refused<PulledModule>(var why)) {
      throw new AssertionError(why);
    }
    return new String(given(result).template(), StandardCharsets.UTF_8);
  }

  private static String why(RegistryResult<PulledModule> result) {
    assertThat(result).isInstanceOf(RegistryResult.Refused.class);
    return ((RegistryResult.Refused<PulledModule>) result).reason();
  }
}
