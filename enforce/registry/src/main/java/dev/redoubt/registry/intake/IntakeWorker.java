package dev.redoubt.registry.intake;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.Attester;
import dev.redoubt.gate.RegistryEvidence;
import dev.redoubt.gate.transition.VersionStatus;
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

/// Background worker that scans and signs pending model versions. Its queue is the database, so
/// that a restarted server continues where the last one stopped.
///
/// Ready versions are scanned again when the scanner has changed or the last scan is too old. The
/// result is evidence, which may close the gate; aliases do not move.
public final class IntakeWorker implements AutoCloseable {

  /// Configuration of the worker.
  ///
  /// @param scratch folder for extracted archive members, encrypted
  /// @param threads number of versions that are processed concurrently
  /// @param maxAge age after which a scan is repeated
  /// @param trouble receives messages for the operator: what is retried, and which ready versions
  ///   would be refused today
  public record Options(Path scratch, int threads, Duration maxAge, Consumer<String> trouble) {

    /// The built-in gate policy requires a scan that is not older than 30 days.
    private static final Duration DEFAULT_MAX_AGE = Duration.ofDays(23);

    /// Leaves processors for requests, but uses at least two threads, so that one slow version does
    /// not block all others.
    public static Options defaults(Path scratch, Consumer<String> trouble) {
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
      return new Options(scratch, threads, DEFAULT_MAX_AGE, trouble);
    }
  }

  /// The registry itself, which sees everything.
  static final Caller REGISTRY =
      new Caller(Attester.REGISTRY.id(), Attester.REGISTRY.name(), _ -> true);

  /// Polling interval of an idle worker: another server may have registered a version.
  private static final long IDLE_MILLISECONDS = 1000;

  /// Polling interval while a request waits for a version.
  private static final long WAIT_STEP_MILLISECONDS = 20;

  /// Interval between searches for old scans.
  private static final Duration RESCAN_INTERVAL = Duration.ofMinutes(1);

  private static final int BATCH = 500;

  /// Maximum number of authors whose last turn is remembered.
  private static final int MAX_AUTHORS = 10_000;

  /// Attempts after a failure that is not one of the store; then the registration fails.
  private static final int ATTEMPTS = 3;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ModelVersions versions;
  private final VersionIntake work;
  private final Options options;
  private final RetryBackoff retries;
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean closed;

  /// Locations of versions in progress, with the ids of their authors. This and the following
  /// fields are guarded by `this`.
  private final Map<String, String> inProgress = new HashMap<>();

  /// When a version of each author was last taken.
  private final Map<String, Long> turns = new HashMap<>();

  private long turn;

  private final List<ModelVersion> outdated = new ArrayList<>();
  private Instant nextRescan = Instant.MIN;

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

  /// Starts the worker threads.
  ///
  /// @param keys contains the signing key; the caller closes it
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

  /// Reports a new version, and waits a moment for its registration to end: the files of most
  /// models are scanned in less than a second, and then the client need not poll.
  ///
  /// @param timeout maximum waiting time
  /// @return the version in its current state
  public ModelVersion awaitRegistration(Caller caller, ModelVersion version, Duration timeout) {
    wakeUps.release();
    long end = System.nanoTime() + timeout.toNanos();
    ModelVersion now = versions.get(caller, version.model(), version.number());
    while (now.status() == VersionStatus.PENDING_REGISTRATION && pause(end)) {
      now = versions.get(caller, version.model(), version.number());
    }
    return now;
  }

  /// Waits a little, unless the deadline has passed.
  ///
  /// @return whether there is time left
  private boolean pause(long end) {
    if (System.nanoTime() >= end || closed) {
      return false;
    }
    try {
      Thread.sleep(WAIT_STEP_MILLISECONDS);
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
        } else if (wakeUps.tryAcquire(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the next pending version.
  private Optional<ModelVersion> next() {
    try {
      Optional<ModelVersion> pending = take(versions.pending(REGISTRY, BATCH));
      return pending.isPresent() ? pending : takeOutdated();
    } catch (RuntimeException failed) {
      trouble("the database query for versions to scan failed", failed);
      return Optional.empty();
    }
  }

  /// Returns the oldest version of the author who has waited longest. An author with a version in
  /// progress leaves the other threads to other authors.
  private synchronized Optional<ModelVersion> take(List<ModelVersion> all) {
    Optional<ModelVersion> next =
        all.stream()
            .filter(
                each -> !inProgress.containsKey(each.location()) && retries.isDue(each.location()))
            .filter(each -> !inProgress.containsValue(each.authorId()))
            .min(Comparator.comparingLong(each -> turns.getOrDefault(each.authorId(), 0L)));
    next.ifPresent(
        each -> {
          inProgress.put(each.location(), each.authorId());
          if (turns.size() > MAX_AUTHORS) {
            turns.clear();
          }
          turns.put(each.authorId(), ++turn);
        });
    return next;
  }

  private synchronized Optional<ModelVersion> takeOutdated() {
    if (outdated.isEmpty() && !clock.instant().isBefore(nextRescan)) {
      Instant since = clock.instant().minus(options.maxAge());
      for (RegistryEvidence.Named each :
          RegistryEvidence.findOutdatedScans(database, RuleCatalog.digest(), since, BATCH)) {
        outdated.add(versions.get(REGISTRY, each.model(), each.number()));
      }
      nextRescan = clock.instant().plus(RESCAN_INTERVAL);
    }
    Optional<ModelVersion> next = take(outdated);
    next.ifPresent(outdated::remove);
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
                            ("version %d of `%s` is registered, but the current "
                                    + "scanner would reject it: %s")
                                .formatted(version.number(), version.model(), why)));
      }
      retries.forget(location);
    } catch (RequestRefusedException _) {
      // It was deleted, renamed, or another server was faster.
      retries.forget(location);
    } catch (KeyAccessException.NotAuthentic changed) {
      giveUp(version, "its files do not match the upload: " + changed.getMessage());
    } catch (IOException failed) {
      retryLater(version, failed);
    } catch (RuntimeException | StackOverflowError fault) {
      if (!closed && retries.failed(location) >= ATTEMPTS) {
        giveUp(
            version, "its files could not be scanned because of an internal error of the registry");
      }
      trouble("version %d of `%s`".formatted(version.number(), version.model()), fault);
    } finally {
      release_(location);
    }
  }

  private synchronized void release_(String location) {
    inProgress.remove(location);
  }

  private void retryLater(ModelVersion version, IOException failed) {
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

  /// Interrupts the versions in progress; after a restart they are processed again.
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
