package dev.redoubt.http.identity;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fuzz targets, and the properties that hold for every input.
public enum IdentityFuzzTarget {
  /// What anybody sends as a token is taken apart in one way, or not at all; and as nobody has
  /// signed it with a key of ours, it never counts.
  TOKEN {
    @Override
    void attempt(String text) {
      CompactJwt.parse(text)
          .ifPresent(
              token -> {
                require(
                    (token.signed() + "." + token.signature()).equals(text), "the text as it came");
                require(text.length() <= CompactJwt.MAX_LENGTH, "a bounded text");
                require(!token.header().has("crit"), "no extension");
              });
      for (String each : List.of(text, wrapped("{\"alg\":\"ES256\"}", text))) {
        TokenVerifier.Result result = CHECK.check(each);
        require(result instanceof TokenVerifier.Result.Refused, "a refusal");
        require(isWords(((TokenVerifier.Result.Refused) result).reason(), text), "words");
      }
      TokenClaims.parse(text.getBytes(StandardCharsets.UTF_8)).ifPresent(IdentityFuzzTarget::map);
    }
  },
  /// What anybody sends as an event ends nobody's tokens.
  EVENT {
    @Override
    void attempt(String text) {
      String header = "{\"alg\":\"ES256\",\"typ\":\"secevent+jwt\"}";
      for (String each : List.of(text, wrapped(header, text))) {
        SecurityEventReceiver.Receipt receipt = EVENTS.receive(each);
        require(receipt instanceof SecurityEventReceiver.Receipt.Refused, "a refusal");
        var refused = (SecurityEventReceiver.Receipt.Refused) receipt;
        require(refused.code().matches("[a-z_]+"), "a code");
        require(isWords(refused.description(), text), "words");
      }
      TokenClaims.parse(text.getBytes(StandardCharsets.UTF_8))
          .ifPresent(IdentityFuzzTarget::follow);
    }
  },
  /// What a configuration says is trusted, or is wrong in words that say where.
  TRUST {
    @Override
    void attempt(String text) {
      try {
        TrustConfiguration trust = AuthenticationFixture.read(text, Path.of("/nowhere"));
        for (IssuerConfiguration each : trust.issuers()) {
          require(!each.issuer().isBlank(), "a name");
          require(!each.audiences().isEmpty(), "an audience");
          require(
              each.algorithms().stream().noneMatch(name -> name.getName().startsWith("HS")),
              "no shared secret");
          require(
              each.mappings().stream().noneMatch(mapping -> mapping.conditions().isEmpty()),
              "no mapping of everybody");
          require(
              each.mappings().stream().noneMatch(mapping -> mapping.applies(NOTHING)),
              "no mapping of whoever says nothing");
        }
      } catch (ConfigurationException wrong) {
        long lines = text.lines().count() + 1;
        require(!wrong.errors().isEmpty(), "an error");
        for (ConfigurationError each : wrong.errors()) {
          boolean known = each.line() >= 1 && each.line() <= lines + 1 && each.column() >= 1;
          // The YAML reader gives no position for an escape sequence that is not valid.
          require(known || each.message().contains(NO_ESCAPE), "a position");
          require(isWords(each.message(), text), "words");
        }
      }
    }
  };

  private static final String NO_ESCAPE = " escape sequence";

  private static final String ISSUER = "https://issuer.example";

  private static final TokenClaims NOTHING =
      TokenClaims.parse("{}".getBytes(StandardCharsets.UTF_8)).orElseThrow();

  private static final TokenKey KEY = TokenKey.ec("key");

  private static final KeySetProvider KEYS =
      _ ->
          Optional.of(
              new JsonWebKeySet(
                  List.of(new JsonWebKeySet.Entry(null, "ES256", KEY.pair().getPublic()))));

  private static final IssuerConfiguration TRUSTED =
      AuthenticationFixture.trust(
              """
              issuers:
                - issuer: https://issuer.example
                  audience: registry
                  algorithms: ES256
                  mappings:
                    - when: {groups: {contains: [a]}, sub: {like: "a*b**c"}, name: [a, b]}
                      personas: auditor
              """,
              Path.of("/nowhere"))
          .issuers()
          .getFirst();

  private static final SecurityEventTransmitter TRANSMITTER =
      new SecurityEventTransmitter(
          ISSUER,
          Set.of("registry"),
          TRUSTED.algorithms(),
          new KeySetLocation.InFile(Path.of("/nowhere")),
          null,
          Set.of(ISSUER));

  private static final TokenVerifier CHECK =
      new TokenVerifier(
          List.of(
              new TokenIssuer(
                  ISSUER,
                  TRUSTED.audiences(),
                  TRUSTED.algorithms(),
                  Map.of(),
                  KEYS,
                  new PrincipalMapper(TRUSTED),
                  List.of(),
                  false)),
          () -> Instant.EPOCH);

  private static final SecurityEventReceiver EVENTS =
      new SecurityEventReceiver(
          List.of(new SecurityEventReceiver.Source(TRANSMITTER, KEYS)),
          (_, _, _, _) -> {
            throw new AssertionError("nobody has signed that");
          },
          () -> Instant.EPOCH);

  abstract void attempt(String text);

  /// Reads the bytes, and checks what comes of them.
  public void read(byte[] bytes) {
    attempt(new String(bytes, StandardCharsets.UTF_8));
  }

  /// As the payload of a token with a signature of somebody else's.
  private static String wrapped(String header, String payload) {
    return TokenKey.encoded(header)
        + "."
        + TokenKey.encoded(payload)
        + "."
        + TokenKey.encoded("s".repeat(64));
  }

  private static void map(TokenClaims claims) {
    if (new PrincipalMapper(TRUSTED).of(claims) instanceof TokenIssuer.Outcome.Admitted(var who)) {
      require(who.id().startsWith(ISSUER + "#"), "an id of the issuer");
      require(
          (who.id() + who.name()).codePoints().noneMatch(Character::isISOControl),
          "no control character");
    }
  }

  /// As if it were genuine.
  private static void follow(TokenClaims claims) {
    if (RevocationEvents.of(TRANSMITTER, claims, Instant.EPOCH)
        instanceof RevocationEvents.Of(List<RevocationEvents.End> ends)) {
      for (RevocationEvents.End each : ends) {
        require(each.principal().startsWith(ISSUER + "#"), "an issuer that it may tell of");
        require(!each.time().isAfter(Instant.EPOCH.plus(RevocationEvents.SKEW)), "no future");
      }
    }
  }

  private static boolean isWords(String text, String input) {
    return !text.isBlank()
        && text.chars().noneMatch(Character::isISOControl)
        && (!text.contains("dev.redoubt") || input.contains("dev.redoubt"));
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "IdentityFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
