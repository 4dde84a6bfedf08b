package dev.redoubt.gate;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.transition.ModelStage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Requirements of each environment, as read from a gate policy file by [GatePolicyReader].
///
/// @param digest SHA-256 of the file, which identifies it in decisions; `sha256sum` prints the same
/// @param keys trusted public keys by name; never `registry`
/// @param environments in file order: an alias belongs to the first one that matches
/// @param overrides in file order: the first one that matches a model and an environment applies
public record GatePolicy(
    String digest,
    Map<String, PublicKey> keys,
    List<GateEnvironment> environments,
    List<ModelOverride> overrides) {

  /// Name of the registry's own key in requirements.
  public static final String REGISTRY = "registry";

  /// Different requirements for some models.
  ///
  /// @param projects patterns of their projects
  /// @param models patterns of their names
  /// @param environments requirements by environment; other environments keep theirs
  public record ModelOverride(
      List<NamePattern> projects,
      List<NamePattern> models,
      Map<String, EnvironmentRequirements> environments) {
    /// Copies the collections.
    public ModelOverride {
      projects = List.copyOf(projects);
      models = List.copyOf(models);
      environments = Map.copyOf(environments);
    }
  }

  /// Copies the collections.
  public GatePolicy {
    Objects.requireNonNull(digest);
    keys = Map.copyOf(keys);
    environments = List.copyOf(environments);
    overrides = List.copyOf(overrides);
  }

  /// Returns the default policy, which applies unless another one is configured.
  public static GatePolicy builtIn() {
    return switch (GatePolicyReader.read(builtInText())) {
      case GatePolicyReader.Result.Good(GatePolicy policy) -> policy;
      case GatePolicyReader.Result.Wrong(var problems) ->
          throw new IllegalStateException("the built-in policy is invalid: " + problems);
    };
  }

  /// Returns the text of the default policy, as a starting point.
  public static String builtInText() {
    try (InputStream in = GatePolicy.class.getResourceAsStream("gates.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Returns the environment that an alias belongs to; empty for `development`.
  public Optional<String> ofAlias(String alias) {
    return environments.stream()
        .filter(each -> NamePattern.any(each.aliases(), alias))
        .map(GateEnvironment::name)
        .findFirst();
  }

  /// Returns the environment that a stage belongs to; empty for `development`.
  public Optional<String> ofStage(ModelStage stage) {
    return environments.stream()
        .filter(each -> each.stages().contains(stage))
        .map(GateEnvironment::name)
        .findFirst();
  }

  /// Returns all environments that a version is released to, by its stage and its aliases.
  public Set<String> of(ModelStage stage, Collection<String> aliases) {
    Set<String> all = new LinkedHashSet<>();
    ofStage(stage).ifPresent(all::add);
    aliases.forEach(alias -> ofAlias(alias).ifPresent(all::add));
    return all;
  }

  /// Refuses an environment that the policy does not define.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE`
  void requireEnvironment(String environment) {
    List<String> names = environments.stream().map(GateEnvironment::name).toList();
    if (!names.contains(environment)) {
      throw RequestRefusedException.invalid(
          "unknown environment `%s`; the policy defines %s"
              .formatted(environment, DecisionWording.quoted(names)));
    }
  }

  /// Returns the requirements of an environment for a model; none if the policy does not define the
  /// environment.
  public EnvironmentRequirements requirements(String environment, String project, String model) {
    for (ModelOverride each : overrides) {
      EnvironmentRequirements instead = each.environments().get(environment);
      if (instead != null
          && NamePattern.any(each.projects(), project)
          && NamePattern.any(each.models(), model)) {
        return instead;
      }
    }
    return environments.stream()
        .filter(each -> each.name().equals(environment))
        .findFirst()
        .map(GateEnvironment::requirements)
        .orElse(EnvironmentRequirements.NONE);
  }
}
