package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.loader.ConfiguredCode;
import dev.redoubt.scan.internal.loader.MonaiExpressions;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.packages.PackageAnalyser;
import dev.redoubt.scan.internal.packages.PackageFile;
import dev.redoubt.scan.internal.packages.PipRequirements;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Checks any configuration: templates, code from elsewhere, commands, packages, secrets, and YAML
/// tags that create objects.
public final class ConfigurationAnalyser {

  /// Parts of names whose value a program runs.
  private static final List<String> RUNS =
      List.of("command", "cmd", "script", "hook", "exec", "shell", "init_code", "entrypoint");

  private static final Set<String> PACKAGES =
      Set.of("dependencies", "requirements", "pip", "install_requires", "build_dependencies");

  private final ContentFindings findings;
  private final ConfiguredCode code;
  private final MonaiExpressions expressions;
  private final boolean packages;
  private final Deque<JsonDocument.Member> open = new ArrayDeque<>();

  private ConfigurationAnalyser(JsonDocument root, ContentFindings findings) {
    this.findings = findings;
    this.code = new ConfiguredCode(findings);
    this.expressions = new MonaiExpressions(root, findings);
    this.packages = isPackages(root, findings);
  }

  /// Whether the document is a package list, and is checked as one, by its name or here.
  private static boolean isPackages(JsonDocument root, ContentFindings findings) {
    if (findings.names().stream().map(PackageFile::named).anyMatch(Optional::isPresent)) {
      return true;
    }
    Optional<PackageFile> shaped = PackageFile.byStructure(root);
    shaped.ifPresent(
        file ->
            PackageAnalyser.inspectByStructure(root, file, findings.names().getFirst(), findings));
    return shaped.isPresent();
  }

  /// Checks a document.
  public static void inspect(JsonDocument root, ContentFindings findings) throws IOException {
    ConfigurationAnalyser configuration = new ConfigurationAnalyser(root, findings);
    configuration.open.add(new JsonDocument.Member("", root));
    for (JsonDocument.Member next = configuration.open.poll();
        next != null;
        next = configuration.open.poll()) {
      configuration.look(next.name(), next.value());
    }
  }

  private void look(String name, JsonDocument value) throws IOException {
    switch (value) {
      case JsonDocument.ObjectNode node -> object(node);
      case JsonDocument.ArrayNode array -> {
        for (JsonDocument element : array.elements()) {
          open.push(new JsonDocument.Member(name, element));
        }
      }
      case JsonDocument.TextNode text -> text(name, text);
      case JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
        // has no effect
      }
    }
  }

  private void object(JsonDocument.ObjectNode node) throws IOException {
    code.inspect(node);
    for (JsonDocument.Member member : node.members()) {
      if (member.name().toLowerCase(Locale.ROOT).contains("exfil")) {
        findings.add(
            ModelFormatRule.CONFIG_COMMAND,
            member.value().offset(),
            "a value is named " + QuotedContent.of(member.name()));
      }
      open.push(member);
    }
  }

  private void text(String name, JsonDocument.TextNode text) {
    String value = text.value();
    String lower = name.toLowerCase(Locale.ROOT);
    if (text.tag().contains("python/")) {
      findings.add(
          ModelFormatRule.YAML_PYTHON_TAG,
          text.offset(),
          "a value has the tag " + QuotedContent.of(text.tag()));
    }
    if (ChatTemplate.isNamed(name)) {
      ChatTemplate.inspect(value, text.offset(), findings);
    } else {
      ChatTemplate.inspectText(value, text.offset(), findings);
    }
    if (PACKAGES.contains(lower) && !packages && PackageFile.named(value).isEmpty()) {
      PipRequirements.inspectLeniently(value, text.offset(), findings);
    }
    expressions.inspect(text);
    if (RUNS.stream().anyMatch(lower::contains)) {
      String code = CodePatterns.in(value);
      if (code != null) {
        findings.add(
            ModelFormatRule.CONFIG_COMMAND,
            text.offset(),
            "%s contains the command %s".formatted(QuotedContent.of(name), QuotedContent.of(code)));
      }
    }
    SecretReporter.inspect(value, text.offset(), findings);
    named(lower, value, text.offset());
  }

  /// The name alone may reveal a secret.
  private void named(String name, String value, long at) {
    SecretReporter.inspectNamed(name, value, at, findings);
  }
}
