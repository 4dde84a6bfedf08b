package dev.redoubt.registry.intake;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.Attester;
import dev.redoubt.gate.RegistryEvidence;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.scan.engine.RuleCatalog;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Takes versions in: while they are pending, it scans their files and signs them. What is to be
/// done stands in the database alone, so that a new start goes on where the last one ended.
///
/// Versions that are there are scanned again when the scanner has changed, or their last scan has
/// become old. What that finds is evidence, and the gate closes; aliases stay where they are.
public final class IntakeWorker implements AutoCloseable {

  /// How it works.
  ///
  /// @param scratch a folder for what comes out of archives, encrypted
  /// @param threads how many versions at a time
  /// @param maxAge of a scan, until it is made again
  /// @param trouble hears, in words for who runs the server, what is tried again, and what would be
  ///   refused today
  public record Options(Path scratch, int threads, Duration maxAge, Consumer<String> trouble) {

    /// The built-in gates ask for a scan that is not older than 30 days.
    private static final Duration USUAL_AGE = Duration.ofDays(23);

    /// As many threads as leave room for requests, and two at least, so that what takes long does
    /// not hold up all others.
    public static Options usual(Path scratch, Consumer<String> trouble) {
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
      return new Options(scratch, threads, USUAL_AGE, trouble);
    }
  }

  /// The registry itself, which sees all.
  static final Caller REGISTRY =
      new Caller(Attester.REGISTRY.id(), Attester.REGISTRY.name(), _ -> true);

  /// Until it looks for work by itself: another server may have taken a version down.
  private static final long IDLE_MILLISECONDS = 1000;

  /// Between two looks at a version that somebody waits for.
  private static final long STEP_MILLISECONDS = 20;

  /// Between two looks for old scans.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final int BATCH = 500;

  /// Whose turns are remembered.
  private static final int MAX_AUTHORS = 10_000;

  /// Of a fault that is not the store's: then a version is given up.
  private static final int ATTEMPTS = 3;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ModelVersions versions;
  private final VersionIntake work;
  private final Options options;
  private final RetryBackoff retries;
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean closed;

  /// Locations of versions that are worked on, with the ids of their authors. This and what follows
  /// is guarded by `this`.
  private final Map<String, String> busy = new HashMap<>();

  /// When each author last had their turn.
  private final Map<String, Long> turns = new HashMap<>();

  private long turn;

  private final List<ModelVersion> old = new ArrayList<>();
  private Instant nextLook = Instant.MIN;

  private IntakeWorker(
      RegistryDatabase database,
      InstantSource clock,
      ModelVersions versions,
      VersionIntake work,
      Options options) {
    this.database = database;
    this.clock = clock;
    this.versions = versions;
    this.work = work;
    this.options = options;
    this.retries = new RetryBackoff(clock);
  }

  /// Begins.
  ///
  /// @param keys has the key that signs, and stays the caller's to close
  public static IntakeWorker start(
      RegistryDatabase database,
      InstantSource clock,
      ModelVersions versions,
      ArtifactStore artifacts,
      KeyProvider keys,
      Options options) {
    VersionIntake work =
        new VersionIntake(database, clock, versions, artifacts, keys, options.scratch());
    IntakeWorker intake = new IntakeWorker(database, clock, versions, work, options);
    for (int i = 1; i <= options.threads(); i++) {
      intake.threads.add(Thread.ofPlatform().name("intake-" + i).daemon().start(intake::run));
    }
    return intake;
  }

  /// Says that a version has been registered, and waits a moment for the end of it: the files of
  /// most models are scanned in less than a second, and then nobody has to ask again.
  ///
  /// @param most how long
  /// @return the version as it is then
  public ModelVersion taken(Caller caller, ModelVersion version, Duration most) {
    woken.release();
    long end = System.nanoTime() + most.toNanos();
    ModelVersion now = versions.get(caller, version.model(), version.number());
    while (now.status() == VersionStatus.PENDING_REGISTRATION && pause(end)) {
      now = versions.get(caller, version.model(), version.number());
    }
    return now;
  }

