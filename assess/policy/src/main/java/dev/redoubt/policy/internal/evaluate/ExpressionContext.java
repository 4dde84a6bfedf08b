package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.expression.ExpressionEvaluator;
import dev.redoubt.policy.internal.expression.PolicyContext;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The resource and the context as seen by an expression.
///
/// `field()` reads the resource of the `if`, also in an `existenceCondition`. An alias with `[*]`
/// is an array of all selected values, also in a `count`, where the element is the only one
/// selected; members that are absent are not in it. `current()` is the element itself.
///
/// Source: "Author policies for array properties on Azure resources" and "Azure Policy definitions
/// auditIfNotExists effect", Microsoft Learn, 2025.
final class ExpressionContext implements PolicyContext {

  private static final StringValue ABSENT = StringValue.of("");

  private final EvaluationFrame frame;
  private final @Nullable CountScope scope;

  private ExpressionContext(EvaluationFrame frame, @Nullable CountScope scope) {
    this.frame = frame;
    this.scope = scope;
  }

  static Value evaluate(
      TemplateExpression expression, EvaluationFrame frame, @Nullable CountScope scope) {
    return expression instanceof TemplateExpression.Literal(var value)
        ? value
        : new ExpressionEvaluator(new ExpressionContext(frame, scope)).evaluate(expression);
  }

  @Override
  public Value field(String name, Origin origin) {
    FieldReference field = FieldReference.parse(name);
    if (field == null) {
      return Unknown.failure("`" + name + "` is not a field of policies", origin);
    }
    EvaluationFrame subject = frame.subject();
    CountScope inner = subject == frame ? scope : null;
    TypeBinding binding = subject.binding();
    FieldAccess access = binding.access(field, CountedAliases.of(inner, binding));
    FieldSelection selection = access.select(subject, inner);
    boolean isArray = field instanceof FieldReference.Alias alias && alias.hasAll();
    Value value = isArray ? array(selection, origin) : single(selection);
    return value == null ? ABSENT : value;
  }

  @Override
  public Value names(Origin origin) {
    List<NameSegment> names = frame.subject().resource().key().names();
    return ArrayValue.of(names.stream().map(NameSegment::value).toList(), origin);
  }

  private static @Nullable Value single(FieldSelection selection) {
    return selection instanceof FieldSelection.One(var value, _) ? withEmptyAbsence(value) : null;
  }

  /// In `field()`, an absent value is an empty string; in each branch of a choice.
  private static Value withEmptyAbsence(@Nullable Value value) {
    return switch (value) {
      case null -> ABSENT;
      case dev.redoubt.estate.NullValue _ -> ABSENT;
      case Unknown(
              dev.redoubt.estate.ResidualExpression.Choice(var condition, var a, var b),
              _,
              _,
              _,
              _) ->
          Unknown.choice(condition, withEmptyAbsence(a), withEmptyAbsence(b), value.origin());
      case Unknown unknown when mayBeAbsent(unknown) ->
          Unknown.choice(
              Unknown.call("exists", List.of(unknown), TypeHint.BOOL, unknown.origin()),
              unknown,
              ABSENT,
              unknown.origin());
      default -> value;
    };
  }

  private static Value array(FieldSelection selection, Origin origin) {
    if (selection instanceof FieldSelection.Either(var condition, var whenTrue, var whenFalse)) {
      return Unknown.choice(condition, array(whenTrue, origin), array(whenFalse, origin), origin);
    }
    List<Value> values = new ArrayList<>();
    Unknown open = collect(selection, values, origin);
    return open == null ? ArrayValue.of(values, origin) : ArrayValue.open(values, open, origin);
  }

  /// Adds the values of a selection.
  ///
  /// @return the unknown further values, or null
  private static @Nullable Unknown collect(
      FieldSelection selection, List<Value> values, Origin origin) {
    return switch (selection) {
      case FieldSelection.One(var value, _) -> {
        if (value == null || value instanceof dev.redoubt.estate.NullValue) {
          yield null;
        }
        if (mayBeAbsent(value)) {
          yield Unknown.call("createArray", List.of(value), TypeHint.ARRAY, origin);
        }
        values.add(value);
        yield null;
      }
      case FieldSelection.Either either ->
          either.condition() instanceof Unknown condition
              ? Unknown.call("createArray", List.of(condition), TypeHint.ARRAY, origin)
              : null;
      case FieldSelection.All(var parts, var rest) -> {
        Unknown open = rest;
        for (FieldSelection part : parts) {
          Unknown more = collect(part, values, origin);
          open = more == null ? open : more;
        }
        yield open;
      }
    };
  }

