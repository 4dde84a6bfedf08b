package dev.redoubt.registry.registration;

import dev.redoubt.registry.Caller;
import dev.redoubt.registry.RefusedException;
import dev.redoubt.registry.artifact.ArtifactPath;
import dev.redoubt.registry.artifact.Artifacts;
import dev.redoubt.registry.artifact.Freezing;
import dev.redoubt.registry.artifact.Home;
import dev.redoubt.registry.artifact.Location;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.NewVersion;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.Removals;
import dev.redoubt.registry.store.Database;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Registers versions: what a client has put somewhere is copied to a place of the version's own,
/// which nobody can change, in the transaction that makes the version.
public final class Registrations {

  /// In front of the paths of our own places.
  public static final String ARTIFACTS = "mlflow-artifacts:/";

  private static final Pattern RUN = Pattern.compile("runs:/([0-9a-f]{32})(?:/(.*))?");
  private static final Pattern LOGGED_MODEL = Pattern.compile("models:/(m-[0-9a-f]{32})");
  private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/([0-9]{1,18})");

  private final Database database;
  private final RegisteredModels models;
  private final ModelVersions versions;
  private final Artifacts artifacts;

  /// Registers in a database.
  public Registrations(
      Database database, RegisteredModels models, ModelVersions versions, Artifacts artifacts) {
    this.database = database;
    this.models = models;
    this.versions = versions;
    this.artifacts = artifacts;
  }

  /// Lets go of the files of versions that are deleted.
  public static Removals removals(Artifacts artifacts) {
    return (sql, caller, version) ->
        home(version).ifPresent(home -> artifacts.discard(sql, caller, home));
  }

  /// Where the files of a version are; empty if it was registered without any.
  public static Optional<Home.OfVersion> home(ModelVersion version) {
    return version.location().startsWith(ARTIFACTS)
            && Location.parse(version.location().substring(ARTIFACTS.length())).home()
                instanceof Home.OfVersion home
        ? Optional.of(home)
        : Optional.empty();
  }

  /// Reads the source of a version: a place of ours, and nothing else. Whoever could name a file, a
  /// cloud's store or another server would have this server, or whoever loads the model, read it.
  ///
  /// @param text `mlflow-artifacts:/...`, `runs:/RUN/PATH`, `models:/m-...` or
  ///   `models:/NAME/NUMBER`
  /// @throws RefusedException if it is none, or a version that is not there for the caller
  public Source source(Caller caller, String text) {
    Matcher run = RUN.matcher(text);
    if (run.matches()) {
      return new Source(new Home.OfRun(run.group(1)), path(run.group(2)));
    }
    Matcher logged = LOGGED_MODEL.matcher(text);
    if (logged.matches()) {
      return new Source(new Home.OfLoggedModel(logged.group(1)), ArtifactPath.ROOT);
    }
    Matcher version = VERSION.matcher(text);
    if (version.matches()) {
      return of(caller, version.group(1), ModelVersion.number(version.group(2)));
    }
    if (text.startsWith(ARTIFACTS) && !text.startsWith(ARTIFACTS + "/")) {
      Location location = Location.parse(text.substring(ARTIFACTS.length()));
      location.check(database);
      return new Source(location.home(), location.path());
    }
    throw RefusedException.invalid(
        "Invalid model version source: `"
            + (text.length() > 200 ? text.substring(0, 200) + "..." : text)
            + "`: a version comes from artifacts of this registry: `mlflow-artifacts:/...`,"
            + " `runs:/RUN/PATH`, `models:/m-...` or `models:/NAME/NUMBER`");
  }

  private static ArtifactPath path(@Nullable String text) {
    return text == null ? ArtifactPath.ROOT : new ArtifactPath(text);
  }

  private Source of(Caller caller, String model, long number) {
    ModelVersion version = versions.get(caller, model, number);
    Home.OfVersion home =
        home(version)
            .orElseThrow(
                () ->
                    RefusedException.missing(
                        "version " + number + " of `" + model + "` has no files"));
    return new Source(home, ArtifactPath.ROOT);
  }

  /// Registers a version, which is pending until it has been scanned.
  ///
  /// @param wanted its location is not looked at
  /// @throws RefusedException if there are no files at its source
  /// @throws IOException if the keys of its files cannot be had
  public ModelVersion register(Caller caller, NewVersion wanted) throws IOException {
    models.get(caller, wanted.model());
    Source source = source(caller, wanted.source());
    try (Freezing freezing = artifacts.freezing(caller, source.home(), id(wanted.model()))) {
      return versions.create(
          caller, wanted, sql -> ARTIFACTS + place(freezing.freeze(sql, source.folder())));
    }
  }

  private static String place(Home.OfVersion home) {
    return new Location(null, home, ArtifactPath.ROOT).text();
  }

  private long id(String model) {
    return database.read(sql -> id(sql, model));
  }

  private static long id(JdbcClient sql, String model) {
    return sql.sql("SELECT id FROM registered_model WHERE name = ?")
        .param(model)
        .query(Long.class)
        .optional()
        .orElseThrow(
            () -> RefusedException.missing("there is no registered model `" + model + "`"));
  }
}
