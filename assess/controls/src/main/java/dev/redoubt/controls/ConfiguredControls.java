package dev.redoubt.controls;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.ControlDescription.Remediation;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Severity;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.PolicyBinder;
import dev.redoubt.policy.PolicyDefinition;
import dev.redoubt.policy.PolicyReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes the controls of the catalog as settings say: parameters of their policies, severities,
/// and further controls.
final class ConfiguredControls {

  /// The control that [CatalogSettings#allowedRegions] adds.
  static final String ALLOWED_REGIONS = "allowed-regions";

  /// The parameters with values of the classification tag that controls apply to.
  static final List<String> VALUE_PARAMETERS = List.of("sensitiveValues", "highlySensitiveValues");

  private static final String REQUIRED_TAGS = "required-tags";
  private static final String CLASSIFICATION_TAG = "data-classification-tag";

  /// The default of the parameter `tagName` of its policy.
  private static final String DEFAULT_CLASSIFICATION_TAG = "dataClassification";

  private final CatalogSettings settings;
  private final Map<String, Value> parameters = new HashMap<>();

  ConfiguredControls(CatalogSettings settings) {
    this.settings = settings;
    if (settings.classificationTag() != null) {
      parameters.put("tagName", StringValue.of(settings.classificationTag()));
    }
    putValues(VALUE_PARAMETERS.getFirst(), settings.sensitiveValues());
    putValues(VALUE_PARAMETERS.getLast(), settings.highlySensitiveValues());
  }

  private void putValues(String parameter, @Nullable List<String> values) {
    if (values != null) {
      parameters.put(parameter, array(values));
    }
  }

  List<Control> of(List<Control> catalog) {
    List<Control> controls = new ArrayList<>();
    for (Control control : catalog) {
      controls.add(withSeverity(withParameters(withTags(control))));
    }
    if (!settings.allowedRegions().isEmpty()) {
      controls.add(withSeverity(allowedRegions()));
    }
    settings.policies().forEach(policy -> controls.add(withSeverity(policy)));
    return controls;
  }

  private Control withSeverity(Control control) {
    Severity severity = settings.severities().get(control.info().id());
    if (severity == null) {
      return control;
    }
    ControlDescription info = control.info();
    return new Control(
        new ControlDescription(
            info.id(),
            info.title(),
            info.description(),
            severity,
            info.layer(),
            info.practices(),
            info.remediation(),
            info.cost(),
            info.capabilities(),
            info.frameworks()),
        control.definition(),
        control.policy(),
        control.scope(),
        control.isBuiltIn(),
        control.fix());
  }

  /// The settings are values of parameters that several policies of the catalog share.
  private Control withParameters(Control control) {
    if (!control.isBuiltIn() || (parameters.isEmpty() && settings.untaggedValue() == null)) {
      return control;
    }
    BoundPolicy scope = control.scope();
    return new Control(
        control.info(),
        control.definition(),
        bind(control.policy().definition()),
        scope == null ? null : bind(scope.definition()),
        true,
        control.fix());
  }

  private BoundPolicy bind(PolicyDefinition written) {
    String untagged = settings.untaggedValue();
    PolicyDefinition definition =
        untagged == null ? written : new UntaggedResources(untagged).judged(written, parameters);
    Map<String, Value> own = new HashMap<>();
    for (String name : definition.parameters().keySet()) {
      parameters.forEach(
          (parameter, value) -> {
            if (PropertyName.same(parameter, name)) {
              own.put(name, value);
            }
          });
    }
    return PolicyBinder.bind(definition, own);
  }

  /// A policy has one condition for each tag, because it cannot repeat one for each element of a
  /// parameter.
  private Control withTags(Control control) {
    if (control.info().id().equals(REQUIRED_TAGS) && !settings.requiredTags().isEmpty()) {
      List<Value> missing = new ArrayList<>();
      settings.requiredTags().forEach(tag -> missing.add(absent("tags['" + tag + "']")));
      return withFix(
          withCondition(control, missing),
          "Add the tags " + quoted(settings.requiredTags()),
          ConfiguredTagFixes.ofRequired(settings.requiredTags()));
    }
    return control.info().id().equals(CLASSIFICATION_TAG) ? withClassification(control) : control;
  }

