package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.Template.TargetScope;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads well-formed templates; no test reports a problem.
class ArmTemplateReaderTest {

  private final TestTemplateReader reading = new TestTemplateReader();

  @AfterEach
  void noProblemIsReported() {
    assertThat(reading.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#,"
        + " RESOURCE_GROUP",
    "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json,"
        + " RESOURCE_GROUP",
    "HTTP://Schema.Management.Azure.com/schemas/2019-04-01/DEPLOYMENTTEMPLATE.json#,"
        + " RESOURCE_GROUP",
    "https://schema.management.usgovcloudapi.net/schemas/2019-04-01/deploymentTemplate.json#,"
        + " RESOURCE_GROUP",
    "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#,"
        + " SUBSCRIPTION",
    "https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json#,"
        + " MANAGEMENT_GROUP",
    "https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#, TENANT",
  })
  void schemaNamesTheLevel(String schema, TargetScope target) {
    Template template =
        reading.template(
            "{\"$schema\": \""
                + schema
                + "\", \"contentVersion\": \"1.2.0.0\", \"resources\": []}");
    assertThat(template.target()).isEqualTo(target);
    assertThat(template.contentVersion()).isEqualTo("1.2.0.0");
    assertThat(template.symbolicNames()).isFalse();
    assertThat(template.file()).isEqualTo("t.json");
  }

  @ParameterizedTest
  @CsvSource({
    "string, STRING, false",
    "SecureString, STRING, true",
    "int, INT, false",
    "Bool, BOOL, false",
    "array, ARRAY, false",
    "object, OBJECT, false",
    "secureObject, OBJECT, true"
  })
  void parametersHaveTypes(String word, TypeDefinition.Kind kind, boolean secure) {
    TypeDefinition type = parameter("{\"type\": \"" + word + "\"}").type();
    assertThat(type.type()).isEqualTo(kind);
    assertThat(type.secure()).isEqualTo(secure);
    assertThat(type.nullable()).isFalse();
  }

  @Test
  void parametersHaveDefaultsAndConstraints() {
    ParameterDeclaration parameter =
        parameter(
            """
            {"type": "string", "defaultValue": "[resourceGroup().location]", "nullable": true,
             "allowedValues": ["a", "[[b]"], "minLength": 1, "maxLength": 9,
             "metadata": {"description": "x"}}\
            """);
    assertThat(TemplateExpressionPrinter.of(parameter.defaultValue()))
        .isEqualTo("resourceGroup()['location']");
    assertThat(parameter.type().allowedValues())
        .containsExactly(StringValue.of("a"), StringValue.of("[b]"));
    assertThat(parameter.type().minimum()).isEqualTo(1);
    assertThat(parameter.type().maximum()).isEqualTo(9);
    assertThat(parameter.type().nullable()).isTrue();
    assertThat(parameter.origin().line()).isEqualTo(2);
    assertThat(parameter("{\"type\": \"int\", \"minValue\": -3, \"maxValue\": 5}").type().minimum())
        .isEqualTo(-3);
    assertThat(parameter("{\"type\": \"int\"}").defaultValue()).isNull();
  }

  @Test
  void typesNest() {
    TypeDefinition type =
        parameter(
                """
                {"type": "object",
                 "properties": {"Kind": {"$ref": "#/definitions/kind"},
                   "list": {"type": "array", "items": {"type": "int"}},
                   "pair": {"type": "array", "prefixItems": [{"type": "int"}, {"type": "bool"}], "items": false}},
                 "additionalProperties": {"type": "string"},
                 "discriminator": {"propertyName": "kind", "mapping": {"A": {"$ref": "#/definitions/a"}}}}\
                """)
            .type();
    assertThat(type.properties().keySet()).containsExactly("kind", "list", "pair");
    assertThat(inner(type, "kind").reference()).isEqualTo("kind");
    assertThat(Objects.requireNonNull(inner(type, "list").items()).type())
        .isEqualTo(TypeDefinition.Kind.INT);
    assertThat(inner(type, "pair").prefixItems())
        .extracting(TypeDefinition::type)
        .containsExactly(TypeDefinition.Kind.INT, TypeDefinition.Kind.BOOL);
    assertThat(Objects.requireNonNull(type.additionalProperties()).type())
        .isEqualTo(TypeDefinition.Kind.STRING);
    assertThat(Objects.requireNonNull(type.discriminator()).mapping()).containsOnlyKeys("A");
  }

  @Test
  void closedObjectTypes_haveNoTypeForOtherProperties() {
    assertThat(
            parameter("{\"type\": \"object\", \"additionalProperties\": false}")
                .type()
                .additionalProperties())
        .isNull();
  }

  @Test
  void definitionsAreTypesByName_andMayAcceptEverything() {
    Template template =
        reading.withMembers(
            """
            "languageVersion": "2.0", "resources": {},
            "definitions": {"Size": {"type": "string", "allowedValues": ["s"]}, "any": {"nullable": true}}\
            """);
    assertThat(template.definitions().keySet()).containsExactly("size", "any");
    assertThat(Objects.requireNonNull(template.definitions().get("any")).type())
        .isEqualTo(TypeDefinition.Kind.ANY);
    assertThat(template.symbolicNames()).isTrue();
  }

