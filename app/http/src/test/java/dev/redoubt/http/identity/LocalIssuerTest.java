package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIssuerTest {

  private static final Instant NOW = FixedIssuer.NOW;

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("issuer.jwk");
  }

  private static String issued(LocalIssuer issuer, Duration lifetime) {
    return issuer.issue(
        "alice",
        Principal.Kind.USER,
        List.of(Persona.AUDITOR, Persona.DATA_SCIENTIST),
        List.of("credit", "fraud"),
        NOW,
        lifetime);
  }

  private static TokenVerifier.Result check(LocalIssuer issuer, String token, Instant now) {
    return new TokenVerifier(List.of(issuer.issuer()), () -> now).check(token);
  }

  private static Principal admitted(LocalIssuer issuer, String token) {
    TokenVerifier.Result.Genuine genuine = (TokenVerifier.Result.Genuine) check(issuer, token, NOW);
    return ((TokenIssuer.Outcome.Admitted) genuine.issuer().admission().of(genuine.claims())).who();
  }

  @Test
  void issuesDemoTokensForPrincipal() throws IOException {
    LocalIssuer issuer = LocalIssuer.open(file);
    assertThat(issuer.name()).startsWith("urn:redoubt:local:").hasSizeGreaterThan(40);
    assertThat(admitted(issuer, issued(issuer, Duration.ofHours(1))))
        .isEqualTo(
            new Principal(
                Principal.Kind.USER,
                issuer.name() + "#alice",
                "alice",
                Set.of(Persona.AUDITOR, Persona.DATA_SCIENTIST),
                Set.of("credit", "fraud"),
                true));
    String workload =
        issuer.issue(
            "ci",
            Principal.Kind.WORKLOAD,
            List.of(Persona.PIPELINE),
            List.of(),
            NOW,
            Duration.ofHours(1));
    assertThat(admitted(issuer, workload).kind()).isEqualTo(Principal.Kind.WORKLOAD);
    assertThat(issuer.issuer().loopbackOnly()).isTrue();
  }

  @Test
  void issuedTokenExpires() throws IOException {
    LocalIssuer issuer = LocalIssuer.open(file);
    String token = issued(issuer, Duration.ofMinutes(30));
    Instant end = NOW.plus(Duration.ofMinutes(30)).plus(TokenVerifier.SKEW);
    assertThat(check(issuer, token, end.minusNanos(1)))
        .isInstanceOf(TokenVerifier.Result.Genuine.class);
    assertThat(check(issuer, token, end)).isInstanceOf(TokenVerifier.Result.Refused.class);
  }

  @Test
  void limitsTokenLifetime() throws IOException {
    LocalIssuer issuer = LocalIssuer.open(file);
    assertThat(issued(issuer, LocalIssuer.MAX_LIFETIME)).isNotEmpty();
    for (Duration wrong :
        List.of(LocalIssuer.MAX_LIFETIME.plusNanos(1), Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatThrownBy(() -> issued(issuer, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the maximum token lifetime is 24 hours");
    }
    assertThat(issued(issuer, Duration.ofNanos(1))).isNotEmpty();
  }

  @Test
  void rejectsInvalidNamesAndMissingPersona() throws IOException {
    LocalIssuer issuer = LocalIssuer.open(file);
    assertThatThrownBy(
            () ->
                issuer.issue(
                    "a\nb",
                    Principal.Kind.USER,
                    List.of(Persona.AUDITOR),
                    List.of(),
                    NOW,
                    Duration.ofHours(1)))
        .hasMessageContaining("is not a valid principal name");
    assertThatThrownBy(
            () ->
                issuer.issue(
                    "alice", Principal.Kind.USER, List.of(), List.of(), NOW, Duration.ofHours(1)))
        .hasMessage("at least one persona is required");
  }

  /// Whoever can write tokens with the key need not do it with this program.
  @Test
  void rejectsTokenWithoutSubjectOrPersona() throws IOException {
    TokenIssuer.Admission admission = LocalIssuer.open(file).issuer().admission();
    for (Map<String, Object> nobody :
        List.<Map<String, Object>>of(
            Map.of("personas", List.of("auditor")),
            Map.of("sub", "a\nb", "personas", List.of("auditor")),
            Map.of("sub", "alice"),
            Map.of("sub", "alice", "personas", List.of("root")))) {
      assertThat(admission.of(FixedIssuer.parsed(nobody)))
          .as(nobody.toString())
          .isEqualTo(new TokenIssuer.Outcome.Refused("the token has no valid subject or persona"));
    }
    TokenIssuer.Outcome admitted =
        admission.of(
            FixedIssuer.parsed(Map.of("sub", "alice", "personas", List.of("root", "auditor"))));
    assertThat(((TokenIssuer.Outcome.Admitted) admitted).who().personas())
        .containsExactly(Persona.AUDITOR);
    assertThat(((TokenIssuer.Outcome.Admitted) admitted).who().kind())
        .isEqualTo(Principal.Kind.USER);
  }

  @Test
  void keepsItsKey_inAFileOfItsOwner() throws IOException {
    LocalIssuer first = LocalIssuer.open(file);
    String token = issued(first, Duration.ofHours(1));
    LocalIssuer second = LocalIssuer.open(file);
    assertThat(second.name()).isEqualTo(first.name());
    assertThat(check(second, token, NOW)).isInstanceOf(TokenVerifier.Result.Genuine.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    Files.delete(file);
    LocalIssuer third = LocalIssuer.open(file);
    assertThat(third.name()).isNotEqualTo(first.name());
    assertThat(check(third, token, NOW)).isInstanceOf(TokenVerifier.Result.Refused.class);
    assertThat(third.issuer().keys().keySet(Optional.of("x")).orElseThrow().entries()).hasSize(1);
  }

  /// A program that was killed has left its half of a key under the name of its process.
  @Test
  void ignoresLeftoverTemporaryKeyFile() throws IOException {
    Files.writeString(folder.resolve("issuer.jwk." + ProcessHandle.current().pid()), "half a key");
    assertThat(LocalIssuer.open(file).name()).isNotEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /// A link that leads nowhere is not followed: whoever put it there would say where the key goes.
  @Test
  void doesNotFollowLinkForKeyFile() throws IOException {
    Path elsewhere = folder.resolve("elsewhere.jwk");
    Files.createSymbolicLink(file, elsewhere);
    assertThatThrownBy(() -> LocalIssuer.open(file)).isInstanceOf(IOException.class);
    assertThat(elsewhere).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw------x", "rw--w----"})
  void rejectsKeyFileAccessibleToOthers(String permissions) throws IOException {
    LocalIssuer.open(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> LocalIssuer.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is accessible to other users");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "nonsense",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
      })
  void rejectsInvalidKeyFile(String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> LocalIssuer.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage("`" + file + "` is not a key of the local issuer");
  }

  @Test
  void rejectsKeyOfOtherCurveAndOversizedFile() throws Exception {
    String p384 =
        new com.nimbusds.jose.jwk.gen.ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_384)
            .generate()
            .toJSONString();
    Files.writeString(file, p384);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> LocalIssuer.open(file))
        .hasMessageContaining("is not a key of the local");
    String p256 =
        new com.nimbusds.jose.jwk.gen.ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256)
            .generate()
            .toJSONString();
    Files.writeString(file, p256 + " ".repeat(4096 - p256.length()) + "x");
    assertThat(LocalIssuer.open(file).name()).isNotEmpty();
    Files.writeString(file, " ".repeat(4096 - p256.length() + 1) + p256);
    assertThatThrownBy(() -> LocalIssuer.open(file))
        .hasMessageContaining("is not a key of the local");
  }
}
