package dev.redoubt.cli;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `redoubt completion`.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = "",
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  source <(redoubt completion bash)",
      "  redoubt completion fish > ~/.config/fish/completions/redoubt.fish"
    })
final class CompletionCommand implements Callable<Integer> {

  /// The supported shells.
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String text =
        switch (shell) {
          case BASH -> AutoComplete.bash("redoubt", root);
          case ZSH -> "autoload -U +X compinit && compinit\n" + AutoComplete.bash("redoubt", root);
          case FISH -> FishCompletion.of(root);
        };
    new OutputWriter(terminal).write(out -> out.append(text).append('\n'), null);
    return ExitCode.PASSED;
  }
}
