/// XML documents, PMML among them.
@NullMarked
package dev.redoubt.scan.internal.xml;

import org.jspecify.annotations.NullMarked;
