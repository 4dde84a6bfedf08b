package dev.redoubt.facts;

import dev.redoubt.effective.DocumentedDefault;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.EffectiveSetting.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings of a resource as they are after the deployment, and where each comes from.
public final class SettingsReader {

  /// Members of a payload that other columns of an inventory show.
  private static final Set<String> HEAD =
      Set.of("type", "name", "apiversion", "dependson", "scope");

  /// Deeper members are shown as one text.
  private static final int MAX_DEPTH = 6;

  private static final int MAX_TEXT = 160;

  private static final String IDENTITIES = "identity.userAssignedIdentities";

  private static final String DERIVED = "follows from other resources of the deployment";

  private final ResourceFacts resource;
  private final Map<String, EffectiveSetting> settings = new TreeMap<>();

  private SettingsReader(ResourceFacts resource) {
    this.resource = resource;
  }

  /// The settings, sorted by path.
  public static List<EffectiveSetting> settings(ResourceFacts resource) {
    SettingsReader reader = new SettingsReader(resource);
    ObjectValue body = resource.view().body();
    for (int i = 0; i < body.size(); i++) {
      if (!HEAD.contains(PropertyName.folded(body.nameAt(i)))) {
        reader.add(body.nameAt(i), body.valueAt(i), 1);
      }
    }
    if (resource.resource().managed()) {
      reader.addDefaults();
    }
    return List.copyOf(reader.settings.values());
  }

  private void add(String path, Value value, int depth) {
    if (SecretSettings.isHidden(resource, path, value)) {
      String shown =
          value instanceof Unknown unknown && unknown.secret()
              ? ValueText.SECRET
              : SecretSettings.NOT_SHOWN;
      put(
          path,
          shown,
          value instanceof Unknown ? Source.UNKNOWN : source(value),
          value,
          cause(value));
      return;
    }
    if (PropertyName.same(path, IDENTITIES)) {
      addIdentities(value);
      return;
    }
    switch (value) {
      case ObjectValue object when (object.size() > 0 || object.isOpen()) && depth < MAX_DEPTH ->
          members(path, object, depth);
      case ObjectValue object -> put(path, size(object.size(), "member"), source(value), value, "");
      case ArrayValue array -> put(path, compact(array), source(value), value, basis(array));
      case Unknown unknown -> addUnknown(path, unknown);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          put(path, shortened(ValueText.of(value)), source(value), value, "");
    }
  }

  /// The user-assigned identities by name; their ids are names of members.
  private void addIdentities(Value value) {
    List<String> names =
        ResourceIdentity.of(resource).userAssigned().stream()
            .map(key -> ValueText.shortName(key.lastName(), ""))
            .toList();
    boolean isKnown = !names.isEmpty() || (value instanceof ObjectValue object && !object.isOpen());
    String text =
        names.isEmpty()
            ? (isKnown ? "none" : shortened(ValueText.of(value)))
            : String.join(", ", names);
    put(
        IDENTITIES,
        text,
        isKnown ? source(value) : Source.UNKNOWN,
        value,
        isKnown ? "" : cause(value));
  }

  /// The id of a resource whose names are known is declared, although the id has parts, such as the
  /// subscription, that are not.
  private void addUnknown(String path, Unknown value) {
    ResourceKey key = ResourceId.parse(value);
    boolean isScopeAlone =
        value.causes().stream()
            .allMatch(cause -> cause.kind() == UnknownCause.Kind.DEPLOYMENT_SCOPE);
    if (key != null && value.residual() instanceof ResidualExpression.Text) {
      Source source = isScopeAlone ? Source.DECLARED : Source.UNKNOWN;
      put(path, named(key), source, value, isScopeAlone ? "" : cause(value));
    } else if (value.residual()
        instanceof ResidualExpression.RuntimeProperty(var of, var steps, _)) {
      String text = "`%s` of %s".formatted(String.join(".", steps), named(of));
      put(path, shortened(text), Source.UNKNOWN, value, cause(value));
    } else {
      put(path, shortened(ValueText.of(value)), Source.UNKNOWN, value, cause(value));
    }
  }

  private static String named(ResourceKey key) {
    List<String> names = key.names().stream().map(each -> ValueText.shortName(each, "")).toList();
    return key.type().lastSegment() + " " + String.join("/", names);
  }

