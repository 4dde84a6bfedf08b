package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.Sha256Digest;

/// The paths of files in a log, relative to its folder or URL. [dev.redoubt.ledger.format.Tile] has
/// the paths of tiles.
public final class LogPaths {

  /// The current checkpoint. Files beyond its size do not belong to the log.
  public static final String CHECKPOINT = "checkpoint";

  /// A signed checkpoint that is about to replace the current one.
  public static final String NEXT_CHECKPOINT = "checkpoint.next";

  /// The public key, for convenience: whoever can change the log can change it as well.
  public static final String KEY = "vkey";

  /// The lock of the writer.
  public static final String LOCK = "writer.lock";

  /// The folder of bodies.
  public static final String BODIES = "bodies";

  /// The folder of incomplete bodies.
  public static final String INCOMING = "bodies/incoming";

  private LogPaths() {}

  /// The file of a body.
  public static String body(Sha256Digest digest) {
    String hex = digest.hex();
    return BODIES + "/sha256/" + hex.substring(0, 2) + "/" + hex;
  }
}
