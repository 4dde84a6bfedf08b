package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.CedarPolicySet;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks the built-in access rules, their Cedar schema, which custom rules depend on, and the gate
/// policy. The ledger identifies the rules and the policy by digest and records when a digest
/// changes.
class AccessRulesTest {

  @Test
  void accessRulesHaveUnchangedNamesAndDigests() throws Exception {
    CedarPolicySet rules = CedarPolicySet.builtIn();
    List<String> lines = new ArrayList<>();
    for (CedarPolicy each : rules.all()) {
      String stepUp = each.stepUp().map(context -> " (step up: " + context + ")").orElse("");
      lines.add("rule " + each.id() + stepUp);
    }
    lines.add("digest of the rules: " + rules.digest());
    lines.add("digest of the gates: " + GatePolicy.builtIn().digest());
    GoldenFile.check("access-rules.txt", lines);
  }

  /// Without comments, which nothing depends on.
  @Test
  void accessSchemaIsUnchanged() throws IOException {
    StringBuilder schema = new StringBuilder();
    schema()
        .lines()
        .filter(AccessRulesTest::says)
        .forEach(line -> schema.append(line).append('\n'));
    GoldenFile.check("access-schema.txt", schema.toString());
  }

  private static boolean says(String line) {
    return !line.isBlank() && !line.strip().startsWith("//");
  }

  private static String schema() throws IOException {
    try (InputStream in = CedarPolicySet.class.getResourceAsStream("schema.cedarschema")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