  private void members(String path, ObjectValue object, int depth) {
    for (int i = 0; i < object.size(); i++) {
      add(path + "." + object.nameAt(i), object.valueAt(i), depth + 1);
    }
    if (object.rest() != null && resource.resource().managed()) {
      put(
          path + ".*",
          shortened(ValueText.of(object.rest())),
          Source.UNKNOWN,
          object.rest(),
          cause(object.rest()));
    }
  }

  private void put(String path, String text, Source source, Value value, String basis) {
    settings.putIfAbsent(
        path,
        new EffectiveSetting(
            path,
            text,
            source,
            source == Source.DECLARED || source == Source.UNKNOWN
                ? written(value.origin())
                : Origin.NONE,
            basis.isEmpty() && source == Source.DERIVED ? DERIVED : basis));
  }

  private static Origin written(Origin origin) {
    return origin.isWritten() ? origin : Origin.NONE;
  }

  private static Source source(Value value) {
    return value.origin().equals(Origin.DERIVED)
        ? Source.DERIVED
        : value.origin().equals(Origin.PROVIDER_DEFAULT) ? Source.DEFAULT : Source.DECLARED;
  }

  /// Why a value is unknown and what resolves it; empty for a known value.
  private static String cause(Value value) {
    Unknown unknown = value.firstUnknown();
    UnknownCause cause =
        unknown == null ? null : unknown.causes().stream().findFirst().orElse(null);
    if (cause == null) {
      return unknown == null ? "" : "known only after deployment";
    }
    return cause.resolvedBy().isEmpty()
        ? cause.text()
        : "%s; resolved by: %s".formatted(cause.text(), cause.resolvedBy());
  }

  /// An array of scalars as a list; of objects, their names or number, because objects may have
  /// secrets inside.
  private static String compact(ArrayValue array) {
    List<String> texts = new ArrayList<>();
    for (Value each : array) {
      String text = element(each);
      if (text == null) {
        return size(array.size(), "element");
      }
      texts.add(text);
    }
    String rest =
        array.isOpen() ? (texts.isEmpty() ? "unknown elements" : ", and unknown elements") : "";
    String joined = String.join(", ", texts) + rest;
    return joined.isEmpty() ? "none" : shortened(joined);
  }

  private static @Nullable String element(Value value) {
    if (value instanceof ObjectValue object) {
      Value name = object.get("name");
      return name == null ? null : ValueText.brief(name, "");
    }
    return value instanceof ArrayValue ? null : ValueText.of(value);
  }

  private static String size(int number, String noun) {
    return number == 0 ? "none" : number == 1 ? "1 " + noun : number + " " + noun + "s";
  }

  private static String basis(ArrayValue array) {
    if (!array.origin().equals(Origin.DERIVED)) {
      return array.isFullyKnown() ? "" : cause(array);
    }
    return DERIVED;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
  }

  private void addDefaults() {
    for (DocumentedDefault each : resource.deployment().paths().documented(resource.resource())) {
      if (isDeclared(each.path())) {
        continue;
      }
      EffectiveProperty property = resource.property(each.path());
      if (property.isAbsent() || property.value() == null) {
        continue;
      }
      addDefault(each.path(), property.value(), "%s (%s)".formatted(each.source(), each.date()));
    }
  }

  private boolean isDeclared(String path) {
    Value declared = resource.view().body().at(path);
    return declared != null && !(declared instanceof NullValue);
  }

  private void addDefault(String path, Value value, String document) {
    if (value instanceof ObjectValue object && object.size() > 0) {
      for (int i = 0; i < object.size(); i++) {
        addDefault(path + "." + object.nameAt(i), object.valueAt(i), document);
      }
      return;
    }
    boolean isUnknown = value instanceof Unknown;
    settings.put(
        path,
        new EffectiveSetting(
            path,
            isUnknown
                ? "depends on more than the template"
                : value instanceof ArrayValue array
                    ? compact(array)
                    : shortened(ValueText.of(value)),
            isUnknown ? Source.UNKNOWN : Source.DEFAULT,
            Origin.NONE,
            isUnknown ? cause(value) + "; " + document : document));
  }
}