  @Test
  void variablesAreLiterals_whereNothingIsToEvaluate() {
    Template template =
        variables(
            """
            "a": {"x": [1, {"y": null}], "z": "[[lit]"}, "b": "text", "c": {"n": 1, "e": "[f()]"},
            "d": [1, "[f()]"], "e": {"[f()]": 2}\
            """);
    assertThat(TemplateExpressionPrinter.of(template.variable("A")))
        .isEqualTo("<{\"x\":[1,{\"y\":null}],\"z\":\"[lit]\"}>");
    assertThat(TemplateExpressionPrinter.of(template.variable("b"))).isEqualTo("'text'");
    assertThat(TemplateExpressionPrinter.of(template.variable("c")))
        .isEqualTo("{'n': 1, 'e': f()}");
    assertThat(TemplateExpressionPrinter.of(template.variable("d"))).isEqualTo("[1, f()]");
    assertThat(TemplateExpressionPrinter.of(template.variable("e"))).isEqualTo("{f(): 2}");
  }

  @Test
  void variablesRepeat_atTheTop_andInsideObjects() {
    Template template =
        variables(
            """
            "copy": [{"name": "a", "count": 3, "input": "[copyIndex('a')]"},
                     {"name": "b", "count": "[f()]", "input": {"x": 1}}],
            "c": {"k": 1, "copy": [{"name": "d", "count": 2, "input": "i"}]}\
            """);
    assertThat(TemplateExpressionPrinter.of(template.variable("a")))
        .isEqualTo("loop a 3 copyIndex('a')");
    assertThat(TemplateExpressionPrinter.of(template.variable("b")))
        .isEqualTo("loop b f() <{\"x\":1}>");
    assertThat(TemplateExpressionPrinter.of(template.variable("c")))
        .isEqualTo("{'k': 1, 'd': loop d 2 'i'}");
    assertThat(template.variable("copy")).isNull();
  }

  @Test
  void aVariableMayBeCalledCopy() {
    Template template =
        variables("\"copy\": \"x\", \"o\": {\"copy\": [1], \"p\": {\"copy\": true}}");
    assertThat(TemplateExpressionPrinter.of(template.variable("copy"))).isEqualTo("'x'");
    assertThat(TemplateExpressionPrinter.of(template.variable("o")))
        .isEqualTo("<{\"copy\":[1],\"p\":{\"copy\":true}}>");
  }

  @Test
  void functionsHaveANamespace() {
    Template template =
        reading.withMembers(
            """
            "functions": [{"namespace": "Contoso", "members": {"Join": {
              "parameters": [{"name": "x", "type": "string"}, {"name": "y", "type": "int"}],
              "output": {"type": "string", "value": "[concat(parameters('x'), parameters('y'))]"}}}}],
            "resources": []\
            """);
    Template.UserFunction function =
        Objects.requireNonNull(template.functions().get("contoso.join"));
    assertThat(function.parameters())
        .extracting(ParameterDeclaration::name)
        .containsExactly("x", "y");
    assertThat(TemplateExpressionPrinter.of(function.output()))
        .isEqualTo("concat(parameters('x'), parameters('y'))");
    assertThat(function.outputType().type()).isEqualTo(TypeDefinition.Kind.STRING);
  }

  @Test
  void outputsHaveValues_conditionsAndLoops() {
    Template template =
        reading.withMembers(
            """
            "resources": [],
            "outputs": {"Id": {"type": "string", "value": "[f()]", "condition": "[g()]"},
              "all": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}}}\
            """);
    Template.OutputDeclaration id = Objects.requireNonNull(template.outputs().get("id"));
    assertThat(id.name()).isEqualTo("Id");
    assertThat(TemplateExpressionPrinter.of(id.value())).isEqualTo("f()");
    assertThat(TemplateExpressionPrinter.of(id.condition())).isEqualTo("g()");
    assertThat(
            TemplateExpressionPrinter.of(
                Objects.requireNonNull(template.outputs().get("all")).value()))
        .isEqualTo("loop all 2 copyIndex()");
  }

