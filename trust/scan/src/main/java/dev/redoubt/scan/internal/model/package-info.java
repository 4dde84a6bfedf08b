/// What the readers of model formats share: bounded reading, findings, and the rules.
@NullMarked
package dev.redoubt.scan.internal.model;

import org.jspecify.annotations.NullMarked;
