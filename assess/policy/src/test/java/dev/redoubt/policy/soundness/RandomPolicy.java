package dev.redoubt.policy.soundness;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Random policy definitions as JSON, about a few types and fields.
final class RandomPolicy {

  static final String STORAGE = "Microsoft.Storage/storageAccounts";
  static final String GROUP = "Microsoft.Network/networkSecurityGroups";

  private static final String CONNECTIONS =
      STORAGE + "/privateEndpointConnections[*].privateLinkServiceConnectionState.status";

  private static final List<String> FIELDS =
      List.of(
          "name",
          "fullName",
          "type",
          "kind",
          "location",
          "id",
          "tags",
          "tags.env",
          "tags['owner']",
          "identity.type",
          STORAGE + "/publicNetworkAccess",
          STORAGE + "/supportsHttpsTrafficOnly",
          STORAGE + "/minimumTlsVersion",
          STORAGE + "/allowBlobPublicAccess",
          STORAGE + "/sku.name",
          STORAGE + "/networkAcls.defaultAction",
          STORAGE + "/encryption.keySource",
          CONNECTIONS,
          GROUP + "/securityRules");

  private static final List<String> ARRAYS =
      List.of(
          STORAGE + "/networkAcls.ipRules[*]",
          STORAGE + "/networkAcls.virtualNetworkRules[*]",
          STORAGE + "/privateEndpointConnections[*]",
          GROUP + "/securityRules[*]",
          GROUP + "/securityRules[*].destinationPortRanges[*]");

  private static final List<String> ELEMENT_FIELDS =
      List.of(
          STORAGE + "/networkAcls.ipRules[*].value",
          STORAGE + "/networkAcls.ipRules[*].action",
          STORAGE + "/networkAcls.virtualNetworkRules[*].id",
          CONNECTIONS,
          GROUP + "/securityRules[*].access",
          GROUP + "/securityRules[*].destinationPortRange",
          GROUP + "/securityRules[*].destinationPortRanges[*]");

  private static final List<String> OPERATORS =
      List.of(
          "equals",
          "notEquals",
          "like",
          "notLike",
          "match",
          "notMatch",
          "matchInsensitively",
          "contains",
          "notContains",
          "in",
          "notIn",
          "containsKey",
          "less",
          "lessOrEquals",
          "greater",
          "greaterOrEquals",
          "exists",
          "equals",
          "equals",
          "notEquals",
          "exists");

  private final RandomValues values;

  RandomPolicy(RandomValues values) {
    this.values = values;
  }

  /// A definition with a parameter `p`.
  String definition() {
    String mode = values.chance(6) ? "Indexed" : "All";
    String then =
        values.chance(3)
            ? """
            {"effect": "auditIfNotExists", "details": {"type": "%s"%s%s}}
            """
                .formatted(
                    values.any(
                        List.of(
                            STORAGE + "/blobServices",
                            "Microsoft.Insights/diagnosticSettings",
                            STORAGE)),
                    values.chance(2) ? ", \"existenceCondition\": " + condition(1, null) : "",
                    values.chance(3) ? ", \"name\": " + operand(null) : "")
            : "{\"effect\": \"audit\"}";
    return """
    {"mode": "%s", "parameters": {"p": {"type": "String"}},
     "policyRule": {"if": %s, "then": %s}}
    """
        .formatted(mode, condition(3, null), then);
  }

