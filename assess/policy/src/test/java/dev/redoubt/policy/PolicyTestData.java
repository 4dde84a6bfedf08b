package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Creates resources and policies for tests. In JSON, the string `?x` stands for an unknown string
/// of that name, and `?x?` for an unknown of any kind.
public final class PolicyTestData {

  public static final ResourceScope GROUP =
      new ResourceScope.ResourceGroup(NameSegment.literal("sub"), NameSegment.literal("rg"));

  private PolicyTestData() {}

  public static Value json(String text) {
    List<Problem> problems = new ArrayList<>();
    Value value = new JsonReader(new SourceFiles(), problems).read(text, "test.json");
    assertThat(problems).isEmpty();
    return withUnknowns(Objects.requireNonNull(value));
  }

  private static Value withUnknowns(Value value) {
    return switch (value) {
      case dev.redoubt.estate.StringValue(var text, _) when text.matches("\\?\\w+\\?") ->
          unknown(text.replace("?", ""), TypeHint.ANY);
      case dev.redoubt.estate.StringValue(var text, _) when text.matches("\\?\\w+") ->
          unknown(text.substring(1), TypeHint.STRING);
      case dev.redoubt.estate.ArrayValue array ->
          dev.redoubt.estate.ArrayValue.of(
              array.stream().map(PolicyTestData::withUnknowns).toList(), array.origin());
      case ObjectValue object -> {
        ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
        for (int i = 0; i < object.size(); i++) {
          builder.put(object.nameAt(i), withUnknowns(object.valueAt(i)));
        }
        yield builder.build();
      }
      default -> value;
    };
  }

  public static Unknown unknown(String name, TypeHint type) {
    return Unknown.symbol(
        "parameters('" + name + "')", UnknownCause.parameter(name), type, Origin.of(1, 3, 1));
  }

  public static Resource resource(String type, String name, String body) {
    return resource(GROUP, type, "2024-01-01", name, body);
  }

  public static Resource resource(
      ResourceScope scope, String type, String apiVersion, String name, String body) {
    List<NameSegment> names = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      names.add(
          part.startsWith("?")
              ? new NameSegment(unknown(part.substring(1), TypeHint.STRING))
              : NameSegment.literal(part));
    }
    ResourceKey key = new ResourceKey(scope, ResourceType.of(type), names);
    return new Resource(
        key,
        apiVersion,
        (ObjectValue) json(body),
        ResourceExistence.Certain.CERTAIN,
        true,
        List.of(),
        Origin.of(1, 1, 1));
  }

  public static Resource conditional(Resource resource, String parameter) {
    return new Resource(
        resource.key(),
        resource.apiVersion(),
        resource.body(),
        new ResourceExistence.Conditional(unknown(parameter, TypeHint.BOOL)),
        resource.managed(),
        resource.dependsOn(),
        resource.origin());
  }

  public static Resource existing(Resource resource) {
    return new Resource(
        resource.key(),
        resource.apiVersion(),
        ObjectValue.EMPTY,
        resource.existence(),
        false,
        List.of(),
        resource.origin());
  }

  public static Estate estate(Resource... resources) {
    return new Estate(List.of(resources), List.of(), new SourceFiles());
  }

  public static BoundPolicy policy(String text) {
    return policy(text, Map.of());
  }

  public static BoundPolicy policy(String text, Map<String, Value> parameters) {
    List<Problem> problems = new ArrayList<>();
    PolicyDefinition definition = new PolicyReader(problems).read(json(text), "test");
    assertThat(problems).isEmpty();
    return PolicyBinder.bind(Objects.requireNonNull(definition), parameters);
  }

  /// An audit policy with a condition.
  public static BoundPolicy audit(String condition) {
    return policy("{\"if\": " + condition + ", \"then\": {\"effect\": \"audit\"}}");
  }

  public static PolicyResult request(BoundPolicy policy, Resource resource) {
    return new PolicyEvaluator(EvaluationEstate.request(estate(resource)))
        .evaluate(policy, resource);
  }

  public static PolicyResult predicted(BoundPolicy policy, Resource... resources) {
    return new PolicyEvaluator(EvaluationEstate.predicted(estate(resources)))
        .evaluate(policy, resources[0]);
  }
}
