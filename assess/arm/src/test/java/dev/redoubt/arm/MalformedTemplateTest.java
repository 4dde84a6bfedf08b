package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each error in a template is reported with its location, and the rest is read.
class MalformedTemplateTest {

  private final TestTemplateReader reading = new TestTemplateReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'parameters': []                       | error | `parameters` of the template must be an"
            + " object, not an array",
        "'parameters': {'p': 'string'}          | error | parameter `p` must be an object, not a"
            + " string",
        "'parameters': {'p': {}}                | error | parameter `p` has no `type`",
        "'parameters': {'p': {'type': 1}}       | error | `type` of parameter `p` must be a string,"
            + " not an int",
        "'parameters': {'p': {'type': 'text'}}  | error | `text` is not a valid type of"
            + " parameter `p`; valid types: string",
        "'parameters': {'p': {'type': 'int', 'minValue': 'a'}}         | error | `minValue` of"
            + " parameter `p` must be a whole number, not a string",
        "'parameters': {'p': {'type': 'int', 'maxValue': 1.5}}         | error | `maxValue` of"
            + " parameter `p` must be a whole number, not a number",
        "'parameters': {'p': {'type': 'int', 'nullable': 'yes'}}       | error | `nullable` of"
            + " parameter `p` must be true or false, not a string",
        "'parameters': {'p': {'type': 'int', 'allowedValues': 1}}      | error | `allowedValues` of"
            + " parameter `p` must be an array, not an int",
        "'parameters': {'p': {'type': 'int', 'allowedValues': ['[f()]']}} | error | `allowedValues`"
            + " of parameter `p` must not contain expressions",
        "'parameters': {'p': {'$ref': 'kind'}}  | error | `$ref` of parameter `p` must start with"
            + " `#/definitions/`, but is `kind`",
        "'parameters': {'p': {'type': 'array', 'items': 1}}            | error | `items` of"
            + " parameter `p` must be an object, not an int",
        "'parameters': {'p': {'type': 'array', 'prefixItems': [1]}}    | error | element 0 in"
            + " `prefixItems` of parameter `p` must be an object, not an int",
        "'parameters': {'p': {'type': 'object', 'properties': {'a': 1}}} | error | `a` in"
            + " `properties` of parameter `p` must be an object, not an int",
        "'parameters': {'p': {'type': 'object', 'discriminator': {}}}  | error | `discriminator` of"
            + " parameter `p` requires `propertyName` and `mapping`",
        "'parameters': {'p': {'type': 'int', 'defaultValue': '[f(]'}}  | error | expected a"
            + " function, a string in single quotes or a number",
        "'variables': 1                         | error | `variables` of the template must be an"
            + " object, not an int",
        "'variables': {'copy': [{'count': 1, 'input': 1}]}             | error | a loop in `copy`"
            + " has no `name`; it is ignored",
        "'variables': {'copy': [{'name': '[f()]', 'count': 1, 'input': 1}]} | error | the `name` of"
            + " a loop in `copy` must be a literal string, not `[f()]`",
        "'variables': {'copy': [{'name': 'a', 'input': 1}]}            | error | loop `a` has no"
            + " `count`",
        "'variables': {'copy': [{'name': 'a', 'count': 'x', 'input': 1}]} | error | `count` of loop"
            + " `a` must be a whole number or an expression, not a string",
        "'variables': {'copy': [{'name': 'a', 'count': 1}]}            | error | loop `a` has no"
            + " `input`",
        "'functions': {}                        | error | `functions` of the template must be an"
            + " array, not an object",
        "'functions': ['f']                     | error | an element of `functions` must be an"
            + " object, not a string",
        "'functions': [{'members': {}}]         | error | an element of `functions` has no"
            + " `namespace`",
        "'functions': [{'namespace': 'n', 'members': {'f': {}}}]       | error | function `n.f` has"
            + " no `output` with a `value`",
        "'functions': [{'namespace': 'n', 'members': {'f': {'parameters': [{'type': 'int'}],"
            + " 'output': {'type': 'int', 'value': 1}}}}] | error | parameter 1 of function `n.f`"
            + " has no `name`",
        "'outputs': {'o': {'type': 'int'}}      | error | output `o` has no `value`",
        "'outputs': {'o': {'value': 1}}         | error | output `o` has no `type`",
        "'outputs': {'o': {'type': 'array', 'copy': {'input': 1}}}     | error | output `o` has no"
            + " `count`",
        "'outputs': [1]                         | error | `outputs` of the template must be an"
            + " object, not an array",
        "'definitions': {'d': 1}                | error | `d` in `definitions` of the template must"
            + " be an object, not an int",
        "'parameter': {}                        | warning | `parameter` is not a property of a"
            + " template; it is ignored",
        "'languageVersion': '9'                 | warning | `languageVersion` `9` is not"
            + " supported; supported versions: `1.0`, `2.0`",
      })
  void invalidMember_isReported(String member, String severity, String message) {
    Template template =
        reading.withMembers(
            "\"resources\": [{\"type\": \"P.x/y\", \"apiVersion\": \"1\", \"name\": \"n\"}],\n"
                + member.replace('\'', '"'));
    assertReported(3, severity, message);
    assertThat(template.resources()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'r'                                                    | a resource must be an object, not"
            + " a string",
        "{'apiVersion': '1', 'name': 'n'}                       | resource `n` has no `type`; it is"
            + " ignored",
        "{'type': ['P.x/y'], 'apiVersion': '1', 'name': 'n'}    | `type` of resource `n` must be a"
            + " string, not an array",
        "{'type': 'storage', 'apiVersion': '1', 'name': 'n'}    | `storage` is not a resource type,"
            + " such as `Microsoft.Storage/storageAccounts`; resource `n` is ignored",
      })
  void resourceWithoutType_isIgnored(String resource, String message) {
    Template template =
        reading.withResources(
            resource.replace('\'', '"')
                + ", {\"type\": \"P.x/y\", \"apiVersion\": \"1\", \"name\": \"m\"}");
    assertReported(2, "error", message);
    assertThat(template.resources())
        .singleElement()
        .satisfies(kept -> assertThat(TemplateExpressionPrinter.of(kept.name())).isEqualTo("'m'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'apiVersion': '1'                              | error | the resource has no `name`",
        "'apiVersion': '1', 'name': ' '                 | error | resource ` ` has no `name`",
        "'apiVersion': '1', 'name': 5                   | error | `name` of the resource must be a"
            + " string, not an int",
        "'name': 'n'                                    | error | resource `n` has no `apiVersion`",
        "'name': 'n', 'apiVersion': {}                  | error | `apiVersion` of resource `n` must"
            + " be a string, not an object",
        "'name': 'n', 'apiVersion': '1', 'dependsOn': 'a'       | error | `dependsOn` of resource"
            + " `n` must be an array, not a string",
        "'name': 'n', 'apiVersion': '1', 'dependsOn': [1]       | error | `dependsOn` of resource"
            + " `n` must contain strings, not an int",
        "'name': 'n', 'apiVersion': '1', 'copy': 3              | error | `copy` of resource `n`"
            + " must be an object, not an int",
        "'name': 'n', 'apiVersion': '1', 'copy': {'count': 1}   | error | `copy` of resource `n`"
            + " has no `name`",
        "'name': 'n', 'apiVersion': '1', 'copy': {'name': 'c'}  | error | `copy` of resource `n`"
            + " has no `count`",
        "'name': 'n', 'apiVersion': '1', 'copy': {'name': '[f()]', 'count': 1} | warning | the"
            + " `name` of `copy` of resource `n` is an expression",
        "'name': 'n', 'apiVersion': '1', 'copy': {'name': 'c', 'count': 1, 'mode': 'fast'} |"
            + " warning | `mode` of `copy` of resource `n` must be `serial` or `parallel`, not"
            + " `fast`",
        "'name': 'n', 'apiVersion': '1', 'existing': 'yes'      | error | `existing` of resource"
            + " `n` must be true or false, not a string",
        "'name': 'n', 'apiVersion': '1', 'resources': 'none'    | error | `resources` of resource"
            + " `n` must be an array or an object, not a string",
        "'name': 'n', 'apiVersion': '1', 'resources': [{'name': 'c', 'apiVersion': '1'}] | error |"
            + " resource `c` has no `type`; it is ignored",
        "'name': 'n', 'apiVersion': '1', 'properties': {'a': '[f]'} | error | expected `(` after"
            + " `f`, but found the end of the expression",
      })
  void resourceWithInvalidMember_isKept(String members, String severity, String message) {
    Template template =
        reading.withResources("{\"type\": \"P.x/y\", " + members.replace('\'', '"') + "}");
    assertReported(2, severity, message);
    assertThat(template.resources()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'mode': 'Incremental'                  | resource `d` has neither `template` nor"
            + " `templateLink`",
        "'template': 'x'                        | `template` of resource `d` must be an object, not"
            + " a string",
        "'templateLink': []                     | `templateLink` of resource `d` must be an object,"
            + " not an array",
        "'templateLink': {}                     | `templateLink` of resource `d` must have"
            + " `uri`, `relativePath` or `id`",
        "'templateLink': {'id': 'i'}, 'parameters': []                  | `parameters` of resource"
            + " `d` must be an object, not an array",
        "'templateLink': {'id': 'i'}, 'parameters': {'p': 1}            | parameter `p` of resource"
            + " `d` must be an object, not an int",
        "'templateLink': {'id': 'i'}, 'parameters': {'p': {}}           | parameter `p` of resource"
            + " `d` has neither `value` nor `reference`",
        "'templateLink': {'id': 'i'}, 'parameters': {'p': {'reference': {}}} | `reference` of"
            + " parameter `p` of resource `d` requires `keyVault` with an `id`, and `secretName`",
      })
  void invalidDeployment_isReported(String properties, String message) {
    Template template = reading.withDeployment(properties.replace('\'', '"'));
    assertReported(2, "error", message);
    assertThat(template.resources().getFirst().deployment()).isNotNull();
  }

  @Test
  void errorInsideNestedTemplate_isReported() {
    reading.withDeployment(
        """
        "expressionEvaluationOptions": {"scope": "both"}, "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "resources": [7]}\
        """);
    assertThat(reading.messages())
        .satisfiesExactly(
            first ->
                assertThat(first).startsWith("4:17 error a resource must be an object, not an int"),
            second -> assertThat(second).contains("must be `inner` or `outer`, not `both`"));
  }

  @Test
  void deploymentWithoutProperties_isReported() {
    Template template =
        reading.withResources(
            "{\"type\": \"Microsoft.Resources/deployments\", \"apiVersion\": \"1\", \"name\":"
                + " \"d\"}");
    assertReported(2, "error", "resource `d` is a deployment without `properties`");
    assertThat(template.resources().getFirst().deployment()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resources\": []}",
        "{\"$schema\": \"https://example.org/other.json\", \"resources\": []}"
      })
  void resourceGroupIsAssumed_whenTheSchemaIsUnknown(String json) {
    assertThat(reading.template(json).target()).isEqualTo(TargetScope.RESOURCE_GROUP);
    assertReported(
        1,
        "warning",
        json.contains("other") ? "`$schema` `https" : "the template has no `$schema`");
  }

  @Test
  void templateWithoutResources_isReported() {
    assertThat(reading.withMembers("\"outputs\": {}").resources()).isEmpty();
    assertReported(1, "error", "the template has no `resources`");
  }

  @Test
  void symbolicNames_requireLanguageVersion2() {
    reading.withMembers("\"resources\": {}");
    assertReported(
        1, "warning", "`resources` is an object, which requires `languageVersion` `2.0`");
  }

  @Test
  void namesThatDifferOnlyInCase_areReported() {
    Template template =
        reading.withMembers(
            "\"parameters\": {\"a\": {\"type\": \"int\"},\n"
                + " \"A\": {\"type\": \"bool\"}}, \"resources\": []");
    assertReported(
        3,
        "warning",
        "`a` and `A` are the same name in Azure, which ignores case; the last value is used");
    assertThat(template.parameters()).hasSize(1);
  }

  @Test
  void loopAndVariableOfTheSameName_areReported() {
    reading.withMembers(
        "\"variables\": {\"copy\": [{\"name\": \"a\", \"count\": 1, \"input\": 1}],\n"
            + " \"A\": 2}, \"resources\": []");
    assertReported(
        3, "warning", "variable `A` is declared more than once; the last declaration is used");
  }

  @Test
  void resourcesOfExtensions_areExcluded_andReported() {
    Template template =
        reading.withMembers(
            """
            "languageVersion": "2.0", "imports": {"k8s": {"provider": "Kubernetes", "version": "1"}},
            "resources": {"pod": {"import": "k8s", "type": "core/Pod@v1", "properties": {}},
              "site": {"type": "P.x/y", "apiVersion": "1", "name": "n"}}\
            """);
    assertReported(
        3, "info", "resource `pod` belongs to the extension `k8s`: it is not an Azure resource");
    assertThat(template.resources()).hasSize(1);
  }

  @Test
  void nonObject_isNotATemplate() {
    assertThat(ArmTemplateReader.read(reading.json("[1]"), "t.json", reading.problems)).isNull();
    assertReported(1, "error", "a template must be an object, not an array");
  }

  @Test
  void allErrors_areReported() {
    reading.withMembers(
        """
        "parameters": 1,
        "variables": 2,
        "functions": 3,
        "resources": 4,
        "outputs": 5,
        "definitions": 6\
        """);
    assertThat(reading.problems).hasSize(6);
    assertThat(reading.problems)
        .extracting(problem -> problem.origin().line())
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7);
  }

  private void assertReported(int line, String severity, String message) {
    assertThat(reading.messages()).hasSize(1);
    Problem problem = reading.problems.getFirst();
    assertThat(problem.message()).startsWith(message);
    assertThat(problem.severity().name().toLowerCase(Locale.ROOT)).isEqualTo(severity);
    assertThat(problem.origin()).isNotEqualTo(Origin.NONE);
    assertThat(problem.origin().line()).isEqualTo(line);
  }
}
