/// The scanner's contracts between the engine and the analyzers.
@NullMarked
package dev.redoubt.scan.internal;

import org.jspecify.annotations.NullMarked;
