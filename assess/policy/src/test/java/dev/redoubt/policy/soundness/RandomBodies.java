package dev.redoubt.policy.soundness;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Random payloads of resources.
final class RandomBodies {

  private RandomBodies() {}

  /// A storage account, or another resource with its properties.
  static ObjectValue storage(RandomValues values) {
    ObjectValue.Builder properties = ObjectValue.builder();
    for (String name :
        List.of(
            "publicNetworkAccess",
            "supportsHttpsTrafficOnly",
            "minimumTlsVersion",
            "allowBlobPublicAccess")) {
      if (values.chance(2)) {
        properties.put(name, values.scalar());
      }
    }
    if (values.chance(2)) {
      properties.put(
          "networkAcls",
          ObjectValue.builder()
              .put("defaultAction", values.scalar())
              .put("ipRules", elements(values, "value", "action"))
              .put("virtualNetworkRules", elements(values, "id", "action"))
              .build());
    }
    if (values.chance(6)) {
      properties.put("encryption", values.value(2));
    }
    return body(values, properties.build());
  }

  /// A network security group.
  static ObjectValue group(RandomValues values) {
    List<Value> rules = new ArrayList<>();
    for (int i = values.any(List.of(0, 1, 2, 3)); i > 0; i--) {
      ObjectValue.Builder properties = ObjectValue.builder();
      if (!values.chance(4)) {
        properties.put("access", values.scalar());
      }
      if (values.chance(2)) {
        properties.put("destinationPortRange", values.scalar());
      }
      if (values.chance(2)) {
        properties.put("destinationPortRanges", ArrayValue.of(scalars(values)));
      }
      rules.add(
          values.chance(8)
              ? values.value(2)
              : ObjectValue.builder()
                  .put("name", values.scalar())
                  .put("properties", properties.build())
                  .build());
    }
    return body(
        values,
        values.chance(5)
            ? ObjectValue.EMPTY
            : ObjectValue.builder().put("securityRules", ArrayValue.of(rules)).build());
  }

  private static List<Value> scalars(RandomValues values) {
    List<Value> all = new ArrayList<>();
    for (int i = values.any(List.of(0, 1, 2)); i > 0; i--) {
      all.add(values.scalar());
    }
    return all;
  }

  private static Value elements(RandomValues values, String first, String second) {
    List<Value> all = new ArrayList<>();
    for (int i = values.any(List.of(0, 1, 2)); i > 0; i--) {
      ObjectValue.Builder element = ObjectValue.builder();
      if (!values.chance(4)) {
        element.put(first, values.scalar());
      }
      if (values.chance(2)) {
        element.put(second, values.scalar());
      }
      all.add(values.chance(8) ? values.value(1) : element.build());
    }
    return ArrayValue.of(all);
  }

  private static ObjectValue body(RandomValues values, ObjectValue properties) {
    ObjectValue.Builder body = ObjectValue.builder();
    if (values.chance(2)) {
      body.put("location", StringValue.of(values.any(List.of("East US", "eastus", "westus"))));
    }
    if (values.chance(2)) {
      body.put("kind", values.scalar());
    }
    if (values.chance(2)) {
      body.put(
          "tags",
          ObjectValue.builder().put("env", values.scalar()).put("Owner", values.scalar()).build());
    }
    if (values.chance(3)) {
      body.put("sku", ObjectValue.builder().put("name", values.scalar()).build());
    }
    if (values.chance(4)) {
      body.put("identity", ObjectValue.builder().put("type", values.scalar()).build());
    }
    return values.chance(12) ? body.build() : body.put("properties", properties).build();
  }
}
