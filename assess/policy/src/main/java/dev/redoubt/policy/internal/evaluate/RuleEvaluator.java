package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Truth;
import dev.redoubt.policy.internal.expression.ExpressionEvaluator;
import dev.redoubt.policy.internal.expression.PolicyContext;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.internal.rule.Rule;
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates rules for one resource, in Kleene's logic.
public final class RuleEvaluator {

  private static final AliasPath KIND_PATH = new AliasPath(List.of("kind"));

  private final ResourceView view;

  public RuleEvaluator(ResourceView view) {
    this.view = view;
  }

  ResourceView view() {
    return view;
  }

  /// Whether a rule holds for the resource.
  public Truth truth(Rule rule) {
    return truth(rule, null);
  }

  Truth truth(Rule rule, @Nullable CountScope scope) {
    return switch (rule) {
      case Rule.AllOf(var rules, _) -> {
        Truth truth = Truth.TRUE;
        for (Rule each : rules) {
          truth = truth.and(truth(each, scope));
          if (truth == Truth.FALSE) {
            break;
          }
        }
        yield truth;
      }
      case Rule.AnyOf(var rules, _) -> {
        Truth truth = Truth.FALSE;
        for (Rule each : rules) {
          truth = truth.or(truth(each, scope));
          if (truth == Truth.TRUE) {
            break;
          }
        }
        yield truth;
      }
      case Rule.Not(var inner, _) -> truth(inner, scope).not();
      case Rule.Test test -> test(test, scope);
      case Rule.Unsupported _ -> Truth.UNKNOWN;
    };
  }

  private Truth test(Rule.Test test, @Nullable CountScope scope) {
    Value operand = operand(test, scope);
    return switch (test.subject()) {
      case Rule.Subject.Field(var field) -> test(select(field, scope), test, operand);
      case Rule.Subject.Computed(var value, _) ->
          Comparison.test(test.operator(), evaluate(value, scope), operand);
      case Rule.Subject.FieldCount count -> count(count, scope).test(test.operator(), operand);
      case Rule.Subject.ValueCount count -> count(count, scope).test(test.operator(), operand);
    };
  }

  Value operand(Rule.Test test, @Nullable CountScope scope) {
    Value operand = evaluate(test.operand(), scope);
    boolean location =
        test.subject() instanceof Rule.Subject.Field(FieldReference.Named(var name, _))
            && name == FieldReference.Name.LOCATION;
    return location ? normalizedLocations(operand) : operand;
  }

  private static Truth test(Selection selection, Rule.Test test, Value operand) {
    return switch (selection) {
      case Selection.Either(_, var whenTrue, var whenFalse) ->
          test(whenTrue, test, operand).join(test(whenFalse, test, operand));
      case Selection.Items(var items, var rest, _) -> {
        Truth truth = rest == null ? Truth.TRUE : Truth.UNKNOWN;
        for (Selection.Item item : items) {
          truth = truth.and(test(item, test, operand));
        }
        yield truth;
      }
    };
  }

  static Truth test(Selection.Item item, Rule.Test test, Value operand) {
    Truth truth = Comparison.test(test.operator(), item.value(), operand);
    return item.certain() ? truth : truth.or(Truth.UNKNOWN);
  }

  CountInterval count(Rule.Subject.FieldCount count, @Nullable CountScope scope) {
    AliasPath path = view.aliases().find(count.array().text());
    if (path == null) {
      return new CountInterval(0, 0);
    }
    return count(select(count.array(), scope), count, path.steps().size(), scope);
  }

  private CountInterval count(
      Selection selection, Rule.Subject.FieldCount count, int steps, @Nullable CountScope scope) {
    return switch (selection) {
      case Selection.Either(_, var whenTrue, var whenFalse) ->
          count(whenTrue, count, steps, scope).join(count(whenFalse, count, steps, scope));
      case Selection.Items(var items, var rest, _) -> {
        CountInterval sum = new CountInterval(0, rest == null ? 0 : CountInterval.UNBOUNDED);
        for (Selection.Item item : items) {
          Value element = item.value() == null ? NullValue.NULL : item.value();
          CountScope inner = new CountScope(count.array().text(), steps, element, scope);
          sum = sum.plus(counted(count.where(), inner, item.certain()));
        }
        yield sum;
      }
    };
  }

