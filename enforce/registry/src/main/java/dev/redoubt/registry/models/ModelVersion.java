package dev.redoubt.registry.models;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A version of a registered model.
///
/// @param model name of the registered model
/// @param number from 1; never reused within a name
/// @param author display name of the principal who registered it
/// @param authorId id of that principal
/// @param source origin of the files, as given by the client
/// @param location location of the files
/// @param run id of the run that produced it; null for none
/// @param runLink link to that run; null for none
/// @param loggedModel id of the logged model that it was registered from; null for none
/// @param statusMessage progress while it is pending, or why it failed; null for none
/// @param aliases names of aliases that point to it, sorted
public record ModelVersion(
    String model,
    long number,
    String author,
    String authorId,
    @Nullable String description,
    ModelStage stage,
    String source,
    String location,
    @Nullable String run,
    @Nullable String runLink,
    @Nullable String loggedModel,
    VersionStatus status,
    @Nullable String statusMessage,
    Instant created,
    Instant updated,
    SortedMap<String, String> tags,
    List<String> aliases) {

  /// More digits do not fit into 64 bits.
  private static final int MAX_DIGITS = 18;

  /// Copies the collections.
  public ModelVersion {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    aliases = List.copyOf(aliases);
  }

  /// Parses a version number.
  ///
  /// @throws RequestRefusedException if it is not a version number
  public static long number(String text) {
    if (text.isEmpty()
        || text.length() > MAX_DIGITS
        || !text.chars().allMatch(each -> each >= '0' && each <= '9')) {
      throw RequestRefusedException.invalid(
          "Parameter 'version' must be an integer, got '" + text + "'.");
    }
    return Long.parseLong(text);
  }

  /// Prevents reading a version that is not scanned yet or was refused, and pointing an alias or a
  /// stage to it.
  ///
  /// @throws RequestRefusedException with `INVALID_STATE` if it is not ready
  public void refuseIfNotReady() {
    String what =
        switch (status) {
          case READY -> "";
          case PENDING_REGISTRATION -> "is not ready yet";
          case FAILED_REGISTRATION -> "was refused";
        };
    if (!what.isEmpty()) {
      String why = statusMessage == null ? "" : ": " + statusMessage;
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE, "version %d of `%s` %s%s".formatted(number, model, what, why));
    }
  }

  ModelVersion with(SortedMap<String, String> tags, List<String> aliases) {
    return new ModelVersion(
        model,
        number,
        author,
        authorId,
        description,
        stage,
        source,
        location,
        run,
        runLink,
        loggedModel,
        status,
        statusMessage,
        created,
        updated,
        tags,
        aliases);
  }
}
