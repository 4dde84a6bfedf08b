package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// An estate as Azure will have it after the deployment. A resource is worked out when it is first
/// asked for. Safe for use by several threads.
public final class EffectiveEstate {

  private final Estate estate;
  private final PrivateEndpointConnections privateEndpoints;
  private final VirtualNetworkSubnets subnets;
  private final SiteConfig siteConfig;
  private final ConcurrentMap<ResourceKey, ObjectValue> bodies = new ConcurrentHashMap<>();

  public EffectiveEstate(Estate declared) {
    this.subnets = new VirtualNetworkSubnets(declared);
    this.siteConfig = new SiteConfig(declared);
    this.privateEndpoints = new PrivateEndpointConnections(declared);
    this.estate = expanded(declared, subnets);
  }

  /// The declared resources, and after them the children that the service makes itself or that are
  /// declared inside of others.
  public Estate estate() {
    return estate;
  }

  /// What an absent property means.
  public ResourceView.Absence absence() {
    return ProviderDefaults.instance();
  }

  /// The payload with what the service derives from other resources. Defaults are not in it: ask
  /// [#property].
  public ObjectValue body(Resource resource) {
    ObjectValue known = bodies.get(resource.key());
    if (known != null) {
      return known;
    }
    ObjectValue made =
        privateEndpoints.withConnections(
            resource, siteConfig.merged(resource, subnets.withChildren(resource)));
    bodies.put(resource.key(), made);
    return made;
  }

  /// The value at a path from the root of the payload, the provider's default where it is left out;
  /// unknown where nothing says what that is; null where it stays absent. A path with `[*]` is not
  /// for this.
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
        return absence().whenAbsent(new ResourceView(resource, body, aliases, absence()), steps, i);
      }
      here = next;
    }
    return here;
  }

  /// Puts a member into `properties`.
  static ObjectValue withProperty(ObjectValue body, String name, Value value) {
    Value properties = body.get("properties");
    if (properties != null && !(properties instanceof ObjectValue)) {
      return body;
    }
    ObjectValue object = properties instanceof ObjectValue known ? known : ObjectValue.EMPTY;
    return body.with("properties", object.with(name, value));
  }

  private static Estate expanded(Estate declared, VirtualNetworkSubnets subnets) {
    List<Resource> all = new ArrayList<>(declared.resources());
    all.addAll(subnets.inline());
    ProviderDefaults defaults = ProviderDefaults.instance();
    for (ResourceType type : defaults.typesWithChildren()) {
      for (Resource parent : declared.ofType(type)) {
        if (parent.managed()) {
          defaults.childrenOf(type).forEach(child -> addChild(declared, parent, child, all));
        }
      }
    }
    return new Estate(all, declared.problems(), declared.files());
  }

  private static void addChild(Estate declared, Resource parent, String child, List<Resource> all) {
    int slash = child.indexOf('/');
    NameSegment name = NameSegment.literal(child.substring(slash + 1));
    ResourceKey key = parent.key().child(child.substring(0, slash), name);
    if (declared.find(key) != null) {
      return;
    }
    ObjectValue body =
        ObjectValue.builder()
            .put("type", StringValue.of(key.type().toString()))
            .put("name", key.nameValue())
            .put("properties", ObjectValue.EMPTY)
            .origin(Origin.PROVIDER_DEFAULT)
            .build();
    List<ResourceKey> dependsOn = List.of(parent.key());
    all.add(
        new Resource(
            key, parent.apiVersion(), body, parent.existence(), true, dependsOn, parent.origin()));
  }

  /// The elements of a declared array; none where it is absent.
  static ArrayValue elements(@Nullable Value declared) {
    return declared instanceof ArrayValue array ? array : ArrayValue.EMPTY;
  }
}