  private CountInterval counted(@Nullable Rule where, CountScope inner, boolean certain) {
    Truth meets = where == null ? Truth.TRUE : truth(where, inner);
    return new CountInterval(meets == Truth.TRUE && certain ? 1 : 0, meets == Truth.FALSE ? 0 : 1);
  }

  CountInterval count(Rule.Subject.ValueCount count, @Nullable CountScope scope) {
    return count(evaluate(count.values(), scope), count, scope);
  }

  private CountInterval count(
      Value values, Rule.Subject.ValueCount count, @Nullable CountScope scope) {
    if (values instanceof Unknown(Residual.Choice(_, var a, var b), _, _, _, _)) {
      return count(a, count, scope).join(count(b, count, scope));
    }
    if (!(values instanceof ArrayValue array)) {
      boolean unknown = values instanceof Unknown;
      return new CountInterval(0, unknown ? CountInterval.UNBOUNDED : 0);
    }
    CountInterval sum = new CountInterval(0, array.isOpen() ? CountInterval.UNBOUNDED : 0);
    for (Value element : array) {
      sum = sum.plus(counted(count.where(), new CountScope(count.name(), 0, element, scope), true));
    }
    return sum;
  }

  /// What a field comes to; an alias of another type is absent.
  Selection select(FieldReference field, @Nullable CountScope scope) {
    return switch (field) {
      case FieldReference.Named(var name, _) ->
          Selection.one(named(name), view.resource().origin());
      case FieldReference.Tag(var tag, _) -> {
        Value tags = view.body().lookup("tags");
        Origin around = tags == null ? view.resource().origin() : tags.origin();
        yield Selection.one(member(tags, tag), around);
      }
      case FieldReference.Alias(var alias) -> {
        AliasPath path = view.aliases().find(alias);
        if (path == null) {
          yield alias.contains("[*]")
              ? new Selection.Items(List.of(), null, true)
              : Selection.one(null, view.resource().origin());
        }
        CountScope holder = CountScope.holding(scope, alias);
        yield holder != null && holder.steps() <= path.steps().size()
            ? Selector.select(view, path, holder.element(), holder.steps())
            : Selector.select(view, path, view.body(), 0);
      }
    };
  }

  private @Nullable Value named(FieldReference.Name name) {
    ObjectValue body = view.body();
    Origin origin = view.resource().origin();
    return switch (name) {
      case NAME -> view.resource().key().lastName().value().at(origin);
      case FULL_NAME -> view.resource().key().nameValue().at(origin);
      case TYPE -> StringValue.of(view.resource().type().toString()).at(origin);
      case ID -> view.resource().key().idValue().at(origin);
      case KIND -> {
        Value kind = body.lookup("kind");
        yield kind == null ? view.whenAbsent(KIND_PATH, 0) : kind;
      }
      case TAGS -> body.lookup("tags");
      case LOCATION -> {
        Value location = body.lookup("location");
        yield location == null ? null : normalizedLocations(location);
      }
      case IDENTITY_TYPE -> identity("type");
      case IDENTITY_USERS -> identity("userAssignedIdentities");
    };
  }

  private @Nullable Value identity(String member) {
    return member(view.body().lookup("identity"), member);
  }

  private static @Nullable Value member(@Nullable Value holder, String name) {
    if (holder instanceof Unknown unknown) {
      return unknown.member(name);
    }
    return holder instanceof ObjectValue object ? object.lookup(name) : null;
  }

