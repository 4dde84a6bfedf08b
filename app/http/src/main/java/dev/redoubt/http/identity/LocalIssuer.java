package dev.redoubt.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Issues tokens to users who can read the data folder. Principals of these tokens are marked
/// `demo`, and the tokens are accepted only on this machine, by the server of the same folder.
public final class LocalIssuer {

  /// The audience of its tokens.
  private static final String AUDIENCE = "redoubt-local";

  /// Maximum lifetime of a token.
  public static final Duration MAX_LIFETIME = Duration.ofHours(24);

  private final ECKey key;
  private final String name;

  private LocalIssuer(ECKey key) {
    this.key = key;
    try {
      this.name = "urn:redoubt:local:" + key.computeThumbprint();
    } catch (JOSEException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// Opens the issuer with the key in a file; creates the key if the file does not exist.
  ///
  /// @param file readable only by its owner
  /// @throws IOException if the file cannot be read or created, is not a key, or is accessible to
  ///   other users
  public static LocalIssuer open(Path file) throws IOException {
    return new LocalIssuer(LocalIssuerKeyFile.open(file));
  }

  /// Returns the issuer name, which is derived from the key.
  public String name() {
    return name;
  }

  /// Issues a token.
  ///
  /// @param as display name and subject of the principal
  /// @throws IllegalArgumentException if the name is invalid, there is no persona, or the lifetime
  ///   is too long
  public String issue(
      String as,
      Principal.Kind kind,
      Collection<Persona> personas,
      Collection<String> projects,
      Instant now,
      Duration lifetime) {
    if (!PrincipalMapper.isSubject(as)) {
      throw new IllegalArgumentException("`" + as + "` is not a valid principal name");
    }
    if (personas.isEmpty()) {
      throw new IllegalArgumentException("at least one persona is required");
    }
    if (!lifetime.isPositive() || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "the maximum token lifetime is " + MAX_LIFETIME.toHours() + " hours");
    }
    ObjectNode claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("iss", name)
            .put("sub", as)
            .put("aud", AUDIENCE)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(lifetime).getEpochSecond())
            .put("kind", kind.name());
    ArrayNode personaIds = claims.putArray("personas");
    personas.forEach(each -> personaIds.add(each.id()));
    ArrayNode projectNames = claims.putArray("projects");
    projects.forEach(projectNames::add);
    return signed(claims);
  }

  private String signed(ObjectNode claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
              .build();
      JWSObject token = new JWSObject(header, new Payload(claims.toString()));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException("signing with the key of the local issuer failed", broken);
    }
  }

  /// Returns the issuer as used by [TokenVerifier].
  TokenIssuer issuer() {
    JsonWebKeySet keySet =
        new JsonWebKeySet(List.of(new JsonWebKeySet.Entry(null, "ES256", publicKey())));
    return new TokenIssuer(
        name,
        Set.of(AUDIENCE),
        Set.of(JWSAlgorithm.ES256),
        Map.of(),
        _ -> Optional.of(keySet),
        this::admit,
        List.of(),
        true);
  }

  private java.security.PublicKey publicKey() {
    try {
      return key.toECPublicKey();
    } catch (JOSEException broken) {
      throw new IllegalStateException("the key of the local issuer is invalid", broken);
    }
  }

  private TokenIssuer.Outcome admit(TokenClaims claims) {
    String as = claims.text("sub").orElse("");
    Set<Persona> personas = new HashSet<>();
    claims.texts("personas").forEach(each -> Persona.of(each).ifPresent(personas::add));
    if (!PrincipalMapper.isSubject(as) || personas.isEmpty()) {
      return new TokenIssuer.Outcome.Refused("the token has no valid subject or persona");
    }
    Principal.Kind kind =
        claims.text("kind").orElse("").equals(Principal.Kind.WORKLOAD.name())
            ? Principal.Kind.WORKLOAD
            : Principal.Kind.USER;
    return new TokenIssuer.Outcome.Admitted(
        new Principal(
            kind,
            PrincipalMapper.id(name, as),
            as,
            personas,
            Set.copyOf(claims.texts("projects")),
            true));
  }
}
