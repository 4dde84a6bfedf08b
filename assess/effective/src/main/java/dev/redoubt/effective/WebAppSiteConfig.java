package dev.redoubt.effective;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// Merges the settings of a web app, which may be declared in its `siteConfig` or in its child
/// `config/web`; Azure returns them both ways. The child overrides `siteConfig`.
final class WebAppSiteConfig {

  private static final ResourceType SITE = ResourceType.of("Microsoft.Web/sites");
  private static final ResourceType CONFIG = SITE.child("config");
  private static final NameSegment WEB = NameSegment.literal("web");

  private final Estate declared;

  WebAppSiteConfig(Estate declared) {
    this.declared = declared;
  }

  /// The payload of a web app, or of its `config/web`, with the settings of both. The child is
  /// `existing`: its settings are unknown. It is deployed under a condition: the settings depend on
  /// the condition.
  ObjectValue merged(Resource resource, ObjectValue body) {
    ResourceKey parent = resource.key().parent();
    if (resource.type().equals(CONFIG) && parent != null && isWeb(resource.key())) {
      Resource site = declared.find(parent);
      if (site == null) {
        return body;
      }
      Value merged = over(settings(site, "properties.siteConfig"), body.get("properties"));
      return merged == null ? body : body.with("properties", merged);
    }
    if (resource.type().equals(SITE)) {
      Resource child = declared.find(resource.key().child("config", WEB));
      Value inChild = child == null ? null : settings(child, "properties");
      if (child == null || inChild == null) {
        return body;
      }
      Value inSite = body.at("properties.siteConfig");
      Value merged = over(inSite, inChild);
      Value dependent =
          child.existence() instanceof ResourceExistence.Conditional(var condition)
                  && !child.existence().equals(resource.existence())
              ? Unknown.choice(
                  condition, merged, inSite == null ? NullValue.NULL : inSite, child.origin())
              : merged;
      return EffectiveEstate.withProperty(body, "siteConfig", dependent);
    }
    return body;
  }

  private static boolean isWeb(ResourceKey key) {
    String name = key.lastName().text();
    return name != null && PropertyName.same(name, "web");
  }

  private static @Nullable Value settings(Resource resource, String path) {
    Value value = resource.property(path);
    return resource.managed() || value != null
        ? value
        : ExistingResource.properties(resource).member(path);
  }

  /// The second object merged over the first. An unknown second value makes the result unknown; an
  /// open one may replace each value of the first.
  private static Value over(@Nullable Value first, @Nullable Value second) {
    if (!(second instanceof ObjectValue upper)) {
      return second == null || second instanceof NullValue
          ? first == null ? ObjectValue.EMPTY : first
          : second;
    }
    if (upper.isOpen() || first == null) {
      return upper;
    }
    if (first instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)
        && first instanceof Unknown choice) {
      return Unknown.choice(condition, over(a, upper), over(b, upper), choice.origin());
    }
    if (first instanceof Unknown unknown) {
      return upper.toBuilder().rest(unknown).build();
    }
    return first instanceof ObjectValue lower
        ? lower.toBuilder().putAll(upper).origin(lower.origin()).build()
        : upper;
  }
}
