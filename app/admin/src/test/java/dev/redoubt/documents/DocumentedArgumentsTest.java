package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.documents.MarkdownPage.CodeSpan;
import dev.redoubt.documents.MarkdownPage.Fence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every command and option of `redoubt` that a user document mentions exists. Parses the arguments
/// with the real command line and runs nothing.
class DocumentedArgumentsTest {

  private static final Set<String> OTHER_SHELLS = Set.of("bash", "shell", "console", "zsh");

  private static final Pattern COMMAND =
      Pattern.compile("\\s*(?:\\$ )?(?:[A-Z_]+=\\S+ )*(?:\\./)?(?:redoubt|mvnw) \\S.*");

  /// A step of a pipeline in YAML.
  private static final Pattern STEP =
      Pattern.compile("\\s*(?:- )?(?:(?:run|script|bash): *)?((?:\\./)?redoubt \\S.*)");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

  /// Options of `build/interop.sh`, `build/mutation.sh`, kubectl, sha256sum, pip and
  /// `model_signing`.
  private static final Set<String> FOREIGN_OPTIONS =
      Set.of(
          "--all",
          "--without",
          "--sqlite-alone",
          "--tests-of",
          "--tests",
          "--raw",
          "--check",
          "--find-links",
          "--trusted-host",
          "--ignore-paths");

  @Test
  void everyBlockWithCommandsSaysWhatItIs() {
    List<String> wrong = new ArrayList<>();
    for (MarkdownPage page : Repository.userPages()) {
      for (Fence fence : page.fences()) {
        boolean commands = fence.lines().stream().anyMatch(line -> COMMAND.matcher(line).matches());
        boolean shell = fence.language().equals("sh") || OTHER_SHELLS.contains(fence.language());
        if (shell ? PageScript.kind(fence.info()).isEmpty() : commands && fence.info().isEmpty()) {
          wrong.add(
              "%s:%d: the block says `%s`; say `sh`, `sh background`, `sh skip=WORD` or `text`"
                  .formatted(page.name(), fence.line(), fence.info()));
        }
      }
      for (int i = 0; i < page.prose().size(); i++) {
        String line = page.prose().get(i);
        if (line.startsWith("    ") && COMMAND.matcher(line).matches()) {
          wrong.add(
              "%s:%d: a command in an indented block; fence it with `sh`, `sh background`, "
                      .formatted(page.name(), i + 1)
                  + "`sh skip=WORD` or `text`");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCommandInABlockIsKnown() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (MarkdownPage page : Repository.userPages()) {
      for (PageScript.Command command : PageScript.of(page).commands()) {
        for (ShellCommand call : command.calls()) {
          wrong(call).ifPresent(at(page, command.line(), command.text(), wrong));
        }
      }
      for (Fence fence : page.fences()) {
        if (fence.language().equals("yaml")) {
          steps(page, fence, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void steps(MarkdownPage page, Fence fence, List<String> wrong) {
    for (int i = 0; i < fence.lines().size(); i++) {
      Matcher step = STEP.matcher(fence.lines().get(i));
      if (step.matches()) {
        for (ShellCommand call : ShellCommand.of(step.group(1))) {
          wrong(call).ifPresent(at(page, fence.lineOf(i), step.group(1), wrong));
        }
      }
    }
  }

  private static Optional<String> wrong(ShellCommand call) {
    return switch (call.programName()) {
      case "redoubt" -> DocumentedCommandLine.wrong(call);
      case "mvnw" -> MavenCall.wrong(call);
      default -> Optional.empty();
    };
  }

  @Test
  void everyCommandInASentenceIsKnown() {
    List<String> wrong = new ArrayList<>();
    for (MarkdownPage page : Repository.userPages()) {
      for (CodeSpan span : page.codeSpans()) {
        List<String> words = Arrays.asList(span.text().strip().split("\\s+"));
        if (words.size() > 1 && words.getFirst().matches("(?:\\./)?redoubt")) {
          DocumentedCommandLine.wrongMention(words.subList(1, words.size()))
              .ifPresent(at(page, span.line(), span.text(), wrong));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyOptionInASentenceIsKnown() {
    Set<String> known = DocumentedCommandLine.options();
    List<String> wrong = new ArrayList<>();
    for (MarkdownPage page : Repository.userPages()) {
      for (CodeSpan span : page.codeSpans()) {
        Matcher option = OPTION.matcher(span.text());
        while (option.find()) {
          if (!known.contains(option.group()) && !FOREIGN_OPTIONS.contains(option.group())) {
            at(page, span.line(), span.text(), wrong)
                .accept("no command has the option `" + option.group() + "`");
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Consumer<String> at(
      MarkdownPage page, int line, String code, List<String> problems) {
    return why -> problems.add("%s:%d: `%s`: %s".formatted(page.name(), line, code.strip(), why));
  }
}
