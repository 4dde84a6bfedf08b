package dev.redoubt.facts;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one resource of a deployment.
public final class ResourceFacts {

  private final DeploymentFacts deployment;
  private final ResourceView view;
  private final TypeDescription description;
  private @Nullable String id;
  private @Nullable ExposureFact exposure;
  private @Nullable List<ResourceReference> references;

  ResourceFacts(DeploymentFacts deployment, ResourceView view) {
    this.deployment = deployment;
    this.view = view;
    this.description = TypeDescriptions.of(view.resource().type(), kind(view.resource()));
  }

  private static String kind(Resource resource) {
    Value kind = resource.property("kind");
    Value compute = kind == null ? resource.property("properties.computeType") : kind;
    return compute instanceof StringValue(var text, _) ? text : "";
  }

  public Resource resource() {
    return view.resource();
  }

  public ResourceKey key() {
    return view.resource().key();
  }

  /// The id of the resource as text.
  public String id() {
    String known = id;
    if (known == null) {
      known = key().id();
      id = known;
    }
    return known;
  }

  public TypeDescription description() {
    return description;
  }

  /// The resource with provider defaults and what the service derives.
  public ResourceView view() {
    return view;
  }

  DeploymentFacts deployment() {
    return deployment;
  }

  /// Whether the service creates the resource itself, so that no template declares it.
  public boolean isCreatedByService() {
    return view.body().origin().equals(Origin.PROVIDER_DEFAULT);
  }

  /// From where its endpoint can be reached.
  public ExposureFact exposure() {
    ExposureFact known = exposure;
    if (known == null) {
      known = ExposureRules.of(this);
      exposure = known;
    }
    return known;
  }

  /// Whether a rule says from where resources of its type can be reached, or that they have no
  /// endpoint.
  public boolean isEndpointJudged() {
    return ExposureRules.isJudged(this);
  }

  /// The other resources of the deployment that its settings name, each once for a path.
  public List<ResourceReference> references() {
    List<ResourceReference> known = references;
    if (known == null) {
      known = ReferenceReader.references(this);
      references = known;
    }
    return known;
  }

  /// The property at a path after the deployment.
  EffectiveProperty property(String path) {
    return new EffectiveProperty(path, read(path));
  }

  /// The elements of an array that are known.
  List<Value> elements(String path) {
    return read(path) instanceof ArrayValue array ? array.elements() : List.of();
  }

  private @Nullable Value read(String path) {
    PropertyPaths.Resolved resolved = deployment.paths().resolve(view, path);
    List<String> steps = resolved.steps();
    Value here = view.body();
    for (int i = 0; i < steps.size(); i++) {
      if (here instanceof Unknown unknown) {
        here = unknown.member(steps.get(i));
        continue;
      }
      Value next = here instanceof ObjectValue object ? object.lookup(steps.get(i)) : null;
      if (next == null || next instanceof NullValue) {
        return resolved.absent().value(view, i);
      }
      here = next;
    }
    return here;
  }

  /// Whether a child exists whenever this resource does.
  boolean isCertainPart(ResourceFacts child) {
    return child.resource().existence().isCertain()
        || child.resource().existence().equals(resource().existence());
  }

  /// The children with a type segment, such as `firewallRules`.
  List<ResourceFacts> children(String segment) {
    return deployment.childrenOf(key()).stream()
        .filter(each -> PropertyName.same(each.resource().type().lastSegment(), segment))
        .toList();
  }
}
