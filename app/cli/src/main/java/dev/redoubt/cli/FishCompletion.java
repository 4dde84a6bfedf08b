package dev.redoubt.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes a completion script for fish, which picocli does not. It completes commands, options and
/// the values of options that have a fixed set; the rest is completed as files.
final class FishCompletion {

  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion();
    completion.add(root, List.of());
    return completion.script.toString();
  }

  private void add(CommandLine command, List<String> words) {
    CommandSpec spec = command.getCommandSpec();
    Set<CommandLine> subcommands = new LinkedHashSet<>(command.getSubcommands().values());
    List<String> names = subcommands.stream().map(CommandLine::getCommandName).toList();
    String here = condition(words, names);
    for (CommandLine each : subcommands) {
      line(
          here,
          "-f -a " + each.getCommandName(),
          first(each.getCommandSpec().usageMessage().header()));
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        line(here, option(option), first(option.description()));
      }
    }
    for (CommandLine each : subcommands) {
      List<String> below = new ArrayList<>(words);
      below.add(each.getCommandName());
      add(each, below);
    }
  }

  /// The words of the command have been seen, and none of its subcommands.
  private static String condition(List<String> words, List<String> subcommands) {
    List<String> parts = new ArrayList<>();
    words.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
    if (!subcommands.isEmpty()) {
      parts.add("not __fish_seen_subcommand_from " + String.join(" ", subcommands));
    }
    return String.join("; and ", parts);
  }

  private static String option(OptionSpec option) {
    StringBuilder arguments = new StringBuilder();
    for (String name : option.names()) {
      arguments
          .append(name.startsWith("--") ? "-l " : "-s ")
          .append(name.replaceFirst("^--?", ""))
          .append(' ');
    }
    if (option.arity().max() > 0) {
      arguments.append("-r ");
      if (option.completionCandidates() != null) {
        List<String> values = new ArrayList<>();
        option.completionCandidates().forEach(values::add);
        arguments.append("-f -a ").append(quoted(String.join(" ", values)));
      }
    }
    return arguments.toString().strip();
  }

  private void line(String condition, String arguments, String description) {
    script.append("complete -c redoubt ");
    if (!condition.isEmpty()) {
      script.append("-n ").append(quoted(condition)).append(' ');
    }
    script.append(arguments);
    if (!description.isEmpty()) {
      script.append(" -d ").append(quoted(description));
    }
    script.append('\n');
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
