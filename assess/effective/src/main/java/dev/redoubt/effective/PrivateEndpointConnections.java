package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.effective.equality.ResourceKeyEquality;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds private endpoints to their target resources as private endpoint connections.
final class PrivateEndpointConnections {

  private static final ResourceType ENDPOINT =
      ResourceType.of("Microsoft.Network/privateEndpoints");

  private static final String PROPERTY = "privateEndpointConnections";

  /// Group ids that only one resource type has. Source: "Azure Private Endpoint private DNS zone
  /// values", Microsoft Learn, 2025.
  private static final Map<String, String> TYPE_OF_GROUP =
      Map.ofEntries(
          Map.entry("blob", "Microsoft.Storage/storageAccounts"),
          Map.entry("dfs", "Microsoft.Storage/storageAccounts"),
          Map.entry("file", "Microsoft.Storage/storageAccounts"),
          Map.entry("queue", "Microsoft.Storage/storageAccounts"),
          Map.entry("web", "Microsoft.Storage/storageAccounts"),
          Map.entry("vault", "Microsoft.KeyVault/vaults"),
          Map.entry("managedhsm", "Microsoft.KeyVault/managedHSMs"),
          Map.entry("searchservice", "Microsoft.Search/searchServices"),
          Map.entry("mongodb", "Microsoft.DocumentDB/databaseAccounts"),
          Map.entry("sqlserver", "Microsoft.Sql/servers"),
          Map.entry("registry", "Microsoft.ContainerRegistry/registries"),
          Map.entry("sites", "Microsoft.Web/sites"),
          Map.entry("azuremonitor", "Microsoft.Insights/privateLinkScopes"),
          Map.entry("databricks_ui_api", "Microsoft.Databricks/workspaces"),
          Map.entry("datafactory", "Microsoft.DataFactory/factories"));

  /// One connection of an endpoint.
  ///
  /// @param target the target resource, or null if unknown
  /// @param id the target's id as written
  private record Connection(
      Resource endpoint,
      @Nullable ResourceKey target,
      Value id,
      Set<String> groups,
      boolean manual,
      Origin origin) {}

  private final Estate declared;
  private final List<Connection> connections = new ArrayList<>();

  /// Positions of the connections to resources that the deployment creates.
  private final Map<ResourceKey, List<Integer>> byTarget = new HashMap<>();

  /// Positions of the other connections, which may lead to any resource.
  private final List<Integer> others = new ArrayList<>();

  PrivateEndpointConnections(Estate declared) {
    this.declared = declared;
    for (Resource endpoint : declared.ofType(ENDPOINT)) {
      addAll(endpoint, "properties.privateLinkServiceConnections", false);
      addAll(endpoint, "properties.manualPrivateLinkServiceConnections", true);
    }
    for (int i = 0; i < connections.size(); i++) {
      ResourceKey target = connections.get(i).target;
      if (target != null && declared.isManaged(target)) {
        byTarget.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(i);
      } else {
        others.add(i);
      }
    }
  }

  /// The connections that may lead to a resource, in the order of declaration. One to a resource
  /// that the deployment creates leads to no other that it creates.
  private List<Connection> candidates(Resource resource) {
    if (!declared.isManaged(resource.key())) {
      return connections;
    }
    List<Integer> exact = byTarget.getOrDefault(resource.key(), List.of());
    return Stream.concat(exact.stream(), others.stream()).sorted().map(connections::get).toList();
  }

  private void addAll(Resource endpoint, String path, boolean manual) {
    Value list = endpoint.property(path);
    if (list instanceof ArrayValue array) {
      for (Value element : array) {
        add(endpoint, element, manual);
      }
      if (array.rest() != null) {
        add(endpoint, array.rest(), manual);
      }
    } else if (list instanceof Unknown) {
      add(endpoint, list, manual);
    } else if (list == null && !endpoint.managed()) {
      add(endpoint, ExistingResource.properties(endpoint), manual);
    }
  }

  private void add(Resource endpoint, Value element, boolean manual) {
    Origin origin = element.origin().isWritten() ? element.origin() : endpoint.origin();
    if (element instanceof Unknown) {
      connections.add(new Connection(endpoint, null, element, Set.of(), manual, origin));
      return;
    }
    if (!(element instanceof ObjectValue object)) {
      return;
    }
    Value id = object.at("properties.privateLinkServiceId");
    if (id != null) {
      Set<String> groups = groups(object.at("properties.groupIds"));
      connections.add(new Connection(endpoint, target(id), id, groups, manual, origin));
    }
  }

