package dev.redoubt.documents;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands of a page, in order.
///
/// @param page the name of the page
record PageScript(String page, List<Command> commands) {

  private static final int DEFAULT_PORT = 5000;

  private static final Pattern QUOTED = Pattern.compile("'[^'\n]*'|\"[^\"`\n(]*\"");

  /// One line that is certainly complete. `bash` checks all others, which is slower.
  private static final Pattern SIMPLE =
      Pattern.compile(
          "(?!if|for|while|until|case|function)[\\w./$][\\w ./:=,@$>~+*%-]*(?:[ ]#[^'\"`]*)?\n");

  private static final Pattern EXIT_CODE = Pattern.compile("#[^#\\n]*\\bexit code (\\d+)");

  /// How a test treats a command.
  enum Kind {
    RUN,
    BACKGROUND,
    SKIP
  }

  /// A command with all its lines.
  ///
  /// @param line where it begins, from 1
  record Command(int line, String text, Kind kind) {

    /// The exit code that its last comment names, else 0.
    int exitCode() {
      Matcher named = EXIT_CODE.matcher(text.lines().reduce("", (_, line) -> line));
      return named.find() ? Integer.parseInt(named.group(1)) : 0;
    }

    List<ShellCommand> calls() {
      return ShellCommand.of(text);
    }

    /// Whether a test runs it. Maven does not run within Maven.
    boolean isRun() {
      return kind != Kind.SKIP
          && calls().stream().noneMatch(call -> call.programName().equals("mvnw"));
    }

    /// The port of the server that it starts.
    OptionalInt port() {
      for (ShellCommand call : calls()) {
        List<String> words = call.words().stream().map(ShellCommand.Word::text).toList();
        int option = Math.max(words.indexOf("--port"), words.indexOf("-p"));
        if (option >= 0 && option + 1 < words.size()) {
          return OptionalInt.of(Integer.parseInt(words.get(option + 1)));
        }
        if (words.contains("serve")) {
          return OptionalInt.of(DEFAULT_PORT);
        }
      }
      return OptionalInt.empty();
    }
  }

  /// Reads the `sh` blocks of a page. Uses `bash` to find the end of a command of several lines.
  static PageScript of(MarkdownPage page) throws IOException, InterruptedException {
    List<Command> commands = new ArrayList<>();
    for (MarkdownPage.Fence fence : page.fences()) {
      Optional<Kind> kind = kind(fence.info());
      if (kind.isPresent()) {
        split(fence, kind.get(), commands);
      }
    }
    return new PageScript(page.name(), List.copyOf(commands));
  }

  /// The meaning of an info string; empty if the block does not contain commands.
  static Optional<Kind> kind(String info) {
    return switch (info) {
      case "sh" -> Optional.of(Kind.RUN);
      case "sh background" -> Optional.of(Kind.BACKGROUND);
      default -> info.matches("sh skip=[a-z][a-z-]*") ? Optional.of(Kind.SKIP) : Optional.empty();
    };
  }

  private static void split(MarkdownPage.Fence fence, Kind kind, List<Command> commands)
      throws IOException, InterruptedException {
    StringBuilder command = new StringBuilder();
    int begin = 0;
    for (int i = 0; i < fence.lines().size(); i++) {
      String line = fence.lines().get(i);
      if (command.isEmpty()) {
        begin = i;
        if (line.isBlank() || line.strip().startsWith("#")) {
          continue;
        }
      }
      command.append(line).append('\n');
      if (isWhole(command.toString())) {
        commands.add(new Command(fence.lineOf(begin), command.toString(), kind));
        command.setLength(0);
      }
    }
    if (!command.isEmpty()) {
      commands.add(new Command(fence.lineOf(begin), command.toString(), kind));
    }
  }

  /// Whether a command is complete: quotes, `if` and here-documents are closed.
  private static boolean isWhole(String command) throws IOException, InterruptedException {
    if (command.endsWith("\\\n")) {
      return false;
    }
    if (SIMPLE.matcher(QUOTED.matcher(command).replaceAll("")).matches()) {
      return true;
    }
    ProgramRun checked = ProgramRun.of(List.of("bash", "-n", "-c", command));
    return checked.code() == 0 && checked.output().isEmpty();
  }

  /// For `bash`: runs the commands in one shell, writes `NUMBER begin` and `NUMBER EXIT-CODE` to a
  /// file, and stops at the first unexpected exit code. Servers stop when the script exits.
  ///
  /// @param folder for the files that the script writes
  String forBash(Path folder) {
    StringBuilder script = new StringBuilder(PRELUDE.replace("FOLDER", folder.toString()));
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      if (!command.isRun()) {
        continue;
      }
      script.append("printf '%s begin\\n' ").append(i).append(" >&9; printf '@@%s\\n' ").append(i);
      script.append('\n');
      if (command.kind() == Kind.BACKGROUND) {
        Path log = folder.resolve("server-" + i + ".log");
        script.append("set -m\n{\n").append(command.text()).append("} > ").append(log);
        script.append(" 2>&1 &\nredoubt_servers+=($!)\nset +m\nredoubt_answers ").append(log);
        script.append('\n');
      } else {
        script.append(command.text());
      }
      script.append(
          "redoubt_code=$?; printf '%s %s\\n' ID \"$redoubt_code\" >&9; [ \"$redoubt_code\" = CODE ] || exit 0\n"
              .replace("ID", Integer.toString(i))
              .replace("CODE", Integer.toString(command.exitCode())));
    }
    return script.toString();
  }

  private static final String PRELUDE =
      """
      exec 9>FOLDER/codes
      redoubt_servers=()
      # Kills the process group of each server, and waits until its port is free for the next page.
      redoubt_end() {
        for server in "${redoubt_servers[@]}"; do
          for _ in {1..100}; do
            kill -KILL -- "-$server" || break
            sleep 0.1
          done
        done
      } 2> /dev/null
      trap redoubt_end EXIT
      # Waits until a server has printed its address and accepts connections.
      redoubt_answers() {
        for _ in {1..600}; do
          url=$(grep -Eo 'https?://[^ /:]+:[0-9]+' "$1" | head -n 1)
          address=${url#*://}
          if [ -n "$url" ] && (exec 3<> "/dev/tcp/${address%:*}/${address##*:}") 2> /dev/null; then
            return 0
          fi
          kill -0 "${redoubt_servers[-1]}" 2> /dev/null || break
          sleep 0.1
        done
        cat "$1"
        return 1
      }
      """;
}
