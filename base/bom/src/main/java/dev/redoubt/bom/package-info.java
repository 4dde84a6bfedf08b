/// Bills of materials of models, data sets, services and applications, written as CycloneDX.
@NullMarked
package dev.redoubt.bom;

import org.jspecify.annotations.NullMarked;
