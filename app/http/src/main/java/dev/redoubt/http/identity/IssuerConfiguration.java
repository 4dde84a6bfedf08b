package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The configuration of a trusted issuer.
///
/// @param issuer exactly as in the `iss` claim
/// @param audiences accepted values of the `aud` claim
/// @param algorithms accepted signature algorithms, all asymmetric
/// @param authority PEM file with the CA certificates of the issuer's server; null for those of the
///   JDK
/// @param pinned claims with the value that they must have in every token
/// @param subject the claim that identifies the principal
/// @param device conditions that a token from a compliant device satisfies; empty if tokens do not
///   tell
/// @param names claims that may hold the display name, in order of preference
record IssuerConfiguration(
    String issuer,
    Set<String> audiences,
    Set<JWSAlgorithm> algorithms,
    KeySetLocation keys,
    @Nullable Path authority,
    Map<String, String> pinned,
    String subject,
    List<String> names,
    List<ClaimCondition> device,
    List<PersonaMapping> mappings) {

  IssuerConfiguration {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    pinned = Map.copyOf(pinned);
    names = List.copyOf(names);
    device = List.copyOf(device);
    mappings = List.copyOf(mappings);
  }
}
