package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Authenticates requests by their header, with fixed keys and a fixed clock.
class BearerTokensTest {

  private static final String HERE = "127.0.0.1";
  private static final Instant NOW = FixedIssuer.NOW;

  @TempDir private static Path folder = Path.of("");

  private static RegistryDatabase database;

  private Instant now = NOW;
  private Optional<JsonWebKeySet> keySet = Optional.of(FixedIssuer.keySet(FixedIssuer.KEY));
  private final AuthenticationCounters signIns = new AuthenticationCounters();
  private TokenRevocations revocations;
  private BearerTokenAuthenticator tokens;

  @BeforeAll
  static void open() throws SQLException {
    database = SqliteDatabase.open(folder.resolve("tokens.db"), IdentityMigrations.MIGRATIONS);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void read() {
    revocations = new TokenRevocations(database, () -> now);
    tokens = tokens(List.of(), false);
  }

  private BearerTokenAuthenticator tokens(List<ClaimCondition> device, boolean loopbackOnly) {
    return new BearerTokenAuthenticator(
        List.of(FixedIssuer.with(_ -> keySet, Map.of(), device, loopbackOnly)),
        new NamedNetworks(List.of(NamedNetworks.Range.parse("office", "10.0.0.0/8").orElseThrow())),
        revocations,
        signIns,
        () -> now);
  }

  private static Request request(String... headers) {
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    for (String each : headers) {
      coyote.getMimeHeaders().addValue("Authorization").setString(each);
    }
    coyote.remoteAddr().setString("10.1.2.3");
    return new Request(new Connector(), coyote);
  }

  private void counted(AuthenticationCounters.Outcome outcome) {
    for (AuthenticationCounters.Outcome each : AuthenticationCounters.Outcome.values()) {
      assertThat(signIns.of(each)).as(each.name()).isEqualTo(each == outcome ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
  void authenticatesBearerToken(String scheme) {
    AuthenticationResult identity =
        tokens.of(request(scheme + FixedIssuer.token(FixedIssuer.claims()) + " "));
    assertThat(identity)
        .isEqualTo(
            new AuthenticationResult.Known(
                FixedIssuer.principal("alice"),
                new AuthorizationContext(Set.of(), Set.of(), false, "office")));
    counted(AuthenticationCounters.Outcome.KNOWN);
  }

  @Test
  void requestWithoutHeaderIsAnonymous() {
    assertThat(tokens.of(request())).isEqualTo(new AuthenticationResult.Anonymous());
    counted(AuthenticationCounters.Outcome.ANONYMOUS);
  }

  @Test
  void rejectsDuplicateAuthorizationHeader() {
    String header = "Bearer " + FixedIssuer.token(FixedIssuer.claims());
    assertThat(tokens.of(request(header, header)))
        .isEqualTo(
            new AuthenticationResult.Rejected(
                "the request has more than one `Authorization` header"));
    counted(AuthenticationCounters.Outcome.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "", "bearertoken", "Token x"})
  void rejectsOtherAuthenticationSchemes(String header) {
    AuthenticationResult identity = tokens.of(request(header));
    assertThat(identity).isInstanceOf(AuthenticationResult.Rejected.class);
    assertThat(((AuthenticationResult.Rejected) identity).reason())
        .contains("unsupported authentication scheme");
    counted(AuthenticationCounters.Outcome.REJECTED);
  }

  @Test
  void rejectsMalformedToken() {
    assertThat(tokens.of("nonsense", HERE)).isInstanceOf(AuthenticationResult.Rejected.class);
    counted(AuthenticationCounters.Outcome.REJECTED);
  }

  @Test
  void countsTokensWithoutMapping() {
    Map<String, Object> claims = FixedIssuer.claims();
    claims.remove("sub");
    assertThat(tokens.of(FixedIssuer.token(claims), HERE))
        .isEqualTo(new AuthenticationResult.Rejected("nobody"));
    counted(AuthenticationCounters.Outcome.UNMAPPED);
  }

  /// A verified token is not verified again for two minutes, and after that with the keys as they
  /// are.
  @Test
  void verifiesTokenAgainWhenCacheEntryExpires() {
    String token = FixedIssuer.token(FixedIssuer.claims());
    assertThat(tokens.of(token, HERE)).isInstanceOf(AuthenticationResult.Known.class);
    keySet = Optional.empty();
    now = NOW.plus(Duration.ofMinutes(2)).minusNanos(1);
    assertThat(tokens.of(token, HERE)).isInstanceOf(AuthenticationResult.Known.class);
    now = NOW.plus(Duration.ofMinutes(2));
    assertThat(tokens.of(token, HERE)).isInstanceOf(AuthenticationResult.Rejected.class);
  }

  /// A token counts if it was issued at the time from which on tokens count, and not a second
  /// before; also one that was verified a moment ago.
  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void rejectsTokensIssuedBeforeRevocationOnly(int seconds, boolean counts) {
    String sub = "revoked" + seconds;
    Map<String, Object> claims = FixedIssuer.claims();
    claims.put("sub", sub);
    claims.put("iat", NOW.getEpochSecond() + 10 + seconds);
    now = NOW.plusSeconds(20);
    String token = FixedIssuer.token(claims);
    assertThat(tokens.of(token, HERE)).isInstanceOf(AuthenticationResult.Known.class);
    Instant notBefore =
        revocations.revoke(FixedIssuer.NAME + "#" + sub, NOW.plusSeconds(9), "left", "admin");
    assertThat(notBefore).isEqualTo(NOW.plusSeconds(10));
    AuthenticationResult after = tokens.of(token, HERE);
    if (counts) {
      assertThat(after).isInstanceOf(AuthenticationResult.Known.class);
    } else {
      assertThat(after)
          .isEqualTo(
              new AuthenticationResult.Outdated(
                  "the token was revoked; request a new one", notBefore));
      assertThat(signIns.of(AuthenticationCounters.Outcome.REVOKED)).isEqualTo(1);
      assertThat(signIns.of(AuthenticationCounters.Outcome.KNOWN)).isEqualTo(1);
    }
  }

  /// Of the second in which tokens were ended, none counts: it may have been issued before.
  @Test
  void rejectsTokensIssuedInSecondOfRevocation() {
    Map<String, Object> claims = FixedIssuer.claims();
    claims.put("sub", "same");
    String token = FixedIssuer.token(claims);
    revocations.revoke(FixedIssuer.NAME + "#same", NOW, "left", "admin");
    assertThat(tokens.of(token, HERE)).isInstanceOf(AuthenticationResult.Outdated.class);
    claims.put("iat", NOW.getEpochSecond() + 1);
    assertThat(tokens.of(FixedIssuer.token(claims), HERE))
        .isInstanceOf(AuthenticationResult.Known.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "10.1.2.3, false",
    "'', false",
    "localhost, false",
    "::2, false"
  })
  void acceptsLocalTokensOnlyFromLoopback(String peer, boolean taken) {
    BearerTokenAuthenticator local = tokens(List.of(), true);
    AuthenticationResult identity = local.of(FixedIssuer.token(FixedIssuer.claims()), peer);
    assertThat(identity instanceof AuthenticationResult.Known).isEqualTo(taken);
    if (!taken) {
      assertThat(identity)
          .isEqualTo(
              new AuthenticationResult.Rejected(
                  "tokens of the local issuer are accepted only from the server's own machine"));
      counted(AuthenticationCounters.Outcome.REJECTED);
    }
  }

  private AuthorizationContext situation(BearerTokenAuthenticator of, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(FixedIssuer.claims());
    claims.putAll(more);
    AuthenticationResult identity = of.of(FixedIssuer.token(claims), HERE);
    return ((AuthenticationResult.Known) identity).how();
  }

  @Test
  void reportsAuthenticationContext() {
    assertThat(situation(tokens, Map.of("acrs", List.of("c1", "c2"), "amr", "mfa")))
        .isEqualTo(new AuthorizationContext(Set.of("c1", "c2"), Set.of("mfa"), false, ""));
  }

  /// A device is compliant where all says so, and where nobody can tell, none is.
  @Test
  void trustsDeviceComplianceOnlyFromToken() {
    Map<String, Object> both = Map.of("dev", "ok", "managed", "yes");
    assertThat(situation(tokens, both).compliantDevice()).isFalse();
    BearerTokenAuthenticator telling =
        tokens(
            List.of(
                new ClaimCondition.OneOf("dev", Set.of("ok")),
                new ClaimCondition.OneOf("managed", Set.of("yes"))),
            false);
    assertThat(situation(telling, both).compliantDevice()).isTrue();
    assertThat(situation(telling, Map.of("dev", "ok")).compliantDevice()).isFalse();
    assertThat(situation(telling, Map.of()).compliantDevice()).isFalse();
  }
}
