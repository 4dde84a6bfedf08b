package dev.redoubt.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/// A made-up secret of each kind, and texts that look like one and are none. They are put together
/// while the test runs, so that nobody's search for secrets stops at our sources.
public final class SecretSamples {

  private static final String LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String LETTERS = LARGE + SMALL;
  private static final String ALNUM = LETTERS + "0123456789";
  private static final String BASE64 = ALNUM + "+/";
  private static final String URL64 = ALNUM + "_-";

  private SecretSamples() {}

  /// A line with a secret.
  ///
  /// @param line as somebody leaves it in a file
  /// @param hidden a part of the secret, which must never be shown
  public record Sample(String line, String hidden) {}

  /// A secret of each kind, by what the kind is called.
  public static Map<String, Sample> all() {
    Map<String, Sample> all = new LinkedHashMap<>();
    for (SecretKind kind : SecretKind.values()) {
      all.put(kind.name() + ": " + kind.title(), positive(kind));
    }
    return all;
  }

  /// What has the form of one of the kinds, or nearly, and is no secret.
  public static List<String> allNegatives() {
    return Arrays.stream(SecretKind.values()).flatMap(kind -> negatives(kind).stream()).toList();
  }

  static Sample positive(SecretKind kind) {
    return switch (kind) {
      case AZURE_STORAGE_KEY -> {
        String key = random(BASE64, 86) + "==";
        yield new Sample("AccountName=x;" + "Account" + "Key=" + key, key.substring(8));
      }
      case AZURE_SHARED_KEY -> {
        String key = random(BASE64, 43) + "=";
        yield new Sample("SharedAccessKeyName=n;SharedAccess" + "Key=" + key, key.substring(8));
      }
      case AZURE_SHARED_ACCESS_SIGNATURE -> {
        String key = random(ALNUM, 20) + "%2B" + random(ALNUM, 22) + "%3D";
        yield new Sample(
            "https://x.blob.core.windows.net/c?sv=2024-11-04&s" + "ig=" + key, key.substring(8));
      }
      case AZURE_CLIENT_SECRET -> whole(random(ALNUM, 3) + "8" + "Q~" + random(URL64, 34));
      case AZURE_DEVOPS_TOKEN -> whole(random(ALNUM, 76) + "AZ" + "DO" + random(ALNUM, 4));
      case AZURE_FUNCTION_KEY -> whole(random(URL64, 44) + "Az" + "Fu" + random(URL64, 5) + "A==");
      case GITHUB_TOKEN -> whole("gh" + "p_" + summed(random(ALNUM, 30)));
      case GITHUB_FINE_TOKEN ->
          whole("github" + "_pat_" + random(ALNUM, 22) + "_" + random(ALNUM, 59));
      case GITLAB_TOKEN -> whole("gl" + "pat-" + random(URL64, 20));
      case HUGGING_FACE_TOKEN -> whole("h" + "f_" + random(LETTERS, 34));
      case OPENAI_KEY ->
          whole("sk" + "-proj-" + random(URL64, 74) + "T3Blbk" + "FJ" + random(URL64, 74));
      case ANTHROPIC_KEY -> whole("sk" + "-ant-" + "api03-" + random(URL64, 93) + "AA");
      case AWS_KEY -> whole("AK" + "IA" + random(LARGE + "234567", 16));
      case GOOGLE_KEY -> whole("AI" + "za" + random(URL64, 35));
      case SLACK_TOKEN -> whole("xo" + "xb-2840193756-5830917462-" + random(ALNUM, 24));
      case SLACK_ADDRESS -> {
        String path = random(LARGE, 8) + "/B" + random(LARGE, 8) + "/" + random(ALNUM, 24);
        yield new Sample(
            "https://hooks.slack." + "com/services/T" + path, path.substring(path.length() - 20));
      }
      case NPM_TOKEN -> whole("np" + "m_" + summed(random(ALNUM, 30)));
      case PYPI_TOKEN -> whole("py" + "pi-" + "AgEIcHlwaS5vcmc" + random(URL64, 120));
      case DATABRICKS_TOKEN -> whole("da" + "pi" + random("0123456789abcdef", 32) + "-2");
      case PRIVATE_KEY -> pem("RSA ", "\n");
      case WEB_TOKEN -> {
        String token =
            url64("{\"alg\":\"RS256\"}") + "." + url64("{\"sub\":\"1\"}") + "." + random(URL64, 43);
        yield new Sample(token, token.substring(8));
      }
      case ADDRESS_PASSWORD -> {
        String password = random(ALNUM, 14);
        yield new Sample(
            "postgresql://score:" + password + "@db.host.invalid/scores", password.substring(4));
      }
      case CONNECTION_PASSWORD -> connection("Password=");
    };
  }

