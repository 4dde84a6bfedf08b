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
    default <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      return fold.one(read(frame, scope), null);
    }
  }

  /// Combines the selected values.
  <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold);

  /// The values of the field, with their locations.
  default FieldSelection select(EvaluationFrame frame, @Nullable CountScope scope) {
    return fold(frame, scope, new FieldSelection.Collector(frame.resource().origin()));
  }

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
    public <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      return fold.all(ArrayValue.EMPTY, _ -> fold.one(null, null));
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
    public <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      ArrayValue unknown = ArrayValue.open(List.of(), alias.unknown(frame), Origin.NONE);
      return fold.all(unknown, _ -> fold.one(null, null));
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
    public <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      Value tags = frame.body().lookup("tags");
      return fold.one(member(tags, tag), tags);
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
    public <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      Value start = CountScope.start(frame, scope, counted);
      return fold.one(path.read(frame, start, from), holder(path, start, from, null));
    }
  }

  /// The innermost declared object around the value at a path.
  private static @Nullable Value holder(
      PropertyPath path, @Nullable Value start, int from, @Nullable Value outer) {
    Value here = start;
    Value holder = outer;
    for (int i = from; i < path.length() && here instanceof ObjectValue object; i++) {
      holder = object;
      here = object.lookup(path.step(i));
    }
    return holder;
  }

  /// A path with `[*]`.
  ///
  /// @param from the number of steps to the start: 0, or those to the element
  /// @param counted the name of the `count` whose element is the start; null for the payload
  record Elements(PropertyPath path, int from, @Nullable String counted) implements FieldAccess {

    @Override
    public <R> R fold(EvaluationFrame frame, @Nullable CountScope scope, SelectionFold<R> fold) {
      return fold(frame, CountScope.start(frame, scope, counted), from, null, fold);
    }

    private <R> R fold(
        EvaluationFrame frame,
        @Nullable Value start,
        int first,
        @Nullable Value outer,
        SelectionFold<R> fold) {
      Value here = start;
      Value holder = outer;
      int step = first;
      while (path.hasElementsFrom(step)) {
        if (here
            instanceof
            Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
          return fold.either(
              condition, fold(frame, a, step, holder, fold), fold(frame, b, step, holder, fold));
        }
        if (path.isElements(step)) {
          Value array = here;
          int next = step + 1;
          Value around = here == null ? holder : here;
          return fold.all(elements(array), element -> fold(frame, element, next, around, fold));
        }
        if (here instanceof ObjectValue object) {
          holder = object;
          here = object.lookup(path.step(step));
        } else {
          here = here instanceof Unknown unknown ? unknown.member(path.step(step)) : null;
        }
        step++;
      }
      return fold.one(path.read(frame, here, step), holder(path, here, step, holder));
    }

    private static ArrayValue elements(@Nullable Value array) {
      return switch (array) {
        case ArrayValue known -> known;
        case Unknown unknown -> ArrayValue.open(List.of(), unknown, Origin.NONE);
        case null, default -> ArrayValue.EMPTY;
      };
    }
  }
}
