package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.expression.ExpressionEvaluator;
import dev.redoubt.policy.internal.expression.PolicyContext;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates rules for one resource in three-valued logic.
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
  public TruthValue truth(BoundCondition rule) {
    return truth(rule, null);
  }

  TruthValue truth(BoundCondition rule, @Nullable CountScope scope) {
    return switch (rule) {
      case BoundCondition.AllOf(var rules, _) -> {
        TruthValue truth = TruthValue.TRUE;
        for (BoundCondition each : rules) {
          truth = truth.and(truth(each, scope));
          if (truth == TruthValue.FALSE) {
            break;
          }
        }
        yield truth;
      }
      case BoundCondition.AnyOf(var rules, _) -> {
        TruthValue truth = TruthValue.FALSE;
        for (BoundCondition each : rules) {
          truth = truth.or(truth(each, scope));
          if (truth == TruthValue.TRUE) {
            break;
          }
        }
        yield truth;
      }
      case BoundCondition.Not(var inner, _) -> truth(inner, scope).not();
      case BoundCondition.Test test -> test(test, scope);
      case BoundCondition.Unsupported _ -> TruthValue.UNKNOWN;
    };
  }

  private TruthValue test(BoundCondition.Test test, @Nullable CountScope scope) {
    Value operand = operand(test, scope);
    return switch (test.subject()) {
      case BoundCondition.Subject.Field(var field) -> test(select(field, scope), test, operand);
      case BoundCondition.Subject.Computed(var value, _) ->
          OperatorComparison.test(test.operator(), evaluate(value, scope), operand);
      case BoundCondition.Subject.FieldCount count ->
          count(count, scope).test(test.operator(), operand);
      case BoundCondition.Subject.ValueCount count ->
          count(count, scope).test(test.operator(), operand);
    };
  }

  Value operand(BoundCondition.Test test, @Nullable CountScope scope) {
    Value operand = evaluate(test.operand(), scope);
    boolean location =
        test.subject() instanceof BoundCondition.Subject.Field(FieldReference.Named(var name, _))
            && name == FieldReference.Name.LOCATION;
    return location ? normalizedLocations(operand) : operand;
  }

  private static TruthValue test(
      FieldSelection selection, BoundCondition.Test test, Value operand) {
    return switch (selection) {
      case FieldSelection.Either(_, var whenTrue, var whenFalse) ->
          test(whenTrue, test, operand).join(test(whenFalse, test, operand));
      case FieldSelection.Items(var items, var rest, _) -> {
        TruthValue truth = rest == null ? TruthValue.TRUE : TruthValue.UNKNOWN;
        for (FieldSelection.Item item : items) {
          truth = truth.and(test(item, test, operand));
        }
        yield truth;
      }
    };
  }

  static TruthValue test(FieldSelection.Item item, BoundCondition.Test test, Value operand) {
    TruthValue truth = OperatorComparison.test(test.operator(), item.value(), operand);
    return item.certain() ? truth : truth.or(TruthValue.UNKNOWN);
  }

  CountInterval count(BoundCondition.Subject.FieldCount count, @Nullable CountScope scope) {
    AliasPath path = view.aliases().find(count.array().text());
    if (path == null) {
      return new CountInterval(0, 0);
    }
    return count(select(count.array(), scope), count, path.steps().size(), scope);
  }

  private CountInterval count(
      FieldSelection selection,
      BoundCondition.Subject.FieldCount count,
      int steps,
      @Nullable CountScope scope) {
    return switch (selection) {
      case FieldSelection.Either(_, var whenTrue, var whenFalse) ->
          count(whenTrue, count, steps, scope).join(count(whenFalse, count, steps, scope));
      case FieldSelection.Items(var items, var rest, _) -> {
        CountInterval sum = new CountInterval(0, rest == null ? 0 : CountInterval.UNBOUNDED);
        for (FieldSelection.Item item : items) {
          Value element = item.value() == null ? NullValue.NULL : item.value();
          CountScope inner = new CountScope(count.array().text(), steps, element, scope);
          sum = sum.plus(counted(count.where(), inner, item.certain()));
        }
        yield sum;
      }
    };
  }

  private CountInterval counted(@Nullable BoundCondition where, CountScope inner, boolean certain) {
    TruthValue meets = where == null ? TruthValue.TRUE : truth(where, inner);
    return new CountInterval(
        meets == TruthValue.TRUE && certain ? 1 : 0, meets == TruthValue.FALSE ? 0 : 1);
  }

  CountInterval count(BoundCondition.Subject.ValueCount count, @Nullable CountScope scope) {
    return count(evaluate(count.values(), scope), count, scope);
  }

  private CountInterval count(
      Value values, BoundCondition.Subject.ValueCount count, @Nullable CountScope scope) {
    if (values instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
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

  /// The values of a field; an alias of another type is absent.
  FieldSelection select(FieldReference field, @Nullable CountScope scope) {
    return switch (field) {
      case FieldReference.Named(var name, _) ->
          FieldSelection.one(named(name), view.resource().origin());
      case FieldReference.Tag(var tag, _) -> {
        Value tags = view.body().lookup("tags");
        Origin around = tags == null ? view.resource().origin() : tags.origin();
        yield FieldSelection.one(member(tags, tag), around);
      }
      case FieldReference.Alias(var alias) -> {
        AliasPath path = view.aliases().find(alias);
        if (path == null) {
          yield alias.contains("[*]")
              ? new FieldSelection.Items(List.of(), null, true)
              : FieldSelection.one(null, view.resource().origin());
        }
        CountScope holder = CountScope.holding(scope, alias);
        yield holder != null && holder.steps() <= path.steps().size()
            ? AliasSelector.select(view, path, holder.element(), holder.steps())
            : AliasSelector.select(view, path, view.body(), 0);
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

  /// `East US 2` and `eastus2` are the same location.
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

  Value evaluate(TemplateExpression expression, @Nullable CountScope scope) {
    return expression instanceof TemplateExpression.Literal(var value)
        ? value
        : new ExpressionEvaluator(new Context(scope)).evaluate(expression);
  }

  /// The resource as seen by an expression.
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

    private static Value value(FieldSelection selection, Origin origin, Value absent) {
      return switch (selection) {
        case FieldSelection.Either(var condition, var whenTrue, var whenFalse) ->
            Unknown.choice(
                condition,
                value(whenTrue, origin, absent),
                value(whenFalse, origin, absent),
                origin);
        case FieldSelection.Items(var items, var rest, var many) when many ->
            array(items, rest, origin);
        case FieldSelection.Items(var items, _, _) -> {
          Value only = items.isEmpty() ? null : items.getFirst().value();
          yield only == null ? absent : only;
        }
      };
    }

    private static Value array(
        List<FieldSelection.Item> items, @Nullable Unknown rest, Origin origin) {
      List<Value> certain = new ArrayList<>();
      Unknown open = rest;
      for (FieldSelection.Item item : items) {
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

    /// The API version is that of the resource; the requester is unknown.
    private Value requestContext(Origin origin) {
      UnknownCause sender =
          new UnknownCause(
              UnknownCause.Kind.DEPLOYMENT_TIME,
              "the requester is only known during deployment",
              "");
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
      UnknownCause cause =
          switch (function) {
            case "utcNow" ->
                new UnknownCause(
                    UnknownCause.Kind.DEPLOYMENT_TIME,
                    "the time of the evaluation is only known during deployment",
                    "");
            case "policy" ->
                new UnknownCause(
                    UnknownCause.Kind.DEPLOYMENT_SCOPE, "no policy assignment is given", "");
            default ->
                new UnknownCause(
                    UnknownCause.Kind.OUTSIDE_RESOURCE,
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
