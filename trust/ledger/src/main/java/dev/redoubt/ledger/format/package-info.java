/// The file formats of a transparency log, as specified by C2SP (signed-note, tlog-checkpoint,
/// tlog-tiles, tlog-proof): digests, signed notes, checkpoints, tiles, entry bundles, receipts.
/// Parsing is strict: whatever is accepted prints as the same bytes again.
@NullMarked
package dev.redoubt.ledger.format;

import org.jspecify.annotations.NullMarked;
