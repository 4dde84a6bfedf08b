/// Chat templates, which a model brings and a loader renders.
@NullMarked
package dev.redoubt.scan.internal.jinja;

import org.jspecify.annotations.NullMarked;
