/// An assessment as one HTML file, and the pictures of the workload.
@NullMarked
package dev.redoubt.reporthtml;

import org.jspecify.annotations.NullMarked;