  @Test
  void resource_separatesEngineProperties_fromThePayload() {
    ResourceDeclaration resource =
        resource(
            """
            {"type": "P.x/things", "apiVersion": "2024-01-01", "name": "[f()]", "comments": "c",
             "condition": "[g()]", "location": "here", "tags": {"a": "b"}, "sku": {"name": "S"},
             "copy": {"name": "loop", "count": 3, "mode": "Serial", "batchSize": 1},
             "dependsOn": ["a", "[h()]"], "scope": "[s()]", "metadata": {"m": 1},
             "properties": {"k": 1, "copy": [{"name": "list", "count": 2, "input": {"i": "[copyIndex('list')]"}}]}}\
            """);
    assertThat(TemplateExpressionPrinter.of(resource.type())).isEqualTo("'P.x/things'");
    assertThat(TemplateExpressionPrinter.of(resource.apiVersion())).isEqualTo("'2024-01-01'");
    assertThat(TemplateExpressionPrinter.of(resource.name())).isEqualTo("f()");
    assertThat(TemplateExpressionPrinter.of(resource.condition())).isEqualTo("g()");
    assertThat(TemplateExpressionPrinter.of(resource.scope())).isEqualTo("s()");
    assertThat(resource.dependsOn())
        .extracting(TemplateExpressionPrinter::of)
        .containsExactly("'a'", "h()");
    assertThat(TemplateExpressionPrinter.of(resource.body()))
        .isEqualTo(
            "{'location': 'here', 'tags': <{\"a\":\"b\"}>, 'sku': <{\"name\":\"S\"}>, 'properties':"
                + " {'k': 1, 'list': loop list 2 {'i': copyIndex('list')}}}");
    ResourceDeclaration.Copy copy = Objects.requireNonNull(resource.copy());
    assertThat(copy.name()).isEqualTo("loop");
    assertThat(copy.serial()).isTrue();
    assertThat(TemplateExpressionPrinter.of(copy.count())).isEqualTo("3");
    assertThat(resource.existing()).isFalse();
    assertThat(resource.symbol()).isNull();
    assertThat(resource.deployment()).isNull();
    assertThat(resource.origin().line()).isEqualTo(2);
  }

  @Test
  void childrenNest_inArraysAndObjects() {
    ResourceDeclaration array =
        resource(
            """
            {"type": "P.x/things", "apiVersion": "1", "name": "a", "resources": [
              {"type": "parts", "apiVersion": "1", "name": "b", "resources": [
                {"type": "bits", "apiVersion": "1", "name": "c"}]}]}\
            """);
    ResourceDeclaration child = array.children().getFirst();
    assertThat(TemplateExpressionPrinter.of(child.type())).isEqualTo("'parts'");
    assertThat(TemplateExpressionPrinter.of(child.children().getFirst().name())).isEqualTo("'c'");
    ResourceDeclaration object =
        resource(
            """
            {"type": "P.x/things", "apiVersion": "1", "name": "a", "resources": {
              "sym": {"type": "parts", "apiVersion": "1", "name": "b"}}}\
            """);
    assertThat(object.children().getFirst().symbol()).isEqualTo("sym");
    assertThat(TemplateExpressionPrinter.of(object.body())).isEqualTo("<{}>");
  }

  @Test
  void resourcesByName_mayExistAlready_elsewhere() {
    Template template =
        reading.withMembers(
            """
            "languageVersion": "2.1-experimental",
            "resources": {"vault": {"existing": true, "type": "P.x/vaults", "apiVersion": "1",
              "subscriptionId": "[f()]", "resourceGroup": "rg", "name": "v"}}\
            """);
    ResourceDeclaration vault = template.resources().getFirst();
    assertThat(template.symbolicNames()).isTrue();
    assertThat(vault.symbol()).isEqualTo("vault");
    assertThat(vault.existing()).isTrue();
    assertThat(TemplateExpressionPrinter.of(vault.subscription())).isEqualTo("f()");
    assertThat(TemplateExpressionPrinter.of(vault.resourceGroup())).isEqualTo("'rg'");
  }

  @Test
  void apiProfile_suppliesVersions() {
    Template template =
        reading.withMembers(
            "\"apiProfile\": \"2020-09-01-hybrid\", \"resources\": [{\"type\": \"P.x/y\", \"name\":"
                + " \"n\"}]");
    assertThat(template.resources().getFirst().apiVersion()).isNull();
  }

  @Test
  void resourcesOfTheAzureExtension_areKept() {
    Template template =
        reading.withMembers(
            """
            "languageVersion": "2.0", "extensions": {"az": {"name": "AzureResourceManager"}},
            "resources": {"a": {"extension": "az", "type": "P.x/y", "apiVersion": "1", "name": "n"}}\
            """);
    assertThat(template.resources()).hasSize(1);
  }

  @Test
  void jsonNull_countsAsAbsent() {
    ResourceDeclaration resource =
        resource(
            """
            {"type": "P.x/y", "apiVersion": "1", "name": "n", "condition": null, "copy": null,
             "dependsOn": null, "resources": null, "scope": null}\
            """);
    assertThat(resource.copy()).isNull();
    assertThat(resource.condition()).isNull();
  }

  @Test
  void allowedValuesOfNumbers_areNumbers() {
    assertThat(parameter("{\"type\": \"int\", \"allowedValues\": [1, 2]}").type().allowedValues())
        .containsExactly(NumberValue.of(1), NumberValue.of(2));
  }

  private static TypeDefinition inner(TypeDefinition type, String name) {
    return Objects.requireNonNull(type.properties().get(name));
  }

  private ParameterDeclaration parameter(String json) {
    Template template =
        reading.withMembers("\"parameters\": {\"P\": " + json + "}, \"resources\": []");
    return Objects.requireNonNull(template.parameter("p"));
  }

  private Template variables(String members) {
    return reading.withMembers("\"variables\": {" + members + "}, \"resources\": []");
  }

  private ResourceDeclaration resource(String json) {
    return reading.withResources(json).resources().getFirst();
  }
}
