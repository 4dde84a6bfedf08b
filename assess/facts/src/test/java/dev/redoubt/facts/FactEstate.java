package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An estate that a test declares. In payloads, the string `?x` is the unknown value of the
/// parameter `x`, `?x:a|b` is `a` if the parameter is true and `b` otherwise, `?secret` is a secret
/// parameter, and `?runtime:type|name|path` a property that Azure knows after the deployment.
final class FactEstate {

  static final String GROUP = "/subscriptions/s/resourceGroups/g/providers/";

  private final List<Resource> resources = new ArrayList<>();

  static ResourceKey key(String type, String name) {
    List<NameSegment> names = new ArrayList<>();
    for (String each : name.split("/", -1)) {
      names.add(NameSegment.literal(each));
    }
    return new ResourceKey(
        new ResourceScope.ResourceGroup(NameSegment.literal("s"), NameSegment.literal("g")),
        ResourceType.of(type),
        names);
  }

  /// Adds a resource.
  ///
  /// @param json the payload without type and name
  FactEstate with(String type, String name, String json) {
    return with(type, name, json, true, ResourceExistence.Certain.CERTAIN);
  }

  /// Adds a resource that the deployment only refers to.
  FactEstate withExisting(String type, String name) {
    return with(type, name, "{}", false, ResourceExistence.Certain.CERTAIN);
  }

  /// Adds a resource that is deployed if the parameter `flag` is true.
  FactEstate withConditional(String type, String name, String json) {
    ResourceExistence ifFlag = new ResourceExistence.Conditional((Unknown) unknown("flag"));
    return with(type, name, json, true, ifFlag);
  }

  private FactEstate with(
      String type, String name, String json, boolean isManaged, ResourceExistence existence) {
    Value read = new JsonReader(new SourceFiles(), new ArrayList<>()).read(json, "test");
    resources.add(
        new Resource(
            key(type, name),
            "2025-01-01",
            (ObjectValue) withUnknowns(Objects.requireNonNull(read)),
            existence,
            isManaged,
            List.of(),
            Origin.NONE));
    return this;
  }

  private static Value withUnknowns(Value value) {
    return switch (value) {
      case StringValue(var text, _) when text.equals("?secret") ->
          Unknown.symbol(
                  "parameters('secret')",
                  UnknownCause.parameter("secret"),
                  TypeHint.ANY,
                  Origin.NONE)
              .asSecret();
      case StringValue(var text, _) when text.startsWith("?") -> unknown(text.substring(1));
      case ArrayValue array -> ArrayValue.of(array.stream().map(FactEstate::withUnknowns).toList());
      case ObjectValue object -> {
        ObjectValue.Builder builder = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
          builder.put(object.nameAt(i), withUnknowns(object.valueAt(i)));
        }
        yield builder.build();
      }
      case Value other -> other;
    };
  }

  /// A property that Azure knows after the deployment: the text is `type|name|path`.
  private static Unknown runtime(String text) {
    String[] parts = text.split("\\|", -1);
    return Unknown.of(
        new ResidualExpression.RuntimeProperty(
            key(parts[0], parts[1]), List.of(parts[2].split("\\.", -1)), "2025-01-01"),
        TypeHint.ANY,
        Origin.NONE);
  }

  private static Value unknown(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    if (name.equals("runtime")) {
      return runtime(text.substring(colon + 1));
    }
    Unknown parameter =
        Unknown.symbol(
            "parameters('" + name + "')", UnknownCause.parameter(name), TypeHint.ANY, Origin.NONE);
    if (colon < 0) {
      return parameter;
    }
    String[] branches = text.substring(colon + 1).split("\\|", -1);
    return Unknown.choice(
        parameter, StringValue.of(branches[0]), StringValue.of(branches[1]), Origin.NONE);
  }

  DeploymentFacts facts() {
    return DeploymentFacts.of("test", new Estate(resources, List.of(), new SourceFiles()));
  }

  DeploymentFacts unreadFacts() {
    Estate estate = new Estate(resources, List.of(), new SourceFiles());
    return DeploymentFacts.of(
        "test",
        estate.withUnread(
            new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "module missing", "add it")));
  }

  /// The facts of the first resource.
  ResourceFacts first() {
    return facts().resources().getFirst();
  }
}
