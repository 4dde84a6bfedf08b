/// Models that skops wrote.
@NullMarked
package dev.redoubt.scan.internal.skops;

import org.jspecify.annotations.NullMarked;
