package dev.redoubt.template.internal;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.BuiltInRoles;
import java.util.ArrayList;
import java.util.List;

/// Implements the functions whose results are known only to Azure.
final class AzureFunctions {

  private AzureFunctions() {}

  /// `listKeys(...)` and similar functions: a secret of the resource that the first argument
  /// identifies, by id or name.
  static Value secret(ContextFunction.Site site) {
    List<Value> arguments = withId(site);
    String of = arguments.isEmpty() ? "" : " of `" + JsonWriter.asText(arguments.getFirst()) + "`";
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.SECRET,
            "`%s`%s is a secret known only to Azure".formatted(site.expression().function(), of),
            "");
    return symbol(site, arguments, cause).asSecret();
  }

  /// `target('full')`: the enclosing resource as it is before the deployment, or nothing. Bicep's
  /// `this.exists()` and `this.existingResource()` are compiled to it. Source: the tests of the
  /// compiler, `ThisNamespaceTests`, August 2026.
  static Value target(ContextFunction.Site site) {
    ResourceKey resource = site.frame().target();
    if (resource == null) {
      return site.fail("can only be used in the properties of a resource");
    }
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.OUTSIDE_RESOURCE,
            "whether `%s` exists before the deployment is not read".formatted(resource.shortName()),
            "");
    List<Value> arguments = new ArrayList<>(site.arguments());
    arguments.add(resource.idValue());
    return symbol(site, arguments, cause);
  }

  /// `listOutputsWithSecureValues(deployment, apiVersion)`: the values of the outputs of a nested
  /// deployment by name; only those of secure outputs are secrets.
  static Value outputs(ContextFunction.Site site) {
    DeclaredResource resource =
        site.count() == 0
            ? null
            : ResourceReferences.declared(site.frame().resourceDeployment(), site.argument(0));
    if (resource == null
        || resource.isAbsent()
        || !(resource.nested() instanceof NestedTemplate.Known(var deployment))) {
      return secret(site);
    }
    ObjectValue.Builder outputs = ObjectValue.builder().origin(site.origin());
    deployment.outputs().forEach((name, output) -> outputs.put(name, output.value()));
    return outputs.build();
  }

  /// `getSecret(vault, name, version)`: the value of a parameter's `reference` to a key vault.
  static Value vaultSecret(ContextFunction.Site site) {
    List<Value> arguments = withId(site);
    String name =
        arguments.size() < 2 ? "a secret" : "secret `" + JsonWriter.asText(arguments.get(1)) + "`";
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.KEY_VAULT_REFERENCE, name + " in a key vault is not read", "");
    return symbol(site, arguments, cause).asSecret();
  }

  /// `externalInput(...)`: supplied by the deployment tool.
  static Value externalInput(ContextFunction.Site site) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.DEPLOYMENT_TIME,
            "an external input is supplied only at deployment",
            "");
    return symbol(site, site.arguments(), cause);
  }

  /// `providers(...)`, `pickZones(...)`: what the platform offers in a region at deployment time.
  static Value ofPlatform(ContextFunction.Site site) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.DEPLOYMENT_TIME,
            "`" + site.expression().function() + "` can be evaluated only by Azure",
            "");
    return symbol(site, site.arguments(), cause);
  }

  /// `roleDefinitions(name)`: the id and the GUID of a role. The GUIDs of built-in roles are the
  /// same everywhere; those of custom roles are known only to Azure. Source: "Resource functions
  /// for Bicep", Microsoft Learn, November 2026.
  static Value roleDefinition(ContextFunction.Site site) {
    if (site.count() != 1) {
      return site.fail("requires a role name");
    }
    String name = site.text(0);
    String guid = name == null ? null : BuiltInRoles.id(name);
    if (guid == null) {
      return ofPlatform(site);
    }
    ResourceScope subscription =
        new ResourceScope.Subscription(site.frame().values().scope().subscription());
    Value id =
        Unknown.text(
            List.of(
                subscription.idValue(),
                StringValue.of("/providers/Microsoft.Authorization/roleDefinitions/" + guid)),
            site.origin());
    return ObjectValue.builder()
        .put("id", id)
        .put("roleDefinitionId", guid)
        .origin(site.origin())
        .build();
  }

  /// Returns the arguments; the first one is replaced by the id of the resource that it identifies.
  private static List<Value> withId(ContextFunction.Site site) {
    List<Value> arguments = new ArrayList<>(site.arguments());
    if (!arguments.isEmpty()) {
      ResourceKey key =
          ResourceReferences.key(site.frame().resourceDeployment(), arguments.getFirst());
      if (key != null) {
        arguments.set(0, key.idValue());
      }
    }
    return arguments;
  }

  /// Returns a leaf that prints as the call; the arguments are part of its identity.
  private static Unknown symbol(
      ContextFunction.Site site, List<Value> arguments, UnknownCause cause) {
    String text =
        dev.redoubt.estate.ExpressionPrinter.of(
            Unknown.call(site.expression().function(), arguments, TypeHint.ANY, site.origin()));
    return Unknown.symbol(text, cause, TypeHint.ANY, site.origin());
  }
}
