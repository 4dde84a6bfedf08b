package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// An estate as seen by one mode of evaluation. Thread-safe.
public final class EvaluationEstate {

  private final Estate estate;
  private final @Nullable EffectiveEstate effective;
  private final ConcurrentMap<ResourceKey, ResourceView> views = new ConcurrentHashMap<>();

  private EvaluationEstate(Estate estate, @Nullable EffectiveEstate effective) {
    this.estate = estate;
    this.effective = effective;
  }

  /// Request mode: the payload as submitted to Azure, without defaults.
  public static EvaluationEstate request(Estate estate) {
    return new EvaluationEstate(estate, null);
  }

  /// Predicted mode: the resources after the deployment, with provider defaults and derived
  /// properties.
  public static EvaluationEstate predicted(Estate estate) {
    EffectiveEstate effective = new EffectiveEstate(estate);
    return new EvaluationEstate(effective.estate(), effective);
  }

  /// The resources; in predicted mode, including those that services create themselves.
  public Estate estate() {
    return estate;
  }

  /// The view of a resource.
  public ResourceView view(Resource resource) {
    ResourceView known = views.get(resource.key());
    if (known != null && known.resource().equals(resource)) {
      return known;
    }
    ResourceView made = make(resource);
    views.put(resource.key(), made);
    return made;
  }

  /// The resource that exists if a declared one is not deployed, because the service creates it;
  /// null if there is none.
  public @Nullable ResourceView substitute(Resource declared) {
    Resource made = effective == null ? null : effective.substitute(declared);
    return effective == null || made == null
        ? null
        : new ResourceView(
            made, made.body(), AliasTable.instance().of(made.type()), effective.absence());
  }

  private ResourceView make(Resource resource) {
    var aliases = AliasTable.instance().of(resource.type());
    if (!resource.managed()) {
      return new ResourceView(resource, open(resource), aliases, ResourceView.STAYS_ABSENT);
    }
    return effective == null
        ? new ResourceView(resource, resource.body(), aliases, ResourceView.STAYS_ABSENT)
        : new ResourceView(resource, effective.body(resource), aliases, effective.absence());
  }

  private static ObjectValue open(Resource resource) {
    return resource.body().toBuilder().rest(ExistingResource.properties(resource)).build();
  }
}
