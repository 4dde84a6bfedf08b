package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.text.NameNormalization;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Validates names, tags and texts with the limits of MLflow 3.17, and without control characters
/// in names. Lengths are in code points, not in UTF-16 units.
final class ModelValidation {

  static final int MAX_NAME = 256;
  static final int MAX_ALIAS = 255;
  static final int MAX_TAG_KEY = 250;
  static final int MAX_TAG_VALUE = 100_000;
  static final int MAX_DESCRIPTION = 5000;

  /// Of a source or a link. MLflow's limit is 500, which deep folders exceed.
  static final int MAX_ADDRESS = 2000;

  /// Reserved alias for the version with the greatest number.
  static final String LATEST = "latest";

  private static final Pattern ALIAS = Pattern.compile("[\\p{L}\\p{N}_-]+");
  private static final Pattern VERSION_ALIAS = Pattern.compile("[vV]\\p{Nd}+");
  private static final Pattern TAG_KEY = Pattern.compile("[/\\p{L}\\p{N}_.\\- :]+");

  private ModelValidation() {}

  static void name(String name) {
    required("name", name, MAX_NAME);
    if (name.isBlank()) {
      throw RequestRefusedException.invalid("a model needs a name");
    }
    if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
      throw RequestRefusedException.invalid("the name `" + name + "` contains `/` or `:`");
    }
    if (name.equals(".") || name.startsWith("..")) {
      throw RequestRefusedException.invalid("the name `" + name + "` is reserved for folders");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw RequestRefusedException.invalid("a model name must not contain control characters");
    }
  }

  /// Validates the name of a new model.
  static void newName(String name) {
    name(name);
    refuseIfMisleading("name", name);
  }

  private static void refuseIfMisleading(String what, String name) {
    NameNormalization.problem(name)
        .ifPresent(
            why -> {
              throw RequestRefusedException.invalid("the %s `%s` %s".formatted(what, name, why));
            });
  }

  /// Validates an alias in a request.
  static void alias(String alias) {
    required("alias", alias, MAX_ALIAS);
    if (!ALIAS.matcher(alias).matches()) {
      throw RequestRefusedException.invalid(
          "the alias `" + alias + "` may contain only letters, digits, `_` and `-`");
    }
  }

  /// Validates an alias that is to be set.
  static void newAlias(String alias) {
    alias(alias);
    if (isLatest(alias) || VERSION_ALIAS.matcher(alias).matches()) {
      throw RequestRefusedException.invalid(
          "the alias `" + alias + "` is reserved and cannot be set");
    }
    refuseIfMisleading("alias", alias);
  }

  static boolean isLatest(String alias) {
    return alias.toLowerCase(Locale.ROOT).equals(LATEST);
  }

  static void tag(String key, String value) {
    tagKey(key);
    text("value of the tag `" + key + "`", value, MAX_TAG_VALUE);
  }

  static void tagKey(String key) {
    required("key of a tag", key, MAX_TAG_KEY);
    if (!TAG_KEY.matcher(key).matches()) {
      throw RequestRefusedException.invalid(
          "the tag `"
              + key
              + "` may contain only letters, digits, `_`, `-`, `.`, `:`, `/` and spaces");
    }
    if (key.startsWith("..")
        || !List.of(key.split("/", -1)).stream().allMatch(ModelValidation::plain)) {
      throw RequestRefusedException.invalid("the tag `" + key + "` is not a normalized path");
    }
  }

  private static boolean plain(String part) {
    return !part.isEmpty() && !part.equals(".") && !part.equals("..");
  }

  static void description(@Nullable String description) {
    text("description", description, MAX_DESCRIPTION);
  }

  static void required(String what, String text, int max) {
    if (text.isEmpty()) {
      throw RequestRefusedException.invalid("the " + what + " is empty");
    }
    text(what, text, max);
  }

  /// Also refuses what databases do not store unchanged: NUL and unpaired surrogates.
  static void text(String what, @Nullable String text, int max) {
    if (text == null) {
      return;
    }
    if (text.length() > max && text.codePointCount(0, text.length()) > max) {
      throw RequestRefusedException.invalid(
          "the " + what + " has more than " + max + " characters");
    }
    if (text.codePoints().anyMatch(ModelValidation::isNoCharacter)) {
      throw RequestRefusedException.invalid(
          "the " + what + " contains a NUL character or an unpaired surrogate");
    }
  }

  private static boolean isNoCharacter(int point) {
    return point == 0 || Character.getType(point) == Character.SURROGATE;
  }
}
