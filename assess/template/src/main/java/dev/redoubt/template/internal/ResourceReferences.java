package dev.redoubt.template.internal;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the resource that a `reference()`, a `dependsOn` or a `resourceInfo()` means.
final class ResourceReferences {

  private ResourceReferences() {}

  /// The key that a value names: a symbolic name, an id, or the name of a resource of this
  /// template. Null where it cannot be told.
  static @Nullable ResourceKey key(TemplateDeployment place, Value value) {
    Copy copy = Copy.of(value);
    if (copy != null && place.symbol(copy.symbol()) != null) {
      DeclaredResource resource = declared(place, value);
      return resource != null ? resource.key() : copy.key(place);
    }
    if (value instanceof StringValue string && !string.text().startsWith("/")) {
      DeclaredResource resource = declared(place, value);
      return resource != null ? resource.key() : qualified(place, string.text());
    }
    return ResourceId.parse(value);
  }

  /// `Provider/type/name`, which older templates use for an id relative to the deployment.
  private static @Nullable ResourceKey qualified(TemplateDeployment place, String text) {
    return text.contains("/") && text.contains(".")
        ? ResourceId.parse(
            Unknown.text(
                List.of(place.scope().scope().idValue(), StringValue.of("/providers/" + text)),
                dev.redoubt.estate.Origin.NONE))
        : null;
  }

  /// The declared resource that a value names, or null.
  static @Nullable DeclaredResource declared(TemplateDeployment place, Value value) {
    List<DeclaredResource> found = byText(place, value);
    if (!found.isEmpty()) {
      return found.stream().filter(each -> !each.isAbsent()).findFirst().orElse(found.getFirst());
    }
    ResourceKey key =
        value instanceof StringValue string && !string.text().startsWith("/")
            ? qualified(place, string.text())
            : ResourceId.parse(value);
    return key == null ? null : place.find(key);
  }

  /// The resources of this template that a plain name means: a symbolic name, with `[i]` one of its
  /// copies; the name of a copy; the name of a resource. Empty for ids and for what is not known.
  static List<DeclaredResource> byText(TemplateDeployment place, Value value) {
    Copy copy = Copy.of(value);
    List<DeclaredResource> copies = copy == null ? null : place.symbol(copy.symbol());
    if (copy != null && copies != null) {
      return copies.stream().filter(each -> copy.index().equals(each.frame().loopIndex())).toList();
    }
    if (!(value instanceof StringValue string)) {
      return value instanceof Unknown && !isId(value) ? byUnknownName(place, value) : List.of();
    }
    String text = string.text();
    if (text.startsWith("/")) {
      return List.of();
    }
    List<DeclaredResource> group = place.symbol(text);
    if (group != null) {
      return group;
    }
    if (place.isDeclaring()) {
      return List.of();
    }
    return byName(place, text);
  }

  /// `symbol[index]`: one of the copies of a declaration, whose index need not be known.
  private record Copy(String symbol, Value index) {

    /// The copy that a text names, or null where it has not that form.
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

    /// The key that a copy of this index has, whether there is one or not.
    @Nullable ResourceKey key(TemplateDeployment place) {
      ResourceDeclaration declaration = declaration(place);
      return declaration == null || declaration.copy() == null
          ? null
          : new ResourceDeclarer(place)
              .key(declaration, place.frame().withLoop(declaration.copy().name(), index, true));
    }

    @Nullable ResourceDeclaration declaration(TemplateDeployment place) {
      for (ResourceDeclaration declaration : place.template().resources()) {
        if (declaration.copy() != null
            && declaration.symbol() != null
            && PropertyName.same(declaration.symbol(), symbol)) {
          return declaration;
        }
      }
      return null;
    }
  }

  /// The API version of the declaration of which a value names a copy, `symbol[index]`; empty where
  /// it names none, or the version is no constant.
  static String versionOfCopy(TemplateDeployment place, Value value) {
    Copy copy = Copy.of(value);
    ResourceDeclaration declaration = copy == null ? null : copy.declaration(place);
    String version =
        declaration == null || declaration.apiVersion() == null
            ? null
            : declaration.apiVersion().literalText();
    return version == null ? "" : version;
  }

  /// Whether a value names a copy that there certainly is not.
  static boolean isMissingCopy(TemplateDeployment place, Value value) {
    Copy copy = value instanceof StringValue ? Copy.of(value) : null;
    List<DeclaredResource> copies = copy == null ? null : place.symbol(copy.symbol());
    return copies != null
        && copies.stream().allMatch(each -> each.frame().loopIndex() instanceof NumberValue)
        && byText(place, value).isEmpty();
  }

  private static List<DeclaredResource> byName(TemplateDeployment place, String text) {
    List<DeclaredResource> found = new ArrayList<>();
    List<DeclaredResource> children = new ArrayList<>();
    for (DeclaredResource resource : place.declared()) {
      var copy = resource.declaration().copy();
      String last = resource.key().lastName().text();
      if (last != null && PropertyName.same(last, text)) {
        children.add(resource);
      }
      boolean named =
          PropertyName.same(resource.key().namesText(), text)
              || (copy != null && PropertyName.same(copy.name(), text));
      if (named) {
        found.add(resource);
      }
    }
    // a nested child may be meant by its own name alone, as long as only one has it
    return found.isEmpty() && children.size() == 1 ? children : found;
  }

  /// Whether a text that is known in part is an id, and so no plain name.
  private static boolean isId(Value value) {
    return value instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)
        && parts.getFirst() instanceof StringValue first
        && first.text().startsWith("/");
  }

  /// A name that is not known still is the same name.
  private static List<DeclaredResource> byUnknownName(TemplateDeployment place, Value value) {
    if (place.isDeclaring()) {
      return List.of();
    }
    List<DeclaredResource> found = new ArrayList<>();
    for (DeclaredResource resource : place.declared()) {
      if (resource.key().nameValue().equals(value)) {
        found.add(resource);
      }
    }
    return found;
  }
}
