/// HTML pages: models, versions, evidence, gates and history.
@NullMarked
package dev.redoubt.server.page;

import org.jspecify.annotations.NullMarked;
