package dev.redoubt.access;

import java.util.Arrays;
import java.util.Optional;

/// What somebody is here for. Which claims of a token make a persona, a configuration says.
public enum Persona {
  /// Experiments, trains, registers; does not deploy.
  DATA_SCIENTIST("data-scientist"),
  /// Releases and operates; does not read raw sensitive data.
  MLOPS_ENGINEER("mlops-engineer"),
  /// Approves what somebody else made.
  MODEL_REVIEWER("model-reviewer"),
  /// Holds and erases data.
  DATA_STEWARD("data-steward"),
  /// Sees everything and changes nothing.
  AUDITOR("auditor"),
  /// Runs the registry.
  ADMINISTRATOR("administrator"),
  /// Changes the rules, and does nothing else.
  RULE_AUTHOR("rule-author"),
  /// A stage of a pipeline.
  PIPELINE("pipeline"),
  /// Serves models.
  INFERENCE_SERVICE("inference-service");

  private final String id;

  Persona(String id) {
    this.id = id;
  }

  /// Its name in rules, tokens and on the command line.
  public String id() {
    return id;
  }

  /// The persona of a name.
  public static Optional<Persona> of(String id) {
    return Arrays.stream(values()).filter(persona -> persona.id.equals(id)).findFirst();
  }
}
