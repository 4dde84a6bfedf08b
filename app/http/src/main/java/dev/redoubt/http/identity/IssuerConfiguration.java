package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issuer, as the configuration has it.
///
/// @param issuer exactly as tokens name it
/// @param audiences one of which a token has to be for
/// @param algorithms asymmetric ones
/// @param authority certificates in PEM that the issuer's server is trusted by; null for those of
///   the JDK
/// @param pinned claims that have to have a value in every token
/// @param subject the claim that tells principals apart
/// @param device what tokens of compliant devices say; nothing if they cannot be told
/// @param names claims that may say how people call them, the best first
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
