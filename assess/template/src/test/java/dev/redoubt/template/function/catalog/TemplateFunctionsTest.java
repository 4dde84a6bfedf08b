package dev.redoubt.template.function.catalog;

import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.template.function.TemplateFunction;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateFunctionsTest {

  /// Microsoft's lists for templates and for Bicep, without those that depend on the deployment.
  @ParameterizedTest
  @ValueSource(
      strings = {
        // array
        "array",
        "concat",
        "contains",
        "createArray",
        "distinct",
        "empty",
        "first",
        "flatten",
        "indexFromEnd",
        "indexOf",
        "intersection",
        "last",
        "lastIndexOf",
        "length",
        "max",
        "min",
        "range",
        "skip",
        "take",
        "tryGet",
        "tryIndexFromEnd",
        "union",
        // CIDR
        "parseCidr",
        "cidrSubnet",
        "cidrHost",
        // comparison
        "coalesce",
        "equals",
        "greater",
        "greaterOrEquals",
        "less",
        "lessOrEquals",
        // date
        "dateTimeAdd",
        "dateTimeFromEpoch",
        "dateTimeToEpoch",
        "utcNow",
        // lambda
        "filter",
        "groupBy",
        "map",
        "mapValues",
        "reduce",
        "sort",
        "toObject",
        // logical and flow
        "and",
        "bool",
        "false",
        "if",
        "not",
        "or",
        "true",
        "any",
        "fail",
        // numeric
        "add",
        "div",
        "float",
        "int",
        "mod",
        "mul",
        "sub",
        // object
        "createObject",
        "items",
        "json",
        "null",
        "objectKeys",
        "shallowMerge",
        // string
        "base64",
        "base64ToJson",
        "base64ToString",
        "buildUri",
        "dataUri",
        "dataUriToString",
        "endsWith",
        "format",
        "guid",
        "join",
        "like",
        "newGuid",
        "padLeft",
        "parseUri",
        "replace",
        "split",
        "startsWith",
        "string",
        "substring",
        "toLower",
        "toUpper",
        "trim",
        "uniqueString",
        "uri",
        "uriComponent",
        "uriComponentToString"
      })
  void knows_eachDocumentedFunction_inAnyCase(String name) {
    assertThat(TemplateFunctions.find(name.toUpperCase(Locale.ROOT)))
        .isNotNull()
        .extracting(TemplateFunction::name)
        .isEqualTo(name);
  }

  @Test
  void lists_eachFunctionOnce() {
    assertThat(TemplateFunctions.ALL).extracting(TemplateFunction::name).doesNotHaveDuplicates();
    assertThat(TemplateFunctions.ALL).hasSize(90);
  }

  @Test
  void leavesTheDeploymentsOwnFunctions_toTheEvaluator() {
    assertThat(TemplateFunctions.find("resourceGroup")).isNull();
    assertThat(TemplateFunctions.find("copyIndex")).isNull();
  }

  @Test
  void wrongNumberOfArguments_isReported() {
    assertThat(failure("add(1)")).isEqualTo("requires 2 arguments, but got 1");
    assertThat(failure("not(true(), true())")).isEqualTo("takes at most 1 argument, but got 2");
    assertThat(failure("guid()")).isEqualTo("requires at least 1 argument, but got 0");
  }

  @Test
  void argumentOfTheWrongType_isReported() {
    assertThat(failure("add(1, 'x')")).isEqualTo("argument 2 must be int, not string");
    assertThat(failure("length(null())")).contains("argument 1 must be", "not null");
    assertThat(failure("toLower($int('n'))")).contains("argument 1 must be string");
  }
}
