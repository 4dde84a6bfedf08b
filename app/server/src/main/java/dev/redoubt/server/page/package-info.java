/// Pages: models, versions, evidence, gate and log, for people.
@NullMarked
package dev.redoubt.server.page;

import org.jspecify.annotations.NullMarked;
