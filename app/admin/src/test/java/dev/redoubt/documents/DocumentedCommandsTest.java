package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.documents.PageScript.Command;
import dev.redoubt.documents.PageScript.Kind;
import dev.redoubt.testing.ProgramRun;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the commands of README, `docs/*.md` and the samples with the real launcher. The info string
/// of a block selects how:
///
/// - `sh`: its commands run in order, in one shell for the whole page, in a folder with
///   `./redoubt`, `./mvnw` and `samples/`. The expected exit code is 0 unless the command ends in a
///   comment `# exit code N`. Maven calls are not run.
/// - `sh background`: starts a server, which runs until the end of the page.
/// - `sh skip=WORD`: not run; the word is the reason, for example `azure`.
///
/// `DocumentedArgumentsTest` checks the arguments of all blocks.
class DocumentedCommandsTest {

  /// Programs that a page may use. The page is skipped if one is missing.
  private static final List<String> TOOLS = List.of("openssl", "curl", "jq", "python3", "git");

  /// The only variables that commands inherit, so that settings of a developer do not affect them.
  private static final List<String> KEPT_VARIABLES = List.of("PATH", "LANG", "LC_ALL", "TMPDIR");

  /// Pages that start servers use fixed ports, so only one of them runs at a time.
  private static final Lock PORTS = new ReentrantLock();

  @TempDir private static Path temporary = Path.of("");

  private static Launcher launcher = new Launcher(Path.of(""));

  @BeforeAll
  static void copyLauncher() throws IOException {
    launcher = Launcher.in(temporary.resolve("checkout"));
  }

  static Stream<String> pagesWithCommands() {
    return Repository.userPages().stream()
        .filter(
            page ->
                page.fences().stream()
                    .flatMap(fence -> PageScript.kind(fence.info()).stream())
                    .anyMatch(kind -> kind != Kind.SKIP))
        .map(MarkdownPage::name);
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  @Execution(ExecutionMode.CONCURRENT)
  void commandsRunAsPrinted(String name) throws IOException, InterruptedException {
    needs(name, "bash");
    PageScript script = PageScript.of(MarkdownPage.read(Repository.ROOT.resolve(name)));
    for (Command command : script.commands()) {
      if (command.isRun()) {
        command.calls().stream()
            .map(ShellCommand::program)
            .filter(TOOLS::contains)
            .forEach(tool -> needs(name, tool));
      }
    }
    int[] ports =
        script.commands().stream()
            .filter(command -> command.kind() == Kind.BACKGROUND)
            .map(Command::port)
            .flatMapToInt(OptionalInt::stream)
            .toArray();
    if (ports.length == 0) {
      run(script);
      return;
    }
    PORTS.lock();
    try {
      for (int port : ports) {
        assumeTrue(isFree(port), name + " is not run: port " + port + " is taken");
      }
      run(script);
    } finally {
      PORTS.unlock();
    }
  }

  private static void needs(String page, String program) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, page + " is not run: there is no `" + program + "` on the path");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the server does: connections in TIME_WAIT do not block a port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static void run(PageScript script) throws IOException, InterruptedException {
    Path own = Files.createDirectories(temporary.resolve(script.page().replace('/', '-')));
    Path folder = launcher.folder(own.resolve("folder"));
    ProcessBuilder bash =
        new ProcessBuilder(
                "bash", Files.writeString(own.resolve("script"), script.forBash(own)).toString())
            .directory(folder.toFile());
    Map<String, String> environment = bash.environment();
    environment.keySet().retainAll(KEPT_VARIABLES);
    environment.put("HOME", Files.createDirectories(own.resolve("home")).toString());
    environment.put("REDOUBT_JAVA_HOME", System.getProperty("java.home"));
    environment.put("REDOUBT_NO_BUILD", "yes");
    environment.put("REDOUBT_NO_AOT", "yes");
    // Inputs are small, so the second compiler costs more than it saves.
    environment.put("REDOUBT_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    check(script, ProgramRun.of(bash), Files.readAllLines(own.resolve("codes")));
  }

  /// The last lines of an output, which say why a command failed.
  private static String end(String output) {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 50), lines.size()));
  }

  /// @param codes what the script wrote: `NUMBER begin` before each command, `NUMBER CODE` after it
  private static void check(PageScript script, ProgramRun run, List<String> codes) {
    assertThat(codes).as("the shell did not begin: %s", run.output()).isNotEmpty();
    String[] last = codes.getLast().split(" ", 2);
    int number = Integer.parseInt(last[0]);
    Command command = script.commands().get(number);
    if (!last[1].equals(Integer.toString(command.exitCode()))) {
      int output = run.output().lastIndexOf("@@" + number + "\n");
      fail(
          "%s:%d: %s\nexit code %s, expected %d\n%s",
          script.page(),
          command.line(),
          command.text().strip(),
          last[1].equals("begin") ? "of the shell, which ended" : last[1],
          command.exitCode(),
          end(run.output().substring(Math.max(output, 0))));
    }
    assertThat(command)
        .as("the last command that ran is the last of %s: %s", script.page(), run.output())
        .isEqualTo(script.commands().stream().filter(Command::isRun).toList().getLast());
  }
}
