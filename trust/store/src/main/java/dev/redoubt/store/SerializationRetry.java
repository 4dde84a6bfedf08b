package dev.redoubt.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs transactions again that PostgreSQL refused because of others that ran beside them.
final class SerializationRetry {

  /// Contended rows let one of those that meet through each time.
  private static final int ATTEMPTS = 40;

  /// What is taken twice is mostly taken for good; once is enough to see by whom.
  private static final int ATTEMPTS_IF_TAKEN = 3;

  private static final int MAX_PAUSE_MILLISECONDS = 100;

  /// What a failure is about: appendix A of PostgreSQL's documentation.
  private enum Conflict {
    NONE,
    /// `serialization_failure` or `deadlock_detected`.
    ORDER,
    /// `unique_violation`, perhaps by another transaction's row that this one could not see yet.
    TAKEN;

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
        case "40001", "40P01" -> ORDER;
        case "23505" -> TAKEN;
        case null, default -> NONE;
      };
    }
  }

  /// The result of the first attempt that no other transaction gets in the way of.
  <T> T run(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (RuntimeException failed) {
        int attempts =
            switch (Conflict.of(failed)) {
              case NONE -> 1;
              case ORDER -> ATTEMPTS;
              case TAKEN -> ATTEMPTS_IF_TAKEN;
            };
        if (attempt >= attempts || !pause(attempt)) {
          throw failed;
        }
      }
    }
  }

  /// Waits for a random time that grows, so that those who met do not meet again.
  ///
  /// @return false if the thread is to stop
  private static boolean pause(int attempt) {
    int most = Math.min(MAX_PAUSE_MILLISECONDS, 1 << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1L));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