  /// The target with an id; null if it is unknown. A resource group or a subscription is no target,
  /// so an unknown id that begins with theirs continues.
  private static @Nullable ResourceKey target(Value id) {
    ResourceKey key = ResourceId.parse(id);
    boolean isBeginning =
        key != null
            && id instanceof Unknown
            && (key.type().equals(ResourceType.RESOURCE_GROUP)
                || key.type().equals(ResourceType.SUBSCRIPTION));
    return isBeginning ? null : key;
  }

  private static Set<String> groups(@Nullable Value ids) {
    return EffectiveEstate.elements(ids).stream()
        .filter(StringValue.class::isInstance)
        .map(group -> PropertyName.folded(((StringValue) group).text()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The payload with the connections of the endpoints whose target is the resource. If it is
  /// unknown whether the resource is the target or whether the endpoint is deployed, or if the
  /// deployment may have endpoints that were not read, the list is open.
  ObjectValue withConnections(Resource resource, ObjectValue body) {
    if ((connections.isEmpty() && declared.unread() == null)
        || !AliasTable.instance().of(resource.type()).isInner("properties." + PROPERTY)) {
      return body;
    }
    List<Value> certain = new ArrayList<>();
    Unknown others = UnreadResources.addition(declared, resource.key(), PROPERTY);
    for (Connection connection : candidates(resource)) {
      TruthValue truth = leadsTo(connection, resource);
      if (truth == TruthValue.TRUE) {
        certain.add(element(connection));
      } else if (truth == TruthValue.UNKNOWN) {
        others = perhaps(connection.endpoint);
      }
    }
    if (certain.isEmpty() && others == null) {
      return body;
    }
    Unknown possible = others;
    return EffectiveEstate.withProperty(
        body, PROPERTY, inside -> with(EffectiveEstate.elements(inside), certain, possible));
  }

  private static Value with(ArrayValue inside, List<Value> certain, @Nullable Unknown others) {
    List<Value> all = new ArrayList<>(inside.elements());
    all.addAll(certain);
    Unknown rest = others == null ? inside.rest() : others;
    return rest == null
        ? ArrayValue.of(all, Origin.DERIVED)
        : ArrayValue.open(all, rest, Origin.DERIVED);
  }

  private TruthValue leadsTo(Connection connection, Resource resource) {
    TruthValue truth = target(connection, resource);
    ResourceExistence existence = connection.endpoint.existence();
    boolean there = existence.isCertain() || existence.equals(resource.existence());
    return there ? truth : truth.and(TruthValue.UNKNOWN);
  }

  private TruthValue target(Connection connection, Resource resource) {
    if (connection.target != null) {
      return ResourceKeyEquality.same(connection.target, resource.key(), declared);
    }
    if (!(connection.id instanceof Unknown)) {
      return TruthValue.FALSE;
    }
    for (String group : connection.groups) {
      String type = TYPE_OF_GROUP.get(group);
      if (type != null && !resource.type().is(type)) {
        return TruthValue.FALSE;
      }
    }
    return TruthValue.UNKNOWN;
  }

  private static Value element(Connection connection) {
    Resource endpoint = connection.endpoint;
    ObjectValue state =
        ObjectValue.builder().put("status", connection.manual ? "Pending" : "Approved").build();
    ObjectValue id = ObjectValue.builder().put("id", endpoint.key().idValue()).build();
    ObjectValue properties =
        ObjectValue.builder()
            .put("privateEndpoint", id)
            .put("privateLinkServiceConnectionState", state)
            .put("provisioningState", "Succeeded")
            .build();
    return ObjectValue.builder()
        .put("name", endpoint.key().lastName().value())
        .put("properties", properties)
        .origin(connection.origin)
        .build();
  }

  /// The unknown element for an endpoint that may not exist or may have another target.
  static Unknown perhaps(Resource resource) {
    String name = resource.key().shortName();
    String expression = "createArray('" + resource.key().id().replace("'", "''") + "')";
    UnknownCause cause =
        switch (resource.existence()) {
          case ResourceExistence.Conditional(var condition) -> first(condition, name);
          case ResourceExistence.Repeated(var count) -> first(count, name);
          case ResourceExistence.Certain _ ->
              new UnknownCause(
                  UnknownCause.Kind.OUTSIDE_RESOURCE,
                  "the target of the private endpoint `" + name + "` is unknown",
                  "set the target of the private endpoint");
        };
    return Unknown.symbol(expression, cause, TypeHint.ARRAY, resource.origin());
  }

  private static UnknownCause first(Unknown condition, String name) {
    return condition.causes().stream()
        .findFirst()
        .orElse(
            new UnknownCause(
                UnknownCause.Kind.RUNTIME, "it is unknown whether `" + name + "` is deployed", ""));
  }
}
