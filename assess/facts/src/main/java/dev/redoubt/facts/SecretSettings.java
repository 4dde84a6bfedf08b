package dev.redoubt.facts;

import dev.redoubt.detect.SecretMask;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognizes settings whose text must not be shown: values that are secret, and texts where
/// secrets are often written by mistake.
final class SecretSettings {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?is).*(accountkey=|sharedaccesskey=|sharedaccesssignature|password=|pwd=|[?&]sig=|"
              + "-----BEGIN|://[^/@:\\s]+:[^/@\\s]+@).*");

  /// Members with settings of an application, scripts and data, whose values nobody has checked for
  /// secrets.
  private static final Set<String> SETTINGS =
      Set.of(
          "appsettings",
          "connectionstrings",
          "environmentvariables",
          "arguments",
          "customdata",
          "userdata",
          "protectedsettings",
          "commandtoexecute",
          "scriptcontent");

  /// What is shown instead of a text that may contain a secret.
  static final String NOT_SHOWN = "(not shown: it may contain a secret)";

  /// A shorter text holds no secret that its form gives away.
  private static final int MIN_SECRET = 5;

  private static final ResourceType SECRET = ResourceType.of("Microsoft.KeyVault/vaults/secrets");
  private static final ResourceType SITE_CONFIG = ResourceType.of("Microsoft.Web/sites/config");

  private SecretSettings() {}

  /// Whether no part of the value at a path may be shown, because of its name. Lists of objects are
  /// only counted or named.
  static boolean isHidden(ResourceFacts resource, String path, Value value) {
    boolean mayHaveText =
        switch (value) {
          case StringValue(var text, _) -> !text.isEmpty();
          case ArrayValue array -> !array.stream().allMatch(ObjectValue.class::isInstance);
          case Unknown _, ObjectValue _ -> true;
          case NullValue _, BooleanValue _, NumberValue _ -> false;
        };
    return mayHaveText && isNamedSecret(resource, path);
  }

  /// A text for people, without what its form gives away as a secret.
  static String shown(String text) {
    if (text.length() < MIN_SECRET) {
      return text;
    }
    return TEXT.matcher(text).matches() ? NOT_SHOWN : SecretMask.masked(text);
  }

  private static boolean isSecretName(String name) {
    return SecretMask.isSecretName(name)
        || (name.endsWith("s") && SecretMask.isSecretName(name.substring(0, name.length() - 1)));
  }

  private static boolean isNamedSecret(ResourceFacts resource, String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (isSecretName(name) || SETTINGS.contains(PropertyName.folded(name))) {
      return true;
    }
    ResourceType type = resource.resource().type();
    String last = resource.key().lastName().text();
    return (type.equals(SECRET) && PropertyName.same(name, "value"))
        || (type.equals(SITE_CONFIG)
            && last != null
            && SETTINGS.contains(PropertyName.folded(last))
            && path.startsWith("properties."))
        || SETTINGS.stream().anyMatch(each -> PropertyName.folded(path).contains("." + each + "."));
  }
}
