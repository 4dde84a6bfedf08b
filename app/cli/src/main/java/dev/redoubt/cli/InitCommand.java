package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.workspace.ConfigurationDraft;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.EnvironmentVariables;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `redoubt init`.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "",
    commandListHeading = "%nCommands:%n")
final class InitCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "`redoubt init` needs a command: `config`");
  }

  /// The command `redoubt init config`.
  @Command(
      name = "config",
      mixinStandardHelpOptions = true,
      versionProvider = VersionInfo.class,
      sortOptions = false,
      header = "Write a first `redoubt.yaml` from what a folder contains.",
      description = {
        "",
        "The file lists the deployments that were found and has every other setting as a comment."
            + " Assessing with it gives the same findings as without it.",
        ""
      },
      parameterListHeading = "Parameters:%n",
      optionListHeading = "%nOptions:%n",
      footer = {"", "Example:", "  redoubt init config infra/"})
  static final class Config implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
        paramLabel = "PATH",
        arity = "0..1",
        description = "The folder. Default: the current folder.")
    private Path folder = Path.of("");

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Write to this file. Default: `redoubt.yaml` in the folder.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Mixin private BicepModuleOptions modules = new BicepModuleOptions();

    @Mixin private DeploymentScopeOptions scope = new DeploymentScopeOptions();

    Config(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (!Files.isDirectory(folder)) {
        throw new UsageException(ConsoleMessages.quoted(folder) + " is not a folder");
      }
      Path file = output == null ? folder.resolve(WorkspaceConfiguration.FILE_NAME) : output;
      if (Files.exists(file) && !force) {
        throw new UsageException(ConsoleMessages.quoted(file) + " exists; `--force` replaces it");
      }
      WorkspaceSources sources = WorkspaceSources.find(request());
      write(file, ConfigurationDraft.of(sources, parent(file), name(), usage(sources)));
      terminal.err().println("redoubt: wrote " + ConsoleMessages.quoted(file));
      if (sources.deployments().isEmpty()) {
        terminal.err().println("redoubt: no template found in " + ConsoleMessages.quoted(folder));
      }
      for (Problem problem : sources.problems()) {
        if (problem.severity() == Problem.Severity.ERROR) {
          terminal.err().println(AssessMessages.ofProblem(problem, sources.files()));
        }
      }
      return ExitCode.PASSED;
    }

    /// What is written does not depend on an earlier configuration.
    private SourceRequest request() {
      return new SourceRequest(
          List.of(folder),
          null,
          SourceRequest.NO_CONFIGURATION,
          List.of(),
          List.of(),
          null,
          modules.folders(),
          modules.stores(terminal.environment()),
          new EnvironmentVariables(terminal.environment()));
    }

    private static Path parent(Path file) {
      Path parent = file.toAbsolutePath().normalize().getParent();
      return parent == null ? file : parent;
    }

    private String name() {
      Path name = folder.toAbsolutePath().normalize().getFileName();
      return name == null ? "workload" : name.toString();
    }

    private void write(Path file, String text) {
      try {
        if (force) {
          Files.writeString(file, text);
        } else {
          Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
      } catch (FileAlreadyExistsException _) {
        throw new UsageException(ConsoleMessages.quoted(file) + " exists; `--force` replaces it");
      } catch (IOException e) {
        throw new UsageException(
            ConsoleMessages.quoted(file) + " cannot be written: " + e.getMessage());
      }
    }

    private ConfigurationDraft.Usage usage(WorkspaceSources sources) {
      DeploymentExpansion expansions = new DeploymentExpansion(scope.settings(true), sources);
      Map<String, Integer> tags = new TreeMap<>();
      Set<String> regions = new TreeSet<>();
      Set<String> missing = new LinkedHashSet<>();
      for (Deployment deployment : sources.deployments()) {
        ExpandedTemplate expanded = expansions.expand(deployment);
        expanded.unknownDeployments().stream().map(UnknownCause::text).forEach(missing::add);
        for (Resource resource : expanded.resources()) {
          ObjectValue own = resource.managed() ? resource.body().object("tags") : null;
          if (own != null) {
            own.names().forEach(name -> tags.merge(name, 1, Integer::sum));
          }
          if (resource.managed()
              && resource.property("location") instanceof StringValue(var region, _)
              && region.matches("[a-z0-9]+")
              && !region.equals("global")) {
            regions.add(region);
          }
        }
      }
      List<String> counted = new ArrayList<>();
      tags.forEach(
          (name, count) ->
              counted.add(name + " (" + count + (count == 1 ? " resource)" : " resources)")));
      return new ConfigurationDraft.Usage(
          counted, List.copyOf(tags.keySet()), List.copyOf(regions), List.copyOf(missing));
    }
  }
}
