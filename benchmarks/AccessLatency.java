package dev.redoubt.benchmarks;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.http.identity.IdentityServices;
import dev.redoubt.http.identity.LocalIssuer;
import dev.redoubt.http.identity.TokenRevocations;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.http.route.Authenticator;
import dev.redoubt.server.ServerMigrations;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Times what stands before every request: to find out who sends it, and whether they may.
///
/// With JMH 1.37, its annotation processor, and the jars of `app/server` and what it needs in JARS:
///
///     javac -proc:full -d OUT -cp JARS benchmarks/AccessLatency.java
///     java --enable-native-access=ALL-UNNAMED -cp OUT:JARS org.openjdk.jmh.Main
///
/// Tokens that are verified anew come round after 12,000 others, which is more than are remembered.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class AccessLatency {

  private static final int TOKENS = 12_000;
  private static final String ISSUER = "https://issuer.example";
  private static final AccessAttributes PRODUCTION =
      new AccessAttributes("credit", "production", "confidential");

  private Authorizer access;
  private Principal engineer;
  private AuthorizationResource released;
  private AuthorizationContext strong;
  private Path folder;
  private RegistryDatabase database;
  private Authenticator identification;
  private HttpServletRequest[] rsa;
  private HttpServletRequest[] curve;
  private int next;

  @Setup
  public void prepare() throws Exception {
    access = new Authorizer(CedarPolicySet.builtIn());
    engineer =
        new Principal(
            Principal.Kind.USER,
            ISSUER + "#erin",
            "erin",
            Set.of(Persona.MLOPS_ENGINEER, Persona.MODEL_REVIEWER),
            Set.of("credit", "fraud", "churn"),
            false);
    Set<String> makers = Set.of(ISSUER + "#alice", ISSUER + "#bob", ISSUER + "#ci");
    released =
        new AuthorizationResource(
            AuthorizationResource.Kind.MODEL, "credit", PRODUCTION, makers, makers);
    strong = new AuthorizationContext(Set.of("c1"), Set.of("pwd", "mfa"), true, "office");
    folder = Files.createTempDirectory("access");
    database = SqliteDatabase.open(folder.resolve("registry.db"), ServerMigrations.MIGRATIONS);
    tokens();
  }

  private void tokens() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Files.writeString(folder.resolve("keys.json"), keys((RSAPublicKey) pair.getPublic()));
    ConfigurationFile file =
        ConfigurationFile.of(
            "benchmark",
            """
            issuers:
              - issuer: %s
                audience: registry
                jwks-file: keys.json
                mappings:
                  - {when: {groups: {contains: g150}}, personas: mlops-engineer, projects: credit}
            """
                .formatted(ISSUER));
    LocalIssuer local = LocalIssuer.open(folder.resolve("issuer.jwk"));
    InstantSource clock = InstantSource.system();
    identification =
        IdentityServices.of(
                TrustConfiguration.read(file.top(), folder),
                local,
                new TokenRevocations(database, clock),
                clock)
            .authenticator();
    rsa = new HttpServletRequest[TOKENS];
    curve = new HttpServletRequest[TOKENS];
    Instant now = clock.instant();
    for (int i = 0; i < TOKENS; i++) {
      rsa[i] = request(signed(pair, i, now));
      curve[i] =
          request(
              local.issue(
                  "user-" + i,
                  Principal.Kind.USER,
                  List.of(Persona.AUDITOR),
                  List.of("credit"),
                  now,
                  Duration.ofHours(8)));
    }
  }

  private static String keys(RSAPublicKey key) {
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// With 200 groups, as large as tokens of Entra ID become.
  private static String signed(KeyPair pair, int number, Instant now) throws Exception {
    StringBuilder groups = new StringBuilder("\"g0\"");
    for (int i = 1; i < 200; i++) {
      groups.append(",\"g").append(i).append('"');
    }
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"registry\",\"sub\":\"user-%d\",\"iat\":%d,\"exp\":%d,\"groups\":[%s]}"
            .formatted(ISSUER, number, now.getEpochSecond(), now.getEpochSecond() + 28_800, groups);
    String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k\"}";
    String text =
        encoded(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + encoded(signature.sign());
  }

  private static HttpServletRequest request(String token) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            AccessLatency.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getHeaders" -> Collections.enumeration(List.of("Bearer " + token));
                  case "getRemoteAddr" -> "127.0.0.1";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @TearDown
  public void close() throws Exception {
    database.close();
  }

  /// Allowed: the rules are asked once.
  @Benchmark
  public boolean decision() {
    return check(
        access.decide(engineer, Action.RELEASE, released, strong),
        AuthorizationDecision.Allowed.class);
  }

  /// Denied until a person signs in with more: the rules are asked twice.
  @Benchmark
  public boolean stepUp() {
    return check(
        access.decide(engineer, Action.RELEASE, released, AuthorizationContext.UNKNOWN),
        AuthorizationDecision.StepUp.class);
  }

  private static boolean check(AuthorizationDecision decision, Class<?> expected) {
    if (!expected.isInstance(decision)) {
      throw new IllegalStateException(String.valueOf(decision));
    }
    return decision.allowed();
  }

  @Benchmark
  public AuthenticationResult tokenOfRsa() {
    return known(rsa[next++ % TOKENS]);
  }

  @Benchmark
  public AuthenticationResult tokenOfCurve() {
    return known(curve[next++ % TOKENS]);
  }

  @Benchmark
  public AuthenticationResult tokenVerifiedBefore() {
    return known(rsa[0]);
  }

  private AuthenticationResult known(HttpServletRequest request) {
    AuthenticationResult identity = identification.of(request);
    if (!(identity instanceof AuthenticationResult.Known)) {
      throw new IllegalStateException(String.valueOf(identity));
    }
    return identity;
  }
}
