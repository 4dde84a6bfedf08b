package dev.redoubt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes the default locale")
class NameNormalizationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prod",
        "Credit scoring (v2) - 100%",
        "größe_1",
        "déjà-vu",
        "Łódź",
        "İzmir",
        "Đà Nẵng",
        "Straße ẞ",
        "производство",
        "Ελλάδα",
        "Հայաստան ձ",
        "продажа-2",
        "信用評分",
        "モデル",
        "サーバー",
        "信用スコアモデル",
        "신용 평가",
        "漢字 한글",
        "ㄅㄆ漢",
        "مخاطر",
        "סיכון",
        "जोखिम",
        "ความเสี่ยง",
        "🏦",
        "credit 🚀"
      })
  void takesNames_whenTheyAreOfOneScript(String name) {
    assertThat(NameNormalization.problem(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "full-width, ｐｒｏｄ, normalization form NFKC",
    "full-width digit, prod１, normalization form NFKC",
    "superscript, prod², normalization form NFKC",
    "mathematical, 𝐩𝐫𝐨𝐝, normalization form NFKC",
    "circled, ⓟⓡⓞⓓ, normalization form NFKC",
    "roman numeral, ⅴ1, normalization form NFKC",
    "long s, ſtaging, normalization form NFKC",
    "Kelvin sign, \u212API, normalization form NFKC",
    "ligature, ofﬁce, normalization form NFKC",
    "decomposed, gro\u0308ße, normalization form NFKC",
    "Greek omicron, prοd, several scripts",
    "Greek rho, ρrod, several scripts",
    "Cyrillic o, prоd, several scripts",
    "Cyrillic and Latin words, кредит-credit, several scripts",
    "Latin and Han, prod漢, several scripts",
    "Hangul and kana, 한かな, several scripts",
    "long vowel in Latin, prーd, several scripts",
    "long vowel in Han, 漢ー, several scripts",
    "Cyrillic alone, сһамріоп, look like LATIN letters",
    "Greek alone, ΡΡΟΗ, look like LATIN letters",
    "Armenian alone, սոօ, look like LATIN letters",
    "dotless i, champıon, U+0131",
    "kra, ĸpi, U+0138",
    "script g, staɡing, U+0261",
    "small capitals, ᴘʀᴏᴅ, U+1D18",
    "Latin alpha, prɑ, U+0251",
    "insular d, proꝺ, U+A77A",
    "Cherokee, ᏢᎡ, U+13E2",
    "Lisu, ꓑꓣ, U+A4D1",
    "Coptic, ⲣ, U+2CA3",
    "Deseret, 𐐿, U+1043F",
    "mark over nothing, d\u0332, U+0332",
    "zero width space, pro\u200Bd, U+200B",
    "zero width joiner, pro\u200Dd, U+200D",
    "zero width no-break space, \uFEFFprod, U+FEFF",
    "soft hyphen, pro\u00ADd, U+00AD",
    "word joiner, pro\u2060d, U+2060",
    "right to left override, \u202Eprod, U+202E",
    "isolate, \u2066prod, U+2066",
    "left to right mark, prod\u200E, U+200E",
    "variation selector, prod\uFE0F, U+FE0F",
    "tag, prod\uDB40\uDC61, U+E0061",
    "Hangul filler, prod\u1160, U+1160",
    "Khmer inherent vowel, ក\u17B4, U+17B4",
    "combining grapheme joiner, prod\u034F, U+034F",
    "hyphen, credit‐limit, U+2010",
    "minus, credit−limit, U+2212",
    "slash, credit∕limit, U+2215",
    "line, credit─limit, U+2500",
    "middle dot, credit·limit, U+00B7",
    "Arabic digit, v١, U+0661",
    "Devanagari digit, v१, U+0967",
    "line separator, a\u2028b, U+2028",
    "delete, a\u007Fb, U+007F",
    "control, a\u0007b, U+0007",
    "private, a\uE000, U+E000",
    "unassigned, a\u0378, U+0378",
    "half of a character, a\uD800, U+D800"
  })
  void refusesNames_whenTheyLookLikeOthers(String what, String name, String why) {
    assertThat(NameNormalization.problem(name)).as(what).get().asString().contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "prod, PROD",
    "production, PrOdUcTiOn",
    "prod, ｐｒｏｄ",
    "champion, champıon",
    "staging, ſtaging",
    "kpi, \u212API",
    "strasse, STRAẞE",
    "производство, ПРОИЗВОДСТВО",
    "σ, ς"
  })
  void namesThatDifferInCaseAreEqual(String one, String other) {
    assertThat(NameNormalization.folded(one)).isEqualTo(NameNormalization.folded(other));
  }

  @Test
  void differentNamesStayDifferent() {
    assertThat(NameNormalization.folded("prod")).isNotEqualTo(NameNormalization.folded("pr0d"));
    assertThat(NameNormalization.folded("prod")).isNotEqualTo(NameNormalization.folded("prod-2"));
  }

  /// What a name is folded to does not depend on the language of the machine, and folds to itself.
  @Test
  void foldsOnce_inEveryLanguage() {
    Locale before = Locale.getDefault();
    Random random = new Random(7);
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(NameNormalization.folded("STAGING")).isEqualTo("staging");
    } finally {
      Locale.setDefault(before);
    }
    for (int i = 0; i < 20_000; i++) {
      String name = new String(new int[] {random.nextInt(0x3000), random.nextInt(0x300)}, 0, 2);
      String folded = NameNormalization.folded(name);
      assertThat(NameNormalization.folded(folded)).as("%s", name).isEqualTo(folded);
    }
  }

  /// Whatever is taken is what every reader takes it for: it is NFKC, of one line, and visible.
  @Test
  void invisibleCharactersAndCompatibilityFormsAreRejected() {
    int taken = 0;
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (NameNormalization.problem("a" + Character.toString(point)).isPresent()
          && NameNormalization.problem(Character.toString(point) + "ж").isPresent()
          && NameNormalization.problem(Character.toString(point)).isPresent()) {
        continue;
      }
      taken++;
      int type = Character.getType(point);
      assertThat(type)
          .as("U+%04X", point)
          .isNotIn(
              (int) Character.FORMAT,
              (int) Character.CONTROL,
              (int) Character.SURROGATE,
              (int) Character.PRIVATE_USE,
              (int) Character.UNASSIGNED,
              (int) Character.LINE_SEPARATOR,
              (int) Character.PARAGRAPH_SEPARATOR,
              (int) Character.ENCLOSING_MARK,
              (int) Character.LETTER_NUMBER,
              (int) Character.OTHER_NUMBER);
      if (point >= 0x80 && !Character.isEmojiPresentation(point)) {
        assertThat(type)
            .as("U+%04X", point)
            .isNotIn(
                (int) Character.DECIMAL_DIGIT_NUMBER,
                (int) Character.SPACE_SEPARATOR,
                (int) Character.DASH_PUNCTUATION,
                (int) Character.OTHER_PUNCTUATION,
                (int) Character.CONNECTOR_PUNCTUATION,
                (int) Character.MATH_SYMBOL);
      }
    }
    assertThat(taken).isBetween(50_000, 150_000);
  }
}
