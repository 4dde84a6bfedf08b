package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The effective estate: the resources as they are in Azure after the deployment. A resource is
/// computed when it is first requested. Thread-safe.
public final class EffectiveEstate {

  private final Estate estate;
  private final PrivateEndpointConnections privateEndpoints;
  private final VirtualNetworkSubnets subnets;
  private final WebAppSiteConfig siteConfig;
  private final ConcurrentMap<ResourceKey, ObjectValue> bodies = new ConcurrentHashMap<>();

  public EffectiveEstate(Estate declared) {
    this.subnets = new VirtualNetworkSubnets(declared);
    this.siteConfig = new WebAppSiteConfig(declared);
    this.privateEndpoints = new PrivateEndpointConnections(declared);
    this.estate = expanded(declared, subnets);
  }

  /// The declared resources, followed by the children that services create themselves or that are
  /// declared inside of other resources.
  public Estate estate() {
    return estate;
  }

  /// The value of an absent property.
  public ResourceView.Absence absence() {
    return ProviderDefaults.instance();
  }

  /// The payload with properties that the service derives from other resources. It does not contain
  /// defaults; see [#property].
  public ObjectValue body(Resource resource) {
    ObjectValue known = bodies.get(resource.key());
    if (known != null) {
      return known;
    }
    ObjectValue made =
        privateEndpoints.withConnections(
            resource,
            AssignedPrincipals.withPrincipalType(
                resource, siteConfig.merged(resource, subnets.withChildren(resource))));
    bodies.put(resource.key(), made);
    return made;
  }

  /// The value at a path from the root of the payload; the provider default if it is absent;
  /// unknown if the default is not known; null if the property stays absent. Paths with `[*]` are
  /// not supported.
  public @Nullable Value property(Resource resource, String path) {
    AliasPath steps = AliasPath.parse(path);
    ObjectValue body = body(resource);
    Value here = body;
    for (int i = 0; i < steps.steps().size(); i++) {
      if (here instanceof Unknown unknown) {
        here = unknown.member(steps.steps().get(i));
        continue;
      }
      Value next = here instanceof ObjectValue object ? object.lookup(steps.steps().get(i)) : null;
      if (next == null || next instanceof NullValue) {
        var aliases = AliasTable.instance().of(resource.type());
        return absence()
            .resolve(resource.type(), resource.apiVersion(), aliases, steps)
            .value(new ResourceView(resource, body, aliases, absence()), i);
      }
      here = next;
    }
    return here;
  }

  /// Sets a member of `properties`.
  static ObjectValue withProperty(ObjectValue body, String name, Value value) {
    return withProperty(body, name, _ -> value);
  }

  /// Changes a member of `properties`, in each branch of a choice. Unknown properties stay unknown.
  ///
  /// @param change from the declared value, null if there is none, to the value after the
  ///   deployment; never gets an unknown value
  static ObjectValue withProperty(
      ObjectValue body, String name, Function<@Nullable Value, Value> change) {
    return body.with(
        "properties",
        ofKnown(
            body.lookup("properties"),
            properties ->
                switch (properties) {
                  case null -> ObjectValue.EMPTY.with(name, change.apply(null));
                  case ObjectValue object ->
                      object.with(name, ofKnown(object.lookup(name), change));
                  case Value other -> other;
                }));
  }

  /// The value itself if it is unknown; the changed value otherwise, in each branch of a choice.
  private static Value ofKnown(@Nullable Value value, Function<@Nullable Value, Value> change) {
    return switch (value) {
      case Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)
          when value instanceof Unknown choice ->
          Unknown.choice(condition, ofKnown(a, change), ofKnown(b, change), choice.origin());
      case Unknown unknown -> unknown;
      case null -> change.apply(null);
      case NullValue _ -> change.apply(null);
      case ArrayValue _, BooleanValue _, NumberValue _, ObjectValue _, StringValue _ ->
          change.apply(value);
    };
  }

  private static Estate expanded(Estate declared, VirtualNetworkSubnets subnets) {
    List<Resource> inline = subnets.inline();
    Set<ResourceKey> keys = new HashSet<>();
    inline.forEach(each -> keys.add(each.key()));
    List<Resource> all = new ArrayList<>(declared.resources());
    all.removeIf(each -> keys.contains(each.key()));
    all.addAll(inline);
    ProviderDefaults defaults = ProviderDefaults.instance();
    for (ResourceType type : defaults.typesWithChildren()) {
      for (Resource parent : declared.ofType(type)) {
        if (parent.managed()) {
          defaults.childrenOf(type).forEach(child -> addChild(declared, parent, child, all));
        }
      }
    }
    return declared.withResources(all);
  }

  private static void addChild(Estate declared, Resource parent, String child, List<Resource> all) {
    Resource made = serviceChild(parent, child);
    if (declared.find(made.key()) == null) {
      Unknown unread = UnreadResources.addition(declared, made.key(), "");
      all.add(unread == null ? made : made.withBody(identityOf(made).rest(unread).build()));
    }
  }

  /// A child as the service creates it.
  ///
  /// @param child its segment and name: `blobServices/default`
  private static Resource serviceChild(Resource parent, String child) {
    int slash = child.indexOf('/');
    NameSegment name = NameSegment.literal(child.substring(slash + 1));
    ResourceKey key = parent.key().child(child.substring(0, slash), name);
    List<ResourceKey> dependsOn = List.of(parent.key());
    Resource made =
        new Resource(
            key,
            parent.apiVersion(),
            ObjectValue.EMPTY,
            parent.existence(),
            true,
            dependsOn,
            parent.origin(),
            parent.site());
    return made.withBody(identityOf(made).put("properties", ObjectValue.EMPTY).build());
  }

  private static ObjectValue.Builder identityOf(Resource child) {
    return ObjectValue.builder()
        .put("type", StringValue.of(child.type().toString()))
        .put("name", child.key().nameValue())
        .origin(Origin.PROVIDER_DEFAULT);
  }

  /// The child that the service creates if a declared child is not deployed; null if it creates
  /// none.
  @Nullable Resource substitute(Resource declared) {
    ResourceKey parentKey = declared.key().parent();
    Resource parent = parentKey == null ? null : estate.find(parentKey);
    if (declared.existence().isCertain() || parent == null || !parent.managed()) {
      return null;
    }
    for (String child : ProviderDefaults.instance().childrenOf(parent.type())) {
      Resource made = serviceChild(parent, child);
      if (made.key().equals(declared.key())) {
        return made;
      }
    }
    return null;
  }

  /// The elements of a declared array; empty if it is absent.
  static ArrayValue elements(@Nullable Value declared) {
    return declared instanceof ArrayValue array ? array : ArrayValue.EMPTY;
  }
}
