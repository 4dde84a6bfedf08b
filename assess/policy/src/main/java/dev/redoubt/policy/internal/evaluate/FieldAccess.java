package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.rule.FieldReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a field of resources of one type and API version. Null and absent properties have the
/// provider's default, in each branch of a choice.
sealed interface FieldAccess {

  /// A field with one value.
  sealed interface Single extends FieldAccess {
    /// The value, or null if it is absent.
    @Nullable Value read(EvaluationFrame frame, @Nullable CountScope scope);

    @Override
    default FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      return new FieldSelection.One(read(frame, scope), frame.resource().origin());
    }
  }

  /// The values of the field.
  FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope);

  /// A field that no resource of the type has.
  record Absent() implements Single {
    @Override
    public @Nullable Value read(EvaluationFrame frame, @Nullable CountScope scope) {
      return null;
    }
  }

  /// An array of which no resource of the type has elements.
  record NoElements() implements FieldAccess {
    @Override
    public FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      return FieldSelection.All.NONE;
    }
  }

  /// An alias whose path in this API version is not known.
  record Moved(String alias) implements Single {
    @Override
    public Value read(EvaluationFrame frame, @Nullable CountScope scope) {
      return unknown(frame);
    }

    Unknown unknown(EvaluationFrame frame) {
      Resource resource = frame.resource();
      UnknownCause cause =
          new UnknownCause(
              UnknownCause.Kind.PROVIDER_DEFAULT,
              "the place of `%s` in API version `%s` is not known"
                  .formatted(alias, resource.apiVersion()),
              "use a newer API version");
      String expression = "alias('%s', '%s')".formatted(resource.key().id(), alias);
      return Unknown.symbol(expression, cause, TypeHint.ANY, resource.origin());
    }
  }

  /// The elements of an array at a path that is not known.
  record MovedElements(Moved alias) implements FieldAccess {
    @Override
    public FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      return new FieldSelection.All(List.of(), alias.unknown(frame));
    }
  }

  /// A field that every resource has.
  record Named(FieldReference.Name name) implements Single {
    @Override
    public @Nullable Value read(EvaluationFrame frame, @Nullable CountScope scope) {
      Resource resource = frame.resource();
      Origin origin = resource.origin();
      return switch (name) {
        case NAME -> resource.key().lastName().value().at(origin);
        case FULL_NAME -> resource.key().nameValue().at(origin);
        case TYPE -> StringValue.of(PolicyResourceType.of(resource.type())).at(origin);
        case ID -> resource.key().idValue().at(origin);
        case TAGS -> present(frame.body().lookup("tags"));
        case LOCATION -> {
          Value location = present(frame.body().lookup("location"));
          yield location == null ? null : LocationNames.normalized(location);
        }
        case IDENTITY_TYPE -> member(frame.body().lookup("identity"), "type");
        case IDENTITY_USERS -> member(frame.body().lookup("identity"), "userAssignedIdentities");
        case KIND -> throw new IllegalStateException("`kind` is read by its path");
      };
    }
  }

  /// One tag.
  record Tag(String tag) implements Single {
    @Override
    public @Nullable Value read(EvaluationFrame frame, @Nullable CountScope scope) {
      return member(frame.body().lookup("tags"), tag);
    }

    @Override
    public FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      Value tags = frame.body().lookup("tags");
      Origin around = tags == null ? frame.resource().origin() : tags.origin();
      return new FieldSelection.One(member(tags, tag), around);
    }
  }

  private static @Nullable Value member(@Nullable Value holder, String name) {
    return switch (holder) {
      case Unknown unknown -> present(unknown.member(name));
      case ObjectValue object -> present(object.lookup(name));
      case null, default -> null;
    };
  }

  private static @Nullable Value present(@Nullable Value value) {
    return value instanceof NullValue ? null : value;
  }

  /// A path without `[*]`, or the part of a path below the current element of a `count`.
  ///
  /// @param from the number of steps to the start: 0, or those to the element
  /// @param counted the name of the `count` whose element is the start; null for the payload
  record Property(PropertyPath path, int from, @Nullable String counted) implements Single {

    @Override
    public @Nullable Value read(EvaluationFrame frame, @Nullable CountScope scope) {
      return path.read(frame, CountScope.start(frame, scope, counted), from);
    }

    @Override
    public FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      Value start = CountScope.start(frame, scope, counted);
      return one(frame, path, start, from, frame.resource().origin());
    }
  }

  /// The value at a path, with the location of the innermost object that contains it.
  private static FieldSelection one(
      EvaluationFrame frame, PropertyPath path, @Nullable Value start, int from, Origin outer) {
    Value here = start;
    Origin around = outer;
    for (int i = from; i < path.length() && here instanceof ObjectValue object; i++) {
      around = object.origin().isWritten() ? object.origin() : around;
      here = object.lookup(path.step(i));
    }
    return new FieldSelection.One(path.read(frame, start, from), around);
  }

  /// A path with `[*]`.
  ///
  /// @param from the number of steps to the start: 0, or those to the element
  /// @param counted the name of the `count` whose element is the start; null for the payload
  record Elements(PropertyPath path, int from, @Nullable String counted) implements FieldAccess {

    @Override
    public FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
      Value start = CountScope.start(frame, scope, counted);
      return select(frame, start, from, frame.resource().origin());
    }

    private FieldSelection select(
        EvaluationFrame frame, @Nullable Value here, int step, Origin outer) {
      if (!path.hasElementsFrom(step)) {
        return one(frame, path, here, step, outer);
      }
      if (here
          instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
        return new FieldSelection.Either(
            condition, select(frame, a, step, outer), select(frame, b, step, outer));
      }
      Origin around = here != null && here.origin().isWritten() ? here.origin() : outer;
      if (path.isElements(step)) {
        return elements(frame, here, step, around);
      }
      return switch (here) {
        case ObjectValue object -> select(frame, object.lookup(path.step(step)), step + 1, around);
        case Unknown unknown -> select(frame, unknown.member(path.step(step)), step + 1, around);
        case null, default -> FieldSelection.All.NONE;
      };
    }

    private FieldSelection elements(
        EvaluationFrame frame, @Nullable Value array, int step, Origin around) {
      if (array instanceof Unknown unknown) {
        return new FieldSelection.All(List.of(), unknown);
      }
      if (!(array instanceof ArrayValue known)) {
        return FieldSelection.All.NONE;
      }
      List<FieldSelection> parts = new ArrayList<>(known.size());
      for (Value element : known) {
        parts.add(select(frame, element, step + 1, around));
      }
      return new FieldSelection.All(parts, known.rest());
    }
  }
}
