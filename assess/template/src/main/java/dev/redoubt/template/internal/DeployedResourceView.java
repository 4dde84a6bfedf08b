package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.EndpointProperties;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource as `reference()` returns it after deployment: the declared properties, the endpoints
/// that follow from its name, and a run-time property for everything else.
final class DeployedResourceView {

  private DeployedResourceView() {}

  /// Returns the `properties` of a resource.
  ///
  /// @param resource the declaration, or null if this deployment has none
  static Value properties(
      TemplateDeployment deployment,
      ResourceKey key,
      @Nullable DeclaredResource resource,
      String version,
      Origin origin) {
    if (resource != null && resource.isDeployment() && !resource.isAbsent()) {
      return deploymentProperties(key, resource, version, origin);
    }
    Unknown whole = runtime(key, version, List.of("properties"), origin);
    if (!deployment.context().settings().predictReferences()) {
      return whole;
    }
    ObjectValue body = resource == null || resource.isAbsent() ? null : resource.body();
    ObjectValue declared = body == null ? null : body.object("properties");
    ObjectValue endpoints =
        EndpointProperties.of(key, body, deployment.context().settings().cloud());
    if (declared == null && endpoints.isEmpty()) {
      return whole;
    }
    ObjectValue.Builder builder = ObjectValue.builder().origin(origin);
    builder.putAll(open(endpoints, key, version, List.of("properties")));
    if (declared != null) {
      builder.putAll(open(declared, key, version, List.of("properties")));
    }
    return builder.rest(whole).build();
  }

  private static ObjectValue deploymentProperties(
      ResourceKey key, DeclaredResource resource, String version, Origin origin) {
    NestedTemplate nested = resource.nested();
    ObjectValue.Builder builder = ObjectValue.builder().origin(origin);
    if (nested != null) {
      builder.put("outputs", nested.outputs());
    }
    return builder.rest(runtime(key, version, List.of("properties"), origin)).build();
  }

  /// Returns the whole resource, as `reference(..., 'Full')` does.
  static Value full(
      TemplateDeployment deployment,
      ResourceKey key,
      @Nullable DeclaredResource resource,
      String version,
      Origin origin) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(origin);
    ObjectValue body =
        resource == null || resource.isAbsent() || resource.isDeployment() ? null : resource.body();
    if (body != null && deployment.context().settings().predictReferences()) {
      builder.putAll(open(body, key, version, List.of()));
    }
    builder.remove("name").remove("type").remove("properties");
    builder.put("properties", properties(deployment, key, resource, version, origin));
    builder.put("resourceId", key.idValue());
    return builder.rest(runtime(key, version, List.of(), origin)).build();
  }

  static Unknown runtime(ResourceKey key, String apiVersion, List<String> path, Origin origin) {
    return Unknown.of(
        new ResidualExpression.RuntimeProperty(key, path, apiVersion), TypeHint.ANY, origin);
  }

  /// Returns a declared object to which the service may add properties: each object in it is open.
  private static ObjectValue open(
      ObjectValue object, ResourceKey key, String version, List<String> path) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
    for (int i = 0; i < object.size(); i++) {
      String name = object.nameAt(i);
      builder.put(name, openMember(object.valueAt(i), key, version, longer(path, name)));
    }
    return builder.rest(runtime(key, version, path, object.origin())).build();
  }

  private static Value openMember(Value value, ResourceKey key, String version, List<String> path) {
    return switch (value) {
      case ObjectValue object -> open(object, key, version, path);
      case ArrayValue array when !array.isOpen() -> {
        List<Value> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
          elements.add(openMember(array.get(i), key, version, longer(path, Integer.toString(i))));
        }
        yield ArrayValue.of(elements, array.origin());
      }
      case NullValue _ -> runtime(key, version, path, value.origin());
      case ArrayValue _, BooleanValue _, NumberValue _, StringValue _, Unknown _ -> value;
    };
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
