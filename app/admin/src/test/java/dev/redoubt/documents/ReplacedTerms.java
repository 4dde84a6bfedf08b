package dev.redoubt.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that `docs/glossary.md` replaces, with the term to use instead. Contains only words
/// without another common meaning: a sentence may need `answer`, `place` or `rule`.
final class ReplacedTerms {

  /// The text in the "before" column of the glossary, and a pattern of its forms.
  private static final Map<String, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("nothing else uses it", "nothing else uses (?:it|them)");
    FORMS.put("what will be", "what will be(?! [a-z]+ed\\b)");
    FORMS.put("not to be told", "(?:not|cannot|never) (?:to )?be told(?! apart)");
    FORMS.put("what would have to be known", "would have to be known");
    FORMS.put("mend it", "mend(?:s|ed|ing)?");
    FORMS.put("what is left of it", "what is left of");
    FORMS.put("who looks at it", "who looks at it");
    FORMS.put("recognising", "recogni[sz]ing");
    FORMS.put("what is asked", "what is asked|is asked of");
    FORMS.put("giver", "givers?");
    FORMS.put("maker", "makers?");
    FORMS.put("what people have said", "what (?:people|somebody|others) (?:have|has) said");
    FORMS.put("lapse", "lapse[sd]?|lapsing");
    FORMS.put("a version goes a way", "go(?:es|ing)? (?:a|its|their) way");
    FORMS.put("frozen copy", "frozen cop(?:y|ies)");
    FORMS.put("kept thing", "kept things?");
    FORMS.put("sweep", "sweep(?:s|ing)?|swept");
    FORMS.put("who asks", "(?:who|whoever|somebody who) asks");
    FORMS.put("what the rules say", "what the rules say");
    FORMS.put("signs in with more", "signs? in with more");
    FORMS.put("tokens end", "tokens end|ends? (?:the )?tokens|ended tokens");
    FORMS.put("pace", "pace");
    FORMS.put("turnstile", "turnstiles?");
    FORMS.put("crowd", "crowds?");
    FORMS.put("watches that a log only grows", "(?:watches )?that a log only grows");
    FORMS.put("what an operator says", "what an operator says");
    FORMS.put("can do its work", "can do (?:its|their) work");
    FORMS.put("a fault of Redoubt", "faults? of Redoubt");
  }

  /// Words that are not in the glossary and have no direct replacement.
  private static final List<String> RIDDLES =
      List.of("doorkeepers?", "whoever", "so that nobody has to", "what is said");

  /// @param form the words that must not occur
  /// @param instead the term to use
  private record Term(Pattern form, String instead) {}

  private final List<Term> terms = new ArrayList<>();

  /// @param glossary the text of `docs/glossary.md`
  ReplacedTerms(String glossary) {
    FORMS.forEach((before, form) -> terms.add(new Term(pattern(form), instead(glossary, before))));
    RIDDLES.forEach(form -> terms.add(new Term(pattern(form), "plain words")));
  }

  static ReplacedTerms ofGlossary() {
    return new ReplacedTerms(Repository.text(Repository.ROOT.resolve("docs/glossary.md")));
  }

  private static Pattern pattern(String form) {
    return Pattern.compile(
        "(?<![\\w-])(?:" + form.replace(" ", "\\s+") + ")(?![\\w-])", Pattern.CASE_INSENSITIVE);
  }

  /// The term of the row whose last column has the old word.
  private static String instead(String glossary, String before) {
    Pattern old = Pattern.compile("(?<!\\w)" + Pattern.quote(before) + "(?!\\w)");
    return glossary
        .lines()
        .map(line -> line.split("(?<!\\\\)\\|", -1))
        .filter(cells -> cells.length == 5 && old.matcher(cells[3]).find())
        .map(cells -> cells[1].strip())
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "docs/glossary.md has no such word in its last column: " + before));
  }

  /// The occurrences in a text, as `NAME:LINE: ...`.
  ///
  /// @param firstLine the number of the first line of the text
  List<String> in(String name, int firstLine, String text) {
    List<String> found = new ArrayList<>();
    for (Term term : terms) {
      Matcher old = term.form().matcher(text);
      while (old.find()) {
        found.add(
            "%s:%d: `%s`; say: %s"
                .formatted(
                    name,
                    firstLine - 1 + MarkdownPage.lineAt(text, old.start()),
                    old.group().replaceAll("\\s+", " "),
                    term.instead()));
      }
    }
    return found;
  }
}