  private Control withClassification(Control control) {
    List<String> values = settings.classificationValues();
    String name = settings.classificationTag();
    if (values.isEmpty() && name == null) {
      return control;
    }
    String shown = name == null ? DEFAULT_CLASSIFICATION_TAG : name;
    ObjectValue fix = ConfiguredTagFixes.ofClassification(shown, values);
    String summary = "Add the tag `" + shown + "` with the class of the data";
    if (values.isEmpty()) {
      return withFix(control, summary, fix);
    }
    String tag = "[concat('tags[', parameters('tagName'), ']')]";
    ObjectValue other = ObjectValue.builder().put("field", tag).put("notIn", array(values)).build();
    return withFix(withCondition(control, List.of(absent(tag), other)), summary, fix);
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static Control withFix(Control control, String summary, ObjectValue fix) {
    ControlDescription info = control.info();
    Remediation remediation = info.remediation();
    return new Control(
        new ControlDescription(
            info.id(),
            info.title(),
            info.description(),
            info.severity(),
            info.layer(),
            info.practices(),
            new Remediation(summary, remediation.bicep(), remediation.terraform()),
            info.cost(),
            info.capabilities(),
            info.frameworks()),
        control.definition(),
        control.policy(),
        control.scope(),
        control.isBuiltIn(),
        fix);
  }

  private static Value absent(String field) {
    return ObjectValue.builder().put("field", field).put("exists", BooleanValue.of(false)).build();
  }

  /// The control with a violation if one of the conditions holds, for the types of its policy.
  private static Control withCondition(Control control, List<Value> violations) {
    ObjectValue type =
        ObjectValue.builder()
            .put("field", "type")
            .put("in", "[parameters('resourceTypes')]")
            .build();
    ObjectValue any = ObjectValue.builder().put("anyOf", ArrayValue.of(violations)).build();
    ObjectValue condition =
        ObjectValue.builder().put("allOf", ArrayValue.of(List.of(type, any))).build();
    ObjectValue properties = object(control.definition(), "properties");
    ObjectValue definition =
        control
            .definition()
            .with(
                "properties",
                properties.with(
                    "policyRule", object(properties, "policyRule").with("if", condition)));
    return new Control(
        control.info(),
        definition,
        read(control.info().id(), definition),
        control.scope(),
        true,
        control.fix());
  }

  private static ObjectValue object(ObjectValue from, String name) {
    ObjectValue object = from.object(name);
    if (object == null) {
      throw new IllegalStateException("a policy of the catalog has no `" + name + "`");
    }
    return object;
  }

  private static BoundPolicy read(String id, ObjectValue definition) {
    List<Problem> problems = new ArrayList<>();
    PolicyDefinition read = new PolicyReader(problems).read(definition, id);
    if (read == null) {
      throw new IllegalStateException(id + ": " + problems);
    }
    return PolicyBinder.bind(read, Map.of());
  }

  /// Source of the rule: the built-in policy "Allowed locations",
  /// e56962a6-4747-49cd-b67b-bf8b01975c4c.
  private Control allowedRegions() {
    ObjectValue outside =
        ObjectValue.builder()
            .put("field", "location")
            .put("notIn", array(settings.allowedRegions()))
            .build();
    ObjectValue notGlobal =
        ObjectValue.builder().put("field", "location").put("notEquals", "global").build();
    ObjectValue notDirectory =
        ObjectValue.builder()
            .put("field", "type")
            .put("notEquals", "Microsoft.AzureActiveDirectory/b2cDirectories")
            .build();
    ObjectValue rule =
        ObjectValue.builder()
            .put(
                "if",
                ObjectValue.builder()
                    .put("allOf", ArrayValue.of(List.of(outside, notGlobal, notDirectory)))
                    .build())
            .put("then", ObjectValue.builder().put("effect", "deny").build())
            .build();
    String description =
        "Data that leaves the allowed regions may be subject to other laws. Azure accepts every"
            + " region that the subscription offers. The allowed regions are those of"
            + " `allowedRegions` in `redoubt.yaml`; as in Azure's own policy, resources without a"
            + " region and those in `global` comply.";
    ObjectValue definition =
        ObjectValue.builder()
            .put("name", "redoubt-allowed-regions")
            .put("type", "Microsoft.Authorization/policyDefinitions")
            .put(
                "properties",
                ObjectValue.builder()
                    .put("displayName", "Resources should be in allowed regions")
                    .put("policyType", "Custom")
                    .put("mode", "Indexed")
                    .put("description", description)
                    .put("policyRule", rule)
                    .build())
            .build();
    return new Control(
        new ControlDescription(
            ALLOWED_REGIONS,
            "Resource is outside of the allowed regions",
            description,
            Severity.MEDIUM,
            DefenceLayer.GOVERNANCE,
            List.of(),
            new Remediation(
                "Set `location` to one of "
                    + String.join(", ", settings.allowedRegions().stream().sorted().toList()),
                "",
                ""),
            "Moving a resource with data means to create it again",
            List.of(),
            Map.of()),
        definition,
        read(ALLOWED_REGIONS, definition),
        null,
        false,
        ObjectValue.EMPTY);
  }

  private static ArrayValue array(List<String> texts) {
    return ArrayValue.of(texts.stream().map(StringValue::of).toList());
  }
}
