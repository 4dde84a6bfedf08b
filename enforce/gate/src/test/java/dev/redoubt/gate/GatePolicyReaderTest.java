package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.gate.EnvironmentRequirements.ApprovalRule;
import dev.redoubt.gate.EnvironmentRequirements.AttestationRule;
import dev.redoubt.gate.EnvironmentRequirements.ScanRule;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.scan.ScanVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatePolicyReaderTest {

  private static String problems(String text) {
    return switch (GatePolicyReader.read(text)) {
      case GatePolicyReader.Result.Good _ -> "";
      case GatePolicyReader.Result.Wrong(List<ConfigurationError> problems) ->
          problems.stream()
              .map(each -> each.line() + ":" + each.column() + ": " + each.message() + "\n")
              .collect(Collectors.joining());
    };
  }

  @Test
  void builtInPolicyIsValid() {
    GatePolicy policy = GatePolicy.builtIn();
    assertThat(policy.environments())
        .extracting(GateEnvironment::name)
        .containsExactly("production", "staging");
    EnvironmentRequirements asks = policy.requirements("production", "any", "any");
    assertThat(asks.scan())
        .contains(new ScanRule(ScanVerdict.CLEAN, Optional.of(Duration.ofDays(30))));
    assertThat(asks.approvals())
        .contains(
            new ApprovalRule(
                1, Set.of(Persona.MODEL_REVIEWER), true, Optional.of(Duration.ofDays(30))));
    assertThat(asks.attestations())
        .containsExactly(
            new AttestationRule(
                EvidenceBuilder.TEST,
                Optional.of(Duration.ofDays(90)),
                Set.of(Persona.PIPELINE, Persona.MODEL_REVIEWER),
                List.of()));
    assertThat(asks.allowDemo()).isFalse();
    assertThat(policy.requirements("development", "any", "any"))
        .isEqualTo(EnvironmentRequirements.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "PROD", "Production", "champion"})
  void matchesProductionAliasesCaseInsensitively(String alias) {
    assertThat(GatePolicy.builtIn().ofAlias(alias)).contains("production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod1", "challenger", "a-prod", ""})
  void otherAliasesBelongToNoEnvironment(String alias) {
    assertThat(GatePolicy.builtIn().ofAlias(alias)).isEmpty();
  }

  @Test
  void findsAllEnvironmentsOfVersion() {
    assertThat(GatePolicy.builtIn().of(ModelStage.STAGING, List.of("x", "prod")))
        .containsExactly("staging", "production");
    assertThat(GatePolicy.builtIn().of(ModelStage.ARCHIVED, List.of("x"))).isEmpty();
  }

  @Test
  void appliesFirstMatchingOverride() {
    GatePolicy policy =
        TestGatePolicies.of(
            """
            version: 1
            environments:
              production:
                aliases: ["prod-*"]
                scan: {worst: clean}
                approvals: {count: 1}
            overrides:
              - projects: [credit]
                models: ["toy-*"]
                environments:
                  production: {scan: none, approvals: none}
              - projects: [credit]
                environments:
                  production: {approvals: {count: 2, notAuthor: false, maxAge: 2w}}
            """);
    assertThat(policy.ofAlias("PROD-eu")).contains("production");
    assertThat(
            policy.requirements("production", "fraud", "toy-1").approvals().orElseThrow().count())
        .isEqualTo(1);
    assertThat(policy.requirements("production", "credit", "toy-1").approvals()).isEmpty();
    EnvironmentRequirements asks = policy.requirements("production", "credit", "scoring");
    assertThat(asks.scan()).contains(new ScanRule(ScanVerdict.CLEAN, Optional.empty()));
    assertThat(asks.approvals())
        .contains(new ApprovalRule(2, Set.of(), false, Optional.of(Duration.ofDays(14))));
  }

  @Test
  void reportsAllErrorsWithPositions() {
    assertThat(
            problems(
                """
                version: 2
                keys:
                  registry: x
                  release: nothing
                environments:
                  development: {}
                  production:
                    aliases: [prod, prod]
                    stage: [Production]
                    stages: [Retired]
                    scan: {worst: unreadable, maxAge: 30}
                    signature: {by: [somebody], maxAge: -1d}
                    attestations:
                      - {maxAge: 1d, by: []}
                    metrics:
                      - {name: auc}
                      - {name: auc, min: 2, max: 1}
                      - {name: auc, min: .nan}
                    approvals: {count: 0, personas: [boss], notAuthor: yes}
                    scan: {}
                  staging:
                    aliases: [prod]
                  QA: {}
                overrides:
                  - environments: {}
                  - models: ["*"]
                    environments:
                      qa: {}
                """))
        .isEqualTo(
            """
            1:10: `2` is not a whole number from 1 to 1
            3:3: `registry` is not a valid key name: lower case letters, digits, `.`, `_` and `-`, and not `registry`
            4:12: the key `release` cannot be read: the PEM file has no usable signing key: the file has no `BEGIN PUBLIC KEY` block
            6:3: `development` cannot be configured: it is every alias and stage that belongs to no other environment, and has no requirements
            8:21: `aliases` is listed twice
            9:5: unknown key `stage` in an environment; expected one of `aliases`, `allowDemo`, `approvals`, `attestations`, `metrics`, `scan`, `signature`, `stages`
            10:14: invalid value `Retired` for `stages`; expected one of `Production`, `Staging`
            11:19: invalid value `unreadable` for `worst`; expected one of `clean`, `suspicious`
            11:39: `30` is not a duration; use for example `90m`, `12h`, `30d` or `2w`
            12:22: invalid value `somebody` for `by`; expected one of `registry`
            12:41: `-1d` is not a duration; use for example `90m`, `12h`, `30d` or `2w`
            14:9: an attestation needs `predicateType`
            14:26: `by` is empty; omit it to require nothing
            16:9: a metric needs `min` or `max`
            17:9: `min` is greater than `max`
            18:26: `.nan` is not a number
            19:24: `0` is not a whole number from 1 to 20
            19:38: invalid value `boss` for `personas`; expected one of `administrator`, `auditor`, `data-scientist`, `data-steward`, `inference-service`, `mlops-engineer`, `model-reviewer`, `pipeline`, `rule-author`
            19:56: invalid value `yes` for `notAuthor`; expected one of `false`, `true`
            20:5: duplicate setting `scan`
            22:5: the alias `prod` already belongs to the environment `production`
            23:3: `QA` is not a valid name; use lower-case letters, digits, `.`, `_`, `-`
            25:5: an override needs `projects` or `models`
            28:7: no environment `qa` is defined above
            """);
  }

  /// A rule for an impossible name would appear to protect similar names.
  @Test
  void refusesPatternsThatMatchNoValidName() {
    assertThat(
            problems(
                """
                version: 1
                environments:
                  production:
                    aliases: [prod, ｃhampion, "сһамріоп-*"]
                  staging:
                    aliases: [PROD, staging]
                overrides:
                  - models: ["crеdit-*"]
                    environments: {}
                  - projects: ["a\\u200bb"]
                    environments: {}
                """))
        .isEqualTo(
            """
            4:21: `ｃhampion` is not in Unicode normalization form NFKC; use `champion`
            4:31: `сһамріоп-*` has only CYRILLIC letters that look like LATIN letters
            6:5: the alias `PROD` already belongs to the environment `production`
            8:14: `crеdit-*` mixes letters of several scripts: [LATIN, CYRILLIC]
            10:16: `a?b` contains `U+200B`; use ASCII, emoji or letters of a modern alphabet
            """);
  }

  /// An override cannot be bypassed by the case of a name.
  @Test
  void appliesOverrideToNamesInAnyCase() {
    GatePolicy policy =
        TestGatePolicies.of(
            """
            version: 1
            environments:
              production: {aliases: ["Prod-*"], scan: {}}
            overrides:
              - models: [credit-limit]
                environments:
                  production: {approvals: {count: 3}}
            """);
    for (String model : List.of("credit-limit", "Credit-Limit", "CREDIT-LIMIT")) {
      assertThat(policy.requirements("production", "p", model).approvals()).as(model).isPresent();
    }
    assertThat(policy.requirements("production", "p", "credit-limits").approvals()).isEmpty();
    for (String alias : List.of("prod-1", "PROD-", "pRoD-x")) {
      assertThat(policy.ofAlias(alias)).as(alias).contains("production");
    }
    assertThat(policy.ofAlias("prod")).isEmpty();
  }

  private static String asked(String asks) {
    return "version: 1\nenvironments:\n  production:\n    aliases: [prod]\n    " + asks + "\n";
  }

  @Test
  void parsesCountsWithinBounds() {
    for (int count : new int[] {1, 2, 20}) {
      assertThat(
              TestGatePolicies.of(asked("approvals: {count: " + count + "}"))
                  .requirements("production", "p", "m")
                  .approvals()
                  .orElseThrow()
                  .count())
          .isEqualTo(count);
    }
    for (String count : List.of("0", "21", "-1", "1.0", "00001", "''", "x")) {
      assertThat(problems(asked("approvals: {count: " + count + "}")))
          .as(count)
          .startsWith("5:24: ");
    }
    assertThat(
            TestGatePolicies.of(asked("approvals: {}"))
                .requirements("production", "p", "m")
                .approvals())
        .contains(new ApprovalRule(1, Set.of(), true, Optional.empty()));
  }

  @Test
  void parsesDurationsInAllUnits() {
    Map<String, Duration> ages =
        Map.of(
            "1m", Duration.ofMinutes(1),
            "90m", Duration.ofMinutes(90),
            "12h", Duration.ofHours(12),
            "30d", Duration.ofDays(30),
            "2w", Duration.ofDays(14),
            "99999w", Duration.ofDays(7 * 99_999L));
    ages.forEach(
        (text, age) ->
            assertThat(
                    TestGatePolicies.of(asked("scan: {maxAge: " + text + "}"))
                        .requirements("production", "p", "m")
                        .scan())
                .contains(new ScanRule(ScanVerdict.CLEAN, Optional.of(age))));
    for (String age : List.of("0d", "d", "1", "1y", "100000d", "1 d", "-1d", "1.5d")) {
      assertThat(problems(asked("scan: {maxAge: " + age + "}")))
          .as(age)
          .isEqualTo(
              "5:20: `"
                  + age
                  + "` is not a duration; use for example `90m`, `12h`, `30d` or `2w`\n");
    }
  }

  @Test
  void parsesMetricBounds() {
    for (String number : List.of("0", "-1", "+0.5", "1e3", "1.25E-7", "100000000000000000")) {
      assertThat(
              TestGatePolicies.of(asked("metrics: [{name: a, min: " + number + "}]"))
                  .requirements("production", "p", "m")
                  .metrics()
                  .getFirst()
                  .min())
          .as(number)
          .hasValue(Double.parseDouble(number));
    }
    for (String number : List.of(".5", "1.", "0x1", "1e999", "NaN", "''", "1,0")) {
      assertThat(problems(asked("metrics: [{name: a, max: '" + number.replace("'", "") + "'}]")))
          .as(number)
          .contains("5:30: ");
    }
    assertThat(
            TestGatePolicies.of(asked("metrics: [{name: a, min: 1, max: 1}]"))
                .requirements("production", "p", "m")
                .metrics()
                .getFirst()
                .max())
        .hasValue(1);
  }

  /// The largest and deepest file that is accepted, and one beyond.
  @Test
  void parsesFilesUpToSizeAndDepthLimits() {
    String policy = asked("scan: {}");
    String filled = policy + "#".repeat(GatePolicyReader.MAX_CHARACTERS - policy.length());
    assertThat(TestGatePolicies.of(filled).environments()).hasSize(1);
    assertThat(problems(filled + "#")).contains("more than 1048576 characters");
    assertThat(problems("[".repeat(32) + "x" + "]".repeat(32))).doesNotContain("nested deeper");
    assertThat(problems("[".repeat(33) + "x" + "]".repeat(33))).contains("nested deeper");
    assertThat(problems("{a: ".repeat(32) + "x" + "}".repeat(32))).doesNotContain("nested deeper");
    assertThat(problems("{a: ".repeat(33) + "x" + "}".repeat(33))).contains("nested deeper");
  }

  @Test
  void reportsValuesOfWrongType() {
    assertThat(
            problems(
                """
                version: 1
                keys:
                  a b: x
                  mine: [x]
                environments:
                  production:
                    aliases: {prod: true}
                    stages: [Production]
                    scan: {worst: [clean], maxAge: ''}
                    attestations: {predicateType: t}
                    metrics:
                      - {name: ' ', min: 1}
                      - [x]
                  staging:
                    stages: [Production]
                  qa:
                    aliases: []
                  empty: {}
                  text: x
                """))
        .isEqualTo(
            """
            3:3: `a b` is not a valid key name: lower case letters, digits, `.`, `_` and `-`, and not `registry`
            4:9: a key must be the text of a PEM file
            7:14: `aliases` must be a list
            9:19: `worst` must be a string
            9:36: `maxAge` must be a string
            10:19: `attestations` must be a list
            12:16: `name` must be a string
            13:9: a metric must be a mapping of keys and values
            13:9: a metric needs `name`
            15:5: the stage `Production` already belongs to the environment `production`
            17:5: the environment `qa` needs `aliases` or `stages`
            18:10: the environment `empty` needs `aliases` or `stages`
            19:9: an environment must be a mapping of keys and values
            """);
    assertThat(new NamePattern("a*")).hasToString("a*");
  }

  /// One match is enough.
  @Test
  void acceptsEnvironmentsWithAliasesOrStages() {
    GatePolicy policy =
        TestGatePolicies.of(
            """
            version: 1
            environments:
              production: {stages: [Production]}
              staging: {aliases: [staging]}
            """);
    assertThat(policy.ofStage(ModelStage.PRODUCTION)).contains("production");
    assertThat(policy.ofAlias("staging")).contains("staging");
    assertThat(policy.ofStage(ModelStage.STAGING)).isEmpty();
  }

  @Test
  void disablesSectionsWithNone() {
    GatePolicy policy =
        TestGatePolicies.of(
            """
            version: 1
            environments:
              production:
                aliases: [prod]
                scan: {}
                signature: {by: [registry]}
                attestations: [{predicateType: t}]
                metrics: [{name: a, min: 1}]
                approvals: {}
                allowDemo: true
            overrides:
              - models: [toy]
                environments:
                  production: {scan: none, signature: none, attestations: none, metrics: none, approvals: none, allowDemo: false}
              - models: [odd]
                environments:
                  production: {attestations: [none, {predicateType: u}], metrics: [none, {name: b, max: 2}]}
              - projects: [other]
                environments:
                  production: {}
            """);
    EnvironmentRequirements all = policy.requirements("production", "p", "credit");
    assertThat(all.scan()).isPresent();
    assertThat(all.signature()).isPresent();
    assertThat(all.attestations()).hasSize(1);
    assertThat(all.metrics()).hasSize(1);
    assertThat(all.approvals()).isPresent();
    assertThat(all.allowDemo()).isTrue();
    assertThat(policy.requirements("production", "p", "toy"))
        .isEqualTo(EnvironmentRequirements.NONE);
    assertThat(policy.requirements("production", "other", "credit")).isEqualTo(all);
    EnvironmentRequirements odd = policy.requirements("production", "p", "odd");
    assertThat(odd.attestations()).extracting(AttestationRule::predicateType).containsExactly("u");
    assertThat(odd.metrics()).hasSize(1);
    assertThat(policy.requirements("staging", "p", "credit"))
        .isEqualTo(EnvironmentRequirements.NONE);
  }

  @Test
  void refusesFilesThatAreNotPolicies() {
    assertThat(problems("")).isEqualTo("1:1: the file is empty\n");
    assertThat(problems("- a")).startsWith("1:1: a policy must be a mapping of keys and values\n");
    assertThat(problems("a: [")).contains("not valid YAML");
    assertThat(problems("a: \u0007"))
        .isEqualTo("1:4: not valid YAML: the character U+0007 is not allowed\n");
    assertThat(problems("a: &x 1\nb: *x"))
        .contains("2:4: YAML aliases are not supported; write the value out");
    assertThat(problems("version: 1\n---\nversion: 1"))
        .contains("2:1: unexpected second YAML document");
    assertThat(problems("[".repeat(100))).contains("nested deeper than 32 levels");
    assertThat(problems("? [a]\n: b")).contains("1:3: a setting name must be a string");
    assertThat(problems("#".repeat(GatePolicyReader.MAX_CHARACTERS + 1)))
        .contains("more than 1048576");
  }

  @Test
  void digestIsSha256OfFile() {
    assertThat(TestGatePolicies.production("scan: {}").digest())
        .isNotEqualTo(TestGatePolicies.production("scan: {} ").digest());
  }

  @Test
  void matchesNamePatterns() {
    NamePattern glob = new NamePattern("a*b*c");
    assertThat(Set.of("abc", "aXbYc", "abbcbc")).allMatch(glob::matches);
    assertThat(Set.of("Abc", "ａbc", "ABBC")).allMatch(glob::matches);
    assertThat(Set.of("", "ab", "abcd", "abҫ")).noneMatch(glob::matches);
    assertThat(new NamePattern("*").matches("")).isTrue();
  }
}
