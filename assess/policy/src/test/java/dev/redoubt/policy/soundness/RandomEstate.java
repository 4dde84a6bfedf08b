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

/// A random deployment, and an abstraction of it: values, names and the existence of resources may
/// be unknown, resources may be `existing`, and a part may not have been read.
final class RandomEstate {

  private static final ResourceExistence CERTAIN = ResourceExistence.Certain.CERTAIN;

  private static final List<String> API_VERSIONS =
      List.of("2023-01-01", "2024-01-01", "2015-06-15", "");

  /// A resource key, and the key of the same resource in the abstraction, whose name may be
  /// unknown.
  private record Keys(ResourceKey concrete, ResourceKey partial) {

    static Keys of(String type, String name, boolean known) {
      return new Keys(
          key(type, NameSegment.literal(name)),
          key(type, known ? NameSegment.literal(name) : new NameSegment(unknown(name))));
    }

    private static ResourceKey key(String type, NameSegment name) {
      return new ResourceKey(PolicyTestData.GROUP, ResourceType.of(type), List.of(name));
    }

    private static Value unknown(String name) {
      return Unknown.symbol(
          "parameters('name of " + name + "')",
          UnknownCause.parameter(name),
          TypeHint.STRING,
          Origin.NONE);
    }

    Keys child(String segment, String name) {
      return new Keys(
          concrete.child(segment, NameSegment.literal(name)),
          partial.child(segment, NameSegment.literal(name)));
    }

    Keys diagnostics() {
      return new Keys(diagnostics(concrete), diagnostics(partial));
    }

    private static ResourceKey diagnostics(ResourceKey subject) {
      return new ResourceKey(
          new ResourceScope.Resource(subject),
          ResourceType.of("Microsoft.Insights/diagnosticSettings"),
          List.of(NameSegment.literal("diag")));
    }
  }

  private final RandomValues values;
  private final List<Resource> concrete = new ArrayList<>();
  private final List<Resource> partial = new ArrayList<>();
  private List<Resource> read = partial;
  private boolean isRead = true;

  private RandomEstate(RandomValues values) {
    this.values = values;
  }

  static RandomEstate create(RandomValues values) {
    return new RandomEstate(values).fill();
  }

  private RandomEstate fill() {
    boolean isStorage = !values.chance(3);
    Keys subject =
        Keys.of(isStorage ? RandomPolicy.STORAGE : RandomPolicy.GROUP, "st1", !values.chance(4));
    String apiVersion = values.any(API_VERSIONS);
    add(subject, apiVersion, isStorage ? RandomBodies.storage(values) : RandomBodies.group(values));
    if (isStorage && values.chance(2)) {
      add(subject.child("blobServices", "default"), apiVersion, RandomBodies.storage(values));
    }
    if (values.chance(2)) {
      add(subject.diagnostics(), "2021-05-01-preview", RandomBodies.storage(values));
    }
    if (values.chance(2)) {
      add(
          Keys.of(RandomPolicy.STORAGE, "other-1", !values.chance(6)),
          apiVersion,
          RandomBodies.storage(values));
    }
    if (isStorage && values.chance(3)) {
      addEndpoint(subject);
    }
    if (values.chance(4)) {
      isRead = false;
      read = new ArrayList<>(partial.subList(0, 1));
      partial.stream().skip(1).filter(_ -> values.chance(2)).forEach(read::add);
    }
    return this;
  }

  /// The deployment. The first resource is the subject of the policy.
  Estate concrete() {
    return new Estate(concrete, List.of(), new SourceFiles());
  }

  /// The abstraction, of which it is a concretization. It has the same first resource.
  Estate partial() {
    Estate estate = new Estate(read, List.of(), new SourceFiles());
    return isRead
        ? estate
        : estate.withUnread(
            new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "a module is missing", ""));
  }

  private void add(Keys keys, String apiVersion, ObjectValue body) {
    Value unknown = values.abstraction(body, values.any(List.of(4, 8, 20)));
    add(keys, apiVersion, body, unknown instanceof ObjectValue object ? object : body);
  }

  /// @param known the abstraction of the payload
  private void add(Keys keys, String apiVersion, ObjectValue body, ObjectValue known) {
    boolean isSubject = partial.isEmpty();
    boolean exists = isSubject || !values.chance(4);
    if (exists) {
      concrete.add(resource(keys.concrete, apiVersion, body, CERTAIN, true));
    }
    if (!exists || (!isSubject && values.chance(4))) {
      partial.add(resource(keys.partial, apiVersion, known, conditional(keys.concrete), true));
    } else if (values.chance(12)) {
      partial.add(resource(keys.partial, apiVersion, ObjectValue.EMPTY, CERTAIN, false));
    } else {
      partial.add(resource(keys.partial, apiVersion, known, CERTAIN, true));
    }
  }

  /// A private endpoint of the subject, or of another resource.
  private void addEndpoint(Keys subject) {
    Keys keys = Keys.of("Microsoft.Network/privateEndpoints", "pe", true);
    String property =
        values.chance(3) ? "manualPrivateLinkServiceConnections" : "privateLinkServiceConnections";
    if (values.chance(4)) {
      add(keys, "2024-05-01", endpoint(property, StringValue.of(values.text())));
    } else if (values.chance(2)) {
      add(keys, "2024-05-01", endpoint(property, subject.concrete.idValue()));
    } else {
      ObjectValue body = endpoint(property, subject.concrete.idValue());
      add(keys, "2024-05-01", body, endpoint(property, subject.partial.idValue()));
    }
  }

  private static ObjectValue endpoint(String property, Value target) {
    ObjectValue connection =
        ObjectValue.builder()
            .put("privateLinkServiceId", target)
            .put("groupIds", ArrayValue.of(List.of(StringValue.of("blob"))))
            .build();
    Value list =
        ArrayValue.of(List.of(ObjectValue.builder().put("properties", connection).build()));
    return ObjectValue.builder()
        .put("properties", ObjectValue.builder().put(property, list).build())
        .build();
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
}
