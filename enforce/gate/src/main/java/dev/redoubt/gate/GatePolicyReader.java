package dev.redoubt.gate;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationNode;
import dev.redoubt.configuration.ConfigurationNodeReader;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.pem.PemKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a gate policy file. All errors are reported together, each with its position.
public final class GatePolicyReader {

  /// A policy for a thousand models is smaller.
  static final int MAX_CHARACTERS = 1 << 20;

  /// As in [dev.redoubt.access.AccessAttributes], because authorization uses the same names.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /// The environment of everything that no other environment contains; it has no requirements.
  private static final String DEVELOPMENT = "development";

  private static final Map<String, ModelStage> STAGES =
      Arrays.stream(ModelStage.values())
          .filter(stage -> stage == ModelStage.STAGING || stage == ModelStage.PRODUCTION)
          .collect(Collectors.toMap(ModelStage::text, stage -> stage));

  private static final Set<String> OF_FILE = Set.of("version", "keys", "environments", "overrides");
  private static final Set<String> OF_OVERRIDE = Set.of("projects", "models", "environments");

  private final List<ConfigurationError> problems = new ArrayList<>();
  private final Map<String, PublicKey> keys = new LinkedHashMap<>();
  private final Map<String, GateEnvironment> environments = new LinkedHashMap<>();
  private final List<GatePolicy.ModelOverride> overrides = new ArrayList<>();

  private GatePolicyReader() {}

  /// A policy, or the errors in the file.
  public sealed interface Result {
    /// The file is valid.
    record Good(GatePolicy policy) implements Result {}

    /// The file has errors.
    ///
    /// @param problems in file order, at least one
    record Wrong(List<ConfigurationError> problems) implements Result {
      /// Copies and sorts the list.
      public Wrong {
        problems =
            problems.stream()
                .sorted(
                    java.util.Comparator.comparingInt(ConfigurationError::line)
                        .thenComparingInt(ConfigurationError::column))
                .toList();
      }
    }
  }

  /// Parses and validates the text of a file.
  public static Result read(String text) {
    GatePolicyReader reader = new GatePolicyReader();
    reader.text(text);
    if (!reader.problems.isEmpty()) {
      return new Result.Wrong(reader.problems);
    }
    byte[] digest = ModelDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return new Result.Good(
        new GatePolicy(
            HexFormat.of().formatHex(digest),
            reader.keys,
            List.copyOf(reader.environments.values()),
            reader.overrides));
  }

