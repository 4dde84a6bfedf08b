package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationNode;
import dev.redoubt.gate.EnvironmentRequirements.ApprovalRule;
import dev.redoubt.gate.EnvironmentRequirements.AttestationRule;
import dev.redoubt.gate.EnvironmentRequirements.MetricRule;
import dev.redoubt.gate.EnvironmentRequirements.ScanRule;
import dev.redoubt.gate.EnvironmentRequirements.SignatureRule;
import dev.redoubt.scan.ScanVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the requirements of one environment from a gate policy.
///
/// @param keys names of the keys that the policy defines
record EnvironmentRequirementsReader(Set<String> keys, List<ConfigurationError> problems) {

  static final Set<String> OF_OVERRIDE =
      Set.of("scan", "signature", "attestations", "metrics", "approvals", "allowDemo");

  static final Set<String> OF_ENVIRONMENT =
      Stream.concat(OF_OVERRIDE.stream(), Stream.of("aliases", "stages"))
          .collect(Collectors.toUnmodifiableSet());

  /// Value that disables a section.
  private static final String NONE = "none";

  /// Upper bound; more reviewers for one model are not realistic.
  private static final int MAX_APPROVALS = 20;

  private static final Map<String, ScanVerdict> WORST =
      Map.of("clean", ScanVerdict.CLEAN, "suspicious", ScanVerdict.SUSPICIOUS);

  private static final Map<String, Persona> PERSONAS =
      Arrays.stream(Persona.values()).collect(Collectors.toMap(Persona::id, each -> each));

  private static final Set<String> OF_SCAN = Set.of("worst", "maxAge");
  private static final Set<String> OF_SIGNATURE = Set.of("by", "maxAge");
  private static final Set<String> OF_ATTESTATION =
      Set.of("predicateType", "maxAge", "by", "signedBy");
  private static final Set<String> OF_METRIC =
      Set.of("name", "min", "max", "predicateType", "maxAge", "by", "signedBy");
  private static final Set<String> OF_APPROVALS =
      Set.of("count", "personas", "notAuthor", "maxAge");

  /// Reads the requirements.
  ///
  /// @param base requirements that apply where a key is absent
  EnvironmentRequirements read(PolicyFieldReader fields, EnvironmentRequirements base) {
    return new EnvironmentRequirements(
        fields.has("scan") ? section(fields, "scan").map(this::scan) : base.scan(),
        fields.has("signature")
            ? section(fields, "signature").map(this::signature)
            : base.signature(),
        fields.has("attestations") ? attestations(fields) : base.attestations(),
        fields.has("metrics") ? metrics(fields) : base.metrics(),
        fields.has("approvals")
            ? section(fields, "approvals").map(this::approvals)
            : base.approvals(),
        fields.flag("allowDemo", base.allowDemo()));
  }

  /// Returns a section; empty for `none`.
  private static Optional<ConfigurationNode> section(PolicyFieldReader fields, String key) {
    return fields
        .node(key)
        .filter(
            node -> !(node instanceof ConfigurationNode.Text text && text.value().equals(NONE)));
  }

  private ScanRule scan(ConfigurationNode node) {
    PolicyFieldReader fields = new PolicyFieldReader(node, "`scan`", OF_SCAN, problems);
    return new ScanRule(
        fields.choice("worst", WORST).orElse(ScanVerdict.CLEAN), fields.age("maxAge"));
  }

  private SignatureRule signature(ConfigurationNode node) {
    PolicyFieldReader fields = new PolicyFieldReader(node, "`signature`", OF_SIGNATURE, problems);
    fields.required("by", "`signature`");
    return new SignatureRule(signers(fields, "by", true), fields.age("maxAge"));
  }

  private List<String> signers(PolicyFieldReader fields, String key, boolean registry) {
    Set<String> names = new HashSet<>(keys);
    if (registry) {
      names.add(GatePolicy.REGISTRY);
    }
    Map<String, String> choices =
        names.stream().collect(Collectors.toMap(each -> each, each -> each));
    return nonEmpty(
        fields, key, fields.list(key, each -> fields.choice(each, "`" + key + "`", choices)));
  }

  private Set<Persona> personas(PolicyFieldReader fields, String key) {
    return Set.copyOf(
        nonEmpty(
            fields, key, fields.list(key, each -> fields.choice(each, "`" + key + "`", PERSONAS))));
  }

  /// An empty list would mean anybody, which is never intended.
  private <T> List<T> nonEmpty(PolicyFieldReader fields, String key, List<T> list) {
    if (fields.node(key).orElse(null) instanceof ConfigurationNode.Items items
        && items.items().isEmpty()) {
      fields.addError(items, "`" + key + "` is empty; omit it to require nothing");
    }
    return list;
  }

  private List<AttestationRule> attestations(PolicyFieldReader all) {
    List<AttestationRule> rules = new ArrayList<>();
    for (ConfigurationNode node : all.items("attestations")) {
      if (isNone(node)) {
        continue;
      }
      PolicyFieldReader fields =
          new PolicyFieldReader(node, "an attestation", OF_ATTESTATION, problems);
      fields.required("predicateType", "an attestation");
      rules.add(
          new AttestationRule(
              fields.text("predicateType").orElse(""),
              fields.age("maxAge"),
              personas(fields, "by"),
              signers(fields, "signedBy", false)));
    }
    return rules;
  }

  private static boolean isNone(ConfigurationNode node) {
    return node instanceof ConfigurationNode.Text text && text.value().equals(NONE);
  }

  private List<MetricRule> metrics(PolicyFieldReader all) {
    List<MetricRule> rules = new ArrayList<>();
    for (ConfigurationNode node : all.items("metrics")) {
      if (!isNone(node)) {
        rules.add(metric(node));
      }
    }
    return rules;
  }

  private MetricRule metric(ConfigurationNode node) {
    PolicyFieldReader fields = new PolicyFieldReader(node, "a metric", OF_METRIC, problems);
    fields.required("name", "a metric");
    OptionalDouble min = fields.number("min");
    OptionalDouble max = fields.number("max");
    if (!fields.has("min") && !fields.has("max") && node instanceof ConfigurationNode.Members) {
      fields.addError(node, "a metric needs `min` or `max`");
    }
    if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
      fields.addError(node, "`min` is greater than `max`");
    }
    return new MetricRule(
        fields.text("name").orElse(""),
        min,
        max,
        fields.text("predicateType"),
        fields.age("maxAge"),
        personas(fields, "by"),
        signers(fields, "signedBy", false));
  }

  private ApprovalRule approvals(ConfigurationNode node) {
    PolicyFieldReader fields = new PolicyFieldReader(node, "`approvals`", OF_APPROVALS, problems);
    return new ApprovalRule(
        fields.count("count", 1, 1, MAX_APPROVALS),
        personas(fields, "personas"),
        fields.flag("notAuthor", true),
        fields.age("maxAge"));
  }
}
