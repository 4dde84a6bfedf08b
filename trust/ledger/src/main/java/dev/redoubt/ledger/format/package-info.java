/// The forms in which a transparency log is written: digests, signed notes, checkpoints, tiles,
/// bundles of entries, receipts; as specified by C2SP (signed-note, tlog-checkpoint, tlog-tiles,
/// tlog-proof). Reading is strict: what is accepted prints as the same bytes again.
@NullMarked
package dev.redoubt.ledger.format;

import org.jspecify.annotations.NullMarked;
