package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.TypeAliases;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A resource as seen by one mode of evaluation. Thread-safe.
public final class ResourceView {

  private final Resource resource;
  private final ObjectValue body;
  private final TypeAliases aliases;
  private final Absence absence;

  /// The unknown defaults by path. Created on first use; a race creates equal values twice.
  private @Nullable ConcurrentMap<AliasPath, Unknown> unknownDefaults;

  /// @param resource as declared
  /// @param body the payload with properties that the service derives from other resources
  /// @param aliases the aliases of its type
  /// @param absence the value of an absent property
  public ResourceView(Resource resource, ObjectValue body, TypeAliases aliases, Absence absence) {
    this.resource = resource;
    this.body = body;
    this.aliases = aliases;
    this.absence = absence;
  }

  /// Determines the values of absent properties.
  public interface Absence {

    /// The effect of leaving out a property of a type and API version.
    AbsentProperty resolve(
        ResourceType type, String apiVersion, TypeAliases aliases, AliasPath path);
  }

  /// Absent properties stay absent.
  public static final Absence STAYS_ABSENT = (_, _, _, _) -> AbsentProperty.STAYS_ABSENT;

  public Resource resource() {
    return resource;
  }

  public ObjectValue body() {
    return body;
  }

  public TypeAliases aliases() {
    return aliases;
  }

  public Absence absence() {
    return absence;
  }

  /// The value of a property for which the service uses a default that is not known.
  Unknown unknownDefault(AliasPath path) {
    ConcurrentMap<AliasPath, Unknown> known = unknownDefaults;
    if (known == null) {
      known = new ConcurrentHashMap<>();
      unknownDefaults = known;
    }
    return known.computeIfAbsent(path, this::createUnknownDefault);
  }

  private Unknown createUnknownDefault(AliasPath path) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PROVIDER_DEFAULT,
            "the default of `%s` in `%s` is not known".formatted(path, resource.type()),
            "set the property explicitly");
    String expression =
        "providerDefault('%s', '%s', '%s')"
            .formatted(resource.key().id(), path, resource.apiVersion());
    return Unknown.symbol(expression, cause, TypeHint.ANY, Origin.PROVIDER_DEFAULT);
  }
}
