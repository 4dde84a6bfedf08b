package dev.redoubt.json;

/// What must hold for any bytes: nothing is thrown, and what cannot be read is said in words for a
/// person.
final class StrictJsonFuzzTarget {

  private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(1 << 20, 64, 10_000));

  private StrictJsonFuzzTarget() {}

  static void read(byte[] bytes) {
    switch (JSON.read(bytes)) {
      case StrictJson.Result.Read(var value) -> require(!value.toString().isEmpty(), "a value");
      case StrictJson.Result.Refused(String message) -> {
        require(!message.isBlank(), "words");
        require(message.chars().noneMatch(Character::isISOControl), "a plain line");
        require(!message.contains("jackson"), "no class names");
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
