package dev.redoubt.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides which names of models and aliases are allowed, and which are equal for the gate. Names
/// that look like other names are refused, because a person would confuse them and a rule would
/// not.
///
/// The rules follow Unicode Technical Standard 39 (security mechanisms), with small tables. A name
///
/// - is what its compatibility composition (NFKC) is: no full-width, superscript or ligature form,
///   nothing that composes;
/// - has ASCII, letters and marks of scripts that are in wide use today, and emoji; no other
///   digits, dashes or spaces, nothing invisible, nothing that turns the direction of text;
/// - has letters of one script, or of those in which Chinese, Japanese or Korean is written;
/// - has, in Latin, letters of alphabets in use, and none of phonetic or old ones, or a dotless i;
/// - has, in Greek, Cyrillic and Armenian, at least one letter that Latin has no likeness of.
///
/// Names that look alike within ASCII, as `prod` and `pr0d`, are different.
public final class NameNormalization {

  /// Unicode's annex 31, table 5.
  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.ARMENIAN,
          UnicodeScript.BENGALI,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.CYRILLIC,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.ETHIOPIC,
          UnicodeScript.GEORGIAN,
          UnicodeScript.GREEK,
          UnicodeScript.GUJARATI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.HAN,
          UnicodeScript.HANGUL,
          UnicodeScript.HEBREW,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KANNADA,
          UnicodeScript.KATAKANA,
          UnicodeScript.KHMER,
          UnicodeScript.LAO,
          UnicodeScript.LATIN,
          UnicodeScript.MALAYALAM,
          UnicodeScript.MYANMAR,
          UnicodeScript.ORIYA,
          UnicodeScript.SINHALA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.THAANA,
          UnicodeScript.THAI,
          UnicodeScript.TIBETAN);

  /// Written together.
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL));

  /// Of scripts whose letters look like those of Latin, the letters that do not.
  private static final String GREEK = "ΓΔΘΛΞΠΣΦΨΩδζθλξπφψ";

  private static final String CYRILLIC = "ДЖИЛФЦШЩЪЫЭЮЯджилфцшщъыэюя";
  private static final String ARMENIAN = "ԺԾՁՂՃՄՖժծձղճմխֆ";

  /// Letters and marks that are not seen: fillers of Hangul, inherent vowels of Khmer.
  private static final Set<Integer> INVISIBLE = Set.of(0x115F, 0x1160, 0x17B4, 0x17B5);

  /// The mark of a long vowel, of Hiragana and Katakana alone.
  private static final int LONG_VOWEL = 0x30FC;

  private NameNormalization() {}

  /// Explains why a name is not allowed, in words that follow "the name"; empty if it is allowed.
  public static Optional<String> problem(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    if (!plain.equals(name)) {
      return Optional.of("is not in Unicode normalization form NFKC; use `" + plain + "`");
    }
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (int point : name.codePoints().toArray()) {
      if (isLetterOrMark(point)) {
        scripts.add(UnicodeScript.of(point));
      }
      if (!isTaken(point)) {
        return Optional.of(
            "contains `U+%04X`; use ASCII, emoji or letters of a modern alphabet".formatted(point));
      }
    }
    return mixed(scripts).or(() -> likeLatin(name, scripts));
  }

  private static boolean isTaken(int point) {
    if (point < 0x80) {
      return point >= ' ' && point < 0x7F;
    }
    if (!isLetterOrMark(point)) {
      return Character.isEmojiPresentation(point);
    }
    UnicodeScript script = UnicodeScript.of(point);
    return point == LONG_VOWEL
        || (SCRIPTS.contains(script)
            && !INVISIBLE.contains(point)
            && (script != UnicodeScript.LATIN || isOfAlphabetInUse(point)));
  }

  private static boolean isLetterOrMark(int point) {
    int type = Character.getType(point);
    return Character.isLetter(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /// Of Latin: Western and Central European, Baltic, Turkish, Vietnamese, and Pinyin, without the
  /// dotless i, the kra and the long s.
  private static boolean isOfAlphabetInUse(int point) {
    return (point >= 0xC0 && point <= 0x17E && point != 0x131 && point != 0x138)
        || (point >= 0x1A0 && point <= 0x1A1)
        || (point >= 0x1AF && point <= 0x1B0)
        || (point >= 0x1CD && point <= 0x1DC)
        || (point >= 0x218 && point <= 0x21B)
        || (point >= 0x1E00 && point <= 0x1E99)
        || point == 0x1E9E
        || (point >= 0x1EA0 && point <= 0x1EF9);
  }

  private static Optional<String> mixed(Set<UnicodeScript> scripts) {
    // The long vowel has no script of its own.
    Set<UnicodeScript> own = EnumSet.copyOf(scripts);
    boolean common = own.remove(UnicodeScript.COMMON);
    boolean together = TOGETHER.stream().anyMatch(each -> each.containsAll(own));
    boolean japanese = own.contains(UnicodeScript.HIRAGANA) || own.contains(UnicodeScript.KATAKANA);
    return (own.size() <= 1 || together) && (!common || japanese)
        ? Optional.empty()
        : Optional.of("mixes letters of several scripts: " + scripts);
  }

  private static Optional<String> likeLatin(String name, Set<UnicodeScript> scripts) {
    for (UnicodeScript script : scripts) {
      String others =
          switch (script) {
            case GREEK -> GREEK;
            case CYRILLIC -> CYRILLIC;
            case ARMENIAN -> ARMENIAN;
            default -> "";
          };
      if (!others.isEmpty() && name.chars().noneMatch(each -> others.indexOf(each) >= 0)) {
        return Optional.of("has only " + script + " letters that look like LATIN letters");
      }
    }
    return Optional.empty();
  }

  /// The form in which names are compared: two names with the same form are equal for the gate,
  /// whatever their case. It also works for names that are no longer allowed.
  public static String folded(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    // First down: the capital sharp s is its own upper case, and `SS` that of the small one.
    String lower = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }
}
