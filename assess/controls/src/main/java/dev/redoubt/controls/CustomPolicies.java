package dev.redoubt.controls;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.ControlDescription.Remediation;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Severity;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.PolicyBinder;
import dev.redoubt.policy.PolicyDefinition;
import dev.redoubt.policy.PolicyEffect;
import dev.redoubt.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an organisation's Azure Policy files as controls: one for each assignment of a definition,
/// and one for each definition without an assignment. Files that are neither are reported, so that
/// no policy is silently left out.
public final class CustomPolicies {

  /// Files in all folders. Azure allows 500 definitions in a scope; more would let a small
  /// repository keep an assessment busy for hours.
  static final int MAX_FILES = 2_000;

  /// Deeper folders are not read.
  private static final int MAX_DEPTH = 16;

  /// A file of a policy.
  private record PolicyFile(String name, ObjectValue json) {}

  private final SourceFiles files;
  private final List<Problem> problems;
  private final Map<String, PolicyFile> definitions = new LinkedHashMap<>();
  private final List<PolicyFile> assignments = new ArrayList<>();
  private final Map<String, Control> controls = new LinkedHashMap<>();
  private int count;

  /// @param problems receives what cannot be read or evaluated
  public CustomPolicies(SourceFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Adds the files of a folder and its subfolders.
  ///
  /// @param name the display name of the folder
  public CustomPolicies add(Path folder, String name) {
    try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH, new FileVisitOption[0])) {
      List<Path> found =
          walk.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
              .filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
      for (Path file : found) {
        if (++count > MAX_FILES) {
          problems.add(
              Problem.error(
                  "the folders of `policies` contain more than " + MAX_FILES + " files",
                  files.whole(name)));
          return this;
        }
        String path = folder.relativize(file).toString().replace('\\', '/');
        read(file, name.equals(".") ? path : name.replaceFirst("/+$", "") + "/" + path);
      }
      if (found.isEmpty()) {
        problems.add(Problem.warning("the folder contains no policy (`.json`)", files.whole(name)));
      }
    } catch (IOException | java.io.UncheckedIOException _) {
      problems.add(Problem.error("the folder of policies cannot be read", files.whole(name)));
    }
    return this;
  }

  private void read(Path file, String name) {
    Value json = new JsonReader(files, problems).read(file, name);
    if (!(json instanceof ObjectValue object)) {
      if (json != null) {
        problems.add(Problem.error("a policy must be a JSON object", json.origin()));
      }
      return;
    }
    ObjectValue properties = object.object("properties");
    ObjectValue inner = properties == null ? object : properties;
    if (inner.get("policyRule") != null || inner.get("if") != null) {
      String own = object.text("name");
      String id = own == null || own.isBlank() ? stem(file) : own;
      if (definitions.putIfAbsent(PropertyName.folded(id), new PolicyFile(id, object)) != null) {
        problems.add(Problem.error("another policy is also named `" + id + "`", object.origin()));
      }
    } else if (inner.text("policyDefinitionId") != null) {
      assignments.add(new PolicyFile(name, object));
    } else if (inner.get("policyDefinitions") != null) {
      problems.add(
          Problem.warning(
              "initiatives are not evaluated yet; their definitions are, if they are in the"
                  + " folder",
              object.origin()));
    } else {
      problems.add(
          Problem.warning(
              "neither a policy definition nor an assignment; it is not evaluated",
              object.origin()));
    }
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.json$", "");
  }

  /// The controls, in the order of the files.
  public List<Control> controls() {
    Map<String, List<PolicyFile>> assigned = new HashMap<>();
    for (PolicyFile assignment : assignments) {
      ObjectValue properties = assignment.json().object("properties");
      ObjectValue inner = properties == null ? assignment.json() : properties;
      String id = String.valueOf(inner.text("policyDefinitionId"));
      String definition = PropertyName.folded(id.substring(id.lastIndexOf('/') + 1));
      if (definitions.containsKey(definition)) {
        assigned.computeIfAbsent(definition, _ -> new ArrayList<>()).add(assignment);
      } else {
        problems.add(
            Problem.warning(
                "the definition `"
                    + id
                    + "` is not in the folders of `policies`; the assignment is not evaluated",
                assignment.json().origin()));
      }
    }
    definitions.forEach(
        (name, file) -> {
          List<PolicyFile> own = assigned.getOrDefault(name, List.of());
          if (own.isEmpty()) {
            control(file, null);
          }
          own.forEach(assignment -> control(file, assignment));
        });
    return List.copyOf(controls.values());
  }

  private void control(PolicyFile file, @Nullable PolicyFile assignment) {
    PolicyDefinition definition = new PolicyReader(problems).read(file.json(), file.name());
    if (definition == null) {
      return; // a problem says why
    }
    ObjectValue values = null;
    String name = file.name();
    if (assignment != null) {
      ObjectValue properties = assignment.json().object("properties");
      values = (properties == null ? assignment.json() : properties).object("parameters");
      String own = assignment.json().text("name");
      name = own == null || own.isBlank() ? file.name() : own;
    }
    BoundPolicy policy = PolicyBinder.bind(definition, values(values));
    Origin where = assignment == null ? definition.origin() : origin(assignment);
    if (policy.effect() instanceof PolicyEffect.Disabled) {
      problems.add(
          Problem.warning(
              "the policy `" + name + "` is not evaluated: its effect is disabled", where));
      return;
    }
    report(name, policy);
    String id = id(name);
    Control control =
        new Control(
            info(id, definition, file.json()), file.json(), policy, null, false, ObjectValue.EMPTY);
    if (controls.putIfAbsent(id, control) != null) {
      problems.add(
          Problem.error(
              "another policy has the control id `" + id + "` as well; rename one", where));
    }
  }

  /// Reports what of a policy cannot be evaluated.
  private void report(String name, BoundPolicy policy) {
    String refusal = policy.refusal();
    if (refusal != null) {
      problems.add(
          Problem.warning(
              "the policy `" + name + "` cannot be evaluated: " + refusal,
              policy.definition().origin()));
      return;
    }
    for (Problem each : policy.problems()) {
      problems.add(
          Problem.warning(
              "the policy `" + name + "` cannot be fully evaluated: " + each.message(),
              each.origin().isWritten() ? each.origin() : policy.definition().origin()));
    }
  }

  private static Origin origin(PolicyFile file) {
    return file.json().origin();
  }

  private static Map<String, Value> values(@Nullable ObjectValue parameters) {
    Map<String, Value> values = new HashMap<>();
    for (String name : parameters == null ? List.<String>of() : parameters.names()) {
      ObjectValue each = parameters == null ? null : parameters.object(name);
      Value value = each == null ? null : each.get("value");
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  /// `policy-` and the name, in the characters of ids of controls.
  private static String id(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "policy-" + plain.replaceAll("^-|-$", "");
  }

  private static ControlDescription info(String id, PolicyDefinition definition, ObjectValue json) {
    ObjectValue properties = json.object("properties");
    ObjectValue inner = properties == null ? json : properties;
    String description = inner.text("description");
    String title = line(definition.displayName());
    return new ControlDescription(
        id,
        title,
        description == null || description.isBlank() ? title : description,
        severity(inner.object("metadata")),
        DefenceLayer.GOVERNANCE,
        List.of(),
        new Remediation("Comply with the policy `" + line(definition.name()) + "`", "", ""),
        "As the policy says",
        List.of(),
        Map.of());
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /// The severity that the metadata name, as Defender for Cloud writes it; medium without one.
  private static Severity severity(@Nullable ObjectValue metadata) {
    ObjectValue center = metadata == null ? null : metadata.object("securityCenter");
    Value own = metadata == null ? null : metadata.get("severity");
    Value value = own == null && center != null ? center.get("Severity") : own;
    return Optional.ofNullable(value)
        .filter(StringValue.class::isInstance)
        .flatMap(
            text ->
                Stream.of(Severity.values())
                    .filter(
                        each -> each.word().equalsIgnoreCase(((StringValue) text).text().strip()))
                    .findFirst())
        .orElse(Severity.MEDIUM);
  }
}
