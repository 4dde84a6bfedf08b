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

/// What Redoubt comes with: the rules in Cedar, their schema, to which people write rules of their
/// own, and the policy of the gates. The ledger names the rules and the policy by their digests,
/// and says that they have changed when these have.
class AccessRulesTest {

  @Test
  void haveTheSameNamesAndDigests() throws Exception {
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

  /// Comments are left out: nobody relies on them.
  @Test
  void haveTheSameSchema() throws IOException {
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