  /// Other forms of the same kinds.
  public static List<Sample> further() {
    return List.of(
        connection("Pwd="),
        connection("PWD = "),
        connection("PASSWORD="),
        pem("", "\n"),
        pem("EC ", "\r\n"),
        pem("OPENSSH ", "\\n"),
        pem("RSA ", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A1B2C3D4E5F\n\n"),
        new Sample(
            "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----\nVersion: 1\n\n" + random(BASE64, 128),
            random(BASE64, 128).substring(8)),
        whole("AK" + "IA" + random(LARGE, 16)),
        whole("gh" + "s_" + summed(random(ALNUM, 30))));
  }

  /// What has the form of the kind, or nearly, and is no secret.
  static List<String> negatives(SecretKind kind) {
    return switch (kind) {
      case AZURE_STORAGE_KEY ->
          List.of(
              "Account" + "Key=<key>;",
              "Account" + "Key=" + "A".repeat(86) + "==",
              "Account" + "Key=" + random(BASE64, 60) + "==");
      case AZURE_SHARED_KEY ->
          List.of(
              "SharedAccess" + "Key=your-key-here;",
              "SharedAccess" + "Key=" + "a".repeat(43) + "=",
              "SharedAccessKeyName=" + random(ALNUM, 43) + "=");
      case AZURE_SHARED_ACCESS_SIGNATURE ->
          List.of("?sv=1&s" + "ig=REDACTED", "config=" + random(ALNUM, 43) + "%3D");
      case AZURE_CLIENT_SECRET ->
          List.of(
              "abc" + "8Q~" + "x".repeat(34),
              random(ALNUM, 9) + "8Q~" + random(ALNUM, 34),
              random(ALNUM, 3) + "8Q~" + random(ALNUM, 20));
      case AZURE_DEVOPS_TOKEN ->
          List.of(
              random(ALNUM, 90) + "AZDO" + random(ALNUM, 90),
              random(ALNUM, 40) + "AZDO" + random(ALNUM, 4));
      case AZURE_FUNCTION_KEY ->
          List.of(
              random(BASE64, 120) + random(ALNUM, 44) + "AzFu" + random(ALNUM, 5) + "A==",
              "a".repeat(44) + "AzFu" + "aaaaaA==");
      case GITHUB_TOKEN ->
          List.of("gh" + "p_" + random(ALNUM, 36), "high" + "p_" + summed(random(ALNUM, 30)));
      case GITHUB_FINE_TOKEN ->
          List.of(
              "github" + "_pat_" + "X".repeat(22) + "_" + "X".repeat(59),
              "github" + "_pat_" + random(ALNUM, 22) + "_" + random(ALNUM, 70));
      case GITLAB_TOKEN ->
          List.of(
              "gl" + "pat-your-access-token-goes-here",
              "gl" + "pat-put-the-access-token-in-here",
              "gl" + "pat-" + random(ALNUM, 10));
      case HUGGING_FACE_TOKEN ->
          List.of(
              "h" + "f_" + "x".repeat(34),
              "h" + "f_download_of_one_file_from_the_hub()",
              "self_" + random(LETTERS, 34));
      case OPENAI_KEY ->
          List.of(
              "sk" + "-proj-" + "x".repeat(74) + "T3Blbk" + "FJ" + "x".repeat(74),
              "risk-" + random(ALNUM, 60));
      case ANTHROPIC_KEY ->
          List.of(
              "sk" + "-ant-" + "api03-" + "put-your-key-in-here".repeat(5),
              "sk" + "-ant-" + "api03-" + random(ALNUM, 20));
      case AWS_KEY ->
          List.of(
              "AK" + "IAIOSFODNN7" + "EXAMPLE",
              "AK" + "IA" + "A".repeat(16),
              random(BASE64, 40) + "AK" + "IA" + random(LARGE, 16) + random(BASE64, 40));
      case GOOGLE_KEY ->
          List.of(
              "AI" + "za" + "x".repeat(35), random(ALNUM, 30) + "AI" + "za" + random(ALNUM, 60));
      case SLACK_TOKEN ->
          List.of("xo" + "xb-000000000000-000000000000-xxxxxxxx", "xo" + "xb-your-bot-token-here");
      case SLACK_ADDRESS ->
          List.of(
              "https://hooks.slack." + "com/services/T00000000/B00000000/" + "X".repeat(24),
              "https://hooks.slack." + "com/services/");
      case NPM_TOKEN -> List.of("np" + "m_" + random(ALNUM, 36), "np" + "m_config_registry");
      case PYPI_TOKEN ->
          List.of("py" + "pi-" + "AgEIcHlwaS5vcmc" + "x".repeat(120), "py" + "pi-" + "AgEIcHlw");
      case DATABRICKS_TOKEN ->
          List.of(
              "da" + "pi" + "0".repeat(32),
              "da" + "pi" + "1234567890abcdef".repeat(2),
              "da" + "pi" + random("0123456789abcdef", 40));
      case PRIVATE_KEY ->
          List.of(
              "-----BEGIN PUBLIC" + " KEY-----\n" + random(BASE64, 200),
              "-----BEGIN CERTI" + "FICATE-----\n" + random(BASE64, 200),
              "-----BEGIN PRIVATE" + " KEY-----\n<the key, in base64>\n-----END PRIVATE KEY-----",
              "-----BEGIN PRIVATE" + " KEY-----\n" + "A".repeat(64) + "\n");
      case WEB_TOKEN ->
          List.of(
              url64("{\"alg\":\"none\"}") + "." + url64("{\"sub\":1}") + "." + random(URL64, 43),
              url64("{\"kid\":\"a\",\"b\":1}")
                  + "."
                  + url64("{\"sub\":1}")
                  + "."
                  + random(URL64, 43),
              url64("{\"alg\":\"RS256\"}") + "." + url64("{\"sub\":\"1\"}"));
      case ADDRESS_PASSWORD ->
          List.of(
              "postgresql://user:password@localhost/db",
              "postgresql://scott:tiger@localhost/db",
              "https://{user}:{secret}@host.invalid/",
              "https://user:${PASSWORD}@host.invalid/",
              "https://user:<password>@host.invalid/",
              "https://host.invalid:8443/a@b",
              "git+ssh://git@host.invalid/a");
      case CONNECTION_PASSWORD ->
          List.of(
              "Server=a;User Id=b;Pass" + "word=<password>;",
              "Server=a;User Id=b;Pass" + "word=your_password;",
              "Server=a;User Id=b;Pass" + "word=${SECRET_OF_IT};",
              "Server=a;User Id=b;Trusted_Connection=yes;");
    };
  }

  private static Sample whole(String secret) {
    return new Sample("a secret: " + secret, secret.substring(8));
  }

  private static Sample connection(String name) {
    String password = random(ALNUM, 14);
    return new Sample(
        "Server=tcp:db.host.invalid,1433;User ID=score;" + name + password + ";",
        password.substring(4));
  }

  private static Sample pem(String type, String after) {
    String key = random(BASE64, 128);
    return new Sample(
        "-----BEGIN " + type + "PRIVATE" + " KEY-----" + after + key + after, key.substring(8));
  }

  /// The last six characters of a token, as GitHub and npm make them: the CRC-32 of those before.
  private static String summed(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    String digits = "0123456789" + LARGE + SMALL;
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
      sum.insert(0, digits.charAt((int) (rest % 62)));
    }
    return body + sum;
  }

  private static String url64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same for the same question.
  private static String random(String alphabet, int length) {
    Random random = new Random(length + 17L * alphabet.length());
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
