package dev.redoubt.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces the texts of a source file that look like secrets, before it is shown to others: what
/// the secret detector finds, literals of properties and parameters whose name says that they hold
/// one, and the literals of blocks that hold secrets, such as `secrets: [...]`. The number of lines
/// stays the same.
public final class SecretMask {

  private static final String MASK = "********";

  /// What ends a secret in a source file.
  private static final String ENDS = "'\"\n\r\t ;,<>`";

  /// How the names of secrets end.
  private static final String SECRET =
      "(?:(?<!by)pass(?:word|wd|phrase)?|pwd|connection_?string|secret|token|credential"
          + "|(?:account|access|api|primary|secondary|shared|admin|master|subscription|host|function|private)_?key"
          + "|sas)(?:value|s)?";

  private static final Pattern NAME = Pattern.compile("(?i).*" + SECRET);

  /// A literal: no expression, and not empty.
  private static final String LITERAL = "([\"'])(?<secret>[^\"'\n\r\\[$][^\"'\n\r]*)\\1";

  /// The name of a secret and its literal.
  private static final Pattern NAMED =
      Pattern.compile("(?i)" + SECRET + "[\"']?(?: string)?\\s*[:=]\\s*" + LITERAL);

  /// A pair of name and value, as environment variables and app settings are written.
  private static final Pattern PAIR =
      Pattern.compile(
          "(?i)[\"']?name[\"']?\\s*:\\s*[\"'][^\"'\n\r"
              + "]*(?:(?<!by)pass(?:word|wd|phrase)?|pwd|pw|connection_?string|secret|token|credential|key|sas)[\"'],?[^\\S\n"
              + "]*\n"
              + "?[+\\- ]?\\s*[\"']?value[\"']?\\s*:\\s*"
              + LITERAL);

  /// The default or the value of a parameter with the name of a secret, as JSON has it.
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)"
              + SECRET
              + "[\"']\\s*:\\s*\\{[^{}]{0,400}?[\"'](?:defaultValue|value)[\"']\\s*:\\s*"
              + LITERAL);

  /// A secret in a connection string or an address, also if an expression follows in it.
  private static final Pattern PART =
      Pattern.compile(
          "(?i)(?:\\bsig|sharedaccesskey|accountkey|password|pwd)=(?<secret>[^&;'\"\\s<>*{$]{4,})");

  /// What starts a block that holds secrets.
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?i)\\b(?:secrets|credentials|connection_?strings)[\"']?\\s*:\\s*(?<open>[\\[{])");

  /// What may hold a secret inside of such a block.
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)(?<name>[\\w-]+)[\"']?\\s*:\\s*([\"'])(?<secret>[^\"'\n\r\\[$][^\"'\n\r]*)\\2");

  /// What is no secret inside of such a block.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)name|type|authType|credentialsType|identity|resourceId|keyVaultUrl|clientId|tenantId"
              + "|principalId|username|authorityUrl|resourceUrl");

  /// A longer block is no block of secrets.
  private static final int MAX_BLOCK = 20_000;

  private SecretMask() {}

  /// Whether the name of a property or parameter says that its value is a secret.
  public static boolean isSecretName(String name) {
    return NAME.matcher(name).matches();
  }

  /// The text with replaced secrets.
  public static String masked(String text) {
    List<int[]> ranges = new ArrayList<>();
    SecretDetector.inspect(text, found -> ranges.add(token(text, Math.toIntExact(found.start()))));
    add(NAMED.matcher(text), ranges);
    add(PAIR.matcher(text), ranges);
    add(PARAMETER.matcher(text), ranges);
    add(PART.matcher(text), ranges);
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      addBlock(text, block.start("open"), ranges);
    }
    return replaced(text, ranges);
  }

  /// The text with all literals replaced, for places that are known to have a secret.
  public static String withoutLiterals(String text) {
    List<int[]> ranges = new ArrayList<>();
    add(Pattern.compile(LITERAL).matcher(text), ranges);
    return masked(replaced(text, ranges));
  }

  private static void add(Matcher matcher, List<int[]> ranges) {
    while (matcher.find()) {
      ranges.add(new int[] {matcher.start("secret"), matcher.end("secret")});
    }
  }

  private static void addBlock(String text, int open, List<int[]> ranges) {
    int end = endOf(text, open);
    Matcher inside = INSIDE.matcher(text).region(open, end);
    while (inside.find()) {
      if (!HARMLESS.matcher(inside.group("name")).matches()) {
        ranges.add(new int[] {inside.start("secret"), inside.end("secret")});
      }
    }
  }

  /// After the bracket that closes a block; brackets in texts count, which only makes a block
  /// longer or shorter.
  private static int endOf(String text, int open) {
    int depth = 0;
    int last = Math.min(text.length(), open + MAX_BLOCK);
    for (int i = open; i < last; i++) {
      char c = text.charAt(i);
      if (c == '[' || c == '{') {
        depth++;
      } else if ((c == ']' || c == '}') && --depth == 0) {
        return i + 1;
      }
    }
    return last;
  }

  private static String replaced(String text, List<int[]> ranges) {
    ranges.sort((one, other) -> Integer.compare(one[0], other[0]));
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (int[] range : ranges) {
      if (range[0] >= done) {
        masked.append(text, done, range[0]).append(MASK);
      }
      done = Math.max(done, range[1]);
    }
    return masked.append(text, done, text.length()).toString();
  }

  /// From the start of a secret to the end of its word.
  private static int[] token(String text, int start) {
    int end = start;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new int[] {start, end};
  }
}
