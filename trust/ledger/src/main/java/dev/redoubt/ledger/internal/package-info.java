/// How a ledger is kept in a folder and read from there or over HTTP.
@NullMarked
package dev.redoubt.ledger.internal;

import org.jspecify.annotations.NullMarked;
