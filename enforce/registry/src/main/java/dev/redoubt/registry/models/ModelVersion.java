package dev.redoubt.registry.models;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.move.ModelStage;
import dev.redoubt.gate.move.VersionStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A version of a registered model.
///
/// @param model the name of the registered model
/// @param number from 1; never given twice in a name
/// @param author the name of who registered it
/// @param authorId their id
/// @param source where it came from, as it was given
/// @param location where its files are
/// @param run that made it; null for none
/// @param runLink where that run can be looked at; null for nowhere
/// @param loggedModel of which it was made; null for none
/// @param statusMessage how far it is while it is pending, why it failed; null for nothing to say
/// @param aliases their names, sorted
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

  /// More would not fit into 64 bits.
  private static final int MAX_DIGITS = 18;

  /// Copies the collections.
  public ModelVersion {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    aliases = List.copyOf(aliases);
  }

  /// Reads the number of a version.
  ///
  /// @throws RequestRefusedException if it is none
  public static long number(String text) {
    if (text.isEmpty()
        || text.length() > MAX_DIGITS
        || !text.chars().allMatch(each -> each >= '0' && each <= '9')) {
      throw RequestRefusedException.invalid(
          "Parameter 'version' must be an integer, got '" + text + "'.");
    }
    return Long.parseLong(text);
  }

  /// Keeps what nobody has scanned yet, or what was refused, from being read, and from being named
  /// by an alias or a stage.
  ///
  /// @throws RequestRefusedException with `INVALID_STATE`
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
