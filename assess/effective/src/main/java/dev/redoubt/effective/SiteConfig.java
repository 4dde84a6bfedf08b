package dev.redoubt.effective;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// Merges the settings of a web app, which may be declared in its `siteConfig` or in its child
/// `config/web`; Azure returns them both ways. The child overrides `siteConfig`.
final class SiteConfig {

  private static final ResourceType SITE = ResourceType.of("Microsoft.Web/sites");
  private static final ResourceType CONFIG = SITE.child("config");
  private static final NameSegment WEB = NameSegment.literal("web");

  private final Estate declared;

  SiteConfig(Estate declared) {
    this.declared = declared;
  }

  /// The payload of a web app, or of its `config/web`, with the settings of both.
  ObjectValue merged(Resource resource, ObjectValue body) {
    ResourceKey parent = resource.key().parent();
    if (resource.type().equals(CONFIG) && parent != null && isWeb(resource.key())) {
      Value inSite = property(declared.find(parent), "properties.siteConfig");
      Value merged = over(inSite, body.get("properties"));
      return merged == null ? body : body.with("properties", merged);
    }
    if (resource.type().equals(SITE)) {
      Resource child = declared.find(resource.key().child("config", WEB));
      Value inChild = property(child, "properties");
      Value merged = over(body.at("properties.siteConfig"), inChild);
      return merged == null || inChild == null
          ? body
          : EffectiveEstate.withProperty(body, "siteConfig", merged);
    }
    return body;
  }

  private static boolean isWeb(ResourceKey key) {
    String name = key.lastName().text();
    return name != null && PropertyName.same(name, "web");
  }

  private static @Nullable Value property(@Nullable Resource resource, String path) {
    return resource == null ? null : resource.property(path);
  }

  /// The second object merged over the first. An unknown second value makes the object open.
  private static @Nullable Value over(@Nullable Value first, @Nullable Value second) {
    if (!(second instanceof ObjectValue upper)) {
      return second == null ? first : second;
    }
    if (first instanceof Unknown unknown) {
      return upper.toBuilder().rest(unknown).build();
    }
    return first instanceof ObjectValue lower
        ? lower.toBuilder().putAll(upper).origin(lower.origin()).build()
        : upper;
  }
}
