package dev.redoubt.workspace.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema accepts what the reader accepts, and nothing else.
class ConfigurationSchemaTest {

  private static final String FACT = "provides: p, owner: o, expires: 2027-01-31";

  @TempDir private Path folder;

  private Schema schema;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("a.bicep"), "");
    Files.writeString(folder.resolve("p.bicepparam"), "");
    Files.createDirectory(folder.resolve("modules"));
    Path file =
        Path.of(
            System.getProperty("redoubt.root", "../.."),
            "docs",
            "schemas",
            "redoubt-config.schema.json");
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
  }

  private List<Problem> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    new WorkspaceConfigurationReader(new SourceFiles(), problems)
        .read(text.replace("FACT", FACT), "redoubt.yaml", folder, List.of(folder));
    return problems;
  }

  private List<?> violations(String text) {
    YamlStream stream = YamlStream.read(text.replace("FACT", FACT), YamlLimits.ofDepth(32));
    return schema.validate(json(stream.documents().getFirst().root()), InputFormat.JSON);
  }

  /// The JSON that an editor makes of YAML.
  private static String json(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar.value(), scalar.isPlain());
      case YamlNode.Sequence sequence ->
          sequence.items().stream()
              .map(ConfigurationSchemaTest::json)
              .collect(Collectors.joining(",", "[", "]"));
      case YamlNode.Mapping mapping ->
          mapping.entries().stream()
              .map(
                  entry ->
                      "\"" + ((YamlNode.Scalar) entry.key()).value() + "\":" + json(entry.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case YamlNode.Alias _ -> "null";
    };
  }

  private static String scalar(String value, boolean isPlain) {
    if (value.isEmpty() && isPlain) {
      return "null";
    }
    return value.matches("\\d{1,9}|true|false")
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workload: { name: credit, environment: prod, sensitivity: high, crownJewels: [a, b] }",
        "workload: { name: 12, crownJewels: a }",
        "workload: {}",
        "deployments: [{ name: a, template: a.bicep, parameters: p.bicepparam }]",
        "deployments: [{ name: a, join: [{ template: a.bicep, parameters: [] }] }]",
        "deployments: []",
        "environments: { prod: { parameters: p.bicepparam }, test: { parameters: [] } }",
        "modulePath: modules",
        "modulePath: [modules]",
        "personas: { ds: 11111111-2222-3333-4444-555555555555, none: [] }",
        "platform: { shape: { FACT } }",
        "platform: { dns: [{ FACT, zones: [z] }, { FACT }], roles: [{ FACT, principals: p }] }",
        "platform: { policies: [{ FACT, assignment: a, effect: Deny }] }",
        "platform: { diagnostics: [{ FACT, resourceTypes: Microsoft.KeyVault/vaults }] }",
        "platform: { defenderPlans: [{ FACT, plans: [AI] }] }",
        "tags: { required: [a, 'b c'], classification: { name: c, values: [x, y], sensitive: x } }",
        "tags: { required: owner }",
        "allowedRegions: westeurope",
        "allowedRegions: [westeurope, northeurope]",
        "severity: { required-tags: high }",
        "severity: { a: { to: low, owner: o, reason: r, expires: 2027-01-31 } }",
        "exemptions: [{ control: a, symbol: s, owner: o, reason: r, expires: 2027-01-31 }]",
        "workload:",
        "deployments:",
        "environments:",
        "modulePath:",
        "personas:",
        "platform:",
        "platform: { dns: , roles: , policies: , diagnostics: , defenderPlans: }",
        "tags:",
        "severity:",
        "policies:",
        "exemptions:",
        "environments: { prod: { parameters: } }",
        "tags: { classification: { name: c, sensitive: [], highlySensitive: [] } }",
        "policies: modules",
        "exemptions: [{ control: a, resource: '*', owner: o, reason: r, expires: 2027-01-31 }]",
        "exemptions: [{ control: [a, b], path: '**', owner: 1, reason: r, ticket: 2, expires:"
            + " 2027-01-31 }]",
        "statements:",
        "statements: [{ framework: gdpr, provisions: Article 22, states: s, owner: o, expires:"
            + " 2027-01-31 }]",
        "statements: [{ framework: gdpr, provisions: [Article 22, Article 35], states: s, owner: o,"
            + " expires: 2027-01-31 }]",
        "baseline: baseline.json",
      })
  void bothAccept(String text) {
    assertThat(problems(text)).isEmpty();
    assertThat(violations(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown: a",
        "[]",
        "workload: a",
        "workload: []",
        "workload: { name: [a] }",
        "workload: { names: a }",
        "deployments: { name: a }",
        "deployments: [{ name: a }]",
        "deployments: [{ template: a.bicep }]",
        "deployments: [{ name: a, template: a.bicep, join: [{ template: a.bicep }] }]",
        "deployments: [{ name: a, parameters: p.bicepparam, join: [{ template: a.bicep }] }]",
        "deployments: [{ name: a, join: [] }]",
        "environments: { prod: {} }",
        "environments: { prod: p.bicepparam }",
        "modulePath: { a: b }",
        "personas: { ds: alice }",
        "personas: { ds: { a: b } }",
        "platform: { shape: { provides: p, owner: o } }",
        "platform: { shape: { provides: p, owner: o, expires: soon } }",
        "platform: { shape: { provides: p, owner: o, expires: 2027-1-31 } }",
        "platform: { shape: { provides: p, expires: 2027-01-31 } }",
        "platform: { shape: { owner: o, expires: 2027-01-31 } }",
        "platform: { shape: [{ FACT }] }",
        "platform: { dns: { FACT } }",
        "platform: { dns: [{ FACT, zone: a }] }",
        "platform: { policies: [{ FACT, assignment: a }] }",
        "platform: { policies: [{ FACT, effect: Deny }] }",
        "platform: { policies: [{ FACT, assignment: a, effect: deny }] }",
        "platform: { diagnostics: [{ FACT }] }",
        "platform: { diagnostics: [{ FACT, resourceTypes: [] }] }",
        "platform: { diagnostics: [{ FACT, resourceTypes: vaults }] }",
        "platform: { defenderPlans: [{ FACT, plans: [] }] }",
        "platform: { defender: [] }",
        "tags: { required: [] }",
        "tags: { required: ['a<b'] }",
        "tags: { classification: {} }",
        "tags: { classification: { name: a, value: b } }",
        "allowedRegions: []",
        "allowedRegions: West Europe",
        "severity: { required-tags: urgent }",
        "severity: [high]",
        "severity: { a: { to: low, owner: o, reason: r } }",
        "severity: { a: { to: low, owner: o, expires: 2027-01-31 } }",
        "severity: { a: { to: low, reason: r, expires: 2027-01-31 } }",
        "severity: { a: { owner: o, reason: r, expires: 2027-01-31 } }",
        "severity: { a: { to: urgent, owner: o, reason: r, expires: 2027-01-31 } }",
        "severity: { a: { to: low, owner: o, reason: r, expires: 2027-01-31, until: x } }",
        "severity: { a: }",
        "exemptions: ''",
        "exemptions: null",
        "allowedRegions:",
        "environments: { prod: }",
        "platform: { shape: }",
        "platform: { diagnostics: [{ FACT, resourceTypes: }] }",
        "platform: { defenderPlans: [{ FACT, plans: }] }",
        "platform: { defenderPlans: [{ FACT, plans: [Bogus] }] }",
        "tags: { classification: }",
        "tags: { classification: { name: c, sensitive: } }",
        "tags: { required: }",
        "policies: { a: b }",
        "exemptions: [{ control: a, owner: o, reason: r, expires: 2027-01-31 }]",
        "exemptions: [{ resource: a, owner: o, reason: r, expires: 2027-01-31 }]",
        "exemptions: [{ control: [], resource: a, owner: o, reason: r, expires: 2027-01-31 }]",
        "exemptions: [{ control: a, resource: a, reason: r, expires: 2027-01-31 }]",
        "exemptions: [{ control: a, resource: a, owner: o, expires: 2027-01-31 }]",
        "exemptions: [{ control: a, resource: a, owner: o, reason: r }]",
        "exemptions: [{ control: a, resource: a, path:, owner: o, reason: r, expires: 2027-01-31"
            + " }]",
        "exemptions: [{ control: a, resource: a, owner: o, reason: r, expires: 2027-01-31, until: x"
            + " }]",
        "statements: { framework: gdpr }",
        "statements: [{ provisions: a, states: s, owner: o, expires: 2027-01-31 }]",
        "statements: [{ framework: gdpr, states: s, owner: o, expires: 2027-01-31 }]",
        "statements: [{ framework: gdpr, provisions: [], states: s, owner: o, expires: 2027-01-31"
            + " }]",
        "statements: [{ framework: gdpr, provisions: a, owner: o, expires: 2027-01-31 }]",
        "statements: [{ framework: gdpr, provisions: a, states: s, expires: 2027-01-31 }]",
        "statements: [{ framework: gdpr, provisions: a, states: s, owner: o }]",
        "statements: [{ framework: gdpr, provisions: a, states: s, owner: o, signer: x, expires:"
            + " 2027-01-31 }]",
        "baseline: [a]",
        "baseline:",
      })
  void bothReject(String text) {
    assertThat(problems(text))
        .isNotEmpty()
        .allMatch(each -> each.severity() == Problem.Severity.ERROR)
        .allMatch(each -> each.origin().line() == 1 && each.origin().column() >= 1);
    assertThat(violations(text)).isNotEmpty();
  }

  /// What a schema cannot say.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "workload: { name: a, name: b }",
        "deployments: [{ name: a, template: a.bicep }, { name: a, template: a.bicep }]",
        "deployments: [{ name: a, template: missing.bicep }]",
        "deployments: [{ name: a, template: ../../etc/passwd }]",
        "modulePath: missing",
        "modulePath: /etc",
        "policies: ..",
        "baseline: ../../baseline.json",
        "environments: { prod: { parameters: missing.json } }",
        "platform: { shape: { provides: p, owner: o, expires: 2027-02-30 } }",
        "tags: { classification: { name: c, values: [x], sensitive: y } }",
        "workload: &a { name: b }\nseverity: *a",
      })
  void readerRejectsMore(String text) {
    assertThat(problems(text))
        .isNotEmpty()
        .allMatch(each -> each.severity() == Problem.Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"expires: 2027-02-30", "expires: 2026-13-01"})
  void impossibleDateExemptsNothing(String expires) {
    List<Problem> problems = new ArrayList<>();
    WorkspaceConfiguration read =
        new WorkspaceConfigurationReader(new SourceFiles(), problems)
            .read(
                "exemptions: [{ control: a, resource: a, owner: o, reason: r, " + expires + " }]",
                "redoubt.yaml",
                folder,
                List.of(folder));
    assertThat(read.exemptions()).isEmpty();
    assertThat(problems).hasSize(1);
  }
}
