package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.AliasTarget;
import dev.redoubt.effective.alias.TypeAliases;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.policy.internal.rule.FieldReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves the fields of policies for one resource type and API version.
final class TypeBinding {

  private static final AliasPath KIND = new AliasPath(List.of("kind"));

  private final ResourceType type;
  private final String apiVersion;
  private final TypeAliases aliases;
  private final ResourceView.Absence absence;

  TypeBinding(ResourceView view) {
    this.type = view.resource().type();
    this.apiVersion = view.resource().apiVersion();
    this.aliases = view.aliases();
    this.absence = view.absence();
  }

  /// Whether the binding is valid for a resource.
  boolean fits(ResourceView view) {
    return view.absence().equals(absence)
        && view.resource().type().equals(type)
        && view.resource().apiVersion().equals(apiVersion);
  }

  /// The value of the field `type`.
  String typeText() {
    return PolicyResourceType.of(type);
  }

  /// The number of path steps of an alias; 0 if this type does not have it.
  int steps(String alias) {
    return aliases.target(alias, apiVersion) instanceof AliasTarget.At(var path)
        ? path.steps().size()
        : 0;
  }

  /// The access to a field.
  ///
  /// @param counted the aliases that are counted around the field
  FieldAccess access(FieldReference field, @Nullable CountedAliases counted) {
    return switch (field) {
      case FieldReference.Named(var name, _) ->
          name == FieldReference.Name.KIND ? property(KIND, 0, null) : new FieldAccess.Named(name);
      case FieldReference.Tag(var tag, _) -> new FieldAccess.Tag(tag);
      case FieldReference.Alias alias -> access(alias, counted);
      case FieldReference.Computed(_, var text) ->
          throw new IllegalArgumentException("the name of a field must be known: " + text);
    };
  }

  private FieldAccess access(FieldReference.Alias alias, @Nullable CountedAliases counted) {
    return switch (aliases.target(alias.text(), apiVersion)) {
      case AliasTarget.None _ ->
          alias.hasAll() ? new FieldAccess.NoElements() : new FieldAccess.Absent();
      case AliasTarget.Moved _ -> {
        FieldAccess.Moved moved = new FieldAccess.Moved(alias.text());
        yield alias.hasAll() ? new FieldAccess.MovedElements(moved) : moved;
      }
      case AliasTarget.At(var path) -> {
        CountedAliases holder = CountedAliases.holding(counted, alias.text());
        yield holder != null && holder.steps() > 0 && holder.steps() <= path.steps().size()
            ? property(path, holder.steps(), holder.name())
            : property(path, 0, null);
      }
    };
  }

  private FieldAccess property(AliasPath path, int from, @Nullable String counted) {
    PropertyPath bound = new PropertyPath(path, absence.resolve(type, apiVersion, aliases, path));
    return bound.hasElementsFrom(from)
        ? new FieldAccess.Elements(bound, from, counted)
        : new FieldAccess.Property(bound, from, counted);
  }
}
