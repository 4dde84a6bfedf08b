package dev.redoubt.gate;

/// Policies for tests.
final class TestGatePolicies {

  private TestGatePolicies() {}

  static GatePolicy of(String text) {
    return switch (GatePolicyReader.read(text)) {
      case GatePolicyReader.Result.Good(GatePolicy policy) -> policy;
      case GatePolicyReader.Result.Wrong(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  /// One with only `production`, which asks what is said.
  static GatePolicy production(String asks) {
    return of(
        "version: 1\nenvironments:\n  production:\n    aliases: [prod]\n    stages: [Production]\n"
            + asks.indent(4));
  }
}
