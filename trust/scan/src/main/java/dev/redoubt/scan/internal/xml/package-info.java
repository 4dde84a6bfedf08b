/// Reads XML documents, including PMML.
@NullMarked
package dev.redoubt.scan.internal.xml;

import org.jspecify.annotations.NullMarked;
