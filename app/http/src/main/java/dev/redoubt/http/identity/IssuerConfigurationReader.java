package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationSection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one issuer or one security event transmitter from the configuration.
final class IssuerConfigurationReader {

  /// Neither `none` nor HMAC: with a shared secret, a verifier could also sign.
  private static final List<String> ALGORITHMS =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final String UUID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  private static final String ENTRA = "https://login.microsoftonline.com/";

  private final ConfigurationSection section;
  private final Path folder;
  private final IssuerPreset preset;

  /// @param folder base folder of relative file names
  IssuerConfigurationReader(ConfigurationSection section, Path folder) {
    this.section = section;
    this.folder = folder;
    this.preset =
        section.word("preset", IssuerPreset::of, IssuerPreset.ids()).orElse(IssuerPreset.NONE);
  }

  IssuerConfiguration issuer() {
    Where where = where();
    String subject = section.text("subject").orElse(preset.subject());
    List<String> names = section.texts("name");
    List<ClaimCondition> device =
        section.section("compliant-device").map(ClaimConditionReader::read).orElse(List.of());
    IssuerConfiguration issuer =
        new IssuerConfiguration(
            where.issuer(),
            audiences(),
            algorithms(),
            keys(where),
            authority(),
            where.pinned(),
            subject,
            names.isEmpty() ? preset.names() : names,
            device,
            mappings());
    section.end();
    return issuer;
  }

  SecurityEventTransmitter transmitter() {
    Where where = where();
    Set<String> about = new HashSet<>(section.texts("about"));
    if (about.isEmpty()) {
      about.add(where.issuer());
    }
    SecurityEventTransmitter transmitter =
        new SecurityEventTransmitter(
            where.issuer(), audiences(), algorithms(), keys(where), authority(), about);
    section.end();
    return transmitter;
  }

  /// @param discovery URL of the discovery document
  private record Where(String issuer, Optional<URI> discovery, Map<String, String> pinned) {}

  private Where where() {
    if (preset.isOfEntra()) {
      return entra();
    }
    if (preset == IssuerPreset.GITHUB_ACTIONS) {
      return discovered("https://token.actions.githubusercontent.com");
    }
    String issuer = section.required("issuer");
    checkIssuer(issuer);
    return discovered(issuer);
  }

  private static Where discovered(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return new Where(issuer, uri(base + "/.well-known/openid-configuration"), Map.of());
  }

  private Where entra() {
    String tenant = section.required("tenant");
    if (!tenant.matches(UUID)) {
      if (!tenant.isEmpty()) {
        section.addError(
            "tenant",
            "`%s` is not a tenant id; set the id of the one tenant to trust".formatted(tenant));
      }
      return new Where("", Optional.empty(), Map.of());
    }
    long version = section.number("version", 2, 1, 2);
    Map<String, String> pinned = Map.of("tid", tenant);
    String end = "/.well-known/openid-configuration";
    return version == 2
        ? new Where(ENTRA + tenant + "/v2.0", uri(ENTRA + tenant + "/v2.0" + end), pinned)
        : new Where("https://sts.windows.net/" + tenant + "/", uri(ENTRA + tenant + end), pinned);
  }

  private void checkIssuer(String issuer) {
    if (issuer.isEmpty()) {
      return;
    }
    if (issuer.contains("{") || issuer.matches(ENTRA + "(common|organizations|consumers)\\b.*")) {
      section.addError(
          "issuer",
          "`%s` is a multi-tenant issuer; use `preset: entra-id` and set `tenant`"
              .formatted(issuer));
    } else if (uri(issuer).filter(KeySetClient::isAcceptable).isEmpty()
        || issuer.contains("#")
        || issuer.contains("?")) {
      section.addError(
          "issuer",
          "`%s` is not an issuer; expected an `https` URL, exactly as in the claim `iss` of its tokens"
              .formatted(issuer));
    }
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private KeySetLocation keys(Where where) {
    Optional<String> address = section.text("jwks");
    Optional<String> file = section.text("jwks-file");
    if (address.isPresent() && file.isPresent()) {
      section.addError("jwks-file", "`jwks` and `jwks-file` are mutually exclusive");
    }
    if (file.isPresent()) {
      return new KeySetLocation.InFile(folder.resolve(file.get()));
    }
    if (address.isPresent()) {
      Optional<URI> uri = uri(address.get()).filter(KeySetClient::isAcceptable);
      if (uri.isEmpty()) {
        section.addError("jwks", "`" + address.get() + "` is not an `https` URL");
      }
      return new KeySetLocation.KeySet(uri.orElse(URI.create("")));
    }
    return new KeySetLocation.Discovery(where.discovery().orElse(URI.create("")));
  }

  private @Nullable Path authority() {
    return section.text("ca").map(folder::resolve).orElse(null);
  }

  private Set<String> audiences() {
    List<String> audiences = section.texts("audience");
    if (audiences.isEmpty()) {
      section.addError(
          "`audience` is missing: the value of the claim `aud` in tokens for this server");
    }
    return Set.copyOf(audiences);
  }

  private Set<JWSAlgorithm> algorithms() {
    List<JWSAlgorithm> algorithms =
        section.words("algorithms", IssuerConfigurationReader::algorithm, ALGORITHMS);
    return algorithms.isEmpty() ? Set.of(JWSAlgorithm.RS256) : new HashSet<>(algorithms);
  }

  private static Optional<JWSAlgorithm> algorithm(String name) {
    return ALGORITHMS.contains(name) ? Optional.of(new JWSAlgorithm(name)) : Optional.empty();
  }

  private List<PersonaMapping> mappings() {
    List<PersonaMapping> mappings = new ArrayList<>();
    for (ConfigurationSection each : section.sections("mappings")) {
      mappings.add(mapping(each));
    }
    if (mappings.isEmpty()) {
      section.addError(
          "`mappings` is missing: without a mapping, no principal of this issuer has a persona");
    }
    return mappings;
  }

  private PersonaMapping mapping(ConfigurationSection each) {
    List<ClaimCondition> conditions =
        new ArrayList<>(each.section("when").map(ClaimConditionReader::read).orElse(List.of()));
    if (!each.has("when")) {
      each.addError("`when` is missing: the claims that a token must have for this mapping");
    }
    Principal.Kind kind =
        each.word("kind", IssuerConfigurationReader::kind, List.of("user", "workload"))
            .orElse(preset.kind());
    conditions.addAll(preset.of(kind));
    List<Persona> personas = each.words("personas", Persona::of, personas());
    if (!each.has("personas")) {
      each.addError("`personas` is missing");
    }
    PersonaMapping mapping =
        new PersonaMapping(
            conditions, kind, Set.copyOf(personas), Set.copyOf(each.texts("projects")));
    each.end();
    return mapping;
  }

  private static Optional<Principal.Kind> kind(String name) {
    Function<Principal.Kind, String> word = each -> each.name().toLowerCase(java.util.Locale.ROOT);
    return Arrays.stream(Principal.Kind.values())
        .filter(each -> word.apply(each).equals(name))
        .findFirst();
  }

  private static List<String> personas() {
    return Arrays.stream(Persona.values()).map(Persona::id).toList();
  }
}
