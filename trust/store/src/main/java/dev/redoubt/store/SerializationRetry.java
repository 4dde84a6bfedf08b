package dev.redoubt.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Retries transactions that PostgreSQL rejected because of concurrent transactions.
final class SerializationRetry {

  /// Of the transactions that conflict on a row, at least one commits in each round.
  private static final int ATTEMPTS = 40;

  /// A unique violation is usually final; one retry shows the row that caused it.
  private static final int UNIQUE_ATTEMPTS = 3;

  private static final int MAX_PAUSE_MILLISECONDS = 100;

  /// Kind of conflict, by SQLSTATE: appendix A of PostgreSQL's documentation.
  private enum Conflict {
    NONE,
    /// `serialization_failure` or `deadlock_detected`.
    SERIALIZATION,
    /// `unique_violation`, possibly caused by a row of a concurrent transaction that this one could
    /// not see yet.
    UNIQUE;

    static Conflict of(Throwable failed) {
      for (Throwable each = failed; each != null; each = each.getCause()) {
        if (each instanceof SQLException exception) {
          return of(exception.getSQLState());
        }
      }
      return NONE;
    }

    private static Conflict of(@Nullable String state) {
      return switch (state) {
        case "40001", "40P01" -> SERIALIZATION;
        case "23505" -> UNIQUE;
        case null, default -> NONE;
      };
    }
  }

  /// Returns the result of the first attempt without a conflict.
  <T> T run(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (RuntimeException failed) {
        int attempts =
            switch (Conflict.of(failed)) {
              case NONE -> 1;
              case SERIALIZATION -> ATTEMPTS;
              case UNIQUE -> UNIQUE_ATTEMPTS;
            };
        if (attempt >= attempts || !pause(attempt)) {
          throw failed;
        }
      }
    }
  }

  /// Waits for a random, growing time (backoff with jitter), so that conflicting transactions do
  /// not meet again.
  ///
  /// @return false if the thread was interrupted
  private static boolean pause(int attempt) {
    int maxPause = Math.min(MAX_PAUSE_MILLISECONDS, 1 << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(maxPause + 1L));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
