package dev.redoubt.gate;

/// Gate policies for tests.
final class TestGatePolicies {

  private TestGatePolicies() {}

  static GatePolicy of(String text) {
    return switch (GatePolicyReader.read(text)) {
      case GatePolicyReader.Result.Good(GatePolicy policy) -> policy;
      case GatePolicyReader.Result.Wrong(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  /// Returns a policy with only `production` and the given requirements.
  static GatePolicy production(String asks) {
    return of(
        "version: 1\nenvironments:\n  production:\n    aliases: [prod]\n    stages: [Production]\n"
            + asks.indent(4));
  }
}
