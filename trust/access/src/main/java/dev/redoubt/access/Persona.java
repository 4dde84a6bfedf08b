package dev.redoubt.access;

import java.util.Arrays;
import java.util.Optional;

/// Role with fixed permissions. The configuration maps token claims to personas.
public enum Persona {
  /// Experiments, trains and registers; does not deploy.
  DATA_SCIENTIST("data-scientist"),
  /// Releases and operates; does not read raw sensitive data.
  MLOPS_ENGINEER("mlops-engineer"),
  /// Approves versions of other authors.
  MODEL_REVIEWER("model-reviewer"),
  /// Manages legal holds, retention and erasure.
  DATA_STEWARD("data-steward"),
  /// Sees everything and changes nothing.
  AUDITOR("auditor"),
  /// Operates the registry.
  ADMINISTRATOR("administrator"),
  /// Changes the access rules, and nothing else.
  RULE_AUTHOR("rule-author"),
  /// A stage of a pipeline.
  PIPELINE("pipeline"),
  /// Serves models.
  INFERENCE_SERVICE("inference-service");

  private final String id;

  Persona(String id) {
    this.id = id;
  }

  /// Returns the name used in policies, tokens and on the command line.
  public String id() {
    return id;
  }

  /// Returns the persona with a name.
  public static Optional<Persona> of(String id) {
    return Arrays.stream(values()).filter(persona -> persona.id.equals(id)).findFirst();
  }
}