  /// @param counted the alias or the name that is counted around the condition, or null
  private String condition(int depth, String counted) {
    int kind = depth <= 0 ? 9 : values.any(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    return switch (kind) {
      case 0, 1 -> "{\"allOf\": [" + conditions(depth, counted) + "]}";
      case 2, 3 -> "{\"anyOf\": [" + conditions(depth, counted) + "]}";
      case 4 -> "{\"not\": " + condition(depth - 1, counted) + "}";
      case 5 -> {
        String array = values.any(ARRAYS);
        yield "{\"count\": {\"field\": \"%s\"%s}, %s}"
            .formatted(
                array,
                values.chance(4) ? "" : ", \"where\": " + condition(depth - 1, array),
                number());
      }
      case 6 ->
          "{\"count\": {\"value\": %s, \"name\": \"n\", \"where\": %s}, %s}"
              .formatted(
                  values.chance(2) ? array() : "\"[field('" + values.any(ARRAYS) + "')]\"",
                  condition(depth - 1, "n"),
                  number());
      case 7 -> "{\"value\": \"[" + expression(2, counted) + "]\", " + comparison(counted) + "}";
      default -> "{\"field\": \"" + field(counted) + "\", " + comparison(counted) + "}";
    };
  }

  private String conditions(int depth, String counted) {
    List<String> all = new ArrayList<>();
    for (int i = values.any(List.of(1, 2, 2, 3)); i > 0; i--) {
      all.add(condition(depth - 1, counted));
    }
    return String.join(", ", all);
  }

  private String field(String counted) {
    if (values.chance(25)) {
      return "[concat('tags.', " + expression(1, counted) + ")]";
    }
    if (counted != null && counted.contains("[*]") && values.chance(2)) {
      return values.any(ELEMENT_FIELDS);
    }
    return values.chance(4) ? values.any(ELEMENT_FIELDS) : values.any(FIELDS);
  }

  private String comparison(String counted) {
    String operator = values.any(OPERATORS);
    String operand =
        switch (operator) {
          case "exists" -> values.any(List.of("true", "false", "\"true\""));
          case "in", "notIn" -> values.chance(5) ? operand(counted) : array();
          default -> operand(counted);
        };
    return "\"" + operator + "\": " + operand;
  }

  private String number() {
    return "\""
        + values.any(List.of("equals", "notEquals", "less", "greater", "greaterOrEquals", "in"))
        + "\": "
        + values.any(List.of("0", "1", "2", "\"1\"", "[0, 1]"));
  }

  private String array() {
    List<Value> elements = new ArrayList<>();
    for (int i = values.any(List.of(0, 1, 2, 3)); i > 0; i--) {
      elements.add(values.scalar());
    }
    return JsonWriter.compact(ArrayValue.of(elements));
  }

  private String operand(String counted) {
    return values.chance(4)
        ? "\"[" + expression(2, counted) + "]\""
        : JsonWriter.compact(values.scalar());
  }

  private String expression(int depth, String counted) {
    if (depth <= 0 || values.chance(3)) {
      return leaf(counted);
    }
    String a = expression(depth - 1, counted);
    String b = expression(depth - 1, counted);
    return switch (values.any(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14))) {
      case 0 -> "concat(" + a + ", " + b + ")";
      case 1 -> "toLower(" + a + ")";
      case 2 -> "length(" + a + ")";
      case 3 -> "empty(" + a + ")";
      case 4 -> "equals(" + a + ", " + b + ")";
      case 5 -> "if(equals(" + a + ", " + b + "), " + leaf(counted) + ", " + a + ")";
      case 6 -> "contains(" + a + ", " + b + ")";
      case 7 -> "substring(" + a + ", 0, 2)";
      case 8 -> "int(" + a + ")";
      case 9 -> "first(" + a + ")";
      case 10 -> "and(empty(" + a + "), not(empty(" + b + ")))";
      case 11 -> "coalesce(" + a + ", " + b + ")";
      case 12 -> "first(split(" + a + ", '-'))";
      case 13 -> "ipRangeContains('10.0.0.0/8', " + a + ")";
      default -> a + ".value";
    };
  }

  private String leaf(String counted) {
    return switch (values.any(List.of(0, 1, 2, 3, 4, 5))) {
      case 0 -> "parameters('p')";
      case 1, 2 -> "field('" + values.any(FIELDS).replace("'", "''") + "')";
      case 3 -> "field('" + values.any(ELEMENT_FIELDS) + "')";
      case 4 -> counted == null ? "field('name')" : "current('" + counted + "')";
      default -> "'" + values.text() + "'";
    };
  }

  static Value parameter(RandomValues values) {
    return StringValue.of(values.text());
  }

  static ObjectValue empty() {
    return ObjectValue.EMPTY;
  }
}
