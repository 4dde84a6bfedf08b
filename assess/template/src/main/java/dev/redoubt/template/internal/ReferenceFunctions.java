package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Implements the functions that return the deployed state of resources: `reference`, `references`
/// and `resourceInfo`.
final class ReferenceFunctions {

  private ReferenceFunctions() {}

  /// `reference(symbol | id | name, [apiVersion], ['Full'])`.
  static Value reference(ContextFunction.Site site) {
    if (site.count() < 1 || site.count() > 3) {
      return site.fail("requires a resource; an API version and `Full` are optional");
    }
    Value target = site.argument(0);
    boolean full = isFull(site);
    DeclaredResource resource = find(site, target);
    ResourceKey key =
        resource != null
            ? resource.key()
            : ResourceReferences.key(site.frame().resourceDeployment(), target);
    if (key == null) {
      return unresolved(site, target);
    }
    TemplateDeployment deployment = site.frame().resourceDeployment();
    if (resource != null && site.frame().values() == deployment && !isExisting(site, target)) {
      // from outside the deployment it refers to the existing resource
      resource.reportIfCircular(site.origin());
    }
    if (resource == null && ResourceReferences.isMissingCopy(deployment, target)) {
      site.fail(
          "`" + JsonWriter.asText(target) + "` does not exist: the copy loop has fewer iterations");
    }
    String version = resource != null ? resource.apiVersion() : version(site, target);
    return full
        ? DeployedResourceView.full(deployment, key, resource, version, site.origin())
        : DeployedResourceView.properties(deployment, key, resource, version, site.origin());
  }

  /// Whether a reference reads the state that a resource has at that time. Azure waits for a
  /// resource of the template only if the reference is by name, or without an API version. Source:
  /// "Resource functions for ARM templates", Microsoft Learn, `reference`.
  private static boolean isExisting(ContextFunction.Site site, Value target) {
    return ResourceReferences.isId(target)
        && site.count() > 1
        && !"full".equalsIgnoreCase(site.text(1));
  }

  private static String version(ContextFunction.Site site, Value target) {
    String written = site.text(1);
    return written != null && !written.equalsIgnoreCase("full")
        ? written
        : ResourceReferences.versionOfCopy(site.frame().resourceDeployment(), target);
  }

  private static boolean isFull(ContextFunction.Site site) {
    for (int i = 1; i < site.count(); i++) {
      String text = site.text(i);
      if (text != null && text.equalsIgnoreCase("full")) {
        return true;
      }
    }
    return false;
  }

  /// In a nested template with outer scope, a name may refer to a resource of the enclosing
  /// template.
  private static @org.jspecify.annotations.Nullable DeclaredResource find(
      ContextFunction.Site site, Value target) {
    DeclaredResource here = ResourceReferences.declared(site.frame().resourceDeployment(), target);
    return here != null || site.frame().values() == site.frame().resourceDeployment()
        ? here
        : ResourceReferences.declared(site.frame().values(), target);
  }

  private static Value unresolved(ContextFunction.Site site, Value target) {
    if (target instanceof Unknown) {
      return Unknown.call("reference", List.of(target), TypeHint.OBJECT, site.origin());
    }
    if (target instanceof StringValue(var symbol, _) && isOfExtension(site, symbol)) {
      return Unknown.symbol(
          "reference('" + symbol + "')",
          UnknownCause.runtime(symbol),
          TypeHint.OBJECT,
          site.origin());
    }
    if (target instanceof StringValue text) {
      return site.fail("resource `" + text.text() + "` is not defined in the template");
    }
    return site.fail("the resource must be identified by string, not " + target.kind());
  }

  private static boolean isOfExtension(ContextFunction.Site site, String symbol) {
    int bracket = symbol.indexOf('[');
    String name = bracket < 0 ? symbol : symbol.substring(0, bracket);
    return site.frame().resourceDeployment().template().extensionResources().stream()
        .anyMatch(each -> each.symbol() != null && PropertyName.same(each.symbol(), name));
  }

  /// `references('symbol', ['Full'])`: the deployed state of all copies of one declaration.
  static Value references(ContextFunction.Site site) {
    String symbol = site.text(0);
    TemplateDeployment deployment = site.frame().resourceDeployment();
    List<DeclaredResource> group = symbol == null ? null : deployment.symbol(symbol);
    if (group == null) {
      return site.fail("there is no symbolic name `" + symbol + "`");
    }
    boolean full = isFull(site);
    List<Value> views = new ArrayList<>();
    for (DeclaredResource each : group) {
      if (each.presence() instanceof DeclaredResource.Presence.Possible(var existence)
          && existence instanceof dev.redoubt.estate.ResourceExistence.Repeated(var count)) {
        return Unknown.call(
            "references",
            List.of(StringValue.of(each.key().id()), count),
            TypeHint.ARRAY,
            site.origin());
      }
      views.add(
          full
              ? DeployedResourceView.full(
                  deployment, each.key(), each, each.apiVersion(), site.origin())
              : DeployedResourceView.properties(
                  deployment, each.key(), each, each.apiVersion(), site.origin()));
    }
    return ArrayValue.of(views, site.origin());
  }

  /// `resourceInfo('symbol')`: what is known about a resource before deployment.
  static Value resourceInfo(ContextFunction.Site site) {
    Value target = site.count() == 1 ? site.argument(0) : StringValue.of("");
    DeclaredResource resource = find(site, target);
    if (resource == null) {
      return unresolved(site, target);
    }
    ObjectValue.Builder info =
        ObjectValue.builder()
            .put("id", resource.key().idValue())
            .put("name", resource.key().nameValue())
            .put("type", resource.key().type().toString())
            .put("apiVersion", resource.apiVersion());
    ObjectValue body = resource.body();
    Value location = body == null ? null : body.get("location");
    if (location != null) {
      info.put("location", location);
    }
    return info.origin(site.origin()).build();
  }
}