  private void text(String text) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new ConfigurationError(1, 1, "the file has more than " + MAX_CHARACTERS + " characters"));
      return;
    }
    Optional<ConfigurationNode> root = ConfigurationNodeReader.read(text, problems);
    if (root.isEmpty() && problems.isEmpty()) {
      problems.add(new ConfigurationError(1, 1, "the file is empty"));
    }
    root.ifPresent(this::file);
  }

  private void file(ConfigurationNode root) {
    PolicyFieldReader file = new PolicyFieldReader(root, "a policy", OF_FILE, problems);
    file.required("version", "a policy");
    file.count("version", 1, 1, 1);
    file.node("keys").ifPresent(this::keys);
    file.required("environments", "a policy").ifPresent(this::environments);
    for (ConfigurationNode each : file.items("overrides")) {
      override(each);
    }
  }

  private void keys(ConfigurationNode node) {
    for (var each : PolicyFieldReader.mapping(node, "`keys`", problems).entrySet()) {
      String name = each.getKey();
      if (name.equals(GatePolicy.REGISTRY) || !NAME.matcher(name).matches()) {
        addError(
            each.getValue(),
            "`" + DecisionWording.shown(name) + "` is not a valid key name" + NAMES);
      } else if (each.getValue().value() instanceof ConfigurationNode.Text pem) {
        key(name, pem);
      } else {
        addError(each.getValue().value(), "a key must be the text of a PEM file");
      }
    }
  }

  private static final String NAMES =
      ": lower case letters, digits, `.`, `_` and `-`, and not `registry`";

  private void key(String name, ConfigurationNode.Text pem) {
    try {
      keys.put(name, PemKeys.publicKey(pem.value().getBytes(StandardCharsets.UTF_8)));
    } catch (KeyAccessException addError) {
      addError(pem, "the key `" + name + "` cannot be read: " + addError.getMessage());
    }
  }

  private void environments(ConfigurationNode node) {
    for (var each : PolicyFieldReader.mapping(node, "`environments`", problems).entrySet()) {
      String name = each.getKey();
      if (name.equals(DEVELOPMENT)) {
        addError(
            each.getValue(),
            "`development` cannot be configured: it is every alias and stage that "
                + "belongs to no other environment, and has no requirements");
      } else if (!NAME.matcher(name).matches()) {
        addError(
            each.getValue(),
            "`%s` is not a valid name; use lower-case letters, digits, `.`, `_`, `-`"
                .formatted(DecisionWording.shown(name)));
      } else {
        environments.put(name, environment(name, each.getValue().value()));
      }
    }
  }

  private GateEnvironment environment(String name, ConfigurationNode node) {
    PolicyFieldReader fields =
        new PolicyFieldReader(
            node, "an environment", EnvironmentRequirementsReader.OF_ENVIRONMENT, problems);
    List<NamePattern> aliases =
        fields.list(
            "aliases", each -> fields.text(each, "an alias").flatMap(text -> pattern(each, text)));
    List<ModelStage> stages =
        fields.list("stages", each -> fields.choice(each, "`stages`", STAGES));
    if (aliases.isEmpty() && stages.isEmpty() && node instanceof ConfigurationNode.Members) {
      addError(node, "the environment `" + name + "` needs `aliases` or `stages`");
    }
    for (GateEnvironment other : environments.values()) {
      stages.stream()
          .filter(other.stages()::contains)
          .forEach(stage -> addError(node, twice("stage", stage.text(), other)));
      aliases.stream()
          .filter(alias -> other.aliases().stream().anyMatch(alias::isSame))
          .forEach(alias -> addError(node, twice("alias", alias.text(), other)));
    }
    EnvironmentRequirements asks = reader().read(fields, EnvironmentRequirements.NONE);
    return new GateEnvironment(name, aliases, Set.copyOf(stages), asks);
  }

  private static String twice(String what, String text, GateEnvironment other) {
    return "the %s `%s` already belongs to the environment `%s`"
        .formatted(what, DecisionWording.shown(text), other.name());
  }

  private EnvironmentRequirementsReader reader() {
    return new EnvironmentRequirementsReader(keys.keySet(), problems);
  }

  private void override(ConfigurationNode node) {
    PolicyFieldReader fields = new PolicyFieldReader(node, "an override", OF_OVERRIDE, problems);
    if (!fields.has("projects")
        && !fields.has("models")
        && node instanceof ConfigurationNode.Members) {
      addError(node, "an override needs `projects` or `models`");
    }
    Map<String, EnvironmentRequirements> instead = new LinkedHashMap<>();
    Optional<ConfigurationNode> all = fields.required("environments", "an override");
    if (all.isPresent()) {
      for (var each : PolicyFieldReader.mapping(all.get(), "`environments`", problems).entrySet()) {
        GateEnvironment environment = environments.get(each.getKey());
        if (environment == null) {
          addError(
              each.getValue(),
              "no environment `%s` is defined above"
                  .formatted(DecisionWording.shown(each.getKey())));
        } else {
          PolicyFieldReader asked =
              new PolicyFieldReader(
                  each.getValue().value(),
                  "an environment here",
                  EnvironmentRequirementsReader.OF_OVERRIDE,
                  problems);
          instead.put(environment.name(), reader().read(asked, environment.requirements()));
        }
      }
    }
    overrides.add(
        new GatePolicy.ModelOverride(
            patterns(fields, "projects"), patterns(fields, "models"), instead));
  }

  /// Returns the patterns of a list; a pattern for all names if the key is absent.
  private List<NamePattern> patterns(PolicyFieldReader fields, String key) {
    return fields.has(key)
        ? fields.list(
            key, each -> fields.text(each, "`" + key + "`").flatMap(text -> pattern(each, text)))
        : List.of(NamePattern.ALL);
  }

  /// Reads a pattern that can match valid names: any other pattern would only appear to protect
  /// something.
  private Optional<NamePattern> pattern(ConfigurationNode at, String text) {
    NamePattern pattern = new NamePattern(text);
    Optional<String> problem = pattern.problem();
    problem.ifPresent(
        why ->
            addError(
                at, "`%s` %s".formatted(DecisionWording.shown(text), DecisionWording.shown(why))));
    return problem.isPresent() ? Optional.empty() : Optional.of(pattern);
  }

  private void addError(ConfigurationNode.Member at, String message) {
    problems.add(new ConfigurationError(at.line(), at.column(), message));
  }

  private void addError(ConfigurationNode at, String message) {
    problems.add(new ConfigurationError(at.line(), at.column(), message));
  }
}
