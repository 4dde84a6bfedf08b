/// A transparency log in the format C2SP tlog-tiles: changes to recorded entries are detectable.
@NullMarked
package dev.redoubt.ledger;

import org.jspecify.annotations.NullMarked;
