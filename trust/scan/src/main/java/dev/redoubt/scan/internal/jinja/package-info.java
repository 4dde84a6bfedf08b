/// Checks chat templates, which a model contains and a loader renders.
@NullMarked
package dev.redoubt.scan.internal.jinja;

import org.jspecify.annotations.NullMarked;
