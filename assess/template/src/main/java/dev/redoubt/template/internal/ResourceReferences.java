package dev.redoubt.template.internal;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.syntax.ResourceDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the resource that the argument of `reference()` or `resourceInfo()`, or an entry of
/// `dependsOn`, refers to.
final class ResourceReferences {

  private ResourceReferences() {}

  /// Returns the key that a value refers to by symbolic name, id, or name of a resource of this
  /// template. Null if it cannot be determined.
  static @Nullable ResourceKey key(TemplateDeployment deployment, Value value) {
    Copy copy = Copy.of(value);
    if (copy != null && deployment.symbol(copy.symbol()) != null) {
      DeclaredResource resource = declared(deployment, value);
      return resource != null ? resource.key() : copy.key(deployment);
    }
    if (value instanceof StringValue string && !string.text().startsWith("/")) {
      DeclaredResource resource = declared(deployment, value);
      return resource != null ? resource.key() : qualified(deployment, value);
    }
    return ResourceId.parse(value);
  }

  /// `Provider/type/name`, which older templates use for an id relative to the deployment.
  static @Nullable ResourceKey qualified(TemplateDeployment deployment, Value written) {
    String known = PartialString.of(written).prefix();
    return !known.startsWith("/") && known.contains("/") && known.contains(".")
        ? ResourceId.parse(
            Unknown.text(
                List.of(
                    deployment.scope().scope().idValue(), StringValue.of("/providers/"), written),
                dev.redoubt.estate.Origin.NONE))
        : null;
  }

  /// Returns the declared resource that a value refers to, or null.
  static @Nullable DeclaredResource declared(TemplateDeployment deployment, Value value) {
    List<DeclaredResource> found = byText(deployment, value);
    if (!found.isEmpty()) {
      return found.stream().filter(each -> !each.isAbsent()).findFirst().orElse(found.getFirst());
    }
    ResourceKey key =
        value instanceof StringValue string && !string.text().startsWith("/")
            ? qualified(deployment, value)
            : ResourceId.parse(value);
    return key == null ? null : deployment.find(key);
  }

  /// Returns the resources of this template that a plain name refers to: a symbolic name, with
  /// `[i]` one of its copies; the name of a copy loop; the name of a resource. Empty for ids and
  /// unknown values.
  static List<DeclaredResource> byText(TemplateDeployment deployment, Value value) {
    Copy copy = Copy.of(value);
    List<DeclaredResource> copies = copy == null ? null : deployment.symbol(copy.symbol());
    if (copy != null && copies != null) {
      return DeclaredNames.withIndex(copies, copy.index());
    }
    if (!(value instanceof StringValue string)) {
      return value instanceof Unknown name && !isId(name)
          ? deployment.names().named(name)
          : List.of();
    }
    String text = string.text();
    if (text.startsWith("/")) {
      return List.of();
    }
    List<DeclaredResource> group = deployment.symbol(text);
    if (group != null) {
      return group;
    }
    return deployment.names().named(text);
  }

  /// `symbol[index]`: one of the copies of a declaration; the index may be unknown.
  private record Copy(String symbol, Value index) {

    /// Returns the copy that a text refers to, or null if it does not have that form.
    static @Nullable Copy of(Value value) {
      if (value instanceof StringValue(var text, _)) {
        int bracket = text.endsWith("]") ? text.lastIndexOf('[') : -1;
        String index = bracket > 0 ? text.substring(bracket + 1, text.length() - 1) : "";
        return index.matches("\\d{1,9}")
            ? new Copy(text.substring(0, bracket), NumberValue.of(Long.parseLong(index)))
            : null;
      }
      return value instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)
              && parts.size() == 3
              && parts.getFirst() instanceof StringValue(var before, _)
              && parts.getLast() instanceof StringValue(var after, _)
              && before.endsWith("[")
              && after.equals("]")
          ? new Copy(before.substring(0, before.length() - 1), parts.get(1))
          : null;
    }

    /// Returns the key of the copy with this index, whether it exists or not.
    @Nullable ResourceKey key(TemplateDeployment deployment) {
      ResourceDeclaration declaration = declaration(deployment);
      return declaration == null || declaration.copy() == null
          ? null
          : new ResourceDeclarer(deployment)
              .key(
                  declaration, deployment.frame().withLoop(declaration.copy().name(), index, true));
    }

    @Nullable ResourceDeclaration declaration(TemplateDeployment deployment) {
      ResourceDeclaration declaration = deployment.names().declaration(symbol);
      return declaration == null || declaration.copy() == null ? null : declaration;
    }
  }

  /// Returns the API version of the declaration whose copy a value `symbol[index]` refers to; empty
  /// if there is none or the version is not a constant.
  static String versionOfCopy(TemplateDeployment deployment, Value value) {
    Copy copy = Copy.of(value);
    ResourceDeclaration declaration = copy == null ? null : copy.declaration(deployment);
    String version =
        declaration == null || declaration.apiVersion() == null
            ? null
            : declaration.apiVersion().literalText();
    return version == null ? "" : version;
  }

  /// Whether a value refers to a copy that certainly does not exist.
  static boolean isMissingCopy(TemplateDeployment deployment, Value value) {
    Copy copy = value instanceof StringValue ? Copy.of(value) : null;
    List<DeclaredResource> copies = copy == null ? null : deployment.symbol(copy.symbol());
    return copies != null
        && copies.stream().allMatch(each -> each.frame().loopIndex() instanceof NumberValue)
        && byText(deployment, value).isEmpty();
  }

  /// Whether a known or partially known text is an id rather than a plain name.
  static boolean isId(Value value) {
    if (value instanceof StringValue string) {
      return string.text().startsWith("/");
    }
    return value instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)
        && parts.getFirst() instanceof StringValue first
        && first.text().startsWith("/");
  }
}
