package dev.redoubt.estate;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// Converts exceptions of the JSON parser to messages: lower case, without class names.
final class JsonSyntaxProblems {

  private JsonSyntaxProblems() {}

  static String message(JacksonException e) {
    String original = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    if (e instanceof UnexpectedEndOfInputException || original.contains("end-of-input")) {
      return "unexpected end of the JSON" + within(original);
    }
    if (e instanceof StreamConstraintsException) {
      return original.contains("nesting depth")
          ? "nested deeper than %d levels".formatted(JsonReader.MAX_DEPTH)
          : "too large: " + firstSentence(original);
    }
    if (original.contains("Invalid UTF-8") || original.contains("UTF-32")) {
      return "the file is not UTF-8, UTF-16 or UTF-32 text";
    }
    return "not valid JSON: " + firstSentence(original);
  }

  /// Returns in which construct the text ends, if the parser's message contains it.
  private static String within(String original) {
    if (original.contains("VALUE_STRING") || original.contains("quote")) {
      return ", inside a string";
    }
    if (original.contains("Object entries") || original.contains("for Object")) {
      return ", inside an object";
    }
    if (original.contains("Array entries") || original.contains("for Array")) {
      return ", inside an array";
    }
    return "";
  }

  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    line = line.replaceAll("`?(com|tools)\\.[\\w.$]+`?", "").strip();
    return line.isEmpty()
        ? "cannot be parsed"
        : Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }
}
