package dev.redoubt.estate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A resource type such as `Microsoft.Storage/storageAccounts/blobServices`: a provider and one or
/// more segments. Equality ignores case, as Azure's does; the text keeps the case it was written
/// in.
public final class ResourceType implements Comparable<ResourceType> {

  public static final ResourceType DEPLOYMENT = of("Microsoft.Resources/deployments");
  public static final ResourceType RESOURCE_GROUP = of("Microsoft.Resources/resourceGroups");
  public static final ResourceType MANAGEMENT_GROUP = of("Microsoft.Management/managementGroups");
  public static final ResourceType SUBSCRIPTION = of("Microsoft.Resources/subscriptions");

  /// Spellings of one type are few; a run that meets more than this many is reading noise.
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

  /// The type of a text; whether it looks like one, [#isWellFormed] tells.
  public static ResourceType of(String text) {
    if (Cache.BY_TEXT.size() > MAX_CACHED) {
      return new ResourceType(text);
    }
    return Cache.BY_TEXT.computeIfAbsent(text, ResourceType::new);
  }

  /// Whether there is a provider and at least one segment, none of them empty.
  public boolean isWellFormed() {
    return slashes >= 1 && Arrays.stream(text.split("/", -1)).noneMatch(String::isBlank);
  }

  /// `Microsoft.Storage`.
  public String provider() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /// `storageAccounts`, `blobServices`: as many as the name of such a resource has segments.
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

  /// The type of the parent, or null where this is a top-level type.
  public @Nullable ResourceType parent() {
    return slashes < 2 ? null : of(text.substring(0, text.lastIndexOf('/')));
  }

  /// The type of a child.
  public ResourceType child(String segment) {
    return of(text + "/" + segment);
  }

  /// Whether this is that type; ignores case.
  public boolean is(String other) {
    return PropertyName.same(text, other);
  }

  /// The lower-case form: equal for equal types.
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
