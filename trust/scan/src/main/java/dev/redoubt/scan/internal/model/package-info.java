/// The parts that readers of model formats share: bounded reading, detections, and rules.
@NullMarked
package dev.redoubt.scan.internal.model;

import org.jspecify.annotations.NullMarked;
