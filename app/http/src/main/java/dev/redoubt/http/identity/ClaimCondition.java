package dev.redoubt.http.identity;

import java.util.Set;
import java.util.regex.Pattern;

/// Something that a claim has to say.
sealed interface ClaimCondition {

  /// Whether it does.
  boolean holds(TokenClaims claims);

  /// The claim is one of these texts. A claim that is a list is none of them.
  record OneOf(String claim, Set<String> texts) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.text(claim).filter(texts::contains).isPresent();
    }
  }

  /// The claim is there, or is not, whatever it says.
  record Said(String claim, boolean isSaid) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.has(claim) == isSaid;
    }
  }

  /// The claim is a list that has one of these texts.
  record Contains(String claim, Set<String> texts) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.json().path(claim).isArray()
          && claims.texts(claim).stream().anyMatch(texts::contains);
    }
  }

  /// The claim is a text of a form.
  record Glob(String claim, Pattern pattern) implements ClaimCondition {

    /// In characters; longer claims match nothing.
    private static final int MAX_LENGTH = 1024;

    /// A form: `*` stands for anything without `/` and `:`, which separate what issuers put
    /// together; `**` for anything; all else for itself.
    static Glob of(String claim, String glob) {
      StringBuilder pattern = new StringBuilder();
      for (int i = 0; i < glob.length(); i++) {
        if (glob.startsWith("**", i)) {
          pattern.append(".*");
          i++;
        } else if (glob.charAt(i) == '*') {
          pattern.append("[^/:]*");
        } else {
          pattern.append(Pattern.quote(String.valueOf(glob.charAt(i))));
        }
      }
      return new Glob(claim, Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    @Override
    public boolean holds(TokenClaims claims) {
      return claims
          .text(claim)
          .filter(text -> text.length() <= MAX_LENGTH && pattern.matcher(text).matches())
          .isPresent();
    }
  }
}
