package dev.redoubt.gate;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.move.ModelStage;
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

/// What the environments ask of models. [GatePolicyReader] reads it.
///
/// @param digest SHA-256 of the file, by which decisions name it; `sha256sum` prints the same
/// @param keys that may be trusted, by name; never `registry`
/// @param environments in the order of the file: the first one that an alias means is meant
/// @param overrides in the order of the file: the first one for a model and environment counts
public record GatePolicy(
    String digest,
    Map<String, PublicKey> keys,
    List<GateEnvironment> environments,
    List<ModelOverride> overrides) {

  /// By this name rules mean the key of the registry itself.
  public static final String REGISTRY = "registry";

  /// What some models are asked instead.
  ///
  /// @param projects of which they are
  /// @param models their names
  /// @param environments what is asked there, by name; others stay as they are
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

  /// The policy that holds where nobody wrote another one.
  public static GatePolicy builtIn() {
    return switch (GatePolicyReader.read(builtInText())) {
      case GatePolicyReader.Result.Good(GatePolicy policy) -> policy;
      case GatePolicyReader.Result.Wrong(var problems) ->
          throw new IllegalStateException("the built-in policy is invalid: " + problems);
    };
  }

  /// That policy as a file, to begin with.
  public static String builtInText() {
    try (InputStream in = GatePolicy.class.getResourceAsStream("gates.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The environment that an alias means; empty for none that is guarded.
  public Optional<String> ofAlias(String alias) {
    return environments.stream()
        .filter(each -> NamePattern.any(each.aliases(), alias))
        .map(GateEnvironment::name)
        .findFirst();
  }

  /// The environment that a stage means; empty for none that is guarded.
  public Optional<String> ofStage(ModelStage stage) {
    return environments.stream()
        .filter(each -> each.stages().contains(stage))
        .map(GateEnvironment::name)
        .findFirst();
  }

  /// Every environment that a version is in, by its stage and its aliases.
  public Set<String> of(ModelStage stage, Collection<String> aliases) {
    Set<String> all = new LinkedHashSet<>();
    ofStage(stage).ifPresent(all::add);
    aliases.forEach(alias -> ofAlias(alias).ifPresent(all::add));
    return all;
  }

  /// Refuses an environment that is not in the file.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE`
  void needEnvironment(String environment) {
    List<String> names = environments.stream().map(GateEnvironment::name).toList();
    if (!names.contains(environment)) {
      throw RequestRefusedException.invalid(
          "unknown environment `%s`; the policy defines %s"
              .formatted(environment, DecisionWording.quoted(names)));
    }
  }

  /// What an environment asks of a model; nothing, if there is no such environment.
  public EnvironmentRequirements asks(String environment, String project, String model) {
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
        .map(GateEnvironment::asks)
        .orElse(EnvironmentRequirements.NONE);
  }
}
