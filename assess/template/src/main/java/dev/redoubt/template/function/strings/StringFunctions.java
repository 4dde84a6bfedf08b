package dev.redoubt.template.function.strings;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the string functions.
public final class StringFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new ToBase64(),
          new Base64ToJson(),
          new Base64ToString(),
          new BuildUri(),
          new DataUri(),
          new DataUriToString(),
          new EndsWith(),
          new Format(),
          new GuidFunction(),
          new Join(),
          new Like(),
          new NewGuid(),
          new PadLeft(),
          new ParseUri(),
          new Replace(),
          new Split(),
          new StartsWith(),
          new ToText(),
          new Substring(),
          new ToLower(),
          new ToUpper(),
          new Trim(),
          new UniqueString(),
          new UriFunction(),
          new UriComponent(),
          new UriComponentToString());

  private StringFunctions() {}
}
