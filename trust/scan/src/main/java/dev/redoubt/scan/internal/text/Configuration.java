package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.loader.Expressions;
import dev.redoubt.scan.internal.loader.LoadedCode;
import dev.redoubt.scan.internal.model.CodeWords;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.packages.PackageAnalyser;
import dev.redoubt.scan.internal.packages.PackageFile;
import dev.redoubt.scan.internal.packages.PipRequirements;
import dev.redoubt.scan.internal.secrets.Secrets;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks at any configuration: templates, code that is loaded from elsewhere, commands, packages,
/// secrets, and the tags of YAML that make objects.
public final class Configuration {

  /// Words in a name whose value a program runs.
  private static final List<String> RUNS =
      List.of("command", "cmd", "script", "hook", "exec", "shell", "init_code", "entrypoint");

  private static final Set<String> PACKAGES =
      Set.of("dependencies", "requirements", "pip", "install_requires", "build_dependencies");

  private final Findings findings;
  private final LoadedCode code;
  private final Expressions expressions;
  private final boolean packages;
  private final Deque<Json.Member> open = new ArrayDeque<>();

  private Configuration(Json root, Findings findings) {
    this.findings = findings;
    this.code = new LoadedCode(findings);
    this.expressions = new Expressions(root, findings);
    this.packages = isPackages(root, findings);
  }

  /// Whether the document is a list of packages, and is looked at as one: by its name, or here.
  private static boolean isPackages(Json root, Findings findings) {
    if (findings.names().stream().map(PackageFile::named).anyMatch(Optional::isPresent)) {
      return true;
    }
    Optional<PackageFile> shaped = PackageFile.shaped(root);
    shaped.ifPresent(
        file -> PackageAnalyser.shaped(root, file, findings.names().getFirst(), findings));
    return shaped.isPresent();
  }

  /// Looks at a document.
  public static void inspect(Json root, Findings findings) throws IOException {
    Configuration configuration = new Configuration(root, findings);
    configuration.open.add(new Json.Member("", root));
    for (Json.Member next = configuration.open.poll();
        next != null;
        next = configuration.open.poll()) {
      configuration.look(next.name(), next.value());
    }
  }

  private void look(String name, Json value) throws IOException {
    switch (value) {
      case Json.ObjectNode node -> object(node);
      case Json.ArrayNode array -> {
        for (Json element : array.elements()) {
          open.push(new Json.Member(name, element));
        }
      }
      case Json.TextNode text -> text(name, text);
      case Json.NumberNode _, Json.WordNode _ -> {
        // acts on nothing
      }
    }
  }

  private void object(Json.ObjectNode node) throws IOException {
    code.inspect(node);
    for (Json.Member member : node.members()) {
      if (member.name().toLowerCase(Locale.ROOT).contains("exfil")) {
        findings.add(
            ModelFormatRule.CONFIG_COMMAND,
            member.value().offset(),
            "a value is named " + Shown.of(member.name()));
      }
      open.push(member);
    }
  }

  private void text(String name, Json.TextNode text) {
    String value = text.value();
    String lower = name.toLowerCase(Locale.ROOT);
    if (text.tag().contains("python/")) {
      findings.add(
          ModelFormatRule.YAML_PYTHON_TAG,
          text.offset(),
          "a value has the tag " + Shown.of(text.tag()));
    }
    if (ChatTemplate.isNamed(name)) {
      ChatTemplate.inspect(value, text.offset(), findings);
    } else {
      ChatTemplate.glance(value, text.offset(), findings);
    }
    if (PACKAGES.contains(lower) && !packages && PackageFile.named(value).isEmpty()) {
      PipRequirements.glance(value, text.offset(), findings);
    }
    expressions.inspect(text);
    if (RUNS.stream().anyMatch(lower::contains)) {
      String code = CodeWords.in(value);
      if (code != null) {
        findings.add(
            ModelFormatRule.CONFIG_COMMAND,
            text.offset(),
            "%s has the command %s".formatted(Shown.of(name), Shown.of(code)));
      }
    }
    Secrets.inspect(value, text.offset(), findings);
    named(lower, value, text.offset());
  }

  /// A secret may be given away by its name alone.
  private void named(String name, String value, long at) {
    Secrets.inspectNamed(name, value, at, findings);
  }
}
