package dev.redoubt.http.identity;

import java.util.Set;
import java.util.regex.Pattern;

/// A condition on one claim of a token.
sealed interface ClaimCondition {

  /// Whether the claims satisfy the condition.
  boolean holds(TokenClaims claims);

  /// The claim equals one of these strings. A claim that is a list never matches.
  record OneOf(String claim, Set<String> texts) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.text(claim).filter(texts::contains).isPresent();
    }
  }

  /// The claim is present (or absent), with any value.
  record Present(String claim, boolean expected) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.has(claim) == expected;
    }
  }

  /// The claim is a list that contains one of these strings.
  record Contains(String claim, Set<String> texts) implements ClaimCondition {
    @Override
    public boolean holds(TokenClaims claims) {
      return claims.json().path(claim).isArray()
          && claims.texts(claim).stream().anyMatch(texts::contains);
    }
  }

  /// The claim is a string that matches a glob pattern.
  record Glob(String claim, Pattern pattern) implements ClaimCondition {

    /// In characters; longer values never match.
    private static final int MAX_LENGTH = 1024;

    /// Compiles a glob: `*` matches any characters except `/` and `:`, which separate the parts of
    /// issuers' identifiers; `**` matches any characters; everything else is literal.
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
