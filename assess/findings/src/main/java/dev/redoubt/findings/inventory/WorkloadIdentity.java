package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A principal that the templates create or name.
///
/// @param id stable and unique in the inventory
/// @param name the name of the managed identity; of a system-assigned identity, that of its
///   resource; of another principal, its object id or the expression for it
/// @param resource the managed identity, or the resource that has a system-assigned identity; null
///   for a principal that the templates only name
/// @param usedBy the resources that act as this identity
/// @param trusts who may act as it through federation, one line each: `repo:contoso/credit:...`
/// @param origin where it is declared or first named
public record WorkloadIdentity(
    String id,
    Kind kind,
    String name,
    @Nullable ResourceKey resource,
    List<ResourceKey> usedBy,
    List<String> trusts,
    Origin origin) {

  public WorkloadIdentity {
    usedBy = List.copyOf(usedBy);
    trusts = List.copyOf(trusts);
  }

  /// The kind of a principal.
  public enum Kind {
    SYSTEM_ASSIGNED("system-assigned"),
    USER_ASSIGNED("user-assigned"),
    /// A person, group or application that the templates only name.
    OTHER("named by its id"),
    /// The principal is unknown before deployment. Two unknown principals may be the same.
    UNKNOWN("unknown");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The words used in reports.
    public String word() {
      return word;
    }
  }
}
