package dev.redoubt.policy.soundness;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import java.util.ArrayList;
import java.util.List;

/// A random deployment, and an abstraction of it, of which it is a concretization. The first
/// resource of both is the subject of the policy.
record RandomEstate(Estate concrete, Estate partial) {

  private static final List<String> API_VERSIONS =
      List.of("2023-01-01", "2024-01-01", "2015-06-15", "");

  static RandomEstate create(RandomValues values) {
    List<Resource> concrete = new ArrayList<>();
    List<Resource> partial = new ArrayList<>();
    boolean isStorage = !values.chance(3);
    ResourceKey subject =
        new ResourceKey(
            PolicyTestData.GROUP,
            ResourceType.of(isStorage ? RandomPolicy.STORAGE : RandomPolicy.GROUP),
            List.of(NameSegment.literal("st1")));
    String apiVersion = values.any(API_VERSIONS);
    add(
        subject,
        apiVersion,
        isStorage ? storage(values) : group(values),
        values,
        concrete,
        partial);
    if (isStorage && values.chance(2)) {
      ResourceKey service = subject.child("blobServices", NameSegment.literal("default"));
      add(service, apiVersion, storage(values), values, concrete, partial);
    }
    if (values.chance(2)) {
      add(extension(subject), "2021-05-01-preview", storage(values), values, concrete, partial);
    }
    if (values.chance(2)) {
      ResourceKey other =
          new ResourceKey(
              PolicyTestData.GROUP,
              ResourceType.of(RandomPolicy.STORAGE),
              List.of(NameSegment.literal("other-1")));
      add(other, apiVersion, storage(values), values, concrete, partial);
    }
    return new RandomEstate(
        new Estate(concrete, List.of(), new SourceFiles()),
        new Estate(partial, List.of(), new SourceFiles()));
  }

  private static ResourceKey extension(ResourceKey subject) {
    return new ResourceKey(
        new ResourceScope.Resource(subject),
        ResourceType.of("Microsoft.Insights/diagnosticSettings"),
        List.of(NameSegment.literal("diag")));
  }

  private static void add(
      ResourceKey key,
      String apiVersion,
      ObjectValue body,
      RandomValues values,
      List<Resource> concrete,
      List<Resource> partial) {
    boolean isSubject = concrete.isEmpty() && partial.isEmpty();
    boolean exists = isSubject || !values.chance(4);
    if (exists) {
      concrete.add(resource(key, apiVersion, body, ResourceExistence.Certain.CERTAIN, true));
    }
    Value unknown = values.abstraction(body, values.any(List.of(4, 8, 20)));
    ObjectValue known = unknown instanceof ObjectValue object ? object : body;
    if (!exists || (!isSubject && values.chance(4))) {
      partial.add(resource(key, apiVersion, known, conditional(key), true));
    } else if (values.chance(12)) {
      partial.add(
          resource(key, apiVersion, ObjectValue.EMPTY, ResourceExistence.Certain.CERTAIN, false));
    } else {
      partial.add(resource(key, apiVersion, known, ResourceExistence.Certain.CERTAIN, true));
    }
  }

  private static ResourceExistence conditional(ResourceKey key) {
    return new ResourceExistence.Conditional(
        Unknown.symbol(
            "deploy('" + key.id() + "')",
            UnknownCause.parameter("deploy"),
            TypeHint.BOOL,
            Origin.NONE));
  }

  private static Resource resource(
      ResourceKey key,
      String apiVersion,
      ObjectValue body,
      ResourceExistence existence,
      boolean managed) {
    return new Resource(key, apiVersion, body, existence, managed, List.of(), Origin.of(1, 1, 1));
  }

  private static ObjectValue storage(RandomValues values) {
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

  private static ObjectValue group(RandomValues values) {
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
