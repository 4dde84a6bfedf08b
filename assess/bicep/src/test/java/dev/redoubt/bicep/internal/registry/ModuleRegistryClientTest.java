package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.behind;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.body;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.manifest;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.redirect;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.status;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.internal.registry.FakeRegistry.Asked;
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
  void sendsNothingThatTellsWhoAsks() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    client.pull(tagged());

    assertThat(registry.asked()).hasSize(2);
    for (Asked asked : registry.asked()) {
      assertThat(asked.headers()).doesNotContainKeys("Authorization", "Cookie", "Referer");
      assertThat(asked.header("User-agent")).containsExactly("redoubt");
    }
  }

  @Test
  void refuses_whenTheManifestDoesNotHaveTheDigestItIsAskedBy() {
    byte[] other = utf8(FakeRegistry.manifest(utf8("{}")));
    String asked = "sha256:" + "a".repeat(64);
    registry.when("/v2/net/vnet/manifests/" + asked, manifest(other, OciDigest.of(other)));

    assertThat(why(client.pull(digested(asked))))
        .isEqualTo(
            "what the registry `%s` sent as manifest does not have the digest that it should have"
                .formatted(registry.host()));
  }

  @Test
  void refuses_whenTheManifestDoesNotHaveTheDigestThatTheRegistryStates() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(
        MANIFEST, manifest(utf8(FakeRegistry.manifest(BYTES)), OciDigest.of(utf8("another"))));

    assertThat(why(client.pull(tagged()))).contains("does not have the digest");
  }

  @Test
  void refuses_whenTheTemplateWasChanged_toTheSameLength() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, body(utf8(TEMPLATE.replace('[', '{'))));

    assertThat(why(client.pull(tagged()))).contains("sent as template does not have the digest");
  }

  @Test
  void refuses_whenTheTemplateIsTruncated() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, body(utf8(TEMPLATE.substring(1))));
    assertThat(why(client.pull(tagged()))).contains("does not have the digest and size");

    registry.when(
        BLOB,
        exchange -> {
          exchange.sendResponseHeaders(200, BYTES.length);
          exchange.getResponseBody().write(BYTES, 0, 5);
          exchange.getResponseBody().flush();
        });
    assertThat(why(client.pull(tagged()))).contains("the connection to `127.0.0.1` broke off");
  }

  @Test
  void refuses_whenTheTemplateIsLongerThanItsManifestSays() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, endless());

    assertThat(why(client.pull(tagged())))
        .isEqualTo("`127.0.0.1` sent more than the %d bytes allowed".formatted(BYTES.length));
  }

  @Test
  void refuses_whenTheManifestIsEndless() {
    registry.when(MANIFEST, endless());

    assertThat(why(client.pull(tagged()))).contains("sent more than the 4194304 bytes allowed");
  }

  @Test
  void refuses_whenTheTemplateIsLargerThanWouldBeRead_beforeAskingForIt() {
    byte[] manifest =
        utf8(
            FakeRegistry.manifest(BYTES)
                .replace("\"size\": " + BYTES.length, "\"size\": 99999999999"));
    registry.when(MANIFEST, manifest(manifest, OciDigest.of(manifest)));

    assertThat(why(client.pull(tagged())))
        .isEqualTo("its template has 95367 MB; at most 64 MB are read");
    assertThat(registry.asked()).hasSize(1);
  }

  @Test
  void takesAnErrorForWhatItsStatusSays_howeverLongItIs() {
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
          401 | the registry `HOST` wants to know who asks, and no credentials are sent; run `bicep restore` where you are signed in, or name a folder that holds the module with `--module-path`
          403 | the registry `HOST` wants to know who asks, and no credentials are sent; run `bicep restore` where you are signed in, or name a folder that holds the module with `--module-path`
          429 | the registry `HOST` is asked too often (429); try again later
          500 | the registry `HOST` answered with status 500
          302 | `127.0.0.1` redirects to nowhere
          204 | the registry `HOST` answered with status 204
          """)
  void saysWhatTheRegistryAnswered(int status, String why) {
    registry.when(MANIFEST, status(status));

    assertThat(why(client.pull(tagged()))).isEqualTo(why.replace("HOST", registry.host()));
  }

  @Test
  void saysWhenTheTemplateIsMissingInTheRegistry() {
    registry.holds("net/vnet", "1.0", TEMPLATE);
    registry.when(BLOB, status(404));

    assertThat(why(client.pull(tagged()))).contains("lacks the template that its manifest names");
  }

  @Test
  void doesNotWaitForever_whenTheAnswerDoesNotCome_andAsksTheServerNoMore() {
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

    assertThat(why(impatient.pull(tagged()))).isEqualTo("`127.0.0.1` did not answer within 0.2 s");
    assertThat(why(impatient.pull(tagged()))).isEqualTo("`127.0.0.1` did not answer within 0.2 s");

    end.countDown();
    assertThat(registry.asked()).hasSize(1);
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
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
  void refuses_whatIsNoHost(String host) {
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
  void followsNoRedirect_toTheEndOfTheWorld() {
    registry.when(MANIFEST, redirect(307, MANIFEST));

    assertThat(why(client.pull(tagged()))).isEqualTo("`127.0.0.1` redirects more than 5 times");
    assertThat(registry.asked()).hasSize(6);
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

    assertThat(why(client.pull(tagged()))).contains("does not have the digest");
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

    assertThat(registry.asked()).hasSize(3);
    assertThat(elsewhere.asked()).hasSize(1);
    assertThat(elsewhere.asked().getFirst().headers()).doesNotContainKey("Authorization");
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
  void sendsTheTokenToNobodyElse() {
    putBehindAToken("Bearer realm=\"http://%s/token\"");
    elsewhere.when(
        "/token?scope=repository%3Anet%2Fvnet%3Apull",
        body(utf8("{\"token\": \"T.o-k_e~n/+==\"}")));
    registry.when(
        BLOB, behind("T.o-k_e~n/+==", "", redirect(307, "http://" + elsewhere.host() + "/data")));
    elsewhere.when("/data", redirect(307, "http://" + registry.host() + "/back"));
    registry.when("/back", body(BYTES));

    assertThat(template(client.pull(tagged()))).isEqualTo(TEMPLATE);

    assertThat(asked(elsewhere, "/data").headers()).doesNotContainKey("Authorization");
    assertThat(asked(registry, "/back").headers()).doesNotContainKey("Authorization");
    assertThat(asked(registry, BLOB).header("Authorization")).hasSize(1);
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

    assertThat(why(client.pull(tagged()))).contains("for a token to a place that is not allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                         | gave none
          {"token": 1}               | gave none
          {"token": "a b"}           | gave none
          {"token": "a\\r\\nX: y"}   | gave none
          []                         | gave none
          <html>                     | gave none
          """)
  void getsNoToken_whenTheAnswerHoldsNone(String answer, String why) {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when("/token?scope=repository%3Anet%2Fvnet%3Apull", body(utf8(answer)));

    assertThat(why(client.pull(tagged()))).endsWith(why);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void isRefused_whenTheTokenIsOnlyForThoseWhoAreKnown(int status) {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when("/token?scope=repository%3Anet%2Fvnet%3Apull", status(status));

    assertThat(why(client.pull(tagged()))).contains("no credentials are sent");
  }

  @Test
  void isRefused_whenTheTokenIsNotEnough_andAsksNotAgain() {
    registry.when(
        MANIFEST,
        behind("x", "Bearer realm=\"http://" + elsewhere.host() + "/token\"", status(200)));
    elsewhere.when(
        "/token?scope=repository%3Anet%2Fvnet%3Apull", body(utf8("{\"token\": \"other\"}")));

    assertThat(why(client.pull(tagged()))).contains("no credentials are sent");
    assertThat(registry.asked()).hasSize(2);
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

  private static FakeRegistry.Answerer endless() {
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

  private static Asked asked(FakeRegistry registry, String path) {
    List<Asked> found = registry.asked().stream().filter(a -> a.path().equals(path)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Registry tagged() {
    return new Registry(registry.host(), "net/vnet", "1.0", null);
  }

  private Registry digested(String digest) {
    return new Registry(registry.host(), "net/vnet", null, digest);
  }

  private static PulledModule given(RegistryResult<PulledModule> answer) {
    assertThat(answer).isInstanceOf(RegistryResult.Given.class);
    return ((RegistryResult.Given<PulledModule>) answer).value();
  }

  private static String template(RegistryResult<PulledModule> answer) {
    if (answer instanceof RegistryResult.Refused<PulledModule>(var why)) {
      throw new AssertionError(why);
    }
    return new String(given(answer).template(), StandardCharsets.UTF_8);
  }

  private static String why(RegistryResult<PulledModule> answer) {
    assertThat(answer).isInstanceOf(RegistryResult.Refused.class);
    return ((RegistryResult.Refused<PulledModule>) answer).why();
  }
}