  /// Waits a little, unless the end has come.
  ///
  /// @return whether there is time left
  private boolean pause(long end) {
    if (System.nanoTime() >= end || closed) {
      return false;
    }
    try {
      Thread.sleep(STEP_MILLISECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    try {
      while (!closed) {
        Optional<ModelVersion> next = next();
        if (next.isPresent()) {
          handle(next.get());
        } else if (woken.tryAcquire(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
          woken.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is to be done next; it is taken.
  private Optional<ModelVersion> next() {
    try {
      Optional<ModelVersion> pending = take(versions.pending(REGISTRY, BATCH));
      return pending.isPresent() ? pending : again();
    } catch (RuntimeException failed) {
      trouble("the database query for versions to scan failed", failed);
      return Optional.empty();
    }
  }

  /// The oldest one of whoever has waited longest. Whoever waits for one of theirs leaves the other
  /// threads to others.
  private synchronized Optional<ModelVersion> take(List<ModelVersion> all) {
    Optional<ModelVersion> next =
        all.stream()
            .filter(each -> !busy.containsKey(each.location()) && retries.isDue(each.location()))
            .filter(each -> !busy.containsValue(each.authorId()))
            .min(Comparator.comparingLong(each -> turns.getOrDefault(each.authorId(), 0L)));
    next.ifPresent(
        each -> {
          busy.put(each.location(), each.authorId());
          if (turns.size() > MAX_AUTHORS) {
            turns.clear();
          }
          turns.put(each.authorId(), ++turn);
        });
    return next;
  }

  private synchronized Optional<ModelVersion> again() {
    if (old.isEmpty() && !clock.instant().isBefore(nextLook)) {
      Instant since = clock.instant().minus(options.maxAge());
      for (RegistryEvidence.Named each :
          RegistryEvidence.toScanAgain(database, RuleCatalog.digest(), since, BATCH)) {
        old.add(versions.get(REGISTRY, each.model(), each.number()));
      }
      nextLook = clock.instant().plus(AGAIN);
    }
    Optional<ModelVersion> next = take(old);
    next.ifPresent(old::remove);
    return next;
  }

  private void handle(ModelVersion version) {
    String location = version.location();
    try {
      if (version.status() == VersionStatus.PENDING_REGISTRATION) {
        work.register(version);
      } else {
        work.scanAgain(version)
            .ifPresent(
                why ->
                    options
                        .trouble()
                        .accept(
                            "version %d of `%s` is registered, but the current scanner would reject it: %s"
                                .formatted(version.number(), version.model(), why)));
      }
      retries.forget(location);
    } catch (RequestRefusedException _) {
      // It is gone, has another name by now, or another server was faster.
      retries.forget(location);
    } catch (KeyAccessException.NotAuthentic changed) {
      giveUp(version, "its files do not match the upload: " + changed.getMessage());
    } catch (IOException failed) {
      later(version, failed);
    } catch (RuntimeException | StackOverflowError fault) {
      if (!closed && retries.failed(location) >= ATTEMPTS) {
        giveUp(version, "its files could not be scanned because of an internal error of the registry");
      }
      trouble("version %d of `%s`".formatted(version.number(), version.model()), fault);
    } finally {
      done(location);
    }
  }

  private synchronized void done(String location) {
    busy.remove(location);
  }

  private void later(ModelVersion version, IOException failed) {
    if (closed) {
      return;
    }
    retries.failed(version.location());
    versions.progress(version, "waiting for the scan of its files: the store or the keys fail");
    trouble("version %d of `%s` waits".formatted(version.number(), version.model()), failed);
  }

  private void giveUp(ModelVersion version, String why) {
    retries.forget(version.location());
    options
        .trouble()
        .accept(why + ": version " + version.number() + " of `" + version.model() + "`");
    if (version.status() == VersionStatus.PENDING_REGISTRATION) {
      try {
        work.finish(version, VersionStatus.FAILED_REGISTRATION, why);
      } catch (RuntimeException failed) {
        trouble("the completion of a registration cannot be recorded", failed);
      }
    }
  }

  private void trouble(String what, Throwable failed) {
    if (!closed) {
      options.trouble().accept(what + ": " + failed);
    }
  }

  /// Stops in the middle of what is being done; a new start begins that anew.
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread each : threads) {
      try {
        each.join(STOP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    work.close();
  }
}