  /// `East US 2` and `eastus2` are one location.
  private static Value normalizedLocations(Value value) {
    return switch (value) {
      case StringValue(var text, _) ->
          StringValue.of(PropertyName.folded(text.replace(" ", ""))).at(value.origin());
      case ArrayValue array when !array.isOpen() ->
          ArrayValue.of(
              array.stream().map(RuleEvaluator::normalizedLocations).toList(), array.origin());
      case ArrayValue _, NullValue _, BooleanValue _, NumberValue _, ObjectValue _, Unknown _ ->
          value;
    };
  }

  Value evaluate(Expression expression, @Nullable CountScope scope) {
    return expression instanceof Expression.Literal(var value)
        ? value
        : new ExpressionEvaluator(new Context(scope)).evaluate(expression);
  }

  /// What an expression sees of the resource.
  private final class Context implements PolicyContext {

    private final @Nullable CountScope scope;

    Context(@Nullable CountScope scope) {
      this.scope = scope;
    }

    @Override
    public Value field(String name, Origin origin) {
      FieldReference field = FieldReference.parse(name);
      return field == null
          ? ExpressionEvaluator.failure("`" + name + "` is not a field of policies", origin)
          : value(select(field, scope), origin, StringValue.of(""));
    }

    private static Value value(Selection selection, Origin origin, Value absent) {
      return switch (selection) {
        case Selection.Either(var condition, var whenTrue, var whenFalse) ->
            Unknown.choice(
                condition,
                value(whenTrue, origin, absent),
                value(whenFalse, origin, absent),
                origin);
        case Selection.Items(var items, var rest, var many) when many -> array(items, rest, origin);
        case Selection.Items(var items, _, _) -> {
          Value only = items.isEmpty() ? null : items.getFirst().value();
          yield only == null ? absent : only;
        }
      };
    }

    private static Value array(List<Selection.Item> items, @Nullable Unknown rest, Origin origin) {
      List<Value> certain = new ArrayList<>();
      Unknown open = rest;
      for (Selection.Item item : items) {
        Value value = item.value() == null ? NullValue.NULL : item.value();
        if (item.certain()) {
          certain.add(value);
        } else {
          open = Unknown.call("createArray", List.of(value), TypeHint.ARRAY, origin);
        }
      }
      return open == null ? ArrayValue.of(certain, origin) : ArrayValue.open(certain, open, origin);
    }

    @Override
    public @Nullable Value current(@Nullable String name, Origin origin) {
      if (name == null) {
        return scope == null ? null : scope.element();
      }
      CountScope named = CountScope.named(scope, name);
      if (named != null) {
        return named.element();
      }
      return CountScope.holding(scope, name) != null ? field(name, origin) : null;
    }

    /// The API version is the resource's; who sends the request is not known.
    private Value requestContext(Origin origin) {
      Cause sender =
          new Cause(Cause.Kind.DEPLOYMENT_TIME, "who sends the request differs each time", "");
      ObjectValue.Builder context =
          ObjectValue.builder()
              .rest(Unknown.symbol("requestContext()", sender, TypeHint.OBJECT, origin))
              .origin(origin);
      String apiVersion = view.resource().apiVersion();
      return apiVersion.isEmpty()
          ? context.build()
          : context.put("apiVersion", StringValue.of(apiVersion)).build();
    }

    @Override
    public Value surrounding(String function, Origin origin) {
      if (function.equals("requestContext")) {
        return requestContext(origin);
      }
      Cause cause =
          switch (function) {
            case "utcNow" ->
                new Cause(
                    Cause.Kind.DEPLOYMENT_TIME, "the time of the evaluation differs each time", "");
            case "policy" ->
                new Cause(Cause.Kind.DEPLOYMENT_SCOPE, "the policy's assignment is not given", "");
            default ->
                new Cause(
                    Cause.Kind.OUTSIDE_RESOURCE,
                    "the properties of the "
                        + (function.equals("subscription") ? "subscription" : "resource group")
                        + " are not given",
                    "");
          };
      TypeHint type = function.equals("utcNow") ? TypeHint.STRING : TypeHint.OBJECT;
      return Unknown.symbol(function + "()", cause, type, origin);
    }
  }
}
