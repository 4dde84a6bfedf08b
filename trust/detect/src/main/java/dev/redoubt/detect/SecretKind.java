package dev.redoubt.detect;

import java.util.List;
import java.util.regex.Pattern;

/// The kinds of secrets, each with its pattern and with a fixed word at which the search starts.
/// Sources: the documentation of each service about its tokens; GitHub's "Behind GitHub's new
/// authentication token formats" for the checksum.
enum SecretKind {
  AZURE_STORAGE_KEY(
      "Azure storage account key", "AccountKey=", "AccountKey=([A-Za-z0-9+/]{86}==)", Check.RANDOM),
  AZURE_SHARED_KEY(
      "Azure shared access key",
      "SharedAccessKey=",
      "SharedAccessKey=([A-Za-z0-9+/]{42,43}=)",
      Check.RANDOM),
  AZURE_SHARED_ACCESS_SIGNATURE(
      "Azure shared access signature",
      "sig=",
      "(?:[?&;\"']|amp;)sig=([A-Za-z0-9%+/]{43,60}(?:%3[dD]|=))",
      Check.RANDOM),
  AZURE_CLIENT_SECRET(
      "Microsoft Entra client secret",
      "Q~",
      "(?<![A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])",
      Check.RANDOM),
  AZURE_DEVOPS_TOKEN(
      "Azure DevOps token",
      "AZDO",
      "(?<![A-Za-z0-9+/=_-])([A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9+/=_-])",
      Check.RANDOM),
  AZURE_FUNCTION_KEY(
      "Azure Functions key",
      "AzFu",
      "(?<![A-Za-z0-9+/=_-])([A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==)",
      Check.RANDOM),
  GITHUB_TOKEN(
      "GitHub token",
      "gh",
      "(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36})(?![A-Za-z0-9])",
      Check.SUM),
  GITHUB_FINE_TOKEN(
      "GitHub token",
      "github_pat_",
      "(?<![A-Za-z0-9_])(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9_])",
      Check.RANDOM),
  GITLAB_TOKEN(
      "GitLab token", "glpat-", "(?<![A-Za-z0-9])(glpat-[A-Za-z0-9_-]{20,60})", Check.RANDOM),
  HUGGING_FACE_TOKEN(
      "Hugging Face token",
      "hf_",
      "(?<![A-Za-z0-9_])(hf_[A-Za-z0-9]{34,40})(?![A-Za-z0-9_])",
      Check.RANDOM),
  OPENAI_KEY(
      "OpenAI API key",
      "T3BlbkFJ",
      "(sk-[A-Za-z0-9_-]{10,90}T3BlbkFJ[A-Za-z0-9_-]{20,90})",
      Check.RANDOM),
  ANTHROPIC_KEY(
      "Anthropic API key", "sk-ant-", "(sk-ant-[a-z0-9]{3,8}-[A-Za-z0-9_-]{80,120})", Check.RANDOM),
  AWS_KEY(
      "AWS access key",
      "KIA",
      "(?<![A-Za-z0-9/+=_-])(AKIA[A-Z2-7]{16})(?![A-Za-z0-9/+=_-])",
      Check.RANDOM_WORD),
  GOOGLE_KEY(
      "Google API key",
      "AIza",
      "(?<![A-Za-z0-9_-])(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])",
      Check.RANDOM),
  SLACK_TOKEN(
      "Slack token", "xox", "(?<![A-Za-z0-9])(xox[abeoprs]-[0-9A-Za-z-]{24,200})", Check.RANDOM),
  SLACK_ADDRESS(
      "Slack webhook URL",
      "hooks.slack.com",
      "hooks\\.slack\\.com/services/(T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24})",
      Check.RANDOM),
  NPM_TOKEN(
      "npm token", "npm_", "(?<![A-Za-z0-9_])(npm_[A-Za-z0-9]{36})(?![A-Za-z0-9_])", Check.SUM),
  PYPI_TOKEN("PyPI token", "pypi-AgE", "(pypi-AgE[A-Za-z0-9_-]{60,500})", Check.RANDOM),
  DATABRICKS_TOKEN(
      "Databricks token",
      "dapi",
      "(?<![A-Za-z0-9])(dapi[0-9a-f]{32})(?![A-Za-z0-9])",
      Check.RANDOM_WORD),
  PRIVATE_KEY(
      "private key",
      "-----BEGIN ",
      "-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----"
          + SecretKind.BREAKS
          + "(?:[A-Z][A-Za-z-]{2,20}: [^\\r\\n\\\\]{1,200}"
          + SecretKind.BREAKS
          + "){0,8}((?:[A-Za-z0-9+/]|\\\\r"
          + "|\\\\n"
          + "|\\s){64,200})",
      Check.RANDOM),
  WEB_TOKEN(
      "JSON Web Token",
      "eyJ",
      "(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{20,1000})",
      Check.WEB_TOKEN),
  ADDRESS_PASSWORD(
      "password in a URL",
      "://",
      "[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'<>`{}$\\[\\]()|%]{1,80}:([^\\s:/@\"'<>`{}$*\\[\\]()|]{4,120})@[A-Za-z0-9\\[]",
      Check.PASSWORD),
  CONNECTION_PASSWORD(
      "password in a connection string",
      List.of("assword", "ASSWORD", "pwd", "Pwd", "PWD"),
      "(?i)(?=(?:pwd|password)\\s{0,9}=\\s{0,9}[^;\\s\"'<>{}$*]{6})"
          + "(?<=(?:server|data source|host|user(?: ?id|name)?|uid)\\s{0,9}=[^\\n]{1,300};\\s{0,9})"
          + "(?:pwd|password)\\s*=\\s*([^;\\s\"'<>{}$*]{6,120})",
      Check.PASSWORD);

  /// What tells a secret from something of its form.
  private enum Check {
    RANDOM,
    RANDOM_WORD,
    PASSWORD,
    SUM,
    WEB_TOKEN
  }

  /// Ends of lines, also as a text in a text writes them.
  private static final String BREAKS = "(?:\\s|\\\\r|\\\\n){1,8}";

  /// The longest part of a pattern after its word.
  static final int REACH = 8_000;

  private final String title;

  // A copy that nobody can change, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> anchors;

  private final Pattern pattern;
  private final Check check;

  SecretKind(String title, String anchor, String pattern, Check check) {
    this(title, List.of(anchor), pattern, check);
  }

  SecretKind(String title, List<String> anchors, String pattern, Check check) {
    this.title = title;
    this.anchors = anchors;
    this.pattern = Pattern.compile(pattern);
    this.check = check;
  }

  String title() {
    return title;
  }

  List<String> anchors() {
    return anchors;
  }

  Pattern pattern() {
    return pattern;
  }

  /// How many characters in front of its word a secret may start.
  int before() {
    return switch (this) {
      case AZURE_DEVOPS_TOKEN, OPENAI_KEY -> 100;
      case AZURE_FUNCTION_KEY -> 50;
      case ADDRESS_PASSWORD -> 22;
      case AZURE_CLIENT_SECRET, AZURE_SHARED_ACCESS_SIGNATURE -> 5;
      case AWS_KEY, CONNECTION_PASSWORD -> 1;
      default -> 0;
    };
  }

  boolean holds(String secret) {
    return switch (check) {
      case RANDOM -> EntropyCheck.isRandom(secret);
      case RANDOM_WORD -> EntropyCheck.isRandomWord(secret);
      case PASSWORD -> EntropyCheck.isPassword(secret);
      case SUM -> SecretChecksums.isGitHub(secret);
      case WEB_TOKEN -> SecretChecksums.isWebToken(secret);
    };
  }
}