  private static boolean mayBeAbsent(Value value) {
    return value instanceof Unknown unknown && unknown.type() == TypeHint.ANY;
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
    TypeBinding binding = frame.binding();
    CountedAliases counted = CountedAliases.of(scope, binding);
    FieldReference field = FieldReference.parse(name);
    if (!(field instanceof FieldReference.Alias alias)
        || CountedAliases.holding(counted, alias.text()) == null) {
      return null;
    }
    FieldSelection selection = binding.access(field, counted).select(frame, scope);
    return selection instanceof FieldSelection.One ? single(selection) : array(selection, origin);
  }

  @Override
  public Value surrounding(String function, Origin origin) {
    Value given = frame.context().find(function);
    Resource resource = frame.subject().resource();
    return switch (function) {
      case "requestContext" -> request((ObjectValue) given, resource, origin);
      case "resourceGroup" -> resourceGroup((ObjectValue) given, resource, origin);
      case "subscription" -> subscription((ObjectValue) given, resource, origin);
      case "utcNow" -> given == null ? unknown(function, TypeHint.STRING, origin) : given;
      default -> given == null ? unknown(function, TypeHint.OBJECT, origin) : given;
    };
  }

  /// The API version is that of the resource, unless it is given.
  private static Value request(@Nullable ObjectValue given, Resource resource, Origin origin) {
    ObjectValue.Builder request =
        ObjectValue.builder()
            .rest(unknown("requestContext", TypeHint.OBJECT, origin))
            .origin(origin);
    if (!resource.apiVersion().isEmpty()) {
      request.put("apiVersion", resource.apiVersion());
    }
    return given == null ? request.build() : request.putAll(given).build();
  }

  private Value resourceGroup(@Nullable ObjectValue given, Resource resource, Origin origin) {
    ResourceScope level = ExistenceCheck.level(resource.key());
    if (!(level instanceof ResourceScope.ResourceGroup(var subscription, var name))) {
      return given == null ? unknown("resourceGroup", TypeHint.OBJECT, origin) : given;
    }
    ResourceKey key =
        new ResourceKey(
            new ResourceScope.Subscription(subscription),
            ResourceType.RESOURCE_GROUP,
            List.of(name));
    ObjectValue.Builder group =
        ObjectValue.builder()
            .put("id", level.idValue())
            .put("name", name.value())
            .put("type", StringValue.of("Microsoft.Resources/resourceGroups"))
            .rest(unknown("resourceGroup", TypeHint.OBJECT, origin))
            .origin(origin);
    Resource declared = frame.estate().find(key);
    if (declared != null && declared.managed()) {
      for (String member : List.of("location", "tags", "managedBy")) {
        Value value = declared.body().lookup(member);
        if (value != null) {
          group.put(member, value);
        }
      }
    }
    return given == null ? group.build() : group.putAll(given).build();
  }

  private static Value subscription(@Nullable ObjectValue given, Resource resource, Origin origin) {
    NameSegment id =
        switch (ExistenceCheck.level(resource.key())) {
          case ResourceScope.ResourceGroup(var subscription, _) -> subscription;
          case ResourceScope.Subscription(var subscription) -> subscription;
          case ResourceScope.Tenant _,
              ResourceScope.ManagementGroup _,
              ResourceScope.Resource _,
              ResourceScope.Opaque _ ->
              null;
        };
    if (id == null) {
      return given == null ? unknown("subscription", TypeHint.OBJECT, origin) : given;
    }
    ObjectValue.Builder subscription =
        ObjectValue.builder()
            .put("id", new ResourceScope.Subscription(id).idValue())
            .put("subscriptionId", id.value())
            .rest(unknown("subscription", TypeHint.OBJECT, origin))
            .origin(origin);
    return given == null ? subscription.build() : subscription.putAll(given).build();
  }

  private static Unknown unknown(String function, TypeHint type, Origin origin) {
    UnknownCause cause =
        switch (function) {
          case "utcNow" ->
              new UnknownCause(
                  UnknownCause.Kind.DEPLOYMENT_TIME,
                  "the time of the evaluation is only known during deployment",
                  "");
          case "requestContext" ->
              new UnknownCause(
                  UnknownCause.Kind.DEPLOYMENT_TIME,
                  "the requester is only known during deployment",
                  "");
          case "policy" ->
              new UnknownCause(
                  UnknownCause.Kind.DEPLOYMENT_SCOPE, "no policy assignment is given", "");
          default ->
              new UnknownCause(
                  UnknownCause.Kind.OUTSIDE_RESOURCE,
                  "the properties of the " + level(function) + " are not given",
                  "");
        };
    return Unknown.symbol(function + "()", cause, type, origin);
  }

  private static String level(String function) {
    return switch (function) {
      case "subscription" -> "subscription";
      case "managementGroup" -> "management group";
      default -> "resource group";
    };
  }
}
