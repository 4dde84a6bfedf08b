/// A transparency log as C2SP tlog-tiles: what is written cannot be changed without notice.
@NullMarked
package dev.redoubt.ledger;

import org.jspecify.annotations.NullMarked;
