package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The operations on the access policies of a key vault: the type `vaults/accessPolicies` with the
/// name `add`, `replace` or `remove`. Each deployment of one is carried out, so several are no
/// conflict: together they have the policies of all.
///
/// Source: the reference of `Microsoft.KeyVault/vaults/accessPolicies`, November 2026.
final class VaultAccessPolicies {

  private static final ResourceType TYPE =
      ResourceType.of("Microsoft.KeyVault/vaults/accessPolicies");

  private static final Set<String> OPERATIONS = Set.of("add", "replace", "remove");

  private static final String POLICIES = "accessPolicies";

  private VaultAccessPolicies() {}

  static boolean isOperation(ResourceKey key) {
    return key.type().equals(TYPE)
        && key.names().getLast().value() instanceof StringValue(var name, _)
        && OPERATIONS.contains(name.toLowerCase(Locale.ROOT));
  }

  /// The payload that has the same effect as both operations.
  static ObjectValue joined(Resource first, Resource second) {
    if (first.body().equals(second.body())) {
      return first.body();
    }
    Value left = policies(first);
    Value right = policies(second);
    Value all = concatenated(left, right);
    if (!first.existence().equals(second.existence())) {
      all = unless(second, all, left);
      all = unless(first, all, right);
    }
    ObjectValue properties =
        first.body().get("properties") instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    return first.body().with("properties", properties.with(POLICIES, all));
  }

  private static Value policies(Resource resource) {
    Value written = resource.property("properties." + POLICIES);
    return written == null ? ArrayValue.of(List.of()) : written;
  }

  private static Value concatenated(Value left, Value right) {
    if (left instanceof ArrayValue one
        && right instanceof ArrayValue other
        && !one.isOpen()
        && !other.isOpen()) {
      List<Value> elements = new ArrayList<>();
      one.forEach(elements::add);
      other.forEach(elements::add);
      return ArrayValue.of(elements).at(left.origin());
    }
    return Unknown.call("union", List.of(left, right), TypeHint.ARRAY, left.origin());
  }

  /// What applies if a resource may not be deployed.
  private static Value unless(Resource resource, Value all, Value others) {
    return resource.existence() instanceof ResourceExistence.Conditional(var condition)
        ? Unknown.choice(condition, all, others, all.origin())
        : all;
  }
}
