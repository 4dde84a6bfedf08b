package dev.redoubt.estate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A resource type such as `Microsoft.Storage/storageAccounts/blobServices`: a provider and one or
/// more segments. Equality ignores case, as in Azure; the text keeps the case in which it was
/// written.
public final class ResourceType implements Comparable<ResourceType> {

  public static final ResourceType DEPLOYMENT = of("Microsoft.Resources/deployments");
  public static final ResourceType RESOURCE_GROUP = of("Microsoft.Resources/resourceGroups");
  public static final ResourceType MANAGEMENT_GROUP = of("Microsoft.Management/managementGroups");
  public static final ResourceType SUBSCRIPTION = of("Microsoft.Resources/subscriptions");

  /// Limit of cached spellings; real inputs contain far fewer types.
  private static final int MAX_CACHED = 20_000;

  private static final class Cache {
    static final ConcurrentMap<String, ResourceType> BY_TEXT = new ConcurrentHashMap<>();
  }

  private final String text;
  private final String folded;
  private final int slashes;

  private ResourceType(String text) {
    this.text = text;
    this.folded = PropertyName.folded(text);
    this.slashes = (int) text.chars().filter(c -> c == '/').count();
  }

  /// Returns the type with the given text, which need not be [well formed][#isWellFormed].
  public static ResourceType of(String text) {
    if (Cache.BY_TEXT.size() > MAX_CACHED) {
      return new ResourceType(text);
    }
    return Cache.BY_TEXT.computeIfAbsent(text, ResourceType::new);
  }

  /// Whether the type has a provider and at least one segment, none of them empty.
  public boolean isWellFormed() {
    return slashes >= 1 && Arrays.stream(text.split("/", -1)).noneMatch(String::isBlank);
  }

  /// `Microsoft.Storage`.
  public String provider() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /// `storageAccounts`, `blobServices`: the name of such a resource has as many segments.
  public List<String> segments() {
    String[] parts = text.split("/", -1);
    return List.of(parts).subList(1, parts.length);
  }

  /// The number of [#segments].
  public int depth() {
    return slashes;
  }

  /// `blobServices`.
  public String lastSegment() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// Returns the type of the parent, or null for a top-level type.
  public @Nullable ResourceType parent() {
    return slashes < 2 ? null : of(text.substring(0, text.lastIndexOf('/')));
  }

  /// Returns the type of a child.
  public ResourceType child(String segment) {
    return of(text + "/" + segment);
  }

  /// Whether this is the given type, ignoring case.
  public boolean is(String other) {
    return PropertyName.same(text, other);
  }

  /// Returns the lower-case form, which is equal for equal types.
  public String folded() {
    return folded;
  }

  @Override
  public int compareTo(ResourceType other) {
    return folded.compareTo(other.folded);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceType that && folded.equals(that.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
