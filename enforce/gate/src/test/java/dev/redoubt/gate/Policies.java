package dev.redoubt.gate;

/// Policies for tests.
final class Policies {

  private Policies() {}

  static GatePolicy of(String text) {
    return switch (PolicyReader.read(text)) {
      case PolicyReader.Result.Good(GatePolicy policy) -> policy;
      case PolicyReader.Result.Wrong(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  /// One with only `production`, which asks what is said.
  static GatePolicy production(String asks) {
    return of(
        "version: 1\nenvironments:\n  production:\n    aliases: [prod]\n    stages: [Production]\n"
            + asks.indent(4));
  }
}
